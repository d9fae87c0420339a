"""The library before other judges: what is decided here is decided alike by programs that know nothing of ours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from logic.answers.export import Form
from logic.engine import Clash, Engine
from logic.evidence import Deduction, problem_of
from logic.questions.common import Ready, contradiction, prepare
from logic.questions.export import export
from logic.questions.prove import Claimed, claims_of
from logic.questions.verdict import Judge
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.export.coq import batch
from proofs.export.smtlib import smtlib
from proofs.export.tptp import tptp
from proofs.formula import Formula
from proofs.proof import Problem, Proof, opposite

Tool = Callable[[str], str]
SETTINGS = ("bare", "prudent", "russia_bids", "russia_bids_for_gain")
THEORIES = (
    "realism",
    "structural_realism",
    "spiral_model",
    "defensive_realism",
    "offensive_realism",
    "offensive_realism_2001",
    "liberal_internationalism",
)
POLICIES = (
    "restraint",
    "partial_restraint",
    "offshore_balancing",
    "offshore_balancing_applied",
    "primacy",
    "nato_enlargement",
    "liberal_hegemony",
    "concession",
    "counter_escalation",
)
CORE = "(get-unsat-core) ; an error where the answer is sat\n"


@pytest.fixture(scope="module")
def library() -> Theory:
    return Theory(Workspace())


# Every cell of the four tables


@dataclass(frozen=True)
class Asked:
    """A question that a verdict rests on: statements, one that is denied, if one is, and whether there is a model."""

    problem: Problem
    assumes: tuple[Formula, ...]
    consistent: bool


class Listening(Judge):
    """A judge that remembers what it asked."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.denied: dict[int, int] = {}
        self.asked: dict[tuple[tuple[int, ...], int], bool] = {}

    def denial(self, prescription: int) -> int:
        literal = super().denial(prescription)
        self.denied[literal] = prescription
        return literal

    def consistent(self, indices: Iterable[int], assuming: int = 0) -> bool:
        answer = super().consistent(indices, assuming)
        self.asked[tuple(sorted(set(indices))), assuming] = answer
        return answer

    def questions(self) -> Iterator[Asked]:
        for (indices, assuming), answer in self.asked.items():
            assumes: tuple[Formula, ...] = ()
            if assuming:
                body = self.engine.statements[self.denied[assuming]].body
                assert isinstance(body, Formula)
                assumes = (opposite(body),)
            yield Asked(problem_of(self.engine.grounded, indices, assumes), assumes, answer)


def questions(library: Theory, setting: str) -> list[Asked]:
    """All that the verdicts of a table rest on, each once."""
    rows = [[theory, setting] for theory in THEORIES]
    ready = prepare(library, [*rows, *([policy] for policy in POLICIES)])
    assert isinstance(ready, Ready)
    judge = Listening(ready.engine())
    theories, policies = ready.composed.parts[: len(THEORIES)], ready.composed.parts[len(THEORIES) :]
    for theory in theories:
        for policy in policies:
            judge.verdict(theory, policy)
    return list(judge.questions())


def by_cvc5(asked: Sequence[Asked], cvc5: str) -> list[bool]:
    """What cvc5 says, of all in one go."""
    texts = [smtlib(each.problem, each.assumes).replace(CORE, "") for each in asked]
    script = "\n(reset)\n".join(texts)
    done = subprocess.run([cvc5, "--incremental"], input=script, capture_output=True, check=True, text=True)
    return [{"sat": True, "unsat": False}[word] for word in done.stdout.split()]


def by_eprover(asked: Asked, eprover: str) -> bool:
    text = tptp(asked.problem, asked.assumes)
    done = subprocess.run([eprover, "--auto", "-s"], input=text, capture_output=True, check=False, text=True)
    status = re.search(r"SZS status (\w+)", done.stdout)
    assert status is not None, done.stdout
    verdicts = {"Satisfiable": True, "CounterSatisfiable": True}
    return {**verdicts, "Unsatisfiable": False, "Theorem": False, "ContradictoryAxioms": False}[status[1]]


@pytest.mark.parametrize("setting", SETTINGS)
def test_cvc5_and_eprover_agree_with_every_verdict_of_a_table(library: Theory, setting: str, tool: Tool) -> None:
    """A verdict is what up to four of these questions make of it: none of them is answered otherwise."""
    asked = questions(library, setting)
    assert len(asked) > 100
    expected = [each.consistent for each in asked]
    assert by_cvc5(asked, tool("cvc5")) == expected
    assert [by_eprover(each, tool("eprover")) for each in asked] == expected


# Every refutation of the claims


def ready_for(library: Theory, claim: Claimed) -> Ready:
    judgement, source = claim.node.judgement, claim.module.source
    sides = [side for side in (judgement.subject, judgement.other) if side is not None]
    texts = [source.text[side.start : side.end] for side in sides]
    formulas = [(judgement.formula, source)] if judgement.formula is not None else []
    ready = prepare(library, [[text] for text in texts], formulas=formulas)
    assert isinstance(ready, Ready), claim.name
    return ready


def refutations(library: Theory) -> Iterator[tuple[str, Ready, tuple[int, ...], tuple[Formula, ...]]]:
    """What the claims say cannot be: names, statements, and what is assumed besides."""
    for claim in claims_of(library.workspace.library.modules):
        word, ready = claim.node.judgement.word, ready_for(library, claim)
        if word == "contradictory":
            because = claim.node.judgement.because
            members = ready.everything if because is None else ready.composed.indices(str(each) for each in because)
            yield claim.name, ready, tuple(sorted(set(members))), ()
        elif word == "forbids":
            yield claim.name, ready, ready.everything, ()
        elif word == "entails":
            yield claim.name, ready, ready.everything, (opposite(ready.grounded.formulas[0]),)
        elif word == "requires":
            prescriptions, others = Judge(ready.engine()).split(*ready.composed.parts)
            for each in prescriptions:
                body = ready.grounded.statements[each].body
                assert isinstance(body, Formula)
                yield f"{claim.name}.{each}", ready, tuple(others), (opposite(body),)


def deduced(ready: Ready, indices: Sequence[int], assumes: tuple[Formula, ...]) -> tuple[Problem, Proof]:
    engine = ready.engine()
    literals = [engine.literal(formula) for formula in assumes]
    clash = engine.ask(indices, literals)
    assert isinstance(clash, Clash)
    shown = contradiction(engine, indices, clash, literals, assumes)
    assert not hasattr(shown, "reason")
    assert isinstance(shown.proof, Deduction)
    return shown.proof.problem, shown.proof.proof


def test_coq_accepts_every_refutation_of_the_claims(library: Theory, tmp_path: Path, tool: Tool) -> None:
    cases = []
    for at, (name, ready, indices, assumes) in enumerate(refutations(library)):
        problem, proof = deduced(ready, indices, assumes)
        cases.append((f"r{at}_{name.replace('.', '_')}", problem, proof))
    assert len(cases) > 80
    (tmp_path / "claims.v").write_text(batch(cases), encoding="utf-8")
    done = subprocess.run([tool("coqc"), "-q", "claims.v"], cwd=tmp_path, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr[-3_000:]
    assert done.stdout.splitlines() == ["Closed under the global context"] * len(cases)


# Cores, and clausal proofs

HEADLINE = "offensive_realism + prudence + asia + restraint"
FORMS: tuple[Form, Form] = ("dimacs", "drat")
CLASHES = (
    HEADLINE,
    "defensive_realism + offensive_realism",
    "liberal_internationalism + prudent + restraint",
    "offensive_realism + russia_bids_for_gain + concession",
)


@pytest.mark.parametrize("composition", CLASHES)
def test_a_core_of_cvc5_is_contradictory_here(library: Theory, composition: str, tool: Tool) -> None:
    ready = prepare(library, [[composition]])
    assert isinstance(ready, Ready)
    text = smtlib(problem_of(ready.grounded, ready.everything))
    done = subprocess.run([tool("cvc5")], input=text, capture_output=True, check=True, text=True)
    verdict, *core = re.findall(r"[\w.]+", done.stdout)
    assert verdict == "unsat"
    names = [statement.name for statement in ready.composed.statements]
    assert isinstance(ready.engine().ask([names.index(name) for name in core]), Clash)


@pytest.mark.parametrize("composition", CLASHES)
def test_an_independent_checker_accepts_the_clausal_proof(library: Theory, composition: str, tool: Tool) -> None:
    tool("drup")
    import drup  # noqa: PLC0415 - only where it is installed

    written = {}
    for form in FORMS:
        answer = export(library, composition, form)
        assert not isinstance(answer, tuple)
        assert answer.text is not None
        lines = [line for line in answer.text.splitlines() if not line.startswith(("c", "p"))]
        written[form] = [[int(word) for word in line.split()[:-1]] for line in lines]
    clauses, proof = written["dimacs"], written["drat"]
    assert proof[-1] == []
    assert drup.check_proof(clauses, proof).outcome == drup.Outcome.VALID
    unprovable = [clause for clause in clauses if len(clause) > 1]
    assert drup.check_proof(unprovable, proof).outcome == drup.Outcome.INVALID
