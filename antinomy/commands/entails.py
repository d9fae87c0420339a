"""`antinomy entails`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, UNDECIDED, Asked, asks
from logic.questions.entails import entails as ask


@click.command()
@click.argument("composition")
@click.argument("formula")
@asks
def entails(asked: Asked, composition: str, formula: str) -> int:
    """Does a formula follow? Exit status 0 if it does, 1 if not, or only vacuously."""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), composition, formula, limits))
    from antinomy.console.entails import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return {"entailed": ANSWERED, "undecided": UNDECIDED}.get(answer.verdict, OTHERWISE)
