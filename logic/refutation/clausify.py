"""A problem as clauses, each of which a rule justifies; what no natural deduction of bearable length refutes.

Worlds are fixed: the actual one, the scenarios, those that principles promise, and for each
obligation a witness, which exists where the obligation is false: whatever is said of it is
said unless the obligation is true. Counts are clauses too (Sinz 2005, "Towards an optimal CNF
encoding of Boolean cardinality constraints").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from logic.refutation.network import Constraint, Ideal, Network, holds_at
from logic.refutation.search import ideal_worlds, witness_against
from proofs.formula import FALSE, TRUE, Formula, Ought
from proofs.proof import ACTUAL, Label, Problem, scenario_label

Source: TypeAlias = Literal["assumption", "truth", "premise", "connective", "ought", "scenario", "step", "witness"]


@dataclass(frozen=True, slots=True)
class Justified:
    """A clause, and what justifies it: a statement quoted at a world, a rule about a compound there, and so on."""

    literals: tuple[int, ...]
    source: Source
    world: Label
    node: int = 0
    statement: str | None = None


@dataclass(frozen=True)
class Clausified:
    """The clauses of a problem, the network that tells what their literals say, its ideal worlds, and why there are."""

    network: Network
    clauses: tuple[Justified, ...]
    worlds: tuple[Ideal, ...]
    because: tuple[str | Ought, ...]
    """Of each ideal world, the principle that promises it, or the obligation that it is a witness against."""


def clausified(problem: Problem, assumed: tuple[Formula, ...], most: int) -> Clausified:
    """The clauses of a problem, with what is assumed besides; raises `TooLargeError`."""
    network = Network(problem, most, stepwise=True)
    units = list(_units(network, assumed))
    first = {opening.ideal.label: opening for opening in reversed(tuple(ideal_worlds(problem)))}
    promised = list(first.values())[::-1]
    for opening in promised:
        network.open(opening.ideal)
    guards: dict[Label, int] = {}
    worlds = [opening.ideal for opening in promised]
    because: list[str | Ought] = [opening.statement or "" for opening in promised]
    for node, ought in tuple(network.obligations.items()):
        witness = witness_against(node, ought)
        network.open(witness)
        worlds.append(witness)
        because.append(ought)
        guards[witness.label] = node
    there = [clause for ideal in worlds for clause in _said_of(network, ideal, guards.get(ideal.label, 0))]
    bound = [
        clause for constraints in network.of_world.values() for each in constraints if (clause := _bound(each, guards))
    ]
    return Clausified(network, tuple(dict.fromkeys((*units, *there, *bound))), tuple(worlds), tuple(because))


def _units(network: Network, assumed: tuple[Formula, ...]) -> Iterator[Justified]:
    """What holds at the actual world and in scenarios."""
    yield Justified((network.literal(TRUE, ACTUAL),), "truth", ACTUAL)
    yield Justified((-network.literal(FALSE, ACTUAL),), "truth", ACTUAL)
    for formula in assumed:
        yield Justified((network.literal(formula, ACTUAL),), "assumption", ACTUAL)
    for statement in network.problem.statements:
        if isinstance(statement.body, str):
            continue
        everywhere = statement.layer == "law" or (statement.layer == "axiom" and not statement.speaks_of_ought)
        for world in (ACTUAL, *(map(scenario_label, network.problem.scenarios) if everywhere else ())):
            literal = network.literal(statement.body, world)
            yield Justified((literal,), "premise", world, statement=statement.name)


def _said_of(network: Network, ideal: Ideal, guard: int) -> Iterator[Justified]:
    """What holds at an ideal world; of a witness, unless the obligation is true that it is a witness against."""
    unless = (guard,) if guard else ()
    for statement in network.problem.statements:
        if holds_at(statement, ideal) and isinstance(statement.body, Formula):
            literal = network.literal(statement.body, ideal.label)
            yield Justified((*unless, literal), "premise", ideal.label, statement=statement.name)
    if guard:
        literal = network.literal(network.obligations[guard].body, ideal.label)
        yield Justified((guard, -literal), "witness", ideal.label, guard)


def _bound(constraint: object, guards: dict[Label, int]) -> Justified | None:
    """The clause of a constraint; nothing where its guard makes it empty talk."""
    assert isinstance(constraint, Constraint)
    literals = constraint.literals
    guard = guards.get(constraint.world, 0)
    if constraint.kind == "ought" and guard:
        literals = tuple(dict.fromkeys((guard, *literals)))
        if -guard in literals:
            return None
    return Justified(literals, constraint.kind, constraint.world, constraint.node)
