"""Worlds, and the evaluator: what is true where, by the meaning of the words alone.

A model is a Kripke model of depth one: the actual world, a world for each scenario, and
for each agent the worlds that are ideal for it. The evaluator knows nothing of how a model
was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from proofs import formula as f
from proofs.formula import Atom, Formula

Rigidity: TypeAlias = Literal["plain", "settled", "rigid"]
Layer: TypeAlias = Literal["axiom", "fact", "norm", "prescription", "law", "principle"]
Principle: TypeAlias = Literal["consistent", "jointly consistent", "implies can"]
World: TypeAlias = frozenset[Atom]
Agent: TypeAlias = str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A grounded statement: what it says, and the layer that says where it holds.

    A principle's `body` names it.
    """

    name: str
    layer: Layer
    body: Formula | Principle

    @property
    def speaks_of_ought(self) -> bool:
        """Whether it holds an obligation, or is a principle about them."""
        return isinstance(self.body, str) or bool(f.obligations(self.body))


@dataclass(frozen=True)
class Model:
    """Worlds as sets of their true atoms.

    `ideal` has an entry for each agent (`None` is the impersonal one); an agent that it
    does not name has no ideal world. `rigidity` is by name of atom; what it does not name
    is plain.
    """

    actual: World
    scenarios: Mapping[str, World] = field(default_factory=dict)
    ideal: Mapping[Agent, tuple[World, ...]] = field(default_factory=dict)
    rigidity: Mapping[str, Rigidity] = field(default_factory=dict)

    def part(self, world: World, rigidity: Rigidity) -> World:
        """The true atoms of a world that have one rigidity."""
        return frozenset(atom for atom in world if self.rigidity.get(atom.name, "plain") == rigidity)

    def faults(self) -> Iterator[str]:
        """Where the worlds differ though they must not: none in a model that is well formed."""
        rigid, settled = self.part(self.actual, "rigid"), self.part(self.actual, "settled")
        for name, world in self.scenarios.items():
            if self.part(world, "rigid") != rigid:
                yield f"rigid atoms differ in the scenario {name}"
        for agent, worlds in self.ideal.items():
            for world in worlds:
                if self.part(world, "rigid") != rigid:
                    yield f"rigid atoms differ in an ideal world of {agent or 'nobody in particular'}"
                if self.part(world, "settled") != settled:
                    yield f"settled atoms differ in an ideal world of {agent or 'nobody in particular'}"

    def holds(self, formula: Formula, world: World | None = None) -> bool:
        """Whether a formula is true at a world, by default the actual one.

        Time is linear in the formula but for obligations, which cost one evaluation for
        each ideal world. Raises `KeyError` for a scenario that the model lacks.
        """
        at = self.actual if world is None else world
        match formula:
            case f.Constant(value=value):
                return value
            case f.Atom():
                return formula in at
            case f.Not(body=body):
                return not self.holds(body, at)
            case f.And(parts=parts):
                return all(self.holds(part, at) for part in parts)
            case f.Or(parts=parts):
                return any(self.holds(part, at) for part in parts)
            case f.Implies(left=left, right=right):
                return not self.holds(left, at) or self.holds(right, at)
            case f.Iff(left=left, right=right):
                return self.holds(left, at) == self.holds(right, at)
            case f.Xor(left=left, right=right):
                return self.holds(left, at) != self.holds(right, at)
            case f.AtLeast(number=number, parts=parts):
                return sum(self.holds(part, at) for part in parts) >= number
            case f.In(scenario=scenario, body=body):
                return self.holds(body, self.scenarios[scenario])
            case f.Ought(agent=agent, body=body):
                return all(self.holds(body, ideal) for ideal in self.ideal.get(agent, ()))
            case _:
                raise TypeError(f"no formula: {type(formula).__name__}")

    def satisfies(self, statement: Statement, all_statements: Iterable[Statement]) -> bool:
        """Whether a statement holds wherever its layer says that it must.

        `all_statements` are those that are composed with it: *ought implies can* speaks of
        the axioms among them.
        """
        body = statement.body
        if isinstance(body, str):
            return self._principle(body, all_statements)
        if statement.layer == "law":
            worlds = [self.actual, *self.scenarios.values(), *(world for each in self.ideal.values() for world in each)]
        elif statement.layer == "axiom" and not statement.speaks_of_ought:
            worlds = [self.actual, *self.scenarios.values()]
        else:
            worlds = [self.actual]
        return all(self.holds(body, world) for world in worlds)

    def _principle(self, principle: Principle, all_statements: Iterable[Statement]) -> bool:
        if principle == "consistent":
            return all(self.ideal.values())
        if principle == "jointly consistent":
            sets = [frozenset(worlds) for worlds in self.ideal.values()]
            return not sets or bool(frozenset.intersection(*sets))
        axioms = [s.body for s in all_statements if s.layer == "axiom" and not s.speaks_of_ought]
        bodies = [body for body in axioms if not isinstance(body, str)]
        return all(
            any(all(self.holds(body, world) for body in bodies) for world in worlds) for worlds in self.ideal.values()
        )

    def violated(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """The names of the statements that do not hold, in order; all hold where it is empty."""
        composed = tuple(statements)
        return tuple(statement.name for statement in composed if not self.satisfies(statement, composed))
