"""`antinomy variants`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, UNDECIDED, Asked, asks
from logic.questions.variants import variants as ask


@click.command()
@click.argument("composition")
@click.option(
    "--over",
    multiple=True,
    required=True,
    metavar="NAMES",
    help="The statements that a variant may lack: in full, by module or by layer, with commas between them.",
)
@click.option("--with", "policy", metavar="P", help="A policy to judge every variant on.")
@asks
def variants(asked: Asked, composition: str, over: tuple[str, ...], policy: str | None) -> int:
    """What do all the variants of a theory say, each of which keeps some of its statements?"""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), composition, over, policy, limits))
    from antinomy.console.variants import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return UNDECIDED if answer.reason is not None else ANSWERED
