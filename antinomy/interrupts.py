"""Ctrl-C, from the first import to the last line: whenever it comes, what is printed is whole and true.

Before a question is asked it ends the program at once, with an answer that says so. While the
question is being asked it asks for what there is of an answer; a second time it ends that too.
Once the answer is being printed, it comes too late. A command that writes files and asks
nothing is interrupted as Python does it, so that it can clean up.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from logic.limits import Interruption

_STATUS: Final = 3
"""The exit status of what is undecided, as in `antinomy.commands.common`, which takes long to import."""


def gave_up(question: str, reason: str, *, as_json: bool) -> int:
    """Say that a question is undecided, where no answer could say it; the exit status."""
    if as_json:
        told = {"schema": 1, "question": question, "verdict": "undecided", "reason": reason}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    print(f"? undecided: {reason}", file=sys.stderr)  # noqa: T201 - whatever else prints may be what failed
    return _STATUS


def _end(question: str, *, as_json: bool) -> None:
    """End the program. Not by an exception, which could be lost on its way, or leave a library half made."""
    status = gave_up(question, "interrupted", as_json=as_json)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _before_any_command(_signal: int, _frame: FrameType | None) -> None:
    question = next((each for each in sys.argv[1:] if not each.startswith("-")), "")
    _end(question, as_json="--json" in sys.argv)


def expect() -> None:
    """Let Ctrl-C end the program with an answer, from here to the beginning of a command."""
    signal.signal(signal.SIGINT, _before_any_command)


@contextmanager
def listening(interruption: Interruption, question: str, *, as_json: bool) -> Iterator[None]:
    """While a question is being asked: Ctrl-C asks for what there is of an answer, if it has come so far."""

    def asked_to_stop(_signal: int, _frame: FrameType | None) -> None:
        if interruption.requested or not interruption.heard:
            _end(question, as_json=as_json)
        interruption.request()

    with _handling(asked_to_stop):
        yield


@contextmanager
def raising() -> Iterator[None]:
    """While files are being written: Ctrl-C is an exception, as usual in Python."""
    with _handling(signal.default_int_handler):
        yield


@contextmanager
def _handling(handler: Any) -> Iterator[None]:
    before = _handle(handler)
    try:
        yield
    finally:
        if before is _before_any_command:
            too_late()
        elif before is not None:
            _handle(before)


def too_late() -> None:
    """From here on the answer is being printed: Ctrl-C changes nothing any more."""
    _handle(signal.SIG_IGN)


def _handle(handler: Any) -> Any:
    """Install a handler; the one before it, or `None` outside of the main thread, where no signal arrives."""
    try:
        return signal.signal(signal.SIGINT, handler)
    except ValueError:
        return None
