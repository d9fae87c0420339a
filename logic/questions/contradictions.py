"""Which contradictions are there?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from logic.answers.contradictions import ContradictionsAnswer
from logic.composition import Composed, Written
from logic.frontier import Frontier
from logic.hitting import members
from logic.limits import Limits
from logic.questions.common import Faults, Ready, Stopwatch, prepare
from logic.questions.measures import measures
from logic.scout import StoppedError
from logic.theory import Theory

Found: TypeAlias = Callable[[Composed, Sequence[tuple[int, ...]]], None]
"""Is told of contradictions as they are found, as indices of the statements of what is composed."""

MOST: Final = 5_000_000
"""How many contradictions are kept in mind at most."""

_LISTED: Final = 100_000
"""Up to how many are found, whatever limit was asked for, to be put in order before it cuts them."""


def contradictions(
    theory: Theory,
    composition: str | Written,
    limits: Limits | None = None,
    *,
    limit: int | None = None,
    found: Found | None = None,
) -> ContradictionsAnswer | Faults:
    """Find all minimal contradictions of a composition, or the smallest `limit` of them.

    `found` hears of them as they are found, in no particular order. Where the limits end the
    search, what was found is returned, and said to be incomplete. How they are found, and what
    Z3 decides of it: `logic.frontier`. Their number may be exponential in that of the statements.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[composition]])
    if isinstance(ready, tuple):
        return ready
    frontier = Frontier(ready.engine(limits), ready.everything)
    answer = ContradictionsAnswer(
        0.0, warnings=ready.composed.warnings, composition=ready.texts[0], composed=ready.composed
    )
    return replace(_search(frontier, ready, answer, limit, found), seconds=watch.seconds)


def _search(
    frontier: Frontier, ready: Ready, answer: ContradictionsAnswer, limit: int | None, found: Found | None
) -> ContradictionsAnswer:
    collected: list[int] = []
    most = MOST if limit is None else max(limit, _LISTED)

    def told(batch: Sequence[int]) -> bool:
        collected.extend(batch)
        if found is not None:
            found(ready.composed, [frontier.names(mask) for mask in batch])
        return len(collected) < most

    if frontier.find_contradictions(told):
        ordered = sorted(collected, key=frontier.order)
        listed = [frontier.names(mask) for mask in ordered[:limit]]
        return replace(
            answer,
            contradictions=tuple(listed),
            complete=len(listed) == len(ordered),
            smallest_first=True,
            blame=_blame(frontier, ready, collected) if len(listed) == len(ordered) else None,
            measures=measures(frontier, ready, collected),
        )
    return _incomplete(frontier, answer, collected, limit)


def _incomplete(
    frontier: Frontier, answer: ContradictionsAnswer, collected: Sequence[int], limit: int | None
) -> ContradictionsAnswer:
    """As many as there are; the smallest ones, where these can be told without finding all."""
    if limit is not None and len(collected) > limit and frontier.all_corrections:
        try:
            smallest = frontier.smallest_contradictions(limit)
        except StoppedError:
            pass
        else:
            return replace(answer, contradictions=tuple(map(frontier.names, smallest)), smallest_first=True)
    ordered = sorted(collected, key=frontier.order)
    enough = limit is not None and len(collected) >= limit
    reason = None if enough else frontier.reason or f"more than {MOST:,} contradictions"
    return replace(answer, contradictions=tuple(map(frontier.names, ordered[:limit])), reason=reason)


def _blame(frontier: Frontier, ready: Ready, masks: Sequence[int]) -> dict[str, float]:
    """The share of each statement that has one, in order; the shares sum to one."""
    often: dict[int, Counter[int]] = {}
    for mask in masks:
        often.setdefault(mask.bit_count(), Counter()).update(members(mask))
    last = len(frontier.soft) - 1
    shares: dict[int, Fraction] = {}
    for size, counter in often.items():
        for member, times in counter.items():
            index = frontier.soft[last - member]
            shares[index] = shares.get(index, Fraction(0)) + Fraction(times, size * len(masks))
    return {ready.composed.statements[i].name: float(shares[i]) for i in sorted(shares)}
