"""What does a theory say of a policy?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from logic.answers.common import Contradiction
from logic.answers.verdict import PolicyVerdict, PrescriptionAnswer, PrescriptionStatus, VerdictAnswer
from logic.composition import Written
from logic.engine import Clash, Engine, World
from logic.limits import Limits, UndecidedError
from logic.questions.common import Faults, Ready, Stopwatch, contradiction, describe, prepare
from logic.solver import Undecided
from logic.theory import Theory
from proofs import formula as f
from proofs.formula import Formula
from proofs.proof import opposite

__all__ = ["Judge", "UndecidedError", "permission", "verdict"]


class Judge:
    """Verdicts on one engine; what was decided once is remembered."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.composed = engine.grounded.composed
        self._models: dict[tuple[tuple[int, ...], int], bool] = {}
        self._denials: dict[int, int] = {}

    def consistent(self, indices: Iterable[int], assuming: int = 0) -> bool:
        """Whether statements have a model, with one further literal where it is not 0."""
        key = (tuple(sorted(set(indices))), assuming)
        if key not in self._models:
            answer = self.engine.has_model(key[0], [assuming] if assuming else [])
            if answer is None:
                raise UndecidedError(self.engine.why)
            self._models[key] = answer
        return self._models[key]

    def denial(self, prescription: int) -> int:
        """A literal that denies a prescription."""
        if prescription not in self._denials:
            self._denials[prescription] = self.engine.denial(prescription, ())
        return self._denials[prescription]

    def unmet(self, prescriptions: Sequence[int]) -> list[int]:
        """What to assume so that some of these prescriptions is not met."""
        return [self.engine.literal(self.prescribed(prescriptions), False)]

    def prescribed(self, prescriptions: Sequence[int]) -> Formula:
        """What some prescriptions say together."""
        bodies = tuple(b for i in prescriptions if isinstance(b := self.engine.statements[i].body, Formula))
        return bodies[0] if len(bodies) == 1 else f.And(bodies)

    def verdict(self, theory: Sequence[int], policy: Sequence[int]) -> PolicyVerdict:
        """The verdict, as the language defines it; raises `UndecidedError`."""
        if not self.consistent([*theory, *self.principles(policy)]):
            return "theory_inconsistent"
        if not self.consistent([*policy, *self.principles(theory)]):
            return "policy_inconsistent"
        if not self.consistent([*theory, *policy]):
            return "forbids"
        prescriptions, others = self.split(theory, policy)
        if prescriptions and all(self.entails(others, each) for each in prescriptions):
            return "requires"
        return "leaves_open"

    def principles(self, indices: Iterable[int]) -> list[int]:
        """The principles among some statements."""
        return [i for i in indices if self.engine.statements[i].layer == "principle"]

    def split(self, theory: Sequence[int], policy: Sequence[int]) -> tuple[list[int], list[int]]:
        """The policy's prescriptions, and the theory with the policy's other statements."""
        prescriptions = [i for i in policy if self.engine.statements[i].layer == "prescription"]
        others = sorted({*theory, *(i for i in policy if i not in prescriptions)})
        return prescriptions, others

    def entails(self, others: Sequence[int], prescription: int) -> bool:
        """Whether a prescription's denial has no model together with other statements."""
        return not self.consistent(others, self.denial(prescription))

    def trivial(self, verdict: PolicyVerdict, theory: Sequence[int], policy: Sequence[int]) -> bool:
        """Whether the verdict stands though no statement with ought takes part in it."""
        prescriptions, others = self.split(theory, policy)
        silent = [i for i in others if not self.composed.statements[i].speaks_of_ought]
        if verdict == "forbids":
            return not self.consistent(silent)
        return verdict == "requires" and all(self.entails(silent, each) for each in prescriptions)

    def prescription(self, others: Sequence[int], index: int) -> PrescriptionAnswer:
        """What the theory, with the policy's other statements, says of one prescription."""
        statement = self.composed.statements[index]
        try:
            if not self.consistent([*others, index]):
                return PrescriptionAnswer(statement, "forbidden", self._deed(others, index))
            status: PrescriptionStatus = "required" if self.entails(others, index) else "open"
        except UndecidedError:
            return PrescriptionAnswer(statement, "undecided")
        return PrescriptionAnswer(statement, status)

    def _deed(self, others: Sequence[int], index: int) -> Literal["forbidden", "not_obligatory"]:
        """Whether even permitting what is prescribed has no model."""
        body = self.engine.statements[index].body
        assert isinstance(body, Formula)
        permitted = self.engine.literal(permission(body))
        return "not_obligatory" if self.consistent(others, permitted) else "forbidden"


def permission(formula: Formula, positive: bool = True) -> Formula:
    """A formula with each obligation that it asserts weakened to a permission."""
    match formula:
        case f.Ought(agent=agent, body=body) if positive:
            return f.Not(f.Ought(agent, f.Not(body)))
        case f.Not(body=body):
            return f.Not(permission(body, not positive))
        case f.And(parts=parts):
            return f.And(tuple(permission(part, positive) for part in parts))
        case f.Or(parts=parts):
            return f.Or(tuple(permission(part, positive) for part in parts))
        case f.Implies(left=left, right=right):
            return f.Implies(permission(left, not positive), permission(right, positive))
        case _:
            # Under a biconditional or a count an obligation is asserted and denied at once.
            return formula


def verdict(
    theory: Theory, subject: str | Written, policy: str | Written, limits: Limits | None = None
) -> VerdictAnswer | Faults:
    """Decide what a theory says of a policy.

    The policy's prescriptions are told of one by one. Cost: four questions to Z3, two for
    each prescription, and for a contradiction what finding the smallest costs.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[subject], [policy]])
    if isinstance(ready, tuple):
        return ready
    judge = Judge(ready.engine(limits))
    base = VerdictAnswer(
        0.0, warnings=ready.composed.warnings, theory=ready.texts[0], policy=ready.texts[1], composed=ready.composed
    )
    try:
        found = _decided(ready, judge, base)
    except UndecidedError as error:
        found = replace(base, reason=str(error))
    return replace(found, seconds=watch.seconds)


def _decided(ready: Ready, judge: Judge, base: VerdictAnswer) -> VerdictAnswer:
    parts = ready.composed.parts
    found = judge.verdict(*parts)
    prescriptions, others = judge.split(*parts)
    told = tuple(_with_premises(judge, others, each) for each in prescriptions)
    answer = replace(base, verdict=found, prescriptions=told, trivial=judge.trivial(found, *parts))
    if found in {"requires", "leaves_open"}:
        outcome = judge.engine.ask(ready.everything)
        if isinstance(outcome, World):
            return replace(answer, world=describe(judge.engine, ready.everything, outcome))
    clashing = _clashing(ready, judge, found)
    outcome = judge.engine.ask(clashing)
    if isinstance(outcome, Clash):
        shown = contradiction(judge.engine, clashing, outcome)
        if isinstance(shown, Undecided):
            raise UndecidedError(shown.reason)
        return replace(answer, contradiction=shown)
    return answer


def _with_premises(judge: Judge, others: Sequence[int], index: int) -> PrescriptionAnswer:
    """What is said of a prescription; of one that is required, the fewest statements that require it."""
    told = judge.prescription(others, index)
    body = judge.engine.statements[index].body
    if told.status != "required" or not isinstance(body, Formula):
        return told
    denial = judge.denial(index)
    outcome = judge.engine.ask(others, [denial])
    if isinstance(outcome, Clash):
        found = contradiction(judge.engine, others, outcome, [denial], (opposite(body),))
        if isinstance(found, Contradiction):
            return replace(told, premises=found)
    return told


def _clashing(ready: Ready, judge: Judge, found: PolicyVerdict) -> tuple[int, ...]:
    """The statements in which to look for the contradiction that a verdict rests on."""
    theory, policy = ready.composed.parts
    if found == "theory_inconsistent":
        return tuple(sorted({*theory, *judge.principles(policy)}))
    if found == "policy_inconsistent":
        return tuple(sorted({*policy, *judge.principles(theory)}))
    return ready.everything
