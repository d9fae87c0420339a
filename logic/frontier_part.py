"""The search for the frontier within one component: what `logic.frontier` says, step by step."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from logic.encode import Clause
from logic.engine import Engine, EvaluationError
from logic.hitting import antichain, minimal_hitting_sets
from logic.scout import Scout, StoppedError
from logic.solver import Satisfiable, Solver, Undecided, decide

Told: TypeAlias = Callable[[Sequence[int]], bool]
"""Is told of sets as they are found, in batches, and answers whether to go on."""

_REFUTED_TOGETHER: Final = 256
"""How many candidates Z3 refutes in one question."""

_ENOUGH_NEWS: Final = 16
"""How many further MCSes, at least, are worth beginning again with the hitting sets."""


class ZUndecidedError(Exception):
    """Z3 did not decide what a scout had found; its words are the reason."""


class Part:
    """One component, and what is known of it so far.

    `corrections` are its MCSes, the world of each evaluated; that they are all, Z3 has
    confirmed where `all_corrections`. What searches raises `StoppedError` where the limits end
    it, and may then be called again to no harm.
    """

    def __init__(
        self, engine: Engine, statements: Mapping[int, int], bits: Mapping[int, int], clauses: list[Clause]
    ) -> None:
        """`statements` are indices by selector, `bits` the bits of those that may be given up by index."""
        self.limits = engine.limits
        self.corrections: list[int] = []
        self.all_corrections = False
        self.all_contradictions = False
        self._engine = engine
        self._clauses = clauses
        self._statements = statements
        self._bits = {selector: bits[i] for selector, i in statements.items() if i in bits}
        self._selectors = {bit: selector for selector, bit in self._bits.items()}
        self._told: set[int] = set()
        self._scout = Scout(clauses, engine.limits)
        self._scout.prefer(list(self._bits))
        self._refuter: Solver | None = None
        self._unseen: list[tuple[Sequence[int], int]] = []
        """Worlds that have not been evaluated yet, each with the MCS of what is not true there."""

    @property
    def statement_bits(self) -> tuple[int, ...]:
        """The statements that may be given up, each as a set of one."""
        return tuple(self._selectors)

    # Corrections

    def by_size(self) -> dict[int, list[int]]:
        """The MCSes by their number of members."""
        sizes: dict[int, list[int]] = {}
        for mask in self.corrections:
            sizes.setdefault(mask.bit_count(), []).append(mask)
        return sizes

    def possible(self) -> bool:
        """Whether what is kept in any case is consistent; that it is not, Z3 decides."""
        if not self.corrections and not self.all_corrections:
            if self._scout.finds():
                self._correction()
                self._evaluate()
            else:
                self._certify()
        return bool(self.corrections)

    def find_corrections(self, seconds: float | None = None) -> None:
        """Look for further MCSes, for so long; certify them where there seem to be no more."""
        until = None if seconds is None else time.monotonic() + seconds
        try:
            while not self.all_corrections and (until is None or time.monotonic() < until):
                if self._scout.finds():
                    self._correction()
                else:
                    self._certify()
        finally:
            self._evaluate()

    def _correction(self) -> int:
        """After the scout found a world: the MCS of a maximal consistent set that holds what is selected there.

        Statements are tried one after the other, those that turn out to be true in the world
        found for another at no cost (after Marques-Silva, Heras, Janota, Previti & Belov 2013,
        "On computing minimal correction subsets").
        """
        scout, bits = self._scout, self._bits
        world = scout.world()
        kept = {each for each in bits if world[each - 1] > 0}
        assumed, missing = list(kept), 0
        lost: list[int] = []
        for selector, bit in bits.items():
            if selector in kept:
                continue
            if scout.finds([*assumed, selector]):
                world = scout.world()
                more = [each for each in bits if each not in kept and world[each - 1] > 0]
                kept.update(more)
                assumed += more
            else:
                missing |= bit
                lost.append(selector)
                assumed.append(-selector)
        self._unseen.append((world, missing))
        self.corrections.append(missing)
        scout.add(lost)
        return missing

    def _evaluate(self) -> None:
        """Raise `EvaluationError` unless what is kept is true in each new world, by the meaning of the words alone."""
        if not self._unseen:
            return
        worlds, lost = zip(*self._unseen, strict=True)
        kept = {}
        for selector, index in sorted(self._statements.items(), key=lambda item: item[1]):
            bit = self._bits.get(selector, 0)
            kept[index] = sum(1 << at for at, missing in enumerate(lost) if not missing & bit)
        self._engine.confirm_all(worlds, kept)
        self._unseen.clear()

    def _certify(self) -> None:
        """Let Z3 decide that no maximal consistent set is missing."""
        outcome = decide([*self._clauses, *map(self._selected, self.corrections)], self.limits)
        if isinstance(outcome, Undecided):
            raise ZUndecidedError(outcome.reason)
        if isinstance(outcome, Satisfiable):
            raise EvaluationError("a scout missed a maximal consistent set")
        if len(antichain(self.corrections)) < len(self.corrections):
            raise EvaluationError("a scout took for maximal what is not")
        self.all_corrections = True

    def _selected(self, mask: int) -> list[int]:
        """The selectors of a set of statements."""
        found = []
        while mask:
            bit = mask & -mask
            found.append(self._selectors[bit])
            mask ^= bit
        return found

    # Contradictions

    def contradictions_up_to(self, size: int, most: int) -> list[int]:
        """The MUSes of at most so many members, where every MCS is known; hardly more than `most` of them."""
        assert self.all_corrections
        found: list[int] = []

        def listen(batch: Sequence[int]) -> bool:
            found.extend(batch)
            return len(found) < most and not self.limits.over

        minimal_hitting_sets(self.corrections, listen, at_most=size)
        if self.limits.over:
            raise StoppedError
        return found

    def find_contradictions(self, told: Told) -> None:
        """Tell of every MUS that has not been told of, or as many as the MCSes known so far give."""
        if self.all_corrections:
            self._dualize(told)
        else:
            self._guess(told)

    def _dualize(self, told: Told) -> None:
        """Every MCS is known: their minimal hitting sets are the MUSes."""

        def listen(batch: Sequence[int]) -> bool:
            if self.limits.over:
                raise StoppedError
            return told([mask for mask in batch if mask not in self._told] if self._told else batch)

        self.all_contradictions = minimal_hitting_sets(self.corrections, listen)

    def _guess(self, told: Told) -> None:
        """Some MCSes are known: each of their minimal hitting sets is a MUS, or leads to a further MCS."""
        news: list[int] = []
        pending: list[int] = []
        enough = max(_ENOUGH_NEWS, len(self.corrections) // 4)

        def listen(batch: Sequence[int]) -> bool:
            for mask in batch:
                if mask in self._told or any(mask & new == 0 for new in news):
                    continue
                if not self._scout.finds(self._selected(mask)):
                    pending.append(mask)
                    if len(pending) == _REFUTED_TOGETHER and not self._tell(pending, told):
                        return False
                else:
                    news.append(self._correction())
                    if len(news) == enough:
                        return False
            return True

        ended = minimal_hitting_sets(list(self.corrections), listen)
        self._tell(pending, told)
        # If all are MUSes, no MCS can be missing: a consistent set outside of those known would hold one of them.
        self.all_contradictions = ended and not news

    def _tell(self, pending: list[int], told: Told) -> bool:
        """Let Z3 refute candidates, then tell of them; whether to go on."""
        self._evaluate()
        if not pending:
            return True
        if self._refuter is None:
            self._refuter = Solver(self.limits)
            self._refuter.add(self._clauses)
        outcome = self._refuter.ask_any(list(map(self._selected, pending)))
        if isinstance(outcome, Undecided):
            raise ZUndecidedError(outcome.reason)
        if isinstance(outcome, Satisfiable):
            raise EvaluationError("a scout saw a contradiction where there is none")
        self._told.update(pending)
        batch = [*pending]
        pending.clear()
        return told(batch)
