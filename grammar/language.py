"""The language, ready for use: the parser's tables, the scanner's patterns, the reserved words.

Everything here is read off `axioms.lark`, once, when something has to be parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from grammar import cache as kept
from grammar.build import Builder
from grammar.machine import END, Machine, Step, Tables, ready

GRAMMAR = Path(__file__).with_name("axioms.lark")

_WORD = re.compile(r"([a-z]+)\\b")


@dataclass(frozen=True, slots=True)
class Language:
    """The grammar, as the scanner, the parser and the messages need it.

    `pattern` has one named group a terminal; words are matched as `NAME` and looked up in
    `reserved`. `unquoted` is the same without quoted texts. `item_starts` are the terminals
    that begin an item and can stand nowhere else; `names` is how each terminal is spoken of.
    """

    pattern: re.Pattern[str]
    unquoted: re.Pattern[str]
    reserved: dict[str, str]
    item_starts: frozenset[str]
    names: dict[str, str]
    _rows: tuple[dict[str, int], ...]
    _steps: tuple[Step, ...]
    _starts: dict[str, int]

    def machine(self, start: str) -> Machine:
        """A machine that expects an `item`, a `composition`, a `formula` or a `qualified_list`."""
        return Machine(self._rows, self._steps, self._starts[start])


@cache
def language() -> Language:
    """The language; raises `lark.GrammarError` where its grammar holds a conflict."""
    tables = _tables()
    terminals = tables.terminals
    builder = Builder()
    return Language(
        _scanner(terminals),
        _scanner({name: regexp for name, regexp in terminals.items() if name != "STRING"}),
        {word: name for name, regexp in terminals.items() for word in _WORD.findall(regexp)},
        frozenset(kind for kind in tables.rows[tables.starts["item"]] if kind in terminals),
        _human_names(terminals),
        tables.rows,
        tuple(ready(rule, builder) for rule in tables.rules),
        tables.starts,
    )


def _tables() -> Tables:
    """The tables as they were kept, else worked out anew and kept."""
    where = kept.folder()
    name = _name_of_tables() if where is not None else None
    if where is None or name is None:
        return _work_out()
    if (plain := kept.load(where, name)) is not None:
        return Tables.of(plain)
    tables = _work_out()
    kept.store(where, name, tables.plain())
    return tables


def _work_out() -> Tables:
    from grammar import tables  # noqa: PLC0415  lark is slow to import, and mostly not needed

    return tables.build(GRAMMAR)


def _name_of_tables() -> str | None:
    """A name for the tables that changes with the grammar, with lark's version and with our own code."""
    lark = find_spec("lark")
    if lark is None or lark.origin is None:
        return None
    # Lark's `__init__` states its version; to ask the package's metadata would take twenty milliseconds.
    sources = (
        GRAMMAR,
        Path(__file__).with_name("tables.py"),
        Path(__file__).with_name("machine.py"),
        Path(lark.origin),
    )
    try:
        return kept.key(*(path.read_bytes() for path in sources))
    except OSError:
        return None


def _scanner(terminals: dict[str, str]) -> re.Pattern[str]:
    """One alternative a terminal: names first, which take in the words too, then signs, the longest first."""

    def rank(name: str) -> tuple[int, int, str]:
        first = ("SPACE", "NAME", "COMMENT", "STRING", "CITATION", "INT")
        return (first.index(name) if name in first else len(first), -_longest_sign(terminals[name]), name)

    signs = [name for name in terminals if not _only_words(terminals[name])]
    return re.compile("|".join(f"(?P<{name}>{terminals[name]})" for name in sorted(signs, key=rank)))


def _signs(regexp: str) -> list[str]:
    return [part.replace("\\", "") for part in re.split(r"(?<!\\)\|", regexp) if not _WORD.fullmatch(part)]


def _only_words(regexp: str) -> bool:
    return not _signs(regexp)


def _longest_sign(regexp: str) -> int:
    return max(map(len, _signs(regexp)), default=0)


_SPOKEN = {
    "NAME": "a name",
    "STRING": "a quoted text",
    "CITATION": "a citation",
    "INT": "a number",
    END: "the end of the statement",
}


def _human_names(terminals: dict[str, str]) -> dict[str, str]:
    """For each terminal, how to speak of it: its first word, else its sign."""
    names = dict(_SPOKEN)
    for name, regexp in terminals.items():
        words = _WORD.findall(regexp)
        names.setdefault(name, f"`{words[0] if words else regexp.replace(chr(92), '')}`")
    return names
