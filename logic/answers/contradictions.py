"""All contradictions of a composition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from logic.answers.common import Answer, Json, statement_json
from logic.composition import Composed


@dataclass(frozen=True)
class Measures:
    """How inconsistent a composition is, by four measures of the literature; `None` where one is not known.

    `mi` is the number of minimal contradictions, `mi_c` the sum of 1/size over them (Hunter &
    Konieczny 2008, "Measuring inconsistency through minimal inconsistent sets"); `hitting_set`
    is one less than the least number of worlds such that each statement is true in one of
    them, infinite where a statement is true in none (Thimm 2016, "Stream-based inconsistency
    measurement"); `contension` is the least number of atoms that must be both true and false
    for all statements to be true in Priest's logic of paradox (Grant & Hunter 2011, "Measuring
    consistency gain and information loss in stepwise inconsistency resolution"), which is
    defined without obligations, principles and scenarios alone.
    """

    mi: int | None = None
    mi_c: float | None = None
    hitting_set: float | None = None
    contension: int | None = None

    def json(self) -> Json:
        """The JSON form; infinity is a word there."""
        infinite = self.hitting_set == float("inf")
        return {
            "mi": self.mi,
            "mi_c": self.mi_c,
            "hitting_set": "infinity" if infinite else self.hitting_set,
            "contension": self.contension,
        }


@dataclass(frozen=True)
class ContradictionsAnswer(Answer):
    """The minimal contradictions of a composition, as indices of its statements.

    `smallest_first`: none that is not listed is smaller than one that is. `blame` is the share
    of each statement that has one: the Shapley value of the measure that counts minimal
    contradictions, divided by their number (Hunter & Konieczny 2010, "On the measure of
    conflicts: Shapley inconsistency values").
    """

    question: ClassVar[str] = "contradictions"

    composition: str = ""
    composed: Composed | None = None
    contradictions: tuple[tuple[int, ...], ...] = ()
    complete: bool = False
    smallest_first: bool = False
    blame: Mapping[str, float] | None = None
    measures: Measures = field(default_factory=Measures)

    @property
    def named(self) -> list[list[str]]:
        """The contradictions by the full names of their statements."""
        name = [statement.name for statement in self.composed.statements] if self.composed else []
        return [[name[i] for i in members] for members in self.contradictions]

    def body(self) -> Json:
        involved = sorted({i for members in self.contradictions for i in members})
        statements = self.composed.statements if self.composed else ()
        return {
            "composition": self.composition,
            "contradictions": self.named,
            "complete": self.complete,
            "smallest_first": self.smallest_first,
            "blame": None if self.blame is None else dict(self.blame),
            "measures": self.measures.json(),
            "statements": [statement_json(statements[i]) for i in involved],
            "evidence": "frontier certified" if self.complete else "re-checked",
        }
