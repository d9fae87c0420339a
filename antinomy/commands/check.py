"""`antinomy check`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, UNDECIDED, Asked, asks
from logic.questions.check import check as ask


@click.command()
@click.argument("composition")
@asks
def check(asked: Asked, composition: str) -> int:
    """Has a composition a world? Exit status 0 if it is consistent, 1 if contradictory."""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), composition, limits))
    from antinomy.console.check import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return {"consistent": ANSWERED, "contradictory": OTHERWISE}.get(answer.verdict, UNDECIDED)
