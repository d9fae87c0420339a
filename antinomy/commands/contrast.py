"""`antinomy contrast`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, UNDECIDED, Asked, asks, limit_option
from logic.questions.contrast import contrast as ask


@click.command()
@click.argument("first", metavar="THEORY")
@click.argument("second", metavar="OTHER")
@click.argument("policy")
@limit_option
@asks
def contrast(asked: Asked, first: str, second: str, policy: str, limit: int | None) -> int:
    """Why do two theories differ on a policy, and what must the one take over to say what the other says?"""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), first, second, policy, limit=limit, limits=limits))
    from antinomy.console.contrast import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    if answer.reason is not None:
        return UNDECIDED
    return ANSWERED if answer.arises else OTHERWISE
