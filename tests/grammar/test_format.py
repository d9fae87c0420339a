"""What the formatter writes: golden files, and what holds of every text.

`format/NAME.axioms` is formatted as `format/NAME.formatted.axioms`. With the environment
variable `ANTINOMY_REWRITE` set, the second is written anew, to be read before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grammar import layout, strategies, tree
from grammar.format import (
    format_composition,
    format_file,
    format_formula,
    format_item,
    format_judgement,
    format_source,
)
from grammar.language import language
from grammar.parse import MAX_DEPTH, parse, parse_composition, parse_formula
from grammar.scanner import Scanner
from grammar.span import Source

HERE = Path(__file__).with_name("format")
GIVEN = sorted(path for path in HERE.glob("*.axioms") if not path.name.endswith(".formatted.axioms"))
LIBRARY = sorted(Path(__file__).parents[2].glob("theories/**/*.axioms"))

often = settings(max_examples=200, deadline=None, derandomize=True)


def formatted(text: str) -> str:
    result = format_source(Source("text", text))
    assert isinstance(result, str), result
    return result


def read(text: str) -> tree.File:
    parsed = parse(Source("text", text))
    assert not parsed.diagnostics, text
    return parsed.file


def comments(text: str) -> list[str]:
    return [token.text.rstrip() for token in Scanner(text).tokens(comments=True) if token.kind == "COMMENT"]


# Golden files


@pytest.mark.parametrize("path", GIVEN, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    written = formatted(path.read_text(encoding="utf-8"))
    golden = path.with_suffix(".formatted.axioms")
    if "ANTINOMY_REWRITE" in os.environ:
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*GIVEN, *LIBRARY], ids=lambda path: path.stem)
def test_files_keep_tree_and_comments_and_settle_at_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = formatted(text)
    assert read(written) == read(text)
    assert comments(written) == comments(text)
    assert formatted(written) == written


# Of every text


@often
@given(strategies.texts())
def test_texts_keep_tree_and_comments_and_settle_at_once(written: strategies.Written) -> None:
    assert read(written.text) == written.file
    canonical = formatted(written.text)
    assert read(canonical) == written.file
    assert comments(canonical) == list(written.comments)
    assert formatted(canonical) == canonical


@often
@given(strategies.files())
def test_trees_come_back(file: tree.File) -> None:
    written = format_file(file)
    assert read(written) == file
    assert formatted(written) == written


@often
@given(strategies.formula_texts())
def test_formulas_come_back(pair: tuple[str, tree.Formula]) -> None:
    text, formula = pair
    assert parse_formula(Source("text", text)) == formula
    assert parse_formula(Source("text", format_formula(formula))) == formula
    assert "\n" not in format_formula(formula)


@often
@given(strategies.formulas(), st.integers(1, 60))
def test_formulas_come_back_however_they_are_broken(formula: tree.Formula, room: int) -> None:
    lines = layout.formula(formula, room)
    assert parse_formula(Source("text", "\n".join(lines))) == formula
    assert "".join(lines).replace(" ", "") == format_formula(formula).replace(" ", "")


@often
@given(strategies.compositions())
def test_compositions_come_back(composition: tree.Composition) -> None:
    assert parse_composition(Source("text", format_composition(composition))) == composition


@often
@given(strategies.names())
def test_names_are_names(name: str) -> None:
    assert name.isidentifier()
    assert is_normalized("NFC", name)
    assert name not in language().reserved


# Ends of lines, and of files

PLAIN = 'theory t\n\naxiom a "first\nsecond":\n    p\n'


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.rstrip(),
        PLAIN + "\n\n\n",
        "\n\n" + PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r\r\n"),
        PLAIN.replace("    p", "\t\fp \t"),
    ],
)
def test_spaces_and_line_ends(text: str) -> None:
    assert formatted(text) == PLAIN


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t\n", "\ufeff"])
def test_a_file_of_nothing_is_empty(text: str) -> None:
    assert formatted(text) == ""


def test_a_file_of_comments_keeps_them() -> None:
    assert formatted("\n# a\n\n\n  # b \r\n# c") == "# a\n\n# b\n# c\n"


# What cannot be read is not formatted


@pytest.mark.parametrize(
    "text",
    [
        "theory t\naxiom a: p q",
        "axiom a: p",
        "theory t\naxiom a: (p\naxiom b: p)",
        'theory t\natom p "never closed',
        "theory t\naxiom a: p iff q iff r  # a comment",
        "theory t\natom “p”",
        "theory t\naxiom for: p",
        "theory t\nsort S = {A,}",
        "theory t\r\natom p(",
        "\ufefftheory t\natom p ¤",
        "words",
        "theory t\naxiom a: " + "(" * 300 + "p" + ")" * 300,
    ],
)
def test_faults_come_back(text: str) -> None:
    source = Source("text", text)
    faults = format_source(source)
    assert faults
    assert faults == parse(source).diagnostics


# Trees without a text

P, Q = tree.Proposition("p"), tree.Proposition("q")
S, T = tree.Name("s"), tree.Name("t")


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (tree.Ought(None, tree.Not(P), permits=True), "may (not p)"),
        (tree.Ought(tree.Name("US"), tree.Not(tree.And((P, Q)))), "ought[US] not (p and q)"),
        (tree.Not(tree.Equal(S, T)), "not (s = t)"),
        (tree.Not(tree.Not(P)), "not not p"),
        (tree.Binary("if", tree.Or((P, Q)), P), "if p or q then p"),
        (tree.Or((tree.And((P, Q)), P)), "(p and q) or p"),
        (tree.Binary("xor", tree.Or((P, Q)), P), "(p or q) xor p"),
        (tree.Binary("implies", P, tree.Binary("implies", Q, P)), "p implies (q implies p)"),
        (tree.Counted("at most", 1, (P, Q)), "at most 1 of {p, q}"),
        (
            tree.Quantified("no", None, (tree.Binder((S, T), tree.Name("State")),), tree.Equal(S, T, True), P),
            "for no s, t in State where s != t: p",
        ),
    ],
)
def test_formulas_in_words(formula: tree.Formula, text: str) -> None:
    assert format_formula(formula) == text


def test_judgements_in_words() -> None:
    one = tree.Composition((tree.Term(tree.Qualified("a")), tree.Term(tree.Qualified("b", "c"), removed=True)))
    because = tree.Judgement("contradictory", one, (tree.Qualified("a", "d"), tree.Qualified("e", "f")))
    assert format_judgement(because) == "a - b.c is contradictory because of {a.d, e.f}"
    assert format_judgement(tree.Judgement("equivalent", one, other=one)) == "a - b.c is equivalent to a - b.c"


def test_items_without_a_text() -> None:
    gloss = tree.Text('the "essay"')
    heading = tree.Heading("theory", tree.Name("t"), gloss)
    atoms = tuple(tree.AtomDeclaration("plain", tree.Name(name)) for name in "pq")
    axiom = tree.Statement("axiom", tree.Name("a"), None, (), P)
    file = tree.File((tree.Module(heading, (*atoms, axiom, axiom)), tree.Module(heading)))
    head = 'theory t "the \\"essay\\""'
    assert format_item(heading) == head
    assert format_file(file) == f"{head}\n\natom p\natom q\n\naxiom a: p\n\naxiom a: p\n\n{head}\n"


# Limits


@pytest.mark.parametrize(
    ("before", "after", "levels"),
    [
        ("not ", "", 1),
        ("ought ", "", 1),
        ("(p implies ", ")", 1),
        ("(", " iff p)", 1),
        ("if ", " then p", 1),
        ("if p then ", "", 1),
        ("exactly 1 of {", "}", 1),
        ("for some s in S: ", "", 1),
        ("for some s in S where ", ": p", 1),
        ("in s: ", "", 1),
        ("(p and not (q or ", "))", 3),
        ("(", " and p iff q)", 2),
    ],
)
def test_the_deepest_formulas_are_formatted(before: str, after: str, levels: int) -> None:
    times = (MAX_DEPTH - 1) // levels
    text = f"theory t\naxiom a: {before * times}p{after * times}"
    written = formatted(text)
    assert read(written) == read(text)
    assert formatted(written) == written


def test_what_can_be_broken_fits() -> None:
    for path in HERE.glob("*.formatted.axioms"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert len(line) <= layout.WIDTH or "#" in line or " " not in line.strip() or '"' in line
