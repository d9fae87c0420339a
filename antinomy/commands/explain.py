"""`antinomy explain`."""

from __future__ import annotations

from collections.abc import Callable

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, UNDECIDED, Asked, asks
from logic.answers.explain import ExplainAnswer
from logic.questions.explain import Subject
from logic.questions.explain import explain as ask
from proofs.narrate import Level


@click.command()
@click.argument("composition")
@click.option("--entails", "formula", metavar="FORMULA", help="Explain why a formula follows.")
@click.option("--policy", metavar="COMPOSITION", help="Explain what the composition says of a policy.")
@click.option("--brief", "level", flag_value="brief", help="The turning points only.")
@click.option("--full", "level", flag_value="full", help="Every step of the proof.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "latex"]),
    default="text",
    help="How it is laid out; Markdown and LaTeX are for quoting it elsewhere.",
)
@asks
def explain(
    asked: Asked, composition: str, formula: str | None, policy: str | None, level: Level | None, form: str
) -> int:
    """Why is a composition contradictory, or why does something follow? The argument, step by step, with its sources.

    Exit status 1 where there is nothing to explain.
    """
    if formula is not None and policy is not None:
        raise click.UsageError("either --entails or --policy, not both")
    subject = Subject(composition, formula, policy, level or "default")
    limits = asked.limits()
    answer = asked.accept(ask(asked.theory(), subject, limits))
    asked.tell(answer, _shower(form))
    if answer.verdict == "undecided" or any(not argument.steps for argument in answer.arguments):
        return UNDECIDED
    return ANSWERED if answer.arguments else OTHERWISE


def _shower(form: str) -> Callable[[ExplainAnswer], None]:
    """What shows an answer in a form; each is read only where it is wanted."""
    if form == "text":
        from antinomy.console.explain import show  # noqa: PLC0415 - rich, which the others can do without

        return show
    if form == "latex":
        from antinomy.formats.latex import latex  # noqa: PLC0415

        return lambda answer: click.echo(latex(answer), nl=False)
    from antinomy.formats.markdown import markdown  # noqa: PLC0415

    return lambda answer: click.echo(markdown(answer), nl=False)
