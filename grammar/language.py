"""The grammar, built once: the parse table, the scanner's pattern and the reserved words.

Everything here is read off `axioms.lark`. Building takes about a tenth of a second and is
put off until something has to be parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token
from lark.lexer import Lexer

from grammar.build import Builder

GRAMMAR = Path(__file__).with_name("axioms.lark")
STARTS = ("item", "composition", "formula", "qualified_list")

_WORD = re.compile(r"([a-z]+)\\b")


class _Fed(Lexer):
    """Stands where lark expects a lexer; tokens are fed one by one by `grammar.parse`."""

    def __init__(self, lexer_conf: Any) -> None:
        """Keep nothing: the scanner is built from the terminals themselves."""

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Token]:
        """Never asked: tokens are fed."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Language:
    """The built grammar, as the scanner and the parser need it.

    `pattern` has one named group a terminal; words are matched as `NAME` and looked up in
    `reserved`. `item_starts` are the terminals that begin an item and can stand nowhere else.
    """

    lark: Lark
    pattern: re.Pattern[str]
    reserved: dict[str, str]
    item_starts: frozenset[str]
    names: dict[str, str]


@cache
def language() -> Language:
    """Build the grammar; raises `lark.GrammarError` where it holds a conflict."""
    lark = Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=_Fed,
        start=list(STARTS),
        transformer=Builder(),
        strict=True,
    )
    terminals = {terminal.name: terminal.pattern.to_regexp() for terminal in lark.terminals}
    reserved = {word: name for name, regexp in terminals.items() for word in _WORD.findall(regexp)}
    return Language(lark, _scanner(terminals), reserved, _item_starts(lark), _human_names(terminals))


def _scanner(terminals: dict[str, str]) -> re.Pattern[str]:
    """One alternative a terminal: names first, then symbols, the longest first."""

    def rank(name: str) -> tuple[int, int, str]:
        first = ("SPACE", "NAME", "COMMENT", "STRING", "CITATION", "INT")
        return (first.index(name) if name in first else len(first), -_longest_symbol(terminals[name]), name)

    return re.compile("|".join(f"(?P<{name}>{terminals[name]})" for name in sorted(terminals, key=rank)))


def _longest_symbol(regexp: str) -> int:
    symbols = [part.replace("\\", "") for part in re.split(r"(?<!\\)\|", regexp) if not part.endswith(r"\b")]
    return max(map(len, symbols), default=0)


def _item_starts(lark: Lark) -> frozenset[str]:
    choices = lark.parse_interactive(start="item").choices()
    return frozenset(name for name in choices if name.isupper())


_SPOKEN = {
    "NAME": "a name",
    "STRING": "a quoted text",
    "CITATION": "a citation",
    "INT": "a number",
    "$END": "the end of the statement",
}


def _human_names(terminals: dict[str, str]) -> dict[str, str]:
    """For each terminal, how to speak of it: its first word, else its symbol."""
    names = dict(_SPOKEN)
    for name, regexp in terminals.items():
        words = _WORD.findall(regexp)
        names.setdefault(name, f"`{words[0] if words else regexp.replace(chr(92), '')}`")
    return names
