"""Contradictions are minimal, the smallest, and the first of those; against trying all sets."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from grammar.span import Source
from logic import naive, strategies
from logic.engine import Clash, Engine, World
from logic.limits import Limits
from logic.minimal import Minimal, grow, shrink, smallest_contradiction, smallest_hitting_set
from logic.questions.common import Ready, prepare, recheck
from logic.solver import Undecided
from logic.theory import Theory
from logic.workspace import Workspace

seldom = settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def ready_for(text: str) -> Ready:
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [["t"]])
    assert isinstance(ready, Ready), (text, ready)
    return ready


def subsets(members: range) -> list[tuple[int, ...]]:
    """All subsets, small ones first, in lexicographic order."""
    return list(chain.from_iterable(combinations(members, size) for size in range(len(members) + 1)))


def contradictions(ready: Ready) -> list[tuple[int, ...]]:
    """Every minimal contradiction, by brute force."""
    found: list[tuple[int, ...]] = []
    nodes = [statement.node for statement in ready.composed.statements]
    for chosen in subsets(range(len(nodes))):
        if any(set(known) <= set(chosen) for known in found):
            continue
        if not naive.has_world(ready.composed.vocabulary, [nodes[i] for i in chosen]):
            found.append(chosen)
    return found


def smallest_of(engine: Engine, ready: Ready) -> Minimal:
    clash = engine.ask(ready.everything)
    assert isinstance(clash, Clash)
    minimal = smallest_contradiction(engine, ready.everything, clash.core)
    assert isinstance(minimal, Minimal)
    return minimal


@seldom
@given(strategies.theories(least=4, most=6))
def test_the_smallest_contradiction_is_the_first_of_its_size(text: str) -> None:
    ready = ready_for(text)
    engine = ready.engine()
    assume(isinstance(engine.ask(ready.everything), Clash))
    minimal = smallest_of(engine, ready)
    expected = contradictions(ready)
    assert minimal.smallest
    assert minimal.members == expected[0]
    assert minimal.only == (len(expected) == 1)
    assert recheck(engine, minimal, ()) is None


@seldom
@given(strategies.theories(least=4, most=6))
def test_shrinking_and_growing_stop_at_the_edge(text: str) -> None:
    ready = ready_for(text)
    engine = ready.engine()
    clash = engine.ask(ready.everything)
    assume(isinstance(clash, Clash))
    assert isinstance(clash, Clash)
    shrunk = shrink(engine, clash.core)
    assert isinstance(shrunk, tuple)
    assert shrunk in contradictions(ready)
    empty = engine.ask(())
    assert not isinstance(empty, Clash | Undecided)
    correction = grow(engine, ready.everything, (), empty)
    assert correction is not None
    kept = [i for i in ready.everything if i not in correction]
    assert engine.has_model(kept)
    assert not any(engine.has_model([*kept, i]) for i in correction)


DILEMMA = "atom p\nnorm a: ought p\nnorm b: ought not p\n"
EXAMPLES = {
    "the only one": ("atom p\nfact a: p\nfact b: not p", (0, 1), True),
    "a shorter one than the first": (
        "atom p\natom q\nfact a: p\nfact b: if p then q\nfact c: not q\nfact d: not p",
        (0, 3),
        False,
    ),
    "the first of two": ("atom p\nfact a: p\nfact b: p\nfact c: not p", (0, 2), False),
    "false by itself": ("atom p\nfact a: p\nfact b: false", (1,), True),
    "with a principle": (
        f"{DILEMMA}principle c: ought is consistent",
        (0, 1, 2),
        True,
    ),
    "of two principles the first": (
        f"{DILEMMA}principle c: ought implies can\nprinciple d: ought is consistent",
        (0, 1, 2),
        False,
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    statements, members, only = EXAMPLES[name]
    ready = ready_for(f"theory t\n{statements}\n")
    assert smallest_of(ready.engine(), ready) == Minimal(members, True, only)


def test_without_time_nothing_is_decided() -> None:
    ready = ready_for("theory t\natom p\nfact a: p\nfact b: not p\n")
    engine = ready.engine(Limits(seconds=0))
    assert isinstance(smallest_contradiction(engine, (0, 1), (0, 1)), Undecided)
    assert isinstance(shrink(engine, (0, 1)), Undecided)


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(strategies.families_of_sets())
def test_hitting_sets_agree_with_brute_force(sets: list[frozenset[int]]) -> None:
    hitting = (chosen for chosen in subsets(range(8)) if all(each & set(chosen) for each in sets))
    expected = next(hitting)
    assert smallest_hitting_set(sets, 8) == expected
    assert smallest_hitting_set(sets, len(expected)) == expected
    if expected:
        assert smallest_hitting_set(sets, len(expected) - 1) is None


def test_a_hitting_set_that_there_is_not() -> None:
    assert smallest_hitting_set([frozenset({1}), frozenset()], 5) is None
    assert smallest_hitting_set([frozenset({1, 2}), frozenset({3, 4})], 5, lambda: True) is None


def test_many_statements_that_clash_can_be_asked_about_again() -> None:
    """Where statements are many they are first asked about without names; what Z3 was told by name is not lost."""
    chain_of = "".join(f"axiom b{i}: p{i} implies p{i + 1}\n" for i in range(1_000))
    text = "theory t\n" + "".join(f"atom p{i}\n" for i in range(1_001)) + "axiom a: p0\n" + chain_of
    ready = ready_for(text + "axiom z: not p1000\n")
    engine = ready.engine()
    assert isinstance(engine.ask(ready.everything), Clash)
    assert isinstance(engine.ask(ready.everything), Clash)
    assert isinstance(engine.ask(ready.everything[1:]), World)
