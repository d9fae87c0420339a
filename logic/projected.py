"""How many assignments of some variables can be extended to a world: projected model counting.

Clauses are simplified by their units and taken apart into components that share no variable,
whose counts multiply. A component is counted by branching, with the counts of its parts
remembered (Bayardo & Pehoushek 2000, "Counting Models using Connected Components"; Sang,
Bacchus, Beame, Kautz & Pitassi 2004, "Combining Component Caching and Clause Learning for
Effective Model Counting"); branching is on the counted variables first, and what is left
without any counts once if it has an assignment (Aziz, Chu, Muise & Stuckey 2015,
"#∃SAT: Projected Model Counting"). What is too large for that goes to decision diagrams, where a library for them is
installed. All in integers: a count is exact or there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import Final, TypeAlias

from logic import diagrams
from logic.limits import Limits

Clauses: TypeAlias = frozenset[tuple[int, ...]]

_STEPS: Final = 3_000
"""How many branchings one count may take."""

_FEW: Final = 16
"""In how many clauses a variable may be that is resolved away."""

_WIDEST: Final = 80
"""How many neighbours a variable may have when it is taken away: with more, no way of counting ends."""

_DEEPEST: Final = 300
"""How many variables may be decided one inside the other."""


class TooHardError(Exception):
    """A count took more than it may; never leaves this module's functions."""


def count(clauses: Iterable[Sequence[int]], counted: Iterable[int], limits: Limits | None = None) -> int | None:
    """How many assignments of `counted` can be extended to one of all variables that makes the clauses true.

    `None` where that took more time, steps or memory than it may. Exponential in the worst case.
    """
    limits = limits or Limits()
    wanted = frozenset(counted)
    given = frozenset(tuple(sorted(set(clause))) for clause in clauses if not tautology(clause))
    try:
        simplified = _simplified(given, wanted, limits)
        if simplified is None:
            return 0
        fixed, rest = simplified
        left = _variables(rest)
        result: int = 1 << len({v for v in wanted if v not in left and v not in fixed and -v not in fixed})
        branching = Branching(wanted, limits, _ranks(rest, wanted, limits))
        for component in _components(rest):
            result *= _component(component, branching, limits)
    except TooHardError:
        return None
    return result


def _simplified(given: Clauses, counted: frozenset[int], limits: Limits) -> tuple[set[int], Clauses] | None:
    """What unit propagation fixes, and the clauses left, variables resolved away; nothing of a contradiction."""
    first = propagated(given)
    if first is None:
        return None
    second = propagated(eliminated(first[1], counted, limits))
    return None if second is None else (first[0] | second[0], second[1])


def _component(component: Clauses, branching: Branching, limits: Limits) -> int:
    try:
        return branching.count(component)
    except TooHardError:
        if limits.over or not diagrams.available():
            raise
    number = diagrams.count(sorted(component), frozenset(_variables(component) & branching.counted), limits)
    if number is None:
        raise TooHardError
    return number


class Branching:
    """Counts components by branching on their variables, each component once."""

    def __init__(self, counted: frozenset[int], limits: Limits, ranks: dict[int, int], steps: int = _STEPS) -> None:
        self.counted = counted
        self._limits = limits
        self._ranks = ranks
        self._steps = steps
        self._known: dict[Clauses, int] = {}

    def count(self, component: Clauses, depth: int = 0) -> int:
        """How many assignments of its counted variables a component has; raises `TooHardError`."""
        known = self._known.get(component)
        if known is not None:
            return known
        self._steps -= 1
        if self._steps < 0 or depth > _DEEPEST or self._limits.over:
            raise TooHardError
        variables = _variables(component)
        projected = sorted(variables & self.counted)
        variable = max(projected or variables, key=self._ranks.__getitem__)
        total = 0
        for literal in (-variable, variable):
            total += self._under(component, literal, projected, depth)
            if total and not projected:
                # Nothing is counted here: one way is as good as many.
                break
        result = total if projected else min(total, 1)
        self._known[component] = result
        return result

    def _under(self, component: Clauses, literal: int, projected: Sequence[int], depth: int) -> int:
        simplified = propagated(component | {(literal,)})
        if simplified is None:
            return 0
        fixed, rest = simplified
        left = _variables(rest)
        free = [v for v in projected if v not in left and v not in fixed and -v not in fixed]
        result = 1 << len(free)
        # Small ones first: one without an assignment spares the others.
        for part in sorted(_components(rest), key=len):
            result *= self.count(part, depth + 1)
            if not result:
                break
        return result


def eliminated(clauses: Clauses, counted: frozenset[int], limits: Limits) -> Clauses:
    """The clauses without those of the other variables that can be resolved away and leave no more literals.

    What can be extended to an assignment stays the same (Davis & Putnam 1960; Eén & Biere
    2005, "Effective Preprocessing in SAT through Variable and Clause Elimination"). Raises
    `TooHardError` where time runs out.
    """
    current = set(clauses)
    waiting = _variables(clauses) - counted
    uses: dict[int, set[tuple[int, ...]]] = {}
    for clause in current:
        for literal in clause:
            uses.setdefault(literal, set()).add(clause)
    while waiting:
        touched: set[int] = set()
        for variable in sorted(waiting):
            if limits.over:
                raise TooHardError
            touched |= _eliminate(variable, current, uses)
        waiting = touched - counted
    return frozenset(current)


def _eliminate(variable: int, current: set[tuple[int, ...]], uses: dict[int, set[tuple[int, ...]]]) -> set[int]:
    """Resolve a variable away, if that leaves no more literals; the variables of the clauses that came or went."""
    old = uses.get(variable, set()) | uses.get(-variable, set())
    if not old or (min(map(len, (uses.get(variable, ()), uses.get(-variable, ())))) > 1 and len(old) > _FEW):
        return set()
    new = resolvents(variable, uses)
    if sum(map(len, new - current)) > sum(map(len, old)):
        return set()
    for clause in old:
        current.discard(clause)
        for literal in clause:
            uses[literal].discard(clause)
    for clause in new - current:
        current.add(clause)
        for literal in clause:
            uses.setdefault(literal, set()).add(clause)
    return {abs(literal) for clause in (*old, *new) for literal in clause} - {variable}


def resolvents(variable: int, uses: dict[int, set[tuple[int, ...]]]) -> set[tuple[int, ...]]:
    """All resolvents on a variable but tautologies; `uses` has the clauses of each literal."""
    positive, negative = uses.get(variable, set()), uses.get(-variable, set())
    found = (tuple(sorted({*one, *other} - {variable, -variable})) for one in positive for other in negative)
    return {clause for clause in found if not tautology(clause)}


def _ranks(clauses: Clauses, counted: frozenset[int], limits: Limits) -> dict[int, int]:
    """An order in which to branch, highest first: branching on what ranks high takes components apart.

    It is the reverse of one in which variables with few neighbours are taken away first, the
    uncounted ones before the others (minimum degree; Dechter 2003, *Constraint Processing*, ch. 4).
    Raises `TooHardError` where all have many.
    """
    near: dict[int, set[int]] = {}
    for clause in clauses:
        variables = {abs(literal) for literal in clause}
        for variable in variables:
            near.setdefault(variable, set()).update(variables - {variable})
    waiting = [(variable in counted, len(others), variable) for variable, others in near.items()]
    heapify(waiting)
    ranks: dict[int, int] = {}
    while waiting:
        _, degree, variable = heappop(waiting)
        if variable not in near or len(near[variable]) != degree:
            continue
        if degree > _WIDEST or limits.over:
            raise TooHardError
        others = near.pop(variable)
        ranks[variable] = len(ranks)
        for other in others:
            near[other] |= others
            near[other] -= {other, variable}
            heappush(waiting, (other in counted, len(near[other]), other))
    return ranks


def tautology(clause: Sequence[int]) -> bool:
    """Whether a clause holds a literal and its denial."""
    return any(-literal in clause for literal in clause)


def _variables(clauses: Clauses) -> set[int]:
    return {abs(literal) for clause in clauses for literal in clause}


def propagated(clauses: Clauses) -> tuple[set[int], Clauses] | None:
    """What unit propagation fixes, and the clauses it leaves; nothing where it meets a contradiction."""
    fixed: set[int] = set()
    current = clauses
    while True:
        if () in current:
            return None
        units = {clause[0] for clause in current if len(clause) == 1}
        if not units:
            return fixed, current
        if any(-literal in units for literal in units):
            return None
        fixed |= units
        current = frozenset(
            tuple(literal for literal in clause if -literal not in units)
            for clause in current
            if not any(literal in units for literal in clause)
        )


def _components(clauses: Clauses) -> list[Clauses]:
    """The clauses in groups that share no variable, in an order that depends on nothing but the clauses."""
    leader: dict[int, int] = {}

    def find(variable: int) -> int:
        while leader.setdefault(variable, variable) != variable:
            leader[variable] = leader[leader[variable]]
            variable = leader[variable]
        return variable

    for clause in clauses:
        first = find(abs(clause[0]))
        for literal in clause[1:]:
            leader[find(abs(literal))] = first
    groups: dict[int, list[tuple[int, ...]]] = {}
    for clause in sorted(clauses):
        groups.setdefault(find(abs(clause[0])), []).append(clause)
    return [frozenset(group) for group in groups.values()]
