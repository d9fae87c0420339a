"""How two compositions stand to each other."""

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
    names,
    statement_json,
    world_json,
)
from logic.composition import Composed
from logic.theory import Statement
from proofs.world import World as Truths

Relation: TypeAlias = Literal[
    "inconsistent", "incompatible", "equivalent", "stronger", "weaker", "incomparable", "undecided"
]


@dataclass(frozen=True)
class TellingWorld:
    """A world of one composition in which a statement of the other is false, as the evaluator found.

    `elsewhere` is what is so at a further world, with history of its own, where the statement
    is a law that is false there alone.
    """

    world: PossibleWorld
    false: Statement
    elsewhere: Truths | None = None


@dataclass(frozen=True)
class Side:
    """One of the two: what it adds to the other, and a world of it in which something of the other is false.

    `consistent` is `None` where that was not decided.
    """

    text: str
    consistent: bool | None = None
    adds: tuple[Statement, ...] = ()
    telling: TellingWorld | None = None


@dataclass(frozen=True)
class CompareAnswer(Answer):
    """How two compositions stand to each other.

    `contradiction` is that of one which is inconsistent, or that of both together.
    """

    question: ClassVar[str] = "compare"

    relation: Relation = "undecided"
    first: Side = Side("")
    second: Side = Side("")
    composed: Composed | None = None
    contradiction: Contradiction | None = None

    def body(self) -> Json:
        sides = {"first": self.first, "second": self.second}
        told = [*self.first.adds, *self.second.adds]
        body: Json = {
            "composition": f"{self.first.text} + {self.second.text}",
            **{name: side.text for name, side in sides.items()},
            "relation": self.relation,
            "consistent": {name: side.consistent for name, side in sides.items()},
            "adds": {name: names(side.adds) for name, side in sides.items()},
            "worlds": {name: _telling_json(side.telling) for name, side in sides.items()},
        }
        if self.contradiction is not None:
            body.update(contradiction_json(self.contradiction))
            told += [each for each in self.contradiction.statements if each not in told]
        body["statements"] = [statement_json(statement) for statement in told]
        telling = self.first.telling or self.second.telling
        shown = telling.world if telling is not None and self.contradiction is None else None
        body["evidence"] = evidence(shown, self.contradiction)
        return body


def _telling_json(telling: TellingWorld | None) -> Json | None:
    if telling is None:
        return None
    where = telling.elsewhere
    elsewhere = None if where is None else {str(atom): atom in where for atom in telling.world.atoms}
    return {**world_json(telling.world), "false": telling.false.name, "elsewhere": elsewhere}
