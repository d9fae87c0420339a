"""What a step weighs: which of several derivations is easier to follow.

To affirm is easier than to deny, to take apart what is stated easier than to put together,
and what is quoted of the actual world easier than of an ideal one.
"""

from __future__ import annotations

from typing import Final

from logic.refutation.network import AnyConstraint, Constraint
from proofs import formula as f
from proofs.formula import Formula

LINE: Final = 10
QUOTED: Final = 12
ELSEWHERE: Final = 8
"""What a premise weighs besides, where it is quoted at a world that a proof opens, or in a scenario."""
_INTRODUCED: Final = 11
_DENIED: Final = 14


def weight(formula: Formula, constraint: AnyConstraint, literal: int) -> int:
    """The weight of the step by which a constraint on `formula` shows a literal."""
    node = constraint.node
    if abs(literal) == node:
        return _INTRODUCED if literal > 0 else _DENIED
    if not isinstance(constraint, Constraint) or constraint.kind != "connective":
        return LINE
    if node not in constraint.literals:
        backwards = isinstance(formula, f.Implies) and literal != constraint.literals[-1]
        return _DENIED if backwards else LINE
    # What is false is taken apart: simply, or by what is known of all other parts.
    return LINE if len(constraint.literals) == 2 else _DENIED  # noqa: PLR2004 - the formula and one part
