"""Canonical text: what `antinomy fmt` writes.

How formulas are worded is in `grammar.wording`, how long ones are broken in `grammar.layout`,
how items look in `grammar.items`; here they are put together, with the comments and blank
lines of the text that they come from. A heading has a blank line before it, or before the
comment that stands on it, and one after; between other items a blank line stays where it
was, several become one. A comment between items moves to the margin; one at the end of an
item's last line stays there.

Canonical text parses to the same tree as what it was made from, holds the same comments in
the same order, and is left alone when it is formatted again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from grammar import comments, items, tree, wording
from grammar.comments import Gap
from grammar.diagnostics import Diagnostic
from grammar.items import Entry
from grammar.layout import Lines
from grammar.parse import parse
from grammar.span import Source

_LINE_END = re.compile(r"\r+\n")
_PACKED = tree.SortDeclaration | tree.AtomDeclaration | tree.ScenarioDeclaration


def format_source(source: Source) -> str | tuple[Diagnostic, ...]:
    """The canonical text of a file, or why it cannot be read."""
    parsed = parse(source)
    if parsed.diagnostics:
        return parsed.diagnostics
    text = _LINE_END.sub("\n", source.text.removeprefix("\ufeff"))
    if text != source.text:
        parsed = parse(Source(source.name, text))
    entries = list(_entries(parsed.file))
    starts = [entry.start for entry in entries] + [len(text)]
    ends = [0] + [entry.end for entry in entries]
    gaps = [
        comments.gap(text[end:start], begins=not number)
        for number, (end, start) in enumerate(zip(ends, starts, strict=True))
    ]
    written = [
        comments.kept_lines(text, entry) if comments.inside(text, entry) else items.lines(entry) for entry in entries
    ]
    return _assemble(entries, written, gaps)


def format_file(file: tree.File) -> str:
    """The canonical text of a tree, without comments; statements and claims stand apart from each other."""
    entries = list(_entries(file))
    gaps = [Gap(), *(Gap(blank=not _together(*pair)) for pair in pairwise(entries))]
    return _assemble(entries, [items.lines(entry) for entry in entries], gaps)


def format_item(item: Entry) -> str:
    """The canonical text of a heading or an item, without a line end."""
    return "\n".join(items.lines(item))


def format_formula(formula: tree.Formula) -> str:
    """A formula in words, on one line."""
    return wording.formula(formula)


def format_composition(composition: tree.Composition) -> str:
    """`A + B.s - C`, on one line."""
    return wording.composition(composition)


def format_judgement(judgement: tree.Judgement) -> str:
    """What a claim claims, on one line."""
    return wording.judgement(judgement)


def _entries(file: tree.File) -> Iterator[Entry]:
    for module in file.modules:
        yield module.heading
        yield from module.items


def _together(before: Entry, after: Entry) -> bool:
    """Whether two items of a tree are written without a blank line between them."""
    return isinstance(before, _PACKED) and type(before) is type(after)


def _assemble(entries: list[Entry], written: list[Lines], gaps: list[Gap]) -> str:
    """Entries, each after its gap, and a last gap where something may follow the last of them."""
    lines: Lines = []
    for number, gap in enumerate(gaps):
        before = entries[number - 1] if number else None
        after = entries[number] if number < len(entries) else None
        if gap.trailing is not None:
            lines[-1] += f"  {gap.trailing}"
        pieces = [[remark.text] for remark in gap.remarks] + ([written[number]] if after is not None else [])
        for blank, piece in zip(_blanks(gap, before, after), pieces, strict=True):
            lines += [""] * blank
            lines += piece
    return "".join(f"{line}\n" for line in lines)


def _blanks(gap: Gap, before: Entry | None, after: Entry | None) -> list[bool]:
    """For each comment of a gap, and for the entry after it, whether a blank line goes before it."""
    blanks = [remark.blank for remark in gap.remarks]
    if after is not None:
        blanks.append(gap.blank)
    if blanks and before is None:
        blanks[0] = False
    elif blanks:
        apart = isinstance(after, tree.Heading) and not any(blanks)
        blanks[0] = blanks[0] or apart or isinstance(before, tree.Heading)
    return blanks
