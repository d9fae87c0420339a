"""The command line. Commands translate: arguments into questions, answers into text or JSON and an exit status.

0 the question was answered, and for `check`, `entails` and `prove` the answer is consistent,
entailed, all hold; 1 it was answered the other way; 2 the input is wrong; 3 undecided within
the limits; 4 a fault of the program.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from grammar.diagnostics import Diagnostic
    from logic.solver import Limits
    from logic.theory import Theory

_Parameters = ParamSpec("_Parameters")
_Command = TypeVar("_Command", bound=Callable[..., Any])

ANSWERED, OTHERWISE, WRONG_INPUT, UNDECIDED, FAULT = range(5)

_PATH = click.Path(path_type=Path)
_FILES = click.option(
    "-f",
    "--file",
    "files",
    multiple=True,
    type=_PATH,
    metavar="PATH",
    help="A file or folder of axioms besides the library; - for standard input.",
)
_PATHS = click.argument("paths", nargs=-1, type=_PATH)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Give up after so long (of each claim, in `prove`).",
)
_MEMORY = click.option(
    "--memory", type=click.IntRange(min=16), metavar="MEGABYTES", help="Give up where Z3 would need more than this."
)


def _limited(command: _Command) -> _Command:
    """Add the options that every question to Z3 takes."""
    return _JSON(_TIMEOUT(_MEMORY(command)))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="antinomy", prog_name="antinomy", message="%(prog)s %(version)s")
def app() -> None:
    """Whether theories, policies and facts can all be true together, and which statements clash if not."""


class _Stop(Exception):  # noqa: N818 - not an error: a way to end a command with a status
    """End the command with a status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _guarded(command: Callable[_Parameters, int]) -> Callable[_Parameters, None]:
    """Turn what a command returns into its exit status, and what goes wrong into words."""

    @wraps(command)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> None:
        as_json = bool(kwargs.get("as_json"))
        try:
            status = command(*args, **kwargs)
        except _Stop as stop:
            status = stop.status
        except KeyboardInterrupt:
            status = _gave_up(command.__name__, "interrupted", as_json)
        except MemoryError:
            status = _gave_up(command.__name__, "out of memory", as_json)
        except BrokenPipeError:
            # Whoever reads has read enough; nothing more can be told them.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = ANSWERED
        click.get_current_context().exit(status)

    return run


def _gave_up(question: str, reason: str, as_json: bool) -> int:
    if as_json:
        _print_json({"schema": 1, "question": question, "verdict": "undecided", "reason": reason})
    print(f"? undecided: {reason}", file=sys.stderr)  # noqa: T201 - click may be what ran out of memory
    return UNDECIDED


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _load(files: Iterable[Path], question: str, as_json: bool) -> Theory:
    """The theory of the files given; faults in them end the command."""
    import antinomy  # noqa: PLC0415 - read when a command needs it, so that --help is quick
    from grammar.catalogue import severity  # noqa: PLC0415

    theory = antinomy.load(*files)
    if any(severity(fault) == "error" for fault in theory.workspace.diagnostics):
        _refuse(theory.workspace.diagnostics, question, as_json)
    return theory


def _refuse(faults: Iterable[Diagnostic], question: str, as_json: bool) -> None:
    """Print diagnostics, and end the command."""
    from antinomy.console import show_diagnostics  # noqa: PLC0415

    told = tuple(faults)
    if as_json:
        _print_json({"schema": 1, "question": question, "diagnostics": [diagnostic_json(each) for each in told]})
    show_diagnostics(told)
    raise _Stop(WRONG_INPUT)


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """The JSON form of a diagnostic."""
    from grammar.catalogue import catalogue, instead, says  # noqa: PLC0415

    entry = catalogue()[diagnostic.code]
    place: dict[str, Any] = {"file": None, "line": None, "column": None}
    if diagnostic.place is not None:
        line, column = diagnostic.place.source.position(diagnostic.place.span.start)
        place = {"file": diagnostic.place.source.name, "line": line, "column": column}
    words = {"says": says(diagnostic), "instead": instead(diagnostic)}
    return {"code": entry.code, "slug": entry.slug, "severity": entry.severity, **place, **words}


def _limits(timeout: float | None, memory: int | None) -> Limits:
    from logic.solver import Limits  # noqa: PLC0415

    return Limits(timeout, memory)


def _tell(answer: Any, question: str, as_json: bool, show: str) -> Any:
    """Print an answer, or refuse with its diagnostics; returns the answer."""
    if isinstance(answer, tuple):
        _refuse(answer, question, as_json)
    if as_json:
        from logic.answers import to_json  # noqa: PLC0415

        _print_json(to_json(answer))
    else:
        from antinomy import console  # noqa: PLC0415

        console.show_diagnostics(answer.warnings)
        getattr(console, show)(answer)
    return answer


@app.command()
@click.argument("composition")
@_FILES
@_limited
@_guarded
def check(composition: str, files: tuple[Path, ...], as_json: bool, timeout: float | None, memory: int | None) -> int:
    """Has a composition a world? Exit status 0 if it is consistent, 1 if contradictory."""
    limits = _limits(timeout, memory)
    theory = _load(files, "check", as_json)
    from logic.questions.check import check as ask  # noqa: PLC0415

    answer = _tell(ask(theory, composition, limits), "check", as_json, "show_check")
    return {"consistent": ANSWERED, "contradictory": OTHERWISE}.get(answer.verdict, UNDECIDED)


@app.command()
@click.argument("composition")
@click.argument("formula")
@_FILES
@_limited
@_guarded
def entails(
    composition: str, formula: str, files: tuple[Path, ...], as_json: bool, timeout: float | None, memory: int | None
) -> int:
    """Does a formula follow? Exit status 0 if it does, 1 if not, or only vacuously."""
    limits = _limits(timeout, memory)
    theory = _load(files, "entails", as_json)
    from logic.questions.entails import entails as ask  # noqa: PLC0415

    answer = _tell(ask(theory, composition, formula, limits), "entails", as_json, "show_entails")
    return {"entailed": ANSWERED, "undecided": UNDECIDED}.get(answer.verdict, OTHERWISE)


@app.command()
@click.argument("theory")
@click.argument("policy")
@_FILES
@_limited
@_guarded
def verdict(
    theory: str, policy: str, files: tuple[Path, ...], as_json: bool, timeout: float | None, memory: int | None
) -> int:
    """What does a theory say of a policy: requires, forbids, or leaves open?"""
    limits = _limits(timeout, memory)
    loaded = _load(files, "verdict", as_json)
    from logic.questions.verdict import verdict as ask  # noqa: PLC0415

    answer = _tell(ask(loaded, theory, policy, limits), "verdict", as_json, "show_verdict")
    return UNDECIDED if answer.verdict == "undecided" else ANSWERED


@app.command()
@click.option("--theory", "theories", multiple=True, required=True, metavar="T", help="A theory; may be repeated.")
@click.option("--policy", "policies", multiple=True, required=True, metavar="P", help="A policy; may be repeated.")
@click.option("--with", "shared", metavar="C", help="What joins every theory.")
@_FILES
@_limited
@_guarded
def matrix(
    theories: tuple[str, ...],
    policies: tuple[str, ...],
    shared: str | None,
    files: tuple[Path, ...],
    as_json: bool,
    timeout: float | None,
    memory: int | None,
) -> int:
    """What does every theory say of every policy?"""
    limits = _limits(timeout, memory)
    loaded = _load(files, "matrix", as_json)
    from antinomy.progress import progress_bar  # noqa: PLC0415
    from logic.questions.matrix import matrix as ask  # noqa: PLC0415

    with progress_bar("cells", len(theories) * len(policies)) as advance:
        found = ask(loaded, theories, policies, shared, limits=limits, progress=lambda _: advance())
    answer = _tell(found, "matrix", as_json, "show_matrix")
    return UNDECIDED if any(cell.verdict == "undecided" for cell in answer.cells) else ANSWERED


@app.command()
@_PATHS
@click.option("--all", "everything", is_flag=True, help="Show the claims that hold, too.")
@_limited
@_guarded
def prove(paths: tuple[Path, ...], everything: bool, as_json: bool, timeout: float | None, memory: int | None) -> int:
    """Do the claims hold? Exit status 0 if all do, 1 if some fail, 2 if some are in error, 3 if some are undecided."""
    import antinomy  # noqa: PLC0415
    from antinomy.progress import progress_bar  # noqa: PLC0415
    from logic.questions.prove import prove_all  # noqa: PLC0415

    theory = antinomy.load(*paths)
    with progress_bar("claims", None) as advance:
        answer = prove_all(theory, limits=lambda: _limits(timeout, memory), progress=lambda _: advance())
    _show_prove(answer, as_json, everything)
    faulty = any(_is_error(fault) for fault in answer.faults)
    if faulty or answer.count("error"):
        return WRONG_INPUT
    if answer.count("fails"):
        return OTHERWISE
    return UNDECIDED if answer.count("undecided") else ANSWERED


def _show_prove(answer: Any, as_json: bool, everything: bool) -> None:
    from antinomy import console  # noqa: PLC0415
    from grammar.diagnostics import ordered  # noqa: PLC0415

    in_error = (claim for claim in answer.claims if claim.outcome == "error")
    faults = ordered((*answer.faults, *(fault for claim in in_error for fault in claim.faults)))
    if as_json:
        from logic.answers import to_json  # noqa: PLC0415

        _print_json({**to_json(answer), "diagnostics": [diagnostic_json(fault) for fault in faults]})
        return
    console.show_diagnostics(faults)
    console.show_prove(answer, everything=everything)


def _is_error(fault: Diagnostic) -> bool:
    from grammar.catalogue import severity  # noqa: PLC0415

    return severity(fault) == "error"


@app.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH)
@click.option("--check", "check_only", is_flag=True, help="Change nothing; status 1 if something would be.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would be.")
@_guarded
def fmt(paths: tuple[Path, ...], check_only: bool, diff: bool) -> int:
    """Write axiom files in their canonical form; comments are kept, and what they mean is unchanged."""
    from antinomy.console import show_diagnostics  # noqa: PLC0415
    from antinomy.formatting import format_paths  # noqa: PLC0415

    changed, faults = format_paths(paths, write=not (check_only or diff), diff=diff)
    show_diagnostics(faults)
    if faults:
        return WRONG_INPUT
    return OTHERWISE if changed and (check_only or diff) else ANSWERED


@app.command()
@_PATHS
@_JSON
@_guarded
def lint(paths: tuple[Path, ...], as_json: bool) -> int:
    """What is wrong, or probably not meant, in axiom files? Exit status 0 if nothing is, 1 if there are warnings."""
    import antinomy  # noqa: PLC0415
    from antinomy.console import show_diagnostics  # noqa: PLC0415
    from grammar.diagnostics import ordered  # noqa: PLC0415
    from logic.lint import lint as ask  # noqa: PLC0415

    theory = antinomy.load(*paths)
    shelf = theory.workspace.given if paths else theory.workspace.library
    found = ordered(
        (*theory.workspace.diagnostics, *ask(theory, shelf.modules, folders=[path for path in paths if path.is_dir()]))
    )
    if as_json:
        _print_json({"schema": 1, "question": "lint", "diagnostics": [diagnostic_json(each) for each in found]})
    else:
        show_diagnostics(found)
        click.echo(f"{len(shelf.modules)} modules: {len(found)} findings")
    if any(_is_error(each) for each in found):
        return WRONG_INPUT
    return OTHERWISE if found else ANSWERED


@app.command()
@click.argument("name")
@_guarded
def code(name: str) -> int:
    """What a diagnostic's code means, with a wrong and a right example."""
    from grammar.catalogue import catalogue  # noqa: PLC0415

    entry = catalogue().get(name.upper())
    if entry is None:
        click.echo(f"there is no code {name}", err=True)
        return WRONG_INPUT
    click.echo(f"{entry.code} {entry.slug}: {entry.says}\n\n{entry.instead}")
    for title, example in (("Wrong", entry.wrong), ("Right", entry.right)):
        if example and len(example) < 2_000:  # noqa: PLR2004 - one example is long on purpose
            click.echo(f"\n{title}\n\n" + "".join(f"    {line}\n" for line in example.splitlines()), nl=False)
    return ANSWERED


def main() -> None:
    """Run the command; a fault of the program is told in one line, with its traceback if `ANTINOMY_DEBUG` is set."""
    # A command lives briefly and makes few cycles; looking for them among a million nodes costs more than it frees.
    gc.disable()
    try:
        app()
    except Exception as error:
        if os.environ.get("ANTINOMY_DEBUG"):
            raise
        print(  # noqa: T201
            f"antinomy: a fault of the program, not of your input: {type(error).__name__}: {error}\n"
            "Set ANTINOMY_DEBUG=1 and run it again to see where.",
            file=sys.stderr,
        )
        sys.exit(FAULT)
