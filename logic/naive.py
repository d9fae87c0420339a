"""The slow twin of the engine: brute force over Kripke models, straight from the syntax tree.

It shares nothing with grounding, encoding and the solver: quantifiers are loops, definitions
are substitution, and a composition is consistent when one of all its models makes it true. It
is for tests, and for vocabularies of a few propositions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, combinations, product
from typing import TypeAlias

from grammar import tree
from logic.vocabulary import Vocabulary

Ground: TypeAlias = tuple[str, tuple[str, ...]]
"""A proposition: the name of an atom, and its elements."""

Valuation: TypeAlias = frozenset[Ground]
Agent: TypeAlias = str | None
Values: TypeAlias = Mapping[str, str]
Instance: TypeAlias = tuple[tree.Formula, Values]
"""A formula, with the values of its free variables."""

_NONE: Values = {}


@dataclass(frozen=True)
class Kripke:
    """A model: the true propositions of its worlds."""

    actual: Valuation
    scenarios: Mapping[str, Valuation] = field(default_factory=dict)
    ideal: Mapping[Agent, tuple[Valuation, ...]] = field(default_factory=dict)


# What is true in a model


def counts(word: str, number: int, found: int) -> bool:
    """Whether `found` are exactly, at most or at least `number`."""
    return {"exactly": found == number, "at most": found <= number, "at least": found >= number}[word]


class Reader:
    """Reads formulas in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def holds(self, formula: tree.Formula, model: Kripke, world: Valuation, values: Values = _NONE) -> bool:
        """Whether a formula is true at a world of a model."""
        match formula:
            case tree.Truth(value=value):
                return value
            case tree.Proposition():
                inner = self.unfold(formula, values)
                return (
                    self.ground(formula, values) in world
                    if inner is None
                    else self.holds(inner[0], model, world, inner[1])
                )
            case tree.Equal(left=left, right=right, negated=negated):
                return (values.get(left.text, left.text) == values.get(right.text, right.text)) != negated
            case tree.Not(body=body):
                return not self.holds(body, model, world, values)
            case tree.And(operands=operands):
                return all(self.holds(each, model, world, values) for each in operands)
            case tree.Or(operands=operands):
                return any(self.holds(each, model, world, values) for each in operands)
            case tree.Binary(operator=operator, left=left, right=right):
                return _joined(
                    operator, self.holds(left, model, world, values), self.holds(right, model, world, values)
                )
            case tree.Counted(word=word, number=number, operands=operands):
                return counts(word, number, sum(self.holds(each, model, world, values) for each in operands))
            case tree.Quantified():
                return self._quantified(formula, model, world, values)
            case tree.InScenario(scenario=scenario, body=body):
                return self.holds(body, model, model.scenarios[scenario.text], values)
            case tree.Ought(body=body, permits=permits):
                ideal = model.ideal[self.agent(formula, values)]
                met = (self.holds(body, model, each, values) for each in ideal)
                return any(met) if permits else all(met)

    def _quantified(self, formula: tree.Quantified, model: Kripke, world: Valuation, values: Values) -> bool:
        bodies = [self.holds(formula.body, model, world, each) for each in self.tuples(formula, values)]
        match formula.word:
            case "every":
                return all(bodies)
            case "some":
                return any(bodies)
            case "no":
                return not any(bodies)
            case word:
                return counts(word, formula.number or 0, sum(bodies))

    def tuples(self, formula: tree.Quantified, values: Values) -> Iterator[Values]:
        """The values that a quantifier ranges over."""
        names = [(name.text, binder.sort.text) for binder in formula.binders for name in binder.names]
        for chosen in product(*(self.vocabulary.elements(sort) for _, sort in names)):
            inner = {**values, **{name: element for (name, _), element in zip(names, chosen, strict=True)}}
            if formula.where is None or self.holds(formula.where, Kripke(frozenset()), frozenset(), inner):
                yield inner

    def ground(self, formula: tree.Proposition, values: Values) -> Ground:
        """The proposition that an atom is for some values."""
        return formula.name, tuple(values.get(each.text, each.text) for each in formula.arguments)

    def unfold(self, formula: tree.Proposition, values: Values) -> Instance | None:
        """The body of a definition, and the values of its parameters; nothing for an atom."""
        definition = self.vocabulary.definition(formula.name)
        if definition is None:
            return None
        _, arguments = self.ground(formula, values)
        return definition.body, {p.name: a for p, a in zip(definition.parameters, arguments, strict=True)}

    def agent(self, formula: tree.Ought, values: Values) -> Agent:
        """Whose obligation it is."""
        return None if formula.agent is None else values.get(formula.agent.text, formula.agent.text)

    # What is inside a formula

    def instances(self, formula: tree.Formula, values: Values = _NONE) -> Iterator[Instance]:
        """A formula and all inside it, for all values, definitions unfolded."""
        yield formula, values
        match formula:
            case tree.Proposition():
                inner = self.unfold(formula, values)
                if inner is not None:
                    yield from self.instances(*inner)
            case tree.Quantified(body=body):
                for each in self.tuples(formula, values):
                    yield from self.instances(body, each)
            case _:
                for part in tree.children(formula):
                    yield from self.instances(part, values)

    def agents(self, bodies: Iterable[tree.Formula | tree.Frame]) -> tuple[Agent, ...]:
        """The impersonal agent, and all that some bodies speak of."""
        found: dict[Agent, None] = {None: None}
        for body in bodies:
            if not isinstance(body, tree.Frame):
                for each, values in self.instances(body):
                    if isinstance(each, tree.Ought):
                        found[self.agent(each, values)] = None
        return tuple(found)

    def descriptive_axiom(self, statement: tree.Statement) -> bool:
        """Whether a statement is an axiom that does not speak of ought."""
        return statement.layer == "axiom" and not any(
            isinstance(each, tree.Ought) for body in _bodies([statement]) for each, _ in self.instances(body)
        )

    # Statements

    def satisfied(self, statement: tree.Statement, model: Kripke, composition: Sequence[tree.Statement]) -> bool:
        """Whether a statement holds wherever its layer says that it must."""
        body = statement.body
        if isinstance(body, tree.Frame):
            return self._principle(body.principle, model, composition)
        worlds = [model.actual]
        if statement.layer == "law":
            worlds += [*model.scenarios.values(), *chain.from_iterable(model.ideal.values())]
        elif self.descriptive_axiom(statement):
            worlds += model.scenarios.values()
        return all(self.holds(body, model, world) for world in worlds)

    def _principle(self, principle: str, model: Kripke, composition: Sequence[tree.Statement]) -> bool:
        sets = model.ideal.values()
        if principle == "consistent":
            return all(sets)
        if principle == "jointly consistent":
            return bool(reduce(frozenset.intersection, (frozenset(each) for each in sets)))
        axioms = _bodies(each for each in composition if self.descriptive_axiom(each))
        return all(any(all(self.holds(body, model, world) for body in axioms) for world in each) for each in sets)


def _joined(operator: tree.Operator, left: bool, right: bool) -> bool:
    match operator:
        case "iff":
            return left == right
        case "xor":
            return left != right
        case "unless":
            return left or right
        case "implies" | "only if" | "if":
            return right or not left


def _bodies(statements: Iterable[tree.Statement]) -> list[tree.Formula]:
    return [each.body for each in statements if not isinstance(each.body, tree.Frame)]


# All models


@dataclass(frozen=True)
class Question:
    """Statements that are to hold, formulas that are to be true, and a statement that is to be denied."""

    reader: Reader
    statements: tuple[tree.Statement, ...]
    formulas: tuple[tree.Formula, ...] = ()
    denied: tree.Statement | None = None

    @property
    def bodies(self) -> list[tree.Formula]:
        """Everything that is said."""
        return [*_bodies(self.statements), *self.formulas, *_bodies([self.denied] if self.denied else [])]

    @property
    def laws(self) -> list[tree.Formula]:
        """The laws that are to hold."""
        return _bodies(each for each in self.statements if each.layer == "law")

    def models(self) -> Iterator[Kripke]:
        """All models, of such as differ in nothing that is said only one.

        Ideal worlds are worlds of which the laws hold already; the rest is for `answered` to judge.
        """
        for rigid in self._choices("rigid"):
            courses = [rigid | settled for settled in self._choices("settled")]
            scenarios = [each | plain for each in courses for plain in self._choices("plain")]
            names = tuple(self.reader.vocabulary.scenarios)
            for chosen in product(*(self._unlike(name, scenarios) for name in names)):
                elsewhere = dict(zip(names, chosen, strict=True))
                for course in courses:
                    worlds = [course | plain for plain in self._choices("plain")]
                    for ideal in self._ideal([each for each in worlds if self._lawful(each)], elsewhere):
                        for actual in worlds:
                            yield Kripke(actual, elsewhere, ideal)

    def _choices(self, rigidity: tree.Rigidity) -> list[Valuation]:
        """Every set of propositions of one rigidity."""
        vocabulary = self.reader.vocabulary
        propositions: list[Ground] = []
        for name, found in vocabulary.rigidity.items():
            symbol = vocabulary.atom(name)
            if symbol is not None and found == rigidity:
                ranges = (vocabulary.elements(parameter.sort) for parameter in symbol.parameters)
                propositions.extend((name, chosen) for chosen in product(*ranges))
        return [
            frozenset(chosen) for size in range(len(propositions) + 1) for chosen in combinations(propositions, size)
        ]

    def _lawful(self, world: Valuation) -> bool:
        return all(self.reader.holds(law, Kripke(world), world) for law in self.laws)

    def _unlike(self, scenario: str, worlds: Iterable[Valuation]) -> list[Valuation]:
        """Of the worlds that a scenario may be, one for each way in which what is said of it is true or false.

        What may be said of it: what stands in `in`, the laws, the axioms that do not speak of ought.
        """
        said = [instance for body in self.bodies for instance in self.reader.instances(body)]
        inside = [(e.body, v) for e, v in said if isinstance(e, tree.InScenario) and e.scenario.text == scenario]
        everywhere = [each for each in (*self.statements, self.denied) if each is not None and each.layer == "law"]
        inside += [(law, _NONE) for law in _bodies(everywhere)]
        axioms = _bodies(each for each in self.statements if self.reader.descriptive_axiom(each))
        # Of axioms only the propositions are looked at: they may speak of scenarios themselves.
        for axiom in axioms:
            for each, values in self.reader.instances(axiom):
                if isinstance(each, tree.Proposition) and self.reader.unfold(each, values) is None:
                    inside.append((each, values))
        found: dict[tuple[bool, ...], Valuation] = {}
        for world in worlds:
            found.setdefault(tuple(self.reader.holds(e, Kripke(world), world, v) for e, v in inside), world)
        return list(found.values())

    def _ideal(
        self, lawful: Sequence[Valuation], scenarios: Mapping[str, Valuation]
    ) -> Iterator[Mapping[Agent, tuple[Valuation, ...]]]:
        """For each agent any set of lawful worlds; of such as make the same obligations and principles true, one."""
        agents = self.reader.agents(self.bodies)
        alike = [self._alike(agent, lawful, scenarios) for agent in agents]
        joint = any(
            isinstance(each.body, tree.Frame) and each.body.principle == "jointly consistent"
            for each in (*self.statements, self.denied)
            if each is not None
        )
        for groups in product(*alike):
            # Whether the sets of all agents share a world is the one thing that takes more than one agent.
            found = (
                {bool(reduce(int.__and__, c)): c for c in product(*groups)} if joint else {True: [g[0] for g in groups]}
            )
            for chosen in found.values():
                sets = [tuple(w for at, w in enumerate(lawful) if mask >> at & 1) for mask in chosen]
                yield dict(zip(agents, sets, strict=True))

    def _alike(self, agent: Agent, lawful: Sequence[Valuation], scenarios: Mapping[str, Valuation]) -> list[list[int]]:
        """All sets of lawful worlds, as bits, in groups that make the same obligations true."""
        reader = self.reader

        def where(test: Callable[[Valuation], bool]) -> int:
            return sum(1 << at for at, world in enumerate(lawful) if test(world))

        def met(body: tree.Formula, values: Values) -> Callable[[Valuation], bool]:
            return lambda world: reader.holds(body, Kripke(world, scenarios), world, values)

        said = [instance for body in self.bodies for instance in reader.instances(body)]
        mine = [(e.body, v) for e, v in said if isinstance(e, tree.Ought) and reader.agent(e, v) == agent]
        tests = [where(met(body, values)) for body, values in mine]
        axioms = _bodies(each for each in self.statements if reader.descriptive_axiom(each))
        able = where(lambda world: all(met(axiom, _NONE)(world) for axiom in axioms))
        groups: dict[tuple[bool, ...], list[int]] = {}
        for mask in range(1 << len(lawful)):
            some_and_all = [each for test in tests for each in (bool(mask & test), not mask & ~test)]
            groups.setdefault((mask == 0, bool(mask & able), *some_and_all), []).append(mask)
        return list(groups.values())

    # Whether a model answers

    def answered(self, model: Kripke) -> bool:
        """Whether a model makes the statements and the formulas true, and what is denied false."""
        reader = self.reader
        return (
            all(reader.holds(each, model, model.actual) for each in self.formulas)
            and (self.denied is None or self._denied(self.denied, model))
            and all(reader.satisfied(each, model, self.statements) for each in self.statements)
        )

    def _denied(self, statement: tree.Statement, model: Kripke) -> bool:
        body = statement.body
        if isinstance(body, tree.Frame):
            return not self.reader.satisfied(statement, model, self.statements)
        if not self.reader.holds(body, model, model.actual):
            return True
        if statement.layer != "law":
            return False
        return any(
            not self.reader.holds(body, model, world) for world in (*model.scenarios.values(), *self._further(model))
        )

    def _further(self, model: Kripke) -> Iterator[Valuation]:
        """Worlds with settled and plain propositions of their own that the laws bind."""
        rigid = frozenset(each for each in model.actual if self.reader.vocabulary.rigidity[each[0]] == "rigid")
        for settled, plain in product(self._choices("settled"), self._choices("plain")):
            if self._lawful(rigid | settled | plain):
                yield rigid | settled | plain


def has_world(
    vocabulary: Vocabulary, statements: Sequence[tree.Statement], formulas: Sequence[tree.Formula] = ()
) -> bool:
    """Whether statements have a model in which some formulas are true at the actual world."""
    question = Question(Reader(vocabulary), tuple(statements), tuple(formulas))
    return any(map(question.answered, question.models()))


def follows(vocabulary: Vocabulary, statement: tree.Statement, others: Sequence[tree.Statement]) -> bool:
    """Whether the denial of a statement has no model together with others."""
    question = Question(Reader(vocabulary), tuple(others), (), statement)
    return not any(map(question.answered, question.models()))


def descriptions(
    vocabulary: Vocabulary, statements: Sequence[tree.Statement], basics: Sequence[tree.Formula]
) -> set[tuple[bool, ...]]:
    """The ways in which some formulas may be true and false, at the actual world, in the models of statements."""
    reader = Reader(vocabulary)
    # A formula is looked at once it is said, if only that it is true or false.
    said = tuple(tree.Or((each, tree.Not(each))) for each in basics)
    question = Question(reader, tuple(statements), said)
    models = filter(question.answered, question.models())
    return {tuple(reader.holds(each, model, model.actual) for each in basics) for model in models}
