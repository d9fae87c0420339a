"""A diagnostic is a fact: a code, a place and arguments. Its words are in `grammar.catalogue`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from grammar.span import Source, Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a source; a span of no characters marks a point."""

    source: Source
    span: Span

    def key(self) -> tuple[str, int, int]:
        """What places are ordered by: file, then offset."""
        return self.source.name, self.span.start, self.span.end


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: its code, where it is, what its words speak of, and other places that matter.

    `arguments` fill the braces of the catalogue's sentences. A fault of a file as a whole,
    or of the command line, has no place.
    """

    code: str
    place: Place | None = None
    arguments: dict[str, str] = field(default_factory=dict)
    related: tuple[tuple[str, Place], ...] = ()

    def key(self) -> tuple[str, int, int, str, str]:
        """What diagnostics are ordered by: place, then code, then words."""
        where = self.place.key() if self.place else ("", 0, 0)
        return (*where, self.code, str(sorted(self.arguments.items())))


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics by place, each once."""
    unique = {diagnostic.key(): diagnostic for diagnostic in diagnostics}
    return tuple(unique[key] for key in sorted(unique))
