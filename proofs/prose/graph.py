"""A proof as a graph of what a reader is told: which of its lines are worth a sentence, and in what manner.

Lines that only move a formula about (from a conjunction, to another world, into a definition)
are told with the line that needs them. What is derived at an ideal world is told by what it
rests on: if on nothing but laws and what all worlds share, it is so in every ideal world and
actually; if on obligations of one agent besides, it ought to be, since the same lines show it
of any world ideal for that agent; if on more, it is so in that world alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from proofs.formula import FALSE, Atom, Constant, Formula, Ought
from proofs.proof import ACTUAL, Box, Line, Opened, Problem, Proof
from proofs.prose.wording import Wording, literal
from proofs.world import Agent

Manner: TypeAlias = Literal["actually", "in scenario", "everywhere", "ought", "there"]

MOVES: Final = frozenset({"carry", "ought_elim", "scenario", "double_negation"})
"""Rules whose conclusion says what their one premise says, of another world or in other words."""

FOLDS: Final = frozenset({"and_intro", "or_intro", "not_and_intro", "not_or_intro", "at_least_intro"})
"""Rules that put a formula together from its parts."""

PARTS: Final = frozenset({"and_elim", "not_or_elim", "not_implies_elim"})
"""Rules that take a part out of what amounts to a conjunction."""

FRAMES: Final = frozenset({"ideal", "joint_ideal", "able_ideal"})
"""Rules that speak of an ideal world because a principle says that there is one."""


@dataclass(slots=True)
class Node:
    """A line of the proof, what it is derived from, and what it is derived for.

    `inputs` are the lines used and the last line of each box closed. `duties` are the agents of
    the obligations that it rests on, each with the box that opens the world at which they are
    met; `riders` are what else it rests on of such a world, an assumption or an axiom: the box
    that opens the world, and the box in which that is assumed; `exist` are the boxes that open
    worlds whose existence it rests on.
    """

    line: Line
    index: int
    inputs: tuple[int, ...]
    scope: tuple[int, ...]
    uses: list[int] = field(default_factory=list)
    duties: frozenset[tuple[int, Agent]] = frozenset()
    riders: frozenset[tuple[int, int]] = frozenset()
    exist: frozenset[int] = frozenset()
    told: bool = False


class Graph:
    """The lines of a proof that its conclusion rests on, by number, in the order in which they are read."""

    def __init__(self, proof: Proof, problem: Problem, wording: Wording) -> None:
        self.proof = proof
        self.problem = problem
        self.wording = wording
        self.boxes: dict[int, tuple[Box, int]] = {}
        """By number: each box, and the line that closes it."""
        self._same: dict[int, int] = {}
        self._again: dict[int, list[Node]] = {}
        self._behind: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
        everything: dict[int, Node] = {}
        self._read((*proof.assumes, *proof.lines), (), everything)
        self._introduce(everything)
        self.nodes = self._live(everything)
        for node in self.nodes.values():
            for each in node.inputs:
                self.nodes[each].uses.append(node.line.number)

    # Reading

    def _read(self, lines: tuple[Line, ...], scope: tuple[int, ...], into: dict[int, Node]) -> None:
        """Read lines in order, those in boxes before what closes them; without recursion."""
        stack: list[tuple[Iterator[Line], tuple[int, ...]]] = [(iter(lines), scope)]
        waiting: list[tuple[Line, list[Box], list[int], tuple[int, ...]]] = []
        while stack:
            current, at = stack[-1]
            line = next(current, None)
            if line is not None:
                waiting.append((line, list(line.boxes), [], at))
            else:
                stack.pop()
            while waiting and (not stack or waiting[-1][3] == stack[-1][1]):
                line, boxes, results, at = waiting[-1]
                if boxes:
                    box = boxes.pop(0)
                    number = len(self.boxes)
                    self.boxes[number] = (box, line.number)
                    results.append((*box.assumes, *box.lines)[-1].number)
                    stack.append((iter((*box.assumes, *box.lines)), (*at, number)))
                    break
                waiting.pop()
                into[line.number] = self._node(line, len(into), (*line.uses, *results), at, into)

    def _node(
        self, line: Line, index: int, inputs: tuple[int, ...], scope: tuple[int, ...], known: dict[int, Node]
    ) -> Node:
        node = Node(line, index, inputs, scope)
        before = [known[each] for each in inputs]
        node.duties = frozenset(each for one in before for each in one.duties if each[0] in scope)
        node.riders = frozenset(each for one in before for each in one.riders if scope and set(each) <= set(scope))
        node.exist = frozenset(box for one in before for box in one.exist if box in scope)
        if line.rule == "not_ought_intro":
            world = self._opening(before[0].line.world, scope)
            node.exist |= frozenset() if world is None else {world}
        inside = self._opening(line.world, scope)
        if inside is None:
            return node
        if line.rule == "ought_elim":
            obligation, _ = literal(known[line.uses[0]].line.formula)
            assert isinstance(obligation, Ought)
            node.duties |= {(inside, obligation.agent)}
        elif line.rule == "assumption":
            node.riders |= {(inside, scope[-1])}
        elif line.rule == "premise":
            statement = self.problem.statement(line.statement or "")
            if statement is None or statement.layer != "law":
                node.riders |= {(inside, inside)}
        return node

    def _opening(self, world: str, scope: tuple[int, ...]) -> int | None:
        """The box that opens the world of a line, if one does; boxes beside each other may use one label."""
        return next((box for box in scope if self._opens(box, world)), None)

    def _opens(self, box: int, world: str) -> bool:
        opened = self.boxes[box][0].opens
        return opened is not None and opened.label == world

    def opened(self, node: Node) -> tuple[Opened, Line]:
        """The ideal world of a line: how it was opened, and the line that closes the box that opens it."""
        box = self._opening(node.line.world, node.scope)
        assert box is not None
        opened, closer = self.boxes[box]
        assert opened.opens is not None
        return opened.opens, self.nodes[closer].line

    def _introduce(self, everything: dict[int, Node]) -> None:
        """What is assumed of a witness follows from the denial that it is a witness for."""
        for box, closer in self.boxes.values():
            line = everything[closer].line
            for assumed in box.assumes if line.rule == "witness" else ():
                everything[assumed.number].inputs = line.uses

    def closer(self, node: Node) -> Line:
        """The line that closes the innermost box in which a line stands."""
        return self.nodes[self.boxes[node.scope[-1]][1]].line

    def _live(self, everything: dict[int, Node]) -> dict[int, Node]:
        """The nodes that the conclusion rests on, assumptions of their boxes too."""
        conclusion = self.proof.conclusion
        assert conclusion is not None
        live: set[int] = set()
        stack = [conclusion.number, *(line.number for line in self.proof.assumes)]
        while stack:
            number = stack.pop()
            if number in live:
                continue
            live.add(number)
            node = everything[number]
            stack.extend(node.inputs)
            for box in node.line.boxes:
                stack.extend(line.number for line in box.assumes)
        return {number: node for number, node in everything.items() if number in live}

    # Manner

    def manner(self, node: Node) -> Manner:
        """How what a line says is to be taken."""
        if node.line.world == ACTUAL:
            return "actually"
        inside = self._opening(node.line.world, node.scope)
        if inside is None:
            return "in scenario"
        agents = self._agents(node)
        if len(agents) > 1 or any(world == inside for world, _ in node.riders):
            return "there"
        return "ought" if agents else "everywhere"

    def granted(self, nodes: Iterable[Node]) -> set[str | None]:
        """The principles by which there is an ideal world that what is said of other worlds rests on."""
        boxes = {
            box
            for node in nodes
            for box in {*node.exist, *(each for each, _ in node.duties), *(each for each, _ in node.riders)}
            if box != self._opening(node.line.world, node.scope)
        }
        return {self.nodes[self.boxes[box][1]].line.statement for box in boxes}

    def _agents(self, node: Node) -> list[Agent]:
        """Whose obligations a line at an ideal world rests on there."""
        inside = self._opening(node.line.world, node.scope)
        return [agent for world, agent in node.duties if world == inside]

    def says(self, node: Node) -> Formula:
        """What a line is told to say: what ought to be is an obligation."""
        if self.manner(node) == "ought" and node.line.formula != FALSE:
            return Ought(self._agents(node)[0], node.line.formula)
        return node.line.formula

    # What is worth telling

    def given(self, node: Node) -> bool:
        """Whether a line only repeats a statement, or a part of it."""
        while node.line.rule != "premise":
            if node.line.rule not in MOVES | PARTS or len(node.inputs) != 1:
                return False
            node = self.nodes[node.inputs[0]]
        return True

    def telling(self, formula: Formula) -> bool:
        """Whether a formula is a fact that a reader takes in at a glance: an atom, a definition, an obligation."""
        inner, _ = literal(formula)
        return isinstance(inner, Ought) or self.wording.atom(formula) is not None or self.defined(formula)

    def defined(self, formula: Formula) -> bool:
        """Whether a formula is an atom or what a definition stands for, or the denial of one."""
        return self.wording.atom(literal(formula)[0]) is not None

    def folded(self, formula: Formula) -> bool:
        """Whether a definition stands for a formula, or for what it denies."""
        return self.defined(formula) and not isinstance(literal(formula)[0], Atom)

    def subject(self, node: Node) -> str | None:
        """Whom or what a line speaks of, if it is an atom or a definition, denied or not."""
        clause = self.wording.clause(literal(node.line.formula)[0])
        return clause.subject if clause is not None and clause.plain else None

    def choose(self) -> None:
        """Mark the lines that get a sentence of their own, before any are put together."""
        for node in self.nodes.values():
            node.told = self._worth(node)
        self._spare_parts()
        conclusion = self.proof.conclusion
        assert conclusion is not None
        last = self.nodes[conclusion.number]
        last.told = True
        if self._restates(last):
            self.nodes[last.inputs[-1]].told = False
        self._say_once()

    def _say_once(self) -> None:
        """What has been shown of any ideal world is not told again where it is shown of another."""
        said: dict[Formula, Node] = {}
        for node in self.nodes.values():
            if not node.told or self.manner(node) not in {"everywhere", "ought"} or self._supposing(node):
                continue
            first = said.setdefault(self.says(node), node)
            if first is not node and self._look_behind(node)[0] <= self._look_behind(first)[0]:
                node.told = False
                self._same[node.line.number] = first.line.number
                self._again.setdefault(first.line.number, []).append(node)

    def _supposing(self, node: Node) -> bool:
        return any(self.boxes[box][0].assumes for box in node.scope)

    def _worth(self, node: Node) -> bool:
        rule, formula = node.line.rule, node.line.formula
        if rule == "assumption":
            return True
        if self.given(node):
            needed = any(not self.given(self.nodes[each]) for each in node.uses)
            behind = self.nodes[node.inputs[0]] if node.inputs else None
            return self.telling(formula) and (needed or self._moved(node)) and not self._told_behind(behind)
        if rule in MOVES or isinstance(formula, Constant) or self._restates(node):
            return isinstance(formula, Constant) and self._ends_a_case(node)
        if rule in PARTS and self.nodes[node.inputs[0]].told:
            return False
        if rule in FOLDS:
            return self.folded(formula)
        return self.telling(formula) or rule in {"cases", "reductio"}

    def _moved(self, node: Node) -> bool:
        """Whether all that is done with a given line is to move it to where it is needed."""
        return bool(node.uses) and all(self.nodes[each].line.rule in MOVES | PARTS for each in node.uses)

    def _told_behind(self, node: Node | None) -> bool:
        """Whether what a given line was taken from is told already."""
        while node is not None:
            if node.told:
                return True
            node = self.nodes[node.inputs[0]] if node.inputs else None
        return False

    def _restates(self, node: Node) -> bool:
        """Whether a line says outside a box what the last line in it has been told to say."""
        if node.line.rule != "ought_intro":
            return False
        last = self.nodes[node.inputs[-1]]
        return last.told and self.says(last) == node.line.formula

    def _ends_a_case(self, node: Node) -> bool:
        """Whether a contradiction closes one of several cases, so that the others remain."""
        return any(self.nodes[each].line.rule == "cases" for each in node.uses) or not node.uses

    def _spare_parts(self) -> None:
        """What is only needed to put a definition together is told with it."""
        for node in self.nodes.values():
            if node.told and self.given(node) and self._only_folded(node):
                node.told = False

    def _only_folded(self, node: Node) -> bool:
        """Whether all that is done with a line ends in the folding of a definition."""
        stack, found = [*node.uses], False
        while stack:
            user = self.nodes[stack.pop()]
            if user.line.rule in FOLDS and self.folded(user.line.formula):
                found = True
            elif user.line.rule in MOVES | FOLDS and not user.told:
                stack.extend(user.uses)
            else:
                return False
        return found

    # What a told line rests on

    def behind(self, node: Node) -> tuple[frozenset[int], frozenset[int]]:
        """For a told line: the told lines that it rests on directly, and all lines told with it, itself too.

        Only once the lines to tell have been chosen.
        """
        number = node.line.number
        if number not in self._behind:
            self._behind[number] = self._look_behind(node)
        return self._behind[number]

    def _look_behind(self, node: Node) -> tuple[frozenset[int], frozenset[int]]:
        told: set[int] = set()
        covered = {node.line.number}
        stack = [*node.inputs]
        for again in self._again.get(node.line.number, ()):
            covered.add(again.line.number)
            stack.extend(again.inputs)
        while stack:
            number = stack.pop()
            each = self.nodes[number]
            if each.told or number in self._same:
                told.add(self._same.get(number, number))
            elif number not in covered:
                covered.add(number)
                stack.extend(each.inputs)
        return frozenset(told), frozenset(covered)
