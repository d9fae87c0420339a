"""The machine that follows the tables does what lark's own parser does, and the tables can be kept as JSON."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lark import GrammarError, Lark, UnexpectedInput
from lark import Token as LarkToken
from lark.lexer import Lexer

from grammar import strategies
from grammar.build import Builder
from grammar.examples import EXAMPLES
from grammar.language import GRAMMAR, language
from grammar.machine import END, Machine, Tables, Token
from grammar.scanner import Scanner
from grammar.tables import STARTS, build
from grammar.tree import Formula

ROOT = GRAMMAR.parents[1]
ROOMS = ("antinomy", "grammar", "logic", "proofs", "theories")


class Both(LarkToken):
    """A token of lark's that our own builder can read too."""

    @property
    def text(self) -> str:
        return str(self)

    @property
    def kind(self) -> str:
        return self.type

    @property
    def start(self) -> int:
        return self.start_pos or 0

    @property
    def end(self) -> int:
        return self.end_pos or 0


class OurScanner(Lexer):
    """Gives lark our tokens."""

    __future_interface__ = 1

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Both]:  # noqa: ARG002  lark's own signature
        text = lexer_state.text
        for token in Scanner(text if isinstance(text, str) else text.text).tokens():
            yield Both(token.kind, token.text, token.start, end_pos=token.end)


@cache
def twin() -> Lark:
    return Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=OurScanner,
        start=list(STARTS),
        transformer=Builder(),
        strict=True,
    )


def ours(text: str, start: str) -> Any:
    machine = language().machine(start)
    return machine.result if all(map(machine.feed, Scanner(text).tokens())) and machine.finish() else None


def larks(text: str, start: str) -> Any:
    try:
        return twin().parse(text, start=start)
    except UnexpectedInput:
        return None


TEXTS = (
    ("item", 'theory t "T" [@k] extends a, b, c'),
    ("item", "theory t extends a"),
    ("item", 'sort S = {A "a", B, C}'),
    ("item", "sort S += {}"),
    ("item", 'settled atom p(s, t: S, r: R) "g"'),
    ("item", "atom p"),
    ("item", 'define d(s: S) "g": p and q and r or s xor t implies u'),
    ("item", "setting s = + A - B.c + D"),
    ("item", "claim c: A is contradictory because of {m.a, n.b}"),
    ("item", "claim c: A does not entail not p or q or r"),
    ("item", "principle p: ought is jointly consistent"),
    ("formula", "for at least 2 s, t in S, r in R where s != t: if (p(s) -> ought[US] q(t, r)), then in w: true"),
    ("formula", "at most 3 of {p, q iff r, not s = t} unless false"),
    ("composition", "A + B"),
    ("qualified_list", "a.b, c"),
)


@pytest.mark.parametrize(("start", "text"), TEXTS)
def test_the_twin_builds_the_same(start: str, text: str) -> None:
    assert ours(text, start) == larks(text, start) is not None


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_twin_refuses_the_same(code: str) -> None:
    for example in EXAMPLES[code]:
        assert ours(example, "item") is larks(example, "item") is None


@given(strategies.formula_texts())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_twin_reads_any_formula_alike(written: tuple[str, Formula]) -> None:
    text, formula = written
    assert ours(text, "formula") == larks(text, "formula") == formula


def kinds() -> list[str]:
    return [*build(GRAMMAR).terminals, END]


def test_what_is_accepted_is_what_can_be_fed() -> None:
    every = kinds()
    for start, text in TEXTS:
        tokens = list(Scanner(text).tokens())
        for length in range(len(tokens) + 1):
            machine = language().machine(start)
            assert all(map(machine.feed, tokens[:length]))
            states = list(machine.states)
            accepted = machine.accepts()
            assert machine.states == states
            for kind in every:
                fresh = Machine(machine._rows, machine._steps, machine.states[0])  # noqa: SLF001  a second machine
                assert all(map(fresh.feed, tokens[:length]))
                # Only the kinds that can stand there have values that can be built from.
                assert _would_take(fresh, kind) == (kind in accepted)


def _would_take(machine: Machine, kind: str) -> bool:
    values = machine.values
    machine.values = [_Nothing() for _ in values]
    machine._steps = tuple((origin, size, build and _nothing, None, ()) for origin, size, build, *_ in machine._steps)  # noqa: SLF001
    return machine.feed(Token(kind, "", 0, 0))


class _Nothing:
    pass


def _nothing(_: list[Any]) -> _Nothing:
    return _Nothing()


def test_the_tables_can_be_kept_as_json() -> None:
    tables = build(GRAMMAR)
    assert Tables.of(json.loads(json.dumps(tables.plain()))) == tables


def test_the_tables_are_the_same_bytes_every_time() -> None:
    script = (
        "import json; from grammar.tables import build; from grammar.language import GRAMMAR\n"
        "print(json.dumps(build(GRAMMAR).plain()))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


def test_every_rule_has_its_builder() -> None:
    actions = {rule.action for rule in build(GRAMMAR).rules if rule.action and not rule.origin.startswith("_")}
    methods = {name for name in vars(Builder) if not name.startswith("_")}
    assert actions == methods


# The grammar itself


def test_the_grammar_has_no_conflict() -> None:
    assert set(build(GRAMMAR).starts) == set(STARTS)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("?prefix_o: open ", "?prefix_o: open | primary "),
        ("?iff_c: imp_c ", "?iff_c: imp_c | iff_c IFF iff_c "),
        ("names: NAME (_COMMA NAME)*", "names: NAME (_COMMA NAME)* | NAME _COMMA names"),
    ],
)
def test_a_conflict_would_be_found(tmp_path: Path, rule: str, change: str) -> None:
    text = GRAMMAR.read_text(encoding="utf-8")
    assert rule in text
    changed = text.replace(rule, change, 1)
    path = tmp_path / "changed.lark"
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(GrammarError):
        build(path)


def test_words_that_begin_items_stand_nowhere_else() -> None:
    tables = build(GRAMMAR)
    starts = language().item_starts
    elsewhere = {
        kind
        for number, row in enumerate(tables.rows)
        if number not in tables.starts.values()
        for kind in row.keys() & starts
    }
    # `settled atom` is the only item whose second word begins items too.
    assert elsewhere == {"_ATOM"}


# The door to lark


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def test_lark_has_one_door() -> None:
    importers = [
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "lark" in imported(path)
    ]
    assert importers == ["grammar/tables.py"]


def test_lark_is_not_imported_where_the_tables_are_kept(tmp_path: Path) -> None:
    script = (
        "import sys; from grammar.parse import parse; from grammar.span import Source\n"
        "assert not parse(Source('f', 'theory t\\naxiom a: p or q')).diagnostics\n"
        "assert parse(Source('f', 'axiom a p')).diagnostics\n"
        "print('lark' in sys.modules)"
    )
    environment = {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    said = [
        subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, encoding="utf-8", check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["True", "False"]
