"""Whether a composition is consistent, for a terminal."""

from __future__ import annotations

from rich.console import Console

from antinomy.console.argument import show_contradiction
from antinomy.console.parts import console, headline, note, show_world
from logic.answers.check import CheckAnswer


def show(answer: CheckAnswer) -> None:
    """Whether a composition is consistent."""
    out = console()
    composed = answer.composed
    if composed is None or answer.verdict == "undecided":
        headline(out, "?", f"undecided: {answer.reason}", "yellow")
    elif answer.contradiction is not None:
        size, of = len(answer.contradiction.statements), len(composed.statements)
        cannot = "cannot all be true" if size > 1 else "cannot be true"
        headline(out, "✗", f"contradictory: {size} of its {of} statements {cannot}", "red")
        show_contradiction(out, answer.contradiction)
        _show_alone(out, answer)
    elif answer.world is not None:
        of = len(composed.statements)
        can = (
            f"its {of} statements can all be true"
            if of > 1
            else "its one statement can be true"
            if of
            else "it says nothing"
        )
        headline(out, "✓", f"consistent: {can}", "green")
        show_world(out, answer.world, composed)


def _show_alone(out: Console, answer: CheckAnswer) -> None:
    if not answer.alone:
        return
    groups: dict[str, list[str]] = {}
    for name, verdict in answer.alone.items():
        groups.setdefault(verdict, []).append(name)
    for found, names in groups.items():
        note(out, f"{found.capitalize()} by {'itself' if len(names) == 1 else 'themselves'}: {', '.join(names)}.")
