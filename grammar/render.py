"""A diagnostic as plain text: what, where, an excerpt, and what to write instead."""

from __future__ import annotations

from grammar.catalogue import catalogue, instead, says, severity
from grammar.diagnostics import Diagnostic, Place

_WIDEST = 160


def excerpt(place: Place) -> str:
    """The first line of a place, numbered, with its characters marked underneath.

    A line too long to read is cut around the place.
    """
    line, column = place.source.position(place.span.start)
    text = place.source.line_text(line).replace("\t", " ")
    width = max(1, min(place.span.end - place.span.start, len(text) - column + 1))
    cut = max(0, column - 1 - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = ("…" if cut else "") + text[cut : cut + _WIDEST] + ("…" if len(text) > cut + _WIDEST else "")
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown)
    before = column - 1 - cut + (1 if cut else 0)
    margin = " " * len(str(line))
    marks = "^" * max(1, min(width, _WIDEST - before))
    return f"  {line} | {shown}\n  {margin} | {' ' * before}{marks}"


def where(place: Place) -> str:
    """`file:line:column`."""
    line, column = place.source.position(place.span.start)
    return f"{place.source.name}:{line}:{column}"


def render(diagnostic: Diagnostic) -> str:
    """The diagnostic as lines of text, without a final line end."""
    entry = catalogue()[diagnostic.code]
    lines = [f"{severity(diagnostic)} {entry.code} ({entry.slug}): {says(diagnostic)}"]
    if diagnostic.place is not None:
        lines += [f"  {where(diagnostic.place)}", excerpt(diagnostic.place)]
    for note, place in diagnostic.related:
        lines += [f"  {note}: {where(place)}"]
    if advice := instead(diagnostic):
        lines += [f"  {advice}"]
    return "\n".join(lines)
