"""The command, run in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner

from antinomy.cli import app


@dataclass(frozen=True)
class Ran:
    """What became of a command."""

    status: int
    out: str
    err: str


Command: TypeAlias = Callable[..., Ran]


@pytest.fixture
def antinomy() -> Command:
    """Run the command in this process: quick. What it raises is raised."""

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, [str(each) for each in arguments], stdin, catch_exceptions=False)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def process() -> Command:
    """Run the command in a process of its own, as a user does, with some variables set or, if `None`, unset."""

    def run(*arguments: str | Path, stdin: str | None = None, **variables: str | None) -> Ran:
        unset = {"FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE", "ANTINOMY_DEBUG"}
        plain = {name: value for name, value in os.environ.items() if name not in unset}
        given = {name: value for name, value in variables.items() if value is not None}
        done = subprocess.run(
            [sys.executable, "-m", "antinomy", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**plain, "PYTHONIOENCODING": "utf-8", **given},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
