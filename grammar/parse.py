"""Text to tree and diagnostics.

Items are parsed one by one. A fault ends the item that it is in; the parser goes on with
the next, so that one reading reports every faulty item of a file. Time is linear in the
text; nothing recurses, so that no nesting, however deep, can overflow a stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final

from grammar import mistakes, recovery, tree
from grammar.build import place
from grammar.diagnostics import Diagnostic, Place, ordered
from grammar.language import language
from grammar.machine import END, Token
from grammar.mend import Fault
from grammar.scanner import ERROR, Scanner
from grammar.span import Source, Span

MAX_DEPTH: Final = 200
"""How many operators and quantifiers a formula may stand inside of, and how many parentheses."""

_TALLEST = 8 * MAX_DEPTH
"""How high the machine's stack may grow: nothing that can be open in a formula holds more than eight states."""

_HIGH = MAX_DEPTH // 8
"""Below this height no formula is too deep: to the left of an open place stand six levels of connectives at most."""

MOST_FAULTS: Final = 10_000
"""How many faults of one file are reported before the reading ends."""

_PATIENCE = 10_000
"""How many tokens of a faulty item are read in search of the next before lines are searched instead."""

_ADVISED = 1_000
"""How many faults of one file are looked into for what could have been written."""

_DECLARED = re.compile(r"\b(?:atom|define)\s+(\w+)")

_BRACKETS: Final = {"LPAR": 1, "_LBRACE": 1, "_LSQ": 1, "RPAR": -1, "RBRACE": -1, "_RSQ": -1}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a file: the items that could be read, and every fault found."""

    source: Source
    file: tree.File
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> Parsed:
    """Parse a file of axioms; faults are returned, never raised."""
    return _FileParser(source).run()


def parse_composition(source: Source) -> tree.Composition | Diagnostic:
    """Parse `A + B.s - C`."""
    result: tree.Composition | Diagnostic = _parse_whole(source, "composition")
    return result


def parse_formula(source: Source) -> tree.Formula | Diagnostic:
    """Parse one formula."""
    result: tree.Formula | Diagnostic = _parse_whole(source, "formula")
    return result


def parse_names(source: Source) -> tuple[tree.Qualified, ...] | Diagnostic:
    """Parse `module.statement, module, …`."""
    result: tuple[tree.Qualified, ...] | Diagnostic = _parse_whole(source, "qualified_list")
    return result


class _Reading:
    """One item, formula or composition under way."""

    __slots__ = ("_brackets", "_high", "first", "last", "machine", "reported")

    def __init__(self, start: str) -> None:
        self.machine = language().machine(start)
        self.reported = False
        """Whether a fault of it was reported already, so that no other shall be."""
        self.first: Token | None = None
        self.last: Token | None = None
        self._brackets = 0
        self._high = False

    def feed(self, token: Token) -> bool:
        """Take in the next token; `False` where it cannot stand."""
        if not self.machine.feed(token):
            return False
        if self.last is None:
            self.first = token
        self.last = token
        self._brackets += _BRACKETS.get(token.kind, 0)
        if len(self.machine.states) > _HIGH:
            self._high = True
        return True

    @property
    def hopeless(self) -> bool:
        """Whether it is too deep already, however it may end."""
        return self._high and (self._brackets > MAX_DEPTH or len(self.machine.states) > _TALLEST)

    def finish(self) -> bool:
        """Take in the end; `False` where something is missing."""
        return self.machine.finish()

    def result(self) -> Any:
        """What was read, in its place."""
        assert self.first is not None
        assert self.last is not None
        place(self.machine.result, self.first.start, self.last.end)
        return self.machine.result

    def too_deep(self) -> tree.Formula | None:
        """The first formula of the result that stands inside of too many others."""
        return _too_deep(self.machine.result) if self._high else None


def _too_deep(root: Any) -> tree.Formula | None:
    bodies = (getattr(root, "body", None), getattr(getattr(root, "judgement", None), "formula", None), root)
    stack = [(body, 1) for body in bodies if isinstance(body, tree.Formula)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_DEPTH:
            return node
        stack.extend((child, depth + 1) for child in reversed(tree.children(node)))
        if isinstance(node, tree.Quantified) and node.where is not None:
            stack.append((node.where, depth + 1))
    return None


def _deep(source: Source, where: tree.Node | Token) -> Diagnostic:
    return Diagnostic("E115", Place(source, Span(where.start, where.end)), {"limit": str(MAX_DEPTH)})


def _parse_whole(source: Source, start: str) -> Any:
    reading = _Reading(start)
    for token in Scanner(source.text).tokens():
        if not reading.feed(token):
            return mistakes.explain(Fault(source, start, 0, reading.last, token, reading.machine))
        if reading.hopeless:
            return _deep(source, token)
    end = reading.last.end if reading.last else len(source.text)
    if not reading.finish():
        return mistakes.explain(Fault(source, start, 0, reading.last, Token(END, "", end, end), reading.machine))
    deep = reading.too_deep()
    return _deep(source, deep) if deep else reading.machine.result


class _FileParser:
    """One reading of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.scanner = Scanner(source.text)
        self.tokens: Iterator[Token] = self.scanner.tokens(1 if source.text.startswith("\ufeff") else 0)
        self.item_starts = language().item_starts
        self.diagnostics: list[Diagnostic] = []
        self.modules: list[tuple[tree.Heading, list[tree.Item]]] = []
        self.items: list[tree.Item] | None = None
        """Where items go: `None` before the first heading."""
        self.reading: _Reading | None = None
        self.column = 0
        self.suspect: Token | None = None
        """A quoted text in the item under way that may have swallowed others."""

    def run(self) -> Parsed:
        while (token := next(self.tokens, None)) is not None and not self._too_many():
            if token.kind in self.item_starts and not self._goes_on(token):
                if self._close(token):
                    self._open(token)
            elif self.reading is None:
                self._lost(token)
            else:
                self._take(self.reading, token)
        if not self._too_many():
            self._close(None)
        modules = []
        for heading, items in self.modules:
            modules.append(tree.Module(heading, tuple(items)))
            place(modules[-1], heading.start, items[-1].end if items else heading.end)
        file = tree.File(tuple(modules), start=0, end=len(self.text))
        return Parsed(self.source, file, ordered(self.diagnostics))

    def _too_many(self) -> bool:
        """Whether so many faults were found that the rest is not worth reading; said once."""
        if len(self.diagnostics) == MOST_FAULTS:
            end = len(self.text)
            self.diagnostics.append(Diagnostic("E146", Place(self.source, Span(end, end)), {"limit": str(MOST_FAULTS)}))
        return len(self.diagnostics) > MOST_FAULTS

    # One item

    def _goes_on(self, token: Token) -> bool:
        """Whether a token is the `atom` of `settled atom`."""
        last = self.reading.last if self.reading else None
        return token.kind == "_ATOM" and last is not None and last.kind == "RIGIDITY"

    def _open(self, token: Token, *, reported: bool = False) -> None:
        self.reading = _Reading("item")
        self.reading.reported = reported
        self.suspect = None
        depth = recovery.indentation(self.text, token.start)
        self.column = self.column if depth is None else depth
        self._take(self.reading, token)

    def _take(self, reading: _Reading, token: Token) -> None:
        if not reading.feed(token):
            self._fault(reading, token)
        elif reading.hopeless:
            self._report(reading, _deep(self.source, token))
            self._skip()
        elif token.kind == "STRING" and recovery.unclosed(self.text, token):
            self.suspect = token
            if recovery.followed_by_word(self.text, token):
                self._unclosed(reading, token)

    def _close(self, following: Token | None) -> bool:
        """Close the item under way, if any; whether `following`, which ends it, begins another."""
        reading, self.reading = self.reading, None
        if reading is None or reading.last is None:
            return True
        whole = reading.finish()
        if whole and self.suspect is None:
            self._keep(reading)
            return True
        misused = following is not None and not recovery.begins_item(self.text, following, self.column)
        if self.suspect is not None and (misused or not whole):
            self._unclosed(reading, self.suspect)
            return False
        if whole:
            self._keep(reading)
            return True
        if not reading.reported:
            end = Token(END, "", reading.last.end, reading.last.end)
            fault = self._fault_at(reading, following if following and misused else end)
            self._report(reading, mistakes.misused(fault) if misused else mistakes.explain(fault))
        self._salvage(reading)
        if misused:
            self._skip()
        return not misused

    def _keep(self, reading: _Reading) -> None:
        item = reading.result()
        if (deep := reading.too_deep()) is not None:
            self._report(reading, _deep(self.source, deep))
        elif isinstance(item, tree.Heading):
            self.items = []
            self.modules.append((item, self.items))
        elif self.items is not None:
            self.items.append(item)
        else:
            # Said once: the items that follow go nowhere.
            self.items = []
            self.diagnostics.append(Diagnostic("E116", Place(self.source, Span(item.start, item.end))))

    # Faults

    def _fault(self, reading: _Reading, token: Token) -> None:
        """Report a token that cannot stand where it does, and go on after it."""
        if token.text == '"' or (token.kind == "STRING" and recovery.unclosed(self.text, token)):
            self._unclosed(reading, token)
        elif self.suspect is not None:
            self._unclosed(reading, self.suspect)
        elif self._ends_before(reading, token):
            self._keep(reading)
            self._lost(token)
        else:
            if not reading.reported:
                self._report(reading, mistakes.explain(self._fault_at(reading, token)))
            if token.kind == ERROR:
                self.tokens = self.scanner.tokens(recovery.after_quotation(self.text, token.start))
            self._salvage(reading)
            self._skip()

    def _report(self, reading: _Reading, diagnostic: Diagnostic) -> None:
        """Report a fault of an item, unless one of it was reported before."""
        if not reading.reported:
            self.diagnostics.append(diagnostic)
            reading.reported = True

    def _fault_at(self, reading: _Reading, token: Token) -> Fault:
        first = reading.first.start if reading.first else token.start
        brief = len(self.diagnostics) >= _ADVISED
        return Fault(self.source, "item", first, reading.last, token, reading.machine, self._declared, brief)

    @cached_property
    def _declared(self) -> frozenset[str]:
        return frozenset(_DECLARED.findall(self.text))

    def _ends_before(self, reading: _Reading, token: Token) -> bool:
        """Whether the item was complete, and what follows stands where another could begin."""
        depth = recovery.indentation(self.text, token.start)
        if depth is None or token.kind not in {"NAME", ERROR}:
            return False
        heading = reading.first is not None and reading.first.kind == "KIND"
        return (heading or depth <= self.column) and reading.finish()

    def _salvage(self, reading: _Reading) -> None:
        """Make what can be made of a faulty heading, so that its items are not taken for another module's."""
        first = reading.first
        if first is None or first.kind != "KIND":
            return
        if self.suspect is not None or not reading.finish():
            # With its name alone, or with none.
            name = next(self.scanner.tokens(first.end), None)
            if name is None or name.kind != "NAME":
                name = Token("NAME", "", first.end, first.end)
            reading = _Reading("item")
            for token in (first, name):
                reading.feed(token)
            reading.finish()
        self._keep(reading)

    def _unclosed(self, reading: _Reading, string: Token) -> None:
        """Report a quoted text that is never closed, and go on with the next line."""
        if not reading.reported:
            opening = Token(ERROR, '"', string.start, string.start + 1)
            self._report(reading, mistakes.unclosed(self._fault_at(reading, opening)))
        self._salvage(reading)
        self.tokens = self.scanner.tokens(recovery.next_line(self.text, string.start))
        self._skip()

    def _lost(self, token: Token) -> None:
        """Report a token that stands where an item should begin, and go on.

        If a word for an item was probably meant, what follows is read as that item, so that
        what it declares is not missed.
        """
        self.diagnostics.append(mistakes.not_an_item(self.source, token))
        self.column = recovery.indentation(self.text, token.start) or 0
        if self.items is None:
            # It may have been a heading.
            self.items = []
        if (meant := mistakes.meant_as_item(token)) is not None:
            self._open(meant, reported=True)
        else:
            self._skip()

    def _skip(self) -> None:
        """Read on to the next token that begins an item, or was meant to, and begin it."""
        self.reading = None
        read = len(self.text)
        for token in islice(self.tokens, _PATIENCE):
            read = token.end
            if token.kind in self.item_starts:
                if recovery.begins_item(self.text, token, self.column):
                    self._open(token)
                    return
            elif recovery.resembles_item(self.text, token, self.column):
                # The main loop will find that it begins no item.
                self.tokens = self.scanner.tokens(token.start)
                return
            elif token.kind == "STRING" and recovery.unclosed(self.text, token):
                read = recovery.next_line(self.text, token.start)
                break
        self.tokens = self.scanner.tokens(recovery.next_item(self.text, read))
