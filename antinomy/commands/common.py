"""What commands share: options, reading files, saying answers, and ending with the right status.

0 the question was answered, and for `check`, `entails` and `prove` the answer is consistent,
entailed, all hold; 1 it was answered the other way, or does not arise; 2 the input is wrong;
3 undecided or incomplete within the limits; 4 a fault of the program.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

import antinomy
from antinomy.interrupts import gave_up, listening, raising, too_late
from grammar.diagnostics import Diagnostic
from logic.answers.common import SCHEMA, Answer, to_json
from logic.limits import Interruption, Limits
from logic.theory import Theory

_Answer = TypeVar("_Answer", bound=Answer)

ANSWERED, OTHERWISE, WRONG_INPUT, UNDECIDED = range(4)

PATH = click.Path(path_type=Path)
_FILES = click.option(
    "-f",
    "--file",
    "files",
    multiple=True,
    type=PATH,
    metavar="PATH",
    help="A file or folder of axioms besides the library; - for standard input.",
)
paths_argument = click.argument("paths", nargs=-1, type=PATH)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Give up after so long (of each claim, in `prove`).",
)
_MEMORY = click.option(
    "--memory", type=click.IntRange(min=16), metavar="MEGABYTES", help="Give up where Z3 would need more than this."
)
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Stop after so many; by default all are found."
)

about_option = click.option(
    "--about",
    metavar="ATOMS",
    help="Ask about these alone: atoms, whole families by name, `in s: p`, `ought p`; separated by commas or spaces.",
)


class Stop(Exception):  # noqa: N818 - not an error: a way to end a command with a status
    """End the command with a status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """A question as it came from the command line: what every command is told besides its own arguments."""

    question: str
    files: tuple[Path, ...]
    as_json: bool
    timeout: float | None
    memory: int | None
    interruption: Interruption

    def limits(self) -> Limits:
        """Limits that begin to count now; an interruption ends all of one command."""
        return Limits(self.timeout, self.memory, self.interruption)

    def theory(self) -> Theory:
        """The library and the files given; errors in these end the command."""
        theory = antinomy.load(*self.files)
        if any(map(is_error, theory.workspace.diagnostics)):
            self.refuse(theory.workspace.diagnostics)
        return theory

    def refuse(self, faults: Iterable[Diagnostic]) -> NoReturn:
        """Say what is wrong with the input, and end the command."""
        from antinomy.console.parts import show_diagnostics  # noqa: PLC0415 - rich, which --json can do without

        told = tuple(faults)
        if self.as_json:
            print_json(
                {"schema": SCHEMA, "question": self.question, "diagnostics": [diagnostic_json(each) for each in told]}
            )
        show_diagnostics(told)
        raise Stop(WRONG_INPUT)

    def accept(self, answer: _Answer | tuple[Diagnostic, ...]) -> _Answer:
        """The answer, if it is one; diagnostics end the command."""
        return self.refuse(answer) if isinstance(answer, tuple) else answer

    def tell(self, answer: _Answer, show: Callable[[_Answer], None]) -> None:
        """Say an answer, as JSON or as `show` lays it out."""
        too_late()
        if self.as_json:
            print_json(to_json(answer))
            return
        from antinomy.console.parts import show_diagnostics  # noqa: PLC0415 - likewise

        show_diagnostics(answer.warnings)
        show(answer)


def asks(command: Callable[..., int], *, files: bool = True) -> Callable[..., None]:
    """Make a command of a function that takes `Asked` first, and returns an exit status.

    It gets the options that every question to Z3 takes, and whatever goes wrong is put in words.
    """
    name = command.__name__.replace("_", "-")

    @wraps(command)
    def run(**given: Any) -> None:
        as_json, interruption = given.pop("as_json"), Interruption()
        asked = Asked(name, given.pop("files", ()), as_json, given.pop("timeout"), given.pop("memory"), interruption)
        with listening(interruption, name, as_json=as_json):
            status = _ended(lambda: command(asked, **given), name, as_json)
        click.get_current_context().exit(status)

    optioned = json_option(_TIMEOUT(_MEMORY(run)))
    return _FILES(optioned) if files else optioned


def guarded(command: Callable[..., int]) -> Callable[..., None]:
    """Make a command of a function that asks Z3 nothing, and returns an exit status."""

    @wraps(command)
    def run(**given: Any) -> None:
        with raising():
            status = _ended(lambda: command(**given), command.__name__, bool(given.get("as_json")))
        click.get_current_context().exit(status)

    return run


def _ended(command: Callable[[], int], question: str, as_json: bool) -> int:
    """The exit status of a command; what goes wrong is put in words."""
    try:
        return command()
    except Stop as stop:
        return stop.status
    except KeyboardInterrupt:
        return gave_up(question, "interrupted", as_json=as_json)
    except MemoryError:
        return gave_up(question, "out of memory", as_json=as_json)
    except BrokenPipeError:
        # Whoever reads has read enough; nothing more can be told them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED


def print_json(value: object) -> None:
    """Print JSON on standard output, whole."""
    too_late()
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def is_error(fault: Diagnostic) -> bool:
    """Whether a diagnostic is an error, and no warning."""
    from grammar.catalogue import severity  # noqa: PLC0415 - read only where something is wrong

    return severity(fault) == "error"


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """The JSON form of a diagnostic."""
    from grammar.catalogue import catalogue, instead, says  # noqa: PLC0415 - likewise

    entry = catalogue()[diagnostic.code]
    place: dict[str, Any] = {"file": None, "line": None, "column": None}
    if diagnostic.place is not None:
        line, column = diagnostic.place.source.position(diagnostic.place.span.start)
        place = {"file": diagnostic.place.source.name, "line": line, "column": column}
    words = {"says": says(diagnostic), "instead": instead(diagnostic)}
    return {"code": entry.code, "slug": entry.slug, "severity": entry.severity, **place, **words}
