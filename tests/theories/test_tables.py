"""The library's verdicts: every theory on every policy, in the four settings, cell for cell."""

from __future__ import annotations

import pytest

from antinomy.console.verdict import SIGNS
from logic.answers.matrix import MatrixAnswer
from logic.answers.verdict import PolicyVerdict
from logic.evidence import Deduction
from logic.questions.common import Ready, prepare
from logic.questions.matrix import matrix
from logic.questions.verdict import Judge
from logic.support import supports
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.world import Model

THEORIES = (
    "realism",
    "structural_realism",
    "spiral_model",
    "defensive_realism",
    "offensive_realism",
    "offensive_realism_2001",
    "liberal_internationalism",
)

# A row is a policy, a column a theory in the order above: ✗ forbids, ! requires, · leaves open.
BARE = """
restraint                  · · · · · · ·
partial_restraint          · · · · · · ·
offshore_balancing         · · · · · · ·
offshore_balancing_applied · · · · · · ·
primacy                    · · · · · · ·
nato_enlargement           · · · · · · ·
liberal_hegemony           · · · · · · ·
concession                 · · · · · · ·
counter_escalation         · · · · · · ·
"""
PRUDENT = """
restraint                  · · · · · · ✗
partial_restraint          · · · · · · ✗
offshore_balancing         · · · · · · ·
offshore_balancing_applied · · · · · · ✗
primacy                    · · · ✗ · · ·
nato_enlargement           · · · ✗ · · !
liberal_hegemony           · · · ✗ · · ·
concession                 · · · · · · ✗
counter_escalation         · · · · · · ·
"""
RUSSIA_BIDS = """
restraint                  · · · · ✗ ✗ ✗
partial_restraint          · · · · ✗ ✗ ✗
offshore_balancing         · · · · · · ·
offshore_balancing_applied · · · · ✗ ✗ ✗
primacy                    · · · ✗ · · ·
nato_enlargement           · · · ✗ · · !
liberal_hegemony           · · · ✗ · · ·
concession                 · · · · · · ✗
counter_escalation         · · · · · · ·
"""
RUSSIA_BIDS_FOR_GAIN = """
restraint                  · · · · ✗ ✗ ✗
partial_restraint          · · · · ✗ ✗ ✗
offshore_balancing         · · · · · · ·
offshore_balancing_applied · · · · ✗ ✗ ✗
primacy                    · · · ✗ · · ·
nato_enlargement           · · · ✗ ! · !
liberal_hegemony           · · · ✗ · · ·
concession                 · · · · ✗ · ✗
counter_escalation         · · · · · · ·
"""
TABLES = {
    "bare": BARE,
    "prudent": PRUDENT,
    "russia_bids": RUSSIA_BIDS,
    "russia_bids_for_gain": RUSSIA_BIDS_FOR_GAIN,
}


VERDICTS: dict[str, PolicyVerdict] = {"✗": "forbids", "!": "requires", "·": "leaves_open"}


@pytest.mark.parametrize("setting", TABLES)
def test_the_verdicts_of_a_setting(setting: str) -> None:
    rows = {policy: signs for policy, *signs in map(str.split, TABLES[setting].strip().splitlines())}
    answer = matrix(Theory(Workspace()), THEORIES, tuple(rows), setting)
    assert isinstance(answer, MatrixAnswer)
    expected = {
        (theory, policy): sign for policy, row in rows.items() for theory, sign in zip(THEORIES, row, strict=True)
    }
    found = {(cell.theory, cell.policy): SIGNS[cell.verdict] for cell in answer.cells}
    assert len(found) == 63
    assert found == expected


@pytest.mark.parametrize("setting", TABLES)
def test_the_evidence_of_a_setting(setting: str) -> None:
    """A proof for each contradiction and requirement, accepted by the kernel, and an evaluated world for all else."""
    rows = {policy: signs for policy, *signs in map(str.split, TABLES[setting].strip().splitlines())}
    ready = prepare(Theory(Workspace()), [*([theory, setting] for theory in THEORIES), *([policy] for policy in rows)])
    assert isinstance(ready, Ready)
    judge = Judge(ready.engine())
    theories, policies = ready.composed.parts[: len(THEORIES)], ready.composed.parts[len(THEORIES) :]
    for policy, signs in zip(policies, rows.values(), strict=True):
        for theory, sign in zip(theories, signs, strict=True):
            found = [each.by for each in supports(judge, VERDICTS[sign], theory, policy)]
            assert sum(isinstance(by, Deduction) for by in found) == {"✗": 1, "·": 0}.get(sign, len(found) - 3)
            assert sum(isinstance(by, Model) for by in found) == {"✗": 2, "!": 3}.get(sign, 4)
