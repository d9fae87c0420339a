"""Clausal proofs: each clause by a rule, each step of the trace by unit propagation, and no corruption gets past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest

from proofs.clausal import Clause, Derived, Frame, Ideal, Numbering, Refutation, judge_refutation
from proofs.formula import FALSE, And, AtLeast, Atom, Formula, Implies, In, Not, Or, Ought
from proofs.kernel import Accepted, Refused
from proofs.proof import ACTUAL, Opened, Problem, opposite
from proofs.rules import Said
from proofs.samples import PROBLEM, SAID, H, P, Q
from proofs.world import Statement

LENGTH = 250


def at(what: Said | Formula) -> Said:
    return (ACTUAL, what) if isinstance(what, Formula) else what


def clause(rule: str, *literals: Said | Formula, of: str | None = None) -> Clause:
    return Clause(tuple(map(at, literals)), rule, of)


def quote(name: str, world: str = ACTUAL, *before: Formula) -> Clause:
    body = SAID[name].body
    assert isinstance(body, Formula)
    return clause("premise", *before, (world, body), of=name)


EMPTY = (Derived(()),)
IDEAL = Ideal(Opened("w", (None,)), "t.consistent")
WITNESS = Ideal(Opened("k", ("a",)), Ought("a", Q))
MAY = Ought("a", Q)
WAY = Implies(P, Q)

SAMPLES: dict[str, Refutation] = {
    "at a world": Refutation(
        (),
        (quote("t.if"), quote("t.p"), quote("t.not_q"), clause("implies_elim", Not(WAY), Not(P), Q)),
        EMPTY,
    ),
    "ideal": Refutation(
        (IDEAL,),
        (
            quote("t.duty"),
            quote("t.forbidden"),
            clause("ought_elim", Not(Ought(None, P)), ("w", P)),
            clause("ought_elim", Not(Ought(None, Not(Q))), ("w", Not(Q))),
            quote("t.way", "w"),
            clause("modus_tollens", ("w", Not(WAY)), ("w", Q), ("w", Not(P))),
        ),
        EMPTY,
    ),
    "witness": Refutation(
        (WITNESS,),
        (
            quote("t.may"),
            quote("t.must"),
            clause("witness", MAY, ("k", Not(Q))),
            clause("ought_elim", MAY, Not(Ought("a", P)), ("k", P)),
            quote("t.way", "k", MAY),
            clause("implies_elim", ("k", Not(WAY)), ("k", Not(P)), ("k", Q)),
        ),
        EMPTY,
    ),
    "not ought": Refutation(
        (Ideal(Opened("v", (None, "a")), "t.jointly"),),
        (
            quote("t.duty"),
            quote("t.other"),
            clause("ought_elim", Not(Ought(None, P)), ("v", P)),
            clause("not_ought_intro", ("v", Not(P)), Not(Ought("a", Not(P)))),
        ),
        EMPTY,
    ),
    "settled": Refutation(
        (IDEAL,),
        (
            quote("t.history"),
            quote("t.against"),
            clause("iff_elim", Not(quote("t.against").literals[0][1]), Not(H), Ought(None, And((H, Not(H))))),
            clause("ought_elim", Not(Ought(None, And((H, Not(H))))), ("w", And((H, Not(H))))),
            clause("and_elim", ("w", Not(And((H, Not(H))))), ("w", Not(H))),
        ),
        EMPTY,
    ),
    "scenario": Refutation(
        (),
        (
            quote("t.there"),
            clause("scenario", Not(In("s", And((P, Not(Q))))), ("in s", And((P, Not(Q))))),
            clause("and_elim", ("in s", Not(And((P, Not(Q))))), ("in s", P)),
            clause("and_elim", ("in s", Not(And((P, Not(Q))))), ("in s", Not(Q))),
            quote("t.if", "in s"),
            clause("implies_elim", ("in s", Not(WAY)), ("in s", Not(P)), ("in s", Q)),
        ),
        (Derived((), (1, 2, 3, 4, 5, 6)),),
    ),
    "assumed": Refutation(
        (),
        (quote("t.if"), quote("t.p"), clause("assumption", Not(Q)), clause("implies_elim", Not(WAY), Not(P), Q)),
        EMPTY,
        ((ACTUAL, Not(Q)),),
    ),
    "counted": Refutation(
        (),
        (
            quote("t.p"),
            quote("t.not_q"),
            clause("assumption", AtLeast(2, (P, Q))),
            clause("at_least_step", Not(AtLeast(2, (P, Q))), Q, AtLeast(2, (P,))),
            clause("not_at_least_intro", Not(AtLeast(2, (P,)))),
        ),
        EMPTY,
        ((ACTUAL, AtLeast(2, (P, Q))),),
    ),
}


def test_the_judge_of_clauses_is_short() -> None:
    from proofs import clausal  # noqa: PLC0415 - its file is what is looked at

    with open(clausal.__file__, encoding="utf-8") as file:  # noqa: PTH123
        assert len(file.readlines()) <= LENGTH


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_accepted(name: str) -> None:
    verdict = judge_refutation(SAMPLES[name], PROBLEM)
    assert isinstance(verdict, Accepted)
    assert verdict.assumes == SAMPLES[name].assumes


def refusal(sample: str, **changes: Any) -> str:
    verdict = judge_refutation(replace(SAMPLES[sample], **changes), PROBLEM)
    assert isinstance(verdict, Refused)
    return f"{verdict.line}: {verdict.reason}"


@pytest.mark.parametrize(
    ("sample", "wrong"),
    [
        ("at a world", clause("premise", P, of="t.if")),
        ("at a world", clause("premise", P)),
        ("at a world", clause("premise", Q, P, of="t.p")),
        ("at a world", clause("implies_elim", Not(WAY), Q, P)),
        ("at a world", clause("implies_elim", Not(WAY), Q)),
        ("at a world", clause("implies_elim", Not(WAY), P, Q)),
        ("at a world", clause("implies_elim", Not(WAY), ("in s", Not(P)), Q)),
        ("at a world", clause("or_elim", Not(WAY), Not(P), Q)),
        ("at a world", clause("reductio", Not(P), P)),
        ("at a world", clause("cases", P)),
        ("at a world", clause("hole", P)),
        ("at a world", clause("assumption", P)),
        ("at a world", clause("witness", MAY, Not(Q))),
        ("at a world", clause("contradiction", Not(P), FALSE)),
        ("at a world", clause("truth", ("nowhere", Not(FALSE)))),
        ("ideal", clause("ought_elim", Not(Ought("a", P)), ("w", P))),
        ("ideal", clause("ought_elim", Not(Ought(None, P)), P)),
        ("ideal", clause("premise", ("w", WAY), of="t.if")),
        ("ideal", clause("carry", Not(P), ("w", P))),
        ("witness", clause("witness", ("k", Not(Q)))),
        ("witness", clause("witness", MAY, ("k", Q))),
        ("witness", clause("witness", MAY, MAY, ("k", Not(Q)))),
        ("witness", clause("ought_elim", Not(Ought("a", P)), ("k", P))),
        ("witness", clause("premise", ("k", WAY), of="t.way")),
        ("witness", clause("premise", Ought("a", P), ("k", WAY), of="t.way")),
        ("witness", clause("not_ought_intro", ("k", P), Not(Ought("a", P)))),
        ("assumed", clause("assumption", Q)),
        ("assumed", clause("assumption", Not(Q), Not(P))),
        ("counted", clause("at_least_step", Not(AtLeast(2, (P, Q))), AtLeast(2, (P,)))),
    ],
    ids=str,
)
def test_clauses_that_no_rule_justifies(sample: str, wrong: Clause) -> None:
    clauses = (*SAMPLES[sample].clauses, wrong)
    assert refusal(sample, clauses=clauses).startswith(f"{len(clauses)}: it is no instance")


@pytest.mark.parametrize(
    "wrong",
    [
        Ideal(Opened("w", (None,)), "t.can"),
        Ideal(Opened("w", (None,), able=True), "t.consistent"),
        Ideal(Opened("w", (None, "a")), "t.consistent"),
        Ideal(Opened("w", ("b",)), "t.consistent"),
        Ideal(Opened("w", ("b",)), "t.jointly"),
        Ideal(Opened("w", (None,)), "t.p"),
        Ideal(Opened("w", (None,)), "t.unknown"),
        Ideal(Opened(ACTUAL, (None,)), "t.consistent"),
        Ideal(Opened("in s", (None,)), "t.consistent"),
        Ideal(Opened("w", (None,)), MAY),
        Ideal(Opened("w", ("a",), able=True), MAY),
    ],
    ids=str,
)
def test_ideal_worlds_that_nothing_says_there_are(wrong: Ideal) -> None:
    assert "no such ideal world" in refusal("ideal", ideals=(wrong,)) or "nothing says" in refusal(
        "ideal", ideals=(wrong,)
    )
    assert "already" in refusal("ideal", ideals=(IDEAL, IDEAL))


@pytest.mark.parametrize(
    ("trace", "said"),
    [
        ((), "4: the trace does not end"),
        ((Derived((1,)),), "5: the trace does not end"),
        ((Derived((9,)), Derived(())), "5: it has a literal"),
        ((Derived((0,)), Derived(())), "5: it has a literal"),
        ((Derived((), (1, 2)),), "5: unit propagation"),
        ((Derived((), (4, 1, 2, 3)),), "5: unit propagation"),
        ((Derived((), (1, 2, 5)),), "5: unit propagation"),
        ((Derived((), (0,)),), "5: unit propagation"),
        ((Derived((), (-1,)),), "5: unit propagation"),
    ],
)
def test_traces_that_lead_nowhere(trace: tuple[Derived, ...], said: str) -> None:
    assert refusal("at a world", trace=trace).startswith(said)


def test_a_lemma_must_follow_by_propagation() -> None:
    loose = Refutation((), SAMPLES["at a world"].clauses[1:], (Derived((3,)), Derived(())))
    assert judge_refutation(loose, PROBLEM) == Refused("unit propagation does not refute its denial", 4)


def test_assumptions_are_of_worlds_that_are_there() -> None:
    changed = replace(
        SAMPLES["assumed"],
        assumes=(("w", Not(Q)),),
        ideals=(IDEAL,),
        clauses=(*SAMPLES["assumed"].clauses[:2], clause("assumption", ("w", Not(Q)))),
    )
    assert isinstance(judge_refutation(changed, PROBLEM), Refused)


def test_literals_are_one_where_truth_is_carried() -> None:
    frame = Frame(PROBLEM)
    assert frame.opens(IDEAL)
    numbering = Numbering(frame)
    assert numbering.literal((ACTUAL, H)) == numbering.literal(("w", Not(Not(H)))) == 1
    assert numbering.literal(("in s", H)) == 2
    assert numbering.literal(("w", Not(Ought(None, P)))) == numbering.literal(("in s", Not(Ought(None, P)))) == -3
    assert numbering.literal((ACTUAL, P)) == 4
    assert numbering.literal(("w", P)) == 5


@pytest.mark.parametrize("wrong", [None, 7, "x", (None,), ((),), P, [7], {}])
@pytest.mark.parametrize("field", ["ideals", "clauses", "trace", "assumes"])
def test_malformed_proofs_are_refused(field: str, wrong: Any) -> None:
    sample = "at a world" if field == "assumes" else "ideal"
    verdict = judge_refutation(replace(SAMPLES[sample], **{field: wrong}), PROBLEM)
    assert isinstance(verdict, Refused) or (field == "assumes" and wrong in ("x", {}))
    assert isinstance(judge_refutation(wrong, PROBLEM), Refused)


# Random clauses: refuted by a search that is obviously right, its trace checked with and without hints.

Number = tuple[int, ...]


def propagate(clauses: Sequence[Number], false: Iterable[int]) -> tuple[set[int], list[int] | None]:
    """What is false in the end, and the clauses that led to a contradiction, if they did."""
    known, used = set(false), list[int]()
    while True:
        for number, each in enumerate(clauses, 1):
            left = [literal for literal in each if literal not in known]
            if not left:
                return known, [*used, number]
            if len(left) == 1 and -left[0] not in known:
                known.add(-left[0])
                used.append(number)
                break
        else:
            return known, None


def search(clauses: list[Number], trace: list[Derived], decisions: Number, variables: range, hinted: bool) -> bool:
    """Whether there is no model with these decisions; derives that there is none, branch by branch."""
    denied = tuple(-literal for literal in decisions)
    known, hints = propagate(clauses, denied)
    if hints is None:
        free = next((v for v in variables if v not in known and -v not in known), None)
        if free is None or not all(search(clauses, trace, (*decisions, v), variables, hinted) for v in (free, -free)):
            return False
        hints = propagate(clauses, denied)[1] or []
    clauses.append(denied)
    trace.append(Derived(denied, tuple(hints) if hinted else ()))
    return True


def random_problem(seed: int, variables: int, size: int) -> tuple[Problem, tuple[Clause, ...]]:
    random = Random(seed)  # noqa: S311 - no secret
    atoms = [Atom("x", (str(v),)) for v in range(variables)]

    def literal(atom: Atom) -> Formula:
        return random.choice((atom, Not(atom)))

    bodies = [Or(tuple(map(literal, random.sample(atoms, 3)))) for _ in range(size)]
    statements = tuple(Statement(f"t.s{n}", "fact", body) for n, body in enumerate(bodies))
    clauses = [clause("premise", body, of=f"t.s{n}") for n, body in enumerate(bodies)]
    clauses += [clause("or_elim", Not(body), *body.parts) for body in bodies]
    return Problem(statements), tuple(clauses)


def random_refutation(seed: int, variables: int, size: int, hinted: bool) -> tuple[Problem, Refutation | None]:
    problem, clauses = random_problem(seed, variables, size)
    numbering = Numbering(Frame(problem))
    numbers = numbering.clauses(clauses)
    trace: list[Derived] = []
    refuted = search(numbers, trace, (), range(1, len(numbering.numbers) + 1), hinted)
    return problem, Refutation((), clauses, tuple(trace)) if refuted else None


def satisfiable(statements: Iterable[Statement]) -> bool:
    bodies = [
        {(isinstance(p, Not), str(opposite(p) if isinstance(p, Not) else p)) for p in s.body.parts}
        for s in statements
        if isinstance(s.body, Or)
    ]
    names = sorted({name for body in bodies for _, name in body})
    return any(
        all(any(values[names.index(name)] != negative for negative, name in body) for body in bodies)
        for values in product((False, True), repeat=len(names))
    )


@pytest.mark.parametrize("hinted", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_random_clauses(seed: int, hinted: bool) -> None:
    problem, refutation = random_refutation(seed, 6, 30, hinted)
    assert (refutation is None) == satisfiable(problem.statements)
    if refutation is not None:
        verdict = judge_refutation(refutation, problem)
        assert isinstance(verdict, Accepted)
        assert isinstance(judge_refutation(replace(refutation, trace=refutation.trace[:-1]), problem), Refused)


def corruptions(proof: Refutation) -> Iterator[Refutation]:
    for at_, each in enumerate(proof.clauses):
        before, after = proof.clauses[:at_], proof.clauses[at_ + 1 :]
        changed = [
            replace(each, literals=(*each.literals[:k], (world, opposite(said)), *each.literals[k + 1 :]))
            for k, (world, said) in enumerate(each.literals)
        ]
        changed += [
            replace(each, literals=(*each.literals[:k], *each.literals[k + 1 :])) for k in range(len(each.literals))
        ]
        changed += [
            replace(each, literals=each.literals[::-1]),
            replace(each, rule="and_elim"),
            replace(each, statement="t.s0"),
        ]
        yield from (replace(proof, clauses=(*before, new, *after)) for new in changed)
        yield replace(proof, clauses=(*before, *after))
    for at_, derived in enumerate(proof.trace):
        head, tail = proof.trace[:at_], proof.trace[at_ + 1 :]
        new_steps = [
            replace(derived, literals=(*derived.literals[:k], -one, *derived.literals[k + 1 :]))
            for k, one in enumerate(derived.literals)
        ]
        new_steps += [
            replace(derived, literals=derived.literals[1:]),
            replace(derived, hints=derived.hints[:-1]),
            replace(derived, hints=derived.hints[::-1]),
        ]
        yield from (replace(proof, trace=(*head, new, *tail)) for new in new_steps)
        yield replace(proof, trace=(*head, *tail))


@pytest.mark.parametrize("hinted", [False, True])
def test_every_corruption_is_refused_or_is_itself_a_proof(hinted: bool) -> None:
    problem, refutation = random_refutation(3, 5, 40, hinted)
    assert refutation is not None
    refused = 0
    for changed in corruptions(refutation):
        match judge_refutation(changed, problem):
            case Accepted(statements):
                chosen = [problem.statement(name) for name in statements]
                assert not satisfiable(each for each in chosen if each is not None)
            case Refused():
                refused += 1
    assert refused > 100
