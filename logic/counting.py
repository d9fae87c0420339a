"""How many sets lie below a frontier, without listing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from logic.hitting import antichain


def count_below(maximal: Sequence[int], stop: Callable[[], None] = lambda: None) -> int:
    """How many sets are part of one of the given sets; sets are integers, bit `i` for member `i`.

    `stop` is called now and then, and may raise. Splits on a member that about half of the sets
    hold, and remembers what it has counted: the size of a decision diagram of the family
    (Bryant 1986, "Graph-based algorithms for Boolean function manipulation"), in the worst
    case exponential.
    """
    known: dict[frozenset[int], int] = {}

    def count(sets: list[int]) -> int:
        if len(sets) <= 1:
            return sum(1 << each.bit_count() for each in sets)
        common, spanned = sets[0], 0
        for each in sets:
            common &= each
            spanned |= each
        sets = [each & ~common for each in sets]
        key = frozenset(sets)
        if key not in known:
            stop()
            bit = _splitting(sets, spanned & ~common)
            holding = [each & ~bit for each in sets if each & bit]
            known[key] = count(holding) + count(maximal_sets([*holding, *(each for each in sets if not each & bit)]))
        return known[key] << common.bit_count()

    return count(maximal_sets(maximal))


def maximal_sets(sets: Sequence[int]) -> list[int]:
    """The sets that are part of no other one, each once."""
    everything = 0
    for each in sets:
        everything |= each
    return [everything & ~each for each in antichain([everything & ~each for each in sets])]


def _splitting(sets: Sequence[int], members: int) -> int:
    """The member, as a bit, that the most nearly half of the sets hold."""
    best, distance = 0, len(sets) + 1
    while members:
        bit = members & -members
        members ^= bit
        found = abs(2 * sum(bool(each & bit) for each in sets) - len(sets))
        if found < distance:
            best, distance = bit, found
    return best
