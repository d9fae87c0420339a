"""What every theory says of every policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from logic.answers.common import Answer, Json
from logic.answers.verdict import PolicyVerdict


@dataclass(frozen=True)
class Cell:
    """One verdict of a matrix."""

    theory: str
    policy: str
    verdict: PolicyVerdict


@dataclass(frozen=True)
class MatrixAnswer(Answer):
    """The verdict of every theory on every policy, row by row."""

    question: ClassVar[str] = "matrix"

    theories: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    shared: str | None = None
    cells: tuple[Cell, ...] = ()

    def body(self) -> Json:
        return {
            "composition": self.shared,
            "theories": list(self.theories),
            "policies": list(self.policies),
            "cells": [{"theory": c.theory, "policy": c.policy, "verdict": c.verdict} for c in self.cells],
            "evidence": "re-checked",
        }
