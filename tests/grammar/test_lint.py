"""The rules of syntax and the answers to findings, on trees alone."""

from __future__ import annotations

import pytest

from grammar.catalogue import Entry, severity
from grammar.codes_lint import ENTRIES
from grammar.diagnostics import Diagnostic
from grammar.lint import RULES, Answers, answers, findings
from grammar.parse import parse
from grammar.span import Source

SYNTAX = [entry for entry in ENTRIES if entry.code in RULES]


def found(text: str) -> list[Diagnostic]:
    parsed = parse(Source("example.axioms", text))
    assert parsed.diagnostics == ()
    return [diagnostic for module in parsed.file.modules for diagnostic in findings(module, parsed.source)]


def answered(text: str) -> Answers:
    parsed = parse(Source("example.axioms", text))
    return answers(parsed.source, [item for module in parsed.file.modules for item in module.items])


@pytest.mark.parametrize("entry", SYNTAX, ids=lambda entry: entry.code)
def test_the_wrong_example_is_found_and_the_right_one_is_not(entry: Entry) -> None:
    assert [diagnostic.code for diagnostic in found(entry.wrong)] == [entry.code]
    assert found(entry.right) == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.wrong], ids=lambda entry: entry.code)
def test_every_example_is_well_written(entry: Entry) -> None:
    for text in (entry.wrong, entry.right):
        assert parse(Source("example.axioms", text)).diagnostics == ()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_findings_warn(entry: Entry) -> None:
    assert severity(Diagnostic(entry.code)) == "warning"
    assert not entry.says.endswith(".")
    assert entry.instead


# What a formula looks like, and the text that the finding marks, or nothing.
MARKED = {
    "p and q or r": "p and q",
    "r or p and q": "p and q",
    "r or (p and q)": None,
    "(p or q) and r": None,
    "p and q or r and p": "p and q|r and p",
    "p and (q or p and r)": "p and r",
    "ought p and q": "ought p and q",
    "p and ought q and r": "p and ought q and r",
    "p and ought (q and r)": None,
    "not (may p and q)": "(may p and q)",
    "(ought p) and q": None,
    "ought p or q": None,
    "ought p and (q or ought r)": None,
    "if p then q and r": None,
}


@pytest.mark.parametrize(("formula", "expected"), MARKED.items(), ids=MARKED)
def test_what_is_marked(formula: str, expected: str | None) -> None:
    text = f'case t\nnorm n "n.": {formula}\n'
    marked = [text[d.place.span.start : d.place.span.end] for d in found(text) if d.place is not None]
    assert "|".join(marked) == (expected or "")


def test_an_answer_holds_for_every_line_of_its_item_and_no_other() -> None:
    text = "case t\n# lint: W101, W103 because so\nfact f:\n    p\n    or q\n\nfact g: p\n"
    assert answered(text).codes == {
        line: frozenset({"W101", "W103"}) if line < 7 else frozenset() for line in (3, 4, 5, 7)
    }


@pytest.mark.parametrize(
    "comment", ["# lint: W101", "#lint:W101 becausenot", "# lint: W101 because", "# lint: W101 why"]
)
def test_an_answer_without_a_reason_answers_nothing(comment: str) -> None:
    given = answered(f"case t\n{comment}\nfact f: p\n")
    assert given.codes == {}
    assert [diagnostic.code for diagnostic in given.unreasoned] == ["W106"]


@pytest.mark.parametrize("comment", ["# lint the rope", "# W101 because so", "# lint: everything because so"])
def test_other_comments_are_no_answers(comment: str) -> None:
    assert answered(f"case t\n{comment}\nfact f: p\n") == Answers({}, ())
