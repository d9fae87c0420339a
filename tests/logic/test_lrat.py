"""What Z3 learns becomes a refutation with hints, which a checker of ten lines accepts; what is none does not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logic.limits import Limits
from logic.lrat import Step, StoppedError, hinted
from logic.solver import Satisfiable, Solver
from logic.trace import learned

often = settings(max_examples=120, derandomize=True, deadline=None, database=None)

Clauses = Sequence[Sequence[int]]

_literals = st.integers(1, 5).flatmap(lambda variable: st.sampled_from([variable, -variable]))
_clauses = st.lists(st.lists(_literals, max_size=3), max_size=25)


def refutes(clauses: Clauses, steps: Sequence[Step]) -> bool:
    """The naive twin: whether each step follows by its hints, each of which fixes one literal more, the last none."""
    known = [set(clause) for clause in clauses]
    for step in steps:
        false = set(step.clause)
        rest = [0]
        for hint in step.hints:
            rest = [literal for literal in known[hint] if literal not in false]
            if not rest:
                break
            if len(rest) > 1:
                return False
            false.update(-literal for literal in rest)
        if rest:
            return False
        known.append(set(step.clause))
    return bool(steps) and steps[-1].clause == ()


def pigeons(holes: int) -> list[list[int]]:
    """One pigeon more than there are holes."""
    clauses = [[pigeon * holes + hole + 1 for hole in range(holes)] for pigeon in range(holes + 1)]
    for hole in range(holes):
        for one, other in combinations(range(holes + 1), 2):
            clauses.append([-(one * holes + hole + 1), -(other * holes + hole + 1)])
    return clauses


def random_clauses(variables: int, number: int, seed: int) -> list[list[int]]:
    draw = random.Random(seed)  # noqa: S311 - no secret
    return [[draw.choice((1, -1)) * v for v in draw.sample(range(1, variables + 1), 3)] for _ in range(number)]


HARD = {"pigeons": pigeons(5), "random": random_clauses(60, 320, 1), "many": random_clauses(200, 2000, 2)}


def has_model(clauses: Clauses) -> bool:
    solver = Solver()
    solver.add(clauses)
    return isinstance(solver.ask(), Satisfiable)


def steps_for(clauses: Clauses) -> tuple[Step, ...] | None:
    trace = learned(clauses, Limits())
    assert isinstance(trace, tuple)
    return hinted(clauses, trace)


@often
@given(_clauses)
def test_small_contradictions_are_refuted(clauses: list[list[int]]) -> None:
    if has_model(clauses):
        # Whatever is said to have been learned, no refutation comes of it.
        assert hinted(clauses, [[1], [-1], []]) is None
        with pytest.raises(ValueError, match="model"):
            learned(clauses, Limits())
    else:
        steps = steps_for(clauses)
        assert steps is not None
        assert refutes(clauses, steps)


@pytest.mark.parametrize("name", HARD)
def test_hard_contradictions_are_refuted(name: str) -> None:
    steps = steps_for(HARD[name])
    assert steps is not None
    assert refutes(HARD[name], steps)


def test_only_what_is_needed_is_kept() -> None:
    clauses = [[1, 2], [-1, 2], [1, -2], [-1, -2], [3, 4]]
    steps = hinted(clauses, [[2, 3], [4, 2], [2], [1]])
    assert steps is not None
    assert [step.clause for step in steps] == [(2,), ()]


def test_a_contradiction_by_propagation_needs_no_trace() -> None:
    assert hinted([[1], [-1, 2], [-2]], []) == (Step((), (0, 1, 2)),)
    assert hinted([[1], [], [2]], []) == (Step((), (1,)),)


@pytest.mark.parametrize("trace", [[], [[]], [[1], []], [[3], [-3]]], ids=str)
def test_what_does_not_follow_is_refused(trace: list[list[int]]) -> None:
    assert hinted([[1, 2], [-1, 2], [1, -2]], trace) is None


def test_time_may_run_out() -> None:
    with pytest.raises(StoppedError):
        hinted(pigeons(4), [], lambda: True)


def test_a_trace_reads_the_same_every_time() -> None:
    assert steps_for(HARD["random"]) == steps_for(HARD["random"])


def test_a_verified_checker_accepts_too() -> None:
    drup = pytest.importorskip("drup")
    for clauses in (HARD["pigeons"], HARD["random"]):
        steps = steps_for(clauses)
        assert steps is not None
        outcome = drup.check_proof(clauses, [list(step.clause) for step in steps]).outcome
        assert outcome == drup.Outcome.VALID
