"""Premises that an autarky touches take part in no minimal contradiction; against trying all sets."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logic.autarky import Autarkies, that_matter
from logic.limits import Limits, UndecidedError
from logic.solver import Satisfiable, Solver

often = settings(max_examples=250, derandomize=True, deadline=None, database=None)
PREMISES = (0, 1, 2, 3)
SELECTORS = {10 + premise: premise for premise in PREMISES}
LITERALS = st.integers(1, 5).flatmap(lambda variable: st.sampled_from((variable, -variable)))
CLAUSES = st.lists(LITERALS, min_size=1, max_size=3)


def autarkies(hard: list[list[int]], soft: dict[int, list[list[int]]], limits: Limits | None = None) -> Autarkies:
    """Clauses that always stand, the first behind a literal that is given, and those of premises behind selectors."""
    clauses = [[*clause, -20] for clause in hard[:1]] + hard[1:]
    clauses += [[-10 - premise, *clause] for premise, some in soft.items() for clause in some]
    return Autarkies(clauses, {20, -21}, SELECTORS, limits or Limits())


def possible(hard: list[list[int]], soft: dict[int, list[list[int]]], chosen: tuple[int, ...]) -> bool:
    solver = Solver()
    solver.add([*hard, *(clause for premise in chosen for clause in soft.get(premise, []))])
    return isinstance(solver.ask(), Satisfiable)


def minimal_contradictions(hard: list[list[int]], soft: dict[int, list[list[int]]]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for size in range(len(PREMISES) + 1):
        for chosen in combinations(PREMISES, size):
            if not any(set(known) <= set(chosen) for known in found) and not possible(hard, soft, chosen):
                found.append(chosen)
    return found


def test_what_is_left_out_is_in_no_minimal_contradiction() -> None:
    seen: Counter[str] = Counter()

    @often
    @given(
        st.lists(CLAUSES, max_size=5),
        st.dictionaries(st.sampled_from(PREMISES), st.lists(CLAUSES, min_size=1, max_size=2)),
        st.sets(st.sampled_from(list(combinations(PREMISES, 2))), max_size=2),
    )
    def holds(hard: list[list[int]], soft: dict[int, list[list[int]]], pairs: set[tuple[int, int]]) -> None:
        rivals = {p: {one if other == p else other for one, other in pairs if p in {one, other}} for p in PREMISES}
        left = that_matter(autarkies(hard, soft), PREMISES, rivals.__getitem__)
        for chosen in minimal_contradictions(hard, soft):
            if not any(set(pair) <= set(chosen) for pair in pairs):
                assert set(chosen) <= set(left)
                seen["contradictions"] += bool(chosen)
        seen["left out"] += len(PREMISES) - len(left)
        seen["rivals that do not matter"] += any(one not in left and other not in left for one, other in pairs)

    holds()
    assert seen["contradictions"] > 20, seen
    assert seen["left out"] > 50, seen
    assert seen["rivals that do not matter"] > 20, seen


def test_rivals_matter_only_beside_each_other() -> None:
    one, other = {0: [[1]], 1: [[-1]]}, (frozenset({0}), frozenset({1}))
    assert that_matter(autarkies([], one), PREMISES[:2], lambda _: frozenset()) == (0, 1)
    assert that_matter(autarkies([], one), PREMISES[:2], lambda premise: other[1 - premise]) == ()
    assert that_matter(autarkies([[-1, 2], [-2]], one), PREMISES[:2], lambda premise: other[1 - premise]) == (0,)


def test_without_time_nothing_is_left_out() -> None:
    limits = Limits(seconds=0)
    with pytest.raises(UndecidedError):
        that_matter(autarkies([[1, 2]], {0: [[1]]}, limits), PREMISES, lambda _: frozenset())
