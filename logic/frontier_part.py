"""The search for the frontier within one component: what `logic.frontier` says, step by step."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from logic.encode import Clause
from logic.engine import Engine, EvaluationError
from logic.frontier_walk import Walk
from logic.hitting import antichain, minimal_hitting_sets
from logic.scout import Scout, StoppedError
from logic.solver import Satisfiable, Solver, Undecided, decide

Told: TypeAlias = Callable[[Sequence[int]], bool]
"""Is told of sets as they are found, in batches, and answers whether to go on."""

_REFUTED_TOGETHER: Final = 256
"""How many candidates Z3 refutes in one question."""

_FOR_A_FEW: Final = 0.2
"""Seconds for finding all MCSes of the members of a few MUSes."""

_CONFIRMED_EVERY: Final = 0.1
"""Seconds after which what has been found is confirmed and told, however little it is."""


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
        self._all = sum(self._selectors)
        self._told: set[int] = set()
        self._walk: Walk | None = None
        self._latest: list[int] = []
        self._together = 2
        """How many of the last MUSes are looked at together."""
        self._on_map = 0
        """How many of the MCSes are on the map of the walk."""
        self._scout = Scout(clauses, engine.limits)
        self._scout.prefer(list(self._bits))
        self._refuter: Solver | None = None
        self._unseen: list[tuple[Sequence[int], int]] = []
        """Worlds that have not been evaluated yet, each with what need not be true there."""

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
            kept[index] = int("".join(["0" if missing & bit else "1" for missing in reversed(lost)]), 2)
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

    def find_contradictions(self, told: Told, seconds: float) -> None:
        """Tell of every MUS that has not been told of, or of as many as can be found in so many seconds."""
        if self.all_corrections:
            self._dualize(told)
        else:
            self._walk_on(told, time.monotonic() + seconds)

    def _dualize(self, told: Told) -> None:
        """Every MCS is known: their minimal hitting sets are the MUSes."""

        def listen(batch: Sequence[int]) -> bool:
            if self.limits.over:
                raise StoppedError
            return told([mask for mask in batch if mask not in self._told] if self._told else batch)

        self.all_contradictions = minimal_hitting_sets(self.corrections, listen)

    def _walk_on(self, told: Told, until: float) -> None:
        """Not every MCS is known: walk over the map of what is not known yet, for a while."""
        if self._walk is None:
            # A scout of its own: to the other one, what is part of a set already found has no world.
            self._walk = Walk(Scout(self._clauses, self.limits), self._bits, self.limits)
        for correction in self.corrections[self._on_map :]:
            self._walk.cross_out_below(correction)
        pending: list[int] = []
        confirmed = time.monotonic()
        going = True
        try:
            while going and (now := time.monotonic()) < until:
                contradiction = self._walk.step(self._grown, self._see)
                if contradiction is None:
                    going = self._tell(pending, told)
                    self._certify()
                    self.all_contradictions = True
                    return
                if contradiction and contradiction not in self._told:
                    pending.append(contradiction)
                    going = self._between(contradiction, told, until)
                if len(pending) == _REFUTED_TOGETHER or now - confirmed > _CONFIRMED_EVERY:
                    going = self._tell(pending, told) and going
                    confirmed = now
            self._tell(pending, told)
        finally:
            self._on_map = len(self.corrections)

    def _between(self, contradiction: int, told: Told, until: float) -> bool:
        """Tell of all MUSes that are made of the members of the last few; whether to go on.

        Of so few statements all MCSes are soon known, and then MUSes come by the ten thousand.
        How many of the last are taken together follows from how long that takes.
        """
        self._latest = [*self._latest, contradiction][-self._together :]
        if len(self._latest) < self._together:
            return True
        union = 0
        for each in self._latest:
            union |= each
        self._latest = []
        own = {s: i for s, i in self._statements.items() if not self._bits.get(s, union) & ~union}
        bits = {i: self._bits[s] for s, i in own.items() if s in self._bits}
        inner = Part(self._engine, own, bits, self._clauses)
        inner.find_corrections(_FOR_A_FEW)
        if not inner.all_corrections:
            self._together = max(2, self._together - 1)
            return True
        self._together += 1
        going = True

        def listen(batch: Sequence[int]) -> bool:
            nonlocal going
            if self.limits.over:
                raise StoppedError
            new = [mask for mask in batch if mask not in self._told]
            self._told.update(new)
            going = told(new)
            return going and time.monotonic() < until

        minimal_hitting_sets(inner.corrections, listen)
        return going

    def _grown(self, seed: Sequence[int]) -> int:
        """The MCS of a maximal consistent set that holds a set which is part of none that is known."""
        if not self._scout.finds(seed):
            raise EvaluationError("a consistent set is no longer so when looked at again")
        return self._correction()

    def _see(self, world: Sequence[int], true: int) -> None:
        """Keep in mind a world in which some statements are to be true, until it is evaluated."""
        self._unseen.append((world, self._all & ~true))

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
        new = [mask for mask in pending if mask not in self._told]
        self._told.update(new)
        pending.clear()
        return told(new)
