"""Why two theories differ, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from antinomy.console.parts import console, evidence, headline, note, show_alternatives, show_statements
from antinomy.console.verdict import SAYS, SIGNS
from logic.answers.contrast import ContrastAnswer, Exchange, Side
from logic.products import count, products


def show(answer: ContrastAnswer) -> None:
    """Why two theories differ, and what makes the one say what the other says."""
    out = console()
    first, second = answer.sides
    if "undecided" in {first.verdict, second.verdict}:
        headline(out, "?", f"undecided: {answer.reason}", "yellow")
        return
    differ = first.verdict != second.verdict
    said, other = _says(first, answer.policy), _says(second, "it" if _speaks(first) else answer.policy)
    told = f"the first {said}, the second {other}" if differ else f"they agree: each {said}"
    headline(out, "≠" if differ else "=", told, "red" if differ else "green")
    for number, side in zip(("first", "second"), answer.sides, strict=True):
        _show_side(out, answer, number, side)
    if not answer.arises:
        out.print()
        note(out, "There is no verdict to take over." if differ else "There is nothing to exchange.")
        return
    _show_exchanges(out, answer)
    out.print()
    note(out, _whether_all(answer))


def _speaks(side: Side) -> bool:
    return not side.verdict.endswith("inconsistent")


def _says(side: Side, policy: str) -> str:
    if side.verdict == "leaves_open":
        return f"leaves {policy} open"
    if side.verdict == "policy_inconsistent":
        return "makes the policy contradictory by its principles"
    return f"{side.verdict} {policy}" if _speaks(side) else "is contradictory by itself"


def _show_side(out: Console, answer: ContrastAnswer, number: str, side: Side) -> None:
    """What one theory says, and because of what."""
    assert answer.composed is not None
    out.print(Text(f"\n{SIGNS[side.verdict]} The {number}, {side.theory}", style="bold"))
    note(out, _because(side))
    if side.contradiction is not None:
        size = len(side.contradiction.statements)
        title = f"These {size} cannot all be true" if size > 1 else "This cannot be true"
        show_statements(out, side.contradiction.statements, title)
    elif side.premises is not None:
        size = len(side.premises.statements)
        title = f"It follows from these {size}" if size > 1 else "It follows from this"
        show_statements(out, side.premises.statements, title)
    elif side.world is not None:
        note(out, "Nothing in it decides: both are true in a world that was evaluated (--json tells it).")
    told = side.contradiction or side.premises
    if told is not None:
        out.print()
        note(out, evidence(told.proof))
    if side.trivial:
        note(out, "The verdict is trivial: no statement with ought takes part in it.")


def _because(side: Side) -> str:
    said = SAYS[side.verdict]
    return f"{said[:1].upper()}{said[1:]}."


def _show_exchanges(out: Console, answer: ContrastAnswer) -> None:
    becomes = {"forbids": "forbid", "requires": "require"}.get(answer.sides[1].verdict, "leave open")
    if answer.differences:
        size = answer.differences[0].size
        aim = (
            f"make the first {becomes} the policy"
            if becomes != "leave open"
            else "make the first leave the policy open"
        )
        out.print()
        note(
            out,
            f"Where they differ: the smallest exchanges that {aim} and spare what both hold, {_statements(size)} each",
        )
        _show(out, answer, answer.differences)
    others = [exchange for exchange in answer.exchanges if exchange not in answer.differences]
    if others:
        size = others[0].size
        small = "as small" if answer.differences and size == answer.differences[0].size else "smaller"
        out.print()
        note(out, f"What both hold could be given up instead, in exchanges that are {small}, {_statements(size)} each")
        _show(out, answer, others)


def _statements(size: int) -> str:
    return f"{size} statement{'' if size == 1 else 's'}"


def _show(out: Console, answer: ContrastAnswer, exchanges: Sequence[Exchange]) -> None:
    assert answer.composed is not None
    statements = answer.composed.statements
    index = {statement: i for i, statement in enumerate(statements)}
    removed = {index[s] for exchange in exchanges for s in exchange.remove}
    shown = 0
    by_kind = sorted(exchanges, key=lambda exchange: len(exchange.add))
    for _, group in groupby(by_kind, key=lambda exchange: len(exchange.add)):
        for product in products({index[s] for s in (*exchange.remove, *exchange.add)} for exchange in group):
            number = count(product)
            numbers = f"{shown + 1}" if number == 1 else f"{shown + 1}–{shown + number}"
            shown += number
            out.print(Text(f"\n  {numbers}", style="bold"))
            for label, wanted in (("give up", True), ("accept", False)):
                parts = [sorted(part) for part in product if (min(part) in removed) == wanted]
                show_alternatives(out, [[statements[i] for i in part] for part in parts], label)


def _whether_all(answer: ContrastAnswer) -> str:
    found = "Each was judged again by Z3." if answer.exchanges else ""
    if answer.reason is not None:
        return f"Incomplete: {answer.reason}. There may be more exchanges. {found}".rstrip()
    if answer.limited:
        return f"There may be more of this size; --limit ended the search. {found}".rstrip()
    if not answer.exchanges:
        return "No exchange makes the first say what the second says."
    return f"There are no smaller exchanges, and no others of this size. {found}"
