"""Every diagnostic there is: its words, what to write instead, a wrong and a right example.

`says` and `instead` are templates over a diagnostic's arguments. The examples are whole
files; a test holds that each wrong one is found out under its own code, and each right one
is not. Codes: E1 syntax, E2 names, E3 formulas, E4 compositions and modules, E5 files,
E6 size, E7 claims and questions, W lint. A code is never used again for something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from string import Formatter

from grammar.diagnostics import Diagnostic, Severity

_CHAPTERS = ("grammar.codes_syntax", "grammar.codes_meaning", "grammar.codes_lint")


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of diagnostic."""

    code: str
    slug: str
    says: str
    instead: str
    wrong: str = ""
    right: str = ""

    @property
    def severity(self) -> Severity:
        """Codes that begin with W warn; all others are errors."""
        return "warning" if self.code.startswith("W") else "error"


@cache
def catalogue() -> dict[str, Entry]:
    """All entries by code, in order of code; raises `ValueError` where a code is used twice."""
    entries: list[Entry] = []
    for chapter in _CHAPTERS:
        entries.extend(import_module(chapter).ENTRIES)
    return _index(entries)


def _index(entries: Iterable[Entry]) -> dict[str, Entry]:
    index: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.code):
        if entry.code in index:
            raise ValueError(f"{entry.code} is used twice")
        index[entry.code] = entry
    return index


def _fill(template: str, arguments: dict[str, str]) -> str:
    wanted = {name for _, name, _, _ in Formatter().parse(template) if name}
    return template.format(**{name: arguments.get(name, "…") for name in wanted})


def says(diagnostic: Diagnostic) -> str:
    """What is wrong, in one sentence."""
    return _fill(catalogue()[diagnostic.code].says, diagnostic.arguments)


def instead(diagnostic: Diagnostic) -> str:
    """What to write instead; may be empty."""
    return _fill(catalogue()[diagnostic.code].instead, diagnostic.arguments)


def severity(diagnostic: Diagnostic) -> Severity:
    """Whether it stops an answer."""
    return catalogue()[diagnostic.code].severity
