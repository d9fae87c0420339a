"""What a contradiction rests on besides Z3: a proof that its judge has accepted, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from logic.engine import Grounded
from logic.limits import Limits
from logic.refute import refute
from proofs.formula import FALSE, Formula, In, atoms, subformulas
from proofs.kernel import Accepted, judge
from proofs.proof import Problem, Proof

if TYPE_CHECKING:
    from proofs.clausal import Refutation


class ProofError(AssertionError):
    """The kernel refuses a proof that was found: a fault of the program."""


@dataclass(frozen=True)
class Deduction:
    """A natural deduction, accepted by the kernel, of `false` from a problem and what the proof assumes besides."""

    problem: Problem
    proof: Proof

    @property
    def steps(self) -> int:
        """How many lines it has, those in boxes and the assumptions among them."""
        return sum(1 for _ in self.proof.walk())


@dataclass(frozen=True)
class Certified:
    """A clausal proof, accepted by its judge, of what is too large for natural deduction."""

    problem: Problem
    proof: Refutation

    @property
    def steps(self) -> int:
        """How many clauses it derives."""
        return len(self.proof.trace)


@dataclass(frozen=True)
class NoProof:
    """There is no proof; why, in a few words."""

    why: str


UNTRIED: Final = NoProof("none was looked for")

Proved: TypeAlias = Deduction | Certified | NoProof


def proved(problem: Problem, assumed: tuple[Formula, ...], limits: Limits) -> Proved:
    """A proof that a problem is contradictory, with what is assumed besides.

    A natural deduction, or if that would be too large a clausal proof. To be asked of
    contradictions only. Raises `ProofError` where what was found is not accepted.
    """
    proof = refute(problem, assumed, stop=lambda: limits.over)
    if proof is not None:
        _accepted(judge(proof, problem, FALSE))
        return Deduction(problem, proof)
    if limits.over:
        return NoProof(limits.why)
    return _certified(problem, assumed, limits)


def _certified(problem: Problem, assumed: tuple[Formula, ...], limits: Limits) -> Proved:
    from logic.certify import certify  # noqa: PLC0415 - hardly ever needed, and every command would read it
    from proofs.clausal import judge_refutation  # noqa: PLC0415 - likewise

    certificate = certify(problem, assumed, limits)
    if isinstance(certificate, str):
        return NoProof(certificate)
    _accepted(judge_refutation(certificate, problem))
    return Certified(problem, certificate)


def _accepted(verdict: object) -> None:
    if not isinstance(verdict, Accepted):
        raise ProofError(f"the proof found is not accepted: {verdict}")


def problem_of(grounded: Grounded, indices: Sequence[int], formulas: tuple[Formula, ...] = ()) -> Problem:
    """Some statements of a question as a problem of its own, with formulas that are assumed or asked about.

    It names the scenarios and the rigidity of the atoms that these speak of, and no others:
    what is contradictory in a scenario that nothing speaks of is so at the actual world.
    """
    statements = tuple(grounded.statements[i] for i in indices)
    bodies = [*(s.body for s in statements if isinstance(s.body, Formula)), *formulas]
    vocabulary = grounded.composed.vocabulary
    named = dict.fromkeys(atom.name for body in bodies for atom in atoms(body))
    spoken = {part.scenario for body in bodies for part in subformulas(body) if isinstance(part, In)}
    rigidity = {name: vocabulary.rigidity[name] for name in named if vocabulary.rigidity[name] != "plain"}
    scenarios = tuple(name for name in vocabulary.scenarios if name in spoken)
    return Problem(statements, rigidity, scenarios, grounded.agents(indices, formulas))
