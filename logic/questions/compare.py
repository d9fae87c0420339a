"""How do two compositions stand to each other?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from logic.answers.common import PossibleWorld
from logic.answers.compare import CompareAnswer, Relation, Side, TellingWorld
from logic.composition import Written
from logic.engine import Clash, Engine, EvaluationError, World
from logic.limits import Limits
from logic.questions.common import Faults, Ready, Stopwatch, contradiction, describe, mentioned, prepare
from logic.questions.follows import denials
from logic.questions.verdict import UndecidedError
from logic.solver import Undecided
from logic.theory import Statement, Theory
from proofs.formula import Formula
from proofs.world import Model
from proofs.world import World as Truths


def compare(
    theory: Theory, first: str | Written, second: str | Written, limits: Limits | None = None
) -> CompareAnswer | Faults:
    """Decide how two compositions stand to each other.

    In this order: one is inconsistent; both have no world together (*incompatible*); every
    statement of each follows from the other (*equivalent*), or of the second from the first
    (*stronger*), or the reverse (*weaker*); else *incomparable*. Told besides are the
    statements of each that do not follow from the other, and a world of each in which one
    of the other's is false. Cost: three questions to Z3, one for each statement that they do
    not share, and what uneventful worlds and a smallest contradiction cost.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[first], [second]])
    if isinstance(ready, tuple):
        return ready
    base = CompareAnswer(
        0.0,
        warnings=ready.composed.warnings,
        first=Side(ready.texts[0]),
        second=Side(ready.texts[1]),
        composed=ready.composed,
    )
    try:
        answer = _Comparison(ready, ready.engine(limits)).decided(base)
    except UndecidedError as error:
        answer = replace(base, reason=str(error))
    return replace(answer, seconds=watch.seconds)


@dataclass(frozen=True)
class _Comparison:
    """One comparison; its methods raise `UndecidedError`."""

    ready: Ready
    engine: Engine

    def decided(self, base: CompareAnswer) -> CompareAnswer:
        first, second = self.ready.composed.parts
        clashes = [self._clash(part) for part in (first, second)]
        sides = [
            replace(side, consistent=clash is None)
            for side, clash in zip((base.first, base.second), clashes, strict=True)
        ]
        answer = replace(base, first=sides[0], second=sides[1])
        for part, clash in zip((first, second), clashes, strict=True):
            if clash is not None:
                return self._contradictory(answer, "inconsistent", part, clash)
        (adds, of_second), (adds_too, of_first) = self._apart(first, second), self._apart(second, first)
        answer = replace(
            answer,
            first=replace(answer.first, adds=adds, telling=of_first),
            second=replace(answer.second, adds=adds_too, telling=of_second),
        )
        clash = self._clash(self.ready.everything)
        if clash is not None:
            return self._contradictory(answer, "incompatible", self.ready.everything, clash)
        return replace(answer, relation=_relation(bool(adds), bool(adds_too)))

    def _apart(self, part: Sequence[int], others: Sequence[int]) -> tuple[tuple[Statement, ...], TellingWorld | None]:
        """The statements of a part that do not follow from others, and a world of the others in which one is false."""
        pairs = [(index, others) for index in part if index not in others]
        adds: list[Statement] = []
        telling: TellingWorld | None = None
        for (index, _), denial in zip(pairs, denials(self.engine, pairs), strict=True):
            outcome = self.engine.ask(others, [denial])
            if isinstance(outcome, Undecided):
                raise UndecidedError(outcome.reason)
            if isinstance(outcome, Clash):
                continue
            adds.append(self.ready.composed.statements[index])
            if telling is None or telling.elsewhere is not None:
                found = self._telling(index, others, outcome, denial)
                telling = found if telling is None or found.elsewhere is None else telling
        return tuple(adds), telling

    def _telling(self, index: int, others: Sequence[int], world: World, denial: int) -> TellingWorld:
        """A world of others in which a statement is false, by the evaluator.

        A law may be false at a further world alone, which is no part of the model: that is
        told besides.
        """
        statement = self.ready.composed.statements[index]
        told = mentioned(self.ready.grounded, [*others, index])
        shown = describe(self.engine, others, world, [denial])
        if not self._satisfies(shown.model, index, others):
            return TellingWorld(PossibleWorld(shown.model, told), statement)
        if not self._satisfies(world.model, index, others):
            return TellingWorld(PossibleWorld(world.model, told), statement)
        elsewhere = self.engine.encoding.elsewhere(world.true)
        self._confirm(world.model, elsewhere, index, others)
        return TellingWorld(PossibleWorld(world.model, told), statement, elsewhere)

    def _satisfies(self, model: Model, index: int, others: Sequence[int]) -> bool:
        statements = [self.engine.statements[i] for i in (*others, index)]
        return model.satisfies(statements[-1], statements)

    def _confirm(self, model: Model, elsewhere: Truths | None, index: int, others: Sequence[int]) -> None:
        """Raise `EvaluationError` unless a law is false at a further world, where those of the others are true."""
        law = self.engine.statements[index]
        laws = [each.body for i in others if (each := self.engine.statements[i]).layer == "law"]
        if (
            elsewhere is None
            or not isinstance(law.body, Formula)
            or law.layer != "law"
            or model.holds(law.body, elsewhere)
            or not all(model.holds(body, elsewhere) for body in laws if isinstance(body, Formula))
            or model.part(elsewhere, "rigid") != model.part(model.actual, "rigid")
        ):
            raise EvaluationError(f"{law.name} is not false where it was said to be")

    def _clash(self, indices: Sequence[int]) -> Clash | None:
        """The clash of statements that have no world."""
        outcome = self.engine.ask(indices)
        if isinstance(outcome, Undecided):
            raise UndecidedError(outcome.reason)
        return outcome if isinstance(outcome, Clash) else None

    def _contradictory(
        self, answer: CompareAnswer, relation: Relation, indices: Sequence[int], clash: Clash
    ) -> CompareAnswer:
        found = contradiction(self.engine, indices, clash)
        if isinstance(found, Undecided):
            raise UndecidedError(found.reason)
        return replace(answer, relation=relation, contradiction=found)


def _relation(first_adds: bool, second_adds: bool) -> Relation:
    """How two that are compatible stand to each other, by whether each has something that does not follow."""
    if first_adds and second_adds:
        return "incomparable"
    if first_adds:
        return "stronger"
    return "weaker" if second_adds else "equivalent"
