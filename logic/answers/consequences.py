"""What a composition says about some atoms, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from grammar import tree
from grammar.format import format_formula
from logic.answers.common import Answer, Evidence, Json
from logic.composition import Composed
from logic.projection import Position
from logic.unground import unground
from proofs.formula import Formula, In, Not

Literal: TypeAlias = tuple[Position, bool]
"""A position, and whether it is asserted or denied."""

Clause: TypeAlias = tuple[Literal, ...]
"""Literals of which one at least is true, in the order of the positions."""


@dataclass(frozen=True)
class ConsequencesAnswer(Answer):
    """What is fixed, and the prime implicates over `positions`.

    `consistent` is `False` of a composition from which everything follows, for which nothing
    else is told, and `None` where that was not decided. `complete`: all that is fixed was
    found, and all prime implicates. `rechecked`: all was asked again, of an encoding of its own.
    """

    question: ClassVar[str] = "consequences"

    composition: str = ""
    composed: Composed | None = None
    positions: tuple[Position, ...] = ()
    consistent: bool | None = None
    true: tuple[Position, ...] = ()
    false: tuple[Position, ...] = ()
    clauses: tuple[Clause, ...] = ()
    complete: bool = False
    rechecked: bool = False

    def body(self) -> Json:
        checked: Evidence = "re-checked" if self.rechecked else "none"
        return {
            "composition": self.composition,
            "about": [str(position) for position in self.positions],
            "consistent": self.consistent,
            "true": [str(position) for position in self.true],
            "false": [str(position) for position in self.false],
            "clauses": [[literal_text(literal) for literal in clause] for clause in self.clauses],
            "formulas": [clause_text(clause) for clause in self.clauses],
            "complete": self.complete,
            "evidence": checked,
        }


def literal_text(literal: Literal) -> str:
    """A literal as a formula of the language."""
    return format_formula(unground(_formula(literal)))


def clause_text(clause: Clause) -> str:
    """A clause as a formula of the language: `if` what it denies `then` what it asserts."""
    if len(clause) == 1:
        return literal_text(clause[0])
    asserted = [unground(_formula(literal)) for literal in clause if literal[1]]
    denied = [unground(_formula((position, True))) for position, positive in clause if not positive]
    if not denied:
        return format_formula(tree.Or(tuple(asserted)))
    if not asserted:
        return format_formula(tree.Not(tree.And(tuple(denied))))
    return format_formula(tree.Binary("if", _joined(tree.And, denied), _joined(tree.Or, asserted)))


def _joined(kind: type[tree.And | tree.Or], parts: list[tree.Formula]) -> tree.Formula:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _formula(literal: Literal) -> Formula:
    position, positive = literal
    formula: Formula = position.formula if position.scenario is None else In(position.scenario, position.formula)
    return formula if positive else Not(formula)
