"""The judge: what it accepts, what it refuses and where, what it calls holey, and that no corruption gets past it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest

from proofs.formula import FALSE, TRUE, And, Atom, Formula, Implies, In, Not, Or, Ought
from proofs.kernel import DEEPEST, Accepted, Holey, Refused, judge
from proofs.proof import ACTUAL, Box, Line, Opened, Problem, Proof
from proofs.rules import RULES, Said
from proofs.samples import PROBLEM, SAID, SAMPLES, H, P, Q, line, quote
from proofs.world import Model, World

ROOM = Path(__file__).resolve().parent.parent.parent / "proofs"


def test_what_must_be_trusted_is_read_in_one_sitting() -> None:
    files = ("formula.py", "world.py", "proof.py", "rules.py", "kernel.py")
    lines = [line for name in files for line in (ROOM / name).read_text(encoding="utf-8").splitlines()]
    assert len([line for line in lines if line.strip()]) <= 700


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_accepted_and_rest_on_what_they_quote(name: str) -> None:
    proof = SAMPLES[name]
    quoted = tuple(dict.fromkeys(each.statement for each in proof.walk() if each.statement is not None))
    verdict = judge(proof, PROBLEM)
    assert isinstance(verdict, Accepted)
    assert set(verdict.statements) == set(quoted)
    assert verdict.assumes == tuple((each.world, each.formula) for each in proof.assumes)


def refusal(*lines: Line, assumes: tuple[Line, ...] = (), goal: Formula = FALSE) -> str:
    verdict = judge(Proof(lines, assumes), PROBLEM, goal)
    assert isinstance(verdict, Refused)
    return f"{verdict.line}: {verdict.reason}"


ASSUMED = line(1, P, "assumption")


def test_a_line_uses_what_stands_before_it_where_it_can_be_seen() -> None:
    inner = Box(None, (ASSUMED,), (line(2, P, "carry", 1),))
    here = quote(9, "t.p")
    for bad in (
        (line(1, Q, "carry", 7),),
        (line(1, P, "carry", 1),),
        (line(1, P, "carry", 2), quote(2, "t.p")),
        (here, line(3, Or((P, Not(P))), "cases", boxes=(inner,)), line(4, P, "carry", 2)),
        (here, line(3, P, "cases", 2, boxes=(inner,)), line(4, P, "carry", 9)),
    ):
        assert "by the rule cases" in refusal(*bad) or "cannot be used here" in refusal(*bad)
    both = (inner, Box(None, (line(4, Not(P), "assumption"),), (line(5, P, "carry", 9),)))
    assert isinstance(judge(Proof((here, line(3, P, "cases", boxes=both))), PROBLEM, P), Accepted)
    stolen = (inner, Box(None, (line(4, Not(P), "assumption"),), (line(5, P, "carry", 2),)))
    assert refusal(here, line(3, P, "cases", boxes=stolen)) == "5: it uses lines that cannot be used here"


def test_numbers_are_of_one_line() -> None:
    assert "number" in refusal(quote(1, "t.p"), quote(1, "t.or"))
    box = Box(None, (line(1, P, "assumption"),), ())
    assert "number" in refusal(quote(1, "t.p"), line(2, Not(P), "reductio", boxes=(box,)))


def test_assumptions_stand_where_they_may() -> None:
    assert "assumption" in refusal(line(1, P, "assumption"))
    assert "assumption" in refusal(line(2, P, "carry"), assumes=(quote(1, "t.p"),))
    assert "assumption" in refusal(quote(3, "t.p"), assumes=(ASSUMED, line(2, P, "assumption", 1)))
    assert "assumption" in refusal(quote(3, "t.p"), assumes=(replace(ASSUMED, statement="t.p"),))
    assert "assumption" in refusal(quote(3, "t.p"), assumes=(line(2, P, "hole"),))


def test_worlds_are_opened_once_and_not_spoken_of_outside() -> None:
    def opening(label: str, inner: tuple[Line, ...]) -> Line:
        return Line(9, ACTUAL, FALSE, "ideal", (), (Box(Opened(label, (None,)), (), inner),), "t.consistent")

    assert "not there" in refusal(line(1, P, "hole", at="w"))
    assert "not there" in refusal(line(1, P, "hole", at="in nowhere"))
    assert "already" in refusal(opening(ACTUAL, (quote(1, "t.p"),)))
    assert "already" in refusal(opening("in s", (quote(1, "t.p"),)))
    nested = replace(opening("w", (quote(1, "t.p"),)), number=8)
    assert "already" in refusal(opening("w", (nested,)))
    closed = Line(2, ACTUAL, P, "ideal", (), (Box(Opened("w", (None,)), (), (quote(1, "t.p"),)),), "t.consistent")
    assert refusal(closed, line(3, P, "hole", at="w")) == "3: it speaks of a world that is not there"
    away = Line(
        2, ACTUAL, P, "ideal", (), (Box(Opened("w", (None,)), (), (line(1, TRUE, "truth", at="w"),)),), "t.consistent"
    )
    assert "by the rule ideal" in refusal(away)
    again = replace(SAMPLES["ideal"].lines[2], number=80, boxes=(renumbered(SAMPLES["ideal"].lines[2].boxes[0]),))
    assert isinstance(judge(Proof((*SAMPLES["ideal"].lines, again)), PROBLEM), Accepted)


def renumbered(box: Box) -> Box:
    lines = tuple(
        replace(each, number=each.number + 100, uses=tuple(n + 100 if n > 2 else n for n in each.uses))
        for each in box.lines
    )
    return replace(box, lines=lines)


def test_what_is_shown_is_the_goal_at_the_actual_world() -> None:
    assert "to be shown" in refusal(quote(1, "t.p"))
    assert "to be shown" in refusal(quote(1, "t.way", at="in s"), goal=Implies(P, Q))
    assert judge(Proof((quote(1, "t.way"),)), PROBLEM, Implies(P, Q)) == Accepted(("t.way",), ())
    assert judge(Proof((quote(1, "t.way"),)), PROBLEM, Not(Not(Implies(P, Q)))) == Accepted(("t.way",), ())
    assert "no lines" in refusal()
    assert "to be shown" in refusal(assumes=(line(1, FALSE, "assumption"),))


def test_holes_are_named_and_nothing_else_is_forgiven() -> None:
    holey = Proof((line(1, P, "hole"), line(2, Not(P), "hole"), line(3, FALSE, "contradiction", 1, 2)))
    assert judge(holey, PROBLEM) == Holey((1, 2))
    assert isinstance(judge(Proof((*holey.lines[:2], line(3, FALSE, "contradiction", 1, 1))), PROBLEM), Refused)
    box = Box(None, (line(1, P, "assumption"),), (line(2, FALSE, "hole"),))
    assert judge(Proof((line(3, Not(P), "reductio", boxes=(box,)),)), PROBLEM, Not(P)) == Holey((2,))


def test_layers_hold_where_they_hold() -> None:
    assert isinstance(judge(Proof((quote(1, "t.if", at="in s"), quote(2, "t.if"))), PROBLEM, Implies(P, Q)), Accepted)
    assert refusal(quote(1, "t.p", at="in s")).startswith("1: it does not follow by the rule premise")
    unable = replace(SAMPLES["able"].lines[2].boxes[0], opens=Opened("w", (None,)))
    assert refusal(*SAMPLES["able"].lines[:2], replace(SAMPLES["able"].lines[2], boxes=(unable,))).startswith("5: ")


def test_boxes_are_no_deeper_than_a_reader_can_follow() -> None:
    def nested(depth: int) -> Proof:
        inner = line(0, FALSE, "hole")
        for at in range(1, depth + 1):
            assumed = line(-at, TRUE, "assumption")
            inner = line(
                at,
                Not(TRUE),
                "reductio",
                boxes=(Box(None, (assumed,), (inner, line(1000 + at, FALSE, "hole"))),),
            )
        return Proof((inner,))

    assert isinstance(judge(nested(DEEPEST), PROBLEM, Not(TRUE)), Holey)
    for depth in (DEEPEST + 1, 20_000):
        verdict = judge(nested(depth), PROBLEM, Not(TRUE))
        assert isinstance(verdict, Refused)
        assert "deep" in verdict.reason


def deep(size: int) -> Formula:
    formula: Formula = P
    for _ in range(size):
        formula = Not(And((formula, formula)))
    return formula


def test_deep_and_shared_formulas_are_judged_as_any_other() -> None:
    one, other = deep(3_000), deep(3_000)
    proof = Proof(
        (line(3, FALSE, "contradiction", 1, 2),), (line(1, one, "assumption"), line(2, Not(other), "assumption"))
    )
    assert isinstance(judge(proof, PROBLEM), Accepted)
    assert isinstance(judge(replace(proof, assumes=(proof.assumes[0], line(2, other, "assumption"))), PROBLEM), Refused)


_WRONG: list[Any] = [None, 7, "p", P, (), [], {}, (P,), ((),), float("nan"), object()]


@pytest.mark.parametrize("field", ["number", "world", "formula", "rule", "uses", "boxes", "statement"])
@pytest.mark.parametrize("name", ["cases", "ideal", "denied"])
def test_wrong_types_are_refused(field: str, name: str) -> None:
    proof = SAMPLES[name]
    for at, value in product(range(len(proof.lines)), _WRONG):
        lines = list(proof.lines)
        if getattr(lines[at], field) == value or (field == "number" and at + 1 == len(lines)):
            continue
        lines[at] = replace(lines[at], **{field: value})
        assert isinstance(judge(Proof(tuple(lines), proof.assumes), PROBLEM), Refused | Accepted)
        if field in {"world", "formula", "rule"}:
            assert isinstance(judge(Proof(tuple(lines), proof.assumes), PROBLEM), Refused)


@pytest.mark.parametrize("wrong", _WRONG, ids=lambda wrong: type(wrong).__name__)
def test_what_is_no_proof_at_all_is_refused(wrong: Any) -> None:
    assert isinstance(judge(wrong, PROBLEM), Refused)
    assert isinstance(judge(Proof(wrong), PROBLEM), Refused)
    assert isinstance(judge(Proof((wrong,)), PROBLEM), Refused)
    assert isinstance(judge(Proof((line(1, P, "reductio", boxes=(wrong,)),)), PROBLEM, P), Refused)
    assert isinstance(judge(Proof((line(1, P, "ideal", boxes=(Box(wrong, (), ()),)),)), PROBLEM, P), Refused)


# Mutation: every corruption in one place is refused, or is itself a proof by what is true in all models.

NEARBY = (P, Q, Not(P), Not(Q), TRUE, FALSE, Or((P, Q)), Ought(None, P), Ought("a", Not(Q)), In("s", P))
LABELS = (ACTUAL, "in s", "w", "v")
OPENINGS = (
    None,
    *(
        Opened(label, agents, able)
        for label in ("w", ACTUAL)
        for agents in ((None,), ("a",), (None, "a"), ())
        for able in (False, True)
    ),
)


def changed_lines(each: Line, numbers: list[int], formulas: list[Formula]) -> Iterator[Line]:
    yield from (replace(each, formula=formula) for formula in formulas)
    yield from (replace(each, rule=rule) for rule in (*RULES, "assumption", "unknown"))
    yield from (replace(each, world=label) for label in LABELS)
    yield from (replace(each, statement=name) for name in (None, *SAID, "t.unknown"))
    yield from (replace(each, number=number) for number in (*numbers, 99))
    for at in range(len(each.uses) + 1):
        before, after = each.uses[:at], each.uses[at:]
        yield replace(each, uses=(*before, *after[1:]))
        yield from (replace(each, uses=(*before, number, *after[1:])) for number in (*numbers, 99))
        yield from (replace(each, uses=(*before, number, *after)) for number in numbers)
    yield replace(each, uses=each.uses[::-1])
    for at, box in enumerate(each.boxes):
        before_boxes, after_boxes = each.boxes[:at], each.boxes[at + 1 :]
        yield replace(each, boxes=(*before_boxes, *after_boxes))
        yield replace(each, boxes=each.boxes[::-1])
        yield from (
            replace(each, boxes=(*before_boxes, new, *after_boxes)) for new in changed_boxes(box, numbers, formulas)
        )


def changed_lists(lines: tuple[Line, ...], numbers: list[int], formulas: list[Formula]) -> Iterator[tuple[Line, ...]]:
    for at, each in enumerate(lines):
        yield (*lines[:at], *lines[at + 1 :])
        yield (*lines[:at], *lines[at + 1 : at + 2], each, *lines[at + 2 :])
        yield lines[: at + 1]
        for new in changed_lines(each, numbers, formulas):
            yield (*lines[:at], new, *lines[at + 1 :])


def changed_boxes(box: Box, numbers: list[int], formulas: list[Formula]) -> Iterator[Box]:
    yield from (replace(box, opens=opens) for opens in OPENINGS)
    yield from (replace(box, assumes=assumes) for assumes in changed_lists(box.assumes, numbers, formulas))
    yield from (replace(box, lines=lines) for lines in changed_lists(box.lines, numbers, formulas))


def corruptions(proof: Proof) -> Iterator[Proof]:
    numbers = [each.number for each in proof.walk()]
    formulas = list(dict.fromkeys((*(each.formula for each in proof.walk()), *NEARBY)))
    yield from (replace(proof, lines=lines) for lines in changed_lists(proof.lines, numbers, formulas))
    yield from (replace(proof, assumes=lines) for lines in changed_lists(proof.assumes, numbers, formulas))


def subsets(worlds: tuple[World, ...]) -> Iterator[tuple[World, ...]]:
    return chain.from_iterable(combinations(worlds, size) for size in range(len(worlds) + 1))


@cache
def every_model() -> tuple[Model, ...]:
    def worlds(history: bool) -> tuple[World, ...]:
        return tuple(frozenset((*chosen, *((H,) if history else ()))) for chosen in ((), (P,), (Q,), (P, Q)))

    return tuple(
        Model(actual, {"s": there}, {None: ideal, "a": other}, PROBLEM.rigidity)
        for history in (False, True)
        for actual in worlds(history)
        for there in worlds(False)
        for ideal in subsets(worlds(history))
        for other in subsets(worlds(history))
    )


@cache
def contradictory(statements: tuple[str, ...], assumes: tuple[Said, ...]) -> bool:
    """Whether no model at all makes these statements, and what is assumed, true."""
    chosen = [SAID[name] for name in statements]
    return not any(
        all(model.holds(said, model.actual if world == ACTUAL else model.scenarios["s"]) for world, said in assumes)
        and all(model.satisfies(each, chosen) for each in chosen)
        for model in every_model()
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_every_corruption_is_refused_or_is_itself_a_proof(name: str) -> None:
    refused = accepted = 0
    for proof in corruptions(SAMPLES[name]):
        match judge(proof, PROBLEM):
            case Accepted(statements, assumes):
                accepted += 1
                assert contradictory(statements, assumes), proof
            case Refused(reason, _):
                refused += 1
                assert "malformed" not in reason
            case Holey():
                pytest.fail("a corruption without holes is called holey")
    assert refused > 9 * accepted


def test_brute_force_tells_contradictions_from_others() -> None:
    assert contradictory(("t.if", "t.p", "t.not_q"), ())
    assert not contradictory(("t.if", "t.p"), ())
    assert not contradictory(("t.duty", "t.forbidden", "t.if", "t.consistent"), ())


def test_a_problem_knows_its_statements() -> None:
    assert Problem(()).statement("t.p") is None
    assert PROBLEM.statement("t.p") == SAID["t.p"]
    assert Atom("p") == P
