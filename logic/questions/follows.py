"""Does a statement follow from others, and from which?"""

from __future__ import annotations

from collections.abc import Sequence

from logic.engine import Engine, EvaluationError, World
from logic.minimal import smallest_contradiction
from logic.questions.common import recheck
from logic.questions.verdict import UndecidedError
from logic.solver import Undecided
from logic.theory import Statement


def denials(engine: Engine, pairs: Sequence[tuple[int, Sequence[int]]]) -> tuple[int, ...]:
    """Of pairs of a statement and others, a literal each that, assumed together with the others, denies the statement.

    Principles are denied last: to deny one is to speak of all worlds there are, and the
    other denials may add some.
    """
    statements = engine.statements
    in_order = sorted(range(len(pairs)), key=lambda at: statements[pairs[at][0]].layer == "principle")
    literals = {at: engine.denial(*pairs[at]) for at in in_order}
    return tuple(literals[at] for at in range(len(pairs)))


def follows(engine: Engine, pairs: Sequence[tuple[int, Sequence[int]]]) -> tuple[int, ...]:
    """Of pairs of a statement and others, the statements whose denial has no world together with the others.

    Raises `UndecidedError`.
    """
    following = []
    for (index, others), denial in zip(pairs, denials(engine, pairs), strict=True):
        answer = engine.has_model(others, [denial])
        if answer is None:
            raise UndecidedError(engine.why)
        if not answer:
            following.append(index)
    return tuple(following)


def because(engine: Engine, indices: Sequence[int], assuming: Sequence[int] = ()) -> tuple[Statement, ...]:
    """The fewest statements that clash with what is assumed, or with each other, checked anew; they must clash.

    Raises `UndecidedError`, and `EvaluationError` where there is a world after all.
    """
    outcome = engine.ask(indices, assuming)
    if isinstance(outcome, World):
        raise EvaluationError("what had no world has one")
    if isinstance(outcome, Undecided):
        raise UndecidedError(outcome.reason)
    minimal = smallest_contradiction(engine, indices, outcome.core, assuming)
    if isinstance(minimal, Undecided):
        raise UndecidedError(minimal.reason)
    again = recheck(engine, minimal, assuming)
    if again is not None:
        raise UndecidedError(again.reason)
    return tuple(engine.grounded.composed.statements[i] for i in minimal.members)
