"""A problem's clauses have a model where the problem has one, and are refuted where it has none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grammar.span import Source
from logic import strategies
from logic.engine import World
from logic.evidence import problem_of
from logic.limits import Limits
from logic.lrat import hinted
from logic.questions.common import Ready, prepare
from logic.refutation.clausify import clausified
from logic.refutation.network import TooLargeError
from logic.solver import Satisfiable, Solver
from logic.theory import Theory
from logic.trace import learned
from logic.workspace import Workspace
from proofs.formula import AtLeast, Atom, Not
from proofs.proof import Problem
from proofs.world import Statement

often = settings(max_examples=120, derandomize=True, deadline=None, database=None)


@often
@given(st.one_of(strategies.theories(), strategies.theories(3, 8)))
def test_the_clauses_say_what_the_statements_do(text: str) -> None:
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [["t"]])
    assert isinstance(ready, Ready), (text, ready)
    clauses = [each.literals for each in clausified(problem_of(ready.grounded, ready.everything), (), 10**6).clauses]
    solver = Solver()
    solver.add(clauses)
    consistent = isinstance(solver.ask(), Satisfiable)
    assert consistent == isinstance(ready.engine().ask(ready.everything), World)
    if not consistent:
        trace = learned(clauses, Limits())
        assert isinstance(trace, tuple)
        assert hinted(clauses, trace) is not None


@pytest.mark.parametrize("number", range(-1, 6))
@pytest.mark.parametrize("true", range(5))
def test_counts_are_stepped_through(number: int, true: int) -> None:
    parts = tuple(map(Atom, "abcd"))
    said = [*parts[:true], *map(Not, parts[true:]), AtLeast(number, parts)]
    problem = Problem(tuple(Statement(f"t.s{i}", "axiom", body) for i, body in enumerate(said)))
    solver = Solver()
    solver.add(each.literals for each in clausified(problem, (), 10**6).clauses)
    assert isinstance(solver.ask(), Satisfiable) == (true >= number)


def test_what_is_too_large_is_said_to_be() -> None:
    problem = Problem((Statement("t.s", "axiom", AtLeast(20, tuple(Atom(f"p{i}") for i in range(40)))),))
    with pytest.raises(TooLargeError):
        clausified(problem, (), 1_000)
