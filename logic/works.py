"""Works in full, as a list of works cited has them: from the bibliographies beside the files that cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grammar.diagnostics import Diagnostic
from logic.bibliography import Bibliography, Entry, load, short
from logic.lint_sources import bibliographies
from logic.theory import Statement

_ITALIC_TITLES = frozenset({"book", "proceedings", "collection", "phdthesis", "thesis", "manual", "report"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a reference, in italics or not."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A work cited: its key, how it is cited in short, and the reference in full, piece by piece."""

    key: str
    short: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The reference without markup."""
        return "".join(piece.text for piece in self.pieces)


def works_cited(statements: Iterable[Statement]) -> tuple[Work, ...]:
    """The works that statements cite, each once, in the alphabetical order of their references.

    A key that no bibliography knows stands for itself. Reads the bibliographies, each once.
    """
    read: dict[object, Bibliography] = {}
    found: dict[str, Work] = {}
    for statement in statements:
        for citation in statement.citations:
            if citation.key in found:
                continue
            known: Bibliography = {}
            for path in reversed(bibliographies(statement.module, ())):
                if path not in read:
                    loaded = load(path)
                    read[path] = {} if isinstance(loaded, Diagnostic) else loaded
                known = {**known, **read[path]}
            found[citation.key] = _work(citation.key, known)
    return tuple(sorted(found.values(), key=lambda work: (work.text.casefold(), work.key)))


def _work(key: str, known: Bibliography) -> Work:
    entry = known.get(key)
    if entry is None:
        return Work(key, short(key, known), (Piece(f"@{key}: in no bibliography that was found."),))
    return Work(key, entry.short, tuple(_pieces(entry)))


def _pieces(entry: Entry) -> Iterator[Piece]:
    """Author, year, title, where it appeared, and its address, as Chicago's author-date style has them."""
    who = _people(entry.people)
    if who:
        yield Piece(f"{who.removesuffix('.')}. ")
    yield Piece(f"{entry.year}. " if entry.year else "n.d. ")
    title = entry.title or entry.key
    end = "" if title.endswith(("?", "!", ".")) else "."
    if entry.kind in _ITALIC_TITLES:
        yield Piece(title, italic=True)
        yield Piece(end)
    else:
        yield Piece(f"“{title}{end}”")
    if entry.container:
        yield Piece(" ")
        yield Piece(entry.container, italic=True)
    if entry.details:
        yield Piece(f"{'' if not entry.container else ' ' if entry.details[:1].isdigit() else ', '}{entry.details}")
    if entry.container or entry.details:
        yield Piece(".")
    if entry.publisher:
        yield Piece(f" {entry.publisher}.")
    if entry.url:
        yield Piece(f" {entry.url}.")


def _people(people: tuple[str, ...]) -> str:
    """The first with the last name in front, the others as they are called."""
    if not people:
        return ""
    first, *others = people
    called = [" ".join(reversed(name.split(", ", 1))) for name in others]
    if not called:
        return first
    return f"{', '.join([first, *called[:-1]])}, and {called[-1]}"
