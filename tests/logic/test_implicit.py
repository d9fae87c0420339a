"""Candidates come smallest first, in lexicographic order; against trying all sets."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logic.implicit import Candidates, smallest_first
from logic.limits import Limits, UndecidedError

often = settings(max_examples=300, derandomize=True, deadline=None, database=None)
NUMBERS = range(7)
SETS = st.frozensets(st.integers(0, 6), max_size=4)


def subsets() -> list[tuple[int, ...]]:
    """All subsets, small ones first, in lexicographic order."""
    return list(chain.from_iterable(combinations(NUMBERS, size) for size in range(len(NUMBERS) + 1)))


@often
@given(st.lists(st.tuples(SETS, SETS), max_size=8))
def test_the_smallest_after_each_requirement(requirements: list[tuple[frozenset[int], frozenset[int]]]) -> None:
    candidates = Candidates(Limits())
    known: list[tuple[frozenset[int], frozenset[int]]] = []
    for present, absent in requirements:
        candidates.require(present, absent)
        known.append((present, absent))
        expected = next((s for s in subsets() if all(p & set(s) or a - set(s) for p, a in known)), None)
        assert candidates.smallest() == expected


@often
@given(st.lists(SETS, min_size=1, max_size=6))
def test_minimal_hitting_sets_in_order(sets: list[frozenset[int]]) -> None:
    def lacks(chosen: tuple[int, ...]) -> frozenset[int] | None:
        return next((each for each in sets if not each & set(chosen)), None)

    hitting = [chosen for chosen in subsets() if lacks(chosen) is None]
    minimal = [s for s in hitting if not any(set(other) < set(s) for other in hitting)]
    assert list(smallest_first(Candidates(Limits()), lacks)) == minimal


def test_without_time_nothing_is_proposed() -> None:
    with pytest.raises(UndecidedError):
        Candidates(Limits(seconds=0)).smallest()
