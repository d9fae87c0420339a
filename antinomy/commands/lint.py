"""`antinomy lint`."""

from __future__ import annotations

from pathlib import Path

import click

import antinomy
from antinomy.commands.common import (
    ANSWERED,
    OTHERWISE,
    WRONG_INPUT,
    diagnostic_json,
    guarded,
    is_error,
    json_option,
    paths_argument,
    print_json,
)
from antinomy.console.parts import show_diagnostics
from grammar.diagnostics import ordered
from logic.lint import lint as ask


@click.command()
@paths_argument
@json_option
@guarded
def lint(paths: tuple[Path, ...], as_json: bool) -> int:
    """What is wrong, or probably not meant, in axiom files? Exit status 0 if nothing is, 1 if there are warnings."""
    theory = antinomy.load(*paths)
    shelf = theory.workspace.given if paths else theory.workspace.library
    found = ordered(
        (*theory.workspace.diagnostics, *ask(theory, shelf.modules, folders=[path for path in paths if path.is_dir()]))
    )
    if as_json:
        print_json({"schema": 1, "question": "lint", "diagnostics": [diagnostic_json(each) for each in found]})
    else:
        show_diagnostics(found)
        click.echo(f"{len(shelf.modules)} modules: {len(found)} findings")
    if any(map(is_error, found)):
        return WRONG_INPUT
    return OTHERWISE if found else ANSWERED
