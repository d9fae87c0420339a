"""What a search found: facts, each with what it follows from, and the boxes that it was shown in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from logic.refutation.network import AnyConstraint, Ideal
from proofs.proof import Label

FALSEHOOD: Final = 0
"""The literal of `false`."""

Closing: TypeAlias = Literal[
    "contradiction",
    "falsity",
    "reductio",
    "cases",
    "ought_intro",
    "witness",
    "ideal",
    "joint_ideal",
    "able_ideal",
]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement, quoted at a world."""

    statement: str
    world: Label


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption: of a box, or of the whole proof."""


@dataclass(frozen=True, slots=True)
class Truth:
    """True is true."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What boxes show together; `statement` is the principle that opened one."""

    rule: Closing
    statement: str | None = None


Reason: TypeAlias = Quoted | Assumed | Truth | Closed | AnyConstraint


@dataclass(slots=True, eq=False)
class Box:
    """A proof inside a proof: a world that it opens, what it assumes, what it shows."""

    opens: Ideal | None = None
    assumes: tuple[Fact, ...] = ()
    shows: Fact | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A literal that holds in some boxes (`inside`), by a reason, from other facts and from boxes that it closes.

    `cost` bounds the number of lines that it takes to show.
    """

    literal: int
    reason: Reason
    cost: int
    uses: tuple[Fact, ...] = ()
    boxes: tuple[Box, ...] = ()
    inside: frozenset[Box] = field(default_factory=frozenset)

    def needed(self) -> Iterator[Fact]:
        """The facts that this one is shown from directly, those that its boxes show among them; the dear first."""
        yield from sorted(self.uses, key=lambda fact: -fact.cost)
        for box in self.boxes:
            yield from box.assumes
            if box.shows is not None:
                yield box.shows


def together(facts: tuple[Fact, ...]) -> frozenset[Box]:
    """The boxes that some facts hold in."""
    inside: frozenset[Box] = frozenset()
    for fact in facts:
        if not fact.inside <= inside:
            inside = inside | fact.inside if inside else fact.inside
    return inside


def reachable(root: Fact) -> tuple[Fact, ...]:
    """All facts that one rests on, each once, what a fact rests on before it; without recursion."""
    order: dict[Fact, None] = {}
    entered = {root}
    stack: list[tuple[Fact, Iterator[Fact]]] = [(root, root.needed())]
    while stack:
        fact, rest = stack[-1]
        following = next((each for each in rest if each not in entered), None)
        if following is None:
            order[fact] = None
            stack.pop()
        else:
            entered.add(following)
            stack.append((following, following.needed()))
    return tuple(order)
