"""`antinomy worlds`."""

from __future__ import annotations

from pathlib import Path

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, PATH, UNDECIDED, Asked, about_option, asks
from logic.questions.worlds import MANY, judge_world
from logic.questions.worlds import worlds as ask


@click.command()
@click.argument("composition")
@click.option(
    "--limit", type=click.IntRange(min=1), default=MANY, metavar="N", help=f"Stop after so many; {MANY} by default."
)
@about_option
@click.option("--check", "given", type=PATH, metavar="FILE", help="Judge the world in this file instead, in JSON.")
@asks
def worlds(asked: Asked, composition: str, limit: int, about: str | None, given: Path | None) -> int:
    """Which distinct worlds does a composition leave possible? With --check, whether a world of yours is one.

    They are told apart by the atoms asked about, at the actual world and in scenarios, and by
    the obligations composed. Exit status 0; with --check, 1 if a statement is false in the world.
    """
    limits = asked.limits()
    if given is not None:
        return _judge(asked, composition, given)
    answer = asked.accept(ask(asked.theory(), composition, about=about, most=limit, limits=limits))
    from antinomy.console.worlds import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    return UNDECIDED if answer.reason is not None else ANSWERED


def _judge(asked: Asked, composition: str, given: Path) -> int:
    answer = asked.accept(judge_world(asked.theory(), composition, given))
    from antinomy.console.worlds import show_judged  # noqa: PLC0415 - likewise

    asked.tell(answer, show_judged)
    return OTHERWISE if answer.violated else ANSWERED
