"""Formatting files in place: what could not be read is left alone."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from antinomy.writing import write as write_file
from grammar.diagnostics import Diagnostic
from grammar.files import STANDARD_INPUT, find, read
from grammar.format import format_source


def format_paths(paths: Iterable[Path], *, write: bool, diff: bool) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Format files and folders; whether anything differed from its canonical form, and what is wrong.

    Standard input goes to standard output, unless differences are asked for.
    """
    changed = False
    faults: list[Diagnostic] = []
    for path in _files(paths, faults):
        source = read(path)
        if isinstance(source, Diagnostic):
            faults.append(source)
            continue
        formatted = format_source(source)
        if isinstance(formatted, tuple):
            faults.extend(formatted)
            continue
        differs = (path == STANDARD_INPUT and formatted != source.text) or (
            path != STANDARD_INPUT and _differs(path, formatted)
        )
        changed = changed or differs
        if diff and differs:
            _show_difference(source.text, formatted, source.name)
        elif write and path == STANDARD_INPUT:
            sys.stdout.write(formatted)
        elif write and differs and (fault := write_file(path, formatted, replace=True)) is not None:
            faults.append(fault)
    return changed, tuple(faults)


def _files(paths: Iterable[Path], faults: list[Diagnostic]) -> Iterator[Path]:
    for path in paths:
        files = find(path)
        if isinstance(files, Diagnostic):
            faults.append(files)
        else:
            yield from files


def _differs(path: Path, formatted: str) -> bool:
    """Byte by byte, so that a byte order mark or another line end counts as a difference."""
    return path.read_bytes() != formatted.encode()


def _show_difference(before: str, after: str, name: str) -> None:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (formatted)"
    )
    for line in lines:
        sys.stdout.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
