"""The argument that a proof makes, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from logic.answers.common import Answer, Contradiction, Evidence, Json, evidence, proof_json, statement_json
from logic.composition import Composed
from logic.theory import Statement
from proofs.narrate import Level, Sentence

if TYPE_CHECKING:
    # Every contradiction is shown as an argument; few with the works that it cites.
    from logic.works import Work

Asked: TypeAlias = Literal["check", "entails", "verdict"]
"""What was to be explained: a contradiction, that a formula follows, or what a theory says of a policy."""


@dataclass(frozen=True)
class Argument:
    """Steps that show something, from the fewest statements that do.

    `shows` is what, in words: nothing where it is that the statements contradict each other.
    `first` is the number of its first step: those of one answer are numbered through. No steps
    where no proof was found that could be told.
    """

    contradiction: Contradiction
    steps: tuple[Sentence, ...]
    first: int = 1
    shows: str = ""

    def numbers(self, steps: tuple[int, ...]) -> tuple[int, ...]:
        """Steps of this argument by the numbers that they have in the answer."""
        return tuple(number + self.first - 1 for number in steps)


@dataclass(frozen=True)
class ExplainAnswer(Answer):
    """Why a composition is contradictory, why a formula follows, or why a theory requires or forbids a policy.

    `verdict` is that of the question that is explained; of some there is nothing to explain, and
    then there is no argument. `statements` are all that the steps quote, `works` what these cite.
    """

    question: ClassVar[str] = "explain"

    asked: Asked = "check"
    composition: str = ""
    formula: str | None = None
    policy: str | None = None
    level: Level = "default"
    verdict: str = "undecided"
    composed: Composed | None = None
    arguments: tuple[Argument, ...] = ()
    statements: tuple[Statement, ...] = ()
    works: tuple[Work, ...] = ()

    def body(self) -> Json:
        body: Json = {"composition": self.composition}
        if self.formula is not None:
            body["formula"] = self.formula
        if self.policy is not None:
            body["policy"] = self.policy
        body |= {"verdict": self.verdict, "level": self.level}
        body["steps"] = [_step_json(argument, step) for argument in self.arguments for step in argument.steps]
        body["arguments"] = [_argument_json(argument) for argument in self.arguments]
        body["statements"] = [statement_json(statement) for statement in self.statements]
        body["works"] = [{"key": work.key, "short": work.short, "reference": work.text} for work in self.works]
        body["evidence"] = self._evidence
        return body

    @property
    def _evidence(self) -> Evidence:
        kinds = {evidence(None, argument.contradiction) for argument in self.arguments}
        if len(kinds) == 1:
            (kind,) = kinds
            return kind
        return "re-checked" if kinds else "none"


def _step_json(argument: Argument, step: Sentence) -> Json:
    return {
        "number": argument.first + step.number - 1,
        "text": step.text,
        "formula": str(step.formula),
        "world": step.world,
        "rule": step.rule,
        "from": list(argument.numbers(step.follows)),
        "under": list(argument.numbers(step.under)),
        "statements": list(step.statements),
    }


def _argument_json(argument: Argument) -> Json:
    return {
        "shows": argument.shows,
        "steps": [argument.first, argument.first + len(argument.steps) - 1] if argument.steps else [],
        "because": argument.contradiction.names,
        "proof": proof_json(argument.contradiction.proof),
    }
