"""Projected counts are exact: by branching and by diagrams, against trying all assignments."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logic import diagrams, projected
from logic.limits import Interruption, Limits
from logic.projected import count

often = settings(max_examples=300, derandomize=True, deadline=None, database=None)
seldom = settings(often, max_examples=80)
LITERALS = st.integers(1, 8).flatmap(lambda variable: st.sampled_from((variable, -variable)))
CLAUSES = st.lists(st.lists(LITERALS, min_size=1, max_size=3), max_size=16)


def brute_force(clauses: list[list[int]], counted: frozenset[int]) -> int:
    variables = sorted({abs(literal) for clause in clauses for literal in clause} | counted)
    found = set()
    for values in product((False, True), repeat=len(variables)):
        truth = dict(zip(variables, values, strict=True))
        if all(any(truth[abs(literal)] == (literal > 0) for literal in clause) for clause in clauses):
            found.add(tuple(truth[variable] for variable in sorted(counted)))
    return len(found)


@often
@given(CLAUSES, st.frozensets(st.integers(1, 8)))
def test_branching_agrees_with_brute_force(clauses: list[list[int]], counted: frozenset[int]) -> None:
    assert count(clauses, counted) == brute_force(clauses, counted)


@seldom
@given(CLAUSES, st.frozensets(st.integers(1, 8)))
def test_diagrams_agree_with_brute_force(clauses: list[list[int]], counted: frozenset[int]) -> None:
    pytest.importorskip("dd")
    kept = [clause for clause in clauses if not any(-literal in clause for literal in clause)]
    present = counted & {abs(literal) for clause in kept for literal in clause}
    assert diagrams.count(kept, present, Limits()) == brute_force(kept, present)


def test_the_slower_diagrams_count_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    autoref = pytest.importorskip("dd.autoref")
    monkeypatch.setattr(diagrams, "_manager", autoref.BDD)
    clauses = [[1, 2], [-2, 3], [-1, -3, 4], [4, 5]]
    assert diagrams.count(clauses, frozenset({1, 2, 4, 5}), Limits()) == brute_force(clauses, frozenset({1, 2, 4, 5}))


def test_counts_beyond_floating_point_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = [[3 * at + 1, 3 * at + 2, 3 * at + 3] for at in range(40)]
    chained = [*clauses, *([3 * at + 1, 3 * at + 4] for at in range(39))]
    counted = frozenset(range(1, 121))
    assert count(clauses, counted) == 7**40
    branched = count(chained, counted)
    pytest.importorskip("dd")
    monkeypatch.setattr(projected.Branching, "count", refuse)
    assert count(chained, counted) == branched


def refuse(*_: object) -> int:
    raise projected.TooHardError


def test_what_is_too_hard_has_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projected.Branching, "count", refuse)
    monkeypatch.setattr(diagrams, "available", lambda: False)
    assert count([[1, 2], [-1, 3]], {1, 2, 3}) is None


def test_an_interrupted_count_is_none() -> None:
    asked = Interruption()
    asked.request()
    assert count([[1, 2], [-1, 3], [2, 3]], {1, 2, 3}, Limits(interruption=asked)) is None


@pytest.mark.parametrize(
    ("clauses", "counted", "expected"),
    [([], [1, 2], 4), ([[1], [-1]], [2], 0), ([[1, -1]], [1], 2), ([[1, 2]], [], 1), ([[5, 1], [5, -1]], [1], 2)],
)
def test_edges(clauses: list[list[int]], counted: list[int], expected: int) -> None:
    assert count(clauses, counted) == expected
