"""`antinomy consequences`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, UNDECIDED, Asked, about_option, asks
from logic.questions.consequences import MANY
from logic.questions.consequences import consequences as ask


@click.command()
@click.argument("composition")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=MANY,
    metavar="N",
    help=f"Stop after so many clauses; {MANY} by default.",
)
@about_option
@asks
def consequences(asked: Asked, composition: str, limit: int, about: str | None) -> int:
    """What does a composition say about some atoms, and nothing else? What is fixed, and what must go together.

    Exit status 1 if the composition is contradictory, so that everything follows from it.
    """
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), composition, about=about, most=limit, limits=limits))
    from antinomy.console.consequences import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    if answer.reason is not None:
        return UNDECIDED
    return ANSWERED if answer.consistent else OTHERWISE
