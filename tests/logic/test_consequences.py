"""What is fixed and what follows: all prime implicates, by either way of finding them; against all models."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from grammar import tree
from grammar.parse import parse_formula
from grammar.span import Source
from logic import backbone as backbone_module
from logic import naive, strategies
from logic.answers.common import to_json
from logic.answers.consequences import ConsequencesAnswer, clause_text, literal_text
from logic.backbone import backbone
from logic.engine import EvaluationError
from logic.implicates import HittingSets, literals, world_mask
from logic.limits import Interruption, Limits
from logic.projection import Position, Projection, at, atoms_mentioned, composed_obligations, everywhere
from logic.questions import consequences as module
from logic.questions.common import Ready, prepare
from logic.questions.consequences import consequences
from logic.questions.entails import entails
from logic.resolution import prime_clauses
from logic.theory import Theory
from logic.workspace import Workspace

often = settings(
    max_examples=250, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
sometimes = settings(often, max_examples=120)
Values = tuple[bool, ...]


def load(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def ask(theory: Theory, **options: Any) -> ConsequencesAnswer:
    answer = consequences(theory, "t", **options)
    assert isinstance(answer, ConsequencesAnswer), answer
    return answer


def parsed(text: str) -> tree.Formula:
    formula = parse_formula(Source("formula", text))
    assert isinstance(formula, tree.Formula), (text, formula)
    return formula


def some_positions(ready: Ready) -> list[Position]:
    """A few positions of each kind."""
    vocabulary = ready.composed.vocabulary
    placed = at(atoms_mentioned(ready.grounded, ready.everything), vocabulary, everywhere(vocabulary))
    actual, elsewhere = ([each for each in placed if (each.scenario is None) == here] for here in (True, False))
    # An obligation whose content grounding decides cannot be asked about in words.
    duties = [each for each in composed_obligations(ready.grounded, ready.everything) if "true" not in str(each)]
    return [*actual[:3], *elsewhere[:1], *[each for each in duties if "false" not in str(each)][:2]]


def brute_force(worlds: set[Values], size: int) -> set[tuple[tuple[int, bool], ...]]:
    """All clauses that meet every world, and no part of which does."""

    def follows(clause: tuple[tuple[int, bool], ...]) -> bool:
        return all(any(world[place] == value for place, value in clause) for world in worlds)

    def clauses() -> Iterator[tuple[tuple[int, bool], ...]]:
        for chosen in product((None, True, False), repeat=size):
            yield tuple((place, value) for place, value in enumerate(chosen) if value is not None)

    return {
        clause
        for clause in clauses()
        if follows(clause) and not any(follows((*clause[:i], *clause[i + 1 :])) for i in range(len(clause)))
    }


@often
@given(strategies.theories(most=4))
def test_all_that_follows_is_found_by_either_way(text: str) -> None:
    theory = load(text)
    ready = prepare(theory, [["t"]])
    assert isinstance(ready, Ready)
    positions = some_positions(ready)
    assume(positions)
    nodes = [statement.node for statement in ready.composed.statements]
    worlds = naive.descriptions(ready.composed.vocabulary, nodes, [parsed(str(each)) for each in positions])
    about = ", ".join(map(str, positions))
    by_resolution = ask(theory, about=about)
    with patch.object(module, "_candidates", lambda *_: None):
        by_search = ask(theory, about=about)
    assert set(by_resolution.positions) == set(positions)
    assert by_resolution.clauses == by_search.clauses
    assert by_resolution.complete
    assert by_search.complete
    assert by_resolution.consistent == bool(worlds)
    if not worlds:
        assert (by_resolution.clauses, by_resolution.true, by_resolution.false) == ((), (), ())
        return
    number = {position: i for i, position in enumerate(positions)}
    found = {tuple(sorted((number[position], value) for position, value in each)) for each in by_search.clauses}
    assert found == brute_force(worlds, len(positions))
    assert by_resolution.rechecked == bool(by_resolution.clauses or by_resolution.true or by_resolution.false)
    fixed = {i: values.pop() for i in range(len(positions)) if len(values := {world[i] for world in worlds}) == 1}
    told = [(each, True) for each in by_search.true] + [(each, False) for each in by_search.false]
    assert {number[each]: value for each, value in told if each in number} == fixed


@sometimes
@given(strategies.theories(most=4), st.integers(1, 3))
def test_the_backbone_is_what_all_worlds_share(text: str, at_once: int) -> None:
    ready = prepare(load(text), [["t"]])
    assert isinstance(ready, Ready)
    positions = some_positions(ready)
    nodes = [statement.node for statement in ready.composed.statements]
    worlds = naive.descriptions(ready.composed.vocabulary, nodes, [parsed(str(each)) for each in positions])
    engine = ready.engine()
    projection = Projection(engine, positions)
    with patch.object(backbone_module, "_AT_ONCE", at_once):
        found = backbone(engine, ready.everything, projection)
    assert found.contradictory == (not worlds)
    assert set(found.seen) <= worlds
    shared = {i: values.pop() for i in range(len(positions)) if len(values := {world[i] for world in worlds}) == 1}
    assert found.fixed == shared
    assert engine.solver.calls <= 1 + len(positions) + -(-len(positions) // at_once)


LITERALS = st.integers(1, 6).flatmap(lambda variable: st.sampled_from((variable, -variable)))


@sometimes
@given(st.lists(st.lists(LITERALS, min_size=1, max_size=3), max_size=10), st.frozensets(st.integers(1, 6)))
def test_resolution_finds_all_prime_implicates(clauses: list[list[int]], kept: frozenset[int]) -> None:
    variables = range(1, 7)
    models = [
        values
        for values in product((False, True), repeat=6)
        if all(any(values[abs(literal) - 1] == (literal > 0) for literal in clause) for clause in clauses)
    ]
    order = [variable for variable in variables if variable in kept]
    worlds = {tuple(values[variable - 1] for variable in order) for values in models}
    expected = {
        tuple(sorted(order[place] if value else -order[place] for place, value in clause))
        for clause in brute_force(worlds, len(order))
    }
    assert set(prime_clauses(clauses, kept, Limits()) or ()) == expected


@sometimes
@given(st.sets(st.tuples(*[st.booleans()] * 4), max_size=10), st.integers(1, 4))
def test_hitting_sets_agree_with_brute_force(worlds: set[Values], size: int) -> None:
    masks = [world_mask(world) for world in sorted(worlds)]
    search = HittingSets(masks, size)
    found = list(search)
    expected = [clause for clause in brute_force(worlds, 4) if clause]
    assert len(found) == len(set(found))
    assert {tuple(literals(each)) for each in found} == {clause for clause in expected if len(clause) == size}
    assert search.cut or not any(len(clause) > size for clause in expected)


TEXT = """
theory t
sort S = {a, b}
atom f(x: S) "{x} does it"
atom p
atom q
settled atom h
scenario war
axiom one: if f(a) then f(b)
axiom two: if p and q then f(a)
fact three: h
norm duty: if q then ought f(a)
law four: not (p and f(b))
norm five: ought not q
"""


def said(answer: ConsequencesAnswer) -> list[str]:
    return [clause_text(clause) for clause in answer.clauses]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("f", ["if f(a) then f(b)"]),
        ("f(b) p", ["not (f(b) and p)"]),
        ("h, p, in war: h", ["h"]),
        ("q, ought f(a)", ["if q then ought f(a)"]),
        ("p q", ["not (p and q)"]),
        ("in war: f", ["if (in war: f(a)) then in war: f(b)"]),
        ("p", []),
    ],
)
def test_what_follows_about_some_atoms(about: str, expected: list[str]) -> None:
    answer = ask(load(TEXT), about=about)
    assert said(answer) == expected
    assert (answer.complete, answer.consistent, answer.reason) == (True, True, None)


def test_obligations_are_told_where_they_speak_of_nothing_else() -> None:
    assert [str(each) for each in ask(load(TEXT), about="q").true] == ["ought not q"]
    assert [str(each) for each in ask(load(TEXT), about="h").true] == ["h"]
    assert [str(each) for each in ask(load(TEXT)).true] == ["h", "ought not q"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("axiom a: p or q", ["p or q"]),
        ("axiom a: not p or not q or r", ["if p and q then r"]),
        ("axiom a: if p then q or r", ["if p then q or r"]),
        ("axiom a: p\naxiom b: if p then not q", ["p", "not q"]),
        ("axiom a: p iff q", ["if q then p", "if p then q"]),
    ],
)
def test_clauses_in_words(text: str, expected: list[str]) -> None:
    assert said(ask(load(f"theory t\natom p\natom q\natom r\n{text}\n"))) == expected


def test_what_is_said_follows() -> None:
    theory = load(TEXT)
    for clause in ask(theory).clauses:
        answer = entails(theory, "t", clause_text(clause))
        assert not isinstance(answer, tuple)
        assert answer.verdict == "entailed"
        assert all(parsed(literal_text(literal)) for literal in clause)


@pytest.mark.parametrize("way", ["resolution", "search"])
def test_a_limit_is_no_fault(way: str) -> None:
    theory = load(TEXT)
    every = said(ask(theory))
    with patch.object(module, "_candidates", (lambda *_: None) if way == "search" else module._candidates):  # noqa: SLF001
        for most in range(1, len(every) + 1):
            answer = ask(theory, most=most)
            assert said(answer) == every[:most]
            assert answer.complete == (most == len(every))
            assert answer.reason is None


def test_everything_follows_from_a_contradiction() -> None:
    answer = ask(load("theory t\natom p\naxiom a: p\naxiom b: not p\n"))
    assert (answer.consistent, answer.true, answer.false, answer.clauses) == (False, (), (), ())


def test_without_time_nothing_is_decided() -> None:
    answer = ask(load(TEXT), limits=Limits(seconds=0))
    assert (answer.consistent, answer.complete, answer.reason) == (None, False, "time limit")
    assert to_json(answer)["clauses"] == []


@pytest.mark.parametrize("calls", range(1, 12))
def test_an_interruption_keeps_what_was_found(calls: int) -> None:
    asked = Interruption()
    read = Projection.read

    def interrupted(self: Projection, world: Any) -> Values:
        nonlocal calls
        calls -= 1
        if not calls:
            asked.request()
        return read(self, world)

    theory = load(TEXT)
    whole = ask(theory)
    with patch.object(Projection, "read", interrupted), patch.object(module, "_candidates", lambda *_: None):
        answer = ask(theory, limits=Limits(interruption=asked))
    if answer.reason is None:
        assert answer.clauses == whole.clauses
    else:
        assert answer.reason == "interrupted"
        assert not answer.complete
        assert not answer.rechecked
        assert set(answer.clauses) <= set(whole.clauses)


def test_a_false_candidate_is_a_fault_of_the_program() -> None:
    for wrong in ([1], [1 << 1], [5]):
        with patch.object(module, "_candidates", lambda *_, wrong=wrong: wrong), pytest.raises(EvaluationError):
            ask(load("theory t\natom p\natom q\naxiom a: p or q\naxiom b: q\n"), about="p q")


@pytest.mark.parametrize(("about", "code"), [("", "E722"), ("z", "E201"), ("f(c)", "E201"), ("ought h", "E3")])
def test_what_cannot_be_asked_about(about: str, code: str) -> None:
    faults = consequences(load(TEXT), "t", about=about)
    assert isinstance(faults, tuple)
    assert all(fault.code.startswith(code) for fault in faults)
