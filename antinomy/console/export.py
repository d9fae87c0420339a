"""What became of an export, for a terminal."""

from __future__ import annotations

from pathlib import Path

from antinomy.console.parts import console, headline
from logic.answers.export import ExportAnswer


def show(answer: ExportAnswer, output: Path | None) -> None:
    """What became of an export whose text is not what is printed."""
    out = console()
    match answer.verdict:
        case "exported":
            headline(out, "✓", f"written: {output}", "green")
        case "consistent":
            headline(out, "✗", "nothing to prove: the composition is consistent", "red")
        case "not_entailed":
            headline(out, "✗", f"nothing to prove: {answer.formula} does not follow", "red")
        case _:
            headline(out, "?", f"undecided: {answer.reason}", "yellow")
