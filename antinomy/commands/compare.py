"""`antinomy compare`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, UNDECIDED, Asked, asks
from logic.questions.compare import compare as ask


@click.command()
@click.argument("first")
@click.argument("second")
@asks
def compare(asked: Asked, first: str, second: str) -> int:
    """Is one composition stronger than another, are they equivalent, incompatible, incomparable? What does each add?"""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), first, second, limits))
    from antinomy.console.compare import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return UNDECIDED if answer.relation == "undecided" else ANSWERED
