"""All contradictions of a composition, for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console

from antinomy.console.parts import console, headline, note, show_statements
from antinomy.glosses import ranges
from logic.answers.contradictions import ContradictionsAnswer, Measures


def show(answer: ContradictionsAnswer, *, listed: bool = False) -> None:
    """The statements that take part, each with its share of the blame, and the contradictions by their names.

    `listed`: the contradictions have been printed already, as they were found.
    """
    out = console()
    number, composed = len(answer.contradictions), answer.composed
    _headline(out, answer, number)
    if composed is None or not number:
        return
    involved = sorted({i for members in answer.contradictions for i in members})
    remarks = {}
    if answer.blame is not None:
        remarks = {name: f"blame {100 * share:.1f} %" for name, share in answer.blame.items()}
    show_statements(out, [composed.statements[i] for i in involved], "The statements that take part", remarks)
    if not listed:
        _list(out, answer, involved)
    out.print()
    _show_measures(out, answer.measures)
    if answer.complete:
        note(out, "That there is no other follows from one refutation by Z3 and an evaluated world for each repair.")
    elif answer.reason is None:
        order = "These are the smallest; others exist." if answer.smallest_first else "Others exist, smaller ones too."
        note(out, order if number > 1 else "Others exist.")


def _headline(out: Console, answer: ContradictionsAnswer, number: int) -> None:
    many = f"{number:,} minimal contradiction{'' if number == 1 else 's'}"
    if answer.complete and not number:
        headline(out, "✓", "no contradiction: all statements can be true together", "green")
    elif answer.complete:
        headline(out, "✗", f"{many}, and no other", "red")
    elif answer.reason is None:
        headline(out, "✗", f"the first {many}", "red")
    else:
        headline(out, "?", f"incomplete ({answer.reason}): {many} found", "yellow")


def _list(out: Console, answer: ContradictionsAnswer, involved: Sequence[int]) -> None:
    """A line each, by the numbers of the statements above; written at once, for there may be a million."""
    out.print(f"\n  The contradictions, {'smallest first' if answer.smallest_first else 'those that were found'}")
    number = {index: at for at, index in enumerate(involved, 1)}
    width = len(f"{len(answer.contradictions):,}")
    lines = (
        f"  {at:>{width},}  {len(members)} statements: {ranges([number[i] for i in members], '-')}\n"
        for at, members in enumerate(answer.contradictions, 1)
    )
    sys.stdout.writelines(lines)


def _show_measures(out: Console, measures: Measures) -> None:
    told = [
        (measures.mi, "minimal contradictions (MI)"),
        (None if measures.mi_c is None else round(measures.mi_c, 4), "weighted by size (MI^C)"),
        (None if measures.hitting_set is None else f"{measures.hitting_set:g}", "hitting set"),
        (measures.contension, "contension"),
    ]
    known = [f"{words} {value}" for value, words in told if value is not None]
    if known:
        note(out, f"Measures of inconsistency: {', '.join(known)}.")
