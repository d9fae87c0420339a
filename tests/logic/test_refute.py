"""Natural deductions are found for what is contradictory, the kernel accepts them, and they are short."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from grammar.span import Source
from logic import naive, strategies
from logic.engine import World
from logic.evidence import problem_of
from logic.questions.common import Ready, prepare
from logic.refute import refute
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.formula import (
    FALSE,
    TRUE,
    And,
    AtLeast,
    Atom,
    Formula,
    Iff,
    Implies,
    In,
    Not,
    Or,
    Ought,
    Xor,
)
from proofs.kernel import Accepted, judge
from proofs.proof import Box, Line, Problem, Proof, opposite
from proofs.world import Layer, Statement

EXAMPLES = int(os.environ.get("ANTINOMY_EXAMPLES", "1000"))

often = settings(max_examples=EXAMPLES // 2, derandomize=True, deadline=None, database=None)

A, B, C, D = map(Atom, "abcd")
K = Atom("k")
H = Atom("h")


def problem(*bodies: Formula | tuple[Layer, Formula | str]) -> Problem:
    """Axioms, or statements of the layers given; `h` is settled, `k` rigid."""
    statements = []
    for at, body in enumerate(bodies):
        layer, said = body if isinstance(body, tuple) else ("axiom", body)
        statements.append(Statement(f"t.s{at}", layer, said))  # type: ignore[arg-type]
    return Problem(tuple(statements), {"h": "settled", "k": "rigid"}, ("s",), (None, "US"))


def proof_of(asked: Problem, *assumed: Formula) -> Proof:
    """The proof found, once the kernel has accepted it."""
    proof = refute(asked, assumed)
    assert proof is not None
    assert tuple(line.formula for line in proof.assumes) == assumed
    verdict = judge(proof, asked, FALSE)
    assert isinstance(verdict, Accepted), verdict
    assert dead(proof) == []
    return proof


def dead(proof: Proof) -> list[int]:
    """Lines that nothing uses, and that no box and no proof ends in."""
    used = {number for line in proof.walk() for number in line.uses}
    last = {lines[-1].number for lines in every_list(proof.lines)}
    return [line.number for line in proof.walk() if line.rule != "assumption" and line.number not in used | last]


def every_list(lines: Sequence[Line]) -> list[Sequence[Line]]:
    boxes: list[Box] = [box for line in lines for box in line.boxes]
    return [lines, *(each for box in boxes if box.lines for each in every_list(box.lines))]


def rules(proof: Proof) -> Counter[str]:
    return Counter(line.rule for line in proof.walk())


# One contradiction for each way in which there can be one

P2 = AtLeast(2, (A, B, C))
CONTRADICTIONS: dict[str, Problem] = {
    "opposites": problem(A, Not(A)),
    "falsity": problem(FALSE),
    "denied truth": problem(Not(TRUE)),
    "falsity among parts": problem(Or((FALSE, A)), Not(A)),
    "truth among parts": problem(Not(And((TRUE, A))), A),
    "nothing of which all": problem(Not(And(()))),
    "nothing of which some": problem(Or(())),
    "double negation": problem(Not(Not(A)), Not(A)),
    "fourfold negation": problem(Implies(A, B), Not(Not(Not(Not(A)))), Not(Not(Not(B)))),
    "and": problem(And((A, B)), Not(B)),
    "and, denied": problem(Not(And((A, B))), A, B),
    "and, introduced": problem(Implies(And((A, B)), C), A, B, Not(C)),
    "or": problem(Or((A, B)), Not(A), Not(B)),
    "or, denied": problem(Not(Or((A, B))), B),
    "or, introduced": problem(Implies(Or((A, B)), C), B, Not(C)),
    "implies": problem(Implies(A, B), A, Not(B)),
    "implies, denied": problem(Not(Implies(A, B)), B),
    "implies, introduced": problem(Implies(Implies(A, B), C), B, Not(C)),
    "iff": problem(Iff(A, B), A, Not(B)),
    "iff, denied": problem(Not(Iff(A, B)), Not(A), Not(B)),
    "iff, introduced": problem(Implies(Iff(A, B), C), Not(A), Not(B), Not(C)),
    "xor": problem(Xor(A, B), A, B),
    "xor, denied": problem(Not(Xor(A, B)), A, Not(B)),
    "xor, introduced": problem(Implies(Xor(A, B), C), A, Not(B), Not(C)),
    "count": problem(P2, Not(A), Not(C)),
    "count, denied": problem(Not(P2), A, B),
    "count, a part": problem(P2, Not(B), Implies(A, D), Not(D)),
    "count, a part denied": problem(Not(P2), C, Or((A, D)), Not(D)),
    "count, twice the same": problem(AtLeast(2, (A, A, B)), Not(A)),
    "count, of twice the same": problem(AtLeast(3, (A, A, B, C)), Not(A)),
    "count, twice the same denied": problem(Not(AtLeast(2, (A, A, B))), A),
    "counts": problem(AtLeast(2, (A, B, C)), Not(AtLeast(2, (A, B, C, D)))),
    "the same twice": problem(Or((A, A)), Not(A)),
    "the same twice, of use": problem(Or((A, A)), Implies(A, B), Not(B)),
    "the same twice, denied": problem(Not(And((A, A))), Or((A, B)), Not(B)),
    "if it is, it is not": problem(Implies(A, Not(A)), Implies(Not(A), A)),
    "itself or itself": problem(Xor(A, A)),
    "not as it is": problem(Not(Iff(A, A))),
    "as it is not": problem(Iff(A, Not(A))),
    "excluded middle": problem(Implies(A, B), Implies(Not(A), B), Implies(B, C), Implies(B, Not(C))),
    "three cases": problem(Or((A, B, C)), Implies(A, D), Implies(B, D), Implies(C, D), Not(D)),
    "cases that agree": problem(
        Or((A, B)), Implies(A, C), Implies(B, C), Implies(C, Or((D, H))), Implies(C, Not(D)), Implies(C, Not(H))
    ),
    "all of two": problem(Or((A, B)), Or((A, Not(B))), Or((Not(A), B)), Or((Not(A), Not(B)))),
    "rigid in a scenario": problem(K, ("fact", In("s", Not(K)))),
    "an axiom in a scenario": problem(Implies(A, B), ("fact", In("s", And((A, Not(B)))))),
    "a law in a scenario": problem(("law", A), ("fact", Not(In("s", A)))),
    "denied of a scenario": problem(("fact", Not(In("s", A))), ("fact", In("s", And((A, B))))),
    "a scenario in a scenario": problem(Implies(A, In("s", B)), ("fact", In("s", A)), ("fact", Not(In("s", B)))),
    "obligations": problem(("norm", Ought(None, A)), ("norm", Ought(None, Not(A))), ("principle", "consistent")),
    "one agent's": problem(("norm", Ought("US", A)), ("norm", Ought("US", Not(A))), ("principle", "consistent")),
    "two agents'": problem(
        ("norm", Ought("US", A)), ("norm", Ought(None, Not(A))), ("principle", "jointly consistent")
    ),
    "what cannot be": problem(A, ("norm", Ought("US", Not(A))), ("principle", "implies can")),
    "a permission": problem(("norm", Not(Ought(None, Not(A)))), ("norm", Ought(None, Not(A)))),
    "a permission of what is unlawful": problem(("norm", Not(Ought("US", Not(A)))), ("law", Not(A))),
    "a permission of what is settled": problem(("norm", Not(Ought(None, Not(And((A, H)))))), ("fact", Not(H))),
    "what everything obliges": problem(("law", Implies(K, A)), K, ("norm", Not(Ought(None, A)))),
    "an obligation to be shown": problem(
        ("law", Implies(K, A)), K, ("norm", Implies(Ought(None, A), B)), ("fact", Not(B))
    ),
    "an obligation by cases": problem(
        ("norm", Ought(None, Or((A, B)))),
        ("law", Implies(A, C)),
        ("law", Implies(B, C)),
        ("norm", Implies(Ought(None, C), D)),
        ("fact", Not(D)),
    ),
    "an obligation denied": problem(
        ("norm", Or((Ought(None, A), Ought(None, B)))),
        ("norm", Not(Ought(None, Or((A, B))))),
    ),
    "the settled in an ideal world": problem(
        ("law", Implies(H, A)), ("fact", H), ("norm", Ought(None, Not(A))), ("principle", "consistent")
    ),
    "the settled from an ideal world": problem(("norm", Ought(None, H)), ("fact", Not(H)), ("principle", "consistent")),
    "what ought to be true anyway": problem(("norm", Not(Ought(None, TRUE)))),
    "what ought to be false": problem(("norm", Ought(None, FALSE)), ("principle", "consistent")),
}
CONSISTENT: dict[str, Problem] = {
    "nothing": problem(),
    "plain": problem(Or((A, B)), Not(A)),
    "a fact need not hold in a scenario": problem(("fact", A), ("fact", In("s", Not(A)))),
    "the settled may differ in a scenario": problem(("fact", H), ("fact", In("s", Not(H)))),
    "what ought to be need not": problem(("norm", Ought(None, A)), Not(A)),
    "nobody need have an ideal world": problem(("norm", Ought(None, A)), ("norm", Ought(None, Not(A)))),
    "agents may differ": problem(("norm", Ought("US", A)), ("norm", Ought(None, Not(A))), ("principle", "consistent")),
    "an axiom need not hold in an ideal world": problem(A, ("norm", Ought(None, Not(A))), ("principle", "consistent")),
    "counted": problem(AtLeast(2, (A, B, C)), Not(AtLeast(3, (A, B, C)))),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_proved(name: str) -> None:
    proof_of(CONTRADICTIONS[name])


@pytest.mark.parametrize("name", CONSISTENT)
def test_what_is_consistent_is_not(name: str) -> None:
    assert refute(CONSISTENT[name]) is None


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_follows_is_proved_from_its_denial(name: str) -> None:
    asked = CONTRADICTIONS[name]
    *rest, last = asked.statements
    if isinstance(last.body, Formula) and last.layer not in {"law", "axiom"}:
        proof_of(Problem(tuple(rest), asked.rigidity, asked.scenarios, asked.agents), last.body)


def test_what_is_assumed_of_the_whole_may_be_used_in_a_box_alone() -> None:
    one, other = Ought(None, A), Ought(None, And((A, Not(A))))
    asked = problem(("norm", Implies(Iff(one, other), A)), ("fact", Not(A)))
    proof_of(asked, Not(And((Not(other), one))))


def test_a_lemma_by_cases_or_by_reductio_where_propagation_does_not_suffice() -> None:
    assert rules(proof_of(CONTRADICTIONS["three cases"]))["reductio"] == 0
    used = rules(proof_of(CONTRADICTIONS["cases that agree"]))
    assert used["cases"] + used["reductio"] == 1


def test_an_obligation_is_shown_in_a_world_of_its_own() -> None:
    duty = Ought(None, A)
    asked = problem(
        ("law", Implies(K, A)), K, ("norm", Implies(duty, B)), ("norm", Implies(duty, C)), ("fact", Not(And((B, C))))
    )
    used = rules(proof_of(asked))
    assert used["ought_intro"] == 1
    assert used["reductio"] == used["witness"] == 0


def test_the_shorter_of_two_ways() -> None:
    chain = [Atom(f"p{i}") for i in range(6)]
    steps = [Implies(one, other) for one, other in pairwise(chain)]
    proof = proof_of(problem(chain[0], *steps, Implies(chain[0], D), Not(chain[-1]), Not(D)))
    assert [line.rule for line in proof.walk()] == ["premise", "premise", "implies_elim", "premise", "contradiction"]


def test_a_deep_formula_takes_no_deep_recursion() -> None:
    deep: Formula = A
    others = [Atom(f"q{i}") for i in range(240)]
    for other in others:
        deep = Iff(deep, other)
    proof_of(problem(deep, *others, Not(A)))


def pigeons(holes: int) -> Problem:
    def at(pigeon: int, hole: int) -> Atom:
        return Atom(f"p{pigeon}_{hole}")

    homes = [Or(tuple(at(pigeon, hole) for hole in range(holes))) for pigeon in range(holes + 1)]
    alone = [
        Not(And((at(one, hole), at(other, hole))))
        for hole in range(holes)
        for one, other in combinations(range(holes + 1), 2)
    ]
    return problem(*homes, *alone)


def test_what_takes_nested_suppositions() -> None:
    proof_of(pigeons(3))


def test_limits_are_heeded() -> None:
    assert refute(pigeons(3), steps=100) is None
    assert refute(pigeons(3), most=50) is None
    assert refute(pigeons(4), stop=lambda: True) is None


# Against Z3, and against brute force


def ready_for(text: str, composition: str) -> Ready:
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [[composition]])
    assert isinstance(ready, Ready), (text, ready)
    return ready


def agree(text: str, composition: str) -> None:
    """Z3, the kernel and brute force say the same of a composition, whole and minimal."""
    ready = ready_for(text, composition)
    engine = ready.engine()
    asked = problem_of(ready.grounded, ready.everything)
    nodes = [statement.node for statement in ready.composed.statements]
    if isinstance(engine.ask(ready.everything), World):
        assert naive.has_world(ready.composed.vocabulary, nodes)
        assert refute(asked) is None
        event("consistent: a world")
        return
    assert not naive.has_world(ready.composed.vocabulary, nodes)
    used = rules(proof_of(asked))
    boxed = used["reductio"] + used["cases"]
    event(f"contradictory: {'with suppositions or cases' if boxed else 'by worlds' if used['ought_elim'] else 'plain'}")


@often
@given(st.one_of(strategies.theories(), strategies.theories(4, 9)))
def test_three_judges_agree_on_theories(text: str) -> None:
    agree(text, "t")


@often
@given(strategies.theories_with_policy())
def test_three_judges_agree_on_policies(text: str) -> None:
    agree(text, "t + u")


@settings(often, max_examples=EXAMPLES // 10)
@given(strategies.theories_with_formula())
def test_what_is_entailed_is_proved(asked: tuple[str, str]) -> None:
    text, formula = asked
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [["t"]], formulas=[formula])
    assert isinstance(ready, Ready), (text, ready)
    engine = ready.engine()
    (grounded,) = ready.grounded.formulas
    denied = opposite(grounded)
    found = engine.ask(ready.everything, [engine.literal(denied)])
    question = problem_of(ready.grounded, ready.everything, (denied,))
    if isinstance(found, World):
        assert refute(question, (denied,)) is None
    else:
        proof_of(question, denied)


def test_a_disjunction_with_a_part_written_twice() -> None:
    twice = And((A, Not(A)))
    proof_of(problem(Or((twice, twice, And((B, Not(B)))))))
