"""Many models judged at once: a truth value is an integer, whose bit `i` says what is so in the i-th model.

The meaning is that of `proofs.world`, word by word; what makes it quick is that each formula is
read once for all models. Connectives are operations on integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from proofs import formula as f
from proofs.formula import Atom, Formula
from proofs.world import Agent, Principle, Rigidity, Statement

Worlds: TypeAlias = Mapping[Atom, int]
"""One world of each model: by atom, the models in which it is true there; an atom not named is false in all."""


@dataclass(frozen=True)
class Ideal:
    """A world that, in the models `exists`, is ideal for agents; in the others it is not there."""

    agents: tuple[Agent, ...]
    exists: int
    worlds: Worlds


@dataclass(frozen=True)
class Models:
    """So many models over the same scenarios and agents, as `proofs.world.Model` has one."""

    number: int
    agents: tuple[Agent, ...]
    actual: Worlds
    scenarios: Mapping[str, Worlds] = field(default_factory=dict)
    ideal: Sequence[Ideal] = ()
    rigidity: Mapping[str, Rigidity] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """Every model."""
        return (1 << self.number) - 1

    def holds(self, formula: Formula, worlds: Worlds) -> int:
        """The models in which a formula is true at a world. Raises `KeyError` for an unknown scenario."""
        match formula:
            case f.Constant(value=value):
                return self.all if value else 0
            case f.Atom():
                return worlds.get(formula, 0)
            case f.Not(body=body):
                return self.all & ~self.holds(body, worlds)
            case f.And(parts=parts):
                return self._every(self.holds(part, worlds) for part in parts)
            case f.Or(parts=parts):
                return self._some(self.holds(part, worlds) for part in parts)
            case f.Implies(left=left, right=right):
                return self.all & ~self.holds(left, worlds) | self.holds(right, worlds)
            case f.Iff(left=left, right=right):
                return self.all & ~(self.holds(left, worlds) ^ self.holds(right, worlds))
            case f.Xor(left=left, right=right):
                return self.holds(left, worlds) ^ self.holds(right, worlds)
            case f.AtLeast(number=number, parts=parts):
                return self._at_least(number, [self.holds(part, worlds) for part in parts])
            case f.In(scenario=scenario, body=body):
                return self.holds(body, self.scenarios[scenario])
            case f.Ought(agent=agent, body=body):
                return self._every(self.holds(body, each.worlds) | ~each.exists for each in self._ideal_for(agent))
            case _:
                raise TypeError(f"no formula: {type(formula).__name__}")

    def _every(self, truths: Iterable[int]) -> int:
        found = self.all
        for each in truths:
            found &= each
        return found

    def _some(self, truths: Iterable[int]) -> int:
        found = 0
        for each in truths:
            found |= each
        return found

    def _at_least(self, number: int, truths: Sequence[int]) -> int:
        """The models in which so many of some truths hold: after each one, those in which j of them held so far."""
        so_far = [self.all, *[0] * max(number, 0)]
        for truth in truths:
            for j in range(len(so_far) - 1, 0, -1):
                so_far[j] |= so_far[j - 1] & truth
        return so_far[-1]

    def _ideal_for(self, agent: Agent) -> Iterator[Ideal]:
        return (each for each in self.ideal if agent in each.agents)

    def faults(self) -> int:
        """The models that are not well formed: worlds differ in what is the same in all, or in what is settled."""
        wrong = 0
        for rigidity, others in (
            ("rigid", [*((self.all, each) for each in self.scenarios.values()), *self._there()]),
            ("settled", self._there()),
        ):
            for exists, worlds in others:
                for atom in {**self.actual, **worlds}:
                    if self.rigidity.get(atom.name, "plain") == rigidity:
                        wrong |= exists & (self.actual.get(atom, 0) ^ worlds.get(atom, 0))
        return wrong

    def _there(self) -> list[tuple[int, Worlds]]:
        return [(each.exists, each.worlds) for each in self.ideal]

    def satisfies(self, statement: Statement, composed: Sequence[tuple[Statement, int]]) -> int:
        """The models in which a statement holds wherever its layer says that it must.

        `composed` are the statements that may be composed with it, each with the models for which it is.
        """
        body = statement.body
        if isinstance(body, str):
            return self._principle(body, composed)
        places: list[tuple[int, Worlds]] = [(self.all, self.actual)]
        law = statement.layer == "law"
        if law or _descriptive(statement):
            places += [(self.all, each) for each in self.scenarios.values()]
        if law:
            places += self._there()
        return self._every(self.holds(body, worlds) | ~exists for exists, worlds in places)

    def _principle(self, principle: Principle, composed: Sequence[tuple[Statement, int]]) -> int:
        if principle == "jointly consistent":
            return self._shared()
        axioms = [(each.body, kept) for each, kept in composed if principle == "implies can" and _descriptive(each)]
        return self._every(
            self._some(
                each.exists
                & self._every(
                    self.holds(body, each.worlds) | ~kept for body, kept in axioms if isinstance(body, Formula)
                )
                for each in self._ideal_for(agent)
            )
            for agent in self.agents
        )

    def _shared(self) -> int:
        """The models in which some one world, whatever it is called, is ideal for every agent."""
        first, *rest = self.agents
        return self._some(
            self._every(
                (self._some(one.exists & other.exists & self._alike(one, other) for other in self._ideal_for(agent)))
                for agent in rest
            )
            & one.exists
            for one in self._ideal_for(first)
        )

    def _alike(self, one: Ideal, other: Ideal) -> int:
        """The models in which two worlds have the same true atoms."""
        atoms = {**one.worlds, **other.worlds}
        return self._every(~(one.worlds.get(atom, 0) ^ other.worlds.get(atom, 0)) for atom in atoms)

    def violations(self, composed: Sequence[tuple[Statement, int]]) -> Iterator[tuple[str, int]]:
        """The statements that do not hold in some model for which they are composed, each with these models."""
        for statement, kept in composed:
            wrong = kept & self.all & ~self.satisfies(statement, composed)
            if wrong:
                yield statement.name, wrong


def _descriptive(statement: Statement) -> bool:
    return statement.layer == "axiom" and not statement.speaks_of_ought
