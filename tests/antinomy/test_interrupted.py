"""Ctrl-C and time limits at any moment: what is printed is well formed, and says truly how far it got.

Nothing here asserts how far that is: a moment may fall before the question, into it, or after.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antinomy.cli import COMMANDS

Command = Callable[..., Any]

HEADLINE = "offensive_realism + prudence + asia + restraint"
THEORY = "offensive_realism + prudence + asia"


def hard(atoms: int, clauses: int) -> str:
    """A theory with more contradictions than could be listed in a lifetime."""
    dice = random.Random(3)  # noqa: S311 - reproducible, and no secret
    lines = [
        "theory hard",
        *(f"atom p{i}" for i in range(atoms)),
        "policy easy extends hard",
        "prescription a: ought p0",
    ]
    lines[-2:-2] = [
        f"axiom c{at}: {' or '.join(('not ' if dice.random() < 0.5 else '') + f'p{each}' for each in chosen)}"
        for at, chosen in enumerate(dice.sample(range(atoms), 3) for _ in range(clauses))
    ]
    return "\n".join(lines) + "\n"


QUESTIONS = {
    "check": ["check", HEADLINE],
    "check of much": ["check", "hard", "-f", "{hard}"],
    "contradictions": ["contradictions", HEADLINE],
    "contradictions without end": ["contradictions", "hard", "-f", "{hard}"],
    "repairs": ["repairs", HEADLINE],
    "repairs without end": ["repairs", "hard", "-f", "{hard}"],
    "variants": ["variants", THEORY, "--over", "axiom,law", "--with", "restraint"],
    "entails": ["entails", THEORY, "maximizes_power(US)"],
    "verdict": ["verdict", THEORY, "restraint"],
    "matrix": ["matrix", "--theory", "realism", "--theory", THEORY, "--policy", "restraint", "--policy", "primacy"],
    "crux": ["crux", "offensive_realism + deontic + record", "partial_restraint"],
    "contrast": ["contrast", "defensive_realism + prudent", "offensive_realism + prudent", "primacy"],
    "interpolant": ["interpolant", THEORY, "restraint"],
    "worlds": ["worlds", THEORY],
    "consequences": ["consequences", THEORY],
    "compare": ["compare", "defensive_realism", "offensive_realism"],
    "audit": ["audit", THEORY],
    "explain": ["explain", HEADLINE],
    "prove": ["prove"],
}


@pytest.fixture(scope="module")
def hard_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hard") / "hard.axioms"
    path.write_text(hard(30, 200), encoding="utf-8")
    return path


def told(status: int, out: str, err: str) -> dict[str, Any]:
    """The one JSON object that was printed, which fits the exit status; never a traceback."""
    assert "Traceback" not in err
    assert status in {0, 1, 3}, err
    answer = json.loads(out)
    assert isinstance(answer, dict)
    assert answer["schema"] == 1
    assert ("reason" in answer or answer.get("summary", {}).get("undecided", 0) > 0) == (status == 3)
    if "complete" in answer and status == 3:
        assert answer["complete"] is False
    return answer


def interrupted(arguments: list[str], delay: float) -> tuple[int, str, str]:
    """Run the command, and send it Ctrl-C after some seconds, unless it has ended by then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "antinomy", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    try:
        out, err = process.communicate(timeout=delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_every_question_is_asked_here() -> None:
    asked = {question[0] for question in QUESTIONS.values()}
    assert set(COMMANDS) - asked <= {"fmt", "import", "export", "lint", "code", "verify"}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("name", QUESTIONS)
def test_an_interruption(name: str, hard_file: Path) -> None:
    arguments = [part.format(hard=hard_file) for part in QUESTIONS[name]]
    delay = random.Random(name).uniform(0.2, 1.5)  # noqa: S311 - reproducible, and no secret
    answer = told(*interrupted([*arguments, "--json"], delay))
    assert answer["question"] == arguments[0]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_time_limit(name: str, hard_file: Path, antinomy: Command) -> None:
    arguments = [part.format(hard=hard_file) for part in QUESTIONS[name]]
    for seconds in ("0", "0.1"):
        ran = antinomy(*arguments, "--json", "--timeout", seconds)
        answer = told(ran.status, ran.out, ran.err)
        if answer.get("reason") is not None:
            assert answer["reason"] == "time limit"


def test_what_was_found_before_a_time_limit_is_kept(hard_file: Path, process: Command) -> None:
    ran = process("contradictions", "hard", "-f", hard_file, "--timeout", "1.5", "--json")
    answer = told(ran.status, ran.out, ran.err)
    assert ran.status == 3
    assert answer["complete"] is False
    assert answer["contradictions"]


def test_contradictions_stream_where_they_are_many(hard_file: Path, process: Command) -> None:
    ran = process("contradictions", "hard", "-f", hard_file, "--timeout", "2.5")
    assert ran.status == 3
    assert ran.out.startswith("Contradictions, as they are found:\n  hard.c")
    assert "? incomplete (time limit): " in ran.out
