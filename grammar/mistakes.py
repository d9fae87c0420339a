"""What a syntax error most likely means.

A table of broken items, each with the code that should be reported for it, is run through
the parser once; the state in which the parser stopped and the kind of token at which it
did become the key under which the code is found when a user's item stops there too
(Jeffery 2003, "Generating LR syntax error messages from examples"). Lark's own
`match_examples` does likewise, but compares the depth of its stack as well, so that an
example would have to be given for every nesting.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from functools import cache

from lark import Token, UnexpectedInput, UnexpectedToken

from grammar.diagnostics import Diagnostic, Place
from grammar.language import Language, language
from grammar.scanner import ERROR, scan
from grammar.span import Source, Span

EXAMPLES: dict[str, tuple[str, ...]] = {
    "E101": (
        "axiom a p",
        'axiom a "gloss" p',
        "axiom a [@k] p",
        'axiom a "gloss" [@k] p',
        "axiom a not p",
        'axiom a "gloss" not p',
        "axiom a ought p",
        'axiom a "gloss" ought p',
        "axiom a if p then q",
        'axiom a "gloss" if p then q',
        "axiom a for every s in S: p",
        'axiom a "gloss" for every s in S: p',
        'axiom a "gloss" [@k] for every s in S: p',
        "axiom a (p)",
        'axiom a "gloss" (p)',
        "axiom a = p",
        'axiom a "gloss" = p',
        "define d p",
        'define d "gloss" p',
        'define d "gloss" = p',
        "define d = p",
        "claim c A is consistent",
        'claim c "gloss" A is consistent',
        "axiom a: for every s in S p",
        "axiom a: for every s in S not p",
        "axiom a: for every s in S if p then q",
        "axiom a: for every s in S where s = t p",
        "axiom a: in s p",
        "atom p(s, t State)",
    ),
    "E102": (
        "axiom a: p(s) = q",
        "axiom a: (p) = q",
        "axiom a: not (p) = q",
        "axiom a: p and (q) = r",
        "axiom a: p(s) != q",
    ),
    "E103": (
        "axiom a: for every s State: p",
        "axiom a: for every s, t State: p",
        "axiom a: for every s: p",
        "axiom a: for every s where s = t: p",
    ),
    "E107": ("axiom a: p iff q iff r", "axiom a: p iff q implies r iff s"),
    "E108": ("axiom a: p xor q xor r",),
    "E109": ("axiom a: p unless q unless r", "axiom a: p unless q implies r", "axiom a: p unless q only if r"),
    "E113": (
        "axiom a: if p q",
        "axiom a: if p, q",
        "axiom a: if p: q",
        "axiom a: if p",
        "axiom a: if p(s) q",
    ),
    "E118": ("axiom a:", "define d:", 'axiom a "gloss":', "claim c:", "axiom a: for every s in S:", "axiom a: in s:"),
    "E119": ("axiom a: (p", "axiom a: (p and q", "axiom a: p(s", "axiom a: ((p) and (q)", "sort S = {A", "atom p(s: S"),
    "E120": ("axiom a: p)", "axiom a: p and q)", "axiom a: p(s))", "sort S = {A}}"),
    "E121": ("axiom a: p is consistent", "axiom a: ought p is consistent", "axiom a: ought not p is consistent"),
    "E122": (
        "axiom : p",
        'axiom "gloss": p',
        'theory "Title"',
        'atom "gloss"',
        "claim : A is consistent",
        "define : p",
        'scenario "s"',
    ),
    "E123": ('axiom a: "gloss" p', 'axiom a: p "gloss"', 'define d: "gloss" p', 'define d: p "gloss"'),
    "E124": (
        'axiom a [@k] "gloss": p',
        'theory t [@k] "Title"',
        "axiom a: p [@k]",
        "axiom a: [@k] p",
        "axiom a [k]: p",
        'axiom a "gloss" [k]: p',
    ),
    "E125": (
        "axiom a: for all s in S: p",
        "axiom a: for each s in S: p",
        "axiom a: for s in S: p",
        "axiom a: every s in S: p",
        "axiom a: some s in S: p",
        "axiom a: for 2 s in S: p",
    ),
    "E126": (
        "axiom a: p and",
        "axiom a: p or",
        "axiom a: not",
        "axiom a: p implies",
        "axiom a: p iff",
        "axiom a: ought",
        "axiom a: p and or q",
        "axiom a: p and and q",
        "axiom a: p or and q",
        "axiom a: p and implies q",
        "axiom a: and p",
        "axiom a: or p",
        "axiom a: p and )",
    ),
    "E127": (
        "axiom a: p q",
        "axiom a: p not q",
        "axiom a: (p) q",
        "axiom a: p(s) q",
        "axiom a: p and q r",
        "axiom a: p (q)(r)",
        "axiom a: p for every s in S: p",
        "axiom a: p if q",
        "axiom a: p(s) if q",
    ),
    "E128": ("axiom a: p()", "atom p()"),
    "E129": ("axiom a: p(not q)", "axiom a: p((q))", "axiom a: p(q(s))", "axiom a: p(s and t)", "axiom a: p(1)"),
    "E130": ("claim c: A", "claim c: A + B", "claim c: A is", "claim c: A does entail p", "claim c: p and q"),
    "E131": ("sort S = A", "sort S = {A B}", "sort S {A}", "sort S: {A}", "sort S = {A,}"),
    "E132": ("atom p: S", 'atom p: "gloss"', "atom p(s)", "atom p(s, t)", "atom p(S)", "define d(s): p"),
    "E133": ("setting c: A + B", "setting c A + B", 'setting c "gloss": A'),
    "E134": ("theory t:", 'theory t "Title":', "theory t extends a:", "theory t extends"),
    "E135": ("axiom a: at least 2 of p", "axiom a: exactly 1 {p}", "axiom a: exactly of {p}", "axiom a: at 2 of {p}"),
}

_SIGNS = {
    "&&": "and",
    "||": "or",
    "=>": "implies",
    "==>": "implies",
    "<=>": "iff",
    "==": "=",
    "!": "not",
    "∀": "for every",
    "∃": "for some",
    "□": "ought",
    "◇": "may",
    "⊃": "implies",
    "⇒": "implies",
    "⇔": "iff",
    "≡": "iff",
    "≠": "!=",
    "·": "and",
    "•": "and",
    "−": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "⊤": "true",
    "⊥": "false",
    ";": ",",
}
_QUOTES = "“”„«»‘’`'"


def first_on_its_line(source: Source, token: Token) -> bool:
    """Whether nothing but spaces stands before a token on its line."""
    start = token.start_pos or 0
    return not source.text[source.text.rfind("\n", 0, start) + 1 : start].strip(" \t\f\r")


def is_misused_word(source: Source, last: Token | None, following: Token) -> bool:
    """Whether a word that begins items stands in the middle of a line, after a fault, as if it were a name."""
    if first_on_its_line(source, following):
        return False
    return last is None or last.type not in {"STRING", "CITATION"}


def not_an_item(source: Source, token: Token, spoken: Language) -> Diagnostic:
    """Something stands where an item should begin."""
    if token.type == ERROR:
        return _foreign(source, token) or _stray(source, token)
    words = [word for word, kind in spoken.reserved.items() if kind in spoken.item_starts]
    return _at(source, token, "E112", guess=_guess(token.value, words, "a word such as `axiom`"))


def explain(
    source: Source, error: UnexpectedInput, accepts: AbstractSet[str], start: str, following: Token | None
) -> Diagnostic:
    """The diagnostic for a parser's error.

    `accepts` are the kinds of token that could have stood there. `following` is the token that ended the item too early, where one did: a reserved word in
    the middle of a line was probably meant as a name.
    """
    assert isinstance(error, UnexpectedToken)
    token: Token = error.token
    if following is not None and is_misused_word(source, None, following):
        return _at(source, following, "E104", word=following.value)
    if (foreign := _foreign(source, token)) is not None:
        return foreign
    if token.type == ERROR:
        return _stray(source, token)
    code = _table().get((start, *_key(error, accepts)), "E100")
    if code == "E100" and _wants_name(accepts) and token.value in language().reserved:
        return _at(source, token, "E104", word=token.value)
    if code in {"E101", "E127"} and _pasted(source, token):
        code = "E136"
    return _at(source, token, code, **_words_for(accepts, token))


_Key = tuple[object, str, frozenset[str]]
_TELLING = frozenset({"_THEN", "IN"})


def _key(error: UnexpectedToken, accepts: AbstractSet[str]) -> _Key:
    """Where the parser stopped and at what; and whether it was waiting for a `then` or an `in`."""
    return error.state.position, error.token.type, _TELLING & accepts


def _foreign(source: Source, token: Token) -> Diagnostic | None:
    """A sign of another notation of which the token is a part, such as the second half of `&&`."""
    at = token.start_pos or 0
    for start in range(max(0, at - 2), at + 1):
        for length in (3, 2, 1):
            text = source.text[start : start + length]
            if start + length > at and text in _SIGNS and (length > 1 or token.type == ERROR):
                return Diagnostic(
                    "E111", Place(source, Span(start, start + length)), {"sign": text, "word": _SIGNS[text]}
                )
    return None


def _wants_name(accepts: AbstractSet[str]) -> bool:
    """Whether a name, and nothing that begins a formula, was expected."""
    return "NAME" in accepts and "NOT" not in accepts


def _pasted(source: Source, token: Token) -> bool:
    """Whether the token follows a tab inside its line, as in a row pasted from a table."""
    start = token.start_pos or 0
    return source.text[source.text.rfind("\n", 0, start) + 1 : start].lstrip().rstrip(" ").endswith("\t")


def _words_for(accepts: AbstractSet[str], token: Token) -> dict[str, str]:
    names = language().names
    found = names["$END"] if token.type == "$END" else f"`{_short(token.value)}`"
    wanted = sorted({names[name] for name in accepts})
    shown = ", ".join(wanted[:-1]) + (" or " if len(wanted) > 1 else "") + wanted[-1] if wanted else "nothing more"
    return {"found": found, "expected": shown, "text": _short(token.value)}


def _short(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if line == text and len(line) <= 40 else line[:40] + "…"


def _stray(source: Source, token: Token) -> Diagnostic:
    """A character, or several, that no terminal matches."""
    start = token.start_pos or 0
    text = source.text[start]
    if text in _QUOTES:
        return _at(source, token, "E105", quote=text)
    if text.isdigit():
        return _at(source, token, "E117")
    shown = text if text.isprintable() else f"U+{ord(text):04X}"
    return _at(source, token, "E110", character=shown)


def _at(source: Source, token: Token, code: str, **arguments: str) -> Diagnostic:
    start, end = token.start_pos or 0, token.end_pos or 0
    if token.type == "$END":
        start = end
    return Diagnostic(code, Place(source, Span(start, max(start, end))), arguments)


def _guess(word: str, words: list[str], otherwise: str) -> str:
    close = get_close_matches(word, words, n=1)
    return f"`{close[0]}`" if close else otherwise


@cache
def _table() -> dict[tuple[str, object, str, frozenset[str]], str]:
    """What the examples teach: where the parser stopped, and at what, to the code."""
    table: dict[tuple[str, object, str, frozenset[str]], str] = {}
    for code, examples in EXAMPLES.items():
        for example in examples:
            key = _key_of(example)
            if key is not None:
                table.setdefault(("item", *key), code)
    return table


def _key_of(example: str) -> _Key | None:
    """The key of the error in which an example ends; `None` where it is no syntax error after all."""
    spoken = language()
    parser = spoken.lark.parse_interactive(start="item")
    last = Token("$END", "", 0, end_pos=0)
    try:
        for last in scan(spoken, example):
            parser.feed_token(last)
        parser.feed_eof(last)
    except UnexpectedToken as error:
        return _key(error, parser.accepts())
    return None
