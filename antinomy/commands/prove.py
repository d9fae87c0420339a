"""`antinomy prove`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import click

import antinomy
from antinomy.commands.common import (
    ANSWERED,
    OTHERWISE,
    PATH,
    UNDECIDED,
    WRONG_INPUT,
    Asked,
    asks,
    diagnostic_json,
    is_error,
    paths_argument,
    print_json,
)
from antinomy.progress import progress_bar
from antinomy.recording import RECORDED, record_all
from grammar.diagnostics import ordered
from logic.answers.common import to_json
from logic.answers.prove import ProveAnswer
from logic.questions.prove import prove_all


@click.command()
@paths_argument
@click.option("--all", "everything", is_flag=True, help="Show the claims that hold, too.")
@click.option(
    "--record",
    is_flag=False,
    flag_value=str(RECORDED),
    type=PATH,
    metavar="[DIR]",
    help="Write a certificate of each claim that holds and can have one, by default where the library's are kept.",
)
@partial(asks, files=False)
def prove(asked: Asked, paths: tuple[Path, ...], everything: bool, record: Path | None) -> int:
    """Do the claims hold? Exit status 0 if all do, 1 if some fail, 2 if some are in error, 3 if some are undecided."""
    if paths and record == RECORDED:
        raise click.UsageError("say where the certificates are to be kept: --record DIR")
    theory = antinomy.load(*paths)
    with progress_bar("claims", None) as advance:
        answer = prove_all(theory, limits=asked.limits, progress=lambda _: advance())
    faults = () if record is None else record_all(theory, answer, record, asked.limits)
    answer = replace(answer, faults=(*answer.faults, *faults))
    _show(answer, asked.as_json, everything)
    if any(map(is_error, answer.faults)) or answer.count("error"):
        return WRONG_INPUT
    if answer.count("fails"):
        return OTHERWISE
    return UNDECIDED if answer.count("undecided") else ANSWERED


def _show(answer: ProveAnswer, as_json: bool, everything: bool) -> None:
    in_error = (claim for claim in answer.claims if claim.outcome == "error")
    faults = ordered((*answer.faults, *(fault for claim in in_error for fault in claim.faults)))
    if as_json:
        print_json({**to_json(answer), "diagnostics": [diagnostic_json(fault) for fault in faults]})
        return
    from antinomy.console.parts import show_diagnostics  # noqa: PLC0415 - rich, which --json can do without
    from antinomy.console.prove import show  # noqa: PLC0415

    show_diagnostics(faults)
    show(answer, everything=everything)
