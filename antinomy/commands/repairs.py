"""`antinomy repairs`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, UNDECIDED, Asked, asks, limit_option
from antinomy.progress import counter
from logic.questions.repairs import repairs as ask


@click.command()
@click.argument("composition")
@limit_option
@click.option(
    "--keep",
    multiple=True,
    metavar="NAMES",
    help="Statements (`module.statement`), modules or layers that are not to be given up, with commas between them.",
)
@asks
def repairs(asked: Asked, composition: str, limit: int | None, keep: tuple[str, ...]) -> int:
    """What could be given up? All minimal repairs, smallest first, each with a world that it makes possible."""
    limits = asked.limits()
    theory = asked.theory()
    with counter("repairs so far") as found:
        answer = asked.accept(ask(theory, composition, limits, keep=keep, limit=limit, found=found))
    from antinomy.console.repairs import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return UNDECIDED if answer.reason is not None else ANSWERED
