"""What do all the variants of a theory say?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import Final

from logic.answers.variants import Boundary, VariantsAnswer
from logic.composition import Written
from logic.counting import count_below
from logic.frontier import Frontier
from logic.hitting import members
from logic.limits import Limits
from logic.questions.common import Faults, Ready, Stopwatch, prepare
from logic.questions.selection import select
from logic.scout import StoppedError
from logic.theory import Theory

MOST: Final = 100_000
"""How many sets of each kind a frontier lists at most; counting needs no list."""


def variants(
    theory: Theory,
    composition: str | Written,
    over: Sequence[str],
    policy: str | Written | None = None,
    limits: Limits | None = None,
) -> VariantsAnswer | Faults:
    """Decide all 2^n ways of keeping some of the n statements that `over` names.

    The other statements of the composition are in every variant. With a policy, a variant is
    judged as a verdict judges a theory: by itself with the policy's principles granted, and
    together with the policy. Nothing is enumerated but the frontier: how it is found, and what
    Z3 decides of it, says `logic.frontier`.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[composition], *([[policy]] if policy is not None else [])])
    if isinstance(ready, tuple):
        return ready
    part = set(ready.composed.parts[0])
    chosen = select(ready.composed, over, among=part)
    if isinstance(chosen, tuple):
        return chosen
    answer = VariantsAnswer(
        0.0,
        warnings=ready.composed.warnings,
        composition=ready.texts[0],
        policy=ready.texts[1] if policy is not None else None,
        composed=ready.composed,
        over=tuple(chosen),
    )
    search = _Search(ready, chosen, limits or Limits())
    return replace(search.answered(answer), seconds=watch.seconds)


class _Frontier:
    """The frontier of the statements that are varied, given that some are kept; sets as in `Boundary`."""

    def __init__(
        self, ready: Ready, over: Sequence[int], varied: Iterable[int], kept: Iterable[int], limits: Limits
    ) -> None:
        hard = sorted(set(kept))
        self._place = {index: at for at, index in enumerate(over)}
        self._soft = [i for i in varied if i not in hard]
        self._frontier = Frontier(ready.engine(limits), self._soft, hard)
        self._all = (1 << len(over)) - 1
        self._limits = limits
        self.known = self._frontier.find_corrections()

    @property
    def reason(self) -> str:
        """Why something is not known whole."""
        return self._frontier.reason or f"more than {MOST:,} sets"

    def _set(self, mask: int) -> int:
        return sum(1 << self._place[index] for index in self._frontier.names(mask))

    def maximal(self) -> list[int] | None:
        """The maximal consistent sets; `None` where they are too many, or not known."""
        if not self.known or self._frontier.count_corrections() > MOST:
            return None
        return sorted((self._all & ~self._set(mask) for mask in self._frontier.corrections()), key=_order)

    def minimal(self) -> list[int] | None:
        """The minimal contradictory sets, likewise."""
        found: list[int] = []

        def told(batch: Sequence[int]) -> bool:
            found.extend(batch)
            return len(found) <= MOST

        if not self.known or not self._frontier.find_contradictions(told):
            return None
        return sorted(map(self._set, found), key=_order)

    def boundary(self) -> Boundary:
        """Both, as far as they are known."""
        maximal, minimal = self.maximal(), self.minimal()
        return Boundary(None if maximal is None else tuple(maximal), None if minimal is None else tuple(minimal))

    def count(self) -> int:
        """How many variants are consistent: what each component allows, multiplied. Raises `StoppedError`."""
        if not self.known:
            raise StoppedError
        below = (
            count_below([sum(part.statement_bits) & ~each for each in part.corrections], self.stop)
            for part in self._frontier.parts
        )
        return prod(below) << len(self._place) - len(self._soft)

    def stop(self) -> None:
        """Raise `StoppedError` where the time is up."""
        if self._limits.over:
            raise StoppedError


def _order(mask: int) -> tuple[int, list[int]]:
    return mask.bit_count(), members(mask)


class _Search:
    """One question, part by part."""

    def __init__(self, ready: Ready, over: Sequence[int], limits: Limits) -> None:
        self.ready = ready
        self.over = over
        self.limits = limits
        self.fixed = set(ready.composed.parts[0]).difference(over)
        self.policy = ready.composed.parts[1] if len(ready.composed.parts) > 1 else ()

    def _principles(self, indices: Iterable[int]) -> list[int]:
        return [i for i in indices if self.ready.composed.statements[i].layer == "principle"]

    def _frontier(self, varied: Iterable[int], kept: Iterable[int]) -> _Frontier:
        return _Frontier(self.ready, self.over, varied, kept, self.limits)

    def answered(self, answer: VariantsAnswer) -> VariantsAnswer:
        """The answer, as far as the limits allow."""
        alone = self._frontier(self.over, [*self.fixed, *self._principles(self.policy)])
        joined = self._frontier(self.over, [*self.fixed, *self.policy]) if answer.policy is not None else None
        try:
            counts = self._counts(alone) if joined is None else self._counts_with_policy(alone, joined)
        except StoppedError:
            counts = None
        if joined is not None:
            judged = [*self.policy, *self._principles(self.fixed)]
            answer = replace(answer, policy_consistent=self.ready.engine(self.limits).has_model(sorted(set(judged))))
        answer = replace(
            answer, alone=alone.boundary(), joined=None if joined is None else joined.boundary(), counts=counts
        )
        if answer.complete:
            return answer
        reason = self.limits.why if self.limits.over else alone.reason if joined is None else joined.reason
        return replace(answer, reason=reason)

    def _counts(self, alone: _Frontier) -> dict[str, int]:
        consistent = alone.count()
        return {"contradictory": (1 << len(self.over)) - consistent, "consistent": consistent}

    def _counts_with_policy(self, alone: _Frontier, joined: _Frontier) -> dict[str, int]:
        """A variant forbids the policy where each is consistent, the other's principles granted, and both are not."""
        consistent = alone.count()
        forbidding = self._count_judged(alone, consistent) - joined.count()
        inconsistent = (1 << len(self.over)) - consistent
        return {"theory_inconsistent": inconsistent, "forbids": forbidding, "rest": consistent - forbidding}

    def _count_judged(self, alone: _Frontier, consistent: int) -> int:
        """How many of the consistent variants leave the policy consistent when their principles are granted to it."""
        varied = self._principles(self.over)
        policy = self._frontier(varied, [*self.policy, *self._principles(self.fixed)])
        leaving = policy.maximal()
        everything = (1 << len(self.over)) - 1
        if leaving == [everything]:
            return consistent
        ours = alone.maximal()
        if leaving is None or ours is None:
            raise StoppedError
        return count_below([one & other for one, other in product(ours, leaving)], alone.stop)
