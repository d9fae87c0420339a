"""What a theory says of a policy, for a terminal."""

from __future__ import annotations

from antinomy.console.argument import show_contradiction
from antinomy.console.parts import console, evidence, headline, note, show_rows
from logic.answers.verdict import PolicyVerdict, PrescriptionAnswer, VerdictAnswer

SIGNS: dict[PolicyVerdict, str] = {
    "requires": "!",
    "forbids": "✗",
    "leaves_open": "·",
    "theory_inconsistent": "T",
    "policy_inconsistent": "P",
    "undecided": "?",
}
SAYS: dict[PolicyVerdict, str] = {
    "requires": "requires the policy: whoever accepts the one must accept the other",
    "forbids": "forbids the policy: both cannot be accepted",
    "leaves_open": "leaves the policy open: it neither forbids nor requires it, which grants no permission",
    "theory_inconsistent": "the theory is contradictory by itself, so that it says nothing of any policy",
    "policy_inconsistent": "the policy is contradictory by itself",
    "undecided": "undecided",
}
STYLES: dict[PolicyVerdict, str] = {"requires": "green", "leaves_open": "green", "undecided": "yellow"}


def show(answer: VerdictAnswer) -> None:
    """What a theory says of a policy."""
    out = console()
    style = STYLES.get(answer.verdict, "red")
    subject = "" if answer.verdict.endswith("inconsistent") or answer.verdict == "undecided" else "the theory "
    reason = f": {answer.reason}" if answer.verdict == "undecided" else ""
    headline(out, SIGNS[answer.verdict], f"{subject}{SAYS[answer.verdict]}{reason}", style)
    if answer.trivial:
        note(out, "The verdict is trivial: no statement with ought takes part in it.")
    if answer.verdict == "theory_inconsistent":
        note(out, "The theory alone was looked at; whether the policy is contradictory too was not asked.")
    elif answer.prescriptions:
        out.print("\n  Prescription by prescription")
        show_rows(
            out, [(_status(each), each.statement.gloss or "", each.statement.name) for each in answer.prescriptions]
        )
    for each in answer.prescriptions:
        if each.premises is not None:
            out.print()
            note(out, f"{each.statement.name} is required by {', '.join(each.premises.names)}.")
            note(out, evidence(each.premises.proof))
    if answer.contradiction is not None:
        show_contradiction(out, answer.contradiction)


def _status(each: PrescriptionAnswer) -> str:
    if each.deed is None:
        return each.status
    return "forbidden" if each.deed == "forbidden" else "not obligatory"
