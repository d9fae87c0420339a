"""What is concluded of a policy or a formula, and by which statements: those that do no work, and by definition alone.

A conclusion is asked for again when premises are replaced, by the same means.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from logic.answers.audit import Finding
from logic.engine import Engine
from logic.marco import Explorer
from logic.questions.common import mentioned
from logic.questions.follows import because
from logic.questions.verdict import Judge, UndecidedError
from logic.theory import Statement
from proofs.formula import Formula

Derivation: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Statements, and literals that clash with them."""


class Conclusion(ABC):
    """Something that a composition may say, and how one finds out. All methods raise `UndecidedError`."""

    name: str
    """What is concluded about, for sentences."""
    concluded: frozenset[str]
    """The verdicts that conclude something; of two, each is the opposite of the other."""

    @abstractmethod
    def verdict(self, theory: Sequence[int], *, without: Sequence[int] = ()) -> str:
        """What statements say, some statements of whatever they are compared with left out."""

    def all(self, theory: Sequence[int]) -> tuple[int, ...]:
        """The statements that take part."""
        return tuple(theory)

    @abstractmethod
    def derivations(self, verdict: str, theory: Sequence[int]) -> tuple[Derivation, ...]:
        """The clashes that a verdict which concludes something rests on."""


@dataclass
class AboutPolicy(Conclusion):
    """What is said of a policy."""

    judge: Judge
    policy: tuple[int, ...]
    name: str

    concluded = frozenset({"forbids", "requires"})

    def verdict(self, theory: Sequence[int], *, without: Sequence[int] = ()) -> str:
        return self.judge.verdict(theory, [i for i in self.policy if i not in without])

    def all(self, theory: Sequence[int]) -> tuple[int, ...]:
        return tuple(sorted({*theory, *self.policy}))

    def derivations(self, verdict: str, theory: Sequence[int]) -> tuple[Derivation, ...]:
        if verdict == "forbids":
            return ((self.all(theory), ()),)
        prescriptions, others = self.judge.split(theory, self.policy)
        return tuple((tuple(others), (self.judge.denial(each),)) for each in prescriptions)


@dataclass
class AboutFormula(Conclusion):
    """Whether a formula, or its denial, follows."""

    judge: Judge
    formula: Formula
    name: str

    concluded = frozenset({"entails", "denies"})

    def __post_init__(self) -> None:
        self._true = self.judge.engine.literal(self.formula)
        self._false = self.judge.engine.literal(self.formula, positive=False)

    def verdict(self, theory: Sequence[int], *, without: Sequence[int] = ()) -> str:  # noqa: ARG002 - it is compared with nothing
        if not self.judge.consistent(theory):
            return "theory_inconsistent"
        if not self.judge.consistent(theory, self._false):
            return "entails"
        return "leaves_open" if self.judge.consistent(theory, self._true) else "denies"

    def derivations(self, verdict: str, theory: Sequence[int]) -> tuple[Derivation, ...]:
        return ((tuple(theory), (self._false if verdict == "entails" else self._true,)),)


def idle(engine: Engine, conclusion: Conclusion, theory: Sequence[int]) -> Iterator[Finding]:
    """The statements that are in no minimal derivation of what is concluded. See `Explorer.idle` for the cost."""
    verdict = conclusion.verdict(theory)
    if verdict not in conclusion.concluded:
        says = (
            f"Nothing is concluded about {conclusion.name} ({verdict.replace('_', ' ')}), so that no statement is used."
        )
        yield Finding("no_conclusion", says, from_verdict=verdict)
        return
    found = _idle(engine, conclusion.derivations(verdict, theory))
    unused: list[int] = []
    for index in found:
        unused.append(index)
        statement = engine.grounded.composed.statements[index]
        says = f"`{statement.name}` is in no minimal derivation of what is concluded about {conclusion.name}."
        yield Finding("idle", says, (statement,), from_verdict=verdict)
    yield from _unused_atoms(engine, conclusion, theory, unused)


def _idle(engine: Engine, derivations: Sequence[Derivation]) -> Iterator[int]:
    """The statements that are in no MUS of any of several clashes."""
    *first, last = derivations
    others = [frozenset(Explorer(engine, *each).idle()) | (frozenset(last[0]) - frozenset(each[0])) for each in first]
    return (index for index in Explorer(engine, *last).idle() if all(index in each for each in others))


def _unused_atoms(
    engine: Engine, conclusion: Conclusion, theory: Sequence[int], idle: Sequence[int]
) -> Iterator[Finding]:
    """The atoms, families taken whole, that idle statements alone mention, of those that the theory mentions."""
    used = {atom.name for atom in mentioned(engine.grounded, [i for i in conclusion.all(theory) if i not in idle])}
    for name in dict.fromkeys(atom.name for atom in mentioned(engine.grounded, theory)):
        if name not in used:
            where = [i for i in idle if any(atom.name == name for atom in mentioned(engine.grounded, [i]))]
            about = tuple(engine.grounded.composed.statements[i] for i in where)
            says = (
                f"Only idle statements speak of `{name}`: it has no part in what is concluded about {conclusion.name}."
            )
            yield Finding("unused_atom", says, about, (name,))


def by_definition(engine: Engine, conclusion: AboutPolicy, theory: Sequence[int]) -> Iterator[Finding]:
    """Whether a verdict stands by what words mean: without statements with ought, or by laws and principles alone."""
    verdict = conclusion.verdict(theory)
    if verdict not in conclusion.concluded:
        return
    if conclusion.judge.trivial("forbids" if verdict == "forbids" else "requires", theory, conclusion.policy):
        says = (
            f"No statement with ought takes part in what is concluded about {conclusion.name}: the verdict is trivial."
        )
        yield Finding("trivial", says, from_verdict=verdict)
    words = [i for i in theory if engine.statements[i].layer in {"law", "principle"}]
    premises: dict[Statement, None] = {}
    for indices, assuming in conclusion.derivations(verdict, theory):
        # What the policy says, it says by definition of the policy.
        kept = [i for i in indices if i in words or i in conclusion.policy]
        answer = engine.has_model(kept, assuming)
        if answer is None:
            raise UndecidedError(engine.why)
        if answer:
            return
        premises.update(dict.fromkeys(because(engine, kept, assuming)))
    says = (
        f"The theory {verdict} {conclusion.name} by laws and principles alone: they differ in what words mean, "
        "and nothing that the theory says of the world takes part."
    )
    yield Finding("by_definition", says, premises=tuple(premises), from_verdict=verdict)
