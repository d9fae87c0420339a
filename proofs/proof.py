"""Natural deduction, written down: problems, lines, boxes, and the worlds that they speak of.

A proof is a list of lines in the manner of Fitch (1952, "Symbolic Logic"): each says that a
formula is true at a world, by a rule, from earlier lines and from boxes. A box is a proof
inside a proof, in which something more is assumed, or a further ideal world is spoken of; what
is in a box may use what stands before it, and nothing outside may use what is in it but through
the rule that closes it. Nothing here judges: `proofs.kernel` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from proofs.formula import Formula, Not
from proofs.world import Agent, Rigidity, Statement

Label: TypeAlias = str
"""How a proof names a world: `actual`, `in s` for the scenario `s`, or a name that a box opens."""

ACTUAL: Label = "actual"


def scenario_label(name: str) -> Label:
    """The label of a scenario's world."""
    return f"in {name}"


def opposite(formula: Formula) -> Formula:
    """The negation of a formula; of a negation, what it negates."""
    return formula.body if isinstance(formula, Not) else Not(formula)


@dataclass(frozen=True)
class Problem:
    """What a proof is about: statements, and what the words in them are.

    `rigidity` is by name of atom, plain where it is not named; `agents` are all of the
    composition, the impersonal one (`None`) among them.
    """

    statements: tuple[Statement, ...]
    rigidity: Mapping[str, Rigidity] = field(default_factory=dict)
    scenarios: tuple[str, ...] = ()
    agents: tuple[Agent, ...] = (None,)

    @cached_property
    def named(self) -> Mapping[str, Statement]:
        """The statements by their full names."""
        return {each.name: each for each in self.statements}

    def statement(self, name: str) -> Statement | None:
        """A statement by its full name."""
        return self.named.get(name)


@dataclass(frozen=True, slots=True)
class Opened:
    """An ideal world that a box speaks of: its label, whose ideal it is, and whether the axioms hold there too.

    Of several agents at once, where what ought to be is jointly consistent.
    """

    label: Label
    agents: tuple[Agent, ...]
    able: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One step: at `world`, `formula` is true, by `rule`.

    `number` is unique in a proof. `uses` are numbers of lines, in the order in which the rule
    wants them; `statement` is the full name that a rule about a statement quotes.
    """

    number: int
    world: Label
    formula: Formula
    rule: str
    uses: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A proof inside a proof: a world that it opens, what it assumes (lines by the rule `assumption`), its lines.

    What it shows is its last line, or its last assumption where it has none.
    """

    opens: Opened | None
    assumes: tuple[Line, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Lines, the last of which says what is proved: of a contradiction, that `false` is actually true.

    `assumes` are lines by the rule `assumption` that the whole proof rests on besides the
    statements: the denial of what is shown to follow.
    """

    lines: tuple[Line, ...]
    assumes: tuple[Line, ...] = ()

    @property
    def conclusion(self) -> Line | None:
        """The last line."""
        return self.lines[-1] if self.lines else None

    def walk(self) -> Iterator[Line]:
        """All lines, those in boxes before the line that closes them; without recursion."""
        stack: list[Line | tuple[Line]] = [*reversed((*self.assumes, *self.lines))]
        while stack:
            item = stack.pop()
            if isinstance(item, tuple):
                yield item[0]
                continue
            stack.append((item,))
            for box in reversed(item.boxes):
                stack.extend(reversed((*box.assumes, *box.lines)))
