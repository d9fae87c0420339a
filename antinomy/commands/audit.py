"""`antinomy audit`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, UNDECIDED, Asked, asks
from logic.questions.audit import audit as ask


@click.command()
@click.argument("composition")
@click.option("--policy", metavar="P", help="What each statement does for the verdict on this policy.")
@click.option("--for", "formula", metavar="FORMULA", help="What each statement does for this formula's following.")
@asks
def audit(asked: Asked, composition: str, policy: str | None, formula: str | None) -> int:
    """Which statements and atoms do no work, and what becomes of a verdict when a premise is reversed?"""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), composition, policy, formula, limits))
    from antinomy.console.audit import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return ANSWERED if answer.complete else UNDECIDED
