"""Grounding: from syntax to formulas without variables, quantifiers and definitions.

How large a formula would become is worked out before it is built, so that a file of ten
lines cannot exhaust the machine. Conditions and equalities are decided here; what they
leave is kept as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from grammar import tree
from logic.vocabulary import Vocabulary
from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Constant, Formula, Iff, Implies, In, Not, Or, Ought, Xor
from proofs.world import Agent

MAX_SIZE = 3_000_000
"""How many subformulas and instances one question may ground to."""

MAX_DEPTH = 250
"""How deep a grounded formula may be nested, its definitions unfolded."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An upper bound on what a formula grounds to: how many parts, how deep."""

    size: int
    depth: int


class Grounder:
    """Grounds formulas in one vocabulary; equal instances of definitions are built once.

    Formulas must have passed `logic.wellformed`; what breaks its rules raises `KeyError`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._defined: dict[tuple[str, tuple[str, ...]], Formula] = {}
        self._measured: dict[str, Measure] = {}
        self._spoken: dict[Agent, None] = {}
        self._spoken_in: dict[tuple[str, tuple[str, ...]], dict[Agent, None]] = {}
        self.instances: dict[Formula, tuple[str, tuple[str, ...]]] = {}
        """For each grounded body of a definition, the definition and the elements it was applied to."""

    # How large

    def measure(self, formula: tree.Formula) -> Measure:
        """An upper bound on the size and the depth of the grounded formula, without building it."""
        for name in self._unmeasured(formula):
            definition = self.vocabulary.definition(name)
            assert definition is not None
            inner = self._measure(definition.body)
            # To unfold a definition is a step of its own, though it leaves no trace.
            self._measured[name] = Measure(inner.size, inner.depth + 1)
        return self._measure(formula)

    def _unmeasured(self, formula: tree.Formula) -> Iterator[str]:
        """The definitions that a formula uses and that have no measure yet, what they use before them.

        Without recursion: no rule says how long a chain of definitions may be.
        """
        stack = [("", self._uses(formula))]
        while stack:
            name, rest = stack[-1]
            used = next((each for each in rest if each not in self._measured), None)
            if used is not None:
                definition = self.vocabulary.definition(used)
                assert definition is not None
                stack.append((used, self._uses(definition.body)))
                continue
            stack.pop()
            if name and name not in self._measured:
                yield name

    def _uses(self, formula: tree.Formula) -> Iterator[str]:
        """The definitions that are named in a formula."""
        for node in tree.walk(formula):
            if isinstance(node, tree.Proposition) and self.vocabulary.definition(node.name) is not None:
                yield node.name

    def _measure(self, formula: tree.Formula) -> Measure:
        """The measure of a formula, once all definitions in it have theirs."""
        match formula:
            case tree.Proposition(name=name):
                return self._measured.get(name, Measure(1, 1))
            case tree.Quantified(word=word, binders=binders, body=body):
                inner = self._measure(body)
                times = prod(len(self.vocabulary.elements(b.sort.text)) ** len(b.names) for b in binders)
                counting = 1 if word in {"every", "some", "no"} else 2
                return Measure(3 + counting * times * (inner.size + 1), inner.depth + 3)
            case tree.Counted(operands=operands):
                return _around([self._measure(each) for each in operands], more=3, times=2)
            case tree.Ought(body=body, permits=True):
                return _around([self._measure(body)], more=3)
            case _:
                return _around([self._measure(each) for each in tree.children(formula)])

    # Grounding

    def ground_with_agents(self, formula: tree.Formula) -> tuple[Formula, tuple[Agent, ...]]:
        """A formula without free variables, and every agent of an obligation in it, decided parts included."""
        self._spoken = {}
        grounded = self.ground(formula)
        return grounded, tuple(self._spoken)

    def ground(self, formula: tree.Formula, values: Mapping[str, str] | None = None) -> Formula:
        """The formula for the given values of its free variables."""
        env = values or {}
        match formula:
            case tree.Truth(value=value):
                return TRUE if value else FALSE
            case tree.Proposition(name=name, arguments=arguments):
                return self._apply(name, tuple(env.get(each.text, each.text) for each in arguments))
            case tree.Equal(left=left, right=right, negated=negated):
                same = env.get(left.text, left.text) == env.get(right.text, right.text)
                return TRUE if same != negated else FALSE
            case tree.Not(body=body):
                return negation(self.ground(body, env))
            case tree.And(operands=operands):
                return conjunction(tuple(self.ground(each, env) for each in operands))
            case tree.Or(operands=operands):
                return disjunction(tuple(self.ground(each, env) for each in operands))
            case tree.Binary(operator=operator, left=left, right=right):
                return _binary(operator, self.ground(left, env), self.ground(right, env))
            case tree.Counted(word=word, number=number, operands=operands):
                return count(word, number, tuple(self.ground(each, env) for each in operands))
            case tree.Quantified():
                return self._quantified(formula, env)
            case tree.InScenario(scenario=scenario, body=body):
                return _scenario(scenario.text, self.ground(body, env))
            case tree.Ought(agent=agent, body=body, permits=permits):
                who = env.get(agent.text, agent.text) if agent else None
                self._spoken[who] = None
                inner = self.ground(body, env)
                return Not(Ought(who, negation(inner))) if permits else Ought(who, inner)

    def _apply(self, name: str, arguments: tuple[str, ...]) -> Formula:
        definition = self.vocabulary.definition(name)
        if definition is None:
            return Atom(name, arguments)
        key = (name, arguments)
        if key not in self._defined:
            values = dict(zip((parameter.name for parameter in definition.parameters), arguments, strict=True))
            outside, self._spoken = self._spoken, {}
            body = self.ground(definition.body, values)
            self._spoken_in[key], self._spoken = self._spoken, outside
            self._defined[key] = body
            if not isinstance(body, Constant | Atom):
                self.instances.setdefault(body, key)
        self._spoken.update(self._spoken_in[key])
        return self._defined[key]

    def _quantified(self, formula: tree.Quantified, env: Mapping[str, str]) -> Formula:
        bodies = tuple(self.ground(formula.body, values) for values in self.tuples(formula, env))
        match formula.word:
            case "every":
                return conjunction(bodies)
            case "some":
                return disjunction(bodies)
            case "no":
                return conjunction(tuple(negation(body) for body in bodies))
            case word:
                return count(word, formula.number or 0, bodies)

    def tuples(self, formula: tree.Quantified, env: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """The values that a quantifier ranges over, its condition met, in the order of the sorts."""
        names = [name.text for binder in formula.binders for name in binder.names]
        ranges = [self.vocabulary.elements(binder.sort.text) for binder in formula.binders for _ in binder.names]
        for chosen in product(*ranges):
            values = {**env, **dict(zip(names, chosen, strict=True))}
            if formula.where is None or self.ground(formula.where, values) == TRUE:
                yield values


def _around(inner: list[Measure], *, more: int = 1, times: int = 1) -> Measure:
    """The measure of what adds at most `more` parts, one around the other, to those inside."""
    size = more + times * sum(measure.size for measure in inner)
    return Measure(size, more + max((measure.depth for measure in inner), default=0))


# Building, with constants decided


def negation(body: Formula) -> Formula:
    """`not body`."""
    if isinstance(body, Constant):
        return FALSE if body.value else TRUE
    return Not(body)


def conjunction(parts: tuple[Formula, ...]) -> Formula:
    """All of `parts`, constants decided; one part alone is itself."""
    if FALSE in parts:
        return FALSE
    kept = tuple(part for part in parts if not isinstance(part, Constant)) if TRUE in parts else parts
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else And(kept)


def disjunction(parts: tuple[Formula, ...]) -> Formula:
    """Some of `parts`, constants decided; one part alone is itself."""
    if TRUE in parts:
        return TRUE
    kept = tuple(part for part in parts if not isinstance(part, Constant)) if FALSE in parts else parts
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else Or(kept)


def _implication(left: Formula, right: Formula) -> Formula:
    if isinstance(left, Constant):
        return right if left.value else TRUE
    if isinstance(right, Constant):
        return TRUE if right.value else negation(left)
    return Implies(left, right)


def _equivalence(left: Formula, right: Formula) -> Formula:
    if isinstance(left, Constant):
        return right if left.value else negation(right)
    if isinstance(right, Constant):
        return left if right.value else negation(left)
    return Iff(left, right)


def _difference(left: Formula, right: Formula) -> Formula:
    if isinstance(left, Constant) or isinstance(right, Constant):
        return (
            _equivalence(negation(left), right) if isinstance(left, Constant) else _equivalence(left, negation(right))
        )
    return Xor(left, right)


def _binary(operator: tree.Operator, left: Formula, right: Formula) -> Formula:
    match operator:
        case "implies" | "only if" | "if":
            return _implication(left, right)
        case "iff":
            return _equivalence(left, right)
        case "xor":
            return _difference(left, right)
        case "unless":
            return disjunction((left, right))


def at_least(number: int, parts: tuple[Formula, ...]) -> Formula:
    """`number` of `parts` or more, constants decided."""
    number -= sum(part == TRUE for part in parts)
    kept = tuple(part for part in parts if not isinstance(part, Constant))
    if number <= 0:
        return TRUE
    if number > len(kept):
        return FALSE
    if number == 1:
        return disjunction(kept)
    if number == len(kept):
        return conjunction(kept)
    return AtLeast(number, kept)


def count(word: str, number: int, parts: tuple[Formula, ...]) -> Formula:
    """`exactly`, `at most` or `at least` `number` of `parts`."""
    match word:
        case "at least":
            return at_least(number, parts)
        case "at most":
            return negation(at_least(number + 1, parts))
        case "exactly":
            return conjunction((at_least(number, parts), negation(at_least(number + 1, parts))))
        case _:
            raise ValueError(f"no way of counting: {word}")


def _scenario(name: str, body: Formula) -> Formula:
    return body if isinstance(body, Constant) else In(name, body)
