"""Premises that can take part in nothing: found by autarkies, before any search.

An autarky of a set of clauses is a partial assignment that makes true every clause of which
it touches a variable. What clauses it touches can be left out: if all have no world, neither
have the others (Monien & Speckenmeyer 1985, "Solving satisfiability in less than 2^n steps").
So no clause that an autarky touches is in a minimal contradiction; the rest is the lean
kernel (Kullmann 2000, "Investigations on autark assignments"; Kullmann, Lynce &
Marques-Silva 2006, "Categorisation of clauses in conjunctive normal forms").

Where rival premises stand beside each other, of which a consistent set holds one of each
pair at most, there are as many maximal consistent sets as there are choices, though hardly
any of the rivals may matter. An autarky of all that a premise can stand beside, its rivals
left out, tells that it does not matter, whatever the choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from logic.engine import EvaluationError
from logic.limits import Limits, UndecidedError
from logic.solver import Satisfiable, Solver, Undecided

_MOST_CLAUSES = 50_000
"""Beyond so many clauses nothing is looked for: it would cost more than it could save."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without the literals that are false from the start; it stands only beside some premises."""

    literals: tuple[int, ...]
    beside: frozenset[int]


class Autarkies:
    """Autarkies of clauses, some of which stand only where a premise does.

    `given` are literals that are true, those of statements that always stand among them;
    `premises` has the premise that a variable selects. Both are literals that a clause denies
    if it has them.
    """

    def __init__(
        self, clauses: Iterable[Sequence[int]], given: AbstractSet[int], premises: Mapping[int, int], limits: Limits
    ) -> None:
        kept = (_reduced(clause, given, premises) for clause in clauses)
        self._clauses = [clause for clause in kept if clause is not None]
        self._solver = Solver(limits)
        self._variables = 0
        self._assigned: dict[int, int] = {}
        self._beside: dict[int, int] = {}
        self._satisfied: dict[int, int] = {}
        if self.feasible:
            self._encode()

    @property
    def feasible(self) -> bool:
        """Whether there are not too many clauses."""
        return len(self._clauses) <= _MOST_CLAUSES

    def touches(self, premise: int, beside: AbstractSet[int]) -> bool:
        """Whether an autarky makes true all clauses of a premise, of those that stand where some premises do.

        The premise is one of `beside`.

        Raises `UndecidedError`. Cost: one question about twice as many variables as there were.
        """
        if premise not in self._satisfied:
            # A premise without clauses says nothing.
            return True
        standing = sorted(self._beside[each] for each in beside if each in self._beside)
        outcome = self._solver.ask([*standing, self._satisfied[premise]])
        if isinstance(outcome, Undecided):
            raise UndecidedError(outcome.reason)
        if not isinstance(outcome, Satisfiable):
            return False
        assigned = {literal for literal, variable in self._assigned.items() if variable in outcome.true}
        self._confirm(assigned, premise, beside)
        return True

    def _encode(self) -> None:
        for clause in self._clauses:
            some = [self._assignment(literal) for literal in clause.literals]
            guard = [-self._named(self._beside, premise) for premise in sorted(clause.beside)]
            self._solver.add([*guard, -self._assignment(-literal), *some] for literal in clause.literals)
            self._solver.add([-self._named(self._satisfied, premise), *some] for premise in sorted(clause.beside))

    def _assignment(self, literal: int) -> int:
        """The variable that says that a literal is assigned."""
        if literal not in self._assigned:
            here, there = self._new(), self._new()
            self._assigned[literal], self._assigned[-literal] = here, there
            self._solver.add([[-here, -there]])
        return self._assigned[literal]

    def _named(self, variables: dict[int, int], premise: int) -> int:
        if premise not in variables:
            variables[premise] = self._new()
        return variables[premise]

    def _new(self) -> int:
        self._variables += 1
        return self._variables

    def _confirm(self, assigned: AbstractSet[int], premise: int, beside: AbstractSet[int]) -> None:
        """Raise `EvaluationError` unless an assignment is an autarky that makes all clauses of a premise true."""
        for clause in self._clauses:
            touched = premise in clause.beside or any(-literal in assigned for literal in clause.literals)
            if touched and clause.beside <= beside and not any(literal in assigned for literal in clause.literals):
                raise EvaluationError(f"no autarky: {clause.literals}")


def _reduced(clause: Sequence[int], given: AbstractSet[int], premises: Mapping[int, int]) -> _Clause | None:
    """A clause without the literals that are false; `None` if one is true from the start."""
    if any(literal in given for literal in clause):
        return None
    beside = frozenset(premises[-literal] for literal in clause if -literal in premises)
    literals = (literal for literal in clause if -literal not in given and -literal not in premises)
    return _Clause(tuple(literals), beside)


def that_matter(
    autarkies: Autarkies, premises: Sequence[int], rivals: Callable[[int], AbstractSet[int]]
) -> tuple[int, ...]:
    """The premises that are left when those are left out, one after the other, that an autarky touches.

    `rivals` tells which premises a set that is wanted cannot hold beside one. Whatever set is
    wanted, and minimal, holds none of those left out.
    """
    left = list(premises)
    if not autarkies.feasible:
        return tuple(left)
    while True:
        before = len(left)
        for premise in tuple(left):
            if autarkies.touches(premise, set(left) - rivals(premise)):
                left.remove(premise)
        if len(left) == before:
            return tuple(left)
