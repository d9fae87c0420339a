"""What a theorem says, for a proof assistant: worlds, propositions, and statements as hypotheses.

Coq and Lean write this alike but for their signs, which are their `Dialect`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from proofs import formula as f
from proofs.export.names import Names
from proofs.formula import Formula
from proofs.proof import ACTUAL, Label, Problem, Proof, scenario_label
from proofs.world import Agent, Rigidity, Statement


class Dialect(Protocol):
    """How a language writes formulas and steps."""

    false: str
    true: str
    negation: str
    conjunction: str
    disjunction: str
    implication: str
    equivalence: str

    def every(self, variable: str, kind: str, body: str) -> str:
        """For every so and so."""
        ...

    def some(self, variable: str, kind: str, body: str) -> str:
        """For some so and so."""
        ...

    def several(self, parts: Sequence[str]) -> str:
        """A list of propositions."""
        ...

    def step(self, name: str, says: str, term: str, depth: int) -> Iterator[str]:
        """A step that a term proves."""
        ...

    def opening(self, name: str, says: str, variables: Sequence[str], depth: int) -> Iterator[str]:
        """The beginning of a step that is shown by what follows, indented."""
        ...

    def closing(self, term: str, depth: int) -> Iterator[str]:
        """The end of it."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """A world in scope: its name, its course of events, and how to show whose ideal it is.

    `same` shows that its course is the actual one; there is none where it is that one by itself.
    """

    name: str
    course: str
    ideal: Mapping[Agent, str] = field(default_factory=dict)
    same: str = ""
    able: str = ""
    """A proof of all the axioms there, where the box that opened it says that they hold."""


class Theorem:
    """What a theorem about a problem says. `names` are for all that it speaks of."""

    def __init__(self, problem: Problem, dialect: Dialect, names: Names) -> None:
        self.problem = problem
        self.dialect = dialect
        self.names = names
        self.axioms = [s for s in problem.statements if descriptive(s)]
        self.worlds: dict[Label, World] = {ACTUAL: World("actual", "(course actual)")}
        for scenario in problem.scenarios:
            name = self.scenario(scenario)
            self.worlds[scenario_label(scenario)] = World(name, f"(course {name})")

    def atoms(self, proof: Proof) -> tuple[tuple[str, Rigidity], ...]:
        """The propositions of a problem and a proof: their names, and of how many worlds they speak."""
        bodies = [s.body for s in self.problem.statements if isinstance(s.body, Formula)]
        bodies += [line.formula for line in proof.walk()]
        found = dict.fromkeys(atom for body in bodies for atom in f.atoms(body))
        return tuple((self.atom(atom), self.problem.rigidity.get(atom.name, "plain")) for atom in found)

    # What things are called

    def scenario(self, scenario: str) -> str:
        """The name of a scenario's world."""
        return self.names(("scenario", scenario), f"in_{scenario}")

    def agent(self, agent: Agent) -> str:
        """The name of an agent."""
        return self.names(("agent", agent), "nobody_in_particular" if agent is None else f"agent_{agent}")

    def atom(self, atom: f.Atom) -> str:
        """The name of an atom, without its world."""
        return self.names(atom, "_".join((atom.name, *atom.arguments)))

    def statement(self, statement: Statement) -> str:
        """The name of a statement, as a hypothesis."""
        return self.names(("statement", statement.name), statement.name)

    # Formulas

    def formula(self, formula: Formula, world: World) -> str:
        """A formula at a world, in parentheses if it is compound."""
        d = self.dialect
        match formula:
            case f.Constant(value=value):
                return d.true if value else d.false
            case f.Atom():
                return self._placed(formula, world)
            case f.Not(body=body):
                return f"({d.negation} {self.formula(body, world)})"
            case f.And(parts=parts):
                return self._joined(d.conjunction, parts, d.true, world)
            case f.Or(parts=parts):
                return self._joined(d.disjunction, parts, d.false, world)
            case f.Implies(left=left, right=right):
                return f"({self.formula(left, world)} {d.implication} {self.formula(right, world)})"
            case f.Iff(left=left, right=right):
                return f"({self.formula(left, world)} {d.equivalence} {self.formula(right, world)})"
            case f.Xor(left=left, right=right):
                return f"(exclusive {self.formula(left, world)} {self.formula(right, world)})"
            case f.AtLeast(number=number, parts=parts):
                return f"(at_least {max(number, 0)} {self.several(parts, world)})"
            case f.In(scenario=scenario, body=body):
                return self.formula(body, self.worlds[scenario_label(scenario)])
            case f.Ought(agent=agent, body=body):
                ideal = f"(ideal {self.agent(agent)} w)"
                says = self.formula(body, World("w", "(course w)"))
                return f"({d.every('w', 'world', f'{ideal} {d.implication} {says}')})"
            case _:
                raise TypeError(f"no formula: {type(formula).__name__}")

    def _placed(self, atom: f.Atom, world: World) -> str:
        name = self.atom(atom)
        rigidity = self.problem.rigidity.get(atom.name, "plain")
        if rigidity == "rigid":
            return name
        return f"({name} {world.name if rigidity == 'plain' else world.course})"

    def _joined(self, sign: str, parts: Sequence[Formula], empty: str, world: World) -> str:
        if not parts:
            return empty
        *before, last = (self.formula(part, world) for part in parts)
        return "".join(f"({part} {sign} " for part in before) + last + ")" * len(before)

    def several(self, parts: Sequence[Formula], world: World) -> str:
        """Formulas at a world as a list."""
        return self.dialect.several([self.formula(part, world) for part in parts])

    def hypothesis(self, statement: Statement) -> str:
        """What a statement says, as a hypothesis."""
        d, body = self.dialect, statement.body
        if isinstance(body, str):
            return self._principle(body)
        if statement.layer == "law":
            return d.every("w", "world", self.formula(body, World("w", "(course w)")))
        if descriptive(statement):
            return f" {d.conjunction} ".join(self.formula(body, world) for world in self.factual())
        return self.formula(body, self.worlds[ACTUAL])

    def factual(self) -> list[World]:
        """The worlds at which axioms hold."""
        return [self.worlds[label] for label in (ACTUAL, *map(scenario_label, self.problem.scenarios))]

    def _principle(self, principle: str) -> str:
        if principle == "jointly consistent":
            return self.dialect.some("w", "world", self.dialect.every("a", "agent", "ideal a w"))
        also = ""
        if principle == "implies can":
            also = f" {self.dialect.conjunction} {self.all_axioms(World('w', '(course w)'))}"
        return self.dialect.every("a", "agent", self.dialect.some("w", "world", f"(ideal a w){also}"))

    def all_axioms(self, world: World) -> str:
        """That all axioms that do not speak of ought hold at a world."""
        bodies = [s.body for s in self.axioms if isinstance(s.body, Formula)]
        return self._joined(self.dialect.conjunction, bodies, self.dialect.true, world)


def descriptive(statement: Statement) -> bool:
    """Whether a statement is an axiom that does not speak of ought."""
    return statement.layer == "axiom" and not statement.speaks_of_ought
