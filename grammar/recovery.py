"""Where to go on after a fault.

A word that begins items can stand nowhere else, but people use such words as names all the
same, quote them, and misspell them. So indentation is asked too: a line that stands no
deeper than the faulty item's first line is taken to begin something new.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from grammar.language import language
from grammar.machine import Token
from grammar.misspelt import item_word

_BLANKS: Final = " \t\f\r\ufeff"
_DEEPEST: Final = 200
_LONGEST_QUOTATION: Final = 2_000

_CLOSING_QUOTES: Final = {"“": "”", "„": "“”", "«": "»", "‘": "’", "”": "”"}


def indentation(text: str, at: int) -> int | None:
    """How deep the line is that `at` begins; `None` where something else stands before it on the line."""
    floor = max(0, at - _DEEPEST)
    line = text.rfind("\n", floor, at)
    if line < 0 and floor > 0:
        return None
    before = text[line + 1 : at]
    return None if before.strip(_BLANKS) else len(before.expandtabs(4))


def begins_item(text: str, token: Token, column: int) -> bool:
    """Whether a word that begins items begins one here, after a faulty item that stands at `column`.

    It does at the beginning of a line that is no deeper; elsewhere only where what follows
    looks like the head of an item.
    """
    depth = indentation(text, token.start)
    if depth is not None and depth <= column:
        return True
    head = _head().match(text, token.start)
    if head is None or head["name"] in language().reserved:
        return False
    if depth is not None:
        return True
    # In prose, "the law of nations" and "a case study" look like heads but for what follows.
    if token.kind == "RIGIDITY" and head["atom"] is None:
        return False
    return (head["sign"] or head["end"]) in _FOLLOWING.get(token.kind, ())


_FOLLOWING: Final = {
    "LAYER": ("[", '"', ":"),
    "_CLAIM": ("[", '"', ":"),
    "_DEFINE": ("(", '"', ":"),
    "_SETTING": ('"', "="),
    "_SORT": ("=", "+="),
    "_SCENARIO": ('"', ""),
    "_ATOM": ("(", '"', ""),
    "RIGIDITY": ("(", '"', ""),
}
"""What can follow the name in the head of each kind of item; the empty string is the end of the line."""


def resembles_item(text: str, token: Token, column: int) -> bool:
    """Whether a name stands where an item could begin, and what follows looks like an item's head."""
    if token.kind != "NAME":
        return False
    depth = indentation(text, token.start)
    if depth is None or depth > column:
        return False
    following = _TWO_NAMES.match(text, token.start)
    if following is None:
        return False
    return item_word(token.text) is not None or following["sign"] is not None


def next_item(text: str, offset: int, limit: int | None = None) -> int:
    """The offset of the next line, from `offset` on, that begins with the word for an item; else the limit."""
    limit = len(text) if limit is None else min(limit, len(text))
    found = _line().search(text, offset, limit)
    return found.end() if found else limit


def end_of_item(text: str, offset: int, limit: int) -> int:
    """Where an item ends as far as one can tell: before the next line that begins another, well spelt or not."""
    end = next_item(text, offset, limit)
    for line in _ITEM_LIKE.finditer(text, offset, end):
        if line["word"] not in language().reserved:
            return line.start()
    return end


def next_line(text: str, offset: int) -> int:
    """The offset at which the line after this one begins."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def unclosed(text: str, string: Token) -> bool:
    """Whether a quoted text was probably never closed: the next one's beginning was taken for its end.

    Then a letter stands outside its last quotation mark, or a blank inside; and it holds what
    looks like an item or a remark, or its line has an odd number of quotation marks.
    """
    outside = followed_by_word(text, string)
    if "\n" in string.text:
        return (outside or text[string.end - 2].isspace()) and _head_on_line().search(string.text) is not None
    return outside and text.count('"', string.start, next_line(text, string.start)) % 2 == 1


def followed_by_word(text: str, token: Token) -> bool:
    """Whether a letter or digit stands right behind a token."""
    return text[token.end : token.end + 1].isalnum()


def after_quotation(text: str, at: int) -> int:
    """Where the text goes on after a quotation in typographer's quotes that begins, or ends, at `at`."""
    closing = _CLOSING_QUOTES.get(text[at], "")
    for offset in range(at + 1, min(len(text), at + _LONGEST_QUOTATION)):
        if text[offset] in closing:
            return offset + 1
        if text.startswith("\n\n", offset):
            break
    return at + 1


_ITEM_LIKE: Final = re.compile(r"^[ \t]*(?P<word>[^\W\d]\w*)[ \t]+[^\W\d]\w*[ \t]*(?=[:\"\[])", re.MULTILINE)
_TWO_NAMES: Final = re.compile(r"\w+[ \t]+[^\W\d]\w*[ \t]*(?P<sign>[:\"\[])?")


def _words() -> str:
    spoken = language()
    return "|".join(word for word, kind in spoken.reserved.items() if kind in spoken.item_starts)


@cache
def _line() -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*(?=(?:{_words()})\b)", re.MULTILINE)


_REST_OF_HEAD: Final = r"[ \t]+(?P<atom>atom[ \t]+)?(?P<name>[^\W\d]\w*)[ \t]*(?:(?P<sign>[\"\[:(=]|\+=)|(?P<end>$))?"


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words()}){_REST_OF_HEAD}", re.MULTILINE)


@cache
def _head_on_line() -> re.Pattern[str]:
    return re.compile(rf"\n[ \t]*(?:#|(?:{_words()}){_REST_OF_HEAD}(?(sign)|(?(end)|(?:\Z|extends\b))))", re.MULTILINE)
