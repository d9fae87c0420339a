"""Certificates of answers: the statements as grounded, the verdict, the evidence, for `proofs.certificate` to judge.

A contradiction is certified by its own statements: whatever holds them is contradictory. What
is entailed is certified by premises that suffice, and a world that shows them consistent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from grammar import tree
from grammar.diagnostics import Diagnostic
from logic.answers.check import CheckAnswer
from logic.answers.common import citation_text
from logic.engine import Engine, ground
from logic.evidence import NoProof, problem_of
from logic.limits import Limits
from logic.questions.common import Ready
from logic.questions.prove import Claimed, ready_for
from logic.questions.verdict import Judge
from logic.support import Support, denial_of, refutation_from, refutation_of, world_of
from logic.theory import Statement, Theory
from proofs.certificate import Certificate, Note
from proofs.clausal import Refutation
from proofs.formula import Atom, Formula, atoms
from proofs.proof import Problem, Proof, opposite
from proofs.world import Model, World


def check_certificate(answer: CheckAnswer) -> Certificate | None:
    """The certificate of a composition's consistency, or of its contradiction; `None` where there is no evidence."""
    composed, contradiction = answer.composed, answer.contradiction
    if composed is None:
        return None
    notes = _notes(composed.statements)
    if contradiction is not None and not isinstance(contradiction.proof, NoProof):
        found = contradiction.proof
        return _certificate("check", "contradictory", found.problem, notes, proofs=(found.proof,))
    grounded = ground(composed)
    if answer.world is None or isinstance(grounded, Diagnostic):
        return None
    problem = problem_of(grounded, range(len(composed.statements)))
    return _certificate("check", "consistent", problem, notes, model=answer.world.model)


def claim_certificate(theory: Theory, claim: Claimed, limits: Limits) -> Certificate | None:
    """The certificate of a claim that holds; `None` for one that no single certificate shows.

    Raises what `logic.support` does, `ValueError` for a claim that fails.
    """
    make = _BY_WORD.get(claim.node.judgement.word)
    ready = ready_for(theory, claim)
    if make is None or isinstance(ready, tuple):
        return None
    return make(ready, claim.node.judgement, ready.engine(limits))


def _consistent(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Certificate:
    found = world_of(engine, ready.everything)
    return _certificate("check", "consistent", found.problem, _notes_of(ready), model=_model(found))


def _contradictory(ready: Ready, judgement: tree.Judgement, engine: Engine) -> Certificate:
    if judgement.because is None:
        found = refutation_of(engine, ready.everything)
    else:
        found = refutation_from(engine, tuple(sorted(set(ready.composed.indices(map(str, judgement.because))))))
    return _certificate("check", "contradictory", found.problem, _notes_of(ready), proofs=(_proof(found),))


def _entails(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Certificate:
    (asked,) = ready.grounded.formulas
    found = refutation_of(engine, ready.everything, (opposite(asked),))
    model, proofs = _model(world_of(engine, ready.everything)), (_proof(found),)
    return _certificate("entails", "entailed", found.problem, _notes_of(ready), (asked,), model, proofs)


def _does_not_entail(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Certificate:
    (asked,) = ready.grounded.formulas
    found = world_of(engine, ready.everything, (opposite(asked),))
    return _certificate("entails", "not entailed", found.problem, _notes_of(ready), (asked,), _model(found))


def _requires(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Certificate:
    """The prescriptions follow from premises that suffice for all of them together."""
    prescriptions, others = Judge(engine).split(*ready.composed.parts)
    denials = [denial_of(engine, each) for each in prescriptions]
    needed = {name for denial in denials for name in _names(refutation_of(engine, others, denial).problem)}
    members = tuple(i for i in others if engine.statements[i].name in needed)
    proofs = [refutation_from(engine, members, denial) for denial in denials]
    asked = tuple(opposite(formula) for (formula,) in denials)
    problem = problem_of(engine.grounded, members, asked)
    model = _model(world_of(engine, others))
    return _certificate("requires", "required", problem, _notes_of(ready), asked, model, tuple(map(_proof, proofs)))


_BY_WORD: Final[dict[tree.JudgementWord, Callable[[Ready, tree.Judgement, Engine], Certificate]]] = {
    "consistent": _consistent,
    "contradictory": _contradictory,
    "entails": _entails,
    "does not entail": _does_not_entail,
    "requires": _requires,
    "forbids": _contradictory,
    "leaves open": _consistent,
}


def _names(problem: Problem) -> Iterable[str]:
    return (statement.name for statement in problem.statements)


def _model(found: Support) -> Model:
    assert isinstance(found.by, Model)
    return found.by


def _proof(found: Support) -> Proof | Refutation:
    assert not isinstance(found.by, Model)
    return found.by.proof


def _certificate(  # noqa: PLR0913, PLR0917 - the fields of a certificate
    question: str,
    verdict: str,
    problem: Problem,
    notes: dict[str, Note],
    asked: tuple[Formula, ...] = (),
    model: Model | None = None,
    proofs: tuple[Proof | Refutation, ...] = (),
) -> Certificate:
    told = {name: notes[name] for name in _names(problem)}
    shown = None if model is None else _of_problem(model, problem, asked)
    return Certificate(problem, question, verdict, asked, shown, proofs, told)


def _of_problem(model: Model, problem: Problem, asked: tuple[Formula, ...]) -> Model:
    """What a model says of what a problem speaks of, and nothing else."""
    bodies = [*(s.body for s in problem.statements if isinstance(s.body, Formula)), *asked]
    spoken = {atom for body in bodies for atom in atoms(body)}
    ideal = {
        agent: tuple(dict.fromkeys(_part(world, spoken) for world in model.ideal.get(agent, ())))
        for agent in problem.agents
    }
    scenarios = {name: _part(model.scenarios[name], spoken) for name in problem.scenarios}
    return Model(_part(model.actual, spoken), scenarios, ideal, problem.rigidity)


def _part(world: World, spoken: set[Atom]) -> World:
    return frozenset(atom for atom in world if atom in spoken)


def _notes_of(ready: Ready) -> dict[str, Note]:
    return _notes(ready.composed.statements)


def _notes(statements: Sequence[Statement]) -> dict[str, Note]:
    """What each statement says in English, and whom it cites."""
    return {each.name: Note(each.gloss, citation_text(each) or None) for each in statements}
