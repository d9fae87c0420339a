"""Formulas at worlds as a network: what the truth of one says of the truth of others, rule by rule.

A node is a formula at a place; a literal is the number of a node, negative where the formula
is false there. `not` is no node: it is the sign. A formula whose atoms are the same at several
worlds is one node for all of them. Each constraint is the clause of the instances of one rule:
whichever of its literals follows from the others, one rule of `proofs.rules` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from proofs import formula as f
from proofs.formula import Formula
from proofs.proof import ACTUAL, Label, Problem, scenario_label
from proofs.world import Agent, Statement

Kind: TypeAlias = Literal["connective", "ought", "scenario", "step"]
Signed: TypeAlias = tuple[Formula, bool]

_RIGID: Final = 0
_SETTLED: Final = 1
_PLAIN: Final = 2
_LEVELS: Final = {"rigid": _RIGID, "settled": _SETTLED, "plain": _PLAIN}


class TooLargeError(Exception):
    """The network would have more constraints than it may."""


@dataclass(frozen=True, slots=True)
class Ideal:
    """A world that a proof may open: its label, whose ideal it is, and whether the axioms hold there."""

    label: Label
    agents: tuple[Agent, ...]
    able: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Constraint:
    """One of `literals` is true. `node` is the compound formula that says so, `world` where its rules are used."""

    literals: tuple[int, ...]
    node: int
    world: Label
    kind: Kind = "connective"


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """`node` is true where `number` of `parts` or more are; of a step, `premises` are what it rests on."""

    number: int
    parts: tuple[int, ...]
    node: int
    world: Label
    premises: tuple[int, ...] = ()


AnyConstraint: TypeAlias = Constraint | Counting


def stripped(formula: Formula) -> Signed:
    """A formula without the negations around it, and whether they leave it asserted."""
    positive = True
    while isinstance(formula, f.Not):
        formula, positive = formula.body, not positive
    return formula, positive


class Network:
    """The formulas of a problem at the worlds that it speaks of; ideal worlds are added when they are opened.

    Where `stepwise`, counts are bound by clauses, to the counts of the same parts without the
    last one. Raises `TooLargeError` where there would be more than `most` occurrences of literals.
    """

    def __init__(self, problem: Problem, most: int, *, stepwise: bool = False) -> None:
        self.problem = problem
        self.formulas: list[Formula] = [f.TRUE]
        self.places: list[Label] = [ACTUAL]
        self.occurrences: dict[int, list[AnyConstraint]] = {}
        self.of_world: dict[Label, list[AnyConstraint]] = {}
        self.unseen: list[AnyConstraint] = []
        """Constraints that have been made and that nobody has looked at yet."""
        self.obligations: dict[int, f.Ought] = {}
        """The obligations of the problem, by node."""
        self._most = most
        self._stepwise = stepwise
        self._made = 0
        self._unbound: list[int] = []
        self._nodes: dict[tuple[Formula, Label], int] = {}
        self._levels: dict[Formula, int] = {}
        self._ideal: dict[Label, Ideal] = {}

    # Where a formula is one and the same

    def _level(self, formula: Formula) -> int:
        """How far the truth of a formula reaches: everywhere, along a course of events, or one world."""
        levels = self._levels
        if formula not in levels:
            for each in sorted(f.subformulas(formula), key=lambda part: part.depth):
                match each:
                    case f.Atom(name=name):
                        levels[each] = _LEVELS[self.problem.rigidity.get(name, "plain")]
                    case f.In() | f.Ought():
                        levels[each] = _RIGID
                    case _:
                        levels[each] = max([levels[part] for part in f.inside(each)], default=_RIGID)
        return levels[formula]

    def place(self, formula: Formula, world: Label) -> Label:
        """The world that stands for all those at which the formula is as true as at `world`."""
        level = self._level(formula)
        if level == _PLAIN:
            return world
        return self._course(world) if level == _SETTLED else ACTUAL

    def _course(self, world: Label) -> Label:
        return ACTUAL if world in self._ideal else world

    def same(self, node: int, world: Label) -> bool:
        """Whether a node speaks of `world` too."""
        return self.place(self.formulas[node], world) == self.places[node]

    # Nodes

    def literal(self, formula: Formula, world: Label) -> int:
        """The literal for a formula at a world; its node and what binds it are made at the first call."""
        literal = self._literal(formula, world)
        while self._unbound:
            self._bind(self._unbound.pop())
        return literal

    def _literal(self, formula: Formula, world: Label) -> int:
        """The same, what binds its node left for later, so that a deep formula takes no deep recursion."""
        base, positive = stripped(formula)
        place = self.place(base, world)
        key = (base, place)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = len(self.formulas)
            self.formulas.append(base)
            self.places.append(place)
            self._unbound.append(node)
        return node if positive else -node

    def known(self, formula: Formula, world: Label) -> int:
        """The literal for a formula of the network; raises `KeyError` where it has none."""
        base, positive = stripped(formula)
        node = self._nodes[base, self.place(base, world)]
        return node if positive else -node

    def _bind(self, node: int) -> None:
        formula, world = self.formulas[node], self.places[node]
        match formula:
            case f.Constant() | f.Atom():
                pass
            case f.In(scenario=scenario, body=body):
                inner = self._literal(body, scenario_label(scenario))
                self._equal(node, inner, world, "scenario")
            case f.Ought(body=body):
                self.obligations[node] = formula
                for ideal in tuple(self._ideal.values()):
                    self._oblige(node, formula, ideal)
                self._foresee(body)
            case f.AtLeast() if self._stepwise:
                self._bind_steps(node, formula, world)
            case f.AtLeast(number=number, parts=parts):
                literals = tuple(self._literal(part, world) for part in parts)
                self._add(Counting(number, literals, node, world), (node, *literals), both=True)
            case _:
                for clause in clauses(formula):
                    literals = tuple(self._signed(node, formula, world, each) for each in clause)
                    once = tuple(dict.fromkeys(literals))
                    if not any(-each in literals for each in once):
                        self._clause(Constraint(once, node, world))

    def _bind_steps(self, node: int, count: f.AtLeast, world: Label) -> None:
        """A count, by what it is without its last part."""
        number, parts = count.number, count.parts
        if not 0 < number <= len(parts):
            self._clause(Constraint((node if number <= 0 else -node,), node, world, "step"))
            return
        last = self._literal(parts[-1], world)
        as_many = self._literal(f.AtLeast(number, parts[:-1]), world)
        fewer = self._literal(f.AtLeast(number - 1, parts[:-1]), world)
        for literals in ((-as_many, node), (-fewer, -last, node), (-node, fewer), (-node, last, as_many)):
            self._clause(Constraint(literals, node, world, "step"))

    def _signed(self, node: int, formula: Formula, world: Label, signed: Signed) -> int:
        part, positive = signed
        literal = node if part is formula else self._literal(part, world)
        return literal if positive else -literal

    def _equal(self, node: int, inner: int, world: Label, kind: Kind) -> None:
        self._clause(Constraint((-node, inner), node, world, kind))
        self._clause(Constraint((node, -inner), node, world, kind))

    def _foresee(self, body: Formula) -> None:
        """Make the nodes of what an obligation says of more than one ideal world."""
        stack = [body]
        while stack:
            formula = stack.pop()
            if self._level(formula) < _PLAIN:
                self._literal(formula, ACTUAL)
            else:
                stack.extend(f.inside(formula))

    def _clause(self, constraint: Constraint) -> None:
        self._add(constraint, constraint.literals, both=False)

    def _add(self, constraint: AnyConstraint, literals: tuple[int, ...], *, both: bool) -> None:
        self._made += len(literals)
        if self._made > self._most:
            raise TooLargeError
        for literal in dict.fromkeys(literals):
            # Where a literal becomes false, its constraints are looked at; where parts are counted, either way.
            self.occurrences.setdefault(-literal, []).append(constraint)
            if both and -literal not in literals:
                self.occurrences.setdefault(literal, []).append(constraint)
        self.of_world.setdefault(constraint.world, []).append(constraint)
        self.unseen.append(constraint)

    # Worlds

    def open(self, ideal: Ideal) -> None:
        """Make the nodes of an ideal world, if it has none yet: its laws, and what ought to be there."""
        if ideal.label in self._ideal:
            return
        self._ideal[ideal.label] = ideal
        for statement in self.problem.statements:
            if holds_at(statement, ideal) and isinstance(statement.body, Formula):
                self.literal(statement.body, ideal.label)
        for node, ought in tuple(self.obligations.items()):
            self._oblige(node, ought, ideal)

    def _oblige(self, node: int, ought: f.Ought, ideal: Ideal) -> None:
        if ought.agent in ideal.agents:
            inner = self.literal(ought.body, ideal.label)
            self._clause(Constraint((-node, inner), node, ideal.label, "ought"))


def holds_at(statement: Statement, ideal: Ideal) -> bool:
    """Whether a statement that is no principle holds at an ideal world."""
    return statement.layer == "law" or (ideal.able and statement.layer == "axiom" and not statement.speaks_of_ought)


def clauses(formula: Formula) -> Iterator[tuple[Signed, ...]]:
    """The clauses that bind a compound formula to its parts, each the instances of one rule."""
    match formula:
        case f.And(parts=parts) | f.Or(parts=parts):
            # A conjunction is a disjunction with all signs turned.
            sign = isinstance(formula, f.And)
            yield ((formula, sign), *((part, not sign) for part in parts))
            for part in parts:
                yield ((formula, not sign), (part, sign))
        case f.Implies(left=left, right=right):
            yield (formula, False), (left, False), (right, True)
            yield (formula, True), (left, True)
            yield (formula, True), (right, False)
        case f.Iff(left=left, right=right) | f.Xor(left=left, right=right):
            sign = isinstance(formula, f.Iff)
            yield (formula, not sign), (left, False), (right, True)
            yield (formula, not sign), (left, True), (right, False)
            yield (formula, sign), (left, True), (right, True)
            yield (formula, sign), (left, False), (right, False)
        case _:
            raise TypeError(f"no connective: {type(formula).__name__}")
