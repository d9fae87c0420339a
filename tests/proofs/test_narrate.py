"""Small proofs, written by hand, told at every level: each kind of box, each kind of world, nothing left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from proofs.formula import FALSE, And, Atom, Formula, Implies, In, Not, Or, Ought
from proofs.kernel import Accepted, judge
from proofs.narrate import Level, Sentence, direct, narrate
from proofs.proof import ACTUAL, Box, Line, Opened, Problem, Proof, scenario_label
from proofs.prose.words import Quoted, Words
from proofs.world import Layer, Principle, Statement

ARMS, FEARS, WAR = Atom("arms"), Atom("fears"), Atom("war")
SAFE = Atom("safe")
GLOSSES = {"arms": "Russia arms", "fears": "Russia fears China", "war": "war breaks out", "safe": "Russia is safe"}
WARY = And((FEARS, SAFE))


def words() -> Words:
    return Words(
        lambda atom: GLOSSES.get(atom.name, "Russia is wary"),
        element=str,
        abbreviation=lambda formula: Atom("wary") if formula == WARY else None,
        scenario={"sc": "had China disarmed"}.get,
        statement=lambda name: Quoted(name, "Obligations never clash." if name == "m.d" else None),
        subjects=("Russia",),
    )


def statement(name: str, body: Formula | Principle, layer: Layer = "axiom") -> Statement:
    return Statement(f"m.{name}", layer, body)


def line(number: int, formula: Formula, rule: str, *uses: int, at: str = ACTUAL, name: str | None = None) -> Line:
    return Line(number, at, formula, rule, uses, statement=None if name is None else f"m.{name}")


def closing(
    number: int, formula: Formula, rule: str, boxes: Sequence[Box], *uses: int, name: str | None = None
) -> Line:
    return Line(number, ACTUAL, formula, rule, uses, tuple(boxes), None if name is None else f"m.{name}")


def premise(number: int, each: Statement, at: str = ACTUAL) -> Line:
    assert isinstance(each.body, Formula)
    return Line(number, at, each.body, "premise", statement=each.name)


A = statement("a", Or((ARMS, FEARS)))
B = statement("b", Implies(ARMS, WAR))
C = statement("c", Implies(FEARS, WAR))
L = statement("l", Implies(ARMS, WAR), "law")
NO_WAR = statement("no_war", Not(WAR))
D = statement("d", "consistent", "principle")
OUGHT = statement("ought", Ought(None, ARMS), "norm")
OUGHT_NOT = statement("ought_not", Ought(None, Not(WAR)), "norm")
MAY = statement("may", Not(Ought(None, WAR)), "norm")
THERE = statement("there", In("sc", ARMS))
WARINESS = statement("wariness", Implies(WARY, WAR))
FEAR, SAFETY = statement("fear", FEARS), statement("safety", SAFE)


def cases() -> tuple[Problem, Proof]:
    first = Box(None, (line(2, ARMS, "assumption"),), (premise(3, B), line(4, WAR, "implies_elim", 3, 2)))
    second = Box(None, (line(5, FEARS, "assumption"),), (premise(6, C), line(7, WAR, "implies_elim", 6, 5)))
    lines = (
        premise(1, A),
        closing(8, WAR, "cases", (first, second), 1),
        premise(9, NO_WAR),
        line(10, FALSE, "contradiction", 8, 9),
    )
    return Problem((A, B, C, NO_WAR)), Proof(lines)


def reductio() -> tuple[Problem, Proof]:
    inner = (
        premise(2, B),
        line(3, WAR, "implies_elim", 2, 1),
        premise(4, NO_WAR),
        line(5, FALSE, "contradiction", 3, 4),
    )
    box = Box(None, (line(1, ARMS, "assumption"),), inner)
    lines = (
        closing(6, Not(ARMS), "reductio", (box,)),
        premise(7, A),
        line(8, FEARS, "or_elim", 7, 6),
        premise(9, C),
        line(10, WAR, "implies_elim", 9, 8),
        premise(11, NO_WAR),
        line(12, FALSE, "contradiction", 10, 11),
    )
    return Problem((A, B, C, NO_WAR)), Proof(lines)


def ideal() -> tuple[Problem, Proof]:
    w = "ideal 1"
    inner = (
        line(3, ARMS, "ought_elim", 1, at=w),
        premise(4, L, w),
        line(5, WAR, "implies_elim", 4, 3, at=w),
        line(6, Not(WAR), "ought_elim", 2, at=w),
        line(7, FALSE, "contradiction", 5, 6),
    )
    box = Box(Opened(w, (None,)), (), inner)
    lines = (premise(1, OUGHT), premise(2, OUGHT_NOT), closing(8, FALSE, "ideal", (box,), name="d"))
    return Problem((L, D, OUGHT, OUGHT_NOT)), Proof(lines)


def ought_intro() -> tuple[Problem, Proof]:
    w = "ideal 1"
    inner = (line(2, ARMS, "ought_elim", 1, at=w), premise(3, L, w), line(4, WAR, "implies_elim", 3, 2, at=w))
    box = Box(Opened(w, (None,)), (), inner)
    lines = (
        premise(1, OUGHT),
        closing(5, Ought(None, WAR), "ought_intro", (box,)),
        premise(6, MAY),
        line(7, FALSE, "contradiction", 5, 6),
    )
    return Problem((L, OUGHT, MAY)), Proof(lines)


def witness() -> tuple[Problem, Proof]:
    w = "ideal 1"
    inner = (
        premise(3, L, w),
        line(4, Not(ARMS), "modus_tollens", 3, 2, at=w),
        premise(5, OUGHT),
        line(6, ARMS, "ought_elim", 5, at=w),
        line(7, FALSE, "contradiction", 6, 4),
    )
    box = Box(Opened(w, (None,)), (line(2, Not(WAR), "assumption", at=w),), inner)
    return Problem((L, OUGHT, MAY)), Proof((premise(1, MAY), closing(8, FALSE, "witness", (box,), 1)))


def scenario() -> tuple[Problem, Proof]:
    at = scenario_label("sc")
    lines = (
        premise(1, THERE),
        line(2, ARMS, "scenario", 1, at=at),
        premise(3, B, at),
        line(4, WAR, "implies_elim", 3, 2, at=at),
        premise(5, NO_WAR, at),
        line(6, FALSE, "contradiction", 4, 5),
    )
    return Problem((THERE, B, NO_WAR), scenarios=("sc",)), Proof(lines)


def definition() -> tuple[Problem, Proof]:
    lines = (
        premise(1, FEAR),
        premise(2, SAFETY),
        line(3, WARY, "and_intro", 1, 2),
        premise(4, WARINESS),
        line(5, WAR, "implies_elim", 4, 3),
        line(7, FALSE, "contradiction", 5, 6),
    )
    return Problem((FEAR, SAFETY, WARINESS)), Proof(lines, (line(6, Not(WAR), "assumption"),))


PROOFS = {each.__name__: each for each in (cases, reductio, ideal, ought_intro, witness, scenario, definition)}

TOLD = {
    "cases": [
        "Suppose that Russia arms.",
        "So war breaks out.",
        "Suppose instead that Russia fears China.",
        "So war breaks out.",
        "Either way, war breaks out.",
        "War does not break out.",
        "That is a contradiction.",
    ],
    "reductio": [
        "Suppose that Russia arms.",
        "So war breaks out.",
        "War does not break out.",
        "That is contradictory, so Russia does not arm.",
        "So Russia fears China.",
        "So war breaks out.",
        "War does not break out.",
        "That is a contradiction.",
    ],
    "ideal": [
        "Russia ought to arm.",
        "So war ought to break out: without that Russia arms in no world.",
        "War ought not to break out.",
        "Obligations never clash: contradiction.",
    ],
    "ought_intro": [
        "Russia ought to arm.",
        "So war ought to break out: without that Russia arms in no world.",
        "War need not break out.",
        "That is a contradiction.",
    ],
    "witness": [
        "War need not break out.",
        "So, in some world that is ideal, war does not break out.",
        "So, in that world, Russia does not arm.",
        "Russia ought to arm.",
        "That is a contradiction.",
    ],
    "scenario": [
        "Had China disarmed, Russia would arm.",
        "So, had China disarmed, war would break out.",
        "Had China disarmed, war would not break out.",
        "That is a contradiction.",
    ],
    "definition": ["Russia is wary.", "So war breaks out."],
}


@pytest.mark.parametrize("name", PROOFS)
def test_small_proofs_are_told(name: str) -> None:
    problem, proof = PROOFS[name]()
    assert [each.text for each in narrate(proof, problem, words())] == TOLD[name]


@pytest.mark.parametrize("name", PROOFS)
@pytest.mark.parametrize("level", ["brief", "default", "full"])
def test_every_line_is_told_and_no_other(name: str, level: Level) -> None:
    problem, proof = PROOFS[name]()
    told = narrate(proof, problem, words(), level)
    assert {number for each in told for number in each.covers} == {each.number for each in direct(proof).walk()}
    quoted = {each.statement for each in direct(proof).walk()} - {None}
    assert {each for sentence in told for each in sentence.statements} == quoted


@pytest.mark.parametrize("name", PROOFS)
@pytest.mark.parametrize("level", ["brief", "default", "full"])
def test_sentences_follow_from_earlier_ones(name: str, level: Level) -> None:
    problem, proof = PROOFS[name]()
    told = narrate(proof, problem, words(), level)
    assert [each.number for each in told] == list(range(1, len(told) + 1))
    assert all(before < each.number for each in told for before in (*each.follows, *each.under))


@pytest.mark.parametrize("name", PROOFS)
def test_in_full_every_line_has_its_sentence(name: str) -> None:
    problem, proof = PROOFS[name]()
    told = narrate(proof, problem, words(), "full")
    assert all(len(each.covers) == 1 for each in told)
    rules = {each.number: each.rule for each in proof.walk()}
    assert all(each.rule == rules[each.covers[0]] for each in told)


def test_what_ought_to_be_is_told_as_an_obligation() -> None:
    problem, proof = ideal()
    told = narrate(proof, problem, words())
    assert (told[1].formula, told[1].world, told[1].follows) == (Ought(None, WAR), ACTUAL, (1,))


def test_what_is_said_under_a_supposition_says_so() -> None:
    problem, proof = cases()
    told = narrate(proof, problem, words())
    assert [each.under for each in told] == [(), (1,), (), (3,), (), (), ()]
    assert told[4].follows == (1, 2, 3, 4)


def test_a_denial_that_does_work_is_kept() -> None:
    lines = (premise(1, B), line(3, Not(ARMS), "modus_tollens", 1, 2), line(4, FALSE, "contradiction", 3, 5))
    proof = Proof(lines, (line(2, Not(WAR), "assumption"), line(5, ARMS, "assumption")))
    assert direct(proof) is proof
    told = narrate(proof, Problem((B,)), words())
    assert [each.text for each in told] == [
        "Suppose that Russia arms.",
        "Suppose that war does not break out.",
        "So Russia does not arm.",
        "That is a contradiction.",
    ]


def accepted(proof: Proof, problem: Problem, goal: Formula = FALSE) -> bool:
    return isinstance(judge(proof, problem, goal), Accepted)


@pytest.mark.parametrize("name", PROOFS)
def test_the_small_proofs_are_proofs(name: str) -> None:
    problem, proof = PROOFS[name]()
    assert accepted(proof, problem)
    shorter = direct(proof)
    if shorter is not proof:
        assert shorter.conclusion is not None
        assert not shorter.assumes
        assert accepted(shorter, problem, shorter.conclusion.formula)


def shown_of_any_ideal_world(proof: Proof, sentence: Sentence, number: int) -> Proof:
    """The proof of an obligation, from the lines of a box that speaks of an ideal world, up to one of them."""
    assert isinstance(sentence.formula, Ought)
    closer = next(each for each in proof.lines if any(number in {x.number for x in box.lines} for box in each.boxes))
    (box,) = closer.boxes
    assert box.opens is not None
    lines = box.lines[: next(at for at, each in enumerate(box.lines, 1) if each.number == number)]
    inner = Box(Opened(box.opens.label, (sentence.formula.agent,)), (), lines)
    before = tuple(each for each in proof.lines if each.number < lines[0].number)
    return Proof((*before, Line(closer.number, ACTUAL, sentence.formula, "ought_intro", (), (inner,))))


@pytest.mark.parametrize("name", ["ideal", "ought_intro"])
def test_what_is_told_as_an_obligation_can_be_proved_as_one(name: str) -> None:
    problem, proof = PROOFS[name]()
    told = [each for each in narrate(proof, problem, words()) if each.rule == "implies_elim"]
    assert told
    for sentence in told:
        obligation = shown_of_any_ideal_world(proof, sentence, max(sentence.covers))
        assert accepted(obligation, problem, sentence.formula)


def denied_obligation() -> tuple[Problem, Proof]:
    """That war ought to break out, by refuting the denial."""
    w = "ideal 1"
    inner = (
        line(4, ARMS, "ought_elim", 3, at=w),
        premise(5, L, w),
        line(6, WAR, "implies_elim", 5, 4, at=w),
        line(7, FALSE, "contradiction", 6, 2),
    )
    box = Box(Opened(w, (None,)), (line(2, Not(WAR), "assumption", at=w),), inner)
    denial = line(1, Not(Ought(None, WAR)), "assumption")
    return Problem((L, OUGHT)), Proof((premise(3, OUGHT), closing(8, FALSE, "witness", (box,), 1)), (denial,))


def test_an_obligation_whose_denial_was_refuted_is_proved_directly() -> None:
    problem, proof = denied_obligation()
    assert accepted(proof, problem)
    assert accepted(direct(proof), problem, Ought(None, WAR))
    assert [each.text for each in narrate(proof, problem, words())] == [
        "Russia ought to arm.",
        "So war ought to break out.",
    ]
