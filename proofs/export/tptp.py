"""TPTP, first-order form: worlds are what is quantified over, so that nothing is unfolded.

Sutcliffe 2017, "The TPTP Problem Library and Associated Infrastructure". A plain atom takes its
world as a further argument, a settled one the world whose course of events is meant, a rigid one
none; an obligation quantifies over the ideal worlds of its agent. There is no equality and no
function in it: the problem is decidable, and any model may be taken to have no further worlds than
the actual one, the scenarios and the ideal ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proofs import formula as f
from proofs.export.counts import Counts
from proofs.formula import Formula
from proofs.proof import Problem, opposite
from proofs.world import Agent, Statement

_WORD = re.compile(r"[a-z][A-Za-z0-9_]*")
_PRINTABLE = range(ord(" "), ord("~") + 1)

ACTUAL = "'actual world'"


def tptp(problem: Problem, assumes: Sequence[Formula] = ()) -> str:
    """The statements as axioms; the opposite of what is assumed besides, where it is one formula, as the conjecture.

    A prover says *Unsatisfiable* or *Satisfiable* where there is no conjecture, *Theorem* or
    *CounterSatisfiable* where there is one. (*ContradictoryAxioms* is a *Theorem* too.)
    """
    return "\n".join(_Writer(problem).write(assumes)) + "\n"


def quoted(name: str) -> str:
    """A name as an atomic word; what such a word may not hold is written by its number."""
    if _WORD.fullmatch(name):
        return name
    return "'" + "".join(c if ord(c) in _PRINTABLE and c not in "'\\" else f"<{ord(c):X}>" for c in name) + "'"


def _several(sign: str, parts: Sequence[str], empty: str) -> str:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else f"({f' {sign} '.join(parts)})"


def _scenario(name: str) -> str:
    return quoted(f"in {name}")


def _ideal(agent: Agent, world: str) -> str:
    return f"{quoted('ideal' if agent is None else f'ideal of {agent}')}({world})"


class _Writer:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.counts = Counts()

    def write(self, assumes: Sequence[Formula]) -> Iterator[str]:
        yield "% A world is what a variable stands for; plain propositions take it as their first argument."
        statements = [(statement, self._statement(statement)) for statement in self.problem.statements]
        goals = [self.counts.without(opposite(body) if len(assumes) == 1 else body) for body in assumes]
        yield from self._definitions()
        for statement, text in statements:
            yield self._clause(statement.name, "axiom", text, statement.layer)
        for goal in goals:
            role = "conjecture" if len(goals) == 1 else "negated_conjecture"
            yield self._clause("goal", role, self._at(goal, ACTUAL))

    def _definitions(self) -> Iterator[str]:
        """What registers mean, wherever they are spoken of: of obligations, at the actual world alone.

        Elsewhere an obligation would be a quantifier in the scope of another.
        """
        of_ought: set[Formula] = set()
        for at, (register, meaning) in enumerate(self.counts.definitions.items(), 1):
            same = f.Iff(register, meaning)
            if f.obligations(meaning) or not of_ought.isdisjoint(f.atoms(meaning)):
                of_ought.add(register)
                yield self._clause(f"count {at}", "definition", self._at(same, ACTUAL))
            else:
                yield self._clause(f"count {at}", "definition", self._everywhere(same))

    @staticmethod
    def _clause(name: str, role: str, text: str, comment: str = "") -> str:
        return (f"% {comment}\n" if comment else "") + f"fof({quoted(name)}, {role}, {text})."

    def _statement(self, statement: Statement) -> str:
        if isinstance(statement.body, str):
            return self._principle(statement.body)
        body = self.counts.without(statement.body)
        if statement.layer == "law":
            return self._everywhere(body)
        if _descriptive(statement):
            return _several("&", [self._at(body, world) for world in self._known()], "$true")
        return self._at(body, ACTUAL)

    def _known(self) -> list[str]:
        """The worlds that have names."""
        return [ACTUAL, *map(_scenario, self.problem.scenarios)]

    def _everywhere(self, body: Formula) -> str:
        known = [self._at(body, world) for world in self._known()]
        ideal = _several("|", [_ideal(agent, "W") for agent in self.problem.agents], "$false")
        return _several("&", [*known, f"(! [W] : ({ideal} => {self._at(body, 'W')}))"], "$true")

    def _principle(self, principle: str) -> str:
        agents = self.problem.agents
        if principle == "jointly consistent":
            return f"(? [W] : {_several('&', [_ideal(agent, 'W') for agent in agents], '$true')})"
        also: list[str] = []
        if principle == "implies can":
            axioms = [s.body for s in self.problem.statements if _descriptive(s) and isinstance(s.body, Formula)]
            also = [self._at(self.counts.without(body), "W") for body in axioms]
        worlds = [f"(? [W] : {_several('&', [_ideal(agent, 'W'), *also], '$true')})" for agent in agents]
        return _several("&", worlds, "$true")

    def _at(self, formula: Formula, world: str) -> str:
        """A formula at a world; a variable stands for an ideal one."""
        match formula:
            case f.Constant(value=value):
                return "$true" if value else "$false"
            case f.Atom():
                return self._atom(formula, world)
            case f.Not(body=body):
                return f"~ {self._at(body, world)}"
            case f.And(parts=parts):
                return _several("&", [self._at(part, world) for part in parts], "$true")
            case f.Or(parts=parts):
                return _several("|", [self._at(part, world) for part in parts], "$false")
            case f.Implies(left=left, right=right):
                return f"({self._at(left, world)} => {self._at(right, world)})"
            case f.Iff(left=left, right=right):
                return f"({self._at(left, world)} <=> {self._at(right, world)})"
            case f.Xor(left=left, right=right):
                return f"({self._at(left, world)} <~> {self._at(right, world)})"
            case f.In(scenario=scenario, body=body):
                return self._at(body, _scenario(scenario))
            case f.Ought(agent=agent, body=body):
                return f"(! [V] : ({_ideal(agent, 'V')} => {self._at(body, 'V')}))"
            case _:
                raise TypeError(f"no formula: {type(formula).__name__}")

    def _atom(self, atom: f.Atom, world: str) -> str:
        rigidity = self.problem.rigidity.get(atom.name, "plain")
        arguments = [quoted(argument) for argument in atom.arguments]
        if rigidity == "plain":
            arguments.insert(0, world)
        elif rigidity == "settled":
            arguments.insert(0, world if world.startswith("'") else ACTUAL)
        return f"{quoted(atom.name)}({', '.join(arguments)})" if arguments else quoted(atom.name)


def _descriptive(statement: Statement) -> bool:
    return statement.layer == "axiom" and not statement.speaks_of_ought
