"""What became of claims, for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from antinomy.console.parts import console
from logic.answers.prove import ClaimAnswer, ProveAnswer


def show(answer: ProveAnswer, *, everything: bool = False) -> None:
    """The claims that do not hold, all of them where `everything`, and a summary."""
    out = console()
    signs = {"holds": ("✓", "green"), "fails": ("✗", "red"), "undecided": ("?", "yellow"), "error": ("!", "red")}
    for claim in answer.claims:
        if claim.why != "interrupted" and (claim.outcome != "holds" or everything):
            sign, style = signs[claim.outcome]
            out.print(Text.assemble((f"{sign} {claim.outcome} ", style), f"{claim.name}  ", (_where(claim), "dim")))
            _claim_details(out, claim)
    counts = [(answer.count("holds"), "hold"), (answer.count("fails"), "fail")]
    counts += [(answer.count("undecided"), "undecided"), (answer.count("error"), "in error")]
    told = ", ".join(f"{number} {word}" for number, word in counts if number or word == "hold")
    out.print(f"{len(answer.claims)} claims: {told}  ({answer.seconds:.1f} s)")


def _claim_details(out: Console, claim: ClaimAnswer) -> None:
    if claim.gloss:
        out.print(Text(f"    {claim.gloss}"))
    if claim.outcome != "holds":
        out.print(Text(f"    {claim.judgement}", style="dim"))
        out.print(Text(f"    but {claim.why}" if claim.outcome == "fails" else f"    {claim.why}"))


def _where(claim: ClaimAnswer) -> str:
    return f"{claim.file}:{claim.line}"
