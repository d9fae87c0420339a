"""`antinomy crux`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, UNDECIDED, Asked, asks, limit_option
from logic.questions.crux import crux as ask


@click.command()
@click.argument("theory")
@click.argument("policy")
@click.option(
    "--from",
    "pools",
    multiple=True,
    metavar="POOL",
    help="Pools, principles and cases to pick premises from; may be repeated. By default all pools and principles.",
)
@limit_option
@asks
def crux(asked: Asked, theory: str, policy: str, pools: tuple[str, ...], limit: int | None) -> int:
    """Which premises turn a verdict, and which statements does it rest on?

    Where THEORY leaves POLICY open: every smallest set of premises with which it forbids or
    requires it. Where it forbids or requires it: what to give up so that it does not.
    """
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), theory, policy, pools, limit=limit, limits=limits))
    from antinomy.console.crux import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    if answer.reason is not None:
        return UNDECIDED
    return ANSWERED if answer.arises else OTHERWISE
