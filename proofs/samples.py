"""Proofs that the kernel accepts, of contradictions in one small problem: one for each way of reasoning."""

from __future__ import annotations

from proofs.formula import FALSE, And, Atom, Formula, Iff, Implies, In, Not, Or, Ought
from proofs.proof import ACTUAL, Box, Label, Line, Opened, Problem, Proof
from proofs.world import Statement

P, Q, H = Atom("p"), Atom("q"), Atom("h")
SAID: dict[str, Statement] = {
    each.name: each
    for each in (
        Statement("t.if", "axiom", Implies(P, Q)),
        Statement("t.p", "fact", P),
        Statement("t.not_q", "fact", Not(Q)),
        Statement("t.or", "fact", Or((P, Q))),
        Statement("t.neither", "norm", And((Not(P), Not(Q)))),
        Statement("t.duty", "norm", Ought(None, P)),
        Statement("t.forbidden", "prescription", Ought(None, Not(Q))),
        Statement("t.way", "law", Implies(P, Q)),
        Statement("t.may", "prescription", Not(Ought("a", Q))),
        Statement("t.must", "prescription", Ought("a", P)),
        Statement("t.other", "prescription", Ought("a", Not(P))),
        Statement("t.history", "fact", H),
        Statement("t.against", "norm", Iff(H, Ought(None, And((H, Not(H)))))),
        Statement("t.there", "fact", In("s", And((P, Not(Q))))),
        Statement("t.consistent", "principle", "consistent"),
        Statement("t.jointly", "principle", "jointly consistent"),
        Statement("t.can", "principle", "implies can"),
    )
}
PROBLEM = Problem(tuple(SAID.values()), {"h": "settled"}, ("s",), (None, "a"))


def line(
    number: int,
    formula: Formula,
    rule: str,
    *uses: int,
    at: Label = ACTUAL,
    boxes: tuple[Box, ...] = (),
) -> Line:
    """A line, by default about the actual world."""
    return Line(number, at, formula, rule, uses, boxes)


def quote(number: int, name: str, at: Label = ACTUAL) -> Line:
    """A statement of the problem, quoted."""
    body = SAID[name].body
    assert isinstance(body, Formula)
    return Line(number, at, body, "premise", statement=name)


def closing(rule: str, number: int, box: Box, name: str) -> Line:
    """A contradiction in a box about a world that a principle says there is."""
    return Line(number, ACTUAL, FALSE, rule, (), (box,), name)


PONENS = Proof(
    (
        quote(1, "t.if"),
        quote(2, "t.p"),
        line(3, Q, "implies_elim", 1, 2),
        quote(4, "t.not_q"),
        line(5, FALSE, "contradiction", 3, 4),
    )
)
CASES = Proof(
    (
        quote(1, "t.or"),
        quote(2, "t.neither"),
        line(
            9,
            FALSE,
            "cases",
            1,
            boxes=(
                Box(
                    None,
                    (line(3, P, "assumption"),),
                    (line(4, Not(P), "and_elim", 2), line(5, FALSE, "contradiction", 3, 4)),
                ),
                Box(
                    None,
                    (line(6, Q, "assumption"),),
                    (line(7, Not(Q), "and_elim", 2), line(8, FALSE, "contradiction", 6, 7)),
                ),
            ),
        ),
    )
)
REDUCTIO = Proof(
    (
        quote(1, "t.if"),
        quote(2, "t.not_q"),
        line(
            6,
            Not(P),
            "reductio",
            boxes=(
                Box(
                    None,
                    (line(3, P, "assumption"),),
                    (line(4, Q, "implies_elim", 1, 3), line(5, FALSE, "contradiction", 4, 2)),
                ),
            ),
        ),
        quote(7, "t.p"),
        line(8, FALSE, "contradiction", 7, 6),
    )
)
IDEAL = Proof(
    (
        quote(1, "t.duty"),
        quote(2, "t.forbidden"),
        closing(
            "ideal",
            8,
            Box(
                Opened("w", (None,)),
                (),
                (
                    line(3, P, "ought_elim", 1, at="w"),
                    line(4, Not(Q), "ought_elim", 2, at="w"),
                    quote(5, "t.way", at="w"),
                    line(6, Not(P), "modus_tollens", 5, 4, at="w"),
                    line(7, FALSE, "contradiction", 3, 6, at="w"),
                ),
            ),
            "t.consistent",
        ),
    )
)
ABLE = Proof(
    (
        quote(1, "t.duty"),
        quote(2, "t.forbidden"),
        closing(
            "able_ideal",
            8,
            Box(
                Opened("w", (None,), able=True),
                (),
                (
                    line(3, P, "ought_elim", 1, at="w"),
                    quote(5, "t.if", at="w"),
                    line(6, Q, "implies_elim", 5, 3, at="w"),
                    line(4, Not(Q), "ought_elim", 2, at="w"),
                    line(7, FALSE, "contradiction", 6, 4),
                ),
            ),
            "t.can",
        ),
    )
)
JOINT = Proof(
    (
        quote(1, "t.duty"),
        quote(2, "t.other"),
        closing(
            "joint_ideal",
            6,
            Box(
                Opened("w", (None, "a")),
                (),
                (
                    line(3, P, "ought_elim", 1, at="w"),
                    line(4, Not(P), "ought_elim", 2, at="w"),
                    line(5, FALSE, "contradiction", 3, 4),
                ),
            ),
            "t.jointly",
        ),
    )
)
WITNESS = Proof(
    (
        quote(1, "t.may"),
        quote(2, "t.must"),
        line(
            7,
            FALSE,
            "witness",
            1,
            boxes=(
                Box(
                    Opened("w", ("a",)),
                    (line(3, Not(Q), "assumption", at="w"),),
                    (
                        line(4, P, "ought_elim", 2, at="w"),
                        quote(5, "t.way", at="w"),
                        line(8, Q, "implies_elim", 5, 4, at="w"),
                        line(6, FALSE, "contradiction", 8, 3, at="w"),
                    ),
                ),
            ),
        ),
    )
)
OBLIGED = Proof(
    (
        quote(1, "t.must"),
        quote(2, "t.may"),
        line(
            6,
            Ought("a", Q),
            "ought_intro",
            boxes=(
                Box(
                    Opened("w", ("a",)),
                    (),
                    (
                        line(3, P, "ought_elim", 1, at="w"),
                        quote(4, "t.way", at="w"),
                        line(5, Q, "implies_elim", 4, 3, at="w"),
                    ),
                ),
            ),
        ),
        line(7, FALSE, "contradiction", 6, 2),
    )
)
_H = And((H, Not(H)))
SETTLED = Proof(
    (
        quote(1, "t.history"),
        quote(2, "t.against"),
        line(3, Ought(None, _H), "iff_elim", 2, 1),
        closing(
            "ideal",
            9,
            Box(
                Opened("w", (None,)),
                (),
                (
                    line(4, _H, "ought_elim", 3, at="w"),
                    line(5, Not(H), "and_elim", 4, at="w"),
                    line(6, H, "carry", 1, at="w"),
                    line(7, Not(_H), "not_and_intro", 5, at="w"),
                    line(8, FALSE, "contradiction", 5, 6, at="w"),
                ),
            ),
            "t.consistent",
        ),
    )
)
SCENARIO = Proof(
    (
        quote(1, "t.there"),
        line(2, And((P, Not(Q))), "scenario", 1, at="in s"),
        line(3, P, "and_elim", 2, at="in s"),
        line(4, Not(Q), "and_elim", 2, at="in s"),
        quote(5, "t.if", at="in s"),
        line(6, Q, "implies_elim", 5, 3, at="in s"),
        line(7, FALSE, "contradiction", 6, 4),
    )
)
DENIED = Proof(
    (quote(2, "t.if"), quote(3, "t.p"), line(4, Q, "implies_elim", 2, 3), line(5, FALSE, "contradiction", 4, 1)),
    (line(1, Not(Q), "assumption"),),
)

SAMPLES: dict[str, Proof] = {
    "ponens": PONENS,
    "cases": CASES,
    "reductio": REDUCTIO,
    "ideal": IDEAL,
    "able": ABLE,
    "joint": JOINT,
    "witness": WITNESS,
    "obliged": OBLIGED,
    "settled": SETTLED,
    "scenario": SCENARIO,
    "denied": DENIED,
}
