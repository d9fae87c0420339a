"""Clausal proofs: found for contradictions of every kind, the large ones too, and accepted by their judge."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grammar.span import Source
from logic import strategies
from logic.certify import certify
from logic.engine import World
from logic.evidence import problem_of
from logic.limits import Limits
from logic.questions.common import Ready, prepare
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.clausal import Refutation, judge_refutation
from proofs.formula import Atom, Formula, Iff, Not, Or, Ought
from proofs.kernel import Accepted
from proofs.proof import Problem, opposite
from proofs.world import Statement

often = settings(max_examples=80, derandomize=True, deadline=None, database=None)


def certified(problem: Problem, *assumed: Formula) -> Refutation:
    proof = certify(problem, assumed, Limits())
    assert isinstance(proof, Refutation), proof
    verdict = judge_refutation(proof, problem)
    assert isinstance(verdict, Accepted), verdict
    return proof


def random_clauses(variables: int, number: int, seed: int) -> Problem:
    """A random contradiction of so many clauses of three literals, each an axiom."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    atoms = [Atom(f"p{i}") for i in range(variables)]
    bodies = [Or(tuple(draw.choice((atom, Not(atom))) for atom in draw.sample(atoms, 3))) for _ in range(number)]
    return Problem(tuple(Statement(f"t.s{i}", "axiom", body) for i, body in enumerate(bodies)))


@pytest.mark.parametrize(("variables", "number"), [(40, 250), (100, 600), (200, 2_000)])
def test_random_contradictions_are_certified(variables: int, number: int) -> None:
    problem = random_clauses(variables, number, seed=number)
    proof = certified(problem)
    assert certify(problem, (), Limits()) == proof


def test_a_deep_parity() -> None:
    atoms = [Atom(f"p{i}") for i in range(12)]
    forwards: Formula = atoms[0]
    backwards: Formula = atoms[-1]
    for atom in atoms[1:]:
        forwards = Iff(forwards, atom)
    for atom in reversed(atoms[:-1]):
        backwards = Iff(backwards, atom)
    certified(Problem((Statement("t.a", "axiom", forwards), Statement("t.b", "axiom", Not(backwards)))))


@often
@given(st.one_of(strategies.theories(), strategies.theories(3, 8)))
def test_whatever_is_contradictory_is_certified(text: str) -> None:
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [["t"]])
    assert isinstance(ready, Ready), (text, ready)
    problem = problem_of(ready.grounded, ready.everything)
    if isinstance(ready.engine().ask(ready.everything), World):
        with pytest.raises(ValueError, match="model"):
            certify(problem, (), Limits())
    else:
        certified(problem)


@often
@given(strategies.theories_with_formula())
def test_whatever_is_entailed_is_certified(asked: tuple[str, str]) -> None:
    text, formula = asked
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [["t"]], formulas=[formula])
    assert isinstance(ready, Ready), (text, ready)
    engine = ready.engine()
    denied = opposite(ready.grounded.formulas[0])
    if not isinstance(engine.ask(ready.everything, [engine.literal(denied)]), World):
        certified(problem_of(ready.grounded, ready.everything, (denied,)), denied)


def test_only_the_worlds_that_are_needed_are_spoken_of() -> None:
    statements = (
        Statement("t.a", "norm", Ought(None, Atom("p"))),
        Statement("t.b", "norm", Ought(None, Not(Atom("p")))),
        Statement("t.c", "norm", Or((Ought(None, Atom("q")), Not(Ought("US", Atom("q")))))),
        Statement("t.d", "principle", "consistent"),
    )
    proof = certified(Problem(statements, agents=(None, "US")))
    assert [ideal.because for ideal in proof.ideals] == ["t.d"]
    assert {clause.statement for clause in proof.clauses} == {None, "t.a", "t.b"}


PIGEONS = """
from itertools import combinations
from logic.certify import certify
from logic.limits import Limits
from logic.refute import refute
from proofs.formula import And, Atom, Not, Or
from proofs.proof import Problem
from proofs.world import Statement

at = [[Atom(f"p{pigeon}_{hole}") for hole in range(3)] for pigeon in range(4)]
said = [Or(tuple(row)) for row in at]
said += [Not(And((a[hole], b[hole]))) for hole in range(3) for a, b in combinations(at, 2)]
problem = Problem(tuple(Statement(f"t.s{i}", "axiom", body) for i, body in enumerate(said)))
print(refute(problem), certify(problem, (), Limits()))
"""


def test_the_same_proofs_whatever_the_hash_seed() -> None:
    told = set()
    for seed in ("0", "1", "777"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", PIGEONS], capture_output=True, text=True, check=True, env=environment
        )
        told.add(done.stdout)
    assert len(told) == 1
    assert "reductio" in told.pop()


def test_limits_are_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = random_clauses(100, 600, 600)
    assert certify(problem, (), Limits(0.0)) == "time limit"
    monkeypatch.setattr("logic.certify.LONGEST", 3)
    assert certify(problem, (), Limits()) == "too large"
    monkeypatch.setattr("logic.certify.MOST", 3)
    assert certify(problem, (), Limits()) == "too large"
