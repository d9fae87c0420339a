"""`antinomy code`."""

from __future__ import annotations

import click

from antinomy.commands.common import ANSWERED, WRONG_INPUT, guarded
from grammar.catalogue import catalogue, instead, says
from grammar.diagnostics import Diagnostic

_LONGEST = 2_000
"""One example is long on purpose, and not shown."""


@click.command()
@click.argument("name")
@guarded
def code(name: str) -> int:
    """What a diagnostic's code means, with a wrong and a right example."""
    entry = next((each for each in catalogue().values() if name.upper() == each.code or name == each.slug), None)
    if entry is None:
        click.echo(f"there is no code {name}", err=True)
        return WRONG_INPUT
    general = Diagnostic(entry.code, None)
    click.echo(f"{entry.code} {entry.slug}: {says(general)}\n\n{instead(general)}")
    for title, example in (("Wrong", entry.wrong), ("Right", entry.right)):
        if example and len(example) < _LONGEST:
            click.echo(f"\n{title}\n\n" + "".join(f"    {line}\n" for line in example.splitlines()), nl=False)
    return ANSWERED
