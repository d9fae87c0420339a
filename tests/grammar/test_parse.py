"""What texts become: every alternative of the grammar, precedence, and what does not chain."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import settings

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import Parsed, parse, parse_formula
from grammar.render import render
from grammar.span import Source
from grammar.tree import (
    And,
    Binary,
    Binder,
    Counted,
    Equal,
    Formula,
    InScenario,
    Name,
    Not,
    Or,
    Ought,
    Proposition,
    Quantified,
    Truth,
)

often = settings(max_examples=150, deadline=None, derandomize=True)

p, q, r, s = (Proposition(name) for name in "pqrs")


def formula(text: str) -> Formula:
    result = parse_formula(Source("formula", text))
    assert not isinstance(result, Diagnostic), render(result)
    return result


def fault(text: str) -> str:
    result = parse_formula(Source("formula", text))
    assert isinstance(result, Diagnostic), result
    return result.code


def read(text: str) -> Parsed:
    return parse(Source("file", text))


def file(text: str) -> tree.File:
    parsed = read(text)
    assert not parsed.diagnostics, render(parsed.diagnostics[0])
    return parsed.file


def item(text: str) -> tree.Item:
    (module,) = file(f"theory t\n{text}\n").modules
    (only,) = module.items
    return only


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


def names(parsed: Parsed) -> list[str]:
    return [each.name.text for module in parsed.file.modules for each in module.items]


# Formulas

S = Binder((Name("s"),), Name("S"))

FORMULAS: tuple[tuple[str, Formula], ...] = (
    ("p", p),
    ("p(s)", Proposition("p", (Name("s"),))),
    ("p(s, US)", Proposition("p", (Name("s"), Name("US")))),
    ("s = t", Equal(Name("s"), Name("t"))),
    ("s != t", Equal(Name("s"), Name("t"), negated=True)),
    ("true", Truth(True)),
    ("false", Truth(False)),
    ("(p)", p),
    ("((p and q))", And((p, q))),
    ("not p", Not(p)),
    ("ought p", Ought(None, p)),
    ("may p", Ought(None, p, permits=True)),
    ("ought[US] p", Ought(Name("US"), p)),
    ("may[s] p", Ought(Name("s"), p, permits=True)),
    ("p and q", And((p, q))),
    ("p and q and r", And((p, q, r))),
    ("(p and q) and r", And((And((p, q)), r))),
    ("p and (q and r)", And((p, And((q, r))))),
    ("p xor q", Binary("xor", p, q)),
    ("p or q", Or((p, q))),
    ("p or q or r", Or((p, q, r))),
    ("p unless q", Binary("unless", p, q)),
    ("p implies q", Binary("implies", p, q)),
    ("p only if q", Binary("only if", p, q)),
    ("p iff q", Binary("iff", p, q)),
    ("if p then q", Binary("if", p, q)),
    ("if p, then q", Binary("if", p, q)),
    ("in w: p", InScenario(Name("w"), p)),
    ("exactly 1 of {p}", Counted("exactly", 1, (p,))),
    ("at most 12 of {p, q and r}", Counted("at most", 12, (p, And((q, r))))),
    ("at least 2 of {p, p, if p then q}", Counted("at least", 2, (p, p, Binary("if", p, q)))),
    ("for every s in S: p", Quantified("every", None, (S,), None, p)),
    ("for some s in S: p", Quantified("some", None, (S,), None, p)),
    ("for no s in S: p", Quantified("no", None, (S,), None, p)),
    ("for exactly 1 s in S: p", Quantified("exactly", 1, (S,), None, p)),
    ("for at most 2 s in S: p", Quantified("at most", 2, (S,), None, p)),
    ("for at least 2 s in S: p", Quantified("at least", 2, (S,), None, p)),
    (
        "for every s, t in S, r in R where s != t and not r = s: p",
        Quantified(
            "every",
            None,
            (Binder((Name("s"), Name("t")), Name("S")), Binder((Name("r"),), Name("R"))),
            And((Equal(Name("s"), Name("t"), negated=True), Not(Equal(Name("r"), Name("s"))))),
            p,
        ),
    ),
)


@pytest.mark.parametrize(("text", "expected"), FORMULAS)
def test_formulas(text: str, expected: Formula) -> None:
    assert formula(text) == expected


SIGNS = (
    ("p <-> q", "p iff q"),
    ("p ↔ q", "p iff q"),
    ("p -> q", "p implies q"),
    ("p → q", "p implies q"),
    ("p | q", "p or q"),
    ("p ∨ q", "p or q"),
    ("p ⊕ q", "p xor q"),
    ("p & q", "p and q"),
    ("p ∧ q", "p and q"),
    ("~p", "not p"),
    ("¬p", "not p"),
    ("~ ¬ ~p", "not not not p"),
    ("p&q|r->s<->true", "p and q or r implies s iff true"),
    ("p∧q∨r→s↔true", "p and q or r implies s iff true"),
)


@pytest.mark.parametrize(("signs", "words"), SIGNS)
def test_signs_are_words(signs: str, words: str) -> None:
    assert formula(signs) == formula(words)


LEVELS = (("iff",), ("implies", "only if", "unless"), ("or",), ("xor",), ("and",))
LOOSER_AND_TIGHTER = [
    (looser, tighter) for above, below in combinations(LEVELS, 2) for looser, tighter in product(above, below)
]
CONNECTIVES = [word for level in LEVELS for word in level]


@pytest.mark.parametrize(("looser", "tighter"), LOOSER_AND_TIGHTER)
def test_precedence(looser: str, tighter: str) -> None:
    assert formula(f"p {looser} q {tighter} r") == formula(f"p {looser} (q {tighter} r)")
    assert formula(f"p {tighter} q {looser} r") == formula(f"(p {tighter} q) {looser} r")
    assert formula(f"p {looser} q {tighter} r") != formula(f"(p {looser} q) {tighter} r")
    assert formula(f"p {tighter} q {looser} r") != formula(f"p {tighter} (q {looser} r)")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("p implies q implies r", "p implies (q implies r)"),
        ("p only if q only if r", "p only if (q only if r)"),
        ("p implies q only if r", "p implies (q only if r)"),
        ("p only if q implies r", "p only if (q implies r)"),
        ("p implies q unless r", "p implies (q unless r)"),
        ("p only if q unless r", "p only if (q unless r)"),
    ],
)
def test_implications_go_to_the_right(written: str, meant: str) -> None:
    assert formula(written) == formula(meant)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("p iff q iff r", "E107"),
        ("p xor q xor r", "E108"),
        ("p unless q unless r", "E109"),
        ("p unless q implies r", "E109"),
        ("p unless q only if r", "E109"),
        ("if p then q iff r iff s", "E107"),
        ("not p xor q xor r", "E108"),
    ],
)
def test_what_does_not_chain(text: str, code: str) -> None:
    assert fault(text) == code


@pytest.mark.parametrize("connective", CONNECTIVES)
@pytest.mark.parametrize("prefix", ["not", "ought", "may", "ought[US]", "may[s]"])
def test_prefixes_are_tightest(prefix: str, connective: str) -> None:
    assert formula(f"{prefix} p {connective} q") == formula(f"({prefix} p) {connective} q")
    assert formula(f"p {connective} {prefix} q") == formula(f"p {connective} ({prefix} q)")
    assert formula(f"{prefix} {prefix} p {connective} q") == formula(f"({prefix} ({prefix} p)) {connective} q")


OPEN = ("for every s in S:", "for at most 2 s in S where s = t:", "if r then", "if r, then", "in w:")


@pytest.mark.parametrize("connective", CONNECTIVES)
@pytest.mark.parametrize("opening", OPEN)
def test_what_ends_open_reaches_to_the_right(opening: str, connective: str) -> None:
    assert formula(f"{opening} p {connective} q") == formula(f"{opening} (p {connective} q)")
    assert formula(f"({opening} p) {connective} q") != formula(f"{opening} p {connective} q")


@pytest.mark.parametrize("before", ["not", "ought", *(f"p {word}" for word in CONNECTIVES), "not p and not"])
@pytest.mark.parametrize("opening", OPEN)
@pytest.mark.parametrize("after", CONNECTIVES)
def test_what_ends_open_may_follow_any_prefix_or_connective(before: str, opening: str, after: str) -> None:
    assert formula(f"{before} {opening} q {after} r") == formula(f"{before} ({opening} (q {after} r))")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("if if p then q then r", "if (if p then q) then r"),
        ("if p then if q then r", "if p then (if q then r)"),
        ("if p and q implies r then s", "if ((p and q) implies r) then s"),
        ("for every s in S: for some t in S: p and q", "for every s in S: (for some t in S: (p and q))"),
        ("p implies if q then r or s", "p implies (if q then (r or s))"),
        ("not s = t", "not (s = t)"),
        ("s = t and p", "(s = t) and p"),
        ("ought not p and q", "(ought (not p)) and q"),
        ("may (not p)", "may not p"),
        ("p -> q -> r <-> s", "(p implies (q implies r)) iff s"),
    ],
)
def test_other_groupings(written: str, meant: str) -> None:
    assert formula(written) == formula(meant)


def test_blanks_and_comments_do_not_matter() -> None:
    assert formula("p\tand # why\n\n  \f( q\r\nor~r )") == formula("p and (q or not r)")


@pytest.mark.parametrize("text", ["p  ", "  p", "# x\np", "p # x"])
def test_a_formula_may_stand_among_blanks(text: str) -> None:
    assert formula(text) == p
