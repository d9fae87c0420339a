"""All repairs of a composition."""

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
    statement_json,
    world_json,
)
from logic.composition import Composed
from proofs.formula import Atom


@dataclass(frozen=True)
class Repair:
    """Statements to give up, as indices, so that the others can all be true, though none of these with them.

    `world` is one that becomes possible; `None` where there was no time to find a telling one.
    `telling` are the atoms of which what is given up speaks.
    """

    statements: tuple[int, ...]
    world: PossibleWorld | None = None
    telling: tuple[Atom, ...] = ()


@dataclass(frozen=True)
class RepairsAnswer(Answer):
    """The minimal repairs of a composition, given that some statements are kept.

    `clash`: what is kept is contradictory by itself, so that there is no repair.
    `smallest_first`: none that is not listed is smaller than one that is.
    """

    question: ClassVar[str] = "repairs"

    composition: str = ""
    composed: Composed | None = None
    kept: tuple[int, ...] = ()
    repairs: tuple[Repair, ...] = ()
    clash: Contradiction | None = None
    complete: bool = False
    smallest_first: bool = False

    @property
    def named(self) -> list[list[str]]:
        """The repairs by the full names of their statements."""
        return [self._names(repair.statements) for repair in self.repairs]

    def _names(self, indices: tuple[int, ...]) -> list[str]:
        return [self.composed.statements[i].name for i in indices] if self.composed else []

    def body(self) -> Json:
        involved = sorted({i for repair in self.repairs for i in repair.statements})
        statements = self.composed.statements if self.composed else ()
        body: Json = {
            "composition": self.composition,
            "kept": self._names(self.kept),
            "repairs": self.named,
            "complete": self.complete,
            "smallest_first": self.smallest_first,
            "worlds": [None if each.world is None else world_json(each.world) for each in self.repairs],
        }
        if self.clash is not None:
            body.update(contradiction_json(self.clash))
        body.setdefault("statements", [statement_json(statements[i]) for i in involved])
        if self.clash is not None:
            return {**body, "evidence": evidence(None, self.clash)}
        return {**body, "evidence": "frontier certified" if self.complete else "world evaluated"}
