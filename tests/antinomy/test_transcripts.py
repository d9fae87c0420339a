"""Commands and their answers, one a file; `ANTINOMY_REWRITE=1` writes the answers anew, to be read before kept.

The first line of a file is the command, the last its exit status; in between is what it printed.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from antinomy.cli import app

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))


def run(command: str) -> str:
    words = shlex.split(command)
    assert words[:2] == ["$", "antinomy"]
    done = CliRunner().invoke(app, words[2:], env={"COLUMNS": "100", "NO_COLOR": "1"}, catch_exceptions=False)
    printed = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    printed = re.sub(r'"seconds": [\d.e-]+', '"seconds": 0', printed)
    return f"{command}\n{printed}\n[{done.exit_code}]\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_command_answers(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    expected = file.read_text(encoding="utf-8")
    actual = run(expected.splitlines()[0])
    if os.environ.get("ANTINOMY_REWRITE"):
        file.write_text(actual, encoding="utf-8")
        return
    assert actual == expected
