"""Does a statement follow from others?"""

from __future__ import annotations

from collections.abc import Sequence

from logic.engine import Engine
from logic.questions.verdict import UndecidedError


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
