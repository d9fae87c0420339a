"""Does a formula follow?"""

from __future__ import annotations

from dataclasses import replace

from logic.answers.entails import EntailsAnswer
from logic.composition import Written
from logic.engine import Engine, World
from logic.limits import Limits
from logic.questions.common import AskedFormula, Faults, Ready, Stopwatch, contradiction, describe, prepare
from logic.solver import Undecided
from logic.theory import Theory
from proofs.proof import opposite


def entails(
    theory: Theory, composition: str | Written, formula: AskedFormula, limits: Limits | None = None
) -> EntailsAnswer | Faults:
    """Decide whether a composition entails a formula, at the actual world.

    Returns a smallest set of premises that suffices, or a world in which the composition is
    true and the formula false; *vacuous* where the composition is contradictory.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[composition]], formulas=[formula])
    if isinstance(ready, tuple):
        return ready
    text = formula if isinstance(formula, str) else formula[1].text[formula[0].start : formula[0].end]
    return _decide(ready, ready.engine(limits), " ".join(text.split()), watch)


def _decide(ready: Ready, engine: Engine, text: str, watch: Stopwatch) -> EntailsAnswer:
    denial = engine.literal(ready.grounded.formulas[0], positive=False)
    base = EntailsAnswer(
        0.0, warnings=ready.composed.warnings, composition=ready.texts[0], formula=text, composed=ready.composed
    )
    consistent = engine.has_model(ready.everything)
    if consistent is None:
        return replace(base, seconds=watch.seconds, reason=engine.why)
    if not consistent:
        return replace(base, seconds=watch.seconds, verdict="vacuous")
    outcome = engine.ask(ready.everything, [denial])
    if isinstance(outcome, Undecided):
        return replace(base, seconds=watch.seconds, reason=outcome.reason)
    if isinstance(outcome, World):
        world = describe(engine, ready.everything, outcome, [denial])
        return replace(base, seconds=watch.seconds, verdict="not_entailed", world=world)
    premises = contradiction(engine, ready.everything, outcome, [denial], (opposite(ready.grounded.formulas[0]),))
    if isinstance(premises, Undecided):
        return replace(base, seconds=watch.seconds, reason=premises.reason)
    return replace(base, seconds=watch.seconds, verdict="entailed", premises=premises)
