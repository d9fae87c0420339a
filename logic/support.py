"""What supports a verdict: worlds in which statements are true, and proofs that they have none.

A verdict of consistency is supported by a world, one of contradiction or entailment by a proof
from the fewest statements that suffice, one of what a theory says of a policy by several of
these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from logic.answers.verdict import PolicyVerdict
from logic.engine import Clash, Engine, EvaluationError, World
from logic.evidence import Certified, Deduction, NoProof, problem_of, proved
from logic.minimal import smallest_contradiction
from logic.questions.verdict import Judge, UndecidedError
from logic.solver import Undecided
from proofs.formula import Formula
from proofs.proof import Problem, opposite
from proofs.world import Model


@dataclass(frozen=True)
class Support:
    """Statements, with formulas that are assumed besides, and the world or the proof that shows how they stand."""

    problem: Problem
    assumed: tuple[Formula, ...]
    by: Model | Deduction | Certified


class UnprovedError(Exception):
    """No proof was found for what Z3 decided; why."""


def world_of(engine: Engine, indices: Sequence[int], assumed: tuple[Formula, ...] = ()) -> Support:
    """A world in which statements are true, and what is assumed; raises `UndecidedError`, and `ValueError` for none."""
    outcome = engine.ask(indices, [engine.literal(formula) for formula in assumed])
    if isinstance(outcome, Undecided):
        raise UndecidedError(outcome.reason)
    if isinstance(outcome, Clash):
        raise ValueError("these statements have no world")  # noqa: TRY004 - no type is wrong
    if not all(outcome.model.holds(formula) for formula in assumed):
        raise EvaluationError("what is assumed is false in the world found")
    return Support(problem_of(engine.grounded, indices, assumed), assumed, outcome.model)


def refutation_of(engine: Engine, indices: Sequence[int], assumed: tuple[Formula, ...] = ()) -> Support:
    """A proof that statements, with what is assumed, have no world, from the fewest of them.

    Raises `UndecidedError`, `UnprovedError`, and `ValueError` where they have a world.
    """
    literals = [engine.literal(formula) for formula in assumed]
    outcome = engine.ask(indices, literals)
    if isinstance(outcome, World):
        raise ValueError("these statements have a world")  # noqa: TRY004 - likewise
    minimal = (
        outcome if isinstance(outcome, Undecided) else smallest_contradiction(engine, indices, outcome.core, literals)
    )
    if isinstance(minimal, Undecided):
        raise UndecidedError(minimal.reason)
    return refutation_from(engine, minimal.members, assumed)


def refutation_from(engine: Engine, members: Sequence[int], assumed: tuple[Formula, ...] = ()) -> Support:
    """A proof that a contradiction is one; raises `UnprovedError`."""
    problem = problem_of(engine.grounded, members, assumed)
    found = proved(problem, assumed, engine.limits)
    if isinstance(found, NoProof):
        raise UnprovedError(found.why)
    return Support(problem, assumed, found)


def denial_of(engine: Engine, prescription: int) -> tuple[Formula, ...]:
    """What denies a prescription."""
    body = engine.statements[prescription].body
    assert isinstance(body, Formula)
    return (opposite(body),)


def supports(judge: Judge, verdict: PolicyVerdict, theory: Sequence[int], policy: Sequence[int]) -> Iterator[Support]:
    """What supports a verdict on a policy, in the order in which the verdict is defined.

    Raises what `world_of` and `refutation_of` raise; nothing supports *undecided*.
    """
    engine = judge.engine
    alone = sorted({*theory, *judge.principles(policy)}), sorted({*policy, *judge.principles(theory)})
    together = sorted({*theory, *policy})
    if verdict == "theory_inconsistent":
        yield refutation_of(engine, alone[0])
        return
    yield world_of(engine, alone[0])
    if verdict == "policy_inconsistent":
        yield refutation_of(engine, alone[1])
        return
    yield world_of(engine, alone[1])
    if verdict == "forbids":
        yield refutation_of(engine, together)
        return
    yield world_of(engine, together)
    prescriptions, others = judge.split(theory, policy)
    if verdict == "requires":
        for each in prescriptions:
            yield refutation_of(engine, others, denial_of(engine, each))
    elif prescriptions:
        free = next(each for each in prescriptions if not judge.entails(others, each))
        yield world_of(engine, others, denial_of(engine, free))
