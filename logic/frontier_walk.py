"""A walk over a map of all sets of statements: what is found is crossed out, until nothing is left.

MARCO (Liffiton, Previti, Malik & Marques-Silva 2016, "Fast, flexible MUS enumeration"): a set
that is not crossed out is either consistent, and grows into a maximal one, whose subsets are
crossed out, or contradictory, and shrinks to a minimal one, whose supersets are. For problems
whose repairs are too many to wait for: contradictions come from the first step on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from logic.limits import Limits
from logic.scout import Scout

_REMEMBERED: Final = 512
"""How many of the last MCSes are looked through for members that cannot be spared."""


class Walk:
    """The map, and how to step on it; what is found is told, and nothing of it is confirmed here."""

    def __init__(self, scout: Scout, bits: Mapping[int, int], limits: Limits) -> None:
        """`scout` knows the clauses and nothing else; `bits` are the statements by their selectors."""
        self._scout = scout
        self._bits = bits
        self._map = Scout([], limits)
        self._map.prefer(list(bits))
        for selector in bits:
            # So that the map has a place for every statement.
            self._map.add([selector, -selector])
        self._corrections: list[int] = []

    def cross_out_below(self, correction: int) -> None:
        """No subset of what an MCS leaves is of interest any more."""
        self._corrections.append(correction)
        self._map.add([selector for selector, bit in self._bits.items() if bit & correction])

    def cross_out_above(self, contradiction: int) -> None:
        """Nor is a superset of a MUS."""
        self._map.add([-selector for selector, bit in self._bits.items() if bit & contradiction])

    def step(self, grow: Callable[[Sequence[int]], int], seen: Callable[[Sequence[int], int], None]) -> int | None:
        """Take a set that is not crossed out; a MUS, or 0 where it led to an MCS, or `None` where there is none left.

        `grow` makes a consistent set, by its selectors, maximal, and gives the MCS; `seen` is told of each
        world in which a MUS without one of its members is true, with these as a set. Raises
        `StoppedError`.
        """
        if not self._map.finds():
            return None
        world = self._map.world()
        seed = [selector for selector in self._bits if world[selector - 1] > 0]
        if self._scout.finds(seed):
            self.cross_out_below(grow(seed))
            return 0
        contradiction = self._shrunk(self._scout.core(), seen)
        self.cross_out_above(contradiction)
        return contradiction

    def _shrunk(self, core: frozenset[int], seen: Callable[[Sequence[int], int], None]) -> int:
        """A MUS inside a contradictory set: each member is tried without, unless it alone meets some MCS."""
        current = [selector for selector in self._bits if selector in core]
        mask = sum(self._bits[selector] for selector in current)
        needed = self._alone(mask)
        for selector in tuple(current):
            bit = self._bits[selector]
            if needed & bit or not mask & bit:
                continue
            rest = [each for each in current if each != selector]
            if self._scout.finds(rest):
                needed |= bit
                seen(self._scout.world(), mask & ~bit)
            else:
                smaller = self._scout.core()
                current = [each for each in rest if each in smaller]
                mask = sum(self._bits[each] for each in current)
                needed |= self._alone(mask)
        return mask

    def _alone(self, mask: int) -> int:
        """The members of a set that are its only ones in some MCS: without them it is part of what that MCS leaves."""
        found = 0
        for correction in self._corrections[-_REMEMBERED:]:
            common = mask & correction
            if common & (common - 1) == 0:
                found |= common
        return found
