"""The world-indexed encoding: grounded statements to clauses.

The worlds are the actual one, one for each scenario, and ideal worlds, each of some agent
(or of all at once), which exist only where their variable says so. An atom is one variable
per world, per course of events, or in all, by its rigidity. A statement is one selector,
however many clauses it becomes; assuming the selector asserts the statement.

Formulas become clauses by Tseitin's method, one polarity at a time (Tseitin 1968, "On the
complexity of derivation in propositional calculus"; Plaisted & Greenbaum 1986, "A
structure-preserving clause form translation"). Counting uses the sequential counter (Sinz
2005, "Towards an optimal CNF encoding of Boolean cardinality constraints"). An obligation
that is never denied needs no witness world; one that may be has one.

The encoding grows as statements, formulas and denials are added, and never has to be
undone: what is not assumed does not bind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from logic.clauses import conjuncts, disjuncts
from proofs import formula as f
from proofs.formula import Atom, Formula
from proofs.models import Ideal, Models, Worlds
from proofs.world import Agent, Model, Rigidity, Statement
from proofs.world import World as Truths

Clause: TypeAlias = list[int]


@dataclass(frozen=True, slots=True)
class World:
    """One of the worlds of an encoding.

    `exists` is a variable, or 0 for a world that always does. `agents` are those that it is
    ideal for. Two worlds of one `course` have the same settled atoms.
    """

    index: int
    kind: Literal["actual", "scenario", "ideal", "fresh"]
    course: str
    exists: int = 0
    agents: tuple[Agent, ...] = ()
    scenario: str | None = None


_ACTUAL: Final = ""
_ELSEWHERE: Final = "\N{BULLET}elsewhere"


class Encoding:
    """Clauses for a growing set of statements over fixed scenarios and agents.

    `agents` are those of the whole question, the impersonal one (`None`) first; `spare` is a
    plain atom that no statement mentions, if the vocabulary has one. Clauses are taken with
    `fresh_clauses`, each once.
    """

    def __init__(
        self,
        rigidity: Mapping[str, Rigidity],
        scenarios: Iterable[str],
        agents: Sequence[Agent],
        spare: Atom | None = None,
    ) -> None:
        self._spare = spare
        self.rigidity = dict(rigidity)
        self.agents = tuple(agents)
        self.variables = 0
        self._clauses: list[Clause] = []
        self._atoms: dict[tuple[Atom, str | int], int] = {}
        self._literals: dict[tuple[Formula, int], int] = {}
        self._emitted: set[tuple[Formula, int, bool]] = set()
        self._selectors: dict[str, int] = {}
        self._statements: list[tuple[int, Statement]] = []
        self._denials: dict[str, int] = {}
        self._obligations: dict[f.Ought, int] = {}
        self._able: dict[Agent, World] = {}
        self._joint: World | None = None
        self._fresh: World | None = None
        self.actual = World(0, "actual", _ACTUAL)
        self.worlds: list[World] = [self.actual]
        for scenario in scenarios:
            self.worlds.append(World(len(self.worlds), "scenario", scenario, scenario=scenario))
        self._scenario = {world.scenario: world for world in self.worlds}

    def fresh_clauses(self) -> list[Clause]:
        """The clauses that have been added since the last call."""
        clauses, self._clauses = self._clauses, []
        return clauses

    # Variables and clauses

    def _variable(self) -> int:
        self.variables += 1
        return self.variables

    def _add(self, *literals: int) -> None:
        self._clauses.append(list(literals))

    def _atom(self, atom: Atom, world: World) -> int:
        rigidity = self.rigidity.get(atom.name, "plain")
        where: str | int = world.index if rigidity == "plain" else world.course if rigidity == "settled" else -1
        key = (atom, where)
        if key not in self._atoms:
            self._atoms[key] = self._variable()
        return self._atoms[key]

    # Formulas

    def _assert(self, formula: Formula, world: World, guard: Sequence[int]) -> None:
        """Add clauses that make a formula true at a world, where no literal of `guard` is."""
        for positive, conjunct in conjuncts(formula):
            clause = dict.fromkeys(guard)
            for sign, part in disjuncts(conjunct, positive):
                if isinstance(part, f.Constant):
                    if part.value == sign:
                        break
                    continue
                clause[self._literal(part, world, sign)] = None
            else:
                self._add(*clause)

    def _literal(self, formula: Formula, world: World, positive: bool) -> int:
        """A literal that implies the formula at the world, or its negation where not `positive`."""
        if isinstance(formula, f.Not):
            return self._literal(formula.body, world, not positive)
        sign = 1 if positive else -1
        match formula:
            case f.Atom():
                return sign * self._atom(formula, world)
            case f.In(scenario=scenario, body=body):
                return self._literal(body, self._scenario[scenario], positive)
            case f.Ought():
                return sign * self._obligation(formula, positive)
            case _:
                return sign * self._name(formula, world, positive)

    def _name(self, formula: Formula, world: World, positive: bool) -> int:
        """The variable that stands for a compound formula at a world, bound in one direction."""
        key = (formula, world.index)
        if key not in self._literals:
            self._literals[key] = self._variable()
        variable = self._literals[key]
        if (formula, world.index, positive) not in self._emitted:
            self._emitted.add((formula, world.index, positive))
            guard = [-variable if positive else variable]
            if isinstance(formula, f.AtLeast):
                self._count_parts(formula, world, guard, positive)
            else:
                self._assert(formula if positive else f.Not(formula), world, guard)
        return variable

    def _count_parts(self, formula: f.AtLeast, world: World, guard: Sequence[int], positive: bool) -> None:
        """The sequential counter: after part i, register j says that j + 1 parts were true.

        For *at least k*, registers may be true only where the parts make them so; for *fewer
        than k*, they must be, and the last one must not.
        """
        number, sign = formula.number, 1 if positive else -1
        literals = [self._literal(part, world, positive) for part in formula.parts]
        before: list[int] = []
        for at, literal in enumerate(literals):
            after = [self._variable() for _ in range(min(at + 1, number))]
            for j, register in enumerate(after):
                # Positive: register → (before[j] or (part and before[j-1])). Negative: the reverse.
                held = [before[j]] if j < len(before) else []
                if positive:
                    self._add(-register, *held, literal)
                    if j:
                        self._add(-register, *held, before[j - 1])
                else:
                    for each in held:
                        self._add(register, -each)
                    self._add(register, literal, *([-before[j - 1]] if j else []))
            before = after
        if number <= len(literals):
            self._add(*guard, sign * before[number - 1])
        elif positive:
            self._add(*guard)

    # Obligations and ideal worlds

    def _obligation(self, ought: f.Ought, positive: bool) -> int:
        """The variable for the truth of an obligation; its witness world is made when it may be denied."""
        if ought not in self._obligations:
            self._obligations[ought] = self._variable()
            for world in self.worlds:
                if ought.agent in world.agents:
                    self._bind(ought, world)
        variable = self._obligations[ought]
        if not positive and (ought, -1, False) not in self._emitted:
            self._emitted.add((ought, -1, False))
            witness = self._ideal((ought.agent,))
            self._add(variable, witness.exists)
            self._assert(f.Not(ought.body), witness, [variable])
        return variable

    def _bind(self, ought: f.Ought, world: World) -> None:
        """An obligation that is true is met at an ideal world that exists."""
        self._assert(ought.body, world, [-self._obligations[ought], -world.exists])

    def _ideal(self, agents: tuple[Agent, ...]) -> World:
        """A further world, ideal for agents where it exists: every law holds there, every obligation is met."""
        world = World(len(self.worlds), "ideal", _ACTUAL, self._variable(), agents)
        self.worlds.append(world)
        for selector, statement in self._statements:
            if statement.layer == "law" and not isinstance(statement.body, str):
                self._assert(statement.body, world, [-selector, -world.exists])
        for ought in tuple(self._obligations):
            if ought.agent in agents:
                self._bind(ought, world)
        return world

    # Statements

    def selector(self, statement: Statement) -> int:
        """The variable that, assumed, asserts a statement; its clauses are added at the first call."""
        if statement.name not in self._selectors:
            selector = self._selectors[statement.name] = self._variable()
            self._statements.append((selector, statement))
            if isinstance(statement.body, str):
                self._principle(statement.body, selector)
            else:
                for world in self._scope(statement):
                    guard = [-selector, -world.exists] if world.exists else [-selector]
                    self._assert(statement.body, world, guard)
        return self._selectors[statement.name]

    def _scope(self, statement: Statement) -> Iterator[World]:
        """The worlds at which a statement holds."""
        able = {world.index for world in self._able.values()}
        descriptive = statement.layer == "axiom" and not statement.speaks_of_ought
        for world in tuple(self.worlds):
            if (
                world.kind == "actual"
                or statement.layer == "law"
                or (descriptive and (world.kind == "scenario" or world.index in able))
            ):
                yield world

    def _principle(self, principle: str, selector: int) -> None:
        if principle == "consistent":
            for agent in self.agents:
                self._add(-selector, self._ideal((agent,)).exists)
        elif principle == "jointly consistent":
            self._add(-selector, self._joint_world().exists)
        else:
            for agent in self.agents:
                self._add(-selector, self._able_world(agent).exists)

    def _joint_world(self) -> World:
        if self._joint is None:
            self._joint = self._ideal(self.agents)
        return self._joint

    def _able_world(self, agent: Agent) -> World:
        """A world ideal for an agent at which every axiom that does not speak of ought holds."""
        if agent not in self._able:
            world = self._able[agent] = self._ideal((agent,))
            for selector, statement in self._statements:
                if _descriptive_axiom(statement) and isinstance(statement.body, Formula):
                    self._assert(statement.body, world, [-selector, -world.exists])
        return self._able[agent]

    # Questions

    def literal(self, formula: Formula, positive: bool = True) -> int:
        """A literal that, assumed, makes a formula true at the actual world (false where not `positive`)."""
        variable = self._variable()
        self._assert(formula if positive else f.Not(formula), self.actual, [-variable])
        return variable

    def at(self, atom: Atom, scenario: str | None = None) -> int:
        """The variable of an atom at the actual world, or in a scenario; raises `KeyError` for an unknown one."""
        return self._atom(atom, self._scenario[scenario])

    def truth(self, ought: f.Ought) -> int:
        """The variable of an obligation, true exactly where the obligation is."""
        return self._obligation(ought, positive=False)

    def some_of(self, literals: Iterable[int]) -> int:
        """A literal that, assumed, makes one of the literals true."""
        variable = self._variable()
        self._add(-variable, *literals)
        return variable

    def denial(self, statement: Statement, others: Sequence[Statement], agents: Sequence[Agent]) -> int:
        """A literal that, assumed together with the selectors of `others`, denies a statement.

        `agents` are those of the composition; a principle is denied of one of them. To be
        called when all statements and formulas of the question have been added: a denial
        speaks of the worlds that there are.
        """
        variable = self._variable()
        body = statement.body
        if isinstance(body, str):
            self._deny_principle(body, others, agents, variable)
        elif statement.layer == "law":
            self._deny_law(body, variable)
        else:
            self._assert(f.Not(body), self.actual, [-variable])
        return variable

    def _deny_law(self, body: Formula, guard: int) -> None:
        worlds = [world for world in self.worlds if world.kind in {"actual", "scenario"}]
        worlds.append(self._fresh_world())
        somewhere = []
        for world in worlds:
            here = self._variable()
            somewhere.append(here)
            self._assert(f.Not(body), world, [-here])
            if world.exists:
                self._add(-here, world.exists)
        self._add(-guard, *somewhere)

    def _fresh_world(self) -> World:
        """One further world with settled and plain atoms of its own, which the laws bind if it exists."""
        if self._fresh is None:
            self._fresh = World(len(self.worlds), "fresh", _ELSEWHERE, self._variable())
            self.worlds.append(self._fresh)
            for selector, statement in self._statements:
                if statement.layer == "law" and isinstance(statement.body, Formula):
                    self._assert(statement.body, self._fresh, [-selector, -self._fresh.exists])
        return self._fresh

    def _deny_principle(self, principle: str, others: Sequence[Statement], agents: Sequence[Agent], guard: int) -> None:
        if principle == "jointly consistent":
            self._deny_joint(agents, guard)
            return
        axioms = [s.body for s in others if _descriptive_axiom(s) and isinstance(s.body, Formula)]
        somebody = []
        for agent in agents:
            this = self._variable()
            somebody.append(this)
            for world in self._ideal_for(agent):
                if principle == "consistent":
                    self._add(-this, -world.exists)
                else:
                    self._assert(f.Not(f.And(tuple(axioms))), world, [-this, -world.exists])
        self._add(-guard, *somebody)

    def _ideal_for(self, agent: Agent) -> list[World]:
        return [world for world in self.worlds if agent in world.agents]

    def _deny_joint(self, agents: Sequence[Agent], guard: int) -> None:
        """No world is ideal for all agents: each ideal world of the first is none of some other's."""
        first, *rest = agents
        plain = dict.fromkeys(atom for atom, where in self._atoms if isinstance(where, int) and where >= 0)
        if self._spare is not None:
            plain[self._spare] = None
        for world in self._ideal_for(first):
            missing = []
            for agent in rest:
                away = self._variable()
                missing.append(away)
                for other in self._ideal_for(agent):
                    self._differ(world, other, tuple(plain), [-away, -other.exists])
            self._add(-guard, -world.exists, *missing)

    def _differ(self, one: World, other: World, plain: Iterable[Atom], guard: list[int]) -> None:
        somewhere = []
        if one is not other:
            for atom in plain:
                here, there = self._atom(atom, one), self._atom(atom, other)
                differs = self._variable()
                somewhere.append(differs)
                self._add(-differs, here, there)
                self._add(-differs, -here, -there)
        self._add(*guard, *somewhere)

    # Worlds

    def model(self, true: frozenset[int]) -> Model:
        """The model that an assignment describes: its worlds that exist, with their true atoms."""
        everywhere: dict[str | int, list[Atom]] = {}
        for (atom, where), variable in self._atoms.items():
            if variable in true:
                everywhere.setdefault(where, []).append(atom)

        def truths(world: World) -> Truths:
            return frozenset(atom for where in (-1, world.course, world.index) for atom in everywhere.get(where, ()))

        ideal: dict[Agent, tuple[Truths, ...]] = {}
        for agent in self.agents:
            found = [truths(world) for world in self._ideal_for(agent) if world.exists in true]
            ideal[agent] = tuple(dict.fromkeys(found))
        scenarios = {world.scenario: truths(world) for world in self.worlds if world.scenario is not None}
        return Model(truths(self.actual), scenarios, ideal, self.rigidity)

    @property
    def described(self) -> list[int]:
        """The variables that models are read from: what is true where, and which worlds there are."""
        return [*self._atoms.values(), *(world.exists for world in self.worlds if world.exists)]

    def models(self, true: Mapping[int, int], number: int) -> Models:
        """The models that so many assignments describe: by variable, the assignments in which it is true, as bits."""
        everywhere: dict[str | int, dict[Atom, int]] = {}
        for (atom, where), variable in self._atoms.items():
            if found := true.get(variable, 0):
                everywhere.setdefault(where, {})[atom] = found

        def truths(world: World) -> Worlds:
            return {
                atom: found
                for where in (-1, world.course, world.index)
                for atom, found in everywhere.get(where, {}).items()
            }

        ideal = [Ideal(each.agents, true.get(each.exists, 0), truths(each)) for each in self.worlds if each.agents]
        scenarios = {world.scenario: truths(world) for world in self.worlds if world.scenario is not None}
        return Models(number, self.agents, truths(self.actual), scenarios, ideal, self.rigidity)

    def elsewhere(self, true: frozenset[int]) -> Truths | None:
        """What is true at the further world at which a law is denied, where an assignment has one."""
        if self._fresh is None or self._fresh.exists not in true:
            return None
        wheres = (-1, self._fresh.course, self._fresh.index)
        return frozenset(
            atom for (atom, where), variable in self._atoms.items() if where in wheres and variable in true
        )

    def ideal_variables(self) -> list[int]:
        """The variables that describe the ideal worlds: which there are, then what is so in them, in order."""
        ideal = {world.index: world.exists for world in self.worlds if world.kind == "ideal"}
        return [*ideal.values(), *(variable for (_, where), variable in self._atoms.items() if where in ideal)]

    def actual_variables(self) -> list[int]:
        """The variables that describe the actual world and the scenarios, in order of first mention."""
        shown = {world.index for world in self.worlds if world.kind in {"actual", "scenario"}}
        return [
            variable
            for (_, where), variable in self._atoms.items()
            if where == -1 or where in shown or (isinstance(where, str) and where != _ELSEWHERE)
        ]


def _descriptive_axiom(statement: Statement) -> bool:
    return statement.layer == "axiom" and not statement.speaks_of_ought
