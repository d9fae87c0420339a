"""Has a composition a world?"""

from __future__ import annotations

from logic.answers.check import CheckAnswer, CheckVerdict
from logic.composition import Written
from logic.engine import Clash, Engine, World
from logic.limits import Limits
from logic.questions.common import Faults, Ready, Stopwatch, contradiction, describe, prepare
from logic.solver import Undecided
from logic.theory import Theory


def check(theory: Theory, composition: str | Written, limits: Limits | None = None) -> CheckAnswer | Faults:
    """Decide whether a composition is consistent.

    Returns one world, or one contradiction with the fewest statements, or diagnostics where
    the composition cannot be asked about. Cost: one question to Z3, and for a contradiction
    two for each member, more where there are several contradictions.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[composition]])
    if isinstance(ready, tuple):
        return ready
    engine = ready.engine(limits)
    outcome = engine.ask(ready.everything)
    if isinstance(outcome, Undecided):
        return _undecided(ready, outcome, watch)
    if isinstance(outcome, World):
        shown = describe(engine, ready.everything, outcome)
        return CheckAnswer(
            watch.seconds,
            warnings=ready.composed.warnings,
            composition=ready.texts[0],
            verdict="consistent",
            composed=ready.composed,
            world=shown,
        )
    return _contradictory(ready, engine, outcome, watch)


def _undecided(ready: Ready, outcome: Undecided, watch: Stopwatch) -> CheckAnswer:
    return CheckAnswer(
        watch.seconds,
        outcome.reason,
        ready.composed.warnings,
        composition=ready.texts[0],
        composed=ready.composed,
    )


def _contradictory(ready: Ready, engine: Engine, clash: Clash, watch: Stopwatch) -> CheckAnswer | Faults:
    found = contradiction(engine, ready.everything, clash)
    if isinstance(found, Undecided):
        # That it is contradictory was decided; but what is reported must have been checked again.
        return _undecided(ready, found, watch)
    return CheckAnswer(
        watch.seconds,
        None,
        ready.composed.warnings,
        composition=ready.texts[0],
        verdict="contradictory",
        composed=ready.composed,
        contradiction=found,
        alone=_alone(ready, engine),
    )


def _alone(ready: Ready, engine: Engine) -> dict[str, CheckVerdict]:
    """Of each theory, policy and case that the composition names, whether it is consistent by itself."""
    verdicts: dict[str, CheckVerdict] = {}
    for name, indices in ready.composed.named.items():
        answer = engine.has_model(indices)
        verdicts[name] = "undecided" if answer is None else "consistent" if answer else "contradictory"
    return verdicts
