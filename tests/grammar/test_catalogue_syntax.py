"""The catalogue's entries of syntax and of files: their examples, their words, and where the codes live."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

from grammar import catalogue as module
from grammar import codes_files, codes_syntax
from grammar.catalogue import Entry, catalogue, instead, says, severity
from grammar.diagnostics import Diagnostic
from grammar.parse import parse
from grammar.span import Source

ROOM = Path(module.__file__).parent
ENTRIES = [*codes_syntax.ENTRIES, *codes_files.ENTRIES]
WITH_EXAMPLES = [entry for entry in ENTRIES if entry.wrong]


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse(Source("example", text)).diagnostics]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_the_wrong_example_is_reported_under_its_code_alone(entry: Entry) -> None:
    assert codes(entry.wrong) == [entry.code]


@pytest.mark.parametrize("entry", WITH_EXAMPLES, ids=lambda entry: entry.code)
def test_the_right_example_is_clean(entry: Entry) -> None:
    assert codes(entry.right) == []


def test_every_fault_of_syntax_but_one_has_examples() -> None:
    without = {entry.code for entry in codes_syntax.ENTRIES if not entry.wrong or not entry.right}
    assert without == {"E146"}  # It takes ten thousand faults.


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_words_are_whole(entry: Entry) -> None:
    bare = Diagnostic(entry.code)
    for words in (says(bare), instead(bare)):
        assert words.strip() == words != ""
        assert not words.endswith(".")
        assert "{}" not in words
        assert "``" not in words
        assert " ?" not in words
    assert severity(bare) == "error"
    assert entry.slug == entry.slug.lower()
    assert " " not in entry.slug


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_model_is_used_and_advice_in_the_users_words_goes_before_it(entry: Entry) -> None:
    wants = {name for _, name, _, _ in Formatter().parse(entry.instead) if name}
    assert ("mended" in wants) >= bool(entry.model)
    if "mended" in wants:
        assert "`my line`" in instead(Diagnostic(entry.code, arguments={"mended": "`my line`"}))


def test_slugs_are_unique() -> None:
    slugs = [entry.slug for entry in ENTRIES]
    assert len(slugs) == len(set(slugs))


def test_the_catalogue_holds_every_chapter_in_order_of_code() -> None:
    assert set(catalogue()) >= {entry.code for entry in ENTRIES}
    assert list(catalogue()) == sorted(catalogue())


def test_a_code_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="E101 is used twice"):
        module._index([catalogue()["E101"], catalogue()["E101"]])  # noqa: SLF001  no other way to misuse it


def test_every_code_of_the_parser_is_in_the_catalogue() -> None:
    used = set()
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) == len("E101"):
                used |= {node.value} if node.value[0] == "E" and node.value[1:].isdigit() else set()
    assert {code for code in used if code[1] in "15"} == {entry.code for entry in ENTRIES}
