"""The library's evidence: proofs that the kernel accepts, worlds that the evaluator does, for every claim."""

from __future__ import annotations

import pytest

from logic.answers.check import CheckAnswer
from logic.claimed import claim_supports
from logic.evidence import Deduction
from logic.limits import Limits
from logic.questions.check import check
from logic.questions.prove import Claimed, claims_of
from logic.support import Support
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.formula import FALSE
from proofs.kernel import Accepted, judge
from proofs.world import Model

WORKSPACE = Workspace()
EUROPE = (
    "offensive_realism + prudence + asia + europe.russia_capable + europe.europe_cannot_contain + partial_restraint"
)
CLAIMS = claims_of(WORKSPACE.library.modules)


@pytest.fixture(scope="module")
def library() -> Theory:
    return Theory(WORKSPACE)


def stands(support: Support) -> bool:
    """Whether a proof is accepted, or a world is one in which all is true."""
    if isinstance(support.by, Deduction):
        assert tuple(line.formula for line in support.by.proof.assumes) == support.assumed
        return isinstance(judge(support.by.proof, support.problem, FALSE), Accepted)
    model = support.by
    assert isinstance(model, Model), "nothing in the library is too large for natural deduction"
    true = all(model.holds(formula) for formula in support.assumed)
    return true and not list(model.faults()) and not model.violated(support.problem.statements)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_a_claim_has_its_evidence(claim: Claimed, library: Theory) -> None:
    found = claim_supports(library, claim, Limits())
    assert found
    assert all(map(stands, found))
    proofs = sum(isinstance(each.by, Deduction) for each in found)
    word = claim.node.judgement.word
    assert (proofs > 0) == (word in {"contradictory", "entails", "requires", "forbids", "equivalent"})


@pytest.mark.parametrize(
    ("composition", "statements", "most"),
    [
        (EUROPE, 18, 84),
        ("offensive_realism + prudence + asia + restraint", 18, 84),
        ("offensive_realism + prudence + effects.enlargement_gains + restraint", 11, 39),
    ],
)
def test_a_contradiction_is_one_short_line_of_argument(
    composition: str, statements: int, most: int, library: Theory
) -> None:
    answer = check(library, composition)
    assert isinstance(answer, CheckAnswer)
    assert answer.contradiction is not None
    found = answer.contradiction.proof
    assert isinstance(found, Deduction)
    assert found.steps <= most
    lines = list(found.proof.walk())
    assert {line.statement for line in lines if line.statement} == set(answer.contradiction.names)
    assert len(answer.contradiction.names) == statements
    # One ideal world is spoken of, what is affirmed is taken further, and nothing is supposed.
    assert [line.rule for line in lines if line.boxes] == ["ideal"]
    assert not {line.rule for line in lines} & {"modus_tollens", "assumption", "double_negation"}
    assert not [line.rule for line in lines if line.rule.startswith("not_")]
