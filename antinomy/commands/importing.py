"""`antinomy import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from antinomy.commands.common import ANSWERED, PATH, WRONG_INPUT, guarded
from antinomy.console.parts import show_diagnostics
from antinomy.writing import write
from grammar.diagnostics import Diagnostic
from grammar.dimacs import convert, problem_name
from grammar.files import name, read


@click.group()
def importing() -> None:
    """Make an axiom file of a problem in another form."""


@importing.command()
@click.argument("file", type=PATH)
@click.option("--output", type=PATH, metavar="FILE", help="Write here, where no file is yet; by default, print.")
@guarded
def dimacs(file: Path, output: Path | None) -> int:
    """A problem in DIMACS form: of a .cnf file a statement a clause, of a .gcnf file a statement a group."""
    source = read(file)
    if isinstance(source, Diagnostic):
        return _refused((source,))
    text = convert(source)
    if isinstance(text, tuple):
        return _refused(text)
    if output is None:
        sys.stdout.write(text)
        return ANSWERED
    fault = write(output, text, replace=False)
    if fault is not None:
        return _refused((fault,))
    click.echo(f"✓ {problem_name(source.name)} is in {name(output)}")
    return ANSWERED


def _refused(faults: tuple[Diagnostic, ...]) -> int:
    show_diagnostics(faults)
    return WRONG_INPUT
