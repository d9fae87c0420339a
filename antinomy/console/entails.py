"""Whether a formula follows, for a terminal."""

from __future__ import annotations

from antinomy.console.parts import console, evidence, headline, note, show_statements, show_world
from logic.answers.entails import EntailsAnswer


def show(answer: EntailsAnswer) -> None:
    """Whether a formula follows."""
    out = console()
    match answer.verdict:
        case "entailed":
            headline(out, "✓", f"entailed: {answer.formula}", "green")
            if answer.premises is not None:
                show_statements(out, answer.premises.statements, "These suffice")
                kind = "No fewer do." if answer.premises.smallest else "None of them can be spared; fewer may do."
                note(out, f"{kind} {evidence(answer.premises.proof)}")
        case "not_entailed":
            headline(out, "✗", f"not entailed: {answer.formula}", "red")
            if answer.world is not None and answer.composed is not None:
                note(out, "In this world the composition is true and the formula is not:")
                show_world(out, answer.world, answer.composed)
        case "vacuous":
            headline(out, "✗", "vacuous: the composition is contradictory, so that everything follows from it", "red")
        case _:
            headline(out, "?", f"undecided: {answer.reason}", "yellow")
