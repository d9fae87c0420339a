"""A problem unfolded into propositional logic: each atom at each world, each statement at the worlds where it holds.

The worlds are the actual one, one for each scenario, and ideal ones: those that a principle says
there are, and for each obligation that may be denied a witness, which exists only where the
obligation is false. It shares nothing with the encoding that answers are found with, so that
programs that read what is written here check that one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proofs import formula as f
from proofs.export.counts import Counts
from proofs.formula import Atom, Formula
from proofs.proof import Problem
from proofs.world import Agent, Statement

DENIED = "denied"
"""The name of the group of what is assumed besides the statements, which have a dot in theirs."""


@dataclass(frozen=True, slots=True)
class Place:
    """A world: how its atoms are marked, plain and settled ones, and what it is.

    `exists` is the variable that says that there is this world; a world without one always exists.
    """

    label: str
    course: str
    what: str
    exists: Atom | None = None
    agents: tuple[Agent, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What a statement says: at each place, named in words, a formula over the variables."""

    name: str
    layer: str
    formulas: tuple[tuple[str, Formula], ...]


@dataclass(frozen=True, slots=True)
class Unfolding:
    """A propositional problem. Formulas are made of variables, constants and connectives alone.

    `variables` and what each means where its name does not tell; `definitions` of further
    variables, each after those that it uses; `frame` is what ideal worlds are; `groups` are the
    statements, in order, and what is assumed besides. The places that are spoken of are in `places`.
    """

    variables: dict[Atom, str]
    definitions: dict[Atom, Formula]
    frame: tuple[tuple[str, Formula], ...]
    groups: tuple[Group, ...]
    places: tuple[Place, ...]


def unfold(problem: Problem, assumes: Sequence[Formula] = ()) -> Unfolding:
    """The propositional problem that has a model just if the statements have one that makes `assumes` actually true.

    Size: each law at every world, each obligation at every ideal world of its agent.
    """
    return _Unfolder(problem, assumes).unfolding()


def agent_name(agent: Agent) -> str:
    """An agent in words."""
    return "nobody in particular" if agent is None else agent


class _Unfolder:
    def __init__(self, problem: Problem, assumes: Sequence[Formula]) -> None:
        self.problem = problem
        self.counts = Counts()
        self.bodies = [self.counts.without(s.body) if isinstance(s.body, Formula) else None for s in problem.statements]
        self.assumes = [self.counts.without(body) for body in assumes]
        self.variables: dict[Atom, str] = {}
        self.definitions: dict[Atom, Formula] = {}
        self.actual = Place("actual", "settled", "the actual world")
        self.scenarios = {s: Place(f"in {s}", f"settled in {s}", f"the scenario {s}") for s in problem.scenarios}
        self.ideal: list[Place] = []
        self.obligations: dict[f.Ought, Atom] = {}
        counted = [f.Iff(register, meaning) for register, meaning in self.counts.definitions.items()]
        said = [body for body in (*self.bodies, *self.assumes, *counted) if body is not None]
        for ought in (ought for body in said for ought in f.obligations(body)):
            if ought not in self.obligations:
                self.obligations[ought] = Atom(f"obligation {len(self.obligations) + 1}")
        self.variables.update((atom, str(ought)) for ought, atom in self.obligations.items())
        denied = {ought for body in said for ought in _deniable(body)}
        self.witnesses = {
            ought: self._another((ought.agent,), f"the witness where {atom.name} is false")
            for ought, atom in self.obligations.items()
            if ought in denied
        }
        self.able: list[Place] = []
        self.by_principle = {s.name: self._worlds_of(s) for s in problem.statements if isinstance(s.body, str)}

    def _another(self, agents: tuple[Agent, ...], why: str) -> Place:
        label = f"ideal {len(self.ideal) + 1}"
        whose = " and of ".join(map(agent_name, agents))
        place = Place(label, "settled", f"an ideal world of {whose}, {why}", Atom(f"{label} exists"), agents)
        self.ideal.append(place)
        assert place.exists is not None
        self.variables[place.exists] = place.what
        return place

    def _worlds_of(self, statement: Statement) -> tuple[Place, ...]:
        """The worlds that a principle says there are."""
        sets = (
            (self.problem.agents,)
            if statement.body == "jointly consistent"
            else tuple((agent,) for agent in self.problem.agents)
        )
        places = tuple(self._another(agents, f"which {statement.name} says there is") for agents in sets)
        if statement.body == "implies can":
            self.able.extend(places)
        return places

    def unfolding(self) -> Unfolding:
        frame = tuple(self._frame())
        groups = [
            Group(statement.name, statement.layer, tuple(self._formulas(statement, body)))
            for statement, body in zip(self.problem.statements, self.bodies, strict=True)
        ]
        if self.assumes:
            actual = tuple((self.actual.what, self._at(body, self.actual)) for body in self.assumes)
            groups.append(Group(DENIED, "assumption", actual))
        places = (self.actual, *self.scenarios.values(), *self.ideal)
        return Unfolding(self.variables, self.definitions, frame, tuple(groups), places)

    def _frame(self) -> Iterator[tuple[str, Formula]]:
        """An obligation is true just if what it says is true at all ideal worlds of its agent.

        Where nothing can be made true by its being false, nobody asks whether it is.
        """
        for ought, true in self.obligations.items():
            for place in self.ideal:
                if ought.agent in place.agents and place.exists is not None:
                    met = f.Implies(f.And((true, place.exists)), self._at(ought.body, place))
                    yield f"{true.name} is met at {place.label}", met
            witness = self.witnesses.get(ought)
            if witness is not None and witness.exists is not None:
                unmet = f.And((witness.exists, f.Not(self._at(ought.body, witness))))
                yield f"{true.name} is false only with a witness", f.Or((true, unmet))

    def _formulas(self, statement: Statement, body: Formula | None) -> Iterator[tuple[str, Formula]]:
        if body is None:
            yield from self._principle(statement)
            return
        yield self.actual.what, self._at(body, self.actual)
        if statement.layer == "law" or _descriptive(statement):
            for place in self.scenarios.values():
                yield place.what, self._at(body, place)
        for place in self.ideal:
            if place.exists is not None and (
                statement.layer == "law" or (_descriptive(statement) and place in self.able)
            ):
                yield place.label, f.Implies(place.exists, self._at(body, place))

    def _principle(self, statement: Statement) -> Iterator[tuple[str, Formula]]:
        for place in self.by_principle[statement.name]:
            assert place.exists is not None
            yield place.label, place.exists

    def _at(self, formula: Formula, place: Place) -> Formula:
        """A formula at a world, over the variables."""
        match formula:
            case f.Constant():
                return formula
            case f.Atom():
                return self._variable(formula, place)
            case f.Not(body=body):
                return f.Not(self._at(body, place))
            case f.And(parts=parts):
                return f.And(tuple(self._at(part, place) for part in parts))
            case f.Or(parts=parts):
                return f.Or(tuple(self._at(part, place) for part in parts))
            case f.Implies(left=left, right=right):
                return f.Implies(self._at(left, place), self._at(right, place))
            case f.Iff(left=left, right=right):
                return f.Iff(self._at(left, place), self._at(right, place))
            case f.Xor(left=left, right=right):
                return f.Xor(self._at(left, place), self._at(right, place))
            case f.Ought():
                return self.obligations[formula]
            case f.In(scenario=scenario, body=body):
                return self._at(body, self.scenarios[scenario])
            case _:
                raise TypeError(f"no formula: {type(formula).__name__}")

    def _variable(self, atom: Atom, place: Place) -> Atom:
        meaning = self.counts.definitions.get(atom)
        if meaning is not None:
            register = Atom(f"{place.label}: {atom.name}")
            if register not in self.definitions:
                self.definitions[register] = self._at(meaning, place)
            return register
        rigidity = self.problem.rigidity.get(atom.name, "plain")
        mark = {"plain": place.label, "settled": place.course, "rigid": "rigid"}[rigidity]
        variable = Atom(f"{mark}: {atom}")
        self.variables.setdefault(variable, "")
        return variable


def _descriptive(statement: Statement) -> bool:
    return statement.layer == "axiom" and not statement.speaks_of_ought


def _deniable(formula: Formula) -> Iterator[f.Ought]:
    """The obligations of a formula that stand, somewhere in it, where their being false may make it true."""
    stack, seen = [(formula, True)], set[tuple[Formula, bool]]()
    while stack:
        node, positive = stack.pop()
        if (node, positive) in seen:
            continue
        seen.add((node, positive))
        match node:
            case f.Ought():
                if not positive:
                    yield node
            case f.Not(body=body):
                stack.append((body, not positive))
            case f.Implies(left=left, right=right):
                stack.extend(((left, not positive), (right, positive)))
            case f.Iff() | f.Xor():
                stack.extend((part, sign) for part in f.inside(node) for sign in (True, False))
            case _:
                stack.extend((part, positive) for part in f.inside(node))
