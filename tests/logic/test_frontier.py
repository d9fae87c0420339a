"""The frontier agrees with trying all sets: MUSes, MCSes, their duality, and what is counted by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, combinations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grammar.span import Source
from logic import naive, strategies
from logic.components import components
from logic.counting import count_below, maximal_sets
from logic.engine import Engine
from logic.frontier import Frontier
from logic.hitting import antichain, members, minimal_hitting_sets
from logic.limits import Limits
from logic.questions.common import Ready, prepare
from logic.theory import Theory
from logic.workspace import Workspace

seldom = settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
often = settings(seldom, max_examples=1_000)

# Hitting sets and counting

families = st.lists(st.integers(0, 127), max_size=8)


def all_hitting_sets(family: Sequence[int]) -> set[int]:
    """Every minimal hitting set, by trying all sets."""
    hitting = [chosen for chosen in range(128) if all(chosen & each for each in family)]
    return {one for one in hitting if not any(other != one and other & ~one == 0 for other in hitting)}


def found_in(family: Sequence[int], at_most: int | None = None) -> list[int]:
    found: list[int] = []

    def told(batch: Sequence[int]) -> bool:
        found.extend(batch)
        return True

    assert minimal_hitting_sets(family, told, at_most=at_most)
    return found


@often
@given(families)
@example([])
@example([0])
@example([1, 2, 4])
def test_hitting_sets_agree_with_trying_all(family: list[int]) -> None:
    found = found_in(family)
    assert len(found) == len(set(found))
    assert set(found) == all_hitting_sets(family)


@seldom
@given(families, st.integers(0, 7))
def test_small_hitting_sets_are_those_of_all_that_are_small(family: list[int], most: int) -> None:
    assert set(found_in(family, most)) == {each for each in all_hitting_sets(family) if each.bit_count() <= most}


def test_whoever_has_enough_is_told_no_more() -> None:
    family = [3 << 2 * pair for pair in range(16)]
    batches: list[int] = []

    def told(batch: Sequence[int]) -> bool:
        batches.append(len(batch))
        return False

    assert not minimal_hitting_sets(family, told)
    assert len(batches) == 1
    assert batches[0] < 2**16


def test_a_hitting_set_of_thousands() -> None:
    family = [1 << at for at in range(5_000)] + [3 << 6_000 + 2 * pair for pair in range(5)]
    assert len(found_in(family)) == 2**5


@often
@given(families)
def test_counting_agrees_with_trying_all(family: list[int]) -> None:
    assert count_below(family) == sum(any(chosen & ~each == 0 for each in family) for chosen in range(128))


def test_counting_what_nobody_could_list() -> None:
    pairs = [(1 << 60) - 1 - (3 << 2 * at) for at in range(30)]
    # All sets of 60 but those that meet each of 30 pairs.
    assert count_below(pairs) == 2**60 - 3**30


@seldom
@given(families)
def test_antichains(family: list[int]) -> None:
    least, largest = antichain(family), maximal_sets(family)
    assert set(least) == {one for one in family if not any(other != one and other & ~one == 0 for other in family)}
    assert set(largest) == {one for one in family if not any(other != one and one & ~other == 0 for other in family)}


def test_members() -> None:
    assert members(0) == []
    assert members(0b101001) == [0, 3, 5]


def test_components() -> None:
    found = components([[1, -2], [3], [2, 4], [5, 6], []], [1, 3, 6, 7, 4])
    assert [each.marked for each in found] == [[1, 4], [3], [6], [7], []]
    assert [each.clauses for each in found] == [[[1, -2], [2, 4]], [[3]], [[5, 6]], [], [[]]]


# Frontiers


def ready_for(text: str) -> Ready:
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [["t"]])
    assert isinstance(ready, Ready), (text, ready)
    return ready


def subsets(items: Sequence[int]) -> list[tuple[int, ...]]:
    return list(chain.from_iterable(combinations(items, size) for size in range(len(items) + 1)))


def by_z3(engine: Engine, _ready: Ready, indices: Sequence[int]) -> bool:
    """Whether some statements are consistent: one question to Z3."""
    answer = engine.has_model(indices)
    assert answer is not None
    return answer


def by_models(_engine: Engine, ready: Ready, indices: Sequence[int]) -> bool:
    """Whether some statements are consistent: all models are tried."""
    nodes = [ready.composed.statements[i].node for i in indices]
    return naive.has_world(ready.composed.vocabulary, nodes)


def brute_force(
    ready: Ready, hard: Sequence[int] = (), decide: Callable[[Engine, Ready, Sequence[int]], bool] = by_z3
) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]]]:
    """All MUSes and MCSes, given that some statements hold, by deciding each set of the others."""
    engine = ready.engine()
    soft = [i for i in ready.everything if i not in hard]
    consistent = {chosen: decide(engine, ready, sorted({*chosen, *hard})) for chosen in subsets(soft)}
    muses = {
        chosen
        for chosen, is_consistent in consistent.items()
        if not is_consistent and all(consistent[tuple(j for j in chosen if j != i)] for i in chosen)
    }
    maximal = [
        chosen
        for chosen, is_consistent in consistent.items()
        if is_consistent and not any(consistent[tuple(sorted((*chosen, i)))] for i in soft if i not in chosen)
    ]
    return muses, {tuple(i for i in soft if i not in chosen) for chosen in maximal}


def searched(frontier: Frontier) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    found: list[int] = []

    def told(batch: Sequence[int]) -> bool:
        found.extend(batch)
        return True

    assert frontier.find_contradictions(told), frontier.reason
    assert frontier.find_corrections()
    return [frontier.names(mask) for mask in found], [frontier.names(mask) for mask in frontier.corrections()]


@often
@given(strategies.theories(least=2, most=6))
def test_the_frontier_agrees_with_deciding_every_set(text: str) -> None:
    ready = ready_for(text)
    agree(ready, by_z3)


@settings(seldom, max_examples=30)
@given(strategies.theories(least=2, most=5))
def test_the_frontier_agrees_with_brute_force_over_models(text: str) -> None:
    ready = ready_for(text)
    agree(ready, by_models)


def agree(ready: Ready, decide: Callable[[Engine, Ready, Sequence[int]], bool]) -> None:
    contradictions, corrections = searched(Frontier(ready.engine(), ready.everything))
    muses, mcses = brute_force(ready, (), decide)
    assert sorted(contradictions) == sorted(muses)
    assert corrections == sorted(mcses, key=lambda each: (len(each), each))


@seldom
@given(strategies.theories(least=3, most=6), st.data())
def test_the_frontier_given_some_statements(text: str, data: st.DataObject) -> None:
    ready = ready_for(text)
    hard = data.draw(st.sets(st.sampled_from(ready.everything), max_size=2))
    muses, mcses = brute_force(ready, sorted(hard))
    frontier = Frontier(ready.engine(), [i for i in ready.everything if i not in hard], sorted(hard))
    contradictions, corrections = searched(frontier)
    assert sorted(contradictions) == sorted(muses)
    assert sorted(corrections) == sorted(mcses)


@seldom
@given(strategies.theories(least=2, most=6))
def test_walking_over_the_map_finds_the_same(text: str) -> None:
    ready = ready_for(text)
    muses, mcses = brute_force(ready)
    frontier = Frontier(ready.engine(), ready.everything)
    found: list[int] = []

    def told(batch: Sequence[int]) -> bool:
        found.extend(batch)
        return True

    for part in frontier.parts:
        # Nothing is known beforehand, and there is time enough.
        part.find_contradictions(told, 60.0)
        assert part.all_contradictions
    assert sorted(map(frontier.names, found)) == sorted(muses)
    assert sorted(map(frontier.names, frontier.corrections())) == sorted(mcses)


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_in_small_steps_finds_the_same(seed: int) -> None:
    ready = ready_for(clauses(seed, 5, 30))
    expected, _ = searched(Frontier(ready.engine(), ready.everything))
    frontier = Frontier(ready.engine(), ready.everything)
    found: list[int] = []

    def told(batch: Sequence[int]) -> bool:
        found.extend(batch)
        return True

    (part,) = [each for each in frontier.parts if len(each.statement_bits) > 1]
    while not part.all_contradictions:
        part.find_contradictions(told, 0.01)
    assert len(found) == len(set(found))
    assert sorted(map(frontier.names, found)) == sorted(expected)


def clauses(seed: int, atoms: int, number: int) -> str:
    """A theory of random clauses of three literals (a congruence makes them, so that they are the same everywhere)."""
    state = seed
    lines = ["theory t", *(f"atom p{i}" for i in range(atoms))]
    for at in range(number):
        literals = []
        for _ in range(3):
            state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
            literals.append(f"{'not ' if state >> 40 & 1 else ''}p{(state >> 33) % atoms}")
        lines.append(f"axiom c{at}: {' or '.join(literals)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_muses_and_mcses_are_each_others_minimal_hitting_sets(seed: int) -> None:
    ready = ready_for(clauses(seed, 5, 34))
    contradictions, corrections = searched(Frontier(ready.engine(), ready.everything))
    assert len(contradictions) > 20
    muses = [sum(1 << i for i in each) for each in contradictions]
    mcses = [sum(1 << i for i in each) for each in corrections]
    assert set(found_in(mcses)) == set(muses)
    assert set(found_in(muses)) == set(mcses)


def test_statements_that_have_nothing_to_do_with_each_other_are_searched_apart() -> None:
    pairs = "".join(f"atom p{i}\nfact a{i}: p{i}\nfact b{i}: not p{i}\n" for i in range(40))
    ready = ready_for(f"theory t\n{pairs}")
    frontier = Frontier(ready.engine(), ready.everything)
    assert frontier.find_corrections()
    assert frontier.count_corrections() == 2**40
    first = next(frontier.corrections())
    assert len(frontier.names(first)) == 40


def test_without_time_nothing_is_known() -> None:
    ready = ready_for("theory t\natom p\nfact a: p\nfact b: not p\n")
    frontier = Frontier(ready.engine(Limits(seconds=0)), ready.everything)
    assert not frontier.find_corrections()
    assert not frontier.find_contradictions(lambda _: True)
    assert frontier.reason == "time limit"


def test_an_interruption_keeps_what_was_found() -> None:
    ready = ready_for(clauses(7, 12, 80))
    limits = Limits()
    frontier = Frontier(ready.engine(limits), ready.everything)
    found: list[int] = []

    def told(batch: Sequence[int]) -> bool:
        found.extend(batch)
        limits.interruption.request()
        return True

    assert not frontier.find_contradictions(told)
    assert frontier.reason == "interrupted"
    engine = ready.engine()
    for mask in found[:5]:
        names = frontier.names(mask)
        assert not engine.has_model(names)
        assert all(engine.has_model([i for i in names if i != left_out]) for left_out in names)
