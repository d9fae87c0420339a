"""Why is a composition contradictory, why does a formula follow, why does a theory say what it says of a policy?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from logic.answers.check import CheckAnswer
from logic.answers.common import Contradiction
from logic.answers.entails import EntailsAnswer
from logic.answers.explain import Argument, ExplainAnswer
from logic.answers.verdict import VerdictAnswer
from logic.evidence import Deduction, NoProof
from logic.limits import Limits
from logic.narration import conclusion, steps
from logic.questions.check import check
from logic.questions.common import Faults, Stopwatch
from logic.questions.entails import entails
from logic.questions.verdict import verdict
from logic.theory import Statement, Theory
from logic.works import works_cited
from proofs.narrate import Level


@dataclass(frozen=True, slots=True)
class Subject:
    """What to explain of a composition, and in how much detail.

    That it is contradictory; that a formula follows; or what it says of a policy.
    """

    composition: str
    formula: str | None = None
    policy: str | None = None
    level: Level = "default"


def explain(theory: Theory, subject: Subject, limits: Limits | None = None) -> ExplainAnswer | Faults:
    """The argument for what `check`, `entails` (with a formula) or `verdict` (with a policy) finds.

    Its steps are those of a proof that the kernel has accepted. Where there is nothing to
    explain, a composition that is consistent or a policy that is left open, there is no
    argument; where no proof was found, there is one without steps, and a reason. Cost: that of
    the question explained; the bibliographies that the statements cite are read.
    """
    watch = Stopwatch()
    limits = limits or Limits()
    if subject.policy is not None:
        answer = _verdict(theory, subject, subject.policy, limits)
    elif subject.formula is not None:
        answer = _entailment(theory, subject, subject.formula, limits)
    else:
        answer = _contradiction(theory, subject, limits)
    return answer if isinstance(answer, tuple) else replace(answer, seconds=watch.seconds)


def _base(subject: Subject, found: CheckAnswer | EntailsAnswer | VerdictAnswer, composition: str) -> ExplainAnswer:
    return ExplainAnswer(
        0.0,
        found.reason,
        found.warnings,
        composition=composition,
        level=subject.level,
        verdict=found.verdict,
        composed=found.composed,
    )


def _contradiction(theory: Theory, subject: Subject, limits: Limits) -> ExplainAnswer | Faults:
    found = check(theory, subject.composition, limits)
    if isinstance(found, tuple):
        return found
    base = _base(subject, found, found.composition)
    return _told(base, [] if found.contradiction is None else [found.contradiction])


def _entailment(theory: Theory, subject: Subject, formula: str, limits: Limits) -> ExplainAnswer | Faults:
    found = entails(theory, subject.composition, formula, limits)
    if isinstance(found, tuple):
        return found
    base = replace(_base(subject, found, found.composition), asked="entails", formula=found.formula)
    return _told(base, [] if found.premises is None else [found.premises])


def _verdict(theory: Theory, subject: Subject, policy: str, limits: Limits) -> ExplainAnswer | Faults:
    found = verdict(theory, subject.composition, policy, limits)
    if isinstance(found, tuple):
        return found
    base = replace(_base(subject, found, found.theory), asked="verdict", policy=found.policy)
    if found.verdict == "requires":
        return _told(base, [each.premises for each in found.prescriptions if each.premises is not None])
    return _told(base, [] if found.contradiction is None else [found.contradiction])


def _told(base: ExplainAnswer, found: Iterable[Contradiction]) -> ExplainAnswer:
    """The answer with its arguments, their steps numbered through."""
    arguments: list[Argument] = []
    first = 1
    for each in found:
        told = steps(each, base.level)
        arguments.append(Argument(each, told, first, conclusion(each)))
        first += len(told)
    statements = _quoted(base, arguments)
    untold = [each.contradiction.proof for each in arguments if not each.steps]
    missing = [
        f"no proof was found: {proof.why}" if isinstance(proof, NoProof) else "its proof is too long to be told"
        for proof in untold
        if not isinstance(proof, Deduction)
    ]
    reason = base.reason if not missing else missing[0]
    return replace(
        base, reason=reason, arguments=tuple(arguments), statements=statements, works=works_cited(statements)
    )


def _quoted(base: ExplainAnswer, arguments: Sequence[Argument]) -> tuple[Statement, ...]:
    """The statements that arguments rest on, in the order of the composition."""
    needed = {statement.name for argument in arguments for statement in argument.contradiction.statements}
    return () if base.composed is None else tuple(s for s in base.composed.statements if s.name in needed)
