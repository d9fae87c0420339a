"""The smallest exchanges of statements between two theories that give the one the other's verdict on a policy.

An exchange takes statements R from the first theory, and with it from the policy where that
brings them too, and adds statements A of the second. Whether a verdict comes about is not
monotone in (R, A), but it is a conjunction of conditions each of which is: certain statements
together have a world, or have none. A candidate that fails one teaches something of all
others: where there is no world, some member of the clash must be out; where there is one,
some statement beyond a set that has a world and can take no more must be in. These are
clauses over *s is exchanged*, of which `Candidates` proposes the smallest solution next, so
that the first exchanges that will do are the smallest (implicit hitting sets of conflicts and
correction sets at once: Reiter 1987; Moreno-Centeno & Karp 2013; for the two kinds of clauses
in one map, Liffiton et al. 2016). Exponential at worst.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from logic.answers.verdict import PolicyVerdict
from logic.implicit import Candidates
from logic.limits import UndecidedError
from logic.minimal import shrink
from logic.questions.verdict import Judge
from logic.solver import Undecided


@dataclass(frozen=True)
class Condition:
    """Some statements, `always` and those of `sometimes` that are held, have a world, or have none."""

    always: frozenset[int]
    sometimes: frozenset[int]
    has_world: bool
    assuming: tuple[int, ...] = ()


class Exchanges:
    """The exchanges between two theories, by index; `removable` of the first, `addable` of the second."""

    def __init__(self, judge: Judge, removable: Iterable[int], addable: Iterable[int], target: PolicyVerdict) -> None:
        self.judge = judge
        first, _, policy = judge.composed.parts
        self.first, self.policy = frozenset(first), frozenset(policy)
        self.removable, self.addable = frozenset(removable), frozenset(addable)
        self.conditions = tuple(self._conditions(target))
        self.candidates = Candidates(judge.engine.limits)

    def _conditions(self, target: PolicyVerdict) -> Iterator[Condition]:
        """What makes the verdict, in the words of `Judge.verdict`."""
        prescriptions, others = self.judge.split(sorted(self.first), sorted(self.policy))
        unmet = tuple(self.judge.unmet(prescriptions)) if prescriptions else ()
        principles = self.judge.principles
        if target == "forbids":
            yield self._condition({*self.first, *principles(self.policy)}, self.addable, has_world=True)
            granted = principles(self.first | self.addable)
            yield self._condition({*self.policy, *principles(self.first)}, granted, has_world=True)
            yield self._condition(self.first | self.policy, self.addable, has_world=False)
            return
        yield self._condition(self.first | self.policy, self.addable, has_world=True)
        if prescriptions:
            yield self._condition(others, self.addable, has_world=target == "leaves_open", assuming=unmet)
        elif target == "requires":
            # What prescribes nothing is never required: a condition that cannot be fulfilled.
            yield Condition(frozenset(), frozenset(), has_world=False)

    def _condition(
        self, base: Iterable[int], added: Iterable[int], *, has_world: bool, assuming: tuple[int, ...] = ()
    ) -> Condition:
        at_first = frozenset(base)
        sometimes = (at_first & self.removable) | (frozenset(added) & self.addable) - at_first
        return Condition(at_first - self.removable, sometimes, has_world, assuming)

    def smallest(self) -> Iterator[tuple[int, ...]]:
        """All exchanges of the smallest size, in lexicographic order. Raises `UndecidedError`."""
        size: int | None = None
        while (candidate := self.candidates.smallest()) is not None:
            if size is not None and len(candidate) > size:
                return
            if self._will_do(candidate):
                size = len(candidate)
                self.candidates.require((), candidate)
                yield candidate

    def parts(self, exchange: Iterable[int]) -> tuple[list[int], list[int]]:
        """Theory and policy after an exchange."""
        exchanged = frozenset(exchange)
        theory = (self.first - exchanged) | (exchanged & self.addable)
        return sorted(theory), sorted(self.policy - (exchanged & self.first))

    def _will_do(self, candidate: tuple[int, ...]) -> bool:
        """Whether every condition is fulfilled; what the first that is not can teach is required from now on."""
        exchanged = frozenset(candidate)
        held = (self.removable - exchanged) | (self.addable & exchanged)
        return not any(self._fails(condition, held & condition.sometimes) for condition in self.conditions)

    def _fails(self, condition: Condition, held: frozenset[int]) -> bool:
        engine, always = self.judge.engine, condition.always
        clash = engine.clash(sorted(always | held), condition.assuming)
        if isinstance(clash, Undecided):
            raise UndecidedError(clash.reason)
        if condition.has_world == (clash is None):
            return False
        if clash is not None:
            core = shrink(engine, clash.core, condition.assuming, [i for i in clash.core if i in always])
            if isinstance(core, Undecided):
                raise UndecidedError(core.reason)
            self._some_out(condition.sometimes.intersection(core))
        else:
            self._some_in(condition.sometimes - self._grown(condition, held))
        return True

    def _grown(self, condition: Condition, held: frozenset[int]) -> set[int]:
        """Statements that have a world, and to which no further one can be added."""
        grown = set(held)
        for statement in sorted(condition.sometimes - held):
            answer = self.judge.engine.has_model(sorted({*condition.always, *grown, statement}), condition.assuming)
            if answer is None:
                raise UndecidedError(self.judge.engine.why)
            if answer:
                grown.add(statement)
        return grown

    def _some_out(self, statements: Iterable[int]) -> None:
        some = frozenset(statements)
        self.candidates.require(some & self.removable, some & self.addable)

    def _some_in(self, statements: Iterable[int]) -> None:
        some = frozenset(statements)
        self.candidates.require(some & self.addable, some & self.removable)
