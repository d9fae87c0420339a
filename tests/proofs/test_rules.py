"""Each rule: what is an instance of it, and what looks like one and is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor
from proofs.proof import ACTUAL, Label, Opened, Problem, opposite
from proofs.rules import ABSURD, BOXING, QUOTING, RULES, Said, Shown, Step, follows, plain, reach
from proofs.world import Agent, Layer, Principle, Statement

P, Q, R = Atom("p"), Atom("q"), Atom("r")
SETTLED, RIGID = Atom("h", ("a",)), Atom("k")
PQ, PQR = (P, Q), (P, Q, R)
DUTY = Ought(None, P)
THERE = In("s", P)

_LAYERS: tuple[Layer, ...] = ("axiom", "fact", "norm", "prescription", "law")
_PRINCIPLES: tuple[Principle, ...] = ("consistent", "jointly consistent", "implies can")
PROBLEM = Problem(
    (
        *(Statement(f"t.{layer}", layer, P) for layer in _LAYERS),
        Statement("t.duty", "axiom", Or((P, DUTY))),
        Statement("t.double", "fact", Not(Not(P))),
        *(Statement(f"t.{name}", "principle", name) for name in _PRINCIPLES),
    ),
    {"h": "settled", "k": "rigid", "q": "plain"},
    ("s", "t"),
    (None, "a"),
)
WORLDS: dict[Label, Opened | None] = {
    **dict.fromkeys((ACTUAL, "in s", "in t")),
    "w": Opened("w", (None,)),
    "v": Opened("v", ("a",)),
    "able": Opened("able", (None,), able=True),
    "both": Opened("both", (None, "a")),
    "in u": Opened("in u", (None,)),
}


def at(what: Said | Formula) -> Said:
    return (ACTUAL, what) if isinstance(what, Formula) else what


def step(
    shows: Said | Formula, *given: Said | Formula, boxes: tuple[Shown, ...] = (), statement: str | None = None
) -> Step:
    quoted = None if statement is None else PROBLEM.statement(statement)
    return Step(PROBLEM, WORLDS, at(shows), tuple(map(at, given)), boxes, quoted)


def box(
    ends: Said | Formula,
    *assumes: Said | Formula,
    opens: tuple[Agent, ...] | None = None,
    able: bool = False,
) -> Shown:
    """A box; where it opens a world, that is `x`."""
    opened = None if opens is None else Opened("x", opens, able)
    said = at(ends)
    return Shown(opened, tuple(map(at, assumes)), ABSURD if said[1] == FALSE else said)


NN = Not(Not(P))

# A rule, whether it is an instance, and the instance.
CONNECTIVES: list[tuple[str, bool, Step]] = [
    ("truth", True, step(TRUE)),
    ("truth", True, step(("w", Not(FALSE)))),
    ("truth", False, step(FALSE)),
    ("truth", False, step(P)),
    ("truth", False, step(TRUE, P)),
    ("truth", False, step(And(()))),
    ("double_negation", True, step(P, NN)),
    ("double_negation", True, step(Not(NN), Not(P))),
    ("double_negation", False, step(P, Not(P))),
    ("double_negation", False, step(P, Not(NN))),
    ("double_negation", False, step(P, P, P)),
    ("double_negation", False, step(("w", P), NN)),
    ("double_negation", False, step(P)),
    ("and_elim", True, step(P, And(PQ))),
    ("and_elim", True, step(("w", Q), ("w", And(PQ)))),
    ("and_elim", True, step(Q, And((P, Not(Not(Q)))))),
    ("and_elim", False, step(R, And(PQ))),
    ("and_elim", False, step(("w", P), And(PQ))),
    ("and_elim", False, step(P, Or(PQ))),
    ("and_elim", False, step(P, Not(And(PQ)))),
    ("and_elim", False, step(P)),
    ("and_elim", False, step(P, P)),
    ("and_elim", False, step(P, And((And(PQ), R)))),
    ("and_intro", True, step(And(PQ), P, Q)),
    ("and_intro", True, step(And(PQ), Q, P)),
    ("and_intro", True, step(And((P, P)), P)),
    ("and_intro", True, step(And(()))),
    ("and_intro", False, step(And(PQ), P)),
    ("and_intro", False, step(And(PQ), P, P)),
    ("and_intro", False, step(And(PQ), P, Q, R)),
    ("and_intro", False, step(Or(PQ), P, Q)),
    ("and_intro", False, step(And(PQ), P, ("w", Q))),
    ("and_intro", False, step(P, P)),
    ("not_and_elim", True, step(Not(Q), Not(And(PQ)), P)),
    ("not_and_elim", True, step(Q, Not(And((P, Not(Q)))), P)),
    ("not_and_elim", True, step(Not(P), Not(And((P, P))))),
    ("not_and_elim", False, step(Not(Q), Not(And(PQ)))),
    ("not_and_elim", False, step(Not(Q), Not(And(PQR)), P)),
    ("not_and_elim", False, step(Q, Not(And(PQ)), P)),
    ("not_and_elim", False, step(Not(Q), And(PQ), P)),
    ("not_and_elim", False, step(Not(Q), Not(And(PQ)), Not(P))),
    ("not_and_elim", False, step(Not(Q), Not(Or(PQ)), P)),
    ("not_and_intro", True, step(Not(And(PQ)), Not(P))),
    ("not_and_intro", True, step(Not(And((P, Not(Q)))), Q)),
    ("not_and_intro", False, step(Not(And(PQ)), P)),
    ("not_and_intro", False, step(Not(And(PQ)))),
    ("not_and_intro", False, step(Not(And(PQ)), Not(R))),
    ("not_and_intro", False, step(Not(Or(PQ)), Not(P))),
    ("not_and_intro", False, step(And(PQ), Not(P))),
    ("or_elim", True, step(Q, Or(PQ), Not(P))),
    ("or_elim", True, step(Not(Q), Or((P, Not(Q))), Not(P))),
    ("or_elim", True, step(R, Or(PQR), Not(Q), Not(P))),
    ("or_elim", True, step(P, Or((P, P)))),
    ("or_elim", False, step(R, Or(PQR), Not(Q))),
    ("or_elim", False, step(P, Or(PQ), Not(P))),
    ("or_elim", False, step(R, Or(PQ), Not(P), Not(Q))),
    ("or_elim", False, step(Q, Or(PQ), P)),
    ("or_elim", False, step(Q, Or(PQ), ("w", Not(P)))),
    ("or_elim", False, step(Q, Not(P), Or(PQ))),
    ("or_elim", False, step(Q, And(PQ), Not(P))),
    ("or_elim", False, step(FALSE, Or(()))),
    ("or_elim", False, step(Q, Or(PQ), Not(P), R)),
    ("or_intro", True, step(Or(PQ), Q)),
    ("or_intro", True, step(Or((P, Not(Not(Q)))), Q)),
    ("or_intro", False, step(Or(PQ), R)),
    ("or_intro", False, step(Or(PQ))),
    ("or_intro", False, step(Or(()))),
    ("or_intro", False, step(And(PQ), P)),
    ("or_intro", False, step(Or(PQ), P, R)),
    ("not_or_elim", True, step(Not(P), Not(Or(PQ)))),
    ("not_or_elim", True, step(Q, Not(Or((P, Not(Q)))))),
    ("not_or_elim", False, step(P, Not(Or(PQ)))),
    ("not_or_elim", False, step(Not(R), Not(Or(PQ)))),
    ("not_or_elim", False, step(Not(P), Or(PQ))),
    ("not_or_intro", True, step(Not(Or(PQ)), Not(P), Not(Q))),
    ("not_or_intro", True, step(Not(Or(())))),
    ("not_or_intro", False, step(Not(Or(PQ)), Not(P))),
    ("not_or_intro", False, step(Not(Or(PQ)), Not(P), Q)),
    ("not_or_intro", False, step(Or(PQ), Not(P), Not(Q))),
    ("implies_elim", True, step(Q, Implies(P, Q), P)),
    ("implies_elim", True, step(Q, Implies(Not(P), Q), Not(P))),
    ("implies_elim", True, step(Q, Implies(NN, Q), P)),
    ("implies_elim", False, step(P, Implies(P, Q), Q)),
    ("implies_elim", False, step(Q, Implies(P, Q), Not(P))),
    ("implies_elim", False, step(Q, P, Implies(P, Q))),
    ("implies_elim", False, step(Q, Implies(P, Q))),
    ("implies_elim", False, step(Q, Implies(P, Q), ("w", P))),
    ("implies_elim", False, step(Not(Q), Implies(P, Q), Not(P))),
    ("modus_tollens", True, step(Not(P), Implies(P, Q), Not(Q))),
    ("modus_tollens", True, step(P, Implies(Not(P), Not(Q)), Q)),
    ("modus_tollens", False, step(Not(P), Implies(P, Q), Q)),
    ("modus_tollens", False, step(Not(Q), Implies(P, Q), Not(P))),
    ("modus_tollens", False, step(Not(P), Iff(P, Q), Not(Q))),
    ("implies_intro", True, step(Implies(P, Q), Q)),
    ("implies_intro", True, step(Implies(P, Q), Not(P))),
    ("implies_intro", False, step(Implies(P, Q), P)),
    ("implies_intro", False, step(Implies(P, Q), Not(Q))),
    ("implies_intro", False, step(Implies(P, Q))),
    ("not_implies_elim", True, step(P, Not(Implies(P, Q)))),
    ("not_implies_elim", True, step(Not(Q), Not(Implies(P, Q)))),
    ("not_implies_elim", False, step(Q, Not(Implies(P, Q)))),
    ("not_implies_elim", False, step(P, Implies(P, Q))),
    ("not_implies_elim", False, step(Not(P), Not(Implies(P, Q)))),
    ("not_implies_intro", True, step(Not(Implies(P, Q)), P, Not(Q))),
    ("not_implies_intro", False, step(Not(Implies(P, Q)), P)),
    ("not_implies_intro", False, step(Not(Implies(P, Q)), P, Q)),
    ("not_implies_intro", False, step(Implies(P, Q), P, Not(Q))),
    ("iff_elim", True, step(Q, Iff(P, Q), P)),
    ("iff_elim", True, step(P, Iff(P, Q), Q)),
    ("iff_elim", True, step(Not(Q), Iff(P, Q), Not(P))),
    ("iff_elim", True, step(Not(P), Iff(P, Q), Not(Q))),
    ("iff_elim", False, step(Q, Iff(P, Q), Not(P))),
    ("iff_elim", False, step(Q, Iff(P, Q))),
    ("iff_elim", False, step(Q, Xor(P, Q), P)),
    ("iff_elim", False, step(R, Iff(P, Q), P)),
    ("iff_elim", False, step(Q, Not(Iff(P, Q)), P)),
    ("iff_intro", True, step(Iff(P, Q), P, Q)),
    ("iff_intro", True, step(Iff(P, Q), Not(Q), Not(P))),
    ("iff_intro", False, step(Iff(P, Q), P, Not(Q))),
    ("iff_intro", False, step(Iff(P, Q), P)),
    ("iff_intro", False, step(Xor(P, Q), P, Q)),
    ("iff_intro", False, step(Not(Iff(P, Q)), P, Q)),
    ("not_iff_elim", True, step(Not(Q), Not(Iff(P, Q)), P)),
    ("not_iff_elim", True, step(P, Not(Iff(P, Q)), Not(Q))),
    ("not_iff_elim", False, step(Q, Not(Iff(P, Q)), P)),
    ("not_iff_elim", False, step(Not(Q), Iff(P, Q), P)),
    ("not_iff_intro", True, step(Not(Iff(P, Q)), P, Not(Q))),
    ("not_iff_intro", False, step(Not(Iff(P, Q)), P, Q)),
    ("not_iff_intro", False, step(Not(Xor(P, Q)), P, Not(Q))),
    ("xor_elim", True, step(Not(Q), Xor(P, Q), P)),
    ("xor_elim", True, step(P, Xor(P, Q), Not(Q))),
    ("xor_elim", False, step(Q, Xor(P, Q), P)),
    ("xor_elim", False, step(Not(Q), Iff(P, Q), P)),
    ("xor_intro", True, step(Xor(P, Q), Not(P), Q)),
    ("xor_intro", False, step(Xor(P, Q), P, Q)),
    ("xor_intro", False, step(Xor(P, Q), P)),
    ("not_xor_elim", True, step(Q, Not(Xor(P, Q)), P)),
    ("not_xor_elim", False, step(Not(Q), Not(Xor(P, Q)), P)),
    ("not_xor_elim", False, step(Q, Xor(P, Q), P)),
    ("not_xor_intro", True, step(Not(Xor(P, Q)), P, Q)),
    ("not_xor_intro", False, step(Not(Xor(P, Q)), P, Not(Q))),
    ("not_xor_intro", False, step(Xor(P, Q), P, Q)),
    ("at_least_elim", True, step(Q, AtLeast(2, PQR), Not(P))),
    ("at_least_elim", True, step(Q, AtLeast(3, PQR))),
    ("at_least_elim", True, step(P, AtLeast(2, (P, P, Q)))),
    ("at_least_elim", True, step(P, AtLeast(1, (P, Q, Q)), Not(Q))),
    ("at_least_elim", False, step(Q, AtLeast(2, PQR))),
    ("at_least_elim", False, step(Q, AtLeast(1, PQR), Not(P))),
    ("at_least_elim", False, step(Q, AtLeast(2, (P, P, Q)))),
    ("at_least_elim", False, step(P, AtLeast(2, PQR), Not(P))),
    ("at_least_elim", False, step(Q, Not(AtLeast(2, PQR)), Not(P))),
    ("at_least_intro", True, step(AtLeast(2, PQR), P, R)),
    ("at_least_intro", True, step(AtLeast(2, (P, P, Q)), P)),
    ("at_least_intro", True, step(AtLeast(0, PQR))),
    ("at_least_intro", False, step(AtLeast(2, PQR), P)),
    ("at_least_intro", False, step(AtLeast(2, PQR), P, P)),
    ("at_least_intro", False, step(AtLeast(2, PQ), P, Not(Q))),
    ("not_at_least_elim", True, step(Not(Q), Not(AtLeast(2, PQR)), P)),
    ("not_at_least_elim", True, step(Not(Q), Not(AtLeast(1, PQR)))),
    ("not_at_least_elim", True, step(Not(P), Not(AtLeast(2, (P, P, Q))))),
    ("not_at_least_elim", False, step(Not(Q), Not(AtLeast(2, PQR)))),
    ("not_at_least_elim", False, step(Q, Not(AtLeast(2, PQR)), P)),
    ("not_at_least_elim", False, step(Not(Q), Not(AtLeast(3, PQR)), P)),
    ("not_at_least_elim", False, step(Not(P), Not(AtLeast(2, PQR)), P)),
    ("not_at_least_intro", True, step(Not(AtLeast(2, PQR)), Not(P), Not(Q))),
    ("not_at_least_intro", True, step(Not(AtLeast(4, PQR)))),
    ("not_at_least_intro", True, step(Not(AtLeast(2, (P, P, Q))), Not(P))),
    ("not_at_least_intro", False, step(Not(AtLeast(2, PQR)), Not(P))),
    ("not_at_least_intro", False, step(Not(AtLeast(3, PQR)))),
    ("not_at_least_intro", False, step(Not(AtLeast(2, PQR)), P, Not(Q))),
    ("at_least_step", True, step(AtLeast(1, PQ), AtLeast(2, PQR))),
    ("at_least_step", True, step(AtLeast(2, PQ), AtLeast(2, PQR), Not(R))),
    ("at_least_step", True, step(AtLeast(2, PQR), AtLeast(2, PQ))),
    ("at_least_step", True, step(AtLeast(2, PQR), AtLeast(1, PQ), R)),
    ("at_least_step", False, step(AtLeast(2, PQ), AtLeast(2, PQR))),
    ("at_least_step", False, step(AtLeast(2, PQ), AtLeast(2, PQR), R)),
    ("at_least_step", False, step(AtLeast(2, PQR), AtLeast(1, PQ))),
    ("at_least_step", False, step(AtLeast(2, PQR), AtLeast(1, PQ), Not(R))),
    ("at_least_step", False, step(AtLeast(3, PQR), AtLeast(2, PQR), R)),
    ("at_least_step", False, step(AtLeast(1, (Q, R)), AtLeast(2, PQR))),
    ("at_least_step", False, step(AtLeast(1, ()), AtLeast(0, ()), FALSE)),
    ("at_least_step", False, step(AtLeast(0, ()), AtLeast(0, ()))),
    ("at_least_step", False, step(P, AtLeast(2, PQR))),
    ("at_least_step", False, step(AtLeast(1, PQ))),
    ("contradiction", True, step(FALSE, P, Not(P))),
    ("contradiction", True, step(FALSE, Not(P), P)),
    ("contradiction", True, step(("in s", FALSE), ("w", P), ("w", Not(P)))),
    ("contradiction", False, step(FALSE, P, ("w", Not(P)))),
    ("contradiction", False, step(Q, P, Not(P))),
    ("contradiction", False, step(FALSE, P, Not(Q))),
    ("contradiction", False, step(FALSE, P)),
    ("contradiction", False, step(FALSE, P, NN)),
    ("contradiction", False, step(FALSE)),
]

WORLDLY: list[tuple[str, bool, Step]] = [
    *(("premise", True, step(P, statement=f"t.{layer}")) for layer in _LAYERS),
    *(("premise", True, step((label, P), statement="t.law")) for label in WORLDS),
    *(
        ("premise", label in {ACTUAL, "in s", "in t", "able"}, step((label, P), statement="t.axiom"))
        for label in WORLDS
    ),
    *(("premise", label == ACTUAL, step((label, P), statement="t.fact")) for label in WORLDS),
    ("premise", False, step(("in s", P), statement="t.norm")),
    ("premise", False, step(("w", P), statement="t.prescription")),
    ("premise", True, step(Or((P, DUTY)), statement="t.duty")),
    ("premise", False, step(("in s", Or((P, DUTY))), statement="t.duty")),
    ("premise", True, step(P, statement="t.double")),
    ("premise", False, step(Q, statement="t.law")),
    ("premise", False, step(Not(P), statement="t.law")),
    ("premise", False, step(P, statement="t.unknown")),
    ("premise", False, step(P)),
    ("premise", False, step(P, P, statement="t.law")),
    ("premise", False, step(DUTY, statement="t.consistent")),
    ("premise", False, step(("nowhere", P), statement="t.law")),
    ("carry", True, step(("in s", RIGID), RIGID)),
    ("carry", True, step(("w", RIGID), ("in s", RIGID))),
    ("carry", True, step(("w", SETTLED), SETTLED)),
    ("carry", True, step(SETTLED, ("w", SETTLED))),
    ("carry", True, step(("w", Or((SETTLED, RIGID))), ("v", Or((SETTLED, RIGID))))),
    ("carry", True, step(("in s", DUTY), DUTY)),
    ("carry", True, step(("w", Not(THERE)), ("in t", Not(THERE)))),
    ("carry", True, step(("w", FALSE), ("in t", FALSE))),
    ("carry", True, step(P, P)),
    ("carry", False, step(("w", P), P)),
    ("carry", False, step(("w", Q), Q)),
    ("carry", False, step(("in s", SETTLED), SETTLED)),
    ("carry", False, step(("in s", SETTLED), ("in t", SETTLED))),
    ("carry", False, step(("in s", SETTLED), ("w", SETTLED))),
    ("carry", False, step(("w", Or((SETTLED, P))), Or((SETTLED, P)))),
    ("carry", False, step(("in s", Or((DUTY, P))), Or((DUTY, P)))),
    ("carry", False, step(("w", RIGID), Not(RIGID))),
    ("carry", False, step(("w", RIGID), RIGID, RIGID)),
    ("carry", False, step(("w", RIGID))),
    ("carry", False, step(("nowhere", RIGID), RIGID)),
    ("carry", False, step(RIGID, ("nowhere", RIGID))),
    ("scenario", True, step(("in s", P), THERE)),
    ("scenario", True, step(("in s", P), ("w", THERE))),
    ("scenario", True, step(THERE, ("in s", P))),
    ("scenario", True, step(("in t", THERE), ("in s", P))),
    ("scenario", True, step(("in s", Not(P)), Not(THERE))),
    ("scenario", True, step(Not(THERE), ("in s", Not(P)))),
    ("scenario", True, step(Not(In("s", Not(P))), ("in s", P))),
    ("scenario", True, step(("in s", In("s", THERE)), ("in s", THERE))),
    ("scenario", False, step(("in t", P), THERE)),
    ("scenario", False, step(P, THERE)),
    ("scenario", False, step(("in s", Q), THERE)),
    ("scenario", False, step(("in s", P), Not(THERE))),
    ("scenario", False, step(THERE, ("in t", P))),
    ("scenario", False, step(THERE, P)),
    ("scenario", False, step(("in s", P), THERE, THERE)),
    ("scenario", False, step(THERE)),
    ("scenario", False, step(("in u", P), In("u", P))),
    ("scenario", False, step(In("u", P), ("in u", P))),
    ("scenario", False, step(("in u", Not(P)), Not(In("u", P)))),
    ("ought_elim", True, step(("w", P), DUTY)),
    ("ought_elim", True, step(("w", P), ("in s", DUTY))),
    ("ought_elim", True, step(("both", P), Ought("a", P))),
    ("ought_elim", True, step(("able", Not(P)), Ought(None, Not(P)))),
    ("ought_elim", False, step(("v", P), DUTY)),
    ("ought_elim", False, step(("w", P), Ought("a", P))),
    ("ought_elim", False, step(P, DUTY)),
    ("ought_elim", False, step(("in s", P), DUTY)),
    ("ought_elim", False, step(("w", Q), DUTY)),
    ("ought_elim", False, step(("w", Not(P)), Not(DUTY))),
    ("ought_elim", False, step(("w", P))),
    ("ought_elim", False, step(("w", P), DUTY, DUTY)),
    ("not_ought_intro", True, step(Not(DUTY), ("w", Not(P)))),
    ("not_ought_intro", True, step(("in s", Not(Ought("a", Not(P)))), ("both", P))),
    ("not_ought_intro", False, step(Not(DUTY), ("w", P))),
    ("not_ought_intro", False, step(Not(DUTY), ("v", Not(P)))),
    ("not_ought_intro", False, step(Not(DUTY), Not(P))),
    ("not_ought_intro", False, step(DUTY, ("w", P))),
    ("not_ought_intro", False, step(Not(DUTY), ("in s", Not(P)))),
    ("not_ought_intro", False, step(Not(DUTY))),
]

BOXES: list[tuple[str, bool, Step]] = [
    ("reductio", True, step(Not(P), boxes=(box(FALSE, P),))),
    ("reductio", True, step(("w", P), boxes=(box(("in s", FALSE), ("w", Not(P))),))),
    ("reductio", True, step(P, boxes=(box(FALSE, Not(P)),))),
    ("reductio", False, step(P, boxes=(box(FALSE, P),))),
    ("reductio", False, step(Not(P), boxes=(box(Q, P),))),
    ("reductio", False, step(Not(P), boxes=(box(FALSE, ("w", P)),))),
    ("reductio", False, step(Not(P), boxes=(box(FALSE, P, Q),))),
    ("reductio", False, step(Not(P), boxes=(box(FALSE),))),
    ("reductio", False, step(Not(P), boxes=(box(FALSE, P), box(FALSE, P)))),
    ("reductio", False, step(Not(P), boxes=(box(FALSE, P, opens=(None,)),))),
    ("reductio", False, step(Not(P), Q, boxes=(box(FALSE, P),))),
    ("reductio", False, step(Not(P))),
    ("cases", True, step(R, Or(PQ), boxes=(box(R, P), box(R, Q)))),
    ("cases", True, step(R, Or(PQ), boxes=(box(R, P), box(FALSE, Q)))),
    ("cases", True, step(("in s", R), ("w", Or(PQ)), boxes=(box(("in s", R), ("w", P)), box(FALSE, ("w", Q))))),
    ("cases", True, step(R, boxes=(box(R, P), box(R, Not(P))))),
    ("cases", True, step(R, boxes=(box(R, ("v", Not(P))), box(R, ("v", P))))),
    ("cases", True, step(R, Or(()))),
    ("cases", False, step(R, Or(PQ), boxes=(box(R, P),))),
    ("cases", False, step(R, Or(PQ), boxes=(box(R, Q), box(R, P)))),
    ("cases", False, step(R, Or(PQ), boxes=(box(R, P), box(Q, Q)))),
    ("cases", False, step(R, Or(PQ), boxes=(box(R, P), box(("w", R), Q)))),
    ("cases", False, step(R, ("w", Or(PQ)), boxes=(box(R, P), box(R, Q)))),
    ("cases", False, step(R, Or(PQ), boxes=(box(R, P), box(R, Q, P)))),
    ("cases", False, step(R, Or(PQ), boxes=(box(R, P), box(R)))),
    ("cases", False, step(R, Or(PQ), boxes=(box(R, P), box(R, Q, opens=(None,))))),
    ("cases", False, step(R, And(PQ), boxes=(box(R, P), box(R, Q)))),
    ("cases", False, step(R, boxes=(box(R, P), box(R, Not(Q))))),
    ("cases", False, step(R, boxes=(box(R, P), box(R, ("w", Not(P)))))),
    ("cases", False, step(R, boxes=(box(R, P), box(R, P)))),
    ("cases", False, step(R, boxes=(box(R, P), box(R, Not(P)), box(R, Not(P))))),
    ("cases", False, step(R)),
    ("cases", False, step(R, Or(PQ), R, boxes=(box(R, P), box(R, Q)))),
    ("ought_intro", True, step(DUTY, boxes=(box(("x", P), opens=(None,)),))),
    ("ought_intro", True, step(("in s", Ought("a", P)), boxes=(box(("x", P), opens=("a",)),))),
    ("ought_intro", True, step(DUTY, boxes=(box(FALSE, opens=(None,)),))),
    ("ought_intro", False, step(DUTY, boxes=(box(("x", Q), opens=(None,)),))),
    ("ought_intro", False, step(DUTY, boxes=(box(P, opens=(None,)),))),
    ("ought_intro", False, step(DUTY, boxes=(box(("x", P), opens=("a",)),))),
    ("ought_intro", False, step(DUTY, boxes=(box(("x", P), opens=(None, "a")),))),
    ("ought_intro", False, step(DUTY, boxes=(box(("x", P), opens=(None,), able=True),))),
    ("ought_intro", False, step(DUTY, boxes=(box(("x", P), ("x", Q), opens=(None,)),))),
    ("ought_intro", False, step(DUTY, boxes=(box(("w", P)),))),
    ("ought_intro", False, step(Not(DUTY), boxes=(box(("x", Not(P)), opens=(None,)),))),
    ("ought_intro", False, step(DUTY, Q, boxes=(box(("x", P), opens=(None,)),))),
    ("ought_intro", False, step(DUTY)),
    ("witness", True, step(R, Not(DUTY), boxes=(box(R, ("x", Not(P)), opens=(None,)),))),
    ("witness", True, step(R, ("in s", Not(DUTY)), boxes=(box(FALSE, ("x", Not(P)), opens=(None,)),))),
    ("witness", True, step(R, Not(Ought("a", Not(P))), boxes=(box(R, ("x", P), opens=("a",)),))),
    ("witness", False, step(R, DUTY, boxes=(box(R, ("x", Not(P)), opens=(None,)),))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(R, ("x", P), opens=(None,)),))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(R, Not(P), opens=(None,)),))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(R, ("x", Not(P)), opens=("a",)),))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(R, ("x", Not(P)), opens=(None,), able=True),))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(R, ("x", Not(P)), opens=(None, "a")),))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(R, ("x", Not(P)), ("x", Q), opens=(None,)),))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(Q, ("x", Not(P)), opens=(None,)),))),
    ("witness", False, step(R, boxes=(box(R, ("x", Not(P)), opens=(None,)),))),
    ("witness", False, step(R, Not(DUTY))),
    ("witness", False, step(R, Not(DUTY), boxes=(box(R, ("w", Not(P))),))),
    ("ideal", True, step(R, boxes=(box(R, opens=(None,)),), statement="t.consistent")),
    ("ideal", True, step(("in s", R), boxes=(box(FALSE, opens=("a",)),), statement="t.consistent")),
    ("ideal", False, step(R, boxes=(box(R, opens=("b",)),), statement="t.consistent")),
    ("ideal", False, step(R, boxes=(box(R, opens=(None, "a")),), statement="t.consistent")),
    ("ideal", False, step(R, boxes=(box(R, opens=(None,), able=True),), statement="t.consistent")),
    ("ideal", False, step(R, boxes=(box(R, opens=(None,)),), statement="t.jointly consistent")),
    ("ideal", False, step(R, boxes=(box(R, opens=(None,)),), statement="t.implies can")),
    ("ideal", False, step(R, boxes=(box(R, opens=(None,)),), statement="t.law")),
    ("ideal", False, step(R, boxes=(box(R, opens=(None,)),))),
    ("ideal", False, step(R, boxes=(box(R, ("x", P), opens=(None,)),), statement="t.consistent")),
    ("ideal", False, step(R, boxes=(box(Q, opens=(None,)),), statement="t.consistent")),
    ("ideal", False, step(R, boxes=(box(R),), statement="t.consistent")),
    ("ideal", False, step(R, P, boxes=(box(R, opens=(None,)),), statement="t.consistent")),
    ("ideal", False, step(R, statement="t.consistent")),
    ("joint_ideal", True, step(R, boxes=(box(R, opens=(None, "a")),), statement="t.jointly consistent")),
    ("joint_ideal", True, step(R, boxes=(box(FALSE, opens=("a", None)),), statement="t.jointly consistent")),
    ("joint_ideal", True, step(R, boxes=(box(R, opens=(None,)),), statement="t.jointly consistent")),
    ("joint_ideal", False, step(R, boxes=(box(R, opens=("b",)),), statement="t.jointly consistent")),
    ("joint_ideal", False, step(R, boxes=(box(R, opens=(None, "a", "b")),), statement="t.jointly consistent")),
    ("joint_ideal", False, step(R, boxes=(box(R, opens=(None, "a"), able=True),), statement="t.jointly consistent")),
    ("joint_ideal", False, step(R, boxes=(box(R, opens=(None, "a")),), statement="t.consistent")),
    ("able_ideal", True, step(R, boxes=(box(R, opens=(None,), able=True),), statement="t.implies can")),
    ("able_ideal", True, step(R, boxes=(box(R, opens=("a",), able=True),), statement="t.implies can")),
    ("able_ideal", False, step(R, boxes=(box(R, opens=(None,)),), statement="t.implies can")),
    ("able_ideal", False, step(R, boxes=(box(R, opens=(None,), able=True),), statement="t.consistent")),
    ("able_ideal", False, step(R, boxes=(box(R, opens=("b",), able=True),), statement="t.implies can")),
    ("able_ideal", False, step(R, boxes=(box(R, opens=(None, "a"), able=True),), statement="t.implies can")),
]
TABLE = [*CONNECTIVES, *WORLDLY, *BOXES]


@pytest.mark.parametrize(("rule", "accepted", "judged"), TABLE)
def test_instances(rule: str, accepted: bool, judged: Step) -> None:
    assert follows(rule, judged) == accepted


def test_every_rule_has_instances_and_at_least_as_many_refusals() -> None:
    accepted = Counter(rule for rule, accepts, _ in TABLE if accepts)
    refused = Counter(rule for rule, accepts, _ in TABLE if not accepts)
    assert accepted.keys() == refused.keys() == RULES.keys()
    assert [rule for rule in RULES if refused[rule] < accepted[rule] and rule != "premise"] == []
    assert refused.total() > accepted.total()


@pytest.mark.parametrize(("rule", "judged"), [(rule, judged) for rule, accepted, judged in TABLE if accepted])
def test_an_instance_rests_on_no_more_than_its_rule_looks_at(rule: str, judged: Step) -> None:
    if rule not in BOXING:
        assert not follows(rule, replace(judged, boxes=(box(FALSE),)))
    if rule not in QUOTING:
        assert not follows(rule, replace(judged, statement=PROBLEM.statements[0]))
    if judged.given:
        assert not follows(rule, replace(judged, worlds={}))


@pytest.mark.parametrize("rule", ["", "assumption", "hole", "And_elim"])
def test_what_is_no_rule(rule: str) -> None:
    assert not follows(rule, step(P, P))


def test_opposites_of_plain_formulas_are_plain() -> None:
    for formula in (P, Not(P), NN, Not(NN), TRUE):
        assert plain(opposite(plain(formula))) == opposite(plain(formula))
        assert opposite(opposite(plain(formula))) == plain(formula)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (P, "plain"),
        (Q, "plain"),
        (SETTLED, "settled"),
        (RIGID, "rigid"),
        (TRUE, "rigid"),
        (DUTY, "rigid"),
        (THERE, "rigid"),
        (And((RIGID, DUTY)), "rigid"),
        (Not(Implies(RIGID, SETTLED)), "settled"),
        (Or((SETTLED, RIGID, P)), "plain"),
    ],
)
def test_how_far_truth_is_carried(formula: Formula, expected: str) -> None:
    assert reach(PROBLEM, formula) == expected
