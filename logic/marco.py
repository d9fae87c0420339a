"""Minimal contradictions and corrections, one after the other, wherever one wants to look.

A map keeps which sets of statements have not been explored; a set that it offers is either
consistent, and grows into a maximal one, whose complement is an MCS (minimal correction
set), or shrinks to a MUS (minimal unsatisfiable subset); all sets below the one and above
the other are struck off (Liffiton, Previti, Malik & Marques-Silva 2016, "Fast, flexible MUS
enumeration", MARCO). Here the map is asked for sets that lack a given statement: when there
are none, that statement is in no MUS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from logic.engine import Clash, Engine, World
from logic.minimal import grow, shrink
from logic.questions.verdict import UndecidedError
from logic.solver import Satisfiable, Solver, Undecided, Unsatisfiable


@dataclass(frozen=True, slots=True)
class Explored:
    """A MUS, or an MCS where it is a correction; ascending."""

    members: tuple[int, ...]
    correction: bool


class Explorer:
    """The sets of some statements of an engine, given further literals, which have a world together.

    All methods raise `UndecidedError` where the limits are over.
    """

    def __init__(self, engine: Engine, indices: Sequence[int], assuming: Sequence[int] = ()) -> None:
        self.engine = engine
        self.indices = tuple(indices)
        self.assuming = tuple(assuming)
        self._map = Solver(engine.limits)
        self._variable = {index: at for at, index in enumerate(self.indices, 1)}
        self._contradictions: list[frozenset[int]] = []

    def contradictions(self) -> Iterator[tuple[int, ...]]:
        """Every MUS, in no order. Exponentially many, in the worst case."""
        while (found := self.step()) is not None:
            if not found.correction:
                yield found.members

    def idle(self) -> Iterator[int]:
        """The statements that are in no MUS, in order. Exponential in the worst case.

        A statement is in some MUS when it is in some MCS (Reiter 1987, "A theory of diagnosis
        from first principles"), so that either kind of set shows that its members are not idle.
        """
        busy: set[int] = set()
        for index in self.indices:
            while index not in busy:
                found = self.step(without=index)
                if found is None:
                    yield index
                    break
                busy.update(found.members)

    def step(self, without: int | None = None) -> Explored | None:
        """A MUS or an MCS not found before, out of a set that lacks a statement; `None` where no set is left."""
        asked = self._map.ask([-self._variable[without]] if without is not None else [])
        if isinstance(asked, Unsatisfiable):
            return None
        if isinstance(asked, Undecided):
            raise UndecidedError(asked.reason)
        seed = self._largest(asked, without)
        outcome = self.engine.ask(seed, self.assuming)
        if isinstance(outcome, World):
            return self._grown(seed, outcome, without)
        return self._shrunk(outcome)

    def _largest(self, asked: Satisfiable, without: int | None) -> list[int]:
        """The set that the map offers, with all that does not complete a known MUS."""
        seed = [index for index in self.indices if self._variable[index] in asked.true]
        for index in self.indices:
            if index not in seed and index != without:
                larger = {*seed, index}
                if not any(known <= larger for known in self._contradictions):
                    seed.append(index)
        return sorted(seed)

    def _grown(self, seed: list[int], world: World, without: int | None) -> Explored:
        # What is to be left out is tried last.
        order = sorted(self.indices, key=lambda index: index == without)
        rest = grow(self.engine, order, seed, world, self.assuming)
        if rest is None:
            raise UndecidedError(self.engine.limits.why)
        self._map.add([[self._variable[index] for index in sorted(rest)]])
        return Explored(tuple(sorted(rest)), True)

    def _shrunk(self, outcome: Clash | Undecided) -> Explored:
        found = shrink(self.engine, outcome.core, self.assuming) if isinstance(outcome, Clash) else outcome
        if isinstance(found, Undecided):
            raise UndecidedError(found.reason)
        self._map.add([[-self._variable[index] for index in found]])
        self._contradictions.append(frozenset(found))
        return Explored(found, False)
