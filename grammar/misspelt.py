"""Signs and words of other notations, and misspelt words of this one.

What stands here is looked at only after a fault, and offered only where the text can then
be read further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from grammar.language import language

SIGNS: Final = {
    "&&": "and",
    "/\\": "and",
    "·": "and",
    "•": "and",
    "*": "and",
    "^": "and",
    "⋀": "and",
    "||": "or",
    "\\/": "or",
    "⋁": "or",
    "⊻": "xor",
    "=>": "implies",
    "==>": "implies",
    "-->": "implies",
    "⊃": "implies",
    "⇒": "implies",
    "⟹": "implies",
    "⟶": "implies",
    "⟺": "iff",
    "⟷": "iff",
    "<=>": "iff",
    "<-->": "iff",
    "⇔": "iff",
    "≡": "iff",
    "==": "=",
    "≠": "!=",
    "=/=": "!=",
    "<>": "!=",
    "!": "not",
    "∼": "not",
    "∀": "for every",
    "∃": "for some",
    "∈": "in",
    "□": "ought",
    "◻": "ought",
    "◇": "may",
    "◊": "may",
    "⊤": "true",
    "⊥": "false",
    "⊢": "entails",
    "⊨": "entails",
    "|=": "entails",
    "|-": "entails",
    ":=": ":",
    "::": ":",
    "−": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "//": "#",
    "/*": "#",
    "--": "#",
    "（": "(",
    "）": ")",
    "：": ":",
    "，": ",",
    ";": ",",
}
"""What other notations write, and what is written here."""

_LONGEST_SIGN: Final = max(map(len, SIGNS))

DOUBLE_QUOTES: Final = "“”„‟«»＂"
QUOTES: Final = f"{DOUBLE_QUOTES}‘’‚‛`'"
"""Quotation marks that are none here."""

_WORDS: Final = {
    "all": ("every",),
    "each": ("every",),
    "any": ("every", "some"),
    "forall": ("for every",),
    "foreach": ("for every",),
    "exists": ("for some",),
    "there exists": ("for some",),
    "there is": ("for some",),
    "such that": ("where",),
    "suchthat": ("where",),
    "one": ("1", "exactly 1"),
    "two": ("2", "exactly 2"),
    "three": ("3", "exactly 3"),
    "four": ("4", "exactly 4"),
    "more than one": ("at least 2",),
    "but": ("and",),
    "yet": ("and",),
    "while": ("and",),
    "whereas": ("and",),
    "as well as": ("and",),
    "or else": ("xor", "or"),
    "therefore": ("then", "implies"),
    "therefor": ("then", "implies"),
    "thus": ("then", "implies"),
    "hence": ("then", "implies"),
    "so": ("then", "implies"),
    "imply": ("implies",),
    "implies that": ("implies",),
    "entails": ("implies",),
    "implies": ("entails",),
    "entail": ("entails",),
    "if and only if": ("iff",),
    "is equivalent to": ("iff",),
    "equals": ("iff", "="),
    "onlyif": ("only if",),
    "when": ("if",),
    "whenever": ("if",),
    "suppose": ("if",),
    "it is not the case that": ("not",),
    "it is not true that": ("not",),
    "no": ("not",),
    "non": ("not",),
    "never": ("not",),
    "ought to": ("ought",),
    "must": ("ought",),
    "should": ("ought",),
    "shall": ("ought",),
    "obligatory": ("ought",),
    "might": ("may",),
    "permitted": ("may",),
    "permissible": ("may",),
    "forbidden": ("ought not",),
    "prohibited": ("ought not",),
    "inconsistent": ("contradictory",),
    "is not consistent": ("is contradictory",),
    "is not contradictory": ("is consistent",),
    "contradicts": ("forbids",),
    "proves": ("entails",),
    "allows": ("leaves open",),
    "permits": ("leaves open",),
    "plus": ("+",),
    "minus": ("-",),
    "without": ("-",),
    "with": ("+", "to", "where"),
    "extend": ("extends",),
    "imports": ("extends",),
    "uses": ("extends",),
    "inherits": ("extends",),
}
"""Words and phrases of English, logic and other languages, and what may have been meant, the likeliest first."""

_PHRASE: Final = re.compile(
    rf"\b(?:{'|'.join(sorted((word for word in _WORDS if ' ' in word), key=len, reverse=True))})\b"
)

_FORMS: Final = (
    (re.compile(r"\bneither\s+(?P<a>.+?)\s+nor\s+(?P<b>.+)", re.DOTALL), "neither", "not {a} and not {b}"),
    (
        re.compile(r"\bif\s+(?P<a>.+?),?\s+then\s+(?P<b>.+?),?\s+else\s+(?P<c>.+)", re.DOTALL),
        "else",
        "(if {a} then {b}) and (if not {a} then {c})",
    ),
)
"""Forms of speech around a word that is none here, and how they can be said."""

_LONGEST_FORM: Final = 400

NEEDLESS: Final = frozenset({"either", "both", "that", "the", "an", "also", "it", "then", "to"})
"""Words of English that say nothing here."""

_ITEM_WORDS: Final = {
    "premise": "axiom",
    "premiss": "axiom",
    "assumption": "axiom",
    "assume": "axiom",
    "hypothesis": "axiom",
    "postulate": "axiom",
    "statement": "axiom",
    "theorem": "claim",
    "lemma": "claim",
    "conclusion": "claim",
    "conjecture": "claim",
    "proposition": "atom",
    "predicate": "atom",
    "variable": "atom",
    "var": "atom",
    "relation": "atom",
    "def": "define",
    "definition": "define",
    "let": "define",
    "type": "sort",
    "class": "sort",
    "enum": "sort",
    "set": "sort",
    "domain": "sort",
    "rule": "law",
    "duty": "norm",
    "value": "norm",
    "obligation": "prescription",
    "recommendation": "prescription",
    "observation": "fact",
    "evidence": "fact",
    "constant": "rigid",
    "module": "theory",
    "strategy": "policy",
}

_CLOSE: Final = 0.8
_LONGEST_WORD: Final = 20


def sign_at(text: str, at: int) -> tuple[int, int] | None:
    """The longest sign of another notation of which the character at `at` is a part."""
    for length in range(_LONGEST_SIGN, 1, -1):
        for start in range(max(0, at - length + 1), at + 1):
            sign = text[start : start + length]
            if sign in SIGNS and len(sign) == length:
                return start, start + length
    return None


def phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The phrases of English in a range of a text, and what may have been meant by each."""
    for found in _PHRASE.finditer(text, start, end):
        yield *found.span(), _WORDS[found[0]]


def forms(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """The forms of speech in a range of a text: where each stands, its word, and what may have been meant."""
    for pattern, word, said in _FORMS:
        if end - start <= _LONGEST_FORM and (found := pattern.search(text, start, end)) is not None:
            parts = {name: part if part.isidentifier() else f"({part})" for name, part in found.groupdict().items()}
            yield *found.span(), word, said.format_map(parts)


def replacements(word: str) -> tuple[str, ...]:
    """What may have been meant by a word, the likeliest first: words of other notations, then misspellings."""
    return _WORDS.get(word.lower(), ()) + _close(word, frozenset(language().reserved))


def is_foreign(word: str) -> bool:
    """Whether a word is known from elsewhere, rather than misspelt."""
    return word.lower() in _WORDS or word.lower() in _ITEM_WORDS


def item_word(word: str) -> str | None:
    """The word for an item that may have been meant."""
    if (known := _ITEM_WORDS.get(word.lower())) is not None:
        return known
    return next(iter(_close(word, _item_words())), None)


@cache
def _item_words() -> frozenset[str]:
    spoken = language()
    return frozenset(word for word, kind in spoken.reserved.items() if kind in spoken.item_starts)


@lru_cache(1 << 12)
def _close(word: str, words: frozenset[str]) -> tuple[str, ...]:
    """The words that are spelt nearly alike, the nearest first."""
    if len(word) > _LONGEST_WORD:
        return ()
    word = word.lower()
    found = []
    matcher = SequenceMatcher(b=word)
    for other in sorted(words):
        matcher.set_seq1(other)
        ratio = 1.0 if sorted(other) == sorted(word) else matcher.quick_ratio()
        if ratio >= _CLOSE and (ratio == 1.0 or matcher.ratio() >= _CLOSE):
            found.append((-ratio, other))
    return tuple(other for _, other in sorted(found))
