"""The distinct worlds of a composition, and what a world that a user gives violates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from logic.answers.common import Answer, Json, PossibleWorld, statement_json, world_json
from logic.composition import Composed
from logic.projection import Position
from logic.theory import Statement


@dataclass(frozen=True)
class DistinctWorld:
    """A world, what is so at each position asked about, in their order, and which of these the one before lacks."""

    world: PossibleWorld
    truths: tuple[bool, ...]
    changed: tuple[Position, ...]


@dataclass(frozen=True)
class WorldsAnswer(Answer):
    """Worlds that differ at `positions`, each evaluated.

    `complete`: there are no others. `count` is how many there are, listed or not, where that
    was worked out.
    """

    question: ClassVar[str] = "worlds"

    composition: str = ""
    composed: Composed | None = None
    positions: tuple[Position, ...] = ()
    worlds: tuple[DistinctWorld, ...] = ()
    complete: bool = False
    count: int | None = None

    def body(self) -> Json:
        return {
            "composition": self.composition,
            "about": [str(position) for position in self.positions],
            "worlds": [self._world(each) for each in self.worlds],
            "complete": self.complete,
            "count": self.count,
            "evidence": "world evaluated" if self.worlds else "none",
        }

    def _world(self, each: DistinctWorld) -> Json:
        told = zip(self.positions, each.truths, strict=True)
        return {
            **world_json(each.world),
            "obligations": {str(place): truth for place, truth in told if place.obligation},
            "changed": [str(place) for place in each.changed],
        }


@dataclass(frozen=True)
class JudgedWorldAnswer(Answer):
    """Which statements a user's world violates, in the order of the composition."""

    question: ClassVar[str] = "worlds"

    composition: str = ""
    composed: Composed | None = None
    world: PossibleWorld | None = None
    violated: tuple[Statement, ...] = ()

    def body(self) -> Json:
        return {
            "composition": self.composition,
            "possible": not self.violated,
            "violated": [statement.name for statement in self.violated],
            "statements": [statement_json(statement) for statement in self.violated],
            "world": None if self.world is None else world_json(self.world),
            "evidence": "world evaluated",
        }
