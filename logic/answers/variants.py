"""All variants of a composition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from logic.answers.common import Answer, Json, statement_json
from logic.composition import Composed


@dataclass(frozen=True)
class Boundary:
    """The frontier of some statements, as integers: bit `i` for the i-th of them.

    A variant is consistent where it is part of a maximal consistent set. `maximal` is empty
    where what no variant lacks is contradictory by itself, and then `minimal` holds the empty set;
    each is `None` where it is not known whole.
    """

    maximal: tuple[int, ...] | None = None
    minimal: tuple[int, ...] | None = None

    def consistent(self, variant: int) -> bool:
        """Whether a variant is: a subset test for each member of the frontier.

        Raises `ValueError` where neither kind of sets is known whole.
        """
        if self.maximal is not None:
            return any(variant & ~each == 0 for each in self.maximal)
        if self.minimal is not None:
            return not any(each & ~variant == 0 for each in self.minimal)
        raise ValueError("the frontier is not known whole")


@dataclass(frozen=True)
class VariantsAnswer(Answer):
    """All 2^n ways of keeping some of n statements of a composition, by their frontier.

    `over` are the statements, as indices; `alone` is the frontier of the composition, `joined`
    that of the composition with the policy, where one was given. `counts` are exact, or `None`.
    `policy_consistent`: whether the policy is so with the principles that every variant grants it.
    """

    question: ClassVar[str] = "variants"

    composition: str = ""
    policy: str | None = None
    composed: Composed | None = None
    over: tuple[int, ...] = ()
    alone: Boundary = field(default_factory=Boundary)
    joined: Boundary | None = None
    counts: dict[str, int] | None = None
    policy_consistent: bool | None = None

    @property
    def complete(self) -> bool:
        """Whether both kinds of sets are known whole, and the counts."""
        boundaries = [self.alone, *([] if self.joined is None else [self.joined])]
        known = all(each.maximal is not None and each.minimal is not None for each in boundaries)
        return known and self.counts is not None

    def variant(self, names: Iterable[str]) -> int:
        """The variant that keeps the statements of some full names; raises `KeyError` for one that is not varied."""
        assert self.composed is not None
        places = {self.composed.statements[index].name: at for at, index in enumerate(self.over)}
        return sum(1 << places[name] for name in set(names))

    def consistent(self, kept: Iterable[str]) -> bool:
        """Whether the variant that keeps some of the statements is consistent, without the policy.

        Some microseconds, however many variants there are.
        """
        return self.alone.consistent(self.variant(kept))

    def compatible(self, kept: Iterable[str]) -> bool:
        """Whether the variant that keeps some of the statements is consistent together with the policy."""
        assert self.joined is not None, "no policy was given"
        return self.joined.consistent(self.variant(kept))

    def body(self) -> Json:
        statements = self.composed.statements if self.composed else ()
        names = [statements[i].name for i in self.over]
        frontier = {"alone": _named(self.alone, names)}
        if self.joined is not None:
            frontier["with_policy"] = _named(self.joined, names)
        return {
            "composition": self.composition,
            "policy": self.policy,
            "over": names,
            "frontier": frontier,
            "counts": self.counts,
            "policy_consistent": self.policy_consistent,
            "complete": self.complete,
            "statements": [statement_json(statements[i]) for i in self.over],
            "evidence": "frontier certified" if self.counts is not None else "none",
        }


def _named(boundary: Boundary, names: Sequence[str]) -> Json:
    def told(sets: tuple[int, ...] | None) -> list[list[str]] | None:
        return None if sets is None else [[name for at, name in enumerate(names) if each >> at & 1] for each in sets]

    return {
        "minimal_contradictory": told(boundary.minimal),
        "maximal_consistent": told(boundary.maximal),
    }
