"""`antinomy verify`. It imports neither Z3 nor the parser: what judges a certificate is in `proofs`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from proofs.certificate import Judged, Rejected, Verified
from proofs.certificate import verify as judge
from proofs.sealed import LARGEST, Unreadable

_ACCEPTED, _REFUSED, _UNREADABLE = range(3)
_OUTCOMES = {Verified: "accepted", Rejected: "refused", Unreadable: "unreadable"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def verify(file: Path, as_json: bool) -> None:
    """Does a certificate show what it says? Exit status 0 if it does, 1 if not, 2 if it cannot be read."""
    judged = _judged(file)
    if as_json:
        told = {"file": str(file), "outcome": _OUTCOMES[type(judged)], **asdict(judged)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _show(judged)
    sys.exit(_ACCEPTED if isinstance(judged, Verified) else _REFUSED if isinstance(judged, Rejected) else _UNREADABLE)


def _judged(file: Path) -> Judged:
    """What is to be said of a file; no more of it is read than a certificate may have."""
    try:
        with click.open_file(str(file), "rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as fault:
        return Unreadable(f"it cannot be opened: {fault.strerror or type(fault).__name__}")
    return judge(data)


def _show(judged: Judged) -> None:
    if not isinstance(judged, Verified):
        click.echo(f"{_OUTCOMES[type(judged)]}: {_printable(judged.reason)}")
        return
    click.echo(f"accepted: {judged.verdict} ({judged.question}, {len(judged.statements)} statements)")
    if judged.rests_on:
        click.echo(f"The proof rests on {_printable(', '.join(judged.rests_on))}.")
    click.echo("What remains to be trusted:")
    for trusted in judged.trusted:
        click.echo(f"- {trusted}")


def _printable(text: str) -> str:
    """What a terminal may be told, of a text that anyone may have written."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
