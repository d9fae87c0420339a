"""How inconsistent is a composition? Measures of the literature, each as TweetyProject defines it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from logic.answers.contradictions import Measures
from logic.frontier import Frontier
from logic.frontier_part import Part
from logic.minimal import smallest_hitting_set
from logic.paradox import contension
from logic.questions.common import Ready


def measures(frontier: Frontier, ready: Ready, contradictions: Sequence[int]) -> Measures:
    """The measures of a composition whose minimal contradictions are all known."""
    sizes = Counter(map(int.bit_count, contradictions))
    mi_c = sum((Fraction(times, size) for size, times in sizes.items()), Fraction(0))
    return Measures(len(contradictions), float(mi_c), _hitting_set(frontier), contension(ready, frontier.limits))


def _hitting_set(frontier: Frontier) -> float | None:
    """One less than the least number of worlds in which each statement is true at least once.

    A world of one component goes with any world of another, so that the component that needs the most decides.
    """
    if not frontier.all_corrections:
        return None
    needed = [_worlds_needed(frontier, part) for part in frontier.parts]
    known = [each for each in needed if each is not None]
    return max(known, default=1) - 1 if len(known) == len(needed) else None


def _worlds_needed(frontier: Frontier, part: Part) -> float | None:
    """The least number of maximal consistent sets of which every statement is part of one; `None`: not in time."""
    true_in = [
        frozenset(at for at, lost in enumerate(part.corrections) if not lost & bit) for bit in part.statement_bits
    ]
    if not all(true_in):
        return float("inf")
    found = smallest_hitting_set(true_in, len(part.corrections), lambda: frontier.limits.over)
    return None if found is None else max(len(found), 1)
