"""`check --certificate` and `prove --record`: what they write is accepted, and nothing else is written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antinomy.recording import RECORDED
from logic.certificates import claim_certificate
from logic.limits import Limits
from logic.questions.prove import Claimed, claims_of
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.certificate import Verified, verify, write

Command = Callable[..., Any]

HEADLINE = "offensive_realism + prudence + effects.enlargement_gains + restraint"
EXAMPLE = """
theory t
atom p
atom q
axiom a: p
axiom b: if p then q
policy w extends t
prescription never: ought not p
argument said
claim so: t entails q
claim not_so: t does not entail not q
claim fails: t is contradictory
claim apart: t is independent
"""
WORKSPACE = Workspace()
CLAIMS = claims_of(WORKSPACE.library.modules)


def verified(path: Path) -> Verified:
    judged = verify(path.read_bytes())
    assert isinstance(judged, Verified), judged
    return judged


def test_a_contradiction_is_certified(antinomy: Command, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    assert antinomy("check", HEADLINE, "--certificate", path).status == 1
    judged = verified(path)
    assert (judged.question, judged.verdict, len(judged.statements)) == ("check", "contradictory", 11)
    assert set(judged.rests_on) == set(judged.statements)
    assert "gloss" in path.read_text(encoding="utf-8")


def test_a_world_is_certified(antinomy: Command, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    assert antinomy("check", "offensive_realism + prudence + asia", "--json", "--certificate", path).status == 0
    assert verified(path).verdict == "consistent"


def test_a_clausal_proof_is_certified(antinomy: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logic.evidence.refute", lambda *_, **__: None)
    path = tmp_path / "c.json"
    ran = antinomy("check", HEADLINE, "--certificate", path)
    assert "Clausal proof" in ran.out
    assert verified(path).verdict == "contradictory"


def test_a_certificate_is_replaced(antinomy: Command, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    antinomy("check", HEADLINE, "--certificate", path)
    path.chmod(0o600)
    assert antinomy("check", "restraint", "--certificate", path).status == 0
    assert verified(path).verdict == "consistent"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["c.json"]


@pytest.mark.parametrize("text", ["", "{}", "my notes", '{\n"format": "another"\n}\n'])
def test_nothing_else_is_written_over(text: str, antinomy: Command, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(text, encoding="utf-8")
    ran = antinomy("check", "restraint", "--certificate", path)
    assert ran.status == 2
    assert "error E509" in ran.err
    assert path.read_text(encoding="utf-8") == text


def test_a_folder_is_no_file(antinomy: Command, tmp_path: Path) -> None:
    assert "error E509" in antinomy("check", "restraint", "--certificate", tmp_path).err


def test_what_cannot_be_written(antinomy: Command, tmp_path: Path) -> None:
    ran = antinomy("check", "restraint", "--certificate", tmp_path / "nowhere" / "c.json")
    assert ran.status == 2
    assert "error E508" in ran.err


def test_what_is_undecided_has_no_certificate(antinomy: Command, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    ran = antinomy("check", HEADLINE, "--timeout", "0", "--certificate", path)
    assert ran.status == 3
    assert "no certificate" in ran.err
    assert not path.exists()


def test_the_same_bytes_whatever_the_hash_seed(process: Command, tmp_path: Path) -> None:
    written = []
    for seed in ("0", "1"):
        path = tmp_path / f"{seed}.json"
        process("check", HEADLINE, "--certificate", path, PYTHONHASHSEED=seed)
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_claims_are_recorded(antinomy: Command, tmp_path: Path) -> None:
    given = tmp_path / "mine.axioms"
    given.write_text(EXAMPLE, encoding="utf-8")
    folder = tmp_path / "kept"
    assert antinomy("prove", given, "--record", folder).status == 1
    assert sorted(path.name for path in folder.iterdir()) == ["said.not_so.json", "said.so.json"]
    assert verified(folder / "said.so.json").verdict == "entailed"
    assert verified(folder / "said.not_so.json").verdict == "not entailed"


def test_the_folder_of_the_library_is_for_the_library(antinomy: Command, tmp_path: Path) -> None:
    given = tmp_path / "mine.axioms"
    given.write_text(EXAMPLE, encoding="utf-8")
    ran = antinomy("prove", given, "--record")
    assert ran.status == 2
    assert not (RECORDED / "said.so.json").exists()


def test_a_folder_that_cannot_be_made(antinomy: Command, tmp_path: Path) -> None:
    given = tmp_path / "mine.axioms"
    given.write_text(EXAMPLE, encoding="utf-8")
    ran = antinomy("prove", given, "--record", given)
    assert ran.status == 2
    assert "error E508" in ran.err


def test_every_claim_that_can_be_is_recorded() -> None:
    told = {claim.name for claim in CLAIMS if claim.node.judgement.word not in {"independent", "equivalent"}}
    assert {path.stem for path in RECORDED.glob("*.json")} == told


@pytest.mark.parametrize("claim", CLAIMS[::12], ids=lambda claim: claim.name)
def test_what_is_recorded_is_what_is_found(claim: Claimed) -> None:
    certificate = claim_certificate(Theory(WORKSPACE), claim, Limits())
    assert certificate is not None
    assert (RECORDED / f"{claim.name}.json").read_text(encoding="utf-8") == write(certificate)
