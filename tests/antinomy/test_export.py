"""`antinomy export`: where the text goes, what is left alone, and what the documentation shows of it."""

from __future__ import annotations

import re
import shlex
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
EXAMPLE = Path(__file__).parent / "example.axioms"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
FORMS = ("smtlib", "tptp", "dimacs", "gcnf", "drat", "coq", "lean", "latex")
MARRIED = "power_politics + prudence + alliance + restraint"
ASKED = ("export", MARRIED, "-f", EXAMPLE, "--format")


def test_a_file_is_written_once(tmp_path: Path, antinomy: Command) -> None:
    path = tmp_path / "out.smt2"
    ran = antinomy(*ASKED, "smtlib", "--output", path)
    assert ran.status == 0
    assert ran.out.split()[1] == "written:"
    assert path.read_text(encoding="utf-8") == antinomy(*ASKED, "smtlib").out
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, antinomy: Command) -> None:
    path = tmp_path / "out.v"
    path.write_text("mine", encoding="utf-8")
    ran = antinomy(*ASKED, "coq", "--output", path)
    assert ran.status == 2
    assert "error E510" in ran.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced_if_that_is_asked_for(tmp_path: Path, antinomy: Command) -> None:
    path = tmp_path / "out.v"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o640)
    assert antinomy(*ASKED, "coq", "--output", path, "--force").status == 0
    assert "Theorem refutation" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_place_that_cannot_be_written(tmp_path: Path, antinomy: Command) -> None:
    ran = antinomy(*ASKED, "coq", "--output", tmp_path / "nowhere" / "out.v")
    assert ran.status == 2
    assert "error E508" in ran.err


def test_nothing_is_written_where_there_is_nothing_to_prove(tmp_path: Path, antinomy: Command) -> None:
    path = tmp_path / "out.v"
    assert antinomy("export", "alliance", "-f", EXAMPLE, "--format", "coq", "--output", path).status == 1
    assert not path.exists()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_whatever_the_hash_seed(form: str, process: Command) -> None:
    runs = {process(*ASKED, form, PYTHONHASHSEED=seed).out for seed in ("1", "2")}
    assert len(runs) == 1
    assert runs != {""}


# What the documentation shows

_SHOWN = re.compile(r"<!-- excerpt: (?P<command>[^\n]*) -->\n```\w*\n(?P<text>.*?)```", re.DOTALL)
EXCERPTS = [(match["command"], match["text"]) for match in _SHOWN.finditer(PAGE.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("command", "text"), EXCERPTS, ids=[command for command, _ in EXCERPTS])
def test_what_the_page_shows_comes_out(command: str, text: str, antinomy: Command) -> None:
    """Each excerpt stands in what its command prints; `…` stands for what is left out."""
    printed = antinomy(*shlex.split(command)[1:], "-f", EXAMPLE).out
    pattern = ".*?".join(re.escape(part) for part in text.split("…"))
    assert re.search(pattern, printed, re.DOTALL), printed[:2_000]


def test_the_page_shows_every_form() -> None:
    assert {shlex.split(command)[-1] for command, _ in EXCERPTS} == set(FORMS)


@pytest.mark.parametrize(("form", "suffix"), [("dimacs", "cnf"), ("gcnf", "gcnf")])
@pytest.mark.parametrize(("composition", "status"), [(MARRIED, 1), (f"{MARRIED} - frame", 0)])
def test_clauses_come_back_and_mean_the_same(  # noqa: PLR0913, PLR0917 - two tables, and what commands need
    form: str, suffix: str, composition: str, status: int, tmp_path: Path, antinomy: Command
) -> None:
    clauses, axioms = tmp_path / f"back.{suffix}", tmp_path / "back.axioms"
    assert antinomy("export", composition, "-f", EXAMPLE, "--format", form, "--output", clauses).status == 0
    assert antinomy("import", "dimacs", clauses, "--output", axioms).status == 0
    (name,) = re.findall(r"^theory (\w+)$", axioms.read_text(encoding="utf-8"), re.MULTILINE)
    ran = antinomy("check", name, "-f", axioms)
    assert ran.status == status
    if form == "gcnf" and status:
        assert "9 of its 9 statements" in ran.out  # group 0 is one
