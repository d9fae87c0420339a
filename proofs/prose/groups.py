"""Told lines in groups, a sentence each: what a group rests on, what rests on it, in which order they are said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proofs.prose.graph import FRAMES, Graph, Node
from proofs.prose.wording import literal


@dataclass(slots=True, eq=False)
class Group:
    """The told lines of one sentence, in the order in which they are said; the last one is what it comes to.

    `dropped` are told lines that it covers and does not say. `alike`: they say the same of several.
    """

    nodes: list[Node]
    dropped: list[Node]
    alike: bool = False

    @property
    def head(self) -> Node:
        return self.nodes[-1]

    @property
    def all(self) -> list[Node]:
        return [*self.dropped, *self.nodes]


class Groups:
    """The sentences of a proof, and how they depend on each other; at first each told line is one."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        told = [node for node in graph.nodes.values() if node.told]
        self._behind = {node.line.number: graph.behind(node)[0] for node in told}
        self._order: dict[str | None, int] = {each.name: at for at, each in enumerate(graph.problem.statements)}
        self.all: list[Group] = []
        self.become([Group([node], []) for node in told])

    def become(self, groups: list[Group]) -> None:
        """Go on with other groups."""
        self.all = groups
        self._at = {node.line.number: group for group in groups for node in group.nodes}
        self._supposing = {
            node.scope[-1]: group for group in groups for node in group.nodes if is_supposition(node) and node.scope
        }
        self._boxed: dict[int, list[Group]] = {}
        for group in groups:
            for box in group.head.scope:
                self._boxed.setdefault(box, []).append(group)
        self._needed: dict[Group, list[Group]] = {}
        self._users: dict[Group, list[Group]] = {group: [] for group in groups}
        for group in groups:
            for used in self.used(group):
                self._users[used].append(group)

    # Dependence

    def used(self, group: Group) -> list[Group]:
        """The groups that a group rests on directly."""
        own = {node.line.number for node in group.all}
        numbers = {number for node in group.all for number in self._behind[node.line.number]} - own
        return _in_order(self._at[number] for number in numbers if number in self._at)

    def users(self, group: Group) -> list[Group]:
        """The groups that rest on a group directly."""
        return self._users[group]

    def needs(self, group: Group) -> list[Group]:
        """The groups that must be said before one: what it uses, its suppositions, and what is in boxes it closes."""
        if group not in self._needed:
            inside = [other for box in self._closed(group) for other in self._boxed.get(box, ())]
            needed = _in_order([*self.used(group), *self.under(group), *inside])
            self._needed[group] = [other for other in needed if other is not group]
        return self._needed[group]

    def under(self, group: Group) -> list[Group]:
        """The suppositions under which a group stands."""
        found = (self._supposing.get(box) for box in group.head.scope)
        return [each for each in found if each is not None and each is not group]

    def rests_on(self, group: Group) -> list[Group]:
        """The groups that a group rests on, suppositions that it discharges among them."""
        discharged = [self._supposing[box] for box in self._closed(group) if box in self._supposing]
        return _in_order([*self.used(group), *discharged])

    def _closed(self, group: Group) -> list[int]:
        """The boxes that a group closes."""
        covered = {number for node in group.all for number in self.graph.behind(node)[1]}
        return [box for box, (_, closer) in self.graph.boxes.items() if closer in covered]

    def independent(self, first: Group, second: Group) -> bool:
        """Whether two groups may become one: nothing in between rests on the one and is needed by the other."""
        return not self._reaches([each for each in self.needs(second) if each is not first], {first, second}) and (
            not self._reaches(self.needs(first), {second})
        )

    def _reaches(self, start: Iterable[Group], targets: set[Group]) -> bool:
        stack = list(start)
        seen: set[Group] = set()
        while stack:
            each = stack.pop()
            if each in targets:
                return True
            if each not in seen:
                seen.add(each)
                stack.extend(self.needs(each))
        return False

    # Order

    def in_order(self) -> list[Group]:
        """The groups, each after those that it rests on, and as near to what rests on it as may be.

        Of those that a group rests on, what is derived comes before what is only recalled.
        """
        done: dict[Group, None] = {}
        stack = [(max(self.all, key=lambda group: group.head.index), False)]
        while stack:
            group, ready = stack.pop()
            if group in done:
                continue
            if ready:
                done[group] = None
                continue
            stack.append((group, True))
            needed = sorted(self.needs(group), key=self._place)
            stack.extend((each, False) for each in reversed(needed) if each not in done)
        return list(done)

    def _place(self, group: Group) -> tuple[bool, int, int]:
        """What is derived comes first, as it stands in the proof; then facts, in the order of their statements."""
        if not is_fact(self.graph, group.head):
            return False, group.head.index, 0
        quoted = [self._order[name] for name in self.quoted(group.nodes[0]) if name in self._order]
        return True, min(quoted, default=0), group.head.index

    def quoted(self, node: Node) -> set[str | None]:
        """The statements that a told line rests on directly."""
        return {self.graph.nodes[number].line.statement for number in self.graph.behind(node)[1]}


def _in_order(groups: Iterable[Group]) -> list[Group]:
    """Groups, each once, as they stand in the proof."""
    return sorted(dict.fromkeys(groups), key=lambda group: group.head.index)


# Kinds of told lines


def is_supposition(node: Node) -> bool:
    """Whether a line assumes something."""
    return node.line.rule == "assumption"


def is_closing(node: Node) -> bool:
    """Whether a line ends what was supposed, or the whole proof, and is said in words of its own."""
    return node.line.rule in {"cases", "reductio", "witness", "contradiction", *FRAMES}


def is_fact(graph: Graph, node: Node) -> bool:
    """Whether a told line rests on statements alone, and is no more than they say."""
    if is_supposition(node) or is_closing(node) or graph.behind(node)[0]:
        return False
    return graph.given(node) or node.line.rule not in {"implies_elim", "modus_tollens", "iff_elim", "or_elim"}


def is_conclusion(graph: Graph, node: Node) -> bool:
    """Whether a told line is derived."""
    return not is_supposition(node) and not is_fact(graph, node)


def differing_elements(graph: Graph, one: Node, other: Node) -> tuple[str, str] | None:
    """The one element in which two literals of one name differ: the first's, the second's."""
    (first, sign), (second, opposite) = literal(one.line.formula), literal(other.line.formula)
    atoms = graph.wording.atom(first), graph.wording.atom(second)
    if atoms[0] is None or atoms[1] is None or sign != opposite or atoms[0].name != atoms[1].name:
        return None
    pairs = [pair for pair in zip(atoms[0].arguments, atoms[1].arguments, strict=True) if pair[0] != pair[1]]
    return pairs[0] if len(pairs) == 1 and atoms[0].arguments.count(pairs[0][0]) == 1 else None
