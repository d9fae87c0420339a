"""What items become: declarations, statements, claims, headings, and what a file holds."""

from __future__ import annotations

import pytest

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import Parsed, parse, parse_composition, parse_names
from grammar.render import render
from grammar.span import Source
from grammar.tree import (
    Binary,
    Composition,
    Frame,
    Judgement,
    Name,
    Proposition,
    Qualified,
    Reference,
    Term,
    Text,
)

p, q = Proposition("p"), Proposition("q")


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


ITEMS: tuple[tuple[str, tree.Item], ...] = (
    ("sort S = {}", tree.SortDeclaration(Name("S"), ())),
    ("sort S = {A}", tree.SortDeclaration(Name("S"), (tree.Element(Name("A")),))),
    (
        'sort S = {A "a b", B}',
        tree.SortDeclaration(Name("S"), (tree.Element(Name("A"), Text("a b")), tree.Element(Name("B")))),
    ),
    ("sort S += {A}", tree.SortDeclaration(Name("S"), (tree.Element(Name("A")),), enlarges=True)),
    ("sort S += {}", tree.SortDeclaration(Name("S"), (), enlarges=True)),
    ("atom a", tree.AtomDeclaration("plain", Name("a"))),
    ("settled atom a", tree.AtomDeclaration("settled", Name("a"))),
    ("rigid atom a", tree.AtomDeclaration("rigid", Name("a"))),
    ('atom a "g"', tree.AtomDeclaration("plain", Name("a"), (), Text("g"))),
    (
        'rigid atom a(s, t: S, r: R) "g"',
        tree.AtomDeclaration(
            "rigid",
            Name("a"),
            (tree.Parameter((Name("s"), Name("t")), Name("S")), tree.Parameter((Name("r"),), Name("R"))),
            Text("g"),
        ),
    ),
    ("scenario w", tree.ScenarioDeclaration(Name("w"))),
    ('scenario w "g"', tree.ScenarioDeclaration(Name("w"), Text("g"))),
    ("define d: p", tree.Definition(Name("d"), (), None, p)),
    (
        'define d(s: S) "g": p',
        tree.Definition(Name("d"), (tree.Parameter((Name("s"),), Name("S")),), Text("g"), p),
    ),
    ("setting c = A", tree.Setting(Name("c"), None, Composition((Term(Qualified("A")),)))),
    ('setting c "g" = A', tree.Setting(Name("c"), Text("g"), Composition((Term(Qualified("A")),)))),
    *(
        (f"{layer} a: p", tree.Statement(layer, Name("a"), None, (), p))
        for layer in ("axiom", "fact", "norm", "prescription", "law", "principle")
    ),
    ('axiom a "g": p', tree.Statement("axiom", Name("a"), Text("g"), (), p)),
    ("axiom a [@k]: p", tree.Statement("axiom", Name("a"), None, (Reference("k"),), p)),
    ('axiom a "g" [@k]: p', tree.Statement("axiom", Name("a"), Text("g"), (Reference("k"),), p)),
    ("principle a: ought is consistent", tree.Statement("principle", Name("a"), None, (), Frame("consistent"))),
    (
        "principle a: ought is jointly consistent",
        tree.Statement("principle", Name("a"), None, (), Frame("jointly consistent")),
    ),
    ("principle a: ought implies can", tree.Statement("principle", Name("a"), None, (), Frame("implies can"))),
)


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_items(text: str, expected: tree.Item) -> None:
    assert item(text) == expected


A, B = Composition((Term(Qualified("A")),)), Composition((Term(Qualified("B")),))

JUDGEMENTS: tuple[tuple[str, Judgement], ...] = (
    ("A is consistent", Judgement("consistent", A)),
    ("A is contradictory", Judgement("contradictory", A)),
    (
        "A is contradictory because of {m.a, n.b}",
        Judgement("contradictory", A, because=(Qualified("m", "a"), Qualified("n", "b"))),
    ),
    ("A entails p", Judgement("entails", A, formula=p)),
    ("A entails if p then q", Judgement("entails", A, formula=Binary("if", p, q))),
    ("A does not entail p", Judgement("does not entail", A, formula=p)),
    ("A requires B", Judgement("requires", A, other=B)),
    ("A forbids B", Judgement("forbids", A, other=B)),
    ("A leaves open B", Judgement("leaves open", A, other=B)),
    ("A is independent", Judgement("independent", A)),
    ("A is equivalent to B", Judgement("equivalent", A, other=B)),
)


@pytest.mark.parametrize(("text", "expected"), JUDGEMENTS)
def test_claims(text: str, expected: Judgement) -> None:
    assert item(f"claim c: {text}") == tree.Claim(Name("c"), None, (), expected)
    assert item(f'claim c "g" [@k, p. 1]: {text}') == tree.Claim(
        Name("c"), Text("g"), (Reference("k", "p. 1"),), expected
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("A", ["+A"]),
        ("+ A", ["+A"]),
        ("A + B", ["+A", "+B"]),
        ("A - B", ["+A", "-B"]),
        ("A + B.s - C.t - D + E", ["+A", "+B.s", "-C.t", "-D", "+E"]),
        ("A+B.s-C", ["+A", "+B.s", "-C"]),
        ("A . s", ["+A.s"]),
    ],
)
def test_compositions(text: str, terms: list[str]) -> None:
    result = parse_composition(Source("composition", text))
    assert isinstance(result, Composition)
    assert [("-" if term.removed else "+") + str(term.what) for term in result.terms] == terms


def test_names_of_statements() -> None:
    assert parse_names(Source("names", "m.a, n , k.b")) == (
        Qualified("m", "a"),
        Qualified("n"),
        Qualified("k", "b"),
    )


@pytest.mark.parametrize("text", ["- A", "A -", "A ++ B", "A.b.c", "A . ", ".a", "A + (B)", "1", "A & B"])
def test_what_is_no_composition(text: str) -> None:
    assert isinstance(parse_composition(Source("composition", text)), Diagnostic)


KINDS = ("vocabulary", "theory", "policy", "case", "principles", "pool", "argument")


@pytest.mark.parametrize("kind", KINDS)
def test_headings(kind: str) -> None:
    plain, full = file(f'{kind} a\n{kind} b "T" [@k, ch. 2; @l] extends a, c\natom p').modules
    assert plain.heading == tree.Heading(kind, Name("a"))  # type: ignore[arg-type]
    assert full.heading.title == Text("T")
    assert full.heading.citation == (Reference("k", "ch. 2"), Reference("l"))
    assert full.heading.extends == (Name("a"), Name("c"))
    assert full.items == (tree.AtomDeclaration("plain", Name("p")),)


def test_items_go_to_the_module_before_them() -> None:
    modules = file("theory a atom p theory b theory c atom q atom r").modules
    assert [(module.heading.name.text, len(module.items)) for module in modules] == [("a", 1), ("b", 0), ("c", 2)]


@pytest.mark.parametrize("text", ["", "\ufeff", "   \n\t\r\n", "# a remark", "# a\n# b\n", "\ufeff# a"])
def test_a_file_may_hold_nothing(text: str) -> None:
    assert file(text) == tree.File(())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"a"', "a"),
        ('""', ""),
        (r'"a \"b\" \\ c"', 'a "b" \\ c'),
        (r'"\n"', r"\n"),
        ('"a\n  b"', "a\n  b"),
        ('"# no remark"', "# no remark"),
        ('"“curly” ‘quotes’"', "“curly” ‘quotes’"),
        ('"one\ntheory x\naxiom y: z\n"', "one\ntheory x\naxiom y: z\n"),
    ],
)
def test_quoted_texts(written: str, meant: str) -> None:
    declaration = item(f"scenario w {written}")
    assert isinstance(declaration, tree.ScenarioDeclaration)
    assert declaration.gloss == Text(meant)


@pytest.mark.parametrize(
    ("written", "references"),
    [
        ("[@k]", [("k", None)]),
        ("[ @k ]", [("k", None)]),
        ("[@k, p. 3]", [("k", "p. 3")]),
        ("[@k, pp. 3-4, n. 5; @l; @m,\n  ch. 2]", [("k", "pp. 3-4, n. 5"), ("l", None), ("m", "ch. 2")]),
        ("[@a:b_c-d.e]", [("a:b_c-d.e", None)]),
        ("[@k,]", [("k", None)]),
        ("[@k; see there]", [("k", None), ("", "see there")]),
    ],
)
def test_citations(written: str, references: list[tuple[str, str | None]]) -> None:
    statement = item(f"axiom a {written}: p")
    assert isinstance(statement, tree.Statement)
    assert [(each.key, each.locator) for each in statement.citation] == references
