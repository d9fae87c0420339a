"""Source texts and places in them.

A place is a half-open range of character offsets, `start` to `end`; lines and columns are
worked out only when somebody wants to read them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of a text."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A text and the name under which it is reported.

    Two sources are the same when their names are: one file given twice is one file.
    """

    name: str
    text: str = field(compare=False, repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def line(self, offset: int) -> int:
        """The number, from 1, of the line that holds `offset`."""
        return bisect_right(self._starts, max(0, min(offset, len(self.text))))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both from 1, columns in characters."""
        offset = max(0, min(offset, len(self.text)))
        line = self.line(offset)
        return line, offset - self._starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line, without its end; empty where there is no such line."""
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
