"""Every way in which some variables can be in a world, in lexicographic order.

False comes before true, so that of two ways the less eventful one comes first, and the order
depends on nothing but the order of the variables: not on what Z3 happens to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from logic.engine import Engine, World
from logic.solver import Outcome, Satisfiable, Solver, Undecided, Unsatisfiable

_MOST: Final = 2_500
"""Up to how many variables a world is made the least one in all that describes it."""


class Enumeration:
    """Worlds of some statements, each different from all before it in some of `variables`.

    `solver` holds the engine's clauses, and that the statements are true. Where time runs out
    before the first world is known to be the least one, it is told as it is.

    A depth-first search of the tree of assignments: a variable stays false where it can be,
    and the last one that can become true does so next. What a clash rested on is kept, and
    never asked again. At most two questions to Z3 for each variable and world, and between
    two worlds mostly a handful; nothing is remembered of the worlds themselves.
    """

    def __init__(self, engine: Engine, solver: Solver, indices: Sequence[int], variables: Sequence[int]) -> None:
        self.engine = engine
        self.solver = solver
        self.indices = tuple(indices)
        self.variables = tuple(dict.fromkeys(variables))
        rest = [*engine.encoding.actual_variables(), *engine.encoding.ideal_variables()]
        self._rest = tuple(rest) if len(rest) <= _MOST else ()
        self._prefix: list[int] = []
        self._held: set[int] = set()
        self._clashes: dict[int, list[frozenset[int]]] = {}
        self.undecided: Undecided | None = None
        """Why the search ended early, if it did."""

    def __iter__(self) -> Iterator[World]:
        found = self._true(self.solver.ask())
        first = True
        while found is not None:
            least = self._settled(self._least(found, self.variables[len(self._prefix) :]))
            if self.undecided is None or first:
                yield self.engine.world(least, self.indices)
            if self.undecided is not None:
                return
            first = False
            found = self._next()

    def _settled(self, true: frozenset[int]) -> frozenset[int]:
        """The least world of the prefix: what the variables leave open is not left to Z3 either."""
        length = len(self._prefix)
        if self.undecided is None:
            true = self._least(true, [each for each in self._rest if not {each, -each} & self._held])
        while len(self._prefix) > length:
            self._held.discard(self._prefix.pop())
        return true

    def _least(self, true: frozenset[int], variables: Iterable[int]) -> frozenset[int]:
        """The least way to go on from the prefix, of which `true` is an assignment; as far as time allows."""
        for variable in variables:
            if variable in true:
                less = self._try(-variable)
                if self.undecided is not None:
                    break
                if less is None:
                    self._push(variable)
                    continue
                true = less
            self._push(-variable)
        return true

    def _next(self) -> frozenset[int] | None:
        """Take back what came last, up to the last variable that can become true, and make it so."""
        while self._prefix:
            literal = self._prefix.pop()
            self._held.discard(literal)
            if literal > 0:
                continue
            true = self._try(-literal)
            if self.undecided is not None:
                return None
            if true is not None:
                self._push(-literal)
                return true
        return None

    def _push(self, literal: int) -> None:
        self._prefix.append(literal)
        self._held.add(literal)

    def _try(self, literal: int) -> frozenset[int] | None:
        """An assignment of the prefix and one more literal; nothing where there is none, or it was not decided."""
        clashes = self._clashes.setdefault(literal, [])
        if any(clash <= self._held for clash in clashes):
            return None
        outcome = self.solver.ask([*self._prefix, literal])
        if isinstance(outcome, Unsatisfiable):
            clashes.append(outcome.core & self._held)
        return self._true(outcome)

    def _true(self, outcome: Outcome) -> frozenset[int] | None:
        if isinstance(outcome, Undecided):
            self.undecided = outcome
        return outcome.true if isinstance(outcome, Satisfiable) else None
