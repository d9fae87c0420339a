"""From paths to source texts: the only place of this room that reads the user's files.

A text comes out without a byte order mark and with every line ended by a line feed alone,
however its file was saved: lines and columns are right, and one text is the same text everywhere.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from grammar.diagnostics import Diagnostic
from grammar.span import Source

SUFFIX: Final = ".axioms"

LIMIT: Final = 64 << 20
"""The most bytes that are read of one file."""

STANDARD_INPUT: Final = Path("-")
"""The path that stands for standard input."""

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def find(path: Path) -> tuple[Path, ...] | Diagnostic:
    """The axiom files that a path stands for.

    A file is given as it is, whatever its name. A folder stands for the files in it, and in its folders, that end in
    `.axioms`, in order of name; what is hidden is left out, and so is a link that leads
    out of the folder. Folders that are links are not entered, so that none is entered twice.
    """
    if path == STANDARD_INPUT:
        return (path,)
    mode = _mode(path)
    if isinstance(mode, Diagnostic):
        return mode
    if stat.S_ISREG(mode):
        return (path,)
    if not stat.S_ISDIR(mode):
        return _fault("E502", path, what="a device or a pipe")
    try:
        files = sorted(_below(path), key=lambda file: file.parts)
    except OSError as error:
        return _fault("E503", Path(error.filename or path), why=_why(error))
    return tuple(files) or _fault("E506", path)


def read(path: Path) -> Source | Diagnostic:
    """The text of a file, `-` for standard input; its name is the path as it was given."""
    try:
        if path == STANDARD_INPUT:
            data = _head(sys.stdin.buffer) if sys.stdin is not None else b""
        else:
            mode = _mode(path)
            if isinstance(mode, Diagnostic):
                return mode
            if not stat.S_ISREG(mode):
                return _fault("E502", path, what="a folder" if stat.S_ISDIR(mode) else "a device or a pipe")
            with path.open("rb") as file:
                data = _head(file)
    except OSError as error:
        return _fault("E503", path, why=_why(error))
    return _text(path, data)


def name(path: Path) -> str:
    """How a path is spoken of, on every system alike."""
    if path == STANDARD_INPUT:
        return "<stdin>"
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _head(file: BinaryIO) -> bytes:
    """All that will be read, and one byte more if there is more."""
    return file.read(LIMIT + 1)


def _text(path: Path, data: bytes) -> Source | Diagnostic:
    if len(data) > LIMIT:
        return _fault("E505", path, limit=str(LIMIT))
    if not data.startswith(_UTF_16) and (nul := data.find(b"\0")) >= 0:
        return _fault("E507", path, offset=str(nul))
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _fault("E504", path, offset=str(error.start), line=str(line))
    return Source(name(path), text.replace("\r\n", "\n").replace("\r", "\n"))


def _mode(path: Path) -> int | Diagnostic:
    """What kind of thing a path leads to."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            return _fault("E503", path, why="it is a link to nothing")
        return _fault("E501", path)
    except OSError as error:
        return _fault("E503", path, why=_why(error))
    except ValueError:
        # No path can hold a NUL character.
        return _fault("E501", path)


def _below(folder: Path) -> Iterator[Path]:
    """The axiom files in a folder and its folders, in no order; raises `OSError` where one cannot be read."""
    root = folder.resolve()
    folders, links, found = [folder], [], set()
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                path = Path(entry.path)
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif entry.name.endswith(SUFFIX) and entry.is_symlink():
                    links.append(path)
                elif entry.name.endswith(SUFFIX) and entry.is_file(follow_symlinks=False):
                    found.add(path.resolve())
                    yield path
    for link in sorted(links):
        target = Path(os.path.realpath(link))
        if target.is_file() and target.is_relative_to(root) and target not in found:
            found.add(target)
            yield link


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _fault(code: str, path: Path, **arguments: str) -> Diagnostic:
    return Diagnostic(code, None, {"path": name(path), **arguments})
