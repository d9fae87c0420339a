"""Certificates on disk: written whole or not at all, and over nothing that is none."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from grammar.diagnostics import Diagnostic
from proofs.certificate import FORMAT, Certificate, write

_BEGINS: Final = f'{{\n"format": "{FORMAT}"'.encode()


def save(path: Path, certificate: Certificate) -> Diagnostic | None:
    """Write a certificate; the fault that kept it from being written, if there was one."""
    try:
        if path.is_dir() or (path.exists() and not _is_certificate(path)):
            return Diagnostic("E509", None, {"path": path.as_posix()})
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(write(certificate).encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode(path))
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Diagnostic("E508", None, {"path": path.as_posix(), "why": why})
    return None


def _is_certificate(path: Path) -> bool:
    """Whether a file begins as certificates do."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(_BEGINS))
    return start == _BEGINS


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new one gets."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
