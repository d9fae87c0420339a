"""What could have been written instead: for each code the edits that it suggests, the likeliest first.

Long because there is one small function a code; the table of them stands at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

from grammar import misspelt, tree
from grammar.language import language
from grammar.machine import END, Token
from grammar.mend import Edits, Fault, line_with
from grammar.scanner import ERROR


def mended(code: str, fault: Fault) -> str | None:
    """The user's line as it could have been written, if what was being read is short enough to try."""
    if not fault.short:
        return None
    edits: Iterator[Edits] = _SUGGESTIONS[code](fault) if code in _SUGGESTIONS else iter(())
    if code in _ANY_TOKEN:
        edits = chain(edits, _one_token(fault))
    lines = (line_with(fault, edit) for edit in edits)
    return next((line for line in lines if line is not None), None)


# Edits


def _behind(fault: Fault, text: str) -> Edits:
    """Put a text behind the last token that could stand."""
    at = fault.last.end if fault.last else fault.first
    return ((at, at, text),)


def _for(token: Token, text: str) -> Edits:
    return ((token.start, token.end, text),)


def _joining(fault: Fault, text: str) -> Edits:
    """Put a text for the token, right behind the last one."""
    start = fault.last.end if fault.last else fault.token.start
    return ((start, fault.token.end, text),)


def without(fault: Fault, token: Token) -> Edits:
    """Take a token away, and the blanks before it."""
    before = fault.text[fault.first : token.start].rstrip(" \t")
    return ((fault.first + len(before), token.end, ""),)


def _around(start: int, end: int, opening: str, closing: str) -> Edits:
    return (start, start, opening), (end, end, closing)


def _one_token(fault: Fault) -> Iterator[Edits]:
    """Any one word or sign in place of the token, before it, or nothing in its place."""
    kinds = sorted(fault.accepts - _GUESSES)
    words = [language().names[kind].strip("`") for kind in kinds]
    if fault.token.kind != END:
        yield from (_for(fault.token, word) if word.isalpha() else _joining(fault, word) for word in words)
    for word in words:
        yield _behind(fault, f" {word}" if word.isalpha() or word == "+" else word)
    if fault.token.kind != END:
        yield without(fault, fault.token)


_GUESSES: Final = frozenset(
    {"NAME", "STRING", "CITATION", "INT", END, "TRUE", "FALSE"}
    | {"AND", "OR", "XOR", "IMPLIES", "UNLESS", "IFF", "_EQ", "_NEQ", "MINUS"}
)
"""Kinds of token of which only the user knows which was meant; nobody forgets to take something away."""


def _colon(fault: Fault) -> Iterator[Edits]:
    yield _behind(fault, ":")
    yield _joining(fault, ":")
    yield from _comma_to_colon(fault)


def _comma_to_colon(fault: Fault) -> Iterator[Edits]:
    commas = [token for token in fault.tokens if token.kind == "_COMMA" and token.end <= fault.token.start]
    if commas:
        yield _for(commas[-1], ":")


def _iff(fault: Fault) -> Iterator[Edits]:
    yield _for(fault.token, "xor" if fault.token.text == "!=" else "iff")


def _in(fault: Fault) -> Iterator[Edits]:
    yield from _comma_to_colon(fault)
    if fault.token.kind == "_OF":
        yield _for(fault.token, "in")
    if fault.last and fault.token.kind == "NAME" and fault.last.text[0].isupper() > fault.token.text[0].isupper():
        yield ((fault.last.start, fault.token.end, f"{fault.token.text} in {fault.last.text}"),)
    yield _behind(fault, " in")


def _other_name(fault: Fault) -> Iterator[Edits]:
    yield _for(fault.token, f"the_{fault.token.text}")


def _parentheses(fault: Fault) -> Iterator[Edits]:
    """Put parentheses around the chain so far."""
    match fault.machine.values[-3:]:
        case [tree.Node() as left, Token(), tree.Node() as right]:
            yield _around(left.start, right.end, "(", ")")


def _straight_quotes(fault: Fault) -> Iterator[Edits]:
    for quotes in (misspelt.DOUBLE_QUOTES, misspelt.QUOTES):
        places = [at for at in range(fault.first, fault.stop) if fault.text[at] in quotes]
        yield tuple((at, at + 1, '"') for at in places)


def _quoted(fault: Fault) -> Iterator[Edits]:
    """Close a quoted text at the likeliest places of its line."""
    end = fault.text.find("\n", fault.token.start, fault.stop)
    end = fault.stop if end < 0 else end
    for sign in (":", " [@", "}", ",", " ="):
        at = fault.text.rfind(sign, fault.token.end, end)
        if at >= 0:
            yield ((at, at, '"'),)
    yield ((end, end, '"'),)


def _signs(fault: Fault) -> Iterator[Edits]:
    """Every sign of another notation in the item."""
    edits: dict[int, tuple[int, int, str]] = {}
    for token in fault.tokens:
        if token.kind in {"STRING", "CITATION"}:
            continue
        span = misspelt.sign_at(fault.text, token.start)
        if span is None and token.text in misspelt.SIGNS:
            span = token.start, token.end
        if span is not None:
            edits[span[0]] = (*span, _spaced(fault.text, span, misspelt.SIGNS[fault.text[slice(*span)]]))
    yield tuple(edits.values())


def _spaced(text: str, span: tuple[int, int], word: str) -> str:
    """A word with spaces where signs needed none."""
    start, end = span
    before = " " if word.isalpha() and text[start - 1 : start].isalnum() else ""
    after = " " if word[-1].isalpha() and text[end : end + 1].strip() else ""
    return before + word + after


def _then(fault: Fault) -> Iterator[Edits]:
    if fault.token.kind == "_COLON":
        yield _joining(fault, " then")
    yield _behind(fault, " then")
    for token in fault.tokens:
        if token.kind == "IMPLIES":
            yield _for(token, "then")


def _closed(fault: Fault) -> Iterator[Edits]:
    for closing in (")", "}", "]", "))", ")}", ")))", "))))"):
        yield _behind(fault, closing)


def _removed(fault: Fault) -> Iterator[Edits]:
    if fault.token.kind != END:
        yield without(fault, fault.token)
    if fault.last:
        yield without(fault, fault.last)


def _invented_name(fault: Fault) -> Iterator[Edits]:
    if fault.last and fault.last.kind in language().item_starts:
        yield _behind(fault, f" my_{fault.last.text}")


def _moved(fault: Fault) -> Iterator[Edits]:
    """Put a text or a citation where it belongs: behind the name, the text first."""
    moving = next(
        (token for token in (fault.token, fault.last) if token and token.kind in {"STRING", "CITATION"}), None
    )
    if moving is None:
        return
    targets = [token.start for token in fault.head if token.kind == "_COLON"]
    targets += [token.end for token in fault.head[1:2]]
    for at in targets:
        yield *without(fault, moving), (at, at, f" {moving.text}")


_KEY: Final = re.compile(r"\(?@([^\s:)\]\"]+)\)?")


def _cited(fault: Fault) -> Iterator[Edits]:
    """Brackets around a citation, or its sign."""
    if fault.token.kind == "_LSQ":
        yield ((fault.token.end, fault.token.end, "@"),)
        colon = fault.text.find(":", fault.token.end, fault.stop)
        if colon >= 0:
            yield ((colon, colon, "]"),)
    if (key := _KEY.match(fault.text, fault.token.start)) is not None:
        yield ((*key.span(), f"[@{key[1]}]"),)
    yield from _moved(fault)


def _quantifier(fault: Fault) -> Iterator[Edits]:
    if fault.token.kind == "INT":
        yield _behind(fault, " exactly")
    yield ((fault.token.start, fault.token.start, "for "),)
    yield _behind(fault, " every")


def _connective(fault: Fault) -> Iterator[Edits]:
    if not fault.token.text.isalnum():
        yield _joining(fault, " and")
    yield _behind(fault, " and")


def _if_first(fault: Fault) -> Iterator[Edits]:
    """Turn `p if q` around."""
    start = _beginning_of_formula(fault.machine.values)
    if start is not None:
        consequent = fault.text[start : fault.token.start].strip()
        condition = fault.text[fault.token.end : fault.stop].strip()
        yield ((start, fault.stop, f"if {condition} then {consequent}"),)


def _beginning_of_formula(values: list[Any]) -> int | None:
    """Where the formula begins that was being read: behind the last sign that opens one."""
    start: int | None = None
    for value in reversed(values):
        if isinstance(value, Token) and value.kind in {"_COLON", "_COMMA", "LPAR", "_LBRACE", "_THEN", "_WHERE", "IF"}:
            break
        first = value[0] if isinstance(value, list) else value
        start = getattr(first, "start", start)
    return start


def _no_parentheses(fault: Fault) -> Iterator[Edits]:
    if fault.last:
        yield ((fault.last.start, fault.token.end, ""),)


_LEAVES_OPEN: Final = re.compile(r"\bleaves\s+(.+?)\s+open\b")


def _judged(fault: Fault) -> Iterator[Edits]:
    if (found := _LEAVES_OPEN.search(fault.text, fault.first, fault.stop)) is not None:
        yield ((*found.span(), f"leaves open {found[1]}"),)
    if "_LBRACE" in fault.accepts and fault.token.kind == "NAME":
        yield _around(fault.token.start, fault.stop, "{", "}")
    if fault.token.kind == END:
        yield _behind(fault, " is consistent")
        yield _behind(fault, " consistent")


def _sum(fault: Fault) -> Iterator[Edits]:
    """A composition with `+` for whatever joins its modules."""
    edits: list[tuple[int, int, str]] = []
    for token in fault.tokens:
        if token.kind in {"AND", "OR"}:
            edits.append((token.start, token.end, "+"))
        elif token.kind == "_COMMA":
            edits.append((token.start, token.end, " +"))
        elif token.kind in {"_LBRACE", "RBRACE", "LPAR", "RPAR"}:
            edits.append((token.start, token.end, ""))
        elif token.text == "are":
            edits.append((token.start, token.end, "is"))
    yield tuple(edits)


def _elements(fault: Fault) -> Iterator[Edits]:
    yield _behind(fault, ",")
    if fault.last and fault.last.kind == "_COMMA":
        yield without(fault, fault.last)
    yield from _given(fault)
    end = fault.stop
    match fault.token.kind:
        case "NAME":
            yield _around(fault.token.start, end, "{", "}")
        case "LPAR" | "_LSQ" if fault.text[end - 1] in ")]":
            yield (fault.token.start, fault.token.end, "{"), (end - 1, end, "}")
        case "STRING":
            quoted = [token for token in fault.tokens if token.kind == "STRING"]
            yield tuple((token.start, token.end, token.text.strip('"')) for token in quoted)


def _parameters(fault: Fault) -> Iterator[Edits]:
    yield from _removed(fault)
    match fault.last, fault.token:
        case Token("NAME", sort, start), Token("NAME", name, _, end) if sort[0].isupper() > name[0].isupper():
            yield ((start, end, f"{name}: {sort}"),)
        case Token("NAME", sort, start), Token("RPAR") if sort[0].isupper():
            yield ((start, start, f"{sort[0].lower()}: "),)


def _given(fault: Fault) -> Iterator[Edits]:
    if fault.token.kind == "_COLON":
        yield _joining(fault, " =")
    yield _behind(fault, " =")


def _heading(fault: Fault) -> Iterator[Edits]:
    if fault.token.kind == "_COLON":
        yield from _removed(fault)
    if not any(token.kind == "_EXTENDS" for token in fault.head):
        yield from _joined(fault)
    yield from _one_token(fault)
    yield from _removed(fault)


_PATH: Final = re.compile(r"[^\s,]+")


def _module_name(fault: Fault) -> Iterator[Edits]:
    """The last part of a path, without its ending."""
    for path in _PATH.finditer(fault.text, fault.first, fault.stop):
        if path.start() <= fault.token.start < path.end():
            last = re.split(r"[/\\]", path[0].strip('"'))[-1]
            yield ((*path.span(), last.partition(".")[0]),)


def _counted(fault: Fault) -> Iterator[Edits]:
    end = fault.stop
    yield _behind(fault, " of")
    if fault.token.kind in {"LPAR", "_LSQ"} and fault.text[end - 1] in ")]":
        yield (fault.token.start, fault.token.end, "{"), (end - 1, end, "}")
    yield _around(fault.token.start, end, "{", "}")


def _joined(fault: Fault) -> Iterator[Edits]:
    """Make one name of two words, or of a word with signs in it."""
    first = fault.last if fault.last and fault.last.kind == "NAME" else fault.token
    following = [token for token in fault.tokens if token.start >= fault.token.start]
    for token in following[:_MOST_PIECES]:
        if not (token.text.isidentifier() or token.kind in {"MINUS", "INT", "_DOT", ERROR}) or token.text == '"':
            return
        written = fault.text[first.start : token.end]
        pieces = re.findall(r"\w+", re.sub(r"['’]", "", written))
        name = "_".join(pieces)
        if name[:1].isdigit():
            name = f"n{name}"
        if name.isidentifier() and not fault.text[token.end : token.end + 1].isalnum():
            yield ((first.start, token.end, name),)


_MOST_PIECES: Final = 7


def _ending(fault: Fault) -> Iterator[Edits]:
    if fault.ends_here:
        yield without(fault, fault.token)


def _bare_name(fault: Fault) -> Iterator[Edits]:
    if fault.last:
        yield ((fault.last.start, fault.token.end, ""),)


def _where(fault: Fault) -> Iterator[Edits]:
    yield _for(fault.token, "where")


_AGENT: Final = re.compile(r"\b(ought|may)\s*\(\s*(\w+)\s*\)\s*\Z")


def _agent(fault: Fault) -> Iterator[Edits]:
    """Square brackets for an agent that stands in parentheses, or before its `ought`."""
    before = _AGENT.search(fault.text, fault.first, fault.token.start)
    if before is not None:
        yield ((*before.span(), f"{before[1]}[{before[2]}] "),)
    if fault.last and fault.token.kind in {"OUGHT", "MAY"}:
        yield ((fault.last.start, fault.token.end, f"{fault.token.text}[{fault.last.text}]"),)


_SUGGESTIONS: Final[dict[str, Callable[[Fault], Iterator[Edits]]]] = {
    "E101": _colon,
    "E102": _iff,
    "E103": _in,
    "E104": _other_name,
    "E105": _straight_quotes,
    "E106": _quoted,
    "E107": _parentheses,
    "E108": _parentheses,
    "E109": _parentheses,
    "E111": _signs,
    "E113": _then,
    "E119": _closed,
    "E120": _removed,
    "E122": _invented_name,
    "E123": _moved,
    "E124": _cited,
    "E125": _quantifier,
    "E127": _connective,
    "E128": _no_parentheses,
    "E130": _judged,
    "E131": _elements,
    "E132": _parameters,
    "E133": _given,
    "E134": _heading,
    "E135": _counted,
    "E136": _colon,
    "E137": _joined,
    "E138": _if_first,
    "E139": _ending,
    "E141": _bare_name,
    "E143": _where,
    "E144": _agent,
    "E145": _sum,
    "E147": _module_name,
}
_ANY_TOKEN: Final = frozenset({"E100", "E130", "E131", "E132"})
"""Codes for which any edit of one token will do."""
