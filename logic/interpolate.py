"""Craig interpolation: a formula that one side entails, that the other contradicts, over what both speak of.

It is found from models, without proofs (Chockler, Ivrii & Matsliah 2012, "Computing
Interpolants without Proofs"): a model of the second side is described as far as the shared
language can describe it; if the first side contradicts the description, it entails the
denial of some small part of it, which becomes one more conjunct of the interpolant, and the
next model must meet that too. A description is complete: it says what is true of every
shared atom, actually and in each scenario, and for each shared agent exactly which of the
ways in which shared atoms may go are ideal. So where the first side has a model of the same
description, no formula of the shared language tells the two sides apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from logic.engine import Clash, Engine, World
from logic.ground import conjunction, disjunction, negation
from logic.questions.common import mentioned
from logic.questions.verdict import UndecidedError
from logic.solver import Undecided
from proofs import formula as f
from proofs.formula import Atom, Formula, atoms, obligations, subformulas
from proofs.world import Agent, Model


@dataclass(frozen=True)
class Language:
    """What both sides speak of: atoms, the plain ones among them, agents, and the scenarios of the question."""

    atoms: tuple[Atom, ...]
    plain: tuple[Atom, ...]
    agents: tuple[Agent, ...]
    scenarios: tuple[str, ...]

    def says(self, formula: Formula) -> bool:
        """Whether a formula is one of this language, its obligations with something to differ on."""
        known = set(self.atoms)
        return all(atom in known for atom in atoms(formula)) and all(
            ought.agent in self.agents and any(atom in self.plain for atom in atoms(ought.body))
            for ought in obligations(formula)
        )


@dataclass(frozen=True)
class Interpolant:
    """There is one: this formula, in clause form."""

    formula: Formula


@dataclass(frozen=True)
class Agreement:
    """There is none: a model of each side, alike in all that the shared language can say."""

    first: Model
    second: Model


def shared_language(engine: Engine, first: Sequence[int], second: Sequence[int]) -> Language:
    """What two sets of statements both speak of. Laws and principles speak of every agent."""
    theirs = set(mentioned(engine.grounded, second))
    common = tuple(atom for atom in mentioned(engine.grounded, first) if atom in theirs)
    rigidity = engine.encoding.rigidity
    one, other = (_agents(engine, side) for side in (first, second))
    return Language(
        common,
        tuple(atom for atom in common if rigidity.get(atom.name, "plain") == "plain"),
        tuple(agent for agent in engine.encoding.agents if agent in one and agent in other),
        tuple(engine.grounded.composed.vocabulary.scenarios),
    )


def _agents(engine: Engine, side: Iterable[int]) -> tuple[Agent, ...]:
    statements = [engine.statements[i] for i in side]
    if any(statement.layer in {"law", "principle"} for statement in statements):
        return engine.encoding.agents
    bodies = [statement.body for statement in statements if isinstance(statement.body, Formula)]
    return tuple(dict.fromkeys(ought.agent for body in bodies for ought in obligations(body)))


def interpolate(engine: Engine, first: Sequence[int], second: Sequence[int]) -> Interpolant | Agreement:
    """An interpolant of two sets of statements that contradict each other.

    Clauses are gathered until they contradict `second`, each of which `first` entails and of
    which no literal can be spared. Raises `UndecidedError`. Exponential in the worst case in
    the shared plain atoms.
    """
    return _Search(engine, first, second).by_clauses()


def single_interpolant(engine: Engine, first: Sequence[int], second: Sequence[int]) -> Interpolant | None:
    """The first proposition that is an interpolant, or whose denial is one, if there is one.

    Those that the statements are made of are tried: obligations, what is so in a scenario,
    atoms. At most four questions each. Raises `UndecidedError`.
    """
    return _Search(engine, first, second).single()


@dataclass(frozen=True)
class _Types:
    """What an agent ought, or may: one of some cubes over the shared plain atoms."""

    agent: Agent
    cubes: tuple[tuple[Formula, ...], ...]
    permits: bool

    @property
    def formula(self) -> Formula:
        content = disjunction(tuple(conjunction(cube) for cube in self.cubes))
        return f.Not(f.Ought(self.agent, negation(content))) if self.permits else f.Ought(self.agent, content)

    @property
    def denied(self) -> Formula:
        """The denial, as it is said."""
        if self.permits:
            return f.Ought(self.agent, disjunction(tuple(_opposite(part) for part in self.cubes[0])))
        return f.Not(self.formula)

    def weaker(self, plain: Sequence[Atom]) -> Iterator[_Types]:
        """What says a little less: a cube with a literal left out; where no cube is left, any."""
        if not self.cubes:
            literals = [literal for atom in plain for literal in (f.Not(atom), atom)]
            yield from (_Types(self.agent, ((literal,),), False) for literal in literals)
            yield _Types(self.agent, ((plain[0], f.Not(plain[0])),), False)
        for at, cube in enumerate(self.cubes):
            for left_out in range(len(cube)) if len(cube) > 1 else ():
                rest = (*cube[:left_out], *cube[left_out + 1 :])
                cubes = dict.fromkeys((*self.cubes[:at], rest, *self.cubes[at + 1 :]))
                yield _Types(self.agent, tuple(cubes), self.permits)


_Part = Formula | _Types


class _Search:
    def __init__(self, engine: Engine, first: Sequence[int], second: Sequence[int]) -> None:
        self.engine = engine
        self.first = tuple(first)
        self.second = tuple(second)
        self.language = shared_language(engine, first, second)
        self.basics = tuple(self._basics())
        self._literals: dict[tuple[Formula, bool], int] = {}

    def single(self) -> Interpolant | None:
        return next((Interpolant(each) for each in self._singles() if self._separates(each)), None)

    def by_clauses(self) -> Interpolant | Agreement:
        clauses: list[tuple[Formula, ...]] = []
        while True:
            outcome = self._ask(self.second, map(disjunction, clauses))
            if isinstance(outcome, Clash):
                return Interpolant(conjunction(tuple(map(disjunction, self._without_idle(clauses)))))
            found = self._clause(outcome.model)
            if isinstance(found, Agreement):
                return found
            clauses.append(found)

    # Asking

    def _ask(self, side: Sequence[int], formulas: Iterable[Formula]) -> World | Clash:
        outcome = self.engine.ask(side, [self._literal(formula, positive=True) for formula in formulas])
        if isinstance(outcome, Undecided):
            raise UndecidedError(outcome.reason)
        return outcome

    def _contradicts(self, side: Sequence[int], formulas: Iterable[Formula]) -> bool:
        answer = self.engine.has_model(side, [self._literal(formula, positive=True) for formula in formulas])
        if answer is None:
            raise UndecidedError(self.engine.why)
        return not answer

    def _literal(self, formula: Formula, *, positive: bool) -> int:
        key = (formula, positive)
        if key not in self._literals:
            self._literals[key] = self.engine.literal(formula, positive)
        return self._literals[key]

    # One proposition

    def _basics(self) -> Iterator[Formula]:
        """The propositions that the statements themselves are made of, those of the second side first."""
        found: dict[Formula, None] = {}
        for side in (self.second, self.first):
            bodies = (self.engine.statements[i].body for i in side)
            for body in bodies:
                for part in subformulas(body) if isinstance(body, Formula) else ():
                    if isinstance(part, f.Ought | f.In) and self.language.says(part):
                        found[part] = None
        found.update(dict.fromkeys(self.language.atoms))
        for scenario in self.language.scenarios:
            found.update(dict.fromkeys(f.In(scenario, atom) for atom in self.language.atoms))
        return iter(found)

    def _singles(self) -> Iterator[Formula]:
        for basic in self.basics:
            yield from (_opposite(basic), basic) if isinstance(basic, f.Ought) else (basic, _opposite(basic))

    def _separates(self, formula: Formula) -> bool:
        return self._contradicts(self.second, [formula]) and self._contradicts(self.first, [_opposite(formula)])

    # Clause by clause

    def _clause(self, model: Model) -> tuple[Formula, ...] | Agreement:
        """What the first side denies of a model of the second, in as few words as can be."""
        parts: list[_Part] = [basic if model.holds(basic) else _opposite(basic) for basic in self.basics]
        outcome = self._ask(self.first, map(_said, parts))
        if isinstance(outcome, World):
            parts += self._types(model)
            outcome = self._ask(self.first, map(_said, parts))
            if isinstance(outcome, World):
                return Agreement(outcome.model, model)
        kept = self._shrunk(parts)
        for at, part in enumerate(kept):
            if isinstance(part, _Types):
                kept[at] = self._weakened(part, [*kept[:at], *kept[at + 1 :]])
        return tuple(part.denied if isinstance(part, _Types) else _opposite(part) for part in kept)

    def _types(self, model: Model) -> Iterator[_Types]:
        """Which of the ways in which the shared plain atoms may go are ideal, for each shared agent."""
        plain = self.language.plain
        if not plain:
            # No obligation can be stated over the shared atoms.
            return
        for agent in self.language.agents:
            ways = dict.fromkeys(
                tuple(atom if atom in world else f.Not(atom) for atom in plain) for world in model.ideal.get(agent, ())
            )
            cubes = tuple(sorted(ways, key=str))
            yield from (_Types(agent, (cube,), True) for cube in cubes)
            yield _Types(agent, cubes, False)

    def _shrunk(self, parts: list[_Part]) -> list[_Part]:
        """A minimal choice of the parts that the first side contradicts: one alone if there is one."""
        for part in parts:
            if self._contradicts(self.first, [_said(part)]):
                return [part]
        kept = parts
        for part in reversed(parts):
            rest = [each for each in kept if each is not part]
            if self._contradicts(self.first, map(_said, rest)):
                kept = rest
        return kept

    def _weakened(self, part: _Types, others: Sequence[_Part]) -> _Types:
        """The part with all left out that the contradiction does not need."""
        said = [_said(each) for each in others]
        while True:
            weaker = part.weaker(self.language.plain)
            found = next((each for each in weaker if self._contradicts(self.first, [*said, each.formula])), None)
            if found is None:
                return part
            part = found

    def _without_idle(self, clauses: list[tuple[Formula, ...]]) -> list[tuple[Formula, ...]]:
        """The clauses without those that the contradiction with the second side does not need."""
        kept = clauses
        for clause in clauses:
            rest = [each for each in kept if each is not clause]
            if self._contradicts(self.second, map(disjunction, rest)):
                kept = rest
        return kept


def _said(part: _Part) -> Formula:
    return part.formula if isinstance(part, _Types) else part


def _opposite(formula: Formula) -> Formula:
    """The denial of a formula, as it is said: a double one undone, one of what is so in a scenario inside it."""
    match formula:
        case f.Not(body=body):
            return body
        case f.In(scenario=scenario, body=body):
            return f.In(scenario, _opposite(body))
        case _:
            return f.Not(formula)


def stronger(formula: Formula) -> Formula:
    """The formula with `ought φ` wherever it says `may φ`, and `ought not φ` wherever `not ought φ`."""
    match formula:
        case f.Not(body=f.Ought(agent=agent, body=body)):
            return f.Ought(agent, _opposite(body))
        case f.And(parts=parts):
            return conjunction(tuple(map(stronger, parts)))
        case f.Or(parts=parts):
            return disjunction(tuple(map(stronger, parts)))
        case _:
            return formula
