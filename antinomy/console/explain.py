"""The argument that a proof makes, for a terminal."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from antinomy.console.argument import show_argument
from antinomy.console.parts import console, evidence, headline, note, show_statements
from antinomy.formats.parts import by_name, says
from logic.answers.explain import ExplainAnswer


def show(answer: ExplainAnswer) -> None:
    """Steps, the statements that they quote, and the works that these cite."""
    out = console()
    if answer.verdict == "undecided":
        headline(out, "?", f"undecided: {answer.reason}", "yellow")
        return
    subject = "the theory " if answer.verdict in {"requires", "forbids", "leaves_open"} else ""
    sign, style = ("✓", "green") if answer.verdict in {"entailed", "requires"} else ("✗", "red")
    if answer.verdict in {"consistent", "leaves_open"}:
        sign, style = "·", "green"
    headline(out, sign, f"{subject}{says(answer)}", style)
    statements = by_name(answer.statements)
    for argument in answer.arguments:
        if argument.steps:
            out.print(Padding(Text(argument.shows or "Why"), (1, 0, 0, 2)))
            show_argument(out, argument, statements)
        else:
            show_statements(out, argument.contradiction.statements, "Why: no proof was found that could be told")
    if not answer.arguments:
        return
    if any(argument.steps for argument in answer.arguments):
        show_statements(out, answer.statements, "The statements", numbered=False)
    if answer.works:
        out.print("\n  Works cited")
        for work in answer.works:
            note(out, work.text)
    out.print()
    for kind in dict.fromkeys(evidence(argument.contradiction.proof) for argument in answer.arguments):
        note(out, kind)
