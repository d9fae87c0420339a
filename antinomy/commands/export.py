"""`antinomy export`."""

from __future__ import annotations

from pathlib import Path

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, PATH, UNDECIDED, Asked, asks
from antinomy.writing import write
from logic.answers.export import FORMS, ExportAnswer, Form
from logic.questions.export import export as ask


@click.command()
@click.argument("composition")
@click.option("--format", "form", type=click.Choice(FORMS), required=True, help="What to write it as.")
@click.option("--entails", "formula", metavar="FORMULA", help="Write whether, or why, this follows from it.")
@click.option("--output", "-o", type=PATH, metavar="FILE", help="Where to; by default to standard output.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@asks
def export(asked: Asked, composition: str, form: Form, formula: str | None, output: Path | None, force: bool) -> int:
    """Write a composition, or the proof that it is contradictory, for other programs.

    smtlib, tptp, dimacs and gcnf are the question; drat is a refutation of what dimacs writes;
    coq, lean and latex are a natural deduction. Exit status 1 if there is nothing to prove.
    """
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), composition, form, formula, limits))
    if output is not None and answer.text is not None:
        fault = write(output, answer.text, replace=force)
        if fault is not None:
            asked.refuse((fault,))
    asked.tell(answer, lambda told: _show(told, output))
    return {"exported": ANSWERED, "undecided": UNDECIDED}.get(answer.verdict, OTHERWISE)


def _show(answer: ExportAnswer, output: Path | None) -> None:
    if answer.text is not None and output is None:
        click.echo(answer.text, nl=False)
        return
    from antinomy.console.export import show  # noqa: PLC0415 - rich, which a file can do without

    show(answer, output)
