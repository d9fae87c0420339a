"""The linter: every rule's examples, what it does not report, and how a finding is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from grammar.catalogue import Entry, instead, says
from grammar.codes_lint import ENTRIES
from grammar.diagnostics import Diagnostic
from grammar.lint import RULES as SYNTAX
from grammar.span import Source
from grammar.strategies import Written, texts
from logic.lint import RULES, lint
from logic.theory import Theory
from logic.workspace import LIBRARY, Workspace

WITH_EXAMPLES = [entry for entry in ENTRIES if entry.wrong]


def found(text: str) -> tuple[Diagnostic, ...]:
    workspace = Workspace(sources=[Source("example.axioms", text)])
    return lint(Theory(workspace), workspace.given.modules)


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in found(text)]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_the_wrong_example_is_reported_under_its_code_alone(entry: Entry) -> None:
    assert set(codes(entry.wrong)) == {entry.code}


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_the_right_example_is_clean(entry: Entry) -> None:
    assert codes(entry.right) == []


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_every_argument_of_the_words_is_given(entry: Entry) -> None:
    for diagnostic in found(entry.wrong):
        assert "…" not in says(diagnostic).replace("(… and …)", "").replace(" or …", "")
        assert instead(diagnostic)


def test_every_rule_has_an_entry_and_says_why() -> None:
    documented = {entry.code for entry in ENTRIES}
    assert documented == {*SYNTAX, *RULES, "W106", "W214"}
    assert all(rule.__doc__ for rule in (*SYNTAX.values(), *RULES.values()))


HEAD = 'theory t [@kielm]\natom p "p"\natom q "q"\nfact used "One.": p or q\n'
SORT = 'theory t [@kielm]\nsort S = {A, B, C, D}\natom d(s: S) "{s}"\n'
BRIDGE = 'vocabulary v\natom p "p"\natom q "q"\ntheory t [@kielm] extends v\naxiom a "q.": q\n'
RIGID = 'vocabulary v\nrigid atom r "r"\natom p "p"\n'
NORM = 'principles n extends v\nnorm m "It ought to.": if p then ought q\nargument x\n'

# A file, and the codes that the linter reports of it, in order.
CASES = {
    "a vocabulary alone is made for others": ('vocabulary v\natom p "p"', []),
    "an atom that only a definition uses is used, the definition is not": (
        'theory t [@kielm]\natom p "p"\ndefine d "d": p\n',
        ["W202"],
    ),
    "an atom that only a claim asks about is used": (
        (
            'vocabulary v\natom p "p"\natom q "q"\ntheory t [@kielm] extends v\naxiom a "q.": q\n'
            'argument x\nclaim c "p.": t does not entail p\n'
        ),
        [],
    ),
    "an element that nothing names, of a sort that nothing ranges over": (
        'theory t [@kielm]\nsort S = {A, B}\natom d(s: S) "{s}"\naxiom a "A.": d(A)\n',
        ["W202"],
    ),
    "an element named in a condition or as a bearer is used": (
        SORT + 'norm n "n.": ought[A] d(B)\nfact f "f.": not d(C) or not d(D)\n',
        [],
    ),
    "a faulty module does not make a name unused": ('theory t\natom p "p"\naxiom a "a" [@kielm]: nothing\n', ["E201"]),
    "an obligation is no tautology": (HEAD + 'norm n "n.": ought (p or q)\n', []),
    "a permission of the impossible is impossible": (HEAD + 'norm n "n.": may (p and not p)\n', ["W204"]),
    "an axiom that holds trivially at one element only is none": (
        SORT + 'axiom a "a.": for every s in S: d(A) implies d(s)\n',
        [],
    ),
    "a duplicate of what is extended": (HEAD + 'theory u [@kielm] extends t\nfact g "g.": p or q\n', ["W205"]),
    "the same in another layer is no duplicate": (HEAD + 'axiom g "g.": p or q\n', []),
    "definitions are looked through": (HEAD + 'define e "e": p or q\nfact g "g.": e\n', ["W205"]),
    "a key in a heading, a claim": (
        'argument x [@nobody]\nclaim c "c." [@noone]: none is consistent\n',
        ["W206", "W206", "E401"],
    ),
    "a condition under a prescription is no clash": (
        BRIDGE + 'policy y [@kielm] extends v\nprescription b "b.": if q then ought p\n'
        'argument x\nclaim c "c.": t + y is consistent\n',
        [],
    ),
    "a clash that no claim composes is none": (
        BRIDGE + 'policy y [@kielm] extends v\nprescription b "b.": not q and ought p\n'
        'argument x\nclaim c "c.": y is consistent\n',
        [],
    ),
    "a condition that leaves nothing over": (
        SORT + 'axiom a "a.": for some s in S where s != s: d(s)\n',
        ["W204", "W208"],
    ),
    "a condition on a variable around it": (
        SORT + 'axiom a "a.": for every s in S: for some t in S where t != s: d(s) implies d(t)\n',
        ["W105"],
    ),
    "a condition that bites where the sort is enlarged": (
        (
            'vocabulary v\nsort S = {A}\natom d(s: S) "{s}"\nlaw a "a.": for some s in S where s = A: d(s)\n'
            'theory t [@kielm] extends v\nsort S += {B}\nfact f "f.": d(B)\n'
        ),
        [],
    ),
    "a norm that takes a duty from one bearer to the other": (
        SORT + 'norm n "n.": ought[A] d(B)\nnorm m "m.": ought d(B) iff ought[A] d(B)\nfact f "f.": d(C) xor d(D)\n',
        [],
    ),
    "duties of two agents are two": (
        SORT + 'norm n "n.": ought[A] d(B)\nnorm m "m.": ought[C] d(B)\nfact f "f.": not d(D)\n',
        [],
    ),
    "a condition that something mentions": (
        BRIDGE + 'axiom b "b.": p\n' + NORM + 'claim c "c.": t + n is consistent\n',
        [],
    ),
    "a condition that the rest excludes": (
        BRIDGE + 'axiom b "b.": not p\n' + NORM + 'claim c "c.": t + n is consistent\n',
        ["W210"],
    ),
    "one claim in which a norm can fire is enough": (
        BRIDGE
        + 'theory u [@kielm] extends v\naxiom b "b.": p or q\n'
        + NORM
        + 'claim c "c.": t + n is consistent\nclaim e "e.": u + n is consistent\n',
        [],
    ),
    "a norm in no claim": (BRIDGE + NORM.replace("argument x", 'argument x\nclaim c "c.": t is consistent'), []),
    "an unconditional norm": (
        BRIDGE + 'principles n extends v\nnorm m "m.": ought p\nargument x\nclaim c "c.": t + n is consistent\n',
        [],
    ),
    "a scenario that only a claim asks about": (
        HEAD + 'scenario s "s"\nargument x\nclaim c "c.": t does not entail in s: p\n',
        ["W211"],
    ),
    "a law about the conduct of others is lawful": (
        RIGID + 'theory t [@kielm] extends v\nlaw a "a.": if r then p\n',
        [],
    ),
    "a law that joins conduct to conduct": (
        RIGID + 'atom q "q"\nlaw a "a.": if r and q then p\npolicy y [@kielm] extends v\n'
        'prescription b "b.": ought not p\n',
        [],
    ),
    "a list that leaves two out is meant": (SORT + 'axiom a "a.": d(A) or d(B)\nfact f "f.": d(C) iff d(D)\n', []),
    "a list that leaves one out": (
        SORT + 'axiom a "a.": not d(A) and not d(B) and not d(C)\nfact f "f.": d(D)\n',
        ["W213"],
    ),
    "a list that says different things": (
        SORT + 'axiom a "a.": d(A) and not d(B) and d(C)\nfact f "f.": d(D)\n',
        [],
    ),
    "mixed, in brackets of another": (HEAD + 'axiom a "a.": if p then p and q or q\n', ["W103"]),
    "a may that reaches less": (HEAD + 'norm n "n.": may p and q\n', ["W104"]),
    "an ought in parentheses of its own": (HEAD + 'norm n "n.": (ought p) and q\n', []),
    "an ought at the end": (HEAD + 'norm n "n.": q and ought p\n', []),
    "an ought beside a may": (HEAD + 'norm n "n.": ought p and may q\n', []),
    "a conditional under every": (SORT + 'axiom a "a.": for every s in S: if d(s) then d(A)\n', []),
    "a conditional under none, and what comes of it": (
        SORT + 'axiom a "a.": for no s in S: d(s) only if d(A)\n',
        ["W204", "W105"],
    ),
    "a heading that is cited stands for what is in it": ('theory t [@kielm]\natom p "p"\naxiom a "a.": p\n', []),
    "a fact needs no citation": ('case t\natom p "p"\nfact a "a.": p\n', []),
    "an element needs no gloss": (SORT + 'axiom a "a.": for every s in S: d(s)\n', []),
    "braces that name no parameter": ('theory t [@kielm]\natom p "{s} is p"\naxiom a "a.": p\n', ["E213"]),
    "a prescription without an ought": ('policy t [@kielm]\natom p "p"\nprescription a "a.": p\n', ["E310"]),
    "glosses that differ": (
        (
            'theory t [@kielm]\natom p "p"\naxiom a "a.": p\ntheory u [@kielm]\natom p "not p"\naxiom a "a.": p\n'
            'argument x\nclaim c "c.": t + u is consistent\n'
        ),
        ["W402"],
    ),
    "a name that a claim's formula does not know": (
        'theory t [@kielm]\natom p "p"\naxiom a "a.": p\nargument x\nclaim c "c.": t entails nothing\n',
        ["E201"],
    ),
    "a fault of syntax": ("theory t [@kielm]\naxiom a p\n", ["E101"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_cases(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


TAUTOLOGY = 'axiom a "a.":\n    p or not p\n'
ANSWERS = {
    "above": ("# lint: W203 because it is said for clearness\n" + TAUTOLOGY, []),
    "above, with another comment between": ("# lint: W203 because so\n# It is.\n" + TAUTOLOGY, []),
    "on its line": (TAUTOLOGY.rstrip() + "  # lint: W203 because so\n", []),
    "several": ("# lint: W103, W203 because so\n" + TAUTOLOGY, []),
    "without a reason": ("# lint: W203\n" + TAUTOLOGY, ["W106", "W203"]),
    "of another code": ("# lint: W204 because so\n" + TAUTOLOGY, ["W203"]),
    "with a line between": ("# lint: W203 because so\n\n" + TAUTOLOGY, ["W203"]),
    "inside a text": ('axiom a "# lint: W203 because so":\n    p or not p\n', ["W203"]),
    "of an error": ("# lint: E201 because so\naxiom a: nothing\n", ["W101", "E201"]),
}


@pytest.mark.parametrize(("text", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_answers(text: str, expected: list[str]) -> None:
    assert codes(HEAD + text) == expected


def test_bibliographies_are_looked_for_up_to_the_given_folder_and_no_further(tmp_path: Path) -> None:
    inner = tmp_path / "given" / "inner"
    inner.mkdir(parents=True)
    file = inner / "a.axioms"
    file.write_text('theory t [@mine, p. 1; @above; @beyond]\natom p "p"\naxiom a "a.": p\n', encoding="utf-8")
    for folder, key in ((inner, "mine"), (tmp_path / "given", "above"), (tmp_path, "beyond")):
        (folder / "references.bib").write_text(f"@book{{{key}, title = {{T}}}}", encoding="utf-8")
    workspace = Workspace([tmp_path / "given"])
    theory = Theory(workspace)
    bounded = lint(theory, workspace.given.modules, folders=[tmp_path / "given"])
    beside = lint(theory, workspace.given.modules)
    assert [diagnostic.arguments["key"] for diagnostic in bounded] == ["beyond"]
    assert [diagnostic.arguments["key"] for diagnostic in beside] == ["above", "beyond"]


def test_a_broken_bibliography_is_a_finding_and_hides_unknown_keys(tmp_path: Path) -> None:
    (tmp_path / "a.axioms").write_text('theory t [@nobody]\natom p "p"\naxiom a "a.": p\n', encoding="utf-8")
    (tmp_path / "references.bib").write_text("@book{", encoding="utf-8")
    workspace = Workspace([tmp_path])
    assert [d.code for d in lint(Theory(workspace), workspace.given.modules)] == ["W214"]


def test_the_library_is_clean() -> None:
    workspace = Workspace([LIBRARY])
    assert lint(Theory(workspace), workspace.given.modules, folders=[LIBRARY]) == ()


@settings(max_examples=40, deadline=None)
@given(texts())
def test_whatever_is_written_is_linted_and_always_alike(written: Written) -> None:
    assert found(written.text) == found(written.text)
