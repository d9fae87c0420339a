"""Implicit hitting sets: the smallest sets that satisfy what has been learned so far.

A question such as *which premises, fewest first, bring a verdict about?* is answered by
turns. `Candidates` proposes the smallest set that nothing known rules out; the engine says
that the set will do, or why not; what was learned is required from then on (Reiter 1987, "A
Theory of Diagnosis from First Principles"; Moreno-Centeno & Karp 2013, "The Implicit Hitting
Set Approach to Solve Combinatorial Optimization Problems"; Liffiton, Previti, Malik &
Marques-Silva 2016, "Fast, flexible MUS enumeration", whose map this is, read from the small
end). As every set that is smaller has been ruled out before, one that will do is minimal
without being shrunk, and the sets that will do come in one order whatever was learned: the
smaller first, then by their members.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from logic.limits import Limits, UndecidedError
from logic.solver import Satisfiable, Solver, Undecided


class Candidates:
    """Sets of numbers under requirements that only grow.

    A number that no requirement asks to be present is in no smallest set, and costs nothing.

    `clauses` over the first `variables` variables may be given, and for some numbers a
    literal of theirs in `unless`: such a number is present where its literal is not true. It
    is bound to its literal when a clash first shows that the literal may have to give way
    (Marques-Silva & Planes 2007, "On Using Unsatisfiability for Solving Maximum
    Satisfiability"). So the sets proposed are the minimal correction sets of the literals.
    """

    def __init__(
        self,
        limits: Limits,
        clauses: Iterable[Sequence[int]] = (),
        variables: int = 0,
        unless: Mapping[int, int] | None = None,
    ) -> None:
        self._solver = Solver(limits)
        self._solver.add(clauses)
        self._variables = variables
        self._unbound = {literal: number for number, literal in (unless or {}).items()}
        self._members: dict[int, int] = {}
        self._rows: list[tuple[int, list[int]]] = []
        """Of each member in order of first mention: its variable, and a counter, whose register j
        is true if more than j of the members so far are present (Sinz 2005)."""
        self._columns = 0
        self._size = 0

    def require(self, present: Iterable[int], absent: Iterable[int] = ()) -> None:
        """Some number of `present` is to be present, or some number of `absent` is not."""
        ins = [self._member(each) for each in sorted(present)]
        outs = [-self._member(each) for each in sorted(absent)]
        self._solver.add([[*ins, *outs]])

    def smallest(self) -> tuple[int, ...] | None:
        """The first, in lexicographic order, of the smallest sets; `None` where there is none.

        Raises `UndecidedError`. Cost: as many questions as there are numbers at most, of a
        solver that knows the requirements alone.
        """
        while True:
            assumed = [*self._unbound, *self._at_most(self._size)]
            outcome = self._solver.ask(assumed)
            if isinstance(outcome, Undecided):
                raise UndecidedError(outcome.reason)
            if isinstance(outcome, Satisfiable):
                return self._first(assumed, outcome.true)
            if not outcome.core:
                return None
            yielding = sorted(outcome.core & self._unbound.keys(), key=self._unbound.__getitem__)
            for literal in yielding:
                self._solver.add([[self._member(self._unbound.pop(literal)), literal]])
            if not yielding:
                self._size += 1

    def _first(self, assumed: list[int], true: frozenset[int]) -> tuple[int, ...]:
        """The first set of the present size, given one of them."""
        fixed = list(assumed)
        chosen: list[int] = []
        for number, variable in sorted(self._members.items()):
            if len(chosen) == self._size:
                break
            if variable not in true:
                outcome = self._solver.ask([*fixed, variable])
                if isinstance(outcome, Undecided):
                    raise UndecidedError(outcome.reason)
                if not isinstance(outcome, Satisfiable):
                    fixed.append(-variable)
                    continue
                true = outcome.true
            fixed.append(variable)
            chosen.append(number)
        return tuple(chosen)

    def _variable(self) -> int:
        self._variables += 1
        return self._variables

    def _member(self, number: int) -> int:
        if number not in self._members:
            variable = self._members[number] = self._variable()
            self._rows.append((variable, []))
            for column in range(self._columns):
                self._register(len(self._rows) - 1, column)
        return self._members[number]

    def _at_most(self, size: int) -> list[int]:
        """What to assume so that at most `size` members are present."""
        if size >= len(self._rows):
            return []
        while self._columns <= size:
            for row in range(len(self._rows)):
                self._register(row, self._columns)
            self._columns += 1
        return [-self._rows[-1][1][size]]

    def _register(self, row: int, column: int) -> None:
        variable, registers = self._rows[row]
        register = self._variable()
        registers.append(register)
        before = self._rows[row - 1][1] if row else []
        if column == 0:
            self._solver.add([[-variable, register]])
        elif row:
            self._solver.add([[-variable, -before[column - 1], register]])
        if row:
            self._solver.add([[-before[column], register]])


def smallest_first(
    candidates: Candidates, lacks: Callable[[tuple[int, ...]], Iterable[int] | None]
) -> Iterator[tuple[int, ...]]:
    """All minimal sets of a family closed upwards: the smaller first, then in lexicographic order.

    `lacks` tells of a set that is not in the family some numbers one of which every member of
    the family that holds the set must have, and `None` of a member. Raises `UndecidedError`.
    """
    while (candidate := candidates.smallest()) is not None:
        missing = lacks(candidate)
        if missing is None:
            candidates.require((), candidate)
            yield candidate
        else:
            candidates.require(missing)
