"""What answers hold: frozen values, and their JSON.

`to_json` gives what `antinomy … --json` prints, keys in a fixed order, all of it made of
strings, numbers, lists and dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.format import format_formula
from logic.composition import Composed
from logic.theory import Statement
from proofs.formula import Atom
from proofs.world import Agent, Model
from proofs.world import World as Truths

SCHEMA = 1

Json: TypeAlias = dict[str, Any]
Evidence: TypeAlias = Literal["world evaluated", "re-checked", "none"]

CheckVerdict: TypeAlias = Literal["consistent", "contradictory", "undecided"]
EntailsVerdict: TypeAlias = Literal["entailed", "not_entailed", "vacuous", "undecided"]
PolicyVerdict: TypeAlias = Literal[
    "requires", "forbids", "leaves_open", "theory_inconsistent", "policy_inconsistent", "undecided"
]
PrescriptionStatus: TypeAlias = Literal["required", "forbidden", "open", "undecided"]
Outcome: TypeAlias = Literal["holds", "fails", "undecided", "error"]


@dataclass(frozen=True)
class Contradiction:
    """Statements that cannot all be true, though all but any one of them can.

    `smallest`: none has fewer members; `only`: there is no other.
    """

    statements: tuple[Statement, ...]
    smallest: bool
    only: bool

    @property
    def names(self) -> list[str]:
        """Full names, in order."""
        return [statement.name for statement in self.statements]


@dataclass(frozen=True)
class PossibleWorld:
    """A model, evaluated, and the atoms that are worth telling of it, in order."""

    model: Model
    atoms: tuple[Atom, ...]


@dataclass(frozen=True)
class Answer:
    """What every answer has: how long it took, in seconds, and why it is undecided, if it is."""

    seconds: float
    reason: str | None = None
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class CheckAnswer(Answer):
    """Whether a composition has a world.

    `alone` tells of each whole module named in the composition whether it is consistent by itself.
    """

    composition: str = ""
    verdict: CheckVerdict = "undecided"
    composed: Composed | None = None
    world: PossibleWorld | None = None
    contradiction: Contradiction | None = None
    alone: Mapping[str, CheckVerdict] = field(default_factory=dict)


@dataclass(frozen=True)
class EntailsAnswer(Answer):
    """Whether a formula follows from a composition."""

    composition: str = ""
    formula: str = ""
    verdict: EntailsVerdict = "undecided"
    composed: Composed | None = None
    premises: Contradiction | None = None
    world: PossibleWorld | None = None


@dataclass(frozen=True)
class PrescriptionAnswer:
    """What a theory says of one prescription.

    `deed`: of a forbidden one, whether what it prescribes is itself forbidden, or only not
    obligatory; `None` of others, and where that was not decided.
    """

    statement: Statement
    status: PrescriptionStatus
    deed: Literal["forbidden", "not_obligatory"] | None = None


@dataclass(frozen=True)
class VerdictAnswer(Answer):
    """What a theory says of a policy."""

    theory: str = ""
    policy: str = ""
    verdict: PolicyVerdict = "undecided"
    trivial: bool = False
    composed: Composed | None = None
    prescriptions: tuple[PrescriptionAnswer, ...] = ()
    contradiction: Contradiction | None = None
    world: PossibleWorld | None = None


@dataclass(frozen=True)
class Cell:
    """One verdict of a matrix."""

    theory: str
    policy: str
    verdict: PolicyVerdict


@dataclass(frozen=True)
class MatrixAnswer(Answer):
    """The verdict of every theory on every policy, row by row."""

    theories: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    shared: str | None = None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class ClaimAnswer:
    """Whether a claim holds, and if not, why not in one sentence; faults where it is in error."""

    name: str
    gloss: str | None
    judgement: str
    outcome: Outcome
    why: str = ""
    file: str = ""
    line: int = 0
    citation: str = ""
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class ProveAnswer(Answer):
    """What became of claims, in the order of their files and of the claims in them."""

    claims: tuple[ClaimAnswer, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many claims came out so."""
        return sum(claim.outcome == outcome for claim in self.claims)


# JSON


def to_json(answer: Answer) -> Json:
    """The JSON form of an answer; raises `TypeError` for what is none."""
    match answer:
        case CheckAnswer():
            body = _check(answer)
        case EntailsAnswer():
            body = _entails(answer)
        case VerdictAnswer():
            body = _verdict(answer)
        case MatrixAnswer():
            body = _matrix(answer)
        case ProveAnswer():
            body = _prove(answer)
        case _:
            raise TypeError(f"no answer: {answer!r}")
    if answer.reason is not None:
        body["reason"] = answer.reason
    return {"schema": SCHEMA, **body, "seconds": round(answer.seconds, 3)}


def _check(answer: CheckAnswer) -> Json:
    body: Json = {"question": "check", "composition": answer.composition, "verdict": answer.verdict}
    if answer.world is not None:
        body["world"] = world_json(answer.world)
    if answer.contradiction is not None:
        body.update(contradiction_json(answer.contradiction))
    body["alone"] = dict(answer.alone)
    body["evidence"] = _evidence(answer.world, answer.contradiction)
    return body


def _entails(answer: EntailsAnswer) -> Json:
    body: Json = {
        "question": "entails",
        "composition": answer.composition,
        "formula": answer.formula,
        "verdict": answer.verdict,
    }
    if answer.premises is not None:
        body["premises"] = answer.premises.names
        body["minimality"] = "smallest" if answer.premises.smallest else "minimal"
        body["statements"] = [statement_json(statement) for statement in answer.premises.statements]
    if answer.world is not None:
        body["world"] = world_json(answer.world)
    body["evidence"] = _evidence(answer.world, answer.premises)
    return body


def _verdict(answer: VerdictAnswer) -> Json:
    body: Json = {
        "question": "verdict",
        "composition": f"{answer.theory} + {answer.policy}",
        "theory": answer.theory,
        "policy": answer.policy,
        "verdict": answer.verdict,
        "trivial": answer.trivial,
        "prescriptions": [
            {"name": each.statement.name, "status": each.status, "deed": each.deed} for each in answer.prescriptions
        ],
    }
    if answer.contradiction is not None:
        body.update(contradiction_json(answer.contradiction))
    if answer.world is not None:
        body["world"] = world_json(answer.world)
    body["evidence"] = _evidence(answer.world, answer.contradiction)
    return body


def _matrix(answer: MatrixAnswer) -> Json:
    return {
        "question": "matrix",
        "composition": answer.shared,
        "theories": list(answer.theories),
        "policies": list(answer.policies),
        "cells": [{"theory": c.theory, "policy": c.policy, "verdict": c.verdict} for c in answer.cells],
        "evidence": "re-checked",
    }


def _prove(answer: ProveAnswer) -> Json:
    claims = [
        {
            "name": claim.name,
            "gloss": claim.gloss,
            "judgement": claim.judgement,
            "outcome": claim.outcome,
            "why": claim.why,
            "citation": claim.citation,
            "file": claim.file,
            "line": claim.line,
        }
        for claim in answer.claims
    ]
    outcomes: tuple[Outcome, ...] = ("holds", "fails", "undecided", "error")
    summary = {outcome: answer.count(outcome) for outcome in outcomes}
    return {"question": "prove", "composition": None, "claims": claims, "summary": summary, "evidence": "re-checked"}


def _evidence(world: PossibleWorld | None, contradiction: Contradiction | None) -> Evidence:
    if world is not None:
        return "world evaluated"
    return "re-checked" if contradiction is not None else "none"


def contradiction_json(contradiction: Contradiction) -> Json:
    """A contradiction: names, whether smallest and only, and where each statement comes from."""
    return {
        "contradiction": contradiction.names,
        "minimality": "smallest" if contradiction.smallest else "minimal",
        "only": contradiction.only,
        "statements": [statement_json(statement) for statement in contradiction.statements],
    }


def statement_json(statement: Statement) -> Json:
    """A statement and its provenance."""
    line, _ = statement.place.source.position(statement.node.start)
    body = statement.node.body
    return {
        "name": statement.name,
        "layer": statement.layer,
        "kind": statement.module.kind,
        "gloss": statement.gloss,
        "formula": f"ought {body.principle}" if isinstance(body, tree.Frame) else format_formula(body),
        "citation": citation_text(statement),
        "file": statement.place.source.name,
        "line": line,
    }


def citation_text(statement: Statement) -> str:
    """The citations of a statement, as written; empty where it has none."""
    return "; ".join(map(str, statement.citations))


def world_json(world: PossibleWorld) -> Json:
    """A world: which atoms are true and which false, actually, in scenarios and ideally."""
    model = world.model

    def truths(at: Truths) -> Json:
        return {str(atom): atom in at for atom in world.atoms}

    ideal = {_agent_name(agent): [truths(each) for each in worlds] for agent, worlds in model.ideal.items() if worlds}
    return {
        "actual": truths(model.actual),
        "scenarios": {name: truths(each) for name, each in model.scenarios.items()},
        "ideal": ideal,
    }


def _agent_name(agent: Agent) -> str:
    return "" if agent is None else agent
