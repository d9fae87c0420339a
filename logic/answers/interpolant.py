"""The proposition on which a theory and a policy part company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from logic.answers.common import (
    Answer,
    Contradiction,
    Evidence,
    Json,
    PossibleWorld,
    evidence,
    proof_json,
    statement_json,
    world_json,
)
from logic.answers.verdict import PolicyVerdict
from logic.composition import Composed
from logic.theory import Statement
from proofs.formula import Atom
from proofs.world import Agent


@dataclass(frozen=True)
class InterpolantAnswer(Answer):
    """A formula that the theory entails and the policy's own statements contradict, where the theory forbids it.

    `formula` is empty where there is none: because nothing is forbidden, or because the two
    `worlds`, one of the theory and one of the policy's own statements, are alike in all that
    can be said of what both speak of. `granted` are principles of the theory without which
    the policy's own statements do not contradict the formula. `stronger` has `ought` for
    `may`, if the theory entails even that. `premises` are statements of the theory that
    suffice for the formula, `against` statements of the policy that contradict it.
    """

    question: ClassVar[str] = "interpolant"

    theory: str = ""
    policy: str = ""
    verdict: PolicyVerdict = "undecided"
    composed: Composed | None = None
    formula: str | None = None
    stronger: str | None = None
    atoms: tuple[Atom, ...] = ()
    agents: tuple[Agent, ...] = ()
    granted: tuple[Statement, ...] = ()
    premises: Contradiction | None = None
    against: Contradiction | None = None
    worlds: tuple[PossibleWorld, PossibleWorld] | None = None

    def body(self) -> Json:
        body: Json = {
            "composition": f"{self.theory} + {self.policy}",
            "theory": self.theory,
            "policy": self.policy,
            "verdict": self.verdict,
            "formula": self.formula,
            "stronger": self.stronger,
            "atoms": [str(atom) for atom in self.atoms],
            "agents": [agent or "" for agent in self.agents],
            "granted": [statement.name for statement in self.granted],
        }
        statements: tuple[Statement, ...] = ()
        if self.premises is not None and self.against is not None:
            body["premises"], body["against"] = self.premises.names, self.against.names
            body["proofs"] = [proof_json(self.premises.proof), proof_json(self.against.proof)]
            statements = (*self.premises.statements, *self.against.statements)
        if self.worlds is not None:
            body["worlds"] = {"theory": world_json(self.worlds[0]), "policy": world_json(self.worlds[1])}
        body["statements"] = [statement_json(statement) for statement in dict.fromkeys(statements)]
        body["evidence"] = self.evidence
        return body

    @property
    def evidence(self) -> Evidence:
        """What the answer rests on."""
        if self.worlds is not None:
            return "world evaluated"
        if self.premises is None or self.against is None:
            return "none"
        kinds = {evidence(None, self.premises), evidence(None, self.against)}
        return "re-checked" if "re-checked" in kinds else max(kinds)
