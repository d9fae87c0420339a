"""Formulas are equal when they are built alike, never change, and know their parts."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from itertools import combinations

import pytest

from proofs.formula import (
    FALSE,
    TRUE,
    And,
    AtLeast,
    Atom,
    Constant,
    Formula,
    Iff,
    Implies,
    In,
    Not,
    Or,
    Ought,
    Xor,
    atoms,
    inside,
    obligations,
    subformulas,
)

P, Q, R = Atom("p"), Atom("q"), Atom("f", ("a", "b"))
PQ = (P, Q)

EXAMPLES: dict[str, Formula] = {
    "true": TRUE,
    "false": FALSE,
    "p": P,
    "f(a, b)": R,
    "not p": Not(P),
    "not not p": Not(Not(P)),
    "(p and q)": And(PQ),
    "(q and p)": And((Q, P)),
    "(p and p)": And((P, P)),
    "(p or q)": Or(PQ),
    "(p implies q)": Implies(P, Q),
    "(p iff q)": Iff(P, Q),
    "(p xor q)": Xor(P, Q),
    "at least 2 of {p, q, p}": AtLeast(2, (P, Q, P)),
    "at least 1 of {p, q, p}": AtLeast(1, (P, Q, P)),
    "ought p": Ought(None, P),
    "ought[a] p": Ought("a", P),
    "ought[b] p": Ought("b", P),
    "(in s: p)": In("s", P),
    "(in t: p)": In("t", P),
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_formula_is_written_as_it_is_built(text: str) -> None:
    assert str(EXAMPLES[text]) == text
    assert repr(EXAMPLES[text]) == f"<{text}>"


def test_empty_lists_are_constants_in_writing() -> None:
    assert str(And(())) == "true"
    assert str(Or(())) == "false"
    assert And(()) != TRUE
    assert And(()) != Or(())


@pytest.mark.parametrize("text", EXAMPLES)
def test_equality_is_structural(text: str) -> None:
    formula = EXAMPLES[text]
    copy = pickle.loads(pickle.dumps(formula))  # noqa: S301 - our own bytes
    assert copy == formula
    assert hash(copy) == hash(formula)
    assert formula != text
    assert not formula == object()  # noqa: SIM201 - it is the operator that is shown


def test_different_formulas_differ() -> None:
    for one, other in combinations(EXAMPLES.values(), 2):
        assert one != other
        assert (one < other) != (other < one)


def test_equal_hashes_do_not_make_formulas_equal() -> None:
    one, other = Atom("one"), Atom("other")
    object.__setattr__(other, "_hash", hash(one))
    assert hash(one) == hash(other)
    assert one != other


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_formula_cannot_be_changed(text: str) -> None:
    formula = EXAMPLES[text]
    for name in (*formula.__match_args__, "depth", "new"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(formula, name, P)
        with pytest.raises((AttributeError, TypeError)):
            delattr(formula, name)


@pytest.mark.parametrize(
    ("formula", "depth"),
    [(TRUE, 1), (P, 1), (And(()), 1), (Not(P), 2), (And((P, Not(Q))), 3), (Ought("a", Implies(P, Not(Not(Q)))), 5)],
)
def test_depth(formula: Formula, depth: int) -> None:
    assert formula.depth == depth


@pytest.mark.parametrize(
    ("formula", "parts"),
    [
        (TRUE, ()),
        (P, ()),
        (Not(P), (P,)),
        (Ought("a", P), (P,)),
        (In("s", P), (P,)),
        (And((P, Q, P)), (P, Q, P)),
        (Or(PQ), PQ),
        (AtLeast(1, PQ), PQ),
        (Implies(P, Q), PQ),
        (Iff(P, Q), PQ),
        (Xor(P, Q), PQ),
    ],
)
def test_what_is_directly_inside(formula: Formula, parts: tuple[Formula, ...]) -> None:
    assert inside(formula) == parts


def test_what_is_no_formula_is_refused() -> None:
    with pytest.raises(TypeError, match="no formula"):
        inside(Formula())


def test_parts_come_once_outermost_first() -> None:
    duty = Ought("a", Or((Q, P)))
    formula = Implies(And((P, duty)), Or((duty, R, Constant(True))))
    assert subformulas(formula) == (
        *(formula, And((P, duty)), P, duty, Or((Q, P)), Q),
        *(Or((duty, R, TRUE)), R, TRUE),
    )
    assert atoms(formula) == (P, Q, R)
    assert obligations(formula) == (duty,)
    assert obligations(P) == ()


def test_very_deep_formulas_are_walked_without_recursion() -> None:
    formula: Formula = P
    for _ in range(20_000):
        formula = Not(formula)
    assert len(subformulas(formula)) == 20_001
    assert formula.depth == 20_001


def test_comparing_costs_no_more_than_formulas_are_large() -> None:
    twins = []
    for _ in range(2):
        formula: Formula = P
        for _ in range(5_000):
            formula = And((formula, formula))
        twins.append(formula)
    assert twins[0] == twins[1]
    assert twins[0] != And((twins[1], twins[0]))


def test_the_order_does_not_depend_on_hashes() -> None:
    program = (
        "from proofs.formula import *\n"
        "p, q = Atom('p'), Atom('q')\n"
        "print([str(x) for x in sorted({Not(q), p, q, And((q, p)), Or((p, q)), Ought('a', p)})])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert printed == {"['(p or q)', '(q and p)', 'not q', 'ought[a] p', 'p', 'q']\n"}
