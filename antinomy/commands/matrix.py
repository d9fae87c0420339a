"""`antinomy matrix`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, UNDECIDED, Asked, asks
from antinomy.progress import progress_bar
from logic.questions.matrix import matrix as ask


@click.command()
@click.option("--theory", "theories", multiple=True, required=True, metavar="T", help="A theory; may be repeated.")
@click.option("--policy", "policies", multiple=True, required=True, metavar="P", help="A policy; may be repeated.")
@click.option("--with", "shared", metavar="C", help="What joins every theory.")
@asks
def matrix(asked: Asked, theories: tuple[str, ...], policies: tuple[str, ...], shared: str | None) -> int:
    """What does every theory say of every policy?"""
    limits = asked.limits()
    theory = asked.theory()
    with progress_bar("cells", len(theories) * len(policies)) as advance:
        found = ask(theory, theories, policies, shared, limits=limits, progress=lambda _: advance())
    answer = asked.accept(found)
    from antinomy.console.matrix import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return UNDECIDED if any(cell.verdict == "undecided" for cell in answer.cells) else ANSWERED
