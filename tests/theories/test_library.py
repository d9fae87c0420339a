"""The library: no fault in it, every claim of it holds, and its bibliography is complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from pybtex.database import parse_file

from grammar import tree
from grammar.catalogue import severity
from grammar.files import read
from grammar.format import format_source
from grammar.span import Source
from logic.answers.check import CheckAnswer
from logic.answers.prove import ProveAnswer
from logic.questions.check import check
from logic.questions.prove import prove_all
from logic.theory import Theory
from logic.workspace import LIBRARY, Module, Workspace

HEADLINE = "offensive_realism + prudence + asia + restraint"

WORKSPACE = Workspace()
MODULES = WORKSPACE.library.modules
CONSISTENT = [module.name for module in MODULES if module.kind in {"theory", "policy", "case"}]


@pytest.fixture(scope="module")
def library() -> Theory:
    return Theory(WORKSPACE)


@pytest.fixture(scope="module")
def proved() -> ProveAnswer:
    return prove_all(Theory(Workspace()))


def cited(module: Module) -> set[str]:
    citing = (module.node.heading, *module.node.items)
    return {reference.key for each in citing for reference in getattr(each, "citation", ())}


def test_every_claim_holds(proved: ProveAnswer) -> None:
    culprits = [f"{claim.name} {claim.outcome}: {claim.why}" for claim in proved.claims if claim.outcome != "holds"]
    assert culprits == []
    assert len(proved.claims) >= 150


def test_the_files_of_the_claims_have_no_fault(proved: ProveAnswer) -> None:
    assert [fault for fault in proved.faults if severity(fault) == "error"] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_has_no_error(module: Module, library: Theory) -> None:
    assert WORKSPACE.faults(module) == ()
    assert [fault for fault in library.check_closure(module) if severity(fault) == "error"] == []


@pytest.mark.parametrize("name", CONSISTENT)
def test_each_theory_policy_and_case_is_consistent_by_itself(name: str, library: Theory) -> None:
    answer = check(library, name)
    assert isinstance(answer, CheckAnswer)
    assert answer.verdict == "consistent"


def test_each_file_is_named_after_a_module() -> None:
    for file in WORKSPACE.library.files:
        stem = file.source.name.rpartition("/")[2].removesuffix(".axioms")
        assert stem in {module.node.heading.name.text for module in MODULES}


def test_the_headline_has_one_contradiction_of_eighteen_statements(library: Theory) -> None:
    answer = check(library, HEADLINE)
    assert isinstance(answer, CheckAnswer)
    assert answer.verdict == "contradictory"
    assert answer.contradiction is not None
    assert len(answer.contradiction.statements) == 18
    assert answer.contradiction.smallest
    assert answer.contradiction.only
    assert set(answer.alone.values()) == {"consistent"}


def test_each_member_of_it_repairs_it(library: Theory) -> None:
    answer = check(library, HEADLINE)
    assert isinstance(answer, CheckAnswer)
    assert answer.contradiction is not None
    for name in answer.contradiction.names:
        repaired = check(library, f"{HEADLINE} - {name}")
        assert isinstance(repaired, CheckAnswer)
        assert repaired.verdict == "consistent", name


def test_every_key_cited_is_in_the_bibliography_and_every_work_in_it_is_cited() -> None:
    keys = set(parse_file(LIBRARY / "references.bib").entries.keys())
    assert set().union(*map(cited, MODULES)) == keys


def test_statements_are_told_in_words() -> None:
    silent = [
        f"{module.name}.{item.name.text}"
        for module in MODULES
        for item in module.node.items
        if isinstance(item, tree.Statement | tree.Claim) and not item.gloss
    ]
    assert silent == []


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.axioms")), ids=lambda path: path.stem)
def test_each_file_is_in_canonical_form(path: Path) -> None:
    source = read(path)
    assert isinstance(source, Source)
    assert format_source(source) == source.text
