"""Minimal hitting sets: the least ways of meeting every set of a family.

Sets are integers, bit `i` for member `i`, so that meeting and removing are single operations.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Final

_BETWEEN_LOOKS: Final = 4_096
"""How many sets are found between two looks at whether to stop."""

_LOOKS: Final = 4
"""Among how many sets the next one to meet is chosen."""


def members(mask: int) -> list[int]:
    """The members of a set, ascending."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


def antichain(sets: Iterable[int]) -> list[int]:
    """The sets that hold no other one, each once, small ones first.

    For each set, which sets hold all of its members is found by a table of which sets hold each one.
    """
    ordered = sorted(set(sets), key=lambda mask: (mask.bit_count(), mask))
    holders = _holders(ordered)
    kept, dropped = [], 0
    for at, each in enumerate(ordered):
        if dropped >> at & 1:
            continue
        kept.append(each)
        holding = (1 << len(ordered)) - 1
        for member in members(each):
            holding &= holders[member]
        dropped |= holding
    return kept


def _holders(sets: Sequence[int]) -> list[int]:
    """By member, the sets that hold it, as bits."""
    holders = [0] * max(map(int.bit_length, sets), default=0)
    for at, each in enumerate(sets):
        for member in members(each):
            holders[member] |= 1 << at
    return holders


def minimal_hitting_sets(
    family: Sequence[int],
    found: Callable[[Sequence[int]], bool],
    *,
    at_most: int | None = None,
) -> bool:
    """Find every minimal hitting set of a family, each once, in no particular order.

    `found` is told of them in batches, and answers whether to go on. With `at_most` only
    sets of so many members are looked for. Returns whether the search went to its end.

    The depth-first search of Murakami & Uno (2014, "Efficient algorithms for dualizing
    large-scale hypergraphs"), their MMCS: a partial set is kept only while each of its members
    meets some set that no other member meets. Time is linear in the number of partial sets so
    kept, which in practice is close to the number of hitting sets.
    """
    edges = antichain(family)
    if edges and edges[0] == 0:
        return True
    # The members of sets of one are in every hitting set, and since the family is an antichain, in no other set.
    needed = sum(edge for edge in edges if edge.bit_count() == 1)
    rest = [edge for edge in edges if edge.bit_count() > 1]
    bound = None if at_most is None else at_most - needed.bit_count()
    if not rest:
        return found([needed]) if bound is None or bound >= 0 else True
    search = _Search(rest, found, bound)
    # The search is as deep as the largest hitting set; frames of Python's own cost no C stack.
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + len(search.misses))
    try:
        search.extend(needed, [], (1 << len(rest)) - 1, (1 << len(search.misses)) - 1)
        return search.flush()
    except _EnoughError:
        return False
    finally:
        sys.setrecursionlimit(limit)


class _EnoughError(Exception):
    """Nobody wants more."""


class _Search:
    """The state of one search: for each member, the sets that it does not meet, as bits."""

    def __init__(self, edges: Sequence[int], found: Callable[[Sequence[int]], bool], most: int | None) -> None:
        holders = _holders(edges)
        self.edges = edges
        self.misses = [~each for each in holders]
        self.found = found
        self.most = most
        self.batch: list[int] = []

    def flush(self) -> bool:
        """Tell of what has not been told yet."""
        batch, self.batch = self.batch, []
        return self.found(batch) if batch else True

    def _needs_more_than(self, number: int, unmet: int, candidates: int) -> bool:
        """Whether so many candidates cannot be enough: sets of which no two have one in common need one each."""
        while unmet:
            if number <= 0:
                return True
            number -= 1
            choices = self.edges[(unmet & -unmet).bit_length() - 1] & candidates
            for member in members(choices):
                unmet &= self.misses[member]
            if not choices:
                return True
        return False

    def extend(self, chosen: int, critical: list[int], unmet: int, candidates: int) -> None:
        """Find every minimal hitting set made of `chosen` and candidates.

        `critical` holds, for each chosen member, the sets that it alone meets; `unmet` are those
        that none meets. Written for speed: this is where all the time goes.
        """
        if self.most is not None and self._needs_more_than(self.most - len(critical), unmet, candidates):
            return
        misses = self.misses
        choices, fewest, rest, looks = 0, len(misses) + 1, unmet, _LOOKS
        while rest and looks:
            # Of the first few sets that are not met, the one that leaves the fewest choices.
            lowest = rest & -rest
            rest ^= lowest
            looks -= 1
            options = self.edges[lowest.bit_length() - 1] & candidates
            if options.bit_count() < fewest:
                choices, fewest = options, options.bit_count()
        candidates &= ~choices
        while choices:
            bit = choices & -choices
            choices ^= bit
            missed = misses[bit.bit_length() - 1]
            left = [each & missed for each in critical]
            if 0 in left:
                continue
            rest = unmet & missed
            if rest:
                left.append(unmet & ~missed)
                self.extend(chosen | bit, left, rest, candidates)
            else:
                self.batch.append(chosen | bit)
                if len(self.batch) >= _BETWEEN_LOOKS and not self.flush():
                    raise _EnoughError
            candidates |= bit
