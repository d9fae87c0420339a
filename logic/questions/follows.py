"""Does a statement follow from others?"""

from __future__ import annotations

from collections.abc import Sequence

from logic.engine import Engine
from logic.questions.verdict import UndecidedError


def follows(engine: Engine, pairs: Sequence[tuple[int, Sequence[int]]]) -> tuple[int, ...]:
    """Of pairs of a statement and others, the statements whose denial has no world together with the others.

    Principles are denied last: to deny one is to speak of all worlds there are, and the
    other denials may add some. Raises `UndecidedError`.
    """
    statements = engine.statements
    in_order = sorted(range(len(pairs)), key=lambda at: statements[pairs[at][0]].layer == "principle")
    denials = {at: engine.denial(*pairs[at]) for at in in_order}
    following = []
    for at, (index, others) in enumerate(pairs):
        answer = engine.has_model(others, [denials[at]])
        if answer is None:
            raise UndecidedError(engine.why)
        if not answer:
            following.append(index)
    return tuple(following)
