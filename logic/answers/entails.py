"""Whether a formula follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from logic.answers.common import (
    Answer,
    Contradiction,
    Json,
    PossibleWorld,
    evidence,
    proof_json,
    statement_json,
    world_json,
)
from logic.composition import Composed

EntailsVerdict: TypeAlias = Literal["entailed", "not_entailed", "vacuous", "undecided"]


@dataclass(frozen=True)
class EntailsAnswer(Answer):
    """Whether a formula follows from a composition."""

    question: ClassVar[str] = "entails"

    composition: str = ""
    formula: str = ""
    verdict: EntailsVerdict = "undecided"
    composed: Composed | None = None
    premises: Contradiction | None = None
    world: PossibleWorld | None = None

    def body(self) -> Json:
        body: Json = {
            "composition": self.composition,
            "formula": self.formula,
            "verdict": self.verdict,
        }
        if self.premises is not None:
            body["premises"] = self.premises.names
            body["proof"] = proof_json(self.premises.proof)
            body["minimality"] = "smallest" if self.premises.smallest else "minimal"
            body["statements"] = [statement_json(statement) for statement in self.premises.statements]
        if self.world is not None:
            body["world"] = world_json(self.world)
        body["evidence"] = evidence(self.world, self.premises)
        return body
