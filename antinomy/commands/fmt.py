"""`antinomy fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from antinomy.commands.common import ANSWERED, OTHERWISE, PATH, WRONG_INPUT, guarded
from antinomy.console.parts import show_diagnostics
from antinomy.formatting import format_paths


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--check", "check_only", is_flag=True, help="Change nothing; status 1 if something would be.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would be.")
@guarded
def fmt(paths: tuple[Path, ...], check_only: bool, diff: bool) -> int:
    """Write axiom files in their canonical form; comments are kept, and what they mean is unchanged."""
    changed, faults = format_paths(paths, write=not (check_only or diff), diff=diff)
    show_diagnostics(faults)
    if faults:
        return WRONG_INPUT
    return OTHERWISE if changed and (check_only or diff) else ANSWERED
