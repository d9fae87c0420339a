"""An accepted proof as numbered English sentences: each with what it follows from, and the statements it quotes.

Nothing is told that is not in the proof: every sentence covers lines of it, and all lines that
the conclusion rests on are covered. `brief` says the turning points, `default` puts moves and
unfoldings together with what needs them, `full` has a sentence for every line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from proofs.formula import FALSE, Formula, Not, Ought
from proofs.proof import ACTUAL, Box, Label, Line, Problem, Proof
from proofs.prose.graph import Graph
from proofs.prose.groups import Group, Groups
from proofs.prose.merge import Merger, leave_out
from proofs.prose.sentences import Teller
from proofs.prose.wording import Wording
from proofs.prose.words import Words

Level: TypeAlias = Literal["brief", "default", "full"]

MOST: Final[dict[Level, int]] = {"brief": 5, "default": 12}
"""How many sentences are aimed at; where nothing more goes together there are more."""

LONGEST: Final = 240
"""How many characters a sentence may have through being put together."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A step of an argument.

    `formula` is what it comes to, at `world`; what is shown of every ideal world of an agent is
    the obligation, and what is shown of every world is said of the actual one. `rule` is the
    kernel's rule for it. `follows` are the numbers of the sentences that it follows from, `under`
    those of the suppositions under which it stands, `statements` the full names of the statements
    that it quotes or uses, and `covers` the numbers of the lines of the proof that it tells.
    """

    number: int
    text: str
    formula: Formula
    world: Label
    rule: str
    follows: tuple[int, ...]
    statements: tuple[str, ...]
    covers: tuple[int, ...]
    under: tuple[int, ...] = ()


def narrate(proof: Proof, problem: Problem, words: Words, level: Level = "default") -> tuple[Sentence, ...]:
    """Tell a proof that the kernel has accepted; of one that it has not, anything may be told.

    Cost: cubic in the lines told, for putting them together.
    """
    graph = Graph(direct(proof), problem, Wording(words))
    if level == "full":
        for node in graph.nodes.values():
            node.told = True
    else:
        graph.choose()
    teller = Teller(graph, every_line=level == "full")
    groups = Groups(graph)
    if level == "brief":
        leave_out(groups, MOST[level])
    if level != "full":
        Merger(groups, lambda group: len(teller.text(group)), LONGEST).put_together(MOST[level])
    return _numbered(groups, teller, problem)


def direct(proof: Proof) -> Proof:
    """A proof without the denial that it assumes, where it only shows the opposite and says that both cannot be.

    So the proof of a formula, where there is one in a proof that its denial is contradictory.
    """
    last = proof.conclusion
    if last is None or len(proof.assumes) != 1:
        return proof
    denial = proof.assumes[0]
    users = [line for line in proof.walk() if denial.number in line.uses]
    if users != [last] or _ends_in(proof, denial):
        return proof
    if last.rule == "witness":
        return _obligation(proof, last, denial) or proof
    shown = next((line for line in proof.lines if line.number in last.uses), None)
    if last.rule != "contradiction" or shown is None:
        return proof
    return Proof(tuple(line for line in proof.lines if line.number <= shown.number))


def _obligation(proof: Proof, last: Line, denial: Line) -> Proof | None:
    """The proof of an obligation, where its denial is refuted by showing of any ideal world what ought to be."""
    (box,) = last.boxes
    (assumed,) = box.assumes
    end = box.lines[-1] if box.lines else None
    users = [line for line in Proof(box.lines).walk() if assumed.number in line.uses]
    if end is None or users != [end] or end.rule != "contradiction" or not isinstance(denial.formula, Not):
        return None
    shown = next((line for line in box.lines if line.number in end.uses), None)
    if shown is None or _ends_in(proof, assumed):
        return None
    lines = tuple(line for line in box.lines if line.number <= shown.number)
    inner = Box(box.opens, (), lines)
    return Proof((*proof.lines[:-1], Line(last.number, ACTUAL, denial.formula.body, "ought_intro", (), (inner,))))


def _ends_in(proof: Proof, line: Line) -> bool:
    """Whether some box has nothing but a line of the outside to show."""
    return any((*box.assumes, *box.lines)[-1] is line for each in proof.walk() for box in each.boxes)


def _numbered(groups: Groups, teller: Teller, problem: Problem) -> tuple[Sentence, ...]:
    ordered = groups.in_order()
    numbers = {id(group): number for number, group in enumerate(ordered, 1)}
    order = {statement.name: at for at, statement in enumerate(problem.statements)}
    told = []
    for group in ordered:
        lines = _covered(groups, group)
        quoted = {groups.graph.nodes[line].line.statement for line in lines} | groups.graph.granted(group.all)
        formula, world = _comes_to(groups.graph, group)
        told.append(
            Sentence(
                numbers[id(group)],
                teller.text(group),
                formula,
                world,
                group.head.line.rule,
                _sorted(numbers, groups.rests_on(group)),
                tuple(sorted(map(str, quoted - {None}), key=lambda name: order.get(name, len(order)))),
                lines,
                _sorted(numbers, groups.under(group)),
            )
        )
    return tuple(told)


def _sorted(numbers: dict[int, int], groups: Sequence[Group]) -> tuple[int, ...]:
    return tuple(sorted({numbers[id(each)] for each in groups}))


def _covered(groups: Groups, group: Group) -> tuple[int, ...]:
    return tuple(sorted({line for node in group.all for line in groups.graph.behind(node)[1]}))


def _comes_to(graph: Graph, group: Group) -> tuple[Formula, Label]:
    """The formula of a sentence, and the world at which it is true."""
    formula = graph.says(group.head)
    if isinstance(formula, Ought) or formula == FALSE or graph.manner(group.head) == "everywhere":
        return formula, ACTUAL
    return formula, group.head.line.world
