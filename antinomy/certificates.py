"""Certificates on disk: written whole or not at all, and over nothing that is none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from antinomy.writing import write as write_file
from grammar.diagnostics import Diagnostic
from proofs.certificate import FORMAT, Certificate, write

_BEGINS: Final = f'{{\n"format": "{FORMAT}"'.encode()


def save(path: Path, certificate: Certificate) -> Diagnostic | None:
    """Write a certificate; the fault that kept it from being written, if there was one."""
    try:
        taken = path.is_dir() or (path.exists() and not _is_certificate(path))
    except (OSError, ValueError):
        taken = False  # what is wrong with the path is told by what tries to write there
    if taken:
        return Diagnostic("E509", None, {"path": path.as_posix()})
    return write_file(path, write(certificate), replace=True)


def _is_certificate(path: Path) -> bool:
    """Whether a file begins as certificates do."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(_BEGINS))
    return start == _BEGINS
