"""Comments, and the blank lines that people leave between items.

The tree knows neither. Between two items stands a `Gap`; an item that has comments between
its own tokens is printed from its tokens instead, line for line as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from grammar import tree, wording
from grammar.items import Entry
from grammar.layout import STEP, Lines
from grammar.scanner import Scanner

_COMMENT_OR_BREAK = re.compile(r"#[^\r\n]*|\r\n?|\n")
_LOOSE_BACKSLASH = re.compile(r'\\(["\\])|\\')
_BLANKS = " \t\f"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a line of its own, and whether a blank line stands before it."""

    text: str
    blank: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two items.

    `trailing` is the comment at the end of the first one's last line; `remarks` stand on lines
    of their own; `blank` tells whether a blank line stands before the second item.
    """

    trailing: str | None = None
    remarks: tuple[Remark, ...] = ()
    blank: bool = False


def gap(text: str, *, begins: bool) -> Gap:
    """Read the text between two items; `begins` where it begins the file, and nothing is before it."""
    trailing: str | None = None
    remarks: list[Remark] = []
    breaks = 0
    fresh = not begins
    for match in _COMMENT_OR_BREAK.finditer(text):
        if not match[0].startswith("#"):
            breaks += 1
            continue
        comment = match[0].rstrip(_BLANKS)
        if fresh and not breaks:
            trailing = comment
        else:
            remarks.append(Remark(comment, breaks > 1))
        fresh, breaks = False, 0
    return Gap(trailing, tuple(remarks), breaks > 1)


# Items with comments inside


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token or a comment in its canonical spelling, and the spaces that were before it."""

    kind: str
    text: str
    before: str

    @property
    def breaks(self) -> int:
        """How many lines end before it."""
        return sum(1 for match in _COMMENT_OR_BREAK.finditer(self.before))

    @property
    def column(self) -> int:
        """How far from the margin it stands, where it begins a line."""
        return len(re.split(r"[\r\n]", self.before)[-1].replace("\f", "").expandtabs(STEP))


def inside(text: str, entry: Entry) -> bool:
    """Whether comments stand between the tokens of an item."""
    if "#" not in text[entry.start : entry.end]:
        return False
    return any(piece.kind == "COMMENT" for piece in _pieces(text, entry))


def kept_lines(text: str, entry: Entry) -> Lines:
    """The lines of an item as they were written, each spaced anew.

    Indentation goes by steps of 4: a line that was deeper than the one before it is one step
    deeper, one that was less deep goes back to the last line that stood no deeper than it.
    """
    first, *others = _pieces(text, entry)
    lines = [first.text]
    columns = [0]
    last = first
    for piece in others:
        if breaks := piece.breaks:
            lines += [""] * (breaks > 1)
            lines.append(" " * (STEP * _depth(columns, piece)) + piece.text)
        else:
            lines[-1] += _space(last, piece) + piece.text
        last = piece
    return lines


def _depth(columns: list[int], piece: _Piece) -> int:
    """How deep the line that begins here is; `columns` are those of the lines around it, outermost first."""
    column = piece.column if piece.kind in {"RBRACE", "RPAR"} else max(1, piece.column)
    while columns[-1] > column:
        columns.pop()
    if columns[-1] < column:
        columns.append(column)
    return len(columns) - 1


_SPELLING: Final = {
    "AND": "and",
    "OR": "or",
    "XOR": "xor",
    "NOT": "not",
    "IMPLIES": "implies",
    "IFF": "iff",
}
_TIGHT_BEFORE: Final = frozenset({"_COMMA", "_COLON", "_DOT", "RPAR", "RBRACE", "_LSQ", "_RSQ"})
_TIGHT_AFTER: Final = frozenset({"LPAR", "_LBRACE", "_LSQ", "_DOT"})


def _pieces(text: str, entry: Entry) -> list[_Piece]:
    pieces: list[_Piece] = []
    end = entry.start
    for token in Scanner(text).tokens(entry.start, entry.end, comments=True):
        pieces.append(_Piece(token.kind, _spelled(token.kind, token.text, entry), text[end : token.start]))
        end = token.end
    return pieces


def _spelled(kind: str, value: str, entry: Entry) -> str:
    match kind:
        case "COMMENT":
            return value.rstrip(_BLANKS)
        case "STRING":
            return _LOOSE_BACKSLASH.sub(lambda found: found[0] if found[1] else r"\\", value)
        case "CITATION":
            assert isinstance(entry, tree.Heading | tree.Statement | tree.Claim)
            return wording.citation(entry.citation)
        case "INT":
            return str(int(value))
        case "NAME":
            return normalize("NFC", value)
        case _:
            return _SPELLING.get(kind, value)


def _space(last: _Piece, piece: _Piece) -> str:
    """What goes between two tokens of one line."""
    if piece.kind == "COMMENT":
        return "  "
    applied = piece.kind == "LPAR" and last.kind == "NAME"
    return "" if applied or piece.kind in _TIGHT_BEFORE or last.kind in _TIGHT_AFTER else " "
