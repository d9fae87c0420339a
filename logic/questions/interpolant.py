"""On which proposition do a theory and a policy that it forbids part company?

The sides are asymmetric: every statement of the theory is the theory's, those that it
shares with the policy included, so that shared laws and principles are the theory's; the
policy has its own statements alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grammar.format import format_formula
from logic.answers.common import Contradiction, PossibleWorld
from logic.answers.interpolant import InterpolantAnswer
from logic.composition import Written
from logic.engine import Clash, Engine, EvaluationError, World
from logic.interpolate import Agreement, Interpolant, interpolate, shared_language, single_interpolant, stronger
from logic.limits import Limits
from logic.minimal import smallest_contradiction
from logic.questions.common import Faults, Ready, Stopwatch, contradiction, mentioned, part, prepare, read_formula
from logic.questions.verdict import Judge, UndecidedError
from logic.solver import Undecided
from logic.theory import Theory
from logic.unground import unground
from proofs.formula import Formula, atoms, obligations
from proofs.proof import opposite


def interpolant(
    theory: Theory, subject: str | Written, policy: str | Written, limits: Limits | None = None
) -> InterpolantAnswer | Faults:
    """Find a formula that a theory entails and a policy's own statements contradict, over what both speak of.

    A single proposition is tried first, then what tells apart the two sides of a smallest
    contradiction, which is short too, then the theory and the policy as a whole. Where there
    is none, the theory's principles are granted to the policy too, as they are when its
    verdict is decided. What is found is read back from its text and asked about anew, both
    ways, each side in an encoding of its own.
    Cost: what a verdict costs, a smallest contradiction, and a few questions for each
    proposition that both sides share; in the worst case exponential in these.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[subject], [policy]])
    if isinstance(ready, tuple):
        return ready
    base = InterpolantAnswer(
        0.0, warnings=ready.composed.warnings, theory=ready.texts[0], policy=ready.texts[1], composed=ready.composed
    )
    engine = ready.engine(limits)
    try:
        judge = Judge(engine)
        verdict = judge.verdict(*ready.composed.parts)
        found = replace(base, verdict=verdict)
        if verdict == "forbids":
            found = _parted(ready, engine, found)
    except UndecidedError as error:
        found = replace(base, reason=str(error))
    return replace(found, seconds=watch.seconds)


@dataclass(frozen=True)
class _Sides:
    """The theory's statements; the policy's own; and these with what is granted to them."""

    first: tuple[int, ...]
    own: tuple[int, ...]
    second: tuple[int, ...]


def _parted(ready: Ready, engine: Engine, base: InterpolantAnswer) -> InterpolantAnswer:
    """The answer for a policy that is forbidden."""
    first, policy = ready.composed.parts
    own = tuple(i for i in policy if i not in first)
    principles = [i for i in first if ready.composed.statements[i].layer == "principle"]
    core = _core(ready, engine)
    alike: Agreement | None = None
    for second in dict.fromkeys((own, tuple(sorted({*own, *principles})))):
        found = _between(engine, core, first, second)
        if isinstance(found, Interpolant):
            return _told(ready, engine, base, found.formula, _Sides(first, own, second))
        alike = alike or found
    assert alike is not None
    shown = ((alike.first, first), (alike.second, own))
    one, other = (PossibleWorld(model, mentioned(ready.grounded, side)) for model, side in shown)
    return replace(base, worlds=(one, other))


def _between(
    engine: Engine, core: Sequence[int], first: tuple[int, ...], second: tuple[int, ...]
) -> Interpolant | Agreement:
    """An interpolant of one proposition, else one of a contradiction's two sides, else one of the whole sides."""
    found = single_interpolant(engine, first, second) or interpolate(
        engine, [i for i in core if i in first], [i for i in core if i in second]
    )
    return found if isinstance(found, Interpolant) else interpolate(engine, first, second)


def text_of(formula: Formula) -> str:
    """A ground formula in words."""
    return format_formula(unground(formula))


def _core(ready: Ready, engine: Engine) -> tuple[int, ...]:
    """The smallest contradiction of the theory and the policy."""
    outcome = engine.ask(ready.everything)
    if isinstance(outcome, Undecided):
        raise UndecidedError(outcome.reason)
    if isinstance(outcome, World):
        raise EvaluationError("what had no world has one")
    minimal = smallest_contradiction(engine, ready.everything, outcome.core)
    if isinstance(minimal, Undecided):
        raise UndecidedError(minimal.reason)
    return minimal.members


def _told(
    ready: Ready,
    engine: Engine,
    base: InterpolantAnswer,
    formula: Formula,
    sides: _Sides,
) -> InterpolantAnswer:
    """The answer for an interpolant, checked again, with what it follows from and what contradicts it."""
    language = shared_language(engine, sides.first, sides.second)
    text = text_of(formula)
    if not language.says(formula):
        raise EvaluationError(f"`{text}` speaks of what only one side does")
    _verify(ready, text, sides, engine.limits)
    premises = _because(engine, sides.first, opposite(formula))
    against = _because(engine, sides.second, formula)
    more = stronger(formula)
    beyond = more != formula and engine.has_model(sides.first, [engine.literal(more, positive=False)]) is False
    used, own = set(atoms(formula)), {ready.composed.statements[i] for i in sides.own}
    return replace(
        base,
        formula=text,
        stronger=text_of(more) if beyond else None,
        atoms=tuple(atom for atom in language.atoms if atom in used),
        agents=tuple(dict.fromkeys(ought.agent for ought in obligations(formula))),
        granted=tuple(each for each in against.statements if each not in own),
        premises=premises,
        against=against,
    )


def _because(engine: Engine, side: Sequence[int], assumed: Formula) -> Contradiction:
    """The fewest statements of a side that contradict what is assumed."""
    literal = engine.literal(assumed)
    outcome = engine.ask(side, [literal])
    if isinstance(outcome, World):
        raise EvaluationError("what had no world has one")
    if isinstance(outcome, Clash):
        found = contradiction(engine, side, outcome, [literal], (assumed,))
        if isinstance(found, Contradiction):
            return found
        outcome = found
    raise UndecidedError(outcome.reason)


def _verify(ready: Ready, text: str, sides: _Sides, limits: Limits) -> None:
    """Read an interpolant from its text, and ask again whether it is one, each side in an encoding of its own."""
    read = read_formula(text, ready.composed)
    if isinstance(read, tuple):
        raise EvaluationError(f"`{text}` cannot be read back")
    formula = ready.grounded.grounder.ground(read)
    for side, positive in ((sides.first, False), (sides.second, True)):
        fresh = Engine(part(ready.grounded, side, [formula]), limits)
        answer = fresh.has_model(range(len(side)), [fresh.literal(formula, positive)])
        if answer is None:
            raise UndecidedError(fresh.why)
        if answer:
            raise EvaluationError(f"`{text}` does not stand a second look")
