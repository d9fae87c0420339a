"""Told lines put together until there are as many sentences as a reader wants.

What goes together, first to last: the same thing said of two; a conclusion and what follows
from it alone; facts that are needed at one place; a fact, and the one conclusion that needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from proofs.prose.graph import FRAMES, Graph, Node
from proofs.prose.wording import literal

MOST_TOGETHER: Final = 4
"""How many told lines one sentence holds at most."""


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
    """The sentences of a proof, while told lines are being put together."""

    def __init__(self, graph: Graph, length: Callable[[Group], int], longest: int) -> None:
        self.graph = graph
        self._order: dict[str | None, int] = {each.name: at for at, each in enumerate(graph.problem.statements)}
        self._length = length
        self._longest = longest
        told = [node for node in graph.nodes.values() if node.told]
        self.groups = [Group([node], []) for node in told]
        self._behind = {node.line.number: graph.behind(node)[0] for node in told}

    def put_together(self, most: int) -> None:
        """Put groups together until there are no more than `most`, or nothing goes together any more."""
        while len(self.groups) > most:
            merged = next(self._mergeable(), None)
            if merged is None:
                return
            first, second, new = merged
            self.groups = [new if each is second else each for each in self.groups if each is not first]

    def leave_out(self, most: int) -> None:
        """Leave out what need not be said, until there are no more than `most` groups: facts, then early conclusions.

        What is left out is covered by what rests on it.
        """
        while len(self.groups) > most:
            group = next(self._spared(), None)
            if group is None:
                return
            for user in self._users(group):
                known = {node.line.number for node in user.all}
                user.dropped += [node for node in group.all if node.line.number not in known]
            self.groups.remove(group)

    def in_order(self) -> list[Group]:
        """The groups, each after those that it rests on, and as near to what rests on it as may be.

        Of those that a group rests on, what is derived comes before what is only recalled.
        """
        done: list[Group] = []
        stack = [(self._last(), False)]
        while stack:
            group, ready = stack.pop()
            if group in done:
                continue
            if ready:
                done.append(group)
                continue
            stack.append((group, True))
            needed = sorted(self._needs(group), key=self._place)
            stack.extend((each, False) for each in reversed(needed) if each not in done)
        return done

    def _place(self, group: Group) -> tuple[bool, int, int]:
        """What is derived comes first, as it stands in the proof; then facts, in the order of their statements."""
        if not is_fact(self.graph, group.head):
            return False, group.head.index, 0
        quoted = [self._order[name] for name in self._quoted(group.nodes[0]) if name in self._order]
        return True, min(quoted, default=0), group.head.index

    def _last(self) -> Group:
        return max(self.groups, key=lambda group: group.head.index)

    def under(self, group: Group) -> list[Group]:
        """The suppositions under which a group stands."""
        suppositions = {each.scope[-1:]: one for one in self.groups for each in one.nodes if is_supposition(each)}
        found = [suppositions.get((box,)) for box in group.head.scope]
        return [each for each in found if each is not None and each is not group]

    def rests_on(self, group: Group) -> list[Group]:
        """The groups that a group rests on, suppositions that it discharges among them."""
        closed = self._closed(group)
        discharged = [
            other for other in self.groups if is_supposition(other.head) and closed & set(other.head.scope[-1:])
        ]
        return [each for each in self.groups if each is not group and (self._uses(group, each) or each in discharged)]

    # Dependence

    def _uses(self, group: Group, other: Group) -> bool:
        numbers = {node.line.number for node in other.nodes}
        return any(self._behind[node.line.number] & numbers for node in group.all)

    def _needs(self, group: Group) -> list[Group]:
        """The groups that must be said before one: what it uses, its suppositions, and what is in boxes it closes."""
        closed = self._closed(group)
        return [
            other
            for other in self.groups
            if other is not group
            and (self._uses(group, other) or other in self.under(group) or closed & set(other.head.scope))
        ]

    def _closed(self, group: Group) -> set[int]:
        """The boxes that a group closes."""
        covered = {number for node in group.all for number in self.graph.behind(node)[1]}
        return {box for box, (_, closer) in self.graph.boxes.items() if closer in covered}

    def _users(self, group: Group) -> list[Group]:
        return [other for other in self.groups if other is not group and self._uses(other, group)]

    def _sound(self, first: Group, second: Group) -> bool:
        """Whether two groups may become one: nothing between them rests on the one and is needed by the other."""
        stack = [each for each in self._needs(second) if each is not first]
        seen: list[Group] = []
        while stack:
            each = stack.pop()
            if each is first or each is second:
                return False
            if each not in seen:
                seen.append(each)
                stack.extend(self._needs(each))
        stack = self._needs(first)
        seen = []
        while stack:
            each = stack.pop()
            if each is second:
                return False
            if each not in seen:
                seen.append(each)
                stack.extend(self._needs(each))
        return True

    # What goes together

    def _mergeable(self) -> Iterator[tuple[Group, Group, Group]]:
        for way in (self._subjects, self._likewise, self._steps, self._facts, self._since, self._chains):
            for first, second in way():
                alike = way == self._likewise
                new = Group([*first.nodes, *second.nodes], [*first.dropped, *second.dropped], alike)
                small = (alike or len(new.nodes) <= MOST_TOGETHER) and self._length(new) <= self._longest
                if small and self._sound(first, second):
                    yield first, second, new

    def _pairs(self) -> Iterator[tuple[Group, Group]]:
        for at, first in enumerate(self.groups):
            for second in self.groups[at + 1 :]:
                if first.head.scope == second.head.scope:
                    yield first, second

    def _likewise(self) -> Iterator[tuple[Group, Group]]:
        """The same thing said of several."""
        for first, second in self._pairs():
            uniform = all(group.alike or len(group.nodes) == 1 for group in (first, second))
            if uniform and all(self._alike(first.nodes[0], node) for node in (*first.nodes[1:], *second.nodes)):
                yield first, second

    def _alike(self, one: Node, other: Node) -> bool:
        same = (one.line.rule, self.graph.manner(one)) == (other.line.rule, self.graph.manner(other))
        quoted = [self._quoted(each) for each in (one, other)]
        return same and quoted[0] == quoted[1] and differing_elements(self.graph, one, other) is not None

    def _quoted(self, node: Node) -> set[str | None]:
        return {self.graph.nodes[number].line.statement for number in self.graph.behind(node)[1]}

    def _steps(self) -> Iterator[tuple[Group, Group]]:
        """A conclusion, and what follows from it alone, or from it and statements."""
        return ((first, second) for first, second in self._chains() if not self._further(first, second))

    def _further(self, first: Group, second: Group) -> list[Group]:
        """What a group rests on besides another, and its suppositions."""
        return [each for each in self._needs(second) if each is not first and each not in self.under(second)]

    def _chains(self) -> Iterator[tuple[Group, Group]]:
        """A conclusion, and what follows from it and perhaps from more."""
        for first in self.groups:
            users = self._users(first)
            if len(users) == 1 and self._chain(first, users[0]):
                yield first, users[0]

    def _chain(self, first: Group, second: Group) -> bool:
        if first.head.scope != second.head.scope or is_fact(self.graph, first.head) or first.alike or second.alike:
            return False
        together = [*first.nodes, *second.nodes]
        return all(map(self._follows, together)) and len({self.graph.manner(node) for node in together}) == 1

    def _follows(self, node: Node) -> bool:
        return is_conclusion(self.graph, node) and not is_closing(node)

    def _subjects(self) -> Iterator[tuple[Group, Group]]:
        """Facts about one subject that are needed at the same places."""
        for first, second in self._facts():
            subjects = {self.graph.subject(node) for node in (*first.nodes, *second.nodes)}
            if len(subjects) == 1 and None not in subjects:
                yield first, second

    def _simple(self, group: Group) -> bool:
        """Whether a group is conclusions, each from the one before."""
        return self._follows(group.head) and not group.alike

    def _facts(self) -> Iterator[tuple[Group, Group]]:
        """Facts that are needed at the same places."""
        for first, second in self._pairs():
            facts = all(is_fact(self.graph, node) for node in (*first.nodes, *second.nodes))
            if facts and not first.alike and not second.alike and self._users(first) == self._users(second):
                yield first, second

    def _since(self) -> Iterator[tuple[Group, Group]]:
        """A fact, and the one conclusion that needs it."""
        for first in self.groups:
            users = self._users(first)
            fact = is_fact(self.graph, first.head) and not first.alike
            if len(users) == 1 and fact and self._simple(users[0]):
                yield first, users[0]

    def _spared(self) -> Iterator[Group]:
        """What need not be said where brevity is wanted: facts first, then what is furthest from the conclusion."""
        for group in sorted(self.groups, key=lambda each: (not is_fact(self.graph, each.head), each.head.index)):
            if is_supposition(group.head) or is_closing(group.head):
                continue
            users = self._users(group)
            scope = group.head.scope
            if not any(is_closing(each.head) or each.head.scope[: len(scope)] != scope for each in users):
                yield group


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
