"""From text to tokens: one regular expression, made from the grammar's own terminals.

What no terminal matches becomes a token of kind `ERROR`, which no state of the parser
accepts, so that a stray character is reported like every other mistake, in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from grammar.language import Language, language
from grammar.machine import Token

ERROR: Final = "ERROR"
"""The kind of a character that means nothing, of a quotation mark without its fellow, of a number too large."""

_MOST_DIGITS = 9


class Scanner:
    """Reads the tokens of one text, from any place and more than once.

    A reading takes time linear in the text and holds one token at a time.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._language: Language = language()
        self._ascii = text.isascii()
        self._unquoted_from = len(text)
        """From here on no quoted text is closed: not to be looked for again and again."""

    def tokens(self, start: int = 0, end: int | None = None, *, comments: bool = False) -> Iterator[Token]:
        """The tokens between two offsets, spaces left out, and comments unless they are wanted.

        Offsets are counted in the whole text.
        """
        text, reserved, ignored = self.text, self._language.reserved, {"SPACE"} if comments else {"SPACE", "COMMENT"}
        end = len(text) if end is None else end
        at = start
        while at < end:
            pattern = self._language.pattern if at < self._unquoted_from else self._language.unquoted
            found = pattern.match(text, at, end)
            if found is None:
                token = self._odd(at, end)
                yield token
                at = token.end
                continue
            kind, after = found.lastgroup or ERROR, found.end()
            if kind in ignored:
                at = after
                continue
            value = found[0]
            if kind == "NAME":
                if not self._ascii and not (value.isascii() and text[after : after + 1].isascii()):
                    token = self._odd(at, end)
                    yield token
                    at = token.end
                    continue
                kind = reserved.get(value, kind)
            elif kind == "INT" and len(value) > _MOST_DIGITS:
                kind = ERROR
            yield Token(kind, value, at, after)
            at = after

    def _odd(self, at: int, end: int) -> Token:
        """The token that begins at a place where the pattern knows no further.

        A name ends where Python says so: a regular expression knows no combining marks, and
        takes a superscript for a letter.
        """
        text = self.text
        if text[at].isidentifier():
            after = at + 1
            while after < end and f"a{text[after]}".isidentifier():
                after += 1
            word = text[at:after]
            return Token(self._language.reserved.get(word, "NAME"), word, at, after)
        if text[at] == '"':
            self._unquoted_from = min(self._unquoted_from, at)
        return Token(ERROR, text[at], at, at + 1)
