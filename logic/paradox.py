"""Priest's logic of paradox (1979, "The Logic of Paradox"), in which a proposition may be both true and false.

An atom becomes two: that it is at least true, and that it is at least false, one of which holds.
A formula is at least true, or at least false, as its parts are; what results is an ordinary
formula, which Z3 decides.
"""

from __future__ import annotations

from logic.encode import Encoding
from logic.limits import Limits
from logic.questions.common import Ready
from logic.solver import Satisfiable, Solver, Undecided
from proofs import formula as f
from proofs.formula import Atom, Formula, atoms, subformulas
from proofs.world import Statement


def contension(ready: Ready, limits: Limits) -> int | None:
    """The least number of atoms that must be both true and false for all statements to be at least true.

    `None` where that is not defined (something speaks of ought or of a scenario; nothing makes
    all statements true) or not decided in time. One question to Z3 for each number tried.
    """
    bodies = [ready.grounded.statements[i].body for i in ready.everything]
    formulas = [body for body in bodies if isinstance(body, Formula) and _plain(body)]
    if len(formulas) < len(bodies):
        return None
    found = tuple(dict.fromkeys(atom for body in formulas for atom in atoms(body)))
    encoding = Encoding({}, (), (None,))
    clauses = [f.Or((_true(atom), _false(atom))) for atom in found]
    demands = [*clauses, *(at_least(body, True) for body in formulas)]
    asserted = [encoding.selector(Statement(str(at), "fact", each)) for at, each in enumerate(demands)]
    both = tuple(f.And((_true(atom), _false(atom))) for atom in found)
    solver = Solver(limits)
    for number in range(len(found) + 1):
        bound = encoding.literal(f.AtLeast(number + 1, both), positive=False) if number < len(found) else None
        solver.add(encoding.fresh_clauses())
        outcome = solver.ask([*asserted, *([bound] if bound is not None else [])], world=False)
        if isinstance(outcome, Satisfiable):
            return number
        if isinstance(outcome, Undecided):
            return None
    return None


def _plain(body: Formula) -> bool:
    return not any(isinstance(part, f.Ought | f.In) for part in subformulas(body))


def _true(atom: Atom) -> Atom:
    return Atom("true", (str(atom),))


def _false(atom: Atom) -> Atom:
    return Atom("false", (str(atom),))


def at_least(formula: Formula, sign: bool) -> Formula:
    """That a formula is at least true (at least false, if not `sign`), in terms of its atoms."""
    match formula:
        case f.Constant(value=value):
            return f.Constant(value == sign)
        case Atom():
            return _true(formula) if sign else _false(formula)
        case f.Not(body=body):
            return at_least(body, not sign)
        case f.And(parts=parts):
            return (f.And if sign else f.Or)(tuple(at_least(part, sign) for part in parts))
        case f.Or(parts=parts):
            return (f.Or if sign else f.And)(tuple(at_least(part, sign) for part in parts))
        case f.Implies(left=left, right=right):
            return (f.Or if sign else f.And)((at_least(left, not sign), at_least(right, sign)))
        case f.Iff(left=left, right=right):
            return f.Or((_both(left, True, right, sign), _both(left, False, right, not sign)))
        case f.Xor(left=left, right=right):
            return at_least(f.Iff(left, right), not sign)
        case f.AtLeast(number=number, parts=parts):
            needed = number if sign else len(parts) - number + 1
            return f.AtLeast(needed, tuple(at_least(part, sign) for part in parts))
        case _:
            raise TypeError(f"no formula of this logic: {type(formula).__name__}")


def _both(left: Formula, left_sign: bool, right: Formula, right_sign: bool) -> Formula:
    return f.And((at_least(left, left_sign), at_least(right, right_sign)))
