"""From `axioms.lark` to tables. The one door to lark, opened only where no tables are kept yet."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule as LarkRule
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from grammar.machine import END, Rule, Tables

STARTS = ("item", "composition", "formula", "qualified_list")


class _NoLexer(Lexer):
    """Stands where lark expects a lexer: `grammar.scanner` is ours."""

    def __init__(self, lexer_conf: Any) -> None:
        """Keep nothing."""

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
        """Never asked: nothing is parsed here."""
        raise NotImplementedError


def build(grammar: Path) -> Tables:
    """Have lark work out the tables; raises `lark.GrammarError` where the grammar holds a conflict."""
    text = grammar.read_text(encoding="utf-8")
    lark = Lark(text, parser="lalr", lexer=_NoLexer, start=list(STARTS), strict=True)
    table = lark.parse_interactive(start=STARTS[0]).parser_state.parse_conf.parse_table
    number = {state: index for index, state in enumerate(_in_order(table))}
    rules: dict[LarkRule, int] = {}
    rows = tuple(
        {
            str(kind): number[what] if action is Shift else ~rules.setdefault(what, len(rules))
            for kind, (action, what) in sorted(table.states[state].items(), key=itemgetter(0))
        }
        for state in number
    )
    for end in table.end_states.values():
        # Lark stops as it gets here; for us the end is one more token to be taken in.
        rows[number[end]][END] = number[end]
    return Tables(
        {terminal.name: terminal.pattern.to_regexp() for terminal in sorted(lark.terminals, key=attrgetter("name"))},
        tuple(map(_rule, rules)),
        rows,
        {start: number[table.start_states[start]] for start in STARTS},
    )


def _in_order(table: Any) -> dict[Any, None]:
    """The states as they are reached from the start; lark's own order changes from run to run."""
    order = dict.fromkeys(table.start_states[start] for start in STARTS)
    waiting = list(order)
    for state in waiting:
        for _, (action, what) in sorted(table.states[state].items(), key=itemgetter(0)):
            if action is Shift and what not in order:
                order[what] = None
                waiting.append(what)
    return order


def _rule(rule: LarkRule) -> Rule:
    """What lark's own tree builder would do at a reduction, as data."""
    picks: list[int | None] = []
    parts = iter(enumerate(rule.expansion))
    for missing in rule.options.empty_indices or [False] * len(rule.expansion):
        if missing:
            picks.append(None)
            continue
        index, part = next(parts)
        if not (part.is_term and getattr(part, "filter_out", False)):
            picks.append(index)
    spliced = tuple(index for index, part in enumerate(rule.expansion) if not part.is_term and part.name[0] == "_")
    handed_on = rule.options.expand1 and rule.alias is None
    assert rule.expansion
    assert not handed_on or len(rule.expansion) == 1
    action = None if handed_on else str(rule.alias or rule.origin.name)
    return Rule(str(rule.origin.name), len(rule.expansion), action, tuple(picks), spliced)
