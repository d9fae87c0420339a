"""Minimal and smallest contradictions.

A set of statements is a MUS (minimal unsatisfiable subset) when it is contradictory and
every proper subset of it is not. Statements are indices into an engine; `assuming` are
literals that are held fixed throughout.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from logic.engine import MANY, Clash, Engine, World
from logic.solver import Undecided
from proofs.world import Model

_MOMENT: Final = 1.0
"""Seconds for which all correction sets are looked for, before one is added at a time."""


_PATIENCE: Final = 10.0
"""Seconds after which a contradiction is told though there may be a smaller one: whoever asked is waiting."""


@dataclass(frozen=True, slots=True)
class Minimal:
    """A MUS, ascending.

    `smallest` says that no MUS has fewer members, and `only` that there is no other.
    """

    members: tuple[int, ...]
    smallest: bool
    only: bool


def smallest_contradiction(
    engine: Engine, indices: Sequence[int], core: Sequence[int], assuming: Sequence[int] = ()
) -> Minimal | Undecided:
    """A contradiction with the fewest members, the first such in the order of statements.

    `core` is a contradictory subset of `indices`. When the time runs out after some MUS was
    found, or after ten seconds of looking for smaller ones, that one is returned, not said to
    be the smallest; before, `Undecided`.

    What every repair must touch is found first: a member without which everything else is
    consistent is in every contradiction. Then implicit hitting sets: the smallest set that
    meets every correction set known so far is either contradictory, and then smallest, or
    grows into a consistent set whose complement is a new correction set (Ignatiev, Previti,
    Liffiton & Marques-Silva 2015, "Smallest MUS Extraction with Minimal Hitting Set
    Dualization"). Where all correction sets can be found in a moment, they are (`logic.frontier`).
    Exponential in the worst case.
    """
    needed = _needed(engine, indices, core, assuming)
    if isinstance(needed, Undecided):
        return needed
    whole = engine.ask(needed, assuming)
    if isinstance(whole, Clash):
        return Minimal(needed, True, True)
    minimal = shrink(engine, core, assuming, needed)
    if isinstance(minimal, Undecided):
        return minimal
    return _by_hitting_sets(engine, indices, minimal, needed, assuming)


def _needed(
    engine: Engine, indices: Sequence[int], core: Sequence[int], assuming: Sequence[int]
) -> tuple[int, ...] | Undecided:
    """The members of a core that are in every contradiction."""
    needed = []
    for member in core:
        answer = engine.has_model([i for i in indices if i != member], assuming)
        if answer is None:
            return Undecided(engine.why)
        if answer:
            needed.append(member)
    return tuple(needed)


def shrink(
    engine: Engine, core: Sequence[int], assuming: Sequence[int] = (), needed: Iterable[int] = ()
) -> tuple[int, ...] | Undecided:
    """A MUS inside a contradictory set, by deletion: each member not known to be needed is tried without.

    What Z3's core leaves out of a contradictory rest is dropped at once (clause-set
    refinement: Belov & Marques-Silva 2011, "Accelerating MUS extraction with recursive
    model rotation"). At most one question a member.
    """
    kept = set(needed)
    current = list(core)
    for member in core:
        if member in kept or member not in current:
            continue
        outcome = engine.clash([i for i in current if i != member], assuming)
        if isinstance(outcome, Undecided):
            return outcome
        if outcome is not None:
            current = [i for i in outcome.core if i != member]
        else:
            kept.add(member)
    return tuple(sorted(current))


def _by_frontier(engine: Engine, indices: Sequence[int], assuming: Sequence[int]) -> tuple[int, ...] | None:
    """The first of the smallest MUSes, where every correction set can be found in a moment."""
    if len(engine.statements) >= MANY:
        return None
    from logic.frontier import Frontier  # noqa: PLC0415 - PySAT, which few contradictions need
    from logic.scout import StoppedError  # noqa: PLC0415

    frontier = Frontier(engine, indices, assuming=assuming)
    try:
        found = frontier.smallest_contradictions(1) if frontier.find_corrections(_MOMENT) else []
    except StoppedError:
        return None
    return frontier.names(found[0]) if found else None


def _by_hitting_sets(
    engine: Engine, indices: Sequence[int], found: tuple[int, ...], needed: Sequence[int], assuming: Sequence[int]
) -> Minimal:
    smallest = _by_frontier(engine, indices, assuming)
    if smallest is not None:
        return Minimal(smallest, True, False)
    until = time.monotonic() + _PATIENCE
    corrections: list[frozenset[int]] = [frozenset({member}) for member in needed]
    while True:
        candidate = smallest_hitting_set(
            corrections, len(found), lambda: engine.limits.over or time.monotonic() > until
        )
        if candidate is None:
            return Minimal(found, False, False)
        outcome = engine.ask(candidate, assuming)
        if isinstance(outcome, Clash):
            return Minimal(candidate, True, False)
        if isinstance(outcome, Undecided):
            return Minimal(found, False, False)
        rest = grow(engine, indices, candidate, outcome, assuming)
        if rest is None:
            return Minimal(found, False, False)
        corrections.append(rest)


def grow(
    engine: Engine, indices: Sequence[int], seed: Sequence[int], world: World, assuming: Sequence[int] = ()
) -> frozenset[int] | None:
    """The complement of a maximal consistent set that holds `seed`; `None` where time ran out.

    Statements that are true in a world at hand cost no question.
    """
    kept = list(seed)
    missing: list[int] = []
    model = world.model
    for i in indices:
        if i in kept:
            continue
        if _true_in(engine, model, kept, i):
            kept.append(i)
            continue
        outcome = engine.ask([*kept, i], assuming)
        if isinstance(outcome, World):
            kept.append(i)
            model = outcome.model
        elif isinstance(outcome, Clash):
            missing.append(i)
        else:
            return None
    return frozenset(missing)


def _true_in(engine: Engine, model: Model, kept: Sequence[int], index: int) -> bool:
    """Whether a statement is true in a model of the kept ones, and leaves the principles among them true."""
    statements = [engine.statements[i] for i in (*kept, index)]
    touched = [s for s in statements if s.layer == "principle"]
    return all(model.satisfies(statement, statements) for statement in (statements[-1], *touched))


def smallest_hitting_set(
    sets: Sequence[frozenset[int]], at_most: int, stop: Callable[[], bool] = lambda: False
) -> tuple[int, ...] | None:
    """The first, in lexicographic order, of the smallest sets that meet each of `sets`.

    `None` where no set of `at_most` members does, or `stop()` says that time is up.
    """
    for size in range(len(_disjoint(sets)), at_most + 1):
        found = _hit(sorted(sets, key=sorted), size, -1, stop)
        if found is not None:
            return found
        if stop():
            return None
    return None


def _hit(sets: Sequence[frozenset[int]], budget: int, last: int, stop: Callable[[], bool]) -> tuple[int, ...] | None:
    """The first hitting set of at most `budget` members, all greater than `last`."""
    if not sets:
        return ()
    if budget == 0 or len(_disjoint(sets)) > budget or stop():
        return None
    reach = min(max(each, default=-1) for each in sets)
    for member in sorted({m for each in sets for m in each if last < m <= reach}):
        rest = [each for each in sets if member not in each]
        if all(max(each) > member for each in rest):
            found = _hit(rest, budget - 1, member, stop)
            if found is not None:
                return (member, *found)
    return None


def _disjoint(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Sets of which no two meet, the small ones first: each needs a member of its own."""
    chosen: list[frozenset[int]] = []
    taken: set[int] = set()
    for each in sorted(sets, key=len):
        if taken.isdisjoint(each):
            chosen.append(each)
            taken |= each
    return chosen
