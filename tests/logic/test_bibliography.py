"""Bibliographies: short forms, the library's own file, and files that are broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grammar.diagnostics import Diagnostic
from logic.bibliography import Bibliography, load, short
from logic.workspace import LIBRARY

SHORT = [
    ("author = {Mearsheimer, John J.}, year = 2001", "Mearsheimer 2001"),
    ("author = {John J. Mearsheimer and Stephen M. Walt}, year = {2016}", "Mearsheimer and Walt 2016"),
    ("author = {Gholz, E. and Press, D. and Sapolsky, H.}, year = {1997}", "Gholz et al. 1997"),
    ('author = {G{\\"o}del, Kurt}, year = {1931}', "Gödel 1931"),
    ("author = {von Wright, G. H.}, year = {1951}", "von Wright 1951"),
    ("author = {{The White House}}, year = {2002}", "The White House 2002"),
    ("editor = {Wight, Martin}, year = {1966}", "Wight 1966"),
    ("author = {Kielm, Will}", "Kielm n.d."),
    ("title = {The {Peloponnesian} War}", "The Peloponnesian War n.d."),
    ("note = {nothing}", "k n.d."),
]
BROKEN = [
    "@book{k, author = {A",
    "@book{k, year = 2000}\n@book{k, year = 2001}",
    "@book{k year}",
    "@book{k, year = {1}",
]


def read(path: Path) -> Bibliography:
    loaded = load(path)
    assert not isinstance(loaded, Diagnostic)
    return loaded


@pytest.mark.parametrize(("fields", "expected"), SHORT)
def test_short_forms(fields: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_text(f"@book{{k, {fields}}}", encoding="utf-8")
    assert short("k", read(path)) == expected


def test_an_unknown_key_stays_a_key() -> None:
    assert short("nobody1900", {}) == "@nobody1900"


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_a_diagnostic(text: str, tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_text(text, encoding="utf-8")
    loaded = load(path)
    assert isinstance(loaded, Diagnostic)
    assert loaded.code == "W214"
    assert loaded.arguments["path"] == str(path)
    assert "\n" not in loaded.arguments["why"]


def test_a_file_that_is_no_text_and_one_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    assert isinstance(load(path), Diagnostic)
    path.write_bytes(b"@book{k, title = {\xff}}")
    assert isinstance(load(path), Diagnostic)
    assert isinstance(load(tmp_path), Diagnostic)


def test_an_empty_file_is_an_empty_bibliography(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_text("", encoding="utf-8")
    assert load(path) == {}


def test_the_library_is_readable() -> None:
    entries = read(LIBRARY / "references.bib")
    assert entries["jervis1978"].short == "Jervis 1978"
    assert all(entry.authors for entry in entries.values())


def test_pybtex_is_imported_only_when_a_file_is_read() -> None:
    script = "import sys, logic.bibliography; sys.exit('pybtex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
