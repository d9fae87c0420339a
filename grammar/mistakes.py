"""What a syntax error most likely means.

A table of broken items, each with the code that should be reported for it, is run through
the parser once; the state in which the parser stopped and the kind of token at which it
did become the key under which the code is found when a user's item stops there too
(Jeffery 2003, "Generating LR syntax error messages from examples"). Characters that mean
nothing, and words that are no words of the language, are told apart before that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from grammar import mend, misspelt, recovery, suggestions
from grammar.diagnostics import Diagnostic, Place
from grammar.examples import EXAMPLES
from grammar.language import language
from grammar.machine import END, Machine, Token
from grammar.mend import Fault
from grammar.scanner import ERROR, Scanner
from grammar.span import Source, Span


def explain(fault: Fault) -> Diagnostic:
    """The diagnostic for a fault."""
    return _foreign_sign(fault) or _odd_character(fault) or _other_word(fault) or _by_example(fault)


def misused(fault: Fault) -> Diagnostic:
    """The diagnostic for a word that begins items, where it stands as if it were a name."""
    return _diagnostic("E104", fault, word=fault.token.text)


def not_an_item(source: Source, token: Token) -> Diagnostic:
    """The diagnostic for something that stands where an item should begin."""
    start = Fault(source, "item", token.start, None, token, language().machine("item"))
    if (odd := _foreign_sign(start) or _odd_character(start)) is not None:
        return odd
    meant = meant_as_item(token)
    line = mend.line_with(start, ((token.start, token.end, meant.text),)) if meant and start.short else None
    if line is not None:
        guess = f"did you mean `{line}`?"
    elif meant is not None and not misspelt.is_foreign(token.text):
        guess = f"did you mean `{meant.text}`?"
    else:
        guess = "begin with a word such as `axiom` or `theory`"
    return _diagnostic("E112", start, word=_short(token.text), guess=guess)


def meant_as_item(token: Token) -> Token | None:
    """The word that begins items as which a token was probably meant, in the token's place."""
    word = misspelt.item_word(token.text) if token.kind == "NAME" else None
    return Token(language().reserved[word], word, token.start, token.end) if word is not None else None


def unclosed(fault: Fault) -> Diagnostic:
    """The diagnostic for a quoted text that begins at the fault and is never closed."""
    start = fault.token.start
    line = fault.text[start : recovery.next_line(fault.text, start)]
    return _diagnostic("E106", fault, Span(start, start + len(line.rstrip())))


# Characters


def _foreign_sign(fault: Fault) -> Diagnostic | None:
    """A sign of another notation, perhaps begun before the token, such as the second half of `&&`."""
    token, text = fault.token, fault.text
    if token.kind == END:
        return None
    span = misspelt.sign_at(text, token.start)
    if span is None and token.kind == ERROR and token.text in misspelt.SIGNS:
        span = token.start, token.end
    if span is None:
        return None
    sign = text[slice(*span)]
    if sign == ";" and "_COMMA" not in fault.accepts:
        return _diagnostic("E139" if fault.ends_here else "E101" if "_COLON" in fault.accepts else "E127", fault)
    return _diagnostic("E111", fault, Span(*span), sign=sign, word=misspelt.SIGNS[sign])


def _odd_character(fault: Fault) -> Diagnostic | None:
    """A character, or several, that no terminal matches."""
    token = fault.token
    if token.kind != ERROR:
        return None
    letter = token.text[0]
    if letter in misspelt.QUOTES and not _inside_a_word(fault):
        return _diagnostic("E105", fault, quote=letter)
    if letter == '"':
        return unclosed(fault)
    if letter.isascii() and letter.isdigit():
        return _diagnostic("E117", fault)
    if letter.isspace() or unicodedata.category(letter) in {"Cf", "Zs"}:
        return _diagnostic("E140", fault, character=_shown(letter))
    if letter == "@" and fault.accepts & {"CITATION", "_COLON"}:
        return _diagnostic("E124", fault)
    if letter in "/\\" and _extends(fault):
        return _diagnostic("E147", fault)
    if _inside_a_word(fault) or ("NAME" in fault.accepts and unicodedata.category(letter)[0] in "SN"):
        return _diagnostic("E137", fault, found=_shown(letter))
    return _diagnostic("E110", fault, character=_shown(letter))


def _inside_a_word(fault: Fault) -> bool:
    """Whether the fault's character stands in or at the end of a word, as in `Russia's` or `x²`."""
    token, last = fault.token, fault.last
    if last is None or last.end != token.start or last.kind not in {"NAME", "INT"}:
        return False
    return fault.text[token.end : token.end + 1].isalnum() or unicodedata.category(token.text[0])[0] in "SN"


def _shown(letter: str) -> str:
    """A character as it can be shown, with its name if it is a rare one."""
    code = f"U+{ord(letter):04X}"
    name = unicodedata.name(letter, "")
    if letter.isascii() and letter.isprintable():
        return f"`{letter}`"
    described = f"{code} ({name.lower()})" if name else code
    return f"{letter}, {described}," if letter.isprintable() and not letter.isspace() else described


# Words


def _other_word(fault: Fault) -> Diagnostic | None:
    """A word of another notation, or a misspelt one, with whose replacement the text can be read on."""
    wants_name = "NAME" in fault.accepts and not fault.accepts >= _FORMULA
    if not fault.short or (wants_name and fault.token.text in language().reserved):
        return None
    for start, end, words in _meant(fault):
        for word in words:
            edit = (start, end, word)
            if mend.helps(fault, edit):
                written = fault.text[start:end]
                mended = mend.line_with(fault, (edit,)) or word
                code = "E111" if misspelt.is_foreign(written) else "E114"
                return _diagnostic(code, fault, Span(start, end), sign=written, word=word, mended=f"`{mended}`")
    for start, end, word, said in misspelt.forms(fault.text, fault.first, fault.stop):
        line = mend.line_with(fault, ((start, end, said),))
        if line is not None and start <= fault.token.start:
            at = fault.text.index(word, start)
            return _diagnostic("E111", fault, Span(at, at + len(word)), sign=word, mended=f"`{line}`")
    for token in (fault.token, fault.last):
        if token is not None and token.text in misspelt.NEEDLESS and token.text not in fault.declared:
            line = mend.line_with(fault, suggestions.without(fault, token))
            if line is not None:
                place = Span(token.start, token.end)
                return _diagnostic("E142", fault, place, sign=token.text, mended=f"`{line}`")
    return None


_AROUND: Final = 40
"""How many characters around a fault are searched for a phrase."""


def _meant(fault: Fault) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The words and phrases around a fault, and what may have been meant by them."""
    around = max(fault.first, fault.token.start - _AROUND), min(fault.stop, fault.token.end + _AROUND)
    nearest = fault.last.start if fault.last else fault.first
    for start, end, words in misspelt.phrases(fault.text, *around):
        if start <= fault.token.end and nearest <= end:
            yield start, end, words
    for token in (fault.token, fault.last):
        if token is not None and token.text not in fault.declared:
            known = token.kind == "NAME" or misspelt.is_foreign(token.text)
            yield token.start, token.end, misspelt.replacements(token.text) if known else ()


# Examples


def _by_example(fault: Fault) -> Diagnostic:
    code = _refined(learned().get(_key(fault.machine, fault.token, fault.accepts), "E100"), fault)
    for other in _RATHER.get(code, ()):
        if suggestions.mended(code, fault) is None and suggestions.mended(other, fault) is not None:
            return _diagnostic(other, fault, word=fault.token.text)
    return _diagnostic(code, fault, word=fault.token.text)


_RATHER: Final = {
    "E101": ("E143", "E137"),
    "E122": ("E137",),
}
"""What else it may be, if what was suggested first will not do."""

_AGENT: Final = re.compile(r"\b(?:ought|may)\s*\(\s*\w+\s*\)\s*\Z")


def _refined(code: str, fault: Fault) -> str:
    """Tell apart what breaks off in one state at one kind of token, by what stands around it."""
    token, text = fault.token, fault.text
    behind = text[token.end : token.end + 1]
    if code == "E100":
        code = _by_head(fault)
    match code:
        case "E101" if behind == "@":
            return "E124"
        case "E101" | "E127" if _pasted(fault):
            return "E136"
        case "E127" | "E139" if token.text in {".", ","} and fault.ends_here:
            return "E139"
        case "E127" if _AGENT.search(text, max(fault.first, token.start - _AROUND), token.start):
            return "E144"
        case "E139" if behind.isalnum():
            return "E141"
        case "E137" if token.kind == "MINUS" and text[token.start - 1].isspace():
            return "E127" if fault.accepts >= _OPERATORS else "E101" if "_COLON" in fault.accepts else code
        case "E123" | "E134" | "E139" if _first_kind(fault) == "KIND" and _names_a_file(fault):
            return "E147"
        case "E129" if _first_kind(fault) == "KIND":
            return "E134"
    return code


_OPERATORS: Final = frozenset({"AND", "OR", "XOR", "IMPLIES", "ONLY", "UNLESS", "IFF"})
_FORMULA: Final = frozenset(
    {"NAME", "NOT", "OUGHT", "MAY", "FOR", "IF", "IN", "EXACTLY", "AT", "TRUE", "FALSE", "LPAR"}
)

_CLOSING: Final = frozenset({"RPAR", "RBRACE", "_RSQ"})
_AFTER_FORMULAS: Final = frozenset({END, "RPAR", "RBRACE", "_COMMA", "_COLON", "_THEN"})


def _by_head(fault: Fault) -> str:
    """The code for what no example tells: by what was expected, and by the kind of item."""
    token, accepts = fault.token, fault.accepts
    if accepts >= _FORMULA and token.kind in _OPERATORS | _AFTER_FORMULAS:
        return "E126"
    if token.kind in _CLOSING and END in accepts:
        return "E120"
    if token.kind == END and accepts & _CLOSING:
        return "E119"
    if token.kind != "NAME" and "NAME" in accepts and token.text in language().reserved:
        return "E104"
    if token.kind in {"OUGHT", "MAY"} and fault.last and fault.last.kind == "NAME":
        return "E144"
    if accepts >= _OPERATORS - {"IFF"} and token.kind in _FORMULA - {"IN"}:
        return "E127"
    if token.kind == "INT" and accepts == {"NAME"}:
        return "E137"
    first = _first_kind(fault)
    if accepts <= {"NAME", "PLUS"} and (token.kind == END or first not in {"_SORT", "KIND"}):
        return "E122"
    if token.kind in {"CITATION", "STRING"} and first != "_SORT":
        return "E124" if token.kind == "CITATION" else "E123"
    return "E100" if accepts >= _FORMULA or accepts >= _OPERATORS else _OF_ITEM.get(first, "E100")


def _extends(fault: Fault) -> bool:
    return any(token.kind == "_EXTENDS" for token in fault.head)


def _names_a_file(fault: Fault) -> bool:
    """Whether what follows `extends` is a path or in quotes."""
    quoted = fault.token.kind == "STRING" and fault.last is not None and fault.last.kind != "NAME"
    return _extends(fault) and (fault.token.kind == "_DOT" or quoted)


def _first_kind(fault: Fault) -> str:
    return next((token.kind for token in Scanner(fault.text).tokens(fault.first)), "")


_OF_ITEM: Final = {"_SORT": "E131", "_ATOM": "E132", "RIGIDITY": "E132", "KIND": "E134", "_CLAIM": "E130"}
"""What a fault in the head of an item is called if nothing is known about it."""

_Key = tuple[int, str, frozenset[str]]
_TELLING: Final = frozenset({"_THEN", "IN"})


def _key(machine: Machine, token: Token, accepts: AbstractSet[str]) -> _Key:
    """Where the parser stopped and at what; and whether it was waiting for a `then` or an `in`."""
    return machine.states[-1], token.kind, _TELLING & accepts


@cache
def learned() -> dict[_Key, str]:
    """What the examples teach: where the parser stopped, and at what, to the code."""
    table: dict[_Key, str] = {}
    for code, examples in EXAMPLES.items():
        for example in examples:
            for start, text in _readings(example):
                if (key := _key_of(start, text)) is not None:
                    table.setdefault(key, code)
    return table


_PARTS: Final = (
    ("axiom a: ", "formula"),
    ("setting s = ", "composition"),
    ("claim c: A is contradictory because of {", "qualified_list"),
)


def _readings(example: str) -> list[tuple[str, str]]:
    """An example as an item, and the formula, composition or list in it as one that stands by itself."""
    parts = [(start, example.removeprefix(head)) for head, start in _PARTS if example.startswith(head)]
    return [("item", example), *parts]


def _key_of(start: str, text: str) -> _Key | None:
    """The key of the error in which an example ends; `None` where it is no syntax error after all."""
    machine = language().machine(start)
    for token in Scanner(text).tokens():
        if not machine.feed(token):
            return _key(machine, token, machine.accepts())
    if machine.finish():
        return None
    return _key(machine, Token(END, "", len(text), len(text)), machine.accepts())


def _pasted(fault: Fault) -> bool:
    """Whether the token follows a tab inside its line, as in a row pasted from a table."""
    between = fault.text[fault.last.end : fault.token.start] if fault.last else ""
    return "\t" in between and "\n" not in between


# Words for the user


def _diagnostic(code: str, fault: Fault, span: Span | None = None, **arguments: str) -> Diagnostic:
    if "mended" not in arguments and (line := suggestions.mended(code, fault)) is not None:
        arguments["mended"] = f"`{line}`"
    found = language().names[END] if fault.token.kind == END else f"`{_short(fault.token.text)}`"
    arguments = {"found": found, "expected": _expected(fault.accepts), **arguments}
    return Diagnostic(code, Place(fault.source, span or Span(fault.token.start, fault.token.end)), arguments)


_GROUPS: Final = (("a formula", _FORMULA), ("a connective", _OPERATORS), ("a connective", _OPERATORS - {"IFF"}))


def _expected(accepts: AbstractSet[str]) -> str:
    """What could have stood there, in words."""
    names = language().names
    wanted: list[str] = []
    for group, kinds in _GROUPS:
        if kinds <= accepts:
            wanted.append(group)
            accepts -= kinds
    wanted += sorted({names[name] for name in accepts})
    return ", ".join(wanted[:-1]) + (" or " if len(wanted) > 1 else "") + wanted[-1] if wanted else "nothing more"


_LONGEST: Final = 40


def _short(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if line == text and len(line) <= _LONGEST else line[:_LONGEST] + "…"
