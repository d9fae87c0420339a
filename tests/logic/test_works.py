"""Works cited in full: the references of a few kinds of entries, and keys that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from logic.questions.common import Ready, prepare
from logic.theory import Theory
from logic.works import Work, works_cited
from logic.workspace import Workspace

ENTRIES = [
    (
        "@book{k, author = {Waltz, K.}, title = {On {IR}}, publisher = {A \\& B}, address = {Here}, year = 1979}",
        "Waltz, K. 1979. On IR. Here: A & B.",
        ["On IR"],
    ),
    (
        "@article{k, author = {Doe, J. and Roe, R. and Po, P.}, title = {Why?}, journal = {J}, volume = 2, number = 1}",
        "Doe, J., R. Roe, and P. Po. n.d. “Why?” J 2 (1).",
        ["J"],
    ),
    ("@misc{k, author = {Kielm, Will}, title = {An Essay}}", "Kielm, Will. n.d. “An Essay.”", []),
    (
        "@misc{k, title = {Anon}, howpublished = {Web}, url = {https://x.y/z_1}, year = 1}",
        "1. “Anon.” Web. https://x.y/z_1.",
        ["Web"],
    ),
    ("@book{other, title = {Other}}", "@k: in no bibliography that was found.", []),
    ("@book{k, title = {Broken", "@k: in no bibliography that was found.", []),
]


def cited(entry: str, folder: Path) -> tuple[Work, ...]:
    (folder / "references.bib").write_text(entry, encoding="utf-8")
    (folder / "t.axioms").write_text('theory t\natom p\naxiom a "A." [@k, p. 1; @k]: p\n', encoding="utf-8")
    ready = prepare(Theory(Workspace([folder / "t.axioms"])), [["t"]])
    assert isinstance(ready, Ready)
    return works_cited(ready.composed.statements)


@pytest.mark.parametrize(("entry", "reference", "italics"), ENTRIES)
def test_references(entry: str, reference: str, italics: list[str], tmp_path: Path) -> None:
    (work,) = cited(entry, tmp_path)
    assert work.text == reference
    assert [piece.text for piece in work.pieces if piece.italic] == italics


def test_the_library_is_cited_in_alphabetical_order() -> None:
    ready = prepare(Theory(Workspace()), [["offensive_realism + prudence + asia + restraint"]])
    assert isinstance(ready, Ready)
    works = works_cited(ready.composed.statements)
    assert [work.text for work in works] == sorted((work.text for work in works), key=str.casefold)
    assert not any("no bibliography" in work.text for work in works)
