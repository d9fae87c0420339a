"""Distinct worlds: all of them, each once, in order, and how many; against all models there are."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from grammar import tree
from grammar.parse import parse_formula
from grammar.span import Source
from logic import naive, strategies
from logic.answers.common import to_json
from logic.answers.worlds import JudgedWorldAnswer, WorldsAnswer
from logic.engine import EvaluationError
from logic.limits import Interruption, Limits
from logic.projection import Position, Projection
from logic.questions.common import Ready, prepare
from logic.questions.worlds import judge_world, worlds
from logic.solver import Solver
from logic.theory import Theory
from logic.workspace import Workspace

often = settings(
    max_examples=250, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def load(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def ready_for(theory: Theory) -> Ready:
    ready = prepare(theory, [["t"]])
    assert isinstance(ready, Ready)
    return ready


def ask(theory: Theory, **options: Any) -> WorldsAnswer:
    answer = worlds(theory, "t", **options)
    assert isinstance(answer, WorldsAnswer), answer
    return answer


def formula(position: Position) -> tree.Formula:
    parsed = parse_formula(Source("position", str(position)))
    assert isinstance(parsed, tree.Formula), (position, parsed)
    return parsed


def brute_force(ready: Ready, positions: tuple[Position, ...]) -> set[tuple[bool, ...]]:
    nodes = [statement.node for statement in ready.composed.statements]
    return naive.descriptions(ready.composed.vocabulary, nodes, [formula(each) for each in positions])


def weight(answer: WorldsAnswer, truths: tuple[bool, ...]) -> tuple[bool, ...]:
    """What the order of worlds goes by: scenarios, then the actual world, then obligations."""
    places = answer.positions
    order = sorted(range(len(places)), key=lambda i: (places[i].scenario is None, places[i].obligation))
    return tuple(truths[i] for i in order)


@often
@given(strategies.theories(most=4))
def test_the_worlds_are_all_there_are(text: str) -> None:
    theory = load(text)
    ready = ready_for(theory)
    answer = ask(theory, most=10_000)
    found = [each.truths for each in answer.worlds]
    assert answer.complete
    assert answer.count == len(found) == len(set(found))
    assert found == sorted(found, key=lambda truths: weight(answer, truths))
    assert set(found) == brute_force(ready, answer.positions)
    short = ask(theory, most=1)
    assert short.count == len(found)
    assert short.worlds == answer.worlds[:1]
    for printed in to_json(answer)["worlds"][:2]:
        assert judged(theory, json.dumps(printed)).violated == ()


def judged(theory: Theory, text: str) -> JudgedWorldAnswer:
    answer = judging(theory, text)
    assert isinstance(answer, JudgedWorldAnswer), answer
    return answer


def judging(theory: Theory, text: str) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.json"
        path.write_text(text, encoding="utf-8")
        return judge_world(theory, "t", path)


TEXT = """
theory t
sort S = {a, b}
atom f(x: S)
atom p
settled atom h
rigid atom k
scenario war "in war"
axiom any: for some x in S: f(x)
fact now: p and h
norm duty: if p then ought f(a)
principle d: ought is consistent
"""


def changes(answer: WorldsAnswer) -> list[list[str]]:
    return [[str(position) for position in each.changed] for each in answer.worlds]


def test_order_and_changes() -> None:
    answer = ask(load(TEXT), about="f")
    assert [str(each) for each in answer.positions] == [
        *("f(a)", "f(b)", "in war: f(a)", "in war: f(b)", "ought f(a)"),
    ]
    assert (answer.complete, answer.count) == (True, 9)
    assert answer.worlds[0].truths == (False, True, False, True, True)
    assert changes(answer)[:4] == [[], ["f(a)", "f(b)"], ["f(b)"], ["f(a)", "in war: f(a)", "in war: f(b)"]]


def test_a_limit_is_no_fault() -> None:
    answer = ask(load(TEXT), about="f", most=8)
    assert (len(answer.worlds), answer.complete, answer.count, answer.reason) == (8, False, 9, None)
    answer = ask(load(TEXT), about="f", most=9)
    assert (len(answer.worlds), answer.complete, answer.count) == (9, True, 9)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("p", ["p", "in war: p"]),
        ("in war: p", ["in war: p"]),
        ("in  war :p h", ["h", "in war: p", "in war: h"]),
        ("k", ["k"]),
        ("in war: k", ["k"]),
        ("f(b),p f(a)", ["f(a)", "f(b)", "p", "in war: f(a)", "in war: f(b)", "in war: p"]),
        ("in war: f", ["in war: f(a)", "in war: f(b)"]),
        ("h, may[a] (p and not f(b))", ["h", "in war: h", "ought[a] not (p and not f(b))"]),
    ],
)
def test_what_is_asked_about(about: str, expected: list[str]) -> None:
    answer = ask(load(TEXT), about=about)
    assert [str(each) for each in answer.positions if str(each) != "ought f(a)"] == expected
    assert answer.complete


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ("", "E722"),
        (" , ", "E722"),
        ("q", "E201"),
        ("f(c)", "E201"),
        ("f(a, b)", "E202"),
        ("in peace: p", "E2"),
        ("p and h", "E1"),
        ("p(", "E1"),
        ("not p", "E1"),
        ("true", "E721"),
        ("in war: in war: p", "E"),
        ("ought h", "E3"),
        ("ought q", "E201"),
        ("ought p and p", "E721"),
        ("p; h", "E1"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}p", "E1"),
    ],
)
def test_what_cannot_be_asked_about(about: str, code: str) -> None:
    faults = worlds(load(TEXT), "t", about=about)
    assert isinstance(faults, tuple), faults
    assert all(fault.code.startswith(code) for fault in faults)


def test_a_list_that_the_count_contradicts_is_a_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logic.questions.worlds.count", lambda *_: 8)
    with pytest.raises(EvaluationError):
        ask(load(TEXT), about="f")
    assert ask(load(TEXT), about="f", most=3).count == 8


def test_a_world_found_in_time_is_told_though_there_may_be_lesser_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Interruption()
    question = Solver.ask

    def interrupted(self: Solver, *words: Any, **options: Any) -> Any:
        outcome = question(self, *words, **options)
        asked.request()
        return outcome

    monkeypatch.setattr(Solver, "ask", interrupted)
    answer = ask(load(TEXT), limits=Limits(interruption=asked))
    assert (len(answer.worlds), answer.complete, answer.reason) == (1, False, "interrupted")


def test_a_family_that_is_too_large() -> None:
    text = (
        f"theory t\nsort S = {{{', '.join(f'e{i}' for i in range(30))}}}\natom r(x, y, z: S)\naxiom a: r(e0, e0, e0)\n"
    )
    faults = worlds(load(text), "t", about="r")
    assert isinstance(faults, tuple)
    assert [fault.code for fault in faults] == ["E726"]


def test_no_world() -> None:
    answer = ask(load("theory t\natom p\naxiom a: p\naxiom b: not p\n"))
    assert (answer.worlds, answer.complete, answer.count) == ((), True, 0)


def test_without_time_nothing_is_listed() -> None:
    answer = ask(load(TEXT), limits=Limits(seconds=0))
    assert (answer.worlds, answer.complete, answer.count, answer.reason) == ((), False, None, "time limit")


def test_an_interruption_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Interruption()
    read = Projection.read

    def interrupted(self: Projection, world: Any) -> tuple[bool, ...]:
        asked.request()
        return read(self, world)

    monkeypatch.setattr(Projection, "read", interrupted)
    answer = ask(load(TEXT), limits=Limits(interruption=asked))
    assert (len(answer.worlds), answer.complete, answer.count, answer.reason) == (1, False, None, "interrupted")


# A world of the user's

FULL = '{"actual": {"p": true, "h": true, "f(a)": true}, "ideal": {"": [{"f(a)": true}]}}'


@pytest.mark.parametrize(
    ("text", "violated"),
    [
        (FULL, []),
        ('{"actual": {"p": true, "h": true, "f( b )": true}, "ideal": {"": [{"f(a)": true}]}}', []),
        ('{"actual": {}}', ["t.any", "t.now", "t.d"]),
        ('{"actual": {"p": true, "h": true, "f(a)": true}}', ["t.d"]),
        (FULL.replace("{", '{"scenarios": {"war": {}}, ', 1), ["t.any"]),
        (FULL.replace("{", '{"scenarios": {"war": {"f(b)": true}}, ', 1), []),
        (FULL.replace('[{"f(a)": true}]', '[{"f(a)": true}, {}]'), ["t.duty"]),
        (f'{{"schema": 1, "world": {FULL}}}', []),
        (f'{{"schema": 1, "worlds": [{FULL}]}}', []),
    ],
)
def test_what_a_world_violates(text: str, violated: list[str]) -> None:
    assert [each.name for each in judged(load(TEXT), text).violated] == violated


MALFORMED = {
    "": "E723",
    "{": "E723",
    "[" * 100_000: "E723",
    '{"actual": ' * 100_000: "E723",
    "1" * 10_000: "E723",
    "[]": "E724",
    "null": "E724",
    "{}": "E724",
    '{"actual": []}': "E724",
    '{"actual": {"p": 1}}': "E724",
    '{"actual": {"p": null}}': "E724",
    '{"actual": {"p": NaN}}': "E724",
    '{"actual": {"p": true, "p": false}}': "E724",
    '{"actual": {"f(a)": true, "f( a)": false}}': "E724",
    '{"actual": {"\\ud800": true}}': "E724",
    '{"actual": {"p": true}, "what": 1}': "E724",
    '{"actual": {}, "scenarios": []}': "E724",
    '{"actual": {}, "scenarios": {"peace": {}}}': "E724",
    '{"actual": {}, "ideal": {"c": [{}]}}': "E724",
    '{"actual": {}, "ideal": {"": {}}}': "E724",
    '{"actual": {}, "ideal": {"": [[]]}}': "E724",
    '{"worlds": [{}, {}]}': "E724",
    '{"actual": {"q": true}}': "E201",
    '{"actual": {"f": true}}': "E202",
    '{"actual": {"f(c)": true}}': "E201",
    '{"actual": {"not p": true}}': "E721",
    '{"actual": {"p and": true}}': "E1",
    '{"actual": {"": true}}': "E1",
    '{"actual": {"ought p": true}}': "E721",
    '{"actual": {"h": true}, "ideal": {"": [{"h": false}]}}': "E725",
    '{"actual": {"k": true}, "scenarios": {"war": {"k": false}}}': "E725",
    '{"actual": {"k": true}, "ideal": {"a": [{"k": false}]}}': "E725",
}


@pytest.mark.parametrize("text", MALFORMED, ids=lambda text: text[:60])
def test_what_is_no_world(text: str) -> None:
    faults = judging(load(TEXT), text)
    assert isinstance(faults, tuple), faults
    assert {fault.code[: len(MALFORMED[text])] for fault in faults} == {MALFORMED[text]}


def test_many_faults_are_enough() -> None:
    names = ", ".join(f'"q{i}": true' for i in range(1000))
    faults = judging(load(TEXT), f'{{"actual": {{{names}}}}}')
    assert isinstance(faults, tuple)
    assert len(faults) == 20


def test_a_file_that_is_not_there() -> None:
    faults = judge_world(load(TEXT), "t", Path("/nowhere/at/all.json"))
    assert isinstance(faults, tuple)
    assert [fault.code for fault in faults] == ["E501"]
