"""Trying an edit at a fault: can the text be read then, and how does the line look?

Advice in a user's own words is worth more than a pattern, but only while it is right. So
nothing is suggested (by `grammar.suggestions`) with which the item does not parse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from grammar import recovery
from grammar.language import language
from grammar.machine import Machine, Token
from grammar.scanner import Scanner
from grammar.span import Source

Edit: TypeAlias = tuple[int, int, str]
"""A range of characters, and what to put in its place."""

Edits: TypeAlias = tuple[Edit, ...]

_LONGEST_ITEM: Final = 4_000
_WIDEST: Final = 140


@dataclass(frozen=True)
class Fault:
    """Where an item, formula or composition could not be read on.

    `start` is what was being read and `first` the offset at which it begins; the machine
    stands before `token`, which it did not take. `declared` are names that the file declares.
    Where `brief`, no time is to be spent on what could have been written.
    """

    source: Source
    start: str
    first: int
    last: Token | None
    token: Token
    machine: Machine
    declared: frozenset[str] = field(default=frozenset(), repr=False)
    brief: bool = False

    @cached_property
    def accepts(self) -> frozenset[str]:
        """The kinds of token that could have stood here."""
        return self.machine.accepts()

    @cached_property
    def end(self) -> int:
        """Where what was being read ends, as far as one can tell and cares to look."""
        if self.start != "item":
            return len(self.text)
        return recovery.end_of_item(self.text, self.token.end, self.token.end + _LONGEST_ITEM)

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @cached_property
    def short(self) -> bool:
        """Whether it is worth while to try out what could have been written."""
        return not self.brief and self.end - self.first <= _LONGEST_ITEM

    @cached_property
    def stop(self) -> int:
        """The end without the blanks before it."""
        return self.first + len(self.text[self.first : self.end].rstrip())

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of what was being read, if it is short."""
        return tuple(Scanner(self.text).tokens(self.first, self.end)) if self.short else ()

    @property
    def head(self) -> tuple[Token, ...]:
        """The tokens up to the first colon, or to the fault."""
        before = tuple(token for token in self.tokens if token.end <= self.token.start)
        colon = next((index for index, token in enumerate(before) if token.kind == "_COLON"), len(before))
        return before[: colon + 1]

    @property
    def ends_here(self) -> bool:
        """Whether nothing but blanks follows the token."""
        return self.stop <= self.token.end


def line_with(fault: Fault, edits: Edits) -> str | None:
    """The lines from the first edit to the fault as they then read; `None` if that would not be right."""
    text = _edited(fault, edits)
    if not edits or _reach(fault, text) < len(text):
        return None
    grown = sum(len(new) - (end - start) for start, end, new in edits)
    changed = min(start for start, _, _ in edits) - fault.first, fault.token.end - fault.first + grown
    begin = text.rfind("\n", 0, min(changed)) + 1
    line = " ".join(text[begin : recovery.next_line(text, max(changed))].split())
    return line if len(line) <= _WIDEST and line.isprintable() else None


def helps(fault: Fault, edit: Edit) -> bool:
    """Whether the text can be read further than the fault once an edit is made."""
    text = _edited(fault, (edit,))
    start, end, new = edit
    return _reach(fault, text) >= fault.token.end - fault.first + len(new) - (end - start)


def _edited(fault: Fault, edits: Edits) -> str:
    pieces, at = [], fault.first
    for start, end, new in sorted(edits):
        pieces += [fault.text[at:start], new]
        at = end
    return "".join([*pieces, fault.text[at : fault.end]]).rstrip()


def _reach(fault: Fault, text: str) -> int:
    """How far a text can be read: its length if to the end."""
    machine = language().machine(fault.start)
    for token in Scanner(text).tokens():
        if not machine.feed(token):
            return token.start
    return len(text) if machine.finish() else len(text) - 1
