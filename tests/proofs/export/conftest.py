"""Small problems with what is to come out, for every form that a problem can be written in."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor
from proofs.proof import Problem
from proofs.world import Layer, Principle, Statement

P, Q, R, S = (Atom(name) for name in "pqrs")
SETTLED, RIGID = Atom("h", ("a",)), Atom("k")
ODD = Atom("état", ("Forall", "名"))
DENIED_COMPOUNDS = (Not(Implies(P, Q)), Not(Iff(P, R)), Not(Xor(Q, R)), Not(Or((R, S))))
DUTY, OTHER = Ought(None, P), Ought("a", Not(P))


@dataclass(frozen=True)
class Example:
    """A problem, what is assumed besides, and the statements that clash; none where there is a model."""

    problem: Problem
    assumes: tuple[Formula, ...] = ()
    clash: frozenset[str] = frozenset()


def problem(*said: tuple[Layer, Formula | Principle]) -> Problem:
    """Statements `t.s0`, `t.s1`, …; `h` is settled, `k` rigid."""
    statements = tuple(Statement(f"t.s{at}", layer, body) for at, (layer, body) in enumerate(said))
    return Problem(statements, {"h": "settled", "k": "rigid"}, ("s",), (None, "a"))


def clashing(given: Problem, *members: int, assumes: tuple[Formula, ...] = ()) -> Example:
    """A problem some of whose statements clash, all of them by default."""
    names = [statement.name for statement in given.statements]
    return Example(given, assumes, frozenset(names[at] for at in members) if members else frozenset(names))


def facts(*bodies: Formula) -> Problem:
    """Statements about the actual world."""
    return problem(*(("fact", body) for body in bodies))


EXAMPLES: dict[str, Example] = {
    "nothing": Example(problem()),
    "a fact": Example(facts(P)),
    "a fact and its denial": clashing(facts(P, R, Not(P)), 0, 2),
    "falsity": clashing(facts(R, FALSE), 1),
    "truth": Example(facts(TRUE, Not(FALSE), And(()), Not(Or(())))),
    "connectives": clashing(facts(Implies(P, Q), Iff(Q, R), Xor(R, S), And((P, S)))),
    "connectives that agree": Example(facts(Implies(P, Q), Iff(Q, R), Xor(R, S), And((P, Not(S))))),
    "denied connectives": clashing(facts(Not(Implies(P, Q)), Not(Iff(P, R)), Not(Xor(Q, R)), Not(Or((R, S))), S), 3, 4),
    "denied connectives that agree": Example(
        facts(Not(Implies(P, Q)), Not(Iff(P, R)), Not(Xor(Q, R)), Not(Or((R, S))))
    ),
    "counting": clashing(facts(AtLeast(2, (P, Q, R, S)), Not(Or((P, Q))), Not(And((R, S))))),
    "counting that agrees": Example(facts(AtLeast(2, (P, Q, R, S)), Not(Or((P, Q))))),
    "fewer than three": clashing(facts(Not(AtLeast(3, (P, Q, R, S))), And((P, Q, S)))),
    "fewer than three, and two": Example(facts(Not(AtLeast(3, (P, Q, R, S))), And((P, Q)))),
    "occurrences": clashing(facts(AtLeast(2, (P, P, Q)), Not(P))),
    "a count of none": Example(facts(AtLeast(0, ()), Not(AtLeast(1, ())))),
    "an obligation says nothing of what is": Example(problem(("norm", DUTY), ("fact", Not(P)))),
    "obligations without a principle": Example(problem(("norm", DUTY), ("norm", Ought(None, Not(P))))),
    "ought is consistent": clashing(
        problem(("norm", DUTY), ("norm", Ought(None, Not(P))), ("principle", "consistent")), 0, 1, 2
    ),
    "agents apart": Example(problem(("norm", DUTY), ("norm", OTHER), ("principle", "consistent"))),
    "ought is jointly consistent": clashing(
        problem(("norm", DUTY), ("norm", OTHER), ("principle", "jointly consistent")), 0, 1, 2
    ),
    "a law is kept ideally": clashing(
        problem(("norm", DUTY), ("law", Implies(P, Q)), ("norm", Ought(None, Not(Q))), ("principle", "consistent"))
    ),
    "an axiom is not": Example(
        problem(("norm", DUTY), ("axiom", Implies(P, Q)), ("norm", Ought(None, Not(Q))), ("principle", "consistent"))
    ),
    "but ought implies can": clashing(
        problem(("norm", DUTY), ("axiom", Implies(P, Q)), ("norm", Ought(None, Not(Q))), ("principle", "implies can"))
    ),
    "a law in a scenario": clashing(problem(("law", Implies(P, Q)), ("fact", In("s", And((P, Not(Q))))))),
    "a fact is not of a scenario": Example(problem(("fact", P), ("fact", In("s", Not(P))))),
    "an axiom is": clashing(problem(("axiom", P), ("fact", In("s", Not(P))))),
    "settled": clashing(
        problem(("fact", SETTLED), ("norm", Not(Ought("a", And((SETTLED, P))))), ("norm", Ought("a", P)))
    ),
    "settled in a scenario": Example(problem(("fact", SETTLED), ("fact", In("s", Not(SETTLED))))),
    "rigid": clashing(problem(("fact", RIGID), ("fact", In("s", Not(RIGID))))),
    "a permission": clashing(problem(("norm", Not(Ought("a", Not(Q)))), ("law", Not(Q)))),
    "a permission of another": Example(problem(("norm", Not(Ought("a", Not(Q)))), ("norm", Ought(None, Not(Q))))),
    "counting obligations": clashing(
        problem(("norm", AtLeast(2, (DUTY, OTHER, Q))), ("norm", Not(DUTY)), ("norm", Not(OTHER))),
    ),
    "obligations that are only counted": clashing(
        problem(("norm", Not(AtLeast(2, (DUTY, OTHER, Q)))), ("law", Not(Q)), ("law", P), ("law", Not(P))), 2, 3
    ),
    "permissions that are only counted": clashing(
        problem(("norm", Not(AtLeast(2, (DUTY, Ought(None, Q), FALSE)))), ("law", And((P, Q))))
    ),
    "counting ideally": clashing(
        problem(("law", AtLeast(2, (P, Q, R))), ("norm", Ought(None, Not(Or((P, Q))))), ("principle", "consistent"))
    ),
    "odd names": clashing(facts(ODD, Not(ODD))),
    "odd names that agree": Example(facts(ODD, Not(Atom("état_Forall_名")))),
    "what follows": clashing(facts(P, Implies(P, Q)), assumes=(Not(Q),)),
    "what does not": Example(facts(P, Implies(P, Q)), (Q,)),
}


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Example:
    """Each of the small problems."""
    return EXAMPLES[str(request.param)]


@pytest.fixture
def examples() -> dict[str, Example]:
    """All of them, for a program that takes many at once."""
    return EXAMPLES
