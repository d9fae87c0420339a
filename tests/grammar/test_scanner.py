"""Names are what Python calls identifiers, in every script."""

from __future__ import annotations

import pytest

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import Parsed, parse, parse_formula
from grammar.render import render
from grammar.scanner import Scanner
from grammar.span import Source
from grammar.tree import (
    Formula,
)


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


def formula(text: str) -> Formula:
    result = parse_formula(Source("formula", text))
    assert not isinstance(result, Diagnostic), render(result)
    return result


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


def names(parsed: Parsed) -> list[str]:
    return [each.name.text for module in parsed.file.modules for each in module.items]


NFC, NFD = "caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"


@pytest.mark.parametrize(
    "name",
    ["x", "_", "_1", "X9_y", NFC, NFD, "ισχύς", "страх", "قوة", "恐惧", "शक्ति", "ℵ_0", "Ⅷ", "𝔽", "for_", "lawful"],
)
def test_names_are_identifiers_of_python(name: str) -> None:
    declaration = item(f"atom {name}")
    assert isinstance(declaration, tree.AtomDeclaration)
    assert name.isidentifier()
    assert declaration.name.end - declaration.name.start == len(name)


def test_names_that_differ_in_normalisation_alone_are_one() -> None:
    assert NFC != NFD
    assert formula(NFC) == formula(NFD)
    assert formula(f"{NFC}({NFD}) and {NFD} = {NFC}") == formula(f"{NFD}({NFC}) and {NFC} = {NFD}")


def kinds(text: str) -> list[str]:
    return [token.kind for token in Scanner(text).tokens()]


def test_a_name_ends_where_python_ends_it() -> None:
    for letter in map(chr, (*range(1, 0x3100), *range(0x1D400, 0x1D500), *range(0x1F300, 0x1F400), 0xE0100)):
        assert (kinds(letter) == ["NAME"]) == letter.isidentifier(), letter
        assert (kinds(f"_x{letter}") == ["NAME"]) == (f"_x{letter}".isidentifier() or letter in " \t\n\f\r#"), letter


@pytest.mark.parametrize(
    "name", ["🙂", "a🙂", "x²", "½", "٣", "a-b", "a b", "1a", "a.b", "a'b", "\N{COMBINING ACUTE ACCENT}", "a\u200bb"]
)
def test_what_is_no_name(name: str) -> None:
    parsed = read(f"theory t\natom {name}\natom good\n")
    assert len(parsed.diagnostics) == 1
    assert names(parsed) == ["good"]
