"""Why two theories differ on a policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from logic.answers.common import (
    Answer,
    Contradiction,
    Json,
    PossibleWorld,
    contradiction_json,
    evidence,
    names,
    statement_json,
    world_json,
)
from logic.answers.verdict import PolicyVerdict
from logic.composition import Composed
from logic.theory import Statement


@dataclass(frozen=True)
class Side:
    """What one theory says of the policy, and because of what.

    A contradiction for *forbids* and where something is contradictory by itself; for
    *requires* the premises, which contradict that some prescription is not met; for *leaves
    open* a world of theory and policy: nothing in the theory decides.
    """

    theory: str
    verdict: PolicyVerdict = "undecided"
    trivial: bool = False
    contradiction: Contradiction | None = None
    premises: Contradiction | None = None
    world: PossibleWorld | None = None

    def json(self) -> Json:
        """Its JSON form."""
        body: Json = {"theory": self.theory, "verdict": self.verdict, "trivial": self.trivial}
        if self.contradiction is not None:
            body.update(contradiction_json(self.contradiction))
        if self.premises is not None:
            found = contradiction_json(self.premises)
            body.update({"premises": found.pop("contradiction"), **found})
        if self.world is not None:
            body["world"] = world_json(self.world)
        body["evidence"] = evidence(self.world, self.contradiction or self.premises)
        return body


@dataclass(frozen=True)
class Exchange:
    """Statements to take from the first theory and to add from the second; `shared` are those taken that both hold."""

    remove: tuple[Statement, ...]
    add: tuple[Statement, ...]
    to_verdict: PolicyVerdict
    trivial: bool
    shared: tuple[Statement, ...]

    @property
    def size(self) -> int:
        """How many statements change hands."""
        return len(self.remove) + len(self.add)

    def json(self) -> Json:
        """Its JSON form."""
        return {
            "remove": names(self.remove),
            "add": names(self.add),
            "to_verdict": self.to_verdict,
            "trivial": self.trivial,
            "shared": names(self.shared),
        }


@dataclass(frozen=True)
class ContrastAnswer(Answer):
    """What two theories say of a policy, why, and the smallest exchanges that carry one verdict to the other.

    `differences` are the smallest of the exchanges that take nothing from the first theory
    that the second holds too. `limited`: a search ended at the number asked for.
    """

    question: ClassVar[str] = "contrast"

    policy: str = ""
    sides: tuple[Side, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    differences: tuple[Exchange, ...] = ()
    complete: bool = False
    limited: bool = False
    composed: Composed | None = None

    @property
    def arises(self) -> bool:
        """Whether there is a difference to explain, and a verdict to carry over."""
        first, second = (side.verdict for side in self.sides)
        return first != second and not second.endswith("inconsistent")

    def body(self) -> Json:
        every = (*self.exchanges, *self.differences)
        taking_part = dict.fromkeys(s for exchange in every for s in (*exchange.remove, *exchange.add))
        return {
            "composition": None,
            "theories": [side.theory for side in self.sides],
            "policy": self.policy,
            "verdicts": [side.verdict for side in self.sides],
            "because": [side.json() for side in self.sides],
            "exchanges": [exchange.json() for exchange in self.exchanges],
            "differences": [exchange.json() for exchange in self.differences],
            "complete": self.complete,
            "statements": [statement_json(statement) for statement in taking_part],
            "evidence": "re-checked" if all(side.verdict != "undecided" for side in self.sides) else "none",
        }
