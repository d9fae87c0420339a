"""The proposition on which a theory and a policy part company, for a terminal."""

from __future__ import annotations

from rich.console import Console

from antinomy.console.parts import console, evidence, headline, note, show_rows, show_statements
from antinomy.glosses import atom_sentence
from logic.answers.interpolant import InterpolantAnswer
from logic.composition import Composed
from logic.wording import element_name

_NOT_ASKED = {
    "requires": "the theory requires the policy: they do not part company",
    "leaves_open": "the theory does not forbid the policy: they do not part company",
    "theory_inconsistent": "the theory is contradictory by itself, so that it says nothing of any policy",
    "policy_inconsistent": "the policy is contradictory by itself",
}


def show(answer: InterpolantAnswer) -> None:
    """The proposition, what it speaks of, what the theory has it from, and what of the policy denies it."""
    out = console()
    composed = answer.composed
    if answer.reason is not None or composed is None:
        headline(out, "?", f"undecided: {answer.reason}", "yellow")
    elif answer.formula is not None:
        headline(out, "✗", f"theory and policy part company over: {answer.formula}", "red")
        _show_formula(out, answer, composed)
    elif answer.worlds is not None:
        headline(out, "·", "theory and policy part company over nothing that both can say", "yellow")
        note(
            out,
            "The theory forbids the policy. But it has a world, and the policy's own statements have one, that are "
            "alike in every atom, scenario and obligation of what both speak of; --json tells both. What joins the "
            "two sides is that some ideal world exists, or that one meets several demands at once, and no formula "
            "of the language says that in their common words.",
        )
    else:
        headline(out, "·", _NOT_ASKED[answer.verdict], "yellow")


def _show_formula(out: Console, answer: InterpolantAnswer, composed: Composed) -> None:
    note(out, "The theory entails it; the policy's own statements contradict it.")
    if answer.stronger is not None:
        note(out, f"The theory goes further: {answer.stronger}.")
    if answer.granted:
        principles = ", ".join(statement.name for statement in answer.granted)
        note(out, f"They contradict it once the theory's principles are granted to them too: {principles}.")
    out.print("\n  It speaks of")
    vocabulary = composed.vocabulary
    show_rows(out, [("", atom_sentence(vocabulary, atom), str(atom)) for atom in answer.atoms])
    agents = [element_name(vocabulary, agent) for agent in answer.agents if agent is not None]
    if agents:
        note(out, f"As the duty of: {', '.join(agents)}.")
    if answer.premises is not None and answer.against is not None:
        show_statements(out, answer.premises.statements, "The theory has it from these")
        show_statements(out, answer.against.statements, "The policy denies it by these")
    out.print()
    note(out, "Both were asked again of its text.")
    if answer.premises is not None and answer.against is not None:
        note(out, f"That the theory has it: {evidence(answer.premises.proof)}")
        note(out, f"That the policy denies it: {evidence(answer.against.proof)}")
