"""How long it takes to certify a contradiction, beside deciding it.

Deciding is writing the clauses and asking Z3; certifying is finding the proof and having it judged.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import combinations

from logic.certify import certify
from logic.evidence import Deduction, problem_of, proved
from logic.limits import Limits
from logic.minimal import Minimal, smallest_contradiction
from logic.questions.common import Ready, prepare
from logic.refutation.clausify import clausified
from logic.solver import Solver
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.clausal import Refutation, judge_refutation
from proofs.formula import And, Atom, Formula, Not, Or
from proofs.kernel import Accepted
from proofs.proof import Problem
from proofs.world import Statement

RUNS = 3
RANDOM = ((40, 250), (100, 600), (150, 700), (150, 1_000), (200, 2_000), (300, 2_000))
HEADLINES = (
    "offensive_realism + prudence + effects.enlargement_gains + restraint",
    "offensive_realism + prudence + asia + europe.russia_capable + europe.europe_cannot_contain + partial_restraint",
)


def axioms(bodies: list[Formula]) -> Problem:
    """Each formula an axiom."""
    return Problem(tuple(Statement(f"t.s{i}", "axiom", body) for i, body in enumerate(bodies)))


def random_clauses(variables: int, number: int) -> Problem:
    """So many random clauses of three literals."""
    draw = random.Random(number)  # noqa: S311 - no secret
    atoms = [Atom(f"p{i}") for i in range(variables)]
    return axioms([Or(tuple(draw.choice((a, Not(a))) for a in draw.sample(atoms, 3))) for _ in range(number)])


def pigeons(holes: int) -> Problem:
    """One pigeon more than there are holes."""
    at = [[Atom(f"p{pigeon}_{hole}") for hole in range(holes)] for pigeon in range(holes + 1)]
    alone = [Not(And((a[hole], b[hole]))) for hole in range(holes) for a, b in combinations(at, 2)]
    return axioms([*(Or(tuple(row)) for row in at), *alone])


def median(action: Callable[[], object]) -> float:
    """Seconds, the median of some runs."""
    runs = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def decide(problem: Problem) -> None:
    """Write the clauses of a problem, and ask Z3."""
    solver = Solver()
    solver.add(clause.literals for clause in clausified(problem, (), 10**7).clauses)
    solver.ask(world=False)


def clausal(name: str, problem: Problem) -> None:
    """A contradiction that gets a clausal proof."""
    proof = certify(problem, (), Limits())
    if not isinstance(proof, Refutation):
        print(f"{name:36} no proof: {proof}")
        return
    assert isinstance(judge_refutation(proof, problem), Accepted)
    decided = median(lambda: decide(problem))
    found, judged = median(lambda: certify(problem, (), Limits())), median(lambda: judge_refutation(proof, problem))
    told = f"{len(proof.clauses)} clauses, {len(proof.trace)} steps"
    print(f"{name:36} {decided:7.3f} s {found:7.3f} s {judged:7.3f} s {(found + judged) / decided:6.1f}  {told}")


def natural(composition: str) -> None:
    """A contradiction of the library, by natural deduction."""
    ready = prepare(Theory(Workspace()), [[composition]])
    assert isinstance(ready, Ready)
    decided = median(lambda: ready.engine().ask(ready.everything))
    engine = ready.engine()
    minimal = smallest_contradiction(engine, ready.everything, ready.everything)
    assert isinstance(minimal, Minimal)
    problem = problem_of(ready.grounded, minimal.members)
    proof = proved(problem, (), Limits())
    assert isinstance(proof, Deduction)
    found = median(lambda: proved(problem, (), Limits()))
    name = f"{len(minimal.members)} statements of the library"
    print(f"{name:36} {decided:7.3f} s {found:7.3f} s {'':9} {found / decided:6.1f}  {proof.steps} steps, deduced")


def main() -> None:
    """Print each contradiction's times, and the ratio of certifying to deciding."""
    print(f"{'':36} {'decide':>9} {'find':>9} {'judge':>9} {'ratio':>6}")
    for composition in HEADLINES:
        natural(composition)
    for variables, number in RANDOM:
        clausal(f"{number} random clauses, {variables} atoms", random_clauses(variables, number))
    for holes in (5, 6, 7):
        clausal(f"{holes + 1} pigeons, {holes} holes", pigeons(holes))


if __name__ == "__main__":
    main()
