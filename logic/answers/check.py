"""Whether a composition has a world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from logic.answers.common import Answer, Contradiction, Json, PossibleWorld, contradiction_json, evidence, world_json
from logic.composition import Composed

CheckVerdict: TypeAlias = Literal["consistent", "contradictory", "undecided"]


@dataclass(frozen=True)
class CheckAnswer(Answer):
    """Whether a composition has a world.

    `alone` tells of each whole module named in the composition whether it is consistent by itself.
    """

    question: ClassVar[str] = "check"

    composition: str = ""
    verdict: CheckVerdict = "undecided"
    composed: Composed | None = None
    world: PossibleWorld | None = None
    contradiction: Contradiction | None = None
    alone: Mapping[str, CheckVerdict] = field(default_factory=dict)

    def body(self) -> Json:
        body: Json = {"composition": self.composition, "verdict": self.verdict}
        if self.world is not None:
            body["world"] = world_json(self.world)
        if self.contradiction is not None:
            body.update(contradiction_json(self.contradiction))
        body["alone"] = dict(self.alone)
        body["evidence"] = evidence(self.world, self.contradiction)
        return body
