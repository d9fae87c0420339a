"""`antinomy interpolant`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, UNDECIDED, Asked, asks
from logic.questions.interpolant import interpolant as ask


@click.command()
@click.argument("theory")
@click.argument("policy")
@asks
def interpolant(asked: Asked, theory: str, policy: str) -> int:
    """On which proposition do a theory and a policy that it forbids part company?

    Exit status 0 if there is one, 1 if there is none or nothing is forbidden.
    """
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), theory, policy, limits))
    from antinomy.console.interpolant import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    if answer.reason is not None:
        return UNDECIDED
    return OTHERWISE if answer.formula is None else ANSWERED
