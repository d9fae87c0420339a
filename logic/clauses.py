"""A formula seen as a clause form: the parts that must all be true, and of each the parts of which one must.

Only the surface is taken apart; what lies deeper gets a variable of its own in `logic.encode`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from proofs import formula as f
from proofs.formula import Formula

Signed: TypeAlias = tuple[bool, Formula]
"""A formula, and whether it is asserted or denied."""


def conjuncts(formula: Formula) -> Iterator[Signed]:
    """The parts, each with its sign, that are all true where a formula is."""
    return _flatten(True, formula, _split_all)


def disjuncts(formula: Formula, positive: bool) -> Iterator[Signed]:
    """The parts, each with its sign, one of which is true where a formula is (false, if not `positive`)."""
    return _flatten(positive, formula, _split_any)


def _flatten(
    positive: bool, formula: Formula, split: Callable[[bool, Formula], tuple[Signed, ...] | None]
) -> Iterator[Signed]:
    stack = [(positive, formula)]
    while stack:
        sign, node = stack.pop()
        parts = split(sign, node)
        if parts is None:
            yield sign, node
        else:
            stack.extend(reversed(parts))


def _split_all(sign: bool, node: Formula) -> tuple[Signed, ...] | None:
    match node:
        case f.Not(body=body):
            return ((not sign, body),)
        case f.And(parts=parts) if sign:
            return tuple((True, part) for part in parts)
        case f.Or(parts=parts) if not sign:
            return tuple((False, part) for part in parts)
        case f.Implies(left=left, right=right) if not sign:
            return ((True, left), (False, right))
        case f.Iff(left=left, right=right):
            return (
                ((sign, f.Implies(left, right)), (True, f.Implies(right, left)))
                if sign
                else ((True, f.Or((left, right))), (False, f.And((left, right))))
            )
        case f.Xor(left=left, right=right):
            return _split_all(not sign, f.Iff(left, right))
        case f.Constant(value=value) if value == sign:
            return ()
        case _:
            return None


def _split_any(sign: bool, node: Formula) -> tuple[Signed, ...] | None:
    match node:
        case f.Not(body=body):
            return ((not sign, body),)
        case f.Or(parts=parts) if sign:
            return tuple((True, part) for part in parts)
        case f.And(parts=parts) if not sign:
            return tuple((False, part) for part in parts)
        case f.Implies(left=left, right=right) if sign:
            return ((False, left), (True, right))
        case _:
            return None
