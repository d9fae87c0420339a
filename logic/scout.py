"""The one door to PySAT: a solver that looks for candidates among the clauses that Z3 was given.

Nothing that a scout finds is an answer. A world that it proposes is evaluated, and that
there is none is decided by Z3, before anyone hears of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pysat.solvers import Solver as PySat

from logic.limits import Limits

_SOLVER: Final = "minisat-gh"
"""Of PySAT's solvers one whose preferences of sign are heeded everywhere, and that stops when told."""

_BUDGET: Final = 20_000
"""Conflicts after which a scout looks up whether it is to stop: some tenths of a second."""


class StoppedError(Exception):
    """The time is up, or somebody asked to stop."""


class Scout:
    """Clauses, and guesses about them under assumptions. Not safe for threads."""

    def __init__(self, clauses: Iterable[Sequence[int]], limits: Limits) -> None:
        self._limits = limits
        # An empty clause says that nothing is possible; PySAT would drop it in silence.
        self._hopeless = False
        self._solver = PySat(_SOLVER)
        for clause in clauses:
            self.add(clause)

    def add(self, clause: Sequence[int]) -> None:
        """Add a clause."""
        if clause:
            self._solver.add_clause(clause)
        else:
            self._hopeless = True

    def prefer(self, literals: Sequence[int]) -> None:
        """Try these literals as true first."""
        self._solver.set_phases(literals)

    def finds(self, assumptions: Sequence[int] = ()) -> bool:
        """Whether there seems to be a world in which assumptions are true; raises `StoppedError`."""
        if self._hopeless:
            return False
        while not self._limits.over:
            self._solver.conf_budget(_BUDGET)
            # With this flag the solver leaves Ctrl-C to Python.
            answer = self._solver.solve_limited(assumptions, expect_interrupt=True)
            if answer is not None:
                return bool(answer)
        raise StoppedError

    def world(self) -> Sequence[int]:
        """After `finds` said so: for each variable v, at index v - 1, `v` if it is true there and `-v` if not."""
        found: Sequence[int] = self._solver.get_model()
        return found

    def core(self) -> frozenset[int]:
        """After `finds` said no: assumptions that seem to clash."""
        return frozenset(self._solver.get_core() or ())
