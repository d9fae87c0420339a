"""Statements apart: those that share no variable, not even through others, never clash with each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from logic.encode import Clause


@dataclass(frozen=True)
class Component:
    """Clauses that share no variable with any other, and the variables among them that were asked after."""

    clauses: list[Clause] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)


def components(clauses: Sequence[Clause], marked: Sequence[int]) -> list[Component]:
    """Clauses in connected components, each with those of the marked variables that it holds.

    A marked variable that no clause holds is a component of its own. In order of the first
    marked variable; components without any come last. Time is nearly linear (Tarjan 1975,
    "Efficiency of a good but not linear set union algorithm").
    """
    parent: dict[int, int] = {variable: variable for variable in marked}
    for clause in clauses:
        if not clause:
            continue
        root = _root(parent, abs(clause[0]))
        for literal in clause[1:]:
            parent[_root(parent, abs(literal))] = root
    found: dict[int, Component] = {}
    for variable in marked:
        found.setdefault(_root(parent, variable), Component()).marked.append(variable)
    empty: list[Component] = []
    for clause in clauses:
        if clause:
            found.setdefault(_root(parent, abs(clause[0])), Component()).clauses.append(clause)
        else:
            empty.append(Component([clause]))
    return [*found.values(), *empty]


def _root(parent: dict[int, int], variable: int) -> int:
    while (above := parent.setdefault(variable, variable)) != variable:
        # Halving the path keeps it short.
        parent[variable] = parent.setdefault(above, above)
        variable = parent[variable]
    return variable
