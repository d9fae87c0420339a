"""The same input gives the same bytes, but for `seconds`: whatever the hash seed, and the order of the files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from logic.workspace import LIBRARY

Command = Callable[..., Any]

EXAMPLE = Path(__file__).parent / "example.axioms"
OTHER = """
vocabulary rain "Rain"

atom rains "it rains"
atom pours "it pours"

theory umbrellas "Umbrellas" extends rain

axiom rains "It rains.": rains
axiom pours "If it rains, it pours.": if rains then pours

argument weather "Weather"

claim poured "It pours.": umbrellas entails pours
claim dry "It is dry.": umbrellas entails not rains
"""

HEADLINE = "offensive_realism + prudence + asia + restraint"
QUESTIONS = {
    "check contradictory": ["check", HEADLINE],
    "explain": ["explain", HEADLINE],
    "explain in LaTeX": ["explain", HEADLINE, "--full", "--format", "latex"],
    "check consistent": ["check", "offensive_realism + prudence + asia"],
    "contradictions": ["contradictions", f"{HEADLINE} + effects.enlargement_gains"],
    "repairs": ["repairs", HEADLINE, "--keep", "law,principle"],
    "variants": ["variants", "offensive_realism + prudence + asia", "--over", "axiom", "--with", "restraint"],
    "entails": ["entails", "offensive_realism", "for every s in State: maximizes_power(s)"],
    "verdict": ["verdict", "offensive_realism + prudence + asia", "restraint"],
    "interpolant": ["interpolant", "offensive_realism + russia_bids", "offshore_balancing_applied"],
    "audit": ["audit", "offensive_realism + prudence + effects.enlargement_gains", "--policy", "nato_enlargement"],
    "matrix": [
        *("matrix", "--theory", "defensive_realism", "--theory", "offensive_realism"),
        *("--policy", "primacy", "--policy", "restraint", "--with", "russia_bids"),
    ],
    "compare": ["compare", "defensive_realism", "offensive_realism"],
    "consequences": ["consequences", "offensive_realism + prudence + asia"],
    "worlds": ["worlds", "offensive_realism + prudence + asia", "--limit", "5"],
    "crux": ["crux", "offensive_realism + deontic + record", "partial_restraint"],
    "crux of a loss": ["crux", "offensive_realism + prudence + asia", "restraint"],
    "contrast": ["contrast", "defensive_realism + prudent", "offensive_realism + prudent", "primacy"],
    "prove": ["prove", str(LIBRARY / "arguments" / "mechanisation.axioms"), str(EXAMPLE)],
}
SEEDS = ("0", "1", "12345")

_SECONDS = re.compile(r'"seconds": [\d.e-]+|\([\d.]+ s\)')


def timeless(text: str) -> str:
    return _SECONDS.sub("(seconds)", text)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    other = tmp_path / "other.axioms"
    other.write_text(OTHER, encoding="utf-8")
    return EXAMPLE, other


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_same_bytes_under_every_hash_seed(name: str, process: Command) -> None:
    question = QUESTIONS[name]
    for form in ([], ["--json"]):
        ran = [process(*question, *form, PYTHONHASHSEED=seed) for seed in SEEDS]
        assert len({(each.status, timeless(each.out), each.err) for each in ran}) == 1
        assert ran[0].status in {0, 1}
        assert ran[0].out


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "prove"])
def test_the_order_of_the_files_changes_nothing(
    name: str, form: list[str], files: tuple[Path, Path], antinomy: Command
) -> None:
    there, back = ([part for path in order for part in ("-f", path)] for order in (files, files[::-1]))
    one, two = antinomy(*QUESTIONS[name], *form, *there), antinomy(*QUESTIONS[name], *form, *back)
    assert (one.status, timeless(one.out), one.err) == (two.status, timeless(two.out), two.err)


def test_the_order_of_the_files_does_not_change_what_is_proved(files: tuple[Path, Path], antinomy: Command) -> None:
    there, back = (antinomy("prove", "--json", *order).out for order in (files, files[::-1]))
    assert json.loads(there)["summary"] == {"holds": 3, "fails": 1, "undecided": 0, "error": 0}
    assert timeless(there) == timeless(back)


def test_a_question_asked_twice_in_one_process(antinomy: Command) -> None:
    one, two = (antinomy("check", HEADLINE, "--json") for _ in range(2))
    assert timeless(one.out) == timeless(two.out)


def test_what_is_left_out_of_the_comparison_is_there(antinomy: Command) -> None:
    answer = json.loads(antinomy("check", HEADLINE, "--json").out)
    assert list(answer)[-1] == "seconds"
    assert answer["seconds"] >= 0
