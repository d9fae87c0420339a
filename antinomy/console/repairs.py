"""All repairs of a composition, for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from antinomy.console.argument import show_contradiction
from antinomy.console.parts import (
    console,
    headline,
    note,
    sentence,
    show_rows,
)
from antinomy.glosses import atom_sentence, citation
from logic.answers.repairs import Repair, RepairsAnswer
from logic.composition import Composed

_TOLD = 3
"""Of how many atoms it is told, of each repair, what becomes of them."""


def show(answer: RepairsAnswer) -> None:
    """Each repair with what would be given up, in words, and what becomes possible."""
    out = console()
    composed = answer.composed
    if composed is None:
        return
    if answer.clash is not None:
        headline(out, "✗", "no repair: what is to be kept is contradictory by itself", "red")
        show_contradiction(out, answer.clash)
        return
    _headline(out, answer)
    for number, repair in enumerate(answer.repairs, 1):
        if repair.statements:
            _show_repair(out, number, repair, composed)
    if answer.complete and any(repair.statements for repair in answer.repairs):
        out.print()
        note(out, "Z3 refuted that there is any other. In each world told of, the rest was evaluated, and is true.")


def _headline(out: Console, answer: RepairsAnswer) -> None:
    number = len(answer.repairs)
    many = f"{number:,} minimal repair{'' if number == 1 else 's'}"
    if answer.complete and not any(repair.statements for repair in answer.repairs):
        headline(out, "✓", "nothing to repair: all statements can be true together", "green")
    elif answer.complete:
        headline(out, "✓", f"{many}, and no other", "green")
    elif answer.reason is None:
        first = "the smallest" if answer.smallest_first else "some"
        headline(out, "✓", f"{first} {many}; others exist", "green")
    else:
        headline(out, "?", f"incomplete ({answer.reason}): {many} found", "yellow")


def _show_repair(out: Console, number: int, repair: Repair, composed: Composed) -> None:
    statements = [composed.statements[i] for i in repair.statements]
    out.print(Text(f"\n  {number}  Give up", style="bold"))
    named = [(each, f"{each.node.name.text} ({each.module.name})") for each in statements]
    rows = [("–", sentence(each), " · ".join(filter(None, (name, citation(each))))) for each, name in named]
    show_rows(out, rows)
    if repair.world is not None and repair.telling:
        out.print(Padding(Text(f"Then it can be that {_possible(repair, composed)}.", style="dim"), (0, 0, 0, 6)))


def _possible(repair: Repair, composed: Composed) -> str:
    """What is so, in the world of a repair, of what the statements given up speak of."""
    assert repair.world is not None
    actual = repair.world.model.actual
    told = [atom_sentence(composed.vocabulary, atom, positive=atom in actual) for atom in repair.telling[:_TOLD]]
    rest = len(repair.telling) - len(told)
    return "; ".join(told) + (f"; and so on for {rest} more" if rest else "")
