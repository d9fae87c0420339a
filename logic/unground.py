"""Ground formulas back to syntax: what an answer says in a formula can be read, and asked about again."""

from __future__ import annotations

from grammar import tree
from proofs import formula as f
from proofs.formula import Formula


def unground(formula: Formula) -> tree.Formula:
    """The syntax tree of a ground formula; `not ought not φ` becomes `may φ`, `not not φ` becomes `φ`.

    Raises `TypeError` for what is no formula.
    """
    match formula:
        case f.Constant(value=value):
            return tree.Truth(value)
        case f.Atom(name=name, arguments=arguments):
            return tree.Proposition(name, tuple(map(tree.Name, arguments)))
        case f.Not(body=f.Ought(agent=agent, body=f.Not(body=body))):
            return tree.Ought(_agent(agent), unground(body), permits=True)
        case f.Not(body=f.Not(body=body)):
            return unground(body)
        case f.Not(body=body):
            return tree.Not(unground(body))
        case f.And(parts=parts) | f.Or(parts=parts):
            return _several(formula, parts)
        case f.Implies(left=left, right=right):
            return tree.Binary("implies", unground(left), unground(right))
        case f.Iff(left=left, right=right):
            return tree.Binary("iff", unground(left), unground(right))
        case f.Xor(left=left, right=right):
            return tree.Binary("xor", unground(left), unground(right))
        case f.AtLeast(number=number, parts=parts):
            return tree.Counted("at least", number, tuple(map(unground, parts)))
        case f.Ought(agent=agent, body=body):
            return tree.Ought(_agent(agent), unground(body))
        case f.In(scenario=scenario, body=body):
            return tree.InScenario(tree.Name(scenario), unground(body))
        case _:
            raise TypeError(f"no formula: {type(formula).__name__}")


def _several(formula: Formula, parts: tuple[Formula, ...]) -> tree.Formula:
    """A conjunction or disjunction; of one part it is that part, of none it is true or false."""
    if not parts:
        return tree.Truth(isinstance(formula, f.And))
    inside = tuple(map(unground, parts))
    if len(inside) == 1:
        return inside[0]
    return tree.And(inside) if isinstance(formula, f.And) else tree.Or(inside)


def _agent(agent: str | None) -> tree.Name | None:
    return None if agent is None else tree.Name(agent)
