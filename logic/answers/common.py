"""What answers share: the parts that several hold, and the JSON of an answer and of these parts.

`to_json` gives what `antinomy … --json` prints, keys in a fixed order, all of it made of
strings, numbers, lists and dictionaries.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, TypeAlias

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.format import format_formula
from grammar.wording import principle
from logic.evidence import UNTRIED, Certified, Deduction, NoProof, Proved
from logic.theory import Statement
from proofs.formula import Atom
from proofs.prose.words import Words
from proofs.world import Agent, Model
from proofs.world import World as Truths

SCHEMA = 1

Json: TypeAlias = dict[str, Any]
Evidence: TypeAlias = Literal[
    "world evaluated", "proof accepted by the kernel", "clausal proof checked", "re-checked", "none"
]


@dataclass(frozen=True)
class Contradiction:
    """Statements that cannot all be true, though all but any one of them can.

    `smallest`: none has fewer members; `only`: there is no other, among the statements that it
    was looked for in, of which there were so many (`among`). `proof` tells how that was
    shown without Z3, if it was, and `words` are those to tell it in.
    """

    statements: tuple[Statement, ...]
    smallest: bool
    only: bool
    proof: Proved = UNTRIED
    words: Words | None = field(default=None, compare=False, repr=False)
    among: int = 0

    @property
    def names(self) -> list[str]:
        """Full names, in order."""
        return names(self.statements)


@dataclass(frozen=True)
class PossibleWorld:
    """A model, evaluated, and the atoms that are worth telling of it, in order."""

    model: Model
    atoms: tuple[Atom, ...]


@dataclass(frozen=True)
class Answer(ABC):
    """What every answer has: how long it took, in seconds, and why it is undecided or incomplete, if it is."""

    question: ClassVar[str]
    """The question that it answers, by the name of its command."""

    seconds: float
    reason: str | None = None
    warnings: tuple[Diagnostic, ...] = ()

    @abstractmethod
    def body(self) -> Json:
        """The keys of its JSON that other answers do not have, and `composition` and `evidence`."""


# JSON


def to_json(answer: Answer) -> Json:
    """The JSON form of an answer."""
    body = {"schema": SCHEMA, "question": answer.question, **answer.body()}
    if answer.reason is not None:
        body["reason"] = answer.reason
    return {**body, "seconds": round(answer.seconds, 3)}


def names(statements: Iterable[Statement]) -> list[str]:
    """The full names of statements, in order."""
    return [statement.name for statement in statements]


def evidence(world: PossibleWorld | None, contradiction: Contradiction | None) -> Evidence:
    """What an answer rests on."""
    if world is not None:
        return "world evaluated"
    if contradiction is None:
        return "none"
    match contradiction.proof:
        case Deduction():
            return "proof accepted by the kernel"
        case Certified():
            return "clausal proof checked"
        case NoProof():
            return "re-checked"


def contradiction_json(contradiction: Contradiction) -> Json:
    """A contradiction: names, whether smallest and only, and where each statement comes from."""
    return {
        "contradiction": contradiction.names,
        "minimality": "smallest" if contradiction.smallest else "minimal",
        "only": contradiction.only,
        "proof": proof_json(contradiction.proof),
        "statements": [statement_json(statement) for statement in contradiction.statements],
    }


def proof_json(proof: Proved) -> Json:
    """What a proof is, and how many steps it has; or why there is none."""
    match proof:
        case Deduction(steps=steps):
            return {"kind": "natural deduction", "steps": steps}
        case Certified(steps=steps):
            return {"kind": "clausal", "steps": steps, "clauses": len(proof.proof.clauses)}
        case NoProof(why=why):
            return {"kind": "none", "why": why}


def statement_json(statement: Statement) -> Json:
    """A statement and its provenance."""
    line, _ = statement.place.source.position(statement.node.start)
    body = statement.node.body
    return {
        "name": statement.name,
        "layer": statement.layer,
        "kind": statement.module.kind,
        "gloss": statement.gloss,
        "formula": principle(body) if isinstance(body, tree.Frame) else format_formula(body),
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
