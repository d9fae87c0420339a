"""Writing files: what is written appears whole or not at all, and nothing is replaced unless that is asked for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from grammar.diagnostics import Diagnostic

_PERMISSIONS = 0o7777


def write(path: Path, text: str, *, replace: bool) -> Diagnostic | None:
    """Write a file beside the place where it goes, and put it there; what is wrong, if it could not be done.

    A file that is replaced keeps its permissions, and a link to it stays one. Nothing is changed
    where there is one and `replace` does not say so.
    """
    try:
        target = path.resolve() if replace else path
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_permissions(target))
            if replace:
                Path(name).replace(target)
            else:
                target.hardlink_to(name)
        finally:
            Path(name).unlink(missing_ok=True)
    except FileExistsError:
        return Diagnostic("E510", None, {"path": path.as_posix()})
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return Diagnostic("E508", None, {"path": path.as_posix(), "why": why})
    return None


def _permissions(target: Path) -> int:
    """Those of a file that is there; else what this process gives new files."""
    if target.exists():
        return target.stat().st_mode & _PERMISSIONS
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
