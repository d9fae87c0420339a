"""The command line: which commands there are. Each is in a file of `antinomy/commands/`, read when it is used."""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Final

import click

from antinomy.interrupts import expect

COMMANDS: Final = {
    "check": "Has a composition a world?",
    "contradictions": "Which minimal contradictions are there?",
    "repairs": "What could be given up?",
    "variants": "What do all the variants of a theory say, each of which keeps some of its statements?",
    "entails": "Does a formula follow?",
    "explain": "Why is a composition contradictory, or why does something follow?",
    "verdict": "What does a theory say of a policy: requires, forbids, or leaves open?",
    "matrix": "What does every theory say of every policy?",
    "interpolant": "On which proposition do a theory and a policy that it forbids part company?",
    "worlds": "Which distinct worlds does a composition leave possible?",
    "consequences": "What does a composition say about some atoms, and nothing else?",
    "compare": "Is one composition stronger than another, are they equivalent, incompatible, incomparable?",
    "crux": "Which premises turn a verdict, and which statements does it rest on?",
    "contrast": "Why do two theories differ on a policy, and what must the one take over to say what the other says?",
    "audit": "Which statements and atoms do no work, and what becomes of a verdict when a premise is reversed?",
    "prove": "Do the claims hold?",
    "verify": "Does a certificate show what it says?",
    "export": "Write a composition, or the proof that it is contradictory, for other programs.",
    "fmt": "Write axiom files in their canonical form; comments are kept, and what they mean is unchanged.",
    "import": "Make an axiom file of a problem in another form.",
    "lint": "What is wrong, or probably not meant, in axiom files?",
    "code": "What a diagnostic's code means, with a wrong and a right example.",
}
"""Each command and its first sentence, so that `--help` reads no more than this file."""

UNWRITTEN: Final = 3
FAULT: Final = 4


class _Commands(click.Group):
    """Commands that are imported when they are used: what one of them needs costs the others nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        if cmd_name not in COMMANDS:
            return None
        # One command has the name of a reserved word.
        name = "importing" if cmd_name == "import" else cmd_name
        command = getattr(import_module(f"antinomy.commands.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - likewise
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="antinomy", prog_name="antinomy", message="%(prog)s %(version)s")
def app() -> None:
    """Whether theories, policies and facts can all be true together, and which statements clash if not."""


def main() -> None:
    """Run the command; a fault of the program is told in one line, with its traceback if `ANTINOMY_DEBUG` is set."""
    expect()
    # A command lives briefly and makes few cycles; looking for them among a million nodes costs more than it frees.
    gc.disable()
    try:
        app()
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EIO}:
            raise
        print(f"antinomy: the answer could not be written: {error.strerror}", file=sys.stderr)  # noqa: T201
        # What is still to be written could not be either.
        os._exit(UNWRITTEN)
    except Exception as error:
        if os.environ.get("ANTINOMY_DEBUG"):
            raise
        print(  # noqa: T201
            f"antinomy: a fault of the program, not of your input: {type(error).__name__}: {error}\n"
            "Set ANTINOMY_DEBUG=1 and run it again to see where.",
            file=sys.stderr,
        )
        sys.exit(FAULT)
