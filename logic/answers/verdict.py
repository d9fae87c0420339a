"""What a theory says of a policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from logic.answers.common import (
    Answer,
    Contradiction,
    Json,
    PossibleWorld,
    contradiction_json,
    evidence,
    proof_json,
    world_json,
)
from logic.composition import Composed
from logic.theory import Statement

PolicyVerdict: TypeAlias = Literal[
    "requires", "forbids", "leaves_open", "theory_inconsistent", "policy_inconsistent", "undecided"
]
PrescriptionStatus: TypeAlias = Literal["required", "forbidden", "open", "undecided"]


@dataclass(frozen=True)
class PrescriptionAnswer:
    """What a theory says of one prescription.

    `deed`: of a forbidden one, whether what it prescribes is itself forbidden, or only not
    obligatory; `None` of others, and where that was not decided. `premises`: of a required
    one, the fewest statements that require it, and their proof.
    """

    statement: Statement
    status: PrescriptionStatus
    deed: Literal["forbidden", "not_obligatory"] | None = None
    premises: Contradiction | None = None

    def body(self) -> Json:
        """Its JSON."""
        body: Json = {"name": self.statement.name, "status": self.status, "deed": self.deed}
        if self.premises is not None:
            body["premises"], body["proof"] = self.premises.names, proof_json(self.premises.proof)
        return body


@dataclass(frozen=True)
class VerdictAnswer(Answer):
    """What a theory says of a policy."""

    question: ClassVar[str] = "verdict"

    theory: str = ""
    policy: str = ""
    verdict: PolicyVerdict = "undecided"
    trivial: bool = False
    composed: Composed | None = None
    prescriptions: tuple[PrescriptionAnswer, ...] = ()
    contradiction: Contradiction | None = None
    world: PossibleWorld | None = None

    def body(self) -> Json:
        body: Json = {
            "composition": f"{self.theory} + {self.policy}",
            "theory": self.theory,
            "policy": self.policy,
            "verdict": self.verdict,
            "trivial": self.trivial,
            "prescriptions": [each.body() for each in self.prescriptions],
        }
        if self.contradiction is not None:
            body.update(contradiction_json(self.contradiction))
        if self.world is not None:
            body["world"] = world_json(self.world)
        body["evidence"] = evidence(self.world, self.contradiction)
        return body
