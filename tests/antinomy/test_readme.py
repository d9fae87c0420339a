"""Everything that the README and the documentation show is run, and comes out as they show it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
_OUTPUT = re.compile(r"<!-- output -->\n```console\n(?P<shown>.*?)```", re.DOTALL)
_FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n```\n(?P<text>.*?)```", re.DOTALL)


def _run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "antinomy"
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "antinomy", *words[1:]], cwd=folder, env=environment, capture_output=True, check=False
    )
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines()) + "\n"


def _shown() -> list[str]:
    return [match["shown"] for match in _OUTPUT.finditer(README.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("shown", _shown(), ids=lambda shown: shown.splitlines()[0][:60])
def test_what_the_readme_shows_comes_out(shown: str, tmp_path: Path) -> None:
    for match in _FILE.finditer(README.read_text(encoding="utf-8")):
        (tmp_path / match["name"]).write_text(match["text"], encoding="utf-8")
    command, _, expected = shown.partition("\n")
    actual = _run(command.removeprefix("$ "), tmp_path)
    if os.environ.get("ANTINOMY_REWRITE"):
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(shown, f"{command}\n{actual}"), encoding="utf-8")
        return
    assert actual == expected


def test_the_python_example_prints_what_it_says() -> None:
    code = re.search(r"```python\n(?P<code>.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    done = subprocess.run([sys.executable, "-c", code["code"]], capture_output=True, check=True, text=True)
    expected = re.findall(r"#\s*(\S+)$", code["code"], re.MULTILINE)
    assert done.stdout.split() == expected


def test_the_two_commands_are_what_ci_runs() -> None:
    commands = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(commands) == 2
    assert commands[1].strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "path", re.findall(r"`((?:theories|docs|tests)/[\w./]*|[A-Z]+\.md)`", README.read_text("utf-8"))
)
def test_the_paths_that_the_readme_names_exist(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_example_of_the_language_page_holds(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    example = re.search(r"## A whole file\n\n```\n(?P<text>.*?)```", page, re.DOTALL)
    assert example is not None
    (tmp_path / "example.axioms").write_text(example["text"], encoding="utf-8")
    assert _run("antinomy prove example.axioms", tmp_path).startswith("2 claims: 2 hold")
