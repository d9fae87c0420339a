"""What turns a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from logic.answers.common import Answer, Json, names, statement_json
from logic.answers.verdict import PolicyVerdict
from logic.composition import Composed
from logic.theory import Statement


@dataclass(frozen=True)
class Crux:
    """Premises to add, or statements to give up, no fewer of which turn the verdict, and what it becomes."""

    add: tuple[Statement, ...]
    remove: tuple[Statement, ...]
    to_verdict: PolicyVerdict
    trivial: bool

    def json(self) -> Json:
        """Its JSON form."""
        return {
            "add": names(self.add),
            "remove": names(self.remove),
            "to_verdict": self.to_verdict,
            "trivial": self.trivial,
        }


@dataclass(frozen=True)
class CruxAnswer(Answer):
    """Every crux of what a theory says of a policy, by size, then by the order of statements.

    `pools` are the modules whose statements were on offer, `premises` those statements that
    the theory does not hold already. `limited`: the search ended at the number asked for.
    """

    question: ClassVar[str] = "crux"

    theory: str = ""
    policy: str = ""
    from_verdict: PolicyVerdict = "undecided"
    cruxes: tuple[Crux, ...] = ()
    complete: bool = False
    limited: bool = False
    pools: tuple[str, ...] = ()
    premises: tuple[Statement, ...] = ()
    composed: Composed | None = None

    @property
    def arises(self) -> bool:
        """Whether there is a verdict to turn: not where the theory or the policy is contradictory by itself."""
        return not self.from_verdict.endswith("inconsistent")

    def body(self) -> Json:
        taking_part = dict.fromkeys(s for crux in self.cruxes for s in (*crux.add, *crux.remove))
        return {
            "composition": f"{self.theory} + {self.policy}",
            "theory": self.theory,
            "policy": self.policy,
            "from_verdict": self.from_verdict,
            "cruxes": [crux.json() for crux in self.cruxes],
            "complete": self.complete,
            "pools": list(self.pools),
            "premises": names(self.premises),
            "statements": [statement_json(statement) for statement in taking_part],
            "evidence": "re-checked" if self.from_verdict != "undecided" else "none",
        }
