"""Every diagnostic there is: its words, what to write instead, a wrong and a right example.

`says` and `instead` are templates over a diagnostic's arguments; `{mended}` is the user's own
line as it could have been written, or else the entry's `model`. The examples are whole
files; a test holds that each wrong one is found out under its own code, and each right one
is not. A chapter is a module of this room whose name begins with `codes_`.

Codes: E1 syntax, E2 names, E3 formulas, E4 compositions and modules, E5 files, E6 size, E7
claims and questions, W lint. A code is never used again for something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter

import grammar
from grammar.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of diagnostic."""

    code: str
    slug: str
    says: str
    instead: str
    wrong: str = ""
    right: str = ""
    model: str = ""

    @property
    def severity(self) -> Severity:
        """Codes that begin with W warn; all others are errors."""
        return "warning" if self.code.startswith("W") else "error"


@cache
def catalogue() -> dict[str, Entry]:
    """All entries by code, in order of code; raises `ValueError` where a code is used twice."""
    entries: list[Entry] = []
    for module in iter_modules(grammar.__path__, "grammar."):
        if module.name.startswith("grammar.codes_"):
            entries.extend(import_module(module.name).ENTRIES)
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
    entry = catalogue()[diagnostic.code]
    model = _fill(entry.model, diagnostic.arguments)
    return _fill(entry.instead, {"mended": model, **diagnostic.arguments})


def severity(diagnostic: Diagnostic) -> Severity:
    """Whether it stops an answer."""
    return catalogue()[diagnostic.code].severity
