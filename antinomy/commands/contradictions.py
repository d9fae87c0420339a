"""`antinomy contradictions`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from antinomy.commands.common import ANSWERED, UNDECIDED, Asked, asks, limit_option
from antinomy.commands.streaming import Stream
from logic.composition import Composed
from logic.questions.contradictions import contradictions as ask


@click.command()
@click.argument("composition")
@limit_option
@asks
def contradictions(asked: Asked, composition: str, limit: int | None) -> int:
    """Which minimal contradictions are there? All of them, smallest first; Ctrl-C keeps what was found."""
    limits = asked.limits()
    theory = asked.theory()
    stream = Stream("Contradictions, as they are found:")

    def found(composed: Composed, batch: Sequence[tuple[int, ...]]) -> None:
        stream.add(", ".join(composed.statements[i].name for i in members) for members in batch)

    listens = not asked.as_json and limit is None
    answer = asked.accept(ask(theory, composition, limits, limit=limit, found=found if listens else None))
    from antinomy.console.contradictions import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, lambda it: show(it, listed=stream.began))
    return UNDECIDED if answer.reason is not None else ANSWERED
