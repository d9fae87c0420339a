"""How two compositions stand to each other: the relation, what each adds, and worlds that tell; against all models."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from grammar.span import Source
from logic import naive, strategies
from logic.answers.common import to_json
from logic.answers.compare import CompareAnswer, Side
from logic.engine import EvaluationError
from logic.limits import Limits
from logic.questions.common import Ready, prepare
from logic.questions.compare import compare
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.formula import Formula

often = settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
sometimes = settings(often, max_examples=100)


def load(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def ask(theory: Theory, first: str, second: str, **options: Any) -> CompareAnswer:
    answer = compare(theory, first, second, **options)
    assert isinstance(answer, CompareAnswer), answer
    return answer


def expected(ready: Ready) -> tuple[str, list[str], list[str]]:
    """The relation and what each adds, by brute force."""
    vocabulary = ready.composed.vocabulary
    nodes = [[ready.composed.statements[i].node for i in part] for part in ready.composed.parts]
    names = [[ready.composed.statements[i].name for i in part] for part in ready.composed.parts]
    if not all(naive.has_world(vocabulary, each) for each in nodes):
        return "inconsistent", [], []
    adds = [
        [
            name
            for name, node in zip(names[one], nodes[one], strict=True)
            if name not in names[other] and not naive.follows(vocabulary, node, nodes[other])
        ]
        for one, other in ((0, 1), (1, 0))
    ]
    everything = [ready.composed.statements[i].node for i in ready.everything]
    if not naive.has_world(vocabulary, everything):
        return "incompatible", adds[0], adds[1]
    relations = {(True, True): "incomparable", (True, False): "stronger", (False, True): "weaker"}
    return relations.get((bool(adds[0]), bool(adds[1])), "equivalent"), adds[0], adds[1]


def check_telling(ready: Ready, side: Side, other: Side, own: tuple[int, ...]) -> None:
    """A world of one side: its statements are true in it, and one that the other adds is false."""
    assert (side.telling is None) == (not other.adds)
    if side.telling is None:
        return
    statements = [ready.grounded.statements[i] for i in own]
    model = side.telling.world.model
    assert model.violated(statements) == ()
    assert list(model.faults()) == []
    assert side.telling.false in other.adds
    false = next(each for each in ready.grounded.statements if each.name == side.telling.false.name)
    if side.telling.elsewhere is None:
        assert not model.satisfies(false, [*statements, false])
    else:
        assert isinstance(false.body, Formula)
        assert not model.holds(false.body, side.telling.elsewhere)


def agree(text: str, first: str, second: str) -> None:
    theory = load(text)
    ready = prepare(theory, [[first], [second]])
    assert isinstance(ready, Ready), ready
    answer = ask(theory, first, second)
    relation, first_adds, second_adds = expected(ready)
    assert answer.relation == relation
    assert [each.name for each in answer.first.adds] == first_adds
    assert [each.name for each in answer.second.adds] == second_adds
    assert (answer.contradiction is not None) == (relation in {"inconsistent", "incompatible"})
    if relation != "inconsistent":
        one, two = ready.composed.parts
        check_telling(ready, answer.first, answer.second, one)
        check_telling(ready, answer.second, answer.first, two)


@often
@given(strategies.theories_with_policy())
def test_a_theory_and_a_policy(text: str) -> None:
    agree(text, "t", "u")


@sometimes
@given(strategies.theories(least=3, most=5))
def test_parts_of_a_theory(text: str) -> None:
    agree(text, "t", "t.n0 + t.n1")
    agree(text, "t.n0 + t.n2", "t.n1 + t.n0")


@sometimes
@given(strategies.theories(least=2, most=2))
def test_one_statement_and_another(text: str) -> None:
    agree(text, "t.n0", "t.n1")


TEXT = """
vocabulary v
atom p
atom q
settled atom h
scenario war
theory none extends v
theory one extends v
axiom a: p
theory both extends v
axiom a: p
axiom b: q
theory same extends v
axiom a: p and q
theory other extends v
axiom a: q
theory against extends v
fact a: not p
theory broken extends v
fact a: false
theory lawful extends v
law a: if p then h
theory factual extends v
axiom a: if p then h
principles frame extends v
principle d: ought is consistent
principles strict extends v
principle d: ought implies can
"""

RELATIONS = [
    ("one", "both", "weaker"),
    ("both", "one", "stronger"),
    ("both", "same", "equivalent"),
    ("one", "one", "equivalent"),
    ("none", "none", "equivalent"),
    ("none", "one", "weaker"),
    ("one", "other", "incomparable"),
    ("one", "against", "incompatible"),
    ("broken", "one", "inconsistent"),
    ("one", "broken", "inconsistent"),
    ("broken", "broken", "inconsistent"),
    ("lawful", "factual", "stronger"),
    ("strict", "frame", "equivalent"),
    ("strict + one", "frame + one", "stronger"),
    ("strict + one", "frame + other", "incomparable"),
]


@pytest.mark.parametrize(("first", "second", "relation"), RELATIONS)
def test_relations(first: str, second: str, relation: str) -> None:
    assert ask(load(TEXT), first, second).relation == relation


def test_which_is_inconsistent() -> None:
    answer = ask(load(TEXT), "one", "broken")
    assert (answer.first.consistent, answer.second.consistent) == (True, False)
    assert answer.contradiction is not None
    assert answer.contradiction.names == ["broken.a"]
    assert answer.first.telling is None


def test_a_law_that_is_false_at_a_further_world_alone() -> None:
    text = TEXT.replace("scenario war\n", "") + "theory history extends v\nfact a: not p\naxiom c: not p\n"
    theory = load(f"{text}norm b: ought not p\nprinciple d: ought is consistent\n")
    answer = ask(theory, "history", "lawful")
    telling = answer.first.telling
    assert telling is not None
    assert telling.elsewhere is not None
    assert {str(atom) for atom in telling.elsewhere} >= {"p"}
    told = to_json(answer)["worlds"]["first"]
    assert (told["false"], told["elsewhere"]["p"], told["elsewhere"]["h"]) == ("lawful.a", True, False)
    assert told["actual"]["p"] is False


def test_a_further_world_that_is_none_is_a_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logic.encode.Encoding.elsewhere", lambda *_: frozenset())
    theory = load(f"{TEXT}theory history extends v\naxiom a: not p\naxiom b: in war: not p\n")
    with pytest.raises(EvaluationError):
        ask(theory, "history", "lawful")


def test_without_time_nothing_is_decided() -> None:
    answer = ask(load(TEXT), "one", "both", limits=Limits(seconds=0))
    assert (answer.relation, answer.reason) == ("undecided", "time limit")
    assert to_json(answer)["relation"] == "undecided"


@pytest.mark.parametrize("words", [("one", "nothing"), ("nothing", "one"), ("one +", "both"), ("one", "both - other")])
def test_refusals(words: tuple[str, str]) -> None:
    faults = compare(load(TEXT), *words)
    assert isinstance(faults, tuple)
    assert faults


def test_both_are_told_what_they_add() -> None:
    answer = to_json(ask(load(TEXT), "one", "other"))
    assert answer["adds"] == {"first": ["one.a"], "second": ["other.a"]}
    assert answer["worlds"]["first"]["actual"] == {"p": True, "q": False}
    assert answer["worlds"]["first"]["false"] == "other.a"
    assert [each["name"] for each in answer["statements"]] == ["one.a", "other.a"]
