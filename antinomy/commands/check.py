"""`antinomy check`."""

from __future__ import annotations

from pathlib import Path

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, PATH, UNDECIDED, WRONG_INPUT, Asked, Stop, asks
from logic.answers.check import CheckAnswer
from logic.questions.check import check as ask


@click.command()
@click.argument("composition")
@click.option(
    "--certificate",
    type=PATH,
    metavar="FILE",
    help="Write the statements as grounded, the verdict and its evidence to FILE, for `antinomy verify`.",
)
@asks
def check(asked: Asked, composition: str, certificate: Path | None) -> int:
    """Has a composition a world? Exit status 0 if it is consistent, 1 if contradictory."""
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), composition, limits))
    from antinomy.console.check import show  # noqa: PLC0415 - rich, which --json can do without

    asked.tell(answer, show)
    if certificate is not None:
        _certify(answer, certificate)
    return {"consistent": ANSWERED, "contradictory": OTHERWISE}.get(answer.verdict, UNDECIDED)


def _certify(answer: CheckAnswer, path: Path) -> None:
    """Write a certificate, or say on standard error why there is none."""
    from antinomy.certificates import save  # noqa: PLC0415 - hardly ever asked for
    from antinomy.console.parts import show_diagnostics  # noqa: PLC0415 - rich, which --json can do without
    from logic.certificates import check_certificate  # noqa: PLC0415 - likewise

    certificate = check_certificate(answer)
    if certificate is None:
        click.echo(f"no certificate: there is no evidence to put into {path}", err=True)
        return
    fault = save(path, certificate)
    if fault is not None:
        show_diagnostics([fault])
        raise Stop(WRONG_INPUT)
