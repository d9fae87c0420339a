"""What became of claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from grammar.diagnostics import Diagnostic
from logic.answers.common import Answer, Json

Outcome: TypeAlias = Literal["holds", "fails", "undecided", "error"]


@dataclass(frozen=True)
class ClaimAnswer:
    """Whether a claim holds, and if not, why not in one sentence; faults where it is in error."""

    name: str
    gloss: str | None
    judgement: str
    outcome: Outcome
    why: str = ""
    file: str = ""
    line: int = 0
    citation: str = ""
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class ProveAnswer(Answer):
    """What became of claims, in the order of their files and of the claims in them."""

    question: ClassVar[str] = "prove"

    claims: tuple[ClaimAnswer, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many claims came out so."""
        return sum(claim.outcome == outcome for claim in self.claims)

    def body(self) -> Json:
        claims = [
            {
                "name": claim.name,
                "gloss": claim.gloss,
                "judgement": claim.judgement,
                "outcome": claim.outcome,
                "why": claim.why,
                "citation": claim.citation,
                "file": claim.file,
                "line": claim.line,
            }
            for claim in self.claims
        ]
        outcomes: tuple[Outcome, ...] = ("holds", "fails", "undecided", "error")
        summary = {outcome: self.count(outcome) for outcome in outcomes}
        return {"composition": None, "claims": claims, "summary": summary, "evidence": "re-checked"}
