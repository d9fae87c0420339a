"""Text to tree and diagnostics.

Items are parsed one by one. A fault ends the item that it is in; the parser goes on with
the next, so that one reading reports every faulty item of a file. Time is linear in the
text; nothing recurses, so that no nesting, however deep, can overflow a stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lark import Token, UnexpectedInput
from lark.parsers.lalr_interactive_parser import InteractiveParser

from grammar import mistakes, tree
from grammar.build import place
from grammar.diagnostics import Diagnostic, Place, ordered
from grammar.language import Language, language
from grammar.scanner import ERROR, scan
from grammar.span import Source, Span

MAX_DEPTH = 200
"""How many operators, quantifiers and parentheses a formula may stand inside of."""

_PATIENCE = 10_000
"""How many tokens of a faulty item are read in search of the next before lines are searched instead."""

_OPENING = frozenset({"LPAR", "_LBRACE", "_LSQ"})
_CLOSING = frozenset({"RPAR", "RBRACE", "_RSQ"})


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


def _parse_whole(source: Source, start: str) -> Any:
    spoken = language()
    parser = spoken.lark.parse_interactive(start=start)
    token: Token | None = None
    depth = count = 0
    try:
        for token in scan(spoken, source.text):
            depth += (token.type in _OPENING) - (token.type in _CLOSING)
            count += 1
            if depth > MAX_DEPTH:
                return _too_deep(source, token.start_pos or 0, token.end_pos or 0)
            parser.feed_token(token)
        result = parser.feed_eof(token or Token("$END", "", 0, 1, 1, 1, 1, 0))
    except UnexpectedInput as error:
        return mistakes.explain(source, error, parser.accepts(), start, None)
    if isinstance(result, tree.Node) and count > MAX_DEPTH and _deep(result):
        return _too_deep(source, 0, len(source.text))
    return result


def _too_deep(source: Source, start: int, end: int) -> Diagnostic:
    return Diagnostic("E115", Place(source, Span(start, end)), {"limit": str(MAX_DEPTH)})


def _deep(root: tree.Node) -> bool:
    """Whether a formula anywhere in a node stands inside more than `MAX_DEPTH` others."""
    bodies = (getattr(root, "body", None), getattr(getattr(root, "judgement", None), "formula", None), root)
    stack = [(body, 1) for body in bodies if isinstance(body, tree.Formula)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_DEPTH:
            return True
        stack.extend((child, depth + 1) for child in tree.children(node))
        if isinstance(node, tree.Quantified) and node.where is not None:
            stack.append((node.where, depth + 1))
    return False


class _FileParser:
    """One reading of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.language: Language = language()
        self.tokens: Iterator[Token] = scan(self.language, source.text)
        self.diagnostics: list[Diagnostic] = []
        self.modules: list[tuple[tree.Heading, list[tree.Item]]] = []
        self.parser: InteractiveParser | None = None
        self.first: Token | None = None
        self.last: Token | None = None
        self.long_string: Token | None = None
        self.depth = self.count = 0
        self.outside = False

    def run(self) -> Parsed:
        while (token := next(self.tokens, None)) is not None:
            if self._begins(token):
                if self._finish(token):
                    self._begin(token)
            elif self.parser is None:
                self._lost(token)
            else:
                self._feed(token)
        self._finish(None)
        modules = tuple(
            _spanning(tree.Module(heading, tuple(items)), heading.start, items[-1].end if items else heading.end)
            for heading, items in self.modules
        )
        file = _spanning(tree.File(modules), 0, len(self.source.text))
        return Parsed(self.source, file, ordered(self.diagnostics))

    def _begins(self, token: Token) -> bool:
        """Whether a token begins an item: `atom` after `settled` does not."""
        if token.type not in self.language.item_starts:
            return False
        if self.parser is None or self.last is None or self.last is not self.first:
            return True
        return not (token.type == "_ATOM" and self.last.type == "RIGIDITY")

    def _begin(self, token: Token) -> None:
        self.parser = self.language.lark.parse_interactive(start="item")
        self.first, self.long_string = token, None
        self.depth = self.count = 0
        self._feed(token)

    def _feed(self, token: Token) -> None:
        self.depth += (token.type in _OPENING) - (token.type in _CLOSING)
        self.count += 1
        if self.depth > MAX_DEPTH:
            self.diagnostics.append(_too_deep(self.source, token.start_pos or 0, token.end_pos or 0))
            self._abandon(token.end_pos or 0)
            return
        try:
            if self.parser is not None:
                self.parser.feed_token(token)
        except UnexpectedInput as error:
            self._fault(token, error)
            return
        self.last = token
        if token.type == "STRING" and "\n" in token.value:
            self.long_string = token

    def _finish(self, following: Token | None) -> bool:
        """Close the item that was being read, if any; whether `following`, which ends it, begins another."""
        if self.parser is None or self.last is None or self.first is None:
            return True
        try:
            item = self.parser.feed_eof(self.last)
        except UnexpectedInput as error:
            return self._fault(None, error, following)
        self._keep(item)
        self.parser = None
        return True

    def _keep(self, item: Any) -> None:
        assert self.first is not None and self.last is not None
        place(item, self.first.start_pos or 0, self.last.end_pos or 0)
        if self.count > MAX_DEPTH and _deep(item):
            self.diagnostics.append(_too_deep(self.source, item.start, item.end))
        elif isinstance(item, tree.Heading):
            self.modules.append((item, []))
        elif self.modules:
            self.modules[-1][1].append(item)
        elif not self.outside:
            self.outside = True
            self.diagnostics.append(Diagnostic("E116", Place(self.source, Span(item.start, item.end))))

    def _lost(self, token: Token) -> None:
        """A token before any item: report it once, and look for the first item."""
        self.diagnostics.append(mistakes.not_an_item(self.source, token, self.language))
        self._skip(token)

    def _fault(self, token: Token | None, error: UnexpectedInput, following: Token | None = None) -> bool:
        """Report a fault and find the place to go on from; whether `following` begins an item."""
        if (resume := self._unclosed(token)) is not None:
            self._abandon(resume)
            return False
        if token is not None and self._ends_before(token):
            return False
        assert self.parser is not None
        accepts = self.parser.accepts()
        self.diagnostics.append(mistakes.explain(self.source, error, accepts, "item", following))
        self.parser = None
        if token is not None:
            self._skip(token)
        elif following is not None and mistakes.is_misused_word(self.source, self.last, following):
            self._abandon(self._next_line(following.end_pos or 0))
            return False
        return True

    def _ends_before(self, token: Token) -> bool:
        """Where an item was complete and an unknown word begins the next line: keep the item."""
        assert self.parser is not None and self.last is not None
        if token.type not in {"NAME", ERROR} or not mistakes.first_on_its_line(self.source, token):
            return False
        if "$END" not in self.parser.accepts():
            return False
        parser, self.parser = self.parser, None
        self._keep(parser.feed_eof(self.last))
        self._lost(token)
        return True

    def _unclosed(self, token: Token | None) -> int | None:
        """Where a string that was never closed should have ended, having reported it."""
        opening: int | None = None
        if token is not None and token.type == ERROR and token.value == '"':
            opening = token.start_pos
        elif self.long_string is not None and self._swallowed(self.long_string):
            opening = self.long_string.start_pos
        if opening is None:
            return None
        end = self._next_line(opening)
        shown = Span(opening, len(self.source.text[opening:end].rstrip()) + opening)
        self.diagnostics.append(Diagnostic("E106", Place(self.source, shown)))
        return end

    def _swallowed(self, string: Token) -> bool:
        """Whether a string over several lines holds what looks like the beginning of an item."""
        return re.search(rf"\n[ \t]*(?:{self._words})[ \t]+\w+", string.value) is not None

    @property
    def _words(self) -> str:
        return "|".join(word for word, kind in self.language.reserved.items() if kind in self.language.item_starts)

    def _skip(self, token: Token) -> None:
        """Read on to the next token that begins an item, and begin it."""
        self.parser = None
        self.last = token
        for _ in range(_PATIENCE):
            following = next(self.tokens, None)
            if following is None:
                return
            if following.type in self.language.item_starts:
                if mistakes.is_misused_word(self.source, None, following):
                    continue
                self._begin(following)
                return
            self.last = following
        self._abandon(self.last.end_pos or 0)

    def _abandon(self, offset: int) -> None:
        """Give up the item, and go on with the first line after `offset` that begins one."""
        self.parser = None
        self.last = None
        line = re.compile(rf"^[ \t]*(?=(?:{self._words})\b)", re.MULTILINE)
        found = line.search(self.source.text, offset)
        self.tokens = scan(self.language, self.source.text, found.end() if found else len(self.source.text))

    def _next_line(self, offset: int) -> int:
        end = self.source.text.find("\n", offset)
        return len(self.source.text) if end < 0 else end + 1


def _spanning(node: Any, start: int, end: int) -> Any:
    place(node, start, end)
    return node
