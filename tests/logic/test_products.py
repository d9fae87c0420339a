"""Products stand for exactly the sets that they were made of."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from logic.products import count, products


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.sets(st.frozensets(st.integers(0, 5), max_size=4), max_size=20))
def test_nothing_is_lost_and_nothing_added(sets: set[frozenset[int]]) -> None:
    found = products(sets)
    told = [frozenset(chosen) for each in found for chosen in product(*each)]
    assert len(told) == len(sets) == sum(map(count, found))
    assert set(told) == sets
    assert all(len(frozenset().union(*each)) == sum(map(len, each)) for each in found)


def test_bridges_and_effects() -> None:
    pairs = [{bridge, effect} for bridge in range(1, 5) for effect in range(10, 13)]
    triples = [{bridge, 20, 21} for bridge in range(5)]
    assert products([*triples, *pairs]) == [
        (frozenset({1, 2, 3, 4}), frozenset({10, 11, 12})),
        (frozenset({0, 1, 2, 3, 4}), frozenset({20}), frozenset({21})),
    ]


def test_one_set_and_none() -> None:
    assert products([]) == []
    assert products([{3, 1}]) == [(frozenset({1}), frozenset({3}))]
    assert products([set()]) == [()]
