"""What could be given up?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from logic.answers.repairs import Repair, RepairsAnswer
from logic.composition import Written
from logic.engine import Clash, Engine, World
from logic.frontier import Frontier
from logic.limits import Limits
from logic.questions.common import Faults, Ready, Stopwatch, contradiction, describe, mentioned, prepare
from logic.questions.selection import select
from logic.solver import Undecided
from logic.theory import Theory

MOST: Final = 1_000_000
"""How many repairs are listed at most."""

_DESCRIBED: Final = 500
"""Of how many repairs a world is told."""

_SLICE: Final = 0.3
"""Seconds of search between two looks at whether there are as many as were asked for."""

_LISTED: Final = 10_000
"""Up to how many are found, whatever limit was asked for, to be put in order before it cuts them."""


def repairs(  # noqa: PLR0913 - limits, a limit and listening are three things
    theory: Theory,
    composition: str | Written,
    limits: Limits | None = None,
    *,
    keep: Sequence[str] = (),
    limit: int | None = None,
    found: Callable[[int], None] | None = None,
) -> RepairsAnswer | Faults:
    """Find all minimal sets of statements to give up, or the smallest `limit` of them.

    `keep` names statements, modules or layers that are not to be given up; where they are
    contradictory by themselves there is no repair, and one such contradiction is told.
    `found` hears now and then how many there are so far. How they are found, and what Z3
    decides of it: `logic.frontier`.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[composition]])
    if isinstance(ready, tuple):
        return ready
    kept = select(ready.composed, keep)
    if isinstance(kept, tuple):
        return kept
    answer = RepairsAnswer(
        0.0,
        warnings=ready.composed.warnings,
        composition=ready.texts[0],
        composed=ready.composed,
        kept=tuple(kept),
    )
    search = _Search(ready, ready.engine(limits), kept)
    return replace(search.answered(answer, limit, found), seconds=watch.seconds)


class _Search:
    """The search for the repairs of one composition."""

    def __init__(self, ready: Ready, engine: Engine, kept: Sequence[int]) -> None:
        self.ready = ready
        self.engine = engine
        self.kept = kept
        self.frontier = Frontier(engine, [i for i in ready.everything if i not in kept], kept)

    def answered(self, answer: RepairsAnswer, limit: int | None, found: Callable[[int], None] | None) -> RepairsAnswer:
        """The answer, whole or as far as the limits allow."""
        alone = self.engine.ask(self.kept)
        if isinstance(alone, Undecided):
            return replace(answer, reason=alone.reason)
        if isinstance(alone, Clash):
            clash = contradiction(self.engine, self.kept, alone)
            if isinstance(clash, Undecided):
                return replace(answer, reason=clash.reason)
            return replace(answer, clash=clash, complete=True, smallest_first=True)
        self._search(limit, found)
        return self._listed(answer, limit)

    def _search(self, limit: int | None, found: Callable[[int], None] | None) -> None:
        frontier = self.frontier
        enough = MOST if limit is None else max(limit, _LISTED)
        while not frontier.find_corrections(_SLICE) and frontier.reason is None:
            if found is not None:
                found(frontier.count_corrections())
            if frontier.count_corrections() >= enough:
                break

    def _listed(self, answer: RepairsAnswer, limit: int | None) -> RepairsAnswer:
        frontier = self.frontier
        number = frontier.count_corrections()
        most = min(number, MOST if limit is None else limit)
        listed = [frontier.names(mask) for mask in islice(frontier.corrections(), most)]
        complete = frontier.all_corrections and most == number
        reached = limit is not None and most == limit
        reason = None if complete or reached else frontier.reason or f"more than {MOST:,} repairs"
        return replace(
            answer,
            repairs=tuple(self._described(listed)),
            complete=complete,
            smallest_first=frontier.all_corrections,
            reason=reason,
        )

    def _described(self, listed: Sequence[tuple[int, ...]]) -> list[Repair]:
        """The repairs, each with the least eventful world that it makes possible, as far as there is time."""
        described = []
        for at, given_up in enumerate(listed):
            world = None
            if at < _DESCRIBED and not self.engine.limits.over:
                rest = [i for i in self.ready.everything if i not in given_up]
                outcome = self.engine.ask(rest)
                if isinstance(outcome, World):
                    world = describe(self.engine, rest, outcome)
            described.append(Repair(given_up, world, mentioned(self.ready.grounded, given_up)))
        return described
