"""Bibliographies: what the keys of citations stand for, read from BibTeX.

pybtex is imported only when a file is read: most questions cite nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from grammar.diagnostics import Diagnostic

NAME: Final = "references.bib"
"""What a bibliography is called, wherever it stands."""

_FIELDS: Final = (
    "year",
    "title",
    "journal",
    "booktitle",
    "howpublished",
    "volume",
    "number",
    "month",
    "pages",
    "address",
    "publisher",
    "institution",
)

_BY_NAME: Final = 2
"""Up to how many authors are named; of more, the first and *et al.*"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A work: its authors' (or else its editors') last names, its year and its title, and where it appeared.

    `people` are the same as `authors`, each as `Last, First`. `container` is the journal or the book
    that it appeared in, `details` are volume, number and pages, `publisher` is told with its place.
    """

    key: str
    authors: tuple[str, ...]
    year: str
    title: str
    kind: str = "misc"
    people: tuple[str, ...] = ()
    container: str = ""
    details: str = ""
    publisher: str = ""
    url: str = ""

    @property
    def short(self) -> str:
        """Author and year: `Mearsheimer 2001`, `Mearsheimer and Walt 2016`, `Gholz et al. 1997`."""
        if not self.authors:
            who = self.title or self.key
        elif len(self.authors) <= _BY_NAME:
            who = " and ".join(self.authors)
        else:
            who = f"{self.authors[0]} et al."
        return f"{who} {self.year or 'n.d.'}"


Bibliography: TypeAlias = dict[str, Entry]


def load(path: Path) -> Bibliography | Diagnostic:
    """The entries of a BibTeX file by key, in its order; a diagnostic where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return _broken(path, error.strerror or str(error))
    except UnicodeDecodeError as error:
        return _broken(path, f"it is not UTF-8 text: byte {error.start}")
    return _parse(path, text)


def _broken(path: Path, why: str) -> Diagnostic:
    return Diagnostic("W214", None, {"path": str(path), "why": " ".join(why.split())})


def _parse(path: Path, text: str) -> Bibliography | Diagnostic:
    from pybtex.database.input.bibtex import Parser  # noqa: PLC0415  imported when a file is read, not before
    from pybtex.errors import capture  # noqa: PLC0415  likewise
    from pybtex.exceptions import PybtexError  # noqa: PLC0415  likewise

    try:
        with capture() as faults:
            data = Parser().parse_string(text)
        entries = {str(key): _entry(str(key), entry) for key, entry in data.entries.items()}
    except PybtexError as error:
        return _broken(path, str(error))
    except RecursionError:
        return _broken(path, "its braces are nested too deep")
    if faults:
        return _broken(path, str(faults[0]))
    return entries


def _entry(key: str, entry: Any) -> Entry:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    named = [(_last_name(person), _plain(" ".join([*person.first_names, *person.middle_names]))) for person in people]
    fields = {name: _plain(entry.fields.get(name, "")) for name in _FIELDS}
    container = fields["journal"] or fields["booktitle"] or fields["howpublished"]
    return Entry(
        key,
        tuple(last for last, _ in named if last),
        fields["year"],
        fields["title"],
        entry.type.lower(),
        tuple(", ".join(filter(None, names)) for names in named if names[0]),
        container,
        _details(fields),
        ": ".join(filter(None, (fields["address"], fields["publisher"] or fields["institution"]))),
        entry.fields.get("url", "").strip(),
    )


def _last_name(person: Any) -> str:
    return _plain(" ".join([*person.prelast_names, *person.last_names]))


def _details(fields: dict[str, str]) -> str:
    """Volume, number and pages: `91 (4): 927–930`; a month where there is no volume."""
    number = f"({fields['number']})" if fields["number"] else ""
    where = " ".join(filter(None, (fields["volume"], number))) or fields["month"]
    pages = fields["pages"].replace("--", "–")
    return ": ".join(filter(None, (where, pages)))


def _plain(latex: str) -> str:
    """Text without LaTeX's braces and commands; as it stands where they do not fit together."""
    from pybtex.exceptions import PybtexError  # noqa: PLC0415  imported when a file is read, not before
    from pybtex.richtext import Text  # noqa: PLC0415  likewise

    try:
        return " ".join(str(Text.from_latex(latex)).replace("`", "‘").split())
    except (PybtexError, ValueError):
        return latex


def short(key: str, bibliography: Bibliography) -> str:
    """Author and year for a key; the key itself, after an `@`, where nothing is known of it."""
    entry = bibliography.get(key)
    return f"@{key}" if entry is None else entry.short
