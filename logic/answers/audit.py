"""What there is to say of a composition's statements and atoms, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from logic.answers.common import Answer, Json
from logic.composition import Composed
from logic.theory import Statement

FindingKind: TypeAlias = Literal[
    "contradictory",
    "impossible",
    "tautology",
    "follows",
    "independent",
    "idle",
    "unused_atom",
    "no_conclusion",
    "mirror",
    "trivial",
    "by_definition",
    "clash",
    "idle_atom",
    "single_use",
    "gloss_clash",
    "shared_gloss",
]
MirrorOutcome: TypeAlias = Literal["flips", "disappears", "appears", "stays", "refuted"]


@dataclass(frozen=True)
class Finding:
    """One finding: of which kind, about which statements and atoms, and in words.

    `premises` are what it rests on, a smallest set. Of a mirror test, `opposite` is what
    takes the statement's place, a rival's name or the denial's, and the verdicts are those before and after.
    """

    kind: FindingKind
    says: str
    statements: tuple[Statement, ...] = ()
    atoms: tuple[str, ...] = ()
    premises: tuple[Statement, ...] = ()
    opposite: str | None = None
    outcome: MirrorOutcome | None = None
    from_verdict: str | None = None
    to_verdict: str | None = None

    def json(self) -> Json:
        """Its JSON form; every finding has every key."""
        return {
            "kind": self.kind,
            "statements": [statement.name for statement in self.statements],
            "atoms": list(self.atoms),
            "premises": [statement.name for statement in self.premises],
            "opposite": self.opposite,
            "outcome": self.outcome,
            "from_verdict": self.from_verdict,
            "to_verdict": self.to_verdict,
            "says": self.says,
        }


@dataclass(frozen=True)
class AuditAnswer(Answer):
    """The findings, group by group; `complete` says that all were looked for and decided."""

    question: ClassVar[str] = "audit"

    composition: str = ""
    policy: str | None = None
    formula: str | None = None
    composed: Composed | None = None
    findings: tuple[Finding, ...] = ()
    complete: bool = False

    def body(self) -> Json:
        return {
            "composition": self.composition,
            "policy": self.policy,
            "formula": self.formula,
            "findings": [finding.json() for finding in self.findings],
            "complete": self.complete,
            "evidence": "re-checked",
        }
