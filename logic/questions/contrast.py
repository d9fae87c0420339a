"""Why do two theories differ on a policy?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from logic.answers.contrast import ContrastAnswer, Exchange, Side
from logic.engine import EvaluationError, World
from logic.exchange import Exchanges
from logic.limits import Limits, UndecidedError
from logic.questions.common import Faults, Ready, Stopwatch, contradiction, describe, prepare
from logic.questions.verdict import Judge
from logic.solver import Undecided
from logic.theory import Theory
from proofs.formula import Formula
from proofs.proof import opposite


def contrast(  # noqa: PLR0913 - two theories and a policy are three things
    theory: Theory,
    first: str,
    second: str,
    policy: str,
    *,
    limit: int | None = None,
    limits: Limits | None = None,
) -> ContrastAnswer | Faults:
    """Find why two theories differ on a policy, and the smallest exchanges that carry one verdict to the other.

    An exchange takes statements from the first theory, as a removal in a composition does
    (from the policy too where that brings them; its prescriptions stay), and adds statements
    of the second, so that the first has the second's verdict. All of the smallest are found,
    at most `limit`; and where each of these takes something that the second theory holds as
    well, also the smallest of those that do not, so that what is said is where they differ.
    Where the theories agree, or the second has no verdict, there is nothing to exchange.

    Each exchange is judged again before it is returned. Time that runs out leaves what was
    found, and a `reason`. Cost: see `logic.exchange`.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[first], [second], [policy]])
    if isinstance(ready, tuple):
        return ready
    judge = Judge(ready.engine(limits))
    search = _Search(judge, ready, limit)
    try:
        search.run()
    except UndecidedError as error:
        search.reason = str(error)
    return search.answer(watch.seconds)


class _Search:
    """A contrast while it is looked for: whatever has been found can be told at any time."""

    def __init__(self, judge: Judge, ready: Ready, limit: int | None) -> None:
        self.judge = judge
        self.ready = ready
        self.limit = limit
        self.sides = [Side(text) for text in ready.texts[:2]]
        self.exchanges: list[Exchange] = []
        self.differences: list[Exchange] = []
        self.complete = self.limited = False
        self.reason: str | None = None

    def answer(self, seconds: float) -> ContrastAnswer:
        """What has been found."""
        return ContrastAnswer(
            seconds,
            self.reason,
            self.ready.composed.warnings,
            self.ready.texts[2],
            tuple(self.sides),
            tuple(self.exchanges),
            tuple(self.differences),
            complete=self.complete and self.reason is None,
            limited=self.limited,
            composed=self.ready.composed,
        )

    def run(self) -> None:
        """Look for everything. Raises `UndecidedError`."""
        policy = self.ready.composed.parts[2]
        for at, theory in enumerate(self.ready.composed.parts[:2]):
            verdict = self.judge.verdict(theory, policy)
            trivial = self.judge.trivial(verdict, theory, policy)
            self.sides[at] = replace(self.sides[at], verdict=verdict, trivial=trivial)
        if self.answer(0.0).arises:
            self._exchange()
        self.complete = not self.limited
        for at in range(2):
            self._because(at)

    def _exchange(self) -> None:
        first, second, policy = self.ready.composed.parts
        prescriptions, _ = self.judge.split(first, policy)
        removable = [i for i in first if i not in prescriptions]
        addable = [i for i in second if i not in first]
        self._smallest(removable, addable, self.exchanges)
        if all(exchange.shared for exchange in self.exchanges):
            self._smallest([i for i in removable if i not in second], addable, self.differences)
        else:
            self.differences += [exchange for exchange in self.exchanges if not exchange.shared]

    def _smallest(self, removable: Sequence[int], addable: Sequence[int], found: list[Exchange]) -> None:
        target = self.sides[1].verdict
        exchanges = Exchanges(self.judge, removable, addable, target)
        statements, second = self.ready.composed.statements, self.ready.composed.parts[1]
        for exchange in islice(exchanges.smallest(), self.limit):
            parts = exchanges.parts(exchange)
            if self.judge.verdict(*parts) != target:
                raise EvaluationError(f"the exchange {exchange} does not stand a second look")
            removed = [i for i in exchange if i in exchanges.removable]
            found.append(
                Exchange(
                    tuple(statements[i] for i in removed),
                    tuple(statements[i] for i in exchange if i in exchanges.addable),
                    target,
                    self.judge.trivial(target, *parts),
                    tuple(statements[i] for i in removed if i in second),
                )
            )
        self.limited |= len(found) == self.limit

    def _because(self, at: int) -> None:
        """Find what a verdict rests on."""
        engine, side = self.judge.engine, self.sides[at]
        theory, policy = self.ready.composed.parts[at], self.ready.composed.parts[2]
        prescriptions, others = self.judge.split(theory, policy)
        assuming: Sequence[int] = ()
        assumed: tuple[Formula, ...] = ()
        if side.verdict == "requires":
            assuming = self.judge.unmet(prescriptions)
            assumed = (opposite(self.judge.prescribed(prescriptions)),)
        match side.verdict:
            case "requires":
                together: Sequence[int] = others
            case "theory_inconsistent":
                together = sorted({*theory, *self.judge.principles(policy)})
            case "policy_inconsistent":
                together = sorted({*policy, *self.judge.principles(theory)})
            case _:
                together = sorted({*theory, *policy})
        outcome = engine.ask(together, assuming)
        if isinstance(outcome, Undecided):
            raise UndecidedError(outcome.reason)
        if isinstance(outcome, World):
            self.sides[at] = replace(side, world=describe(engine, together, outcome))
            return
        clash = contradiction(engine, together, outcome, assuming, assumed)
        if isinstance(clash, Undecided):
            raise UndecidedError(clash.reason)
        if side.verdict == "requires":
            self.sides[at] = replace(side, premises=clash)
        else:
            self.sides[at] = replace(side, contradiction=clash)
