"""One question made ready: composed, grounded and encoded once, then asked many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from grammar import tree
from grammar.diagnostics import Diagnostic
from logic.composition import Composed
from logic.encode import Clause, Encoding
from logic.ground import MAX_DEPTH, MAX_SIZE, Grounder, Measure
from logic.limits import Limits
from logic.solver import Outcome, Satisfiable, Solver, Undecided, Unsatisfiable
from logic.theory import Statement
from proofs import world
from proofs.formula import Atom, Formula, atoms, obligations
from proofs.world import Agent, Model

MAX_WORLDS_SIZE = 6_000_000
"""How many parts of formulas may hold in all worlds of a question together."""

MANY = 1_000
"""From how many statements on they are first asked about without names."""


@dataclass(frozen=True, slots=True)
class World:
    """A model was found, evaluated, and every statement asked about is true in it; `true` are its variables."""

    model: Model
    true: frozenset[int]


@dataclass(frozen=True, slots=True)
class Clash:
    """There is no model; `core` are indices of statements that clash with what else was assumed."""

    core: tuple[int, ...]


Found = World | Clash | Undecided


class EvaluationError(AssertionError):
    """Z3 gave a world in which the evaluator finds a statement false: a fault of the program."""


@dataclass(frozen=True)
class Grounded:
    """A question grounded: its statements, in order, and the formulas asked about."""

    composed: Composed
    statements: tuple[world.Statement, ...]
    formulas: tuple[Formula, ...]
    grounder: Grounder
    spoken: Mapping[str, tuple[Agent, ...]] = field(default_factory=dict)
    """By name of statement, the agents it speaks of, those of parts that grounding decided too."""
    asked: tuple[Agent, ...] = ()
    """The agents that the formulas speak of, likewise."""

    def agents(self, indices: Iterable[int], formulas: Iterable[Formula] = ()) -> tuple[Agent, ...]:
        """The agents that some statements and formulas speak of, the impersonal one first."""
        found: dict[Agent, None] = {None: None}
        for i in indices:
            found.update(dict.fromkeys(self.spoken.get(self.statements[i].name, ())))
        bodies = [self.statements[i].body for i in indices]
        for body in (*bodies, *formulas):
            if isinstance(body, Formula):
                found.update((ought.agent, None) for ought in obligations(body))
        return tuple(found)


def ground(composed: Composed, formulas: Sequence[tree.Formula] = ()) -> Grounded | Diagnostic:
    """Ground a question; one that would become too large or too deep is refused before it is built.

    Formulas must have been checked in the question's scope.
    """
    grounder = Grounder(composed.vocabulary)
    total = 0
    for statement in composed.statements:
        if isinstance(statement.node.body, tree.Frame):
            continue
        measure = grounder.measure(statement.node.body)
        total += measure.size
        if fault := _too_large(measure, total):
            return Diagnostic(fault, statement.place, {"name": statement.name, **_figures(measure, total)})
    for formula in formulas:
        measure = grounder.measure(formula)
        total += measure.size
        if fault := _too_large(measure, total):
            return Diagnostic(fault, None, {"name": "the formula asked about", **_figures(measure, total)})
    spoken: dict[str, tuple[Agent, ...]] = {}
    statements = tuple(_ground_statement(grounder, statement, spoken) for statement in composed.statements)
    asked = [grounder.ground_with_agents(formula) for formula in formulas]
    agents = tuple(dict.fromkeys(agent for _, spoken_of in asked for agent in spoken_of))
    grounded = Grounded(composed, statements, tuple(body for body, _ in asked), grounder, spoken, agents)
    return _too_many_worlds(grounded) or grounded


def _ground_statement(
    grounder: Grounder, statement: Statement, spoken: dict[str, tuple[Agent, ...]]
) -> world.Statement:
    """A statement grounded; who it speaks of goes into `spoken`."""
    body = statement.node.body
    if isinstance(body, tree.Frame):
        return world.Statement(statement.name, statement.layer, body.principle)
    grounded, spoken[statement.name] = grounder.ground_with_agents(body)
    return world.Statement(statement.name, statement.layer, grounded)


def _too_large(measure: Measure, total: int) -> str | None:
    if total > MAX_SIZE:
        return "E601"
    return "E602" if measure.depth > MAX_DEPTH else None


def _figures(measure: Measure, total: int) -> dict[str, str]:
    return {"size": f"{total:,}", "limit": f"{MAX_SIZE:,}", "depth": str(measure.depth), "deepest": str(MAX_DEPTH)}


def _size(formula: Formula) -> int:
    return len(atoms(formula)) + 1


def _too_many_worlds(grounded: Grounded) -> Diagnostic | None:
    """The fault of a question whose obligations and laws would be too many when put in every world."""
    bodies = [(s, s.body) for s in grounded.statements if isinstance(s.body, Formula)]
    duties = dict.fromkeys(
        ought for body in (*(b for _, b in bodies), *grounded.formulas) for ought in obligations(body)
    )
    agents = {ought.agent for ought in duties} | {None}
    laws = sum(_size(body) for s, body in bodies if s.layer == "law")
    worlds = len(duties) + 3 * len(agents) + len(grounded.composed.vocabulary.scenarios)
    per_agent: dict[Agent, list[int]] = {}
    for ought in duties:
        per_agent.setdefault(ought.agent, []).append(_size(ought.body))
    bound = worlds * laws + sum((len(sizes) + 3) * sum(sizes) for sizes in per_agent.values())
    if bound <= MAX_WORLDS_SIZE:
        return None
    figures = {"size": f"{bound:,}", "limit": f"{MAX_WORLDS_SIZE:,}", "duties": f"{len(duties):,}"}
    return Diagnostic("E603", None, figures)


class Engine:
    """A grounded question, encoded once and asked under assumptions.

    Statements are spoken of by index. Not safe for threads.
    """

    def __init__(self, grounded: Grounded, limits: Limits | None = None) -> None:
        self.grounded = grounded
        self.statements = grounded.statements
        self.limits = limits or Limits()
        vocabulary = grounded.composed.vocabulary
        everything = range(len(self.statements))
        self.encoding = Encoding(
            vocabulary.rigidity,
            vocabulary.scenarios,
            tuple(dict.fromkeys((*grounded.agents(everything, grounded.formulas), *grounded.asked))),
            _spare(grounded),
        )
        self.selectors = [self.encoding.selector(statement) for statement in self.statements]
        self.why = "not asked"
        """Why `has_model` last returned `None`."""
        self._told: list[Clause] = []
        self._kept: list[Clause] = []
        """Clauses that have been asked about without names, and not by name yet."""
        self._by_name = False
        """Whether any clauses have been told by name: from then on the others are not all there are."""
        self.solver = Solver(self.limits)
        self.limits.interruption.heard = True

    def literal(self, formula: Formula, positive: bool = True) -> int:
        """A literal that, assumed, makes a formula true (or false) at the actual world."""
        return self.encoding.literal(formula, positive)

    def denial(self, index: int, others: Sequence[int]) -> int:
        """A literal that, assumed together with the statements `others`, denies statement `index`."""
        rest = [self.statements[i] for i in others]
        agents = self.grounded.agents([*others, index])
        return self.encoding.denial(self.statements[index], rest, agents)

    def ask(self, indices: Sequence[int], assuming: Sequence[int] = ()) -> Found:
        """Whether some statements, and further literals, have a model; it is evaluated.

        Names are dear where statements are many: those are first asked about without, and
        by name only if they clash.
        """
        if len(indices) >= MANY and not assuming and not self._by_name:
            outcome = self._ask_plainly(indices)
            if isinstance(outcome, Satisfiable):
                return World(self._evaluated(outcome.true, indices), outcome.true)
            if isinstance(outcome, Undecided):
                return outcome
        outcome = self._ask_by_name(indices, assuming)
        if isinstance(outcome, Undecided):
            return outcome
        if isinstance(outcome, Satisfiable):
            return World(self._evaluated(outcome.true, indices), outcome.true)
        return self._clash(outcome, indices)

    def has_model(self, indices: Sequence[int], assuming: Sequence[int] = ()) -> bool | None:
        """Whether there is a model, which nobody will see; `None` where that was not decided."""
        outcome = self._ask_by_name(indices, assuming, world=False)
        if isinstance(outcome, Undecided):
            self.why = outcome.reason
            return None
        return isinstance(outcome, Satisfiable)

    def flush(self) -> None:
        """Tell Z3 the clauses that it has not been told."""
        self._kept += self.encoding.fresh_clauses()
        self.solver.add(self._kept)
        if len(self.statements) < MANY:
            self._told += self._kept
        self._kept = []
        self._by_name = True

    def clauses(self) -> list[Clause]:
        """All clauses; of a thousand statements and more, those that Z3 has not been told by name."""
        self._kept += self.encoding.fresh_clauses()
        return [*self._told, *self._kept]

    def world(self, true: frozenset[int], indices: Sequence[int]) -> World:
        """An assignment of the encoding, found elsewhere, evaluated; raises `EvaluationError`."""
        return World(self._evaluated(true, indices), true)

    def clash(self, indices: Sequence[int], assuming: Sequence[int] = ()) -> Clash | Undecided | None:
        """The clash between some statements; `None` where they have a model, which nobody will see.

        For searches, which want the clash alone: evaluating models would cost them more than finding these.
        """
        outcome = self._ask_by_name(indices, assuming, world=False)
        if isinstance(outcome, Undecided):
            return outcome
        return None if isinstance(outcome, Satisfiable) else self._clash(outcome, indices)

    def _clash(self, outcome: Unsatisfiable, indices: Iterable[int]) -> Clash:
        """The statements asked about that are in a core; one whose selector was only assumed is not among them."""
        named = {self.selectors[i]: i for i in indices}
        return Clash(tuple(sorted(named[literal] for literal in outcome.core if literal in named)))

    def _ask_by_name(self, indices: Sequence[int], assuming: Sequence[int], *, world: bool = True) -> Outcome:
        """Ask with a literal assumed for each statement, so that a clash tells who takes part."""
        self.flush()
        return self.solver.ask([*(self.selectors[i] for i in indices), *assuming], world=world)

    def _ask_plainly(self, indices: Sequence[int]) -> Outcome:
        """Ask in a solver of its own, the statements asserted outright."""
        self._kept += self.encoding.fresh_clauses()
        asserted = {-self.selectors[i] for i in indices}
        solver = Solver(self.limits)
        solver.add([literal for literal in clause if literal not in asserted] for clause in self._kept)
        return solver.ask()

    def _evaluated(self, true: frozenset[int], indices: Sequence[int]) -> Model:
        """The model of an assignment, once the evaluator has found every statement true in it."""
        model = self.encoding.model(true)
        self.confirm(model, indices)
        return model

    def confirm_all(self, worlds: Sequence[Sequence[int]], kept: Mapping[int, int]) -> None:
        """Raise `EvaluationError` unless each of some assignments is well formed and makes its statements true.

        An assignment lists a literal for each variable, in order; `kept` are the assignments,
        as bits, in which a statement is to be true, by its index.
        """
        # A solver that was told some of the clauses alone has never heard of the last variables.
        shortest = min(map(len, worlds))
        read = [variable for variable in self.encoding.described if variable <= shortest]
        rows = ("".join(["1" if world[variable - 1] > 0 else "0" for variable in read]) for world in reversed(worlds))
        true = dict(zip(read, map(_bits, zip(*rows, strict=True)), strict=True))
        models = self.encoding.models(true, len(worlds))
        false = [name for name, _ in models.violations([(self.statements[i], mask) for i, mask in kept.items()])]
        if false or models.faults():
            raise EvaluationError(
                f"false where they should be true: {', '.join(false) or 'none'}, or worlds ill formed"
            )

    def confirm(self, model: Model, indices: Sequence[int]) -> None:
        """Raise `EvaluationError` unless a model is well formed and makes the statements true."""
        false = model.violated([self.statements[i] for i in indices])
        faults = (*model.faults(), *(f"{name} is false" for name in false))
        if faults:
            raise EvaluationError("; ".join(faults))


def _bits(digits: Iterable[str]) -> int:
    """A number by its binary digits."""
    return int("".join(digits), 2)


def _spare(grounded: Grounded) -> Atom | None:
    """A plain atom of the vocabulary that no statement and no formula mentions, if there is one."""
    bodies = (*(s.body for s in grounded.statements), *grounded.formulas)
    used = {atom for body in bodies if isinstance(body, Formula) for atom in atoms(body)}
    vocabulary = grounded.composed.vocabulary
    for name, rigidity in vocabulary.rigidity.items():
        symbol = vocabulary.atom(name)
        if rigidity != "plain" or symbol is None:
            continue
        ranges = [vocabulary.elements(parameter.sort) for parameter in symbol.parameters]
        spare = next((atom for chosen in product(*ranges) if (atom := Atom(name, chosen)) not in used), None)
        if spare is not None:
            return spare
    return None
