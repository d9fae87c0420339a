"""`antinomy import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from antinomy.commands.common import ANSWERED, PATH, WRONG_INPUT, guarded
from antinomy.console.parts import show_diagnostics
from antinomy.writing import write
from grammar.diagnostics import Diagnostic
from grammar.dimacs import convert
from grammar.files import read


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
    text = (source,) if isinstance(source, Diagnostic) else convert(source)
    if isinstance(text, tuple):
        show_diagnostics(text)
        return WRONG_INPUT
    if output is None:
        sys.stdout.write(text)
        return ANSWERED
    fault = write(output, text, replace=False)
    if fault is not None:
        show_diagnostics((fault,))
        return WRONG_INPUT
    return ANSWERED
