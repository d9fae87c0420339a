"""The judge: whether a proof is one. It finds nothing, and believes nothing that it has not looked at.

Whatever a proof may be made of, the answer is a verdict: what is no proof is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn, TypeAlias

from proofs.formula import FALSE, Formula
from proofs.proof import ACTUAL, Box, Label, Line, Opened, Problem, Proof, scenario_label
from proofs.rules import ABSURD, Said, Shown, Step, follows, plain

DEEPEST: Final = 100
"""How deep boxes may stand in boxes."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """From some statements, by name, and from what the proof assumes, the goal follows."""

    statements: tuple[str, ...]
    assumes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """It is no proof: why, and the number of the line where, if it is about a line."""

    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Holey:
    """It would be a proof, if the lines with these numbers were justified."""

    holes: tuple[int, ...]


Verdict: TypeAlias = Accepted | Refused | Holey


def judge(proof: Proof, problem: Problem, goal: Formula = FALSE) -> Verdict:
    """Whether the goal is actually true where the statements of a problem, and what a proof assumes, are."""
    reading = _Reading(problem)
    try:
        ends = reading.block(proof.assumes, proof.lines, 0)
        if not proof.lines or ends != (ACTUAL, plain(goal)):
            reading.refuse("it does not end in what was to be shown")
    except _RefusalError as refusal:
        return Refused(str(refusal), reading.at)
    except Exception as fault:  # noqa: BLE001 - whatever is malformed is refused, in whatever way it is
        return Refused(f"it is malformed ({type(fault).__name__})", reading.at)
    if reading.holes:
        return Holey(tuple(reading.holes))
    return Accepted(tuple(reading.quoted), tuple((line.world, line.formula) for line in proof.assumes))


class _RefusalError(Exception):
    """Why it is no proof."""


class _Reading:
    """A proof while it is read: which lines may be used, and which worlds may be spoken of, where the reader is."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.at: int | None = None
        self.worlds: dict[Label, Opened | None] = dict.fromkeys((ACTUAL, *map(scenario_label, problem.scenarios)))
        self.visible: dict[int, Said] = {}
        self.numbers: set[int] = set()
        self.holes: list[int] = []
        self.quoted: dict[str, None] = {}

    def refuse(self, reason: str) -> NoReturn:
        raise _RefusalError(reason)

    def block(self, assumes: tuple[Line, ...], lines: tuple[Line, ...], depth: int) -> Said:
        """What a proof, or a box, ends in."""
        said: Said | None = None
        for at, line in enumerate((*assumes, *lines)):
            said = self.line(line, depth, assumed=at < len(assumes))
            self.visible[line.number] = said
        for line in (*assumes, *lines):
            del self.visible[line.number]
        return said or self.refuse("a box has no lines")

    def line(self, line: Line, depth: int, *, assumed: bool) -> Said:
        """What a line shows, once it is found to be justified, or a hole."""
        self.at, said = line.number, (line.world, plain(line.formula))
        if line.number in self.numbers or not isinstance(line.formula, Formula):
            self.refuse("its number is that of another line, or it says no formula")
        self.numbers.add(line.number)
        boxes = tuple([self.box(box, depth + 1) for box in line.boxes])
        self.at = line.number
        if line.world not in self.worlds:
            self.refuse("it speaks of a world that is not there")
        if not self.visible.keys() >= set(line.uses):
            self.refuse("it uses lines that cannot be used here")
        if (line.rule == "assumption") != assumed or (assumed and (line.uses or boxes or line.statement is not None)):
            self.refuse("an assumption stands where none can, or rests on something")
        if line.rule == "hole":
            self.holes.append(line.number)
        elif not assumed:
            self.justify(line, said, boxes)
        return said

    def justify(self, line: Line, said: Said, boxes: tuple[Shown, ...]) -> None:
        """Refuse a line that does not follow by its rule."""
        statement = None if line.statement is None else self.problem.statement(line.statement)
        given = tuple([self.visible[number] for number in line.uses])
        if not follows(line.rule, Step(self.problem, self.worlds, said, given, boxes, statement)):
            self.refuse(f"it does not follow by the rule {line.rule}")
        self.quoted |= {} if statement is None else {statement.name: None}

    def box(self, box: Box, depth: int) -> Shown:
        """What a box shows."""
        if depth > DEEPEST:
            self.refuse(f"its boxes stand more than {DEEPEST} deep")
        if box.opens is not None:
            if box.opens.label in self.worlds:
                self.refuse("it opens a world that is there already")
            self.worlds[box.opens.label] = box.opens
        ends = self.block(box.assumes, box.lines, depth)
        if box.opens is not None:
            del self.worlds[box.opens.label]
        assumes = tuple([(line.world, plain(line.formula)) for line in box.assumes])
        return Shown(box.opens, assumes, ABSURD if ends[1] == FALSE else ends)
