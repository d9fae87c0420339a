"""From text to tokens: one regular expression, made from the grammar's own terminals.

What no terminal matches becomes a token of type `ERROR`, which no state of the parser
accepts, so that a stray character is reported like every other mistake, in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from lark import Token

from grammar.language import Language

ERROR = "ERROR"
_LONGEST_NUMBER = 9


def scan(language: Language, text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of `text` from offset `start` on, spaces and comments left out.

    Offsets are counted in the whole text. Runs in time linear in the text, and holds one
    token at a time.
    """
    reserved, match = language.reserved, language.pattern.match
    at, end = start, len(text)
    while at < end:
        found = match(text, at)
        if found is None:
            yield Token(ERROR, text[at], at, end_pos=at + 1)
            at += 1
            continue
        kind, value, after = found.lastgroup, found.group(), found.end()
        if kind == "NAME":
            yield Token(reserved.get(value, "NAME"), value, at, end_pos=after)
        elif kind == "INT" and len(value) > _LONGEST_NUMBER:
            yield Token(ERROR, value, at, end_pos=after)
        elif kind not in {"SPACE", "COMMENT"}:
            yield Token(kind or ERROR, value, at, end_pos=after)
        at = after
