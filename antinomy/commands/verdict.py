"""`antinomy verdict`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, UNDECIDED, Asked, asks
from logic.questions.verdict import verdict as ask


@click.command()
@click.argument("theory")
@click.argument("policy")
@asks
def verdict(asked: Asked, theory: str, policy: str) -> int:
    """What does a theory say of a policy: requires, forbids, or leaves open?"""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), theory, policy, limits))
    from antinomy.console.verdict import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return UNDECIDED if answer.verdict == "undecided" else ANSWERED
