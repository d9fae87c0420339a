"""From a contradiction to a natural deduction of it: found here, judged by `proofs.kernel`.

The first proof found has the least weight where each use of a line counts. Then each step is
forbidden in turn, and a proof kept that does without and has fewer lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from logic.refutation.derivation import Fact, reachable
from logic.refutation.network import Constraint, Counting, TooLargeError
from logic.refutation.propagate import ExhaustedError
from logic.refutation.search import PROPAGATION, Search
from logic.refutation.write import Writer
from proofs.formula import Formula
from proofs.proof import Problem, Proof

MOST: Final = 60_000
"""How large a network natural deduction is tried in, in occurrences of literals."""
STEPS: Final = 150_000
"""How many steps a search may take."""
_SHORTENING: Final = 8_000
"""How many steps may be spent on shortening a proof."""
_SHORT: Final = 500
"""A search that took more steps is not repeated: it would cost more than what deciding does."""


def refute(
    problem: Problem,
    assumed: tuple[Formula, ...] = (),
    *,
    most: int = MOST,
    steps: int = STEPS,
    stop: Callable[[], bool] = lambda: False,
) -> Proof | None:
    """A proof that a problem, with what is assumed besides, is contradictory.

    `None` where there is none within the limits: a network of `most` occurrences of literals,
    `steps` steps, and the time until `stop` says so. A problem that has a model has none within
    any. Exponential in the worst case; linear where one rule after the other suffices.
    """
    try:
        search = Search(problem, assumed, most, steps, stop)
        false = search.refutation()
    except (TooLargeError, ExhaustedError):
        return None
    return None if false is None else _shortened(search, false, assumed)


def _shortened(search: Search, false: Fact, assumed: tuple[Formula, ...]) -> Proof:
    """The shortest of the proof of `false` and of those that do without one step or another."""
    best, length = _written(search, false, assumed)
    if search.steps - search.state.steps > _SHORT:
        return best
    banned: frozenset[int] = frozenset()
    search.steps = _SHORTENING
    for literal in [
        fact.literal for fact in reversed(reachable(false)) if isinstance(fact.reason, Constraint | Counting)
    ]:
        try:
            other = search.refutation(PROPAGATION, banned | {literal})
        except ExhaustedError:
            break
        search.steps = search.state.steps
        if other is not None:
            proof, lines = _written(search, other, assumed)
            if lines < length:
                best, length, banned = proof, lines, banned | {literal}
    return best


def _written(search: Search, false: Fact, assumed: tuple[Formula, ...]) -> tuple[Proof, int]:
    proof = Writer(search.network).write(false, assumed)
    return proof, sum(1 for _ in proof.walk())
