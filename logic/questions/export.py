"""What is a composition, or the proof that it is contradictory, in a form that other programs read?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from logic.answers.export import ExportAnswer, Form
from logic.composition import Written
from logic.engine import Clash, World
from logic.evidence import Deduction, NoProof, problem_of
from logic.limits import Limits
from logic.lrat import StoppedError, hinted
from logic.questions.common import AskedFormula, Faults, Ready, Stopwatch, contradiction, prepare
from logic.solver import Undecided
from logic.theory import Theory
from logic.trace import learned
from proofs.export.coq import coq
from proofs.export.dimacs import clauses, dimacs, gcnf
from proofs.export.drat import drat
from proofs.export.latex import latex
from proofs.export.lean import lean
from proofs.export.smtlib import smtlib
from proofs.export.tptp import tptp
from proofs.formula import Formula
from proofs.proof import Problem, Proof, opposite

PROBLEMS: Final[dict[Form, Callable[[Problem, Sequence[Formula]], str]]] = {
    "smtlib": smtlib,
    "tptp": tptp,
    "dimacs": dimacs,
    "gcnf": gcnf,
}
"""Forms of a question: nothing is decided when one is written."""

PROOFS: Final[dict[Form, Callable[[Problem, Proof], str]]] = {"coq": coq, "lean": lean, "latex": latex}
"""Forms of a natural deduction."""


@dataclass(frozen=True)
class _Nothing:
    """There is nothing to prove: the composition has a world, in which what is asked about is false."""


def export(
    theory: Theory,
    composition: str | Written,
    form: Form,
    formula: AskedFormula | None = None,
    limits: Limits | None = None,
) -> ExportAnswer | Faults:
    """Write a composition in a form; with a formula, the question whether it follows.

    `smtlib`, `tptp`, `dimacs` and `gcnf` are the question; `drat` is a refutation of the clauses
    that `dimacs` writes; `coq`, `lean` and `latex` are the proof of a smallest contradiction, or of
    the formula from a smallest set of premises. Cost: nothing is asked for a question; a proof
    costs what `check` does.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[composition]], formulas=[] if formula is None else [formula])
    if isinstance(ready, tuple):
        return ready
    assumed = tuple(map(opposite, ready.grounded.formulas))
    found = _written(ready, form, assumed, limits or Limits())
    asked = None
    if formula is not None:
        text = formula if isinstance(formula, str) else formula[1].text[formula[0].start : formula[0].end]
        asked = " ".join(text.split())
    answer = ExportAnswer(
        watch.seconds, warnings=ready.composed.warnings, composition=ready.texts[0], form=form, formula=asked
    )
    if isinstance(found, str):
        return replace(answer, verdict="exported", text=found)
    if isinstance(found, Undecided):
        return replace(answer, reason=found.reason)
    return replace(answer, verdict="consistent" if asked is None else "not_entailed")


def _written(ready: Ready, form: Form, assumed: tuple[Formula, ...], limits: Limits) -> str | Undecided | _Nothing:
    if form in PROBLEMS:
        return PROBLEMS[form](problem_of(ready.grounded, ready.everything, assumed), assumed)
    engine = ready.engine(limits)
    literals = [engine.literal(formula) for formula in assumed]
    outcome = engine.ask(ready.everything, literals)
    if isinstance(outcome, World):
        return _Nothing()
    if isinstance(outcome, Undecided):
        return outcome
    if form == "drat":
        return _clausal(problem_of(ready.grounded, ready.everything, assumed), assumed, limits)
    shown = contradiction(engine, ready.everything, Clash(outcome.core), literals, assumed)
    if isinstance(shown, Undecided):
        return shown
    if isinstance(shown.proof, NoProof):
        return Undecided(f"no natural deduction was found: {shown.proof.why}")
    assert isinstance(shown.proof, Deduction)
    return PROOFS[form](shown.proof.problem, shown.proof.proof)


def _clausal(problem: Problem, assumed: tuple[Formula, ...], limits: Limits) -> str | Undecided:
    """Z3's trace of a refutation of the clauses, without what it did not need.

    Raises `ValueError` where these clauses have a model though the engine's have none: a fault of the program.
    """
    given = clauses(problem, assumed).clauses
    trace = learned(given, limits)
    if isinstance(trace, Undecided):
        return trace
    try:
        steps = hinted(given, trace, lambda: limits.over)
    except StoppedError:
        return Undecided(limits.why)
    if steps is None:
        return Undecided("what Z3 wrote down is no proof")
    return drat(step.clause for step in steps)
