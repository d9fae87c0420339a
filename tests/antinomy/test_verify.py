"""`antinomy verify`: what it says of certificates, good and bad, and that it needs neither Z3 nor the parser."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from antinomy.cli import app
from proofs.certificate import TRUSTED, Certificate, write
from proofs.samples import PROBLEM, SAID, SAMPLES
from proofs.world import Statement

GOOD = Certificate(PROBLEM, "check", "contradictory", proofs=(SAMPLES["ponens"],))
ODD = "t.\x1b[31m\nred"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "certificate.json"
    path.write_text(write(GOOD), encoding="utf-8", newline="")
    return path


def run(*arguments: str | Path) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["verify", *map(str, arguments)])
    return ran.exit_code, ran.stdout


def test_what_shows_what_it_says_is_accepted(file: Path) -> None:
    status, told = run(file)
    assert status == 0
    assert told.splitlines() == [
        f"accepted: contradictory (check, {len(SAID)} statements)",
        "The proof rests on t.if, t.p, t.not_q.",
        "What remains to be trusted:",
        *(f"- {each}" for each in TRUSTED),
    ]


def test_what_does_not_is_refused(file: Path) -> None:
    file.write_text(write(replace(GOOD, verdict="consistent")), encoding="utf-8", newline="")
    assert run(file) == (1, "refused: the evidence is not of the kind that shows such a verdict\n")
    file.write_text(write(GOOD).replace("t.not_q", "t.other_q"), encoding="utf-8", newline="")
    assert run(file) == (1, "refused: the digest is not that of what it says\n")


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("Once upon a time", encoding="utf-8")
    for path, why in (
        (tmp_path / "text", "no JSON"),
        (tmp_path / "none", "cannot be opened"),
        (tmp_path, "cannot be opened"),
    ):
        status, told = run(path)
        assert status == 2
        assert told.startswith("unreadable: ")
        assert why in told


def test_json(file: Path) -> None:
    status, told = run(file, "--json")
    answer = json.loads(told)
    assert (status, answer["outcome"], answer["verdict"]) == (0, "accepted", "contradictory")
    assert list(answer) == ["file", "outcome", "question", "verdict", "statements", "rests_on", "trusted"]
    file.write_text("{}", encoding="utf-8")
    status, told = run(file, "--json")
    assert (status, json.loads(told)["outcome"]) == (1, "refused")


def test_a_certificate_cannot_write_to_the_terminal(file: Path) -> None:
    p, way, not_q = (
        Statement(ODD if n == "t.p" else n, SAID[n].layer, SAID[n].body) for n in ("t.p", "t.if", "t.not_q")
    )
    lines = tuple(
        replace(line, statement=ODD if line.statement == "t.p" else line.statement) for line in SAMPLES["ponens"].lines
    )
    certificate = Certificate(
        replace(PROBLEM, statements=(p, way, not_q)),
        "check",
        "contradictory",
        proofs=(replace(SAMPLES["ponens"], lines=lines),),
    )
    file.write_text(write(certificate), encoding="utf-8", newline="")
    status, told = run(file)
    assert status == 0
    assert "\x1b" not in told
    assert len(told.splitlines()) == 6


def test_neither_z3_nor_the_parser_is_imported(file: Path) -> None:
    program = (
        "import sys\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in {'z3', 'lark', 'logic', 'grammar', 'rich'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Wall())\n"
        "from antinomy.cli import app\n"
        "app()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "verify", str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("accepted")
