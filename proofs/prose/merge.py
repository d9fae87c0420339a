"""Told lines put together until there are as many sentences as a reader wants.

What goes together, first to last: facts about one subject; the same thing said of several; a
conclusion and what follows from it alone; facts that are needed at one place; a fact, and the
one conclusion that needs it; a conclusion and what follows from it and more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from proofs.prose.graph import Node
from proofs.prose.groups import Group, Groups, differing_elements, is_closing, is_conclusion, is_fact, is_supposition

MOST_TOGETHER: Final = 4
"""How many told lines one sentence holds at most."""

_MANY: Final = 60
"""From how many sentences on only neighbours are put together: to try all pairs would take too long."""


def leave_out(groups: Groups, most: int) -> None:
    """Leave out what need not be said, until there are no more than `most` groups: facts, then early conclusions.

    What is left out is covered by what rests on it.
    """
    while len(groups.all) > most:
        group = next(_spared(groups), None)
        if group is None:
            return
        for user in groups.users(group):
            known = {node.line.number for node in user.all}
            user.dropped += [node for node in group.all if node.line.number not in known]
        groups.become([each for each in groups.all if each is not group])


def _spared(groups: Groups) -> Iterator[Group]:
    """What need not be said where brevity is wanted: facts first, then what is furthest from the conclusion."""
    for group in sorted(groups.all, key=lambda each: (not is_fact(groups.graph, each.head), each.head.index)):
        if is_supposition(group.head) or is_closing(group.head):
            continue
        scope = group.head.scope
        if not any(is_closing(each.head) or each.head.scope[: len(scope)] != scope for each in groups.users(group)):
            yield group


class Merger:
    """Puts groups together. `length` tells how long a group's sentence would be, `longest` how long it may."""

    def __init__(self, groups: Groups, length: Callable[[Group], int], longest: int) -> None:
        self.groups = groups
        self.graph = groups.graph
        self._length = length
        self._longest = longest

    def put_together(self, most: int) -> None:
        """Put groups together until there are no more than `most`, or nothing goes together any more."""
        while len(self.groups.all) > most:
            merged = next(self._mergeable(), None)
            if merged is None:
                return
            first, second, new = merged
            self.groups.become([new if each is second else each for each in self.groups.all if each is not first])

    def _mergeable(self) -> Iterator[tuple[Group, Group, Group]]:
        for way in (self._subjects, self._likewise, self._steps, self._facts, self._since, self._chains):
            for first, second in way():
                alike = way == self._likewise
                new = Group([*first.nodes, *second.nodes], [*first.dropped, *second.dropped], alike)
                small = (alike or len(new.nodes) <= MOST_TOGETHER) and self._length(new) <= self._longest
                if small and self.groups.independent(first, second):
                    yield first, second, new

    def _pairs(self) -> Iterator[tuple[Group, Group]]:
        if len(self.groups.all) > _MANY:
            return
        for at, first in enumerate(self.groups.all):
            for second in self.groups.all[at + 1 :]:
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
        quoted = [self.groups.quoted(each) for each in (one, other)]
        return same and quoted[0] == quoted[1] and differing_elements(self.graph, one, other) is not None

    def _steps(self) -> Iterator[tuple[Group, Group]]:
        """A conclusion, and what follows from it alone, or from it and statements."""
        return ((first, second) for first, second in self._chains() if not self._further(first, second))

    def _further(self, first: Group, second: Group) -> list[Group]:
        """What a group rests on besides another, and its suppositions."""
        return [
            each for each in self.groups.needs(second) if each is not first and each not in self.groups.under(second)
        ]

    def _chains(self) -> Iterator[tuple[Group, Group]]:
        """A conclusion, and what follows from it and perhaps from more."""
        for first in self.groups.all:
            users = self.groups.users(first)
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
            if facts and not first.alike and not second.alike and self.groups.users(first) == self.groups.users(second):
                yield first, second

    def _since(self) -> Iterator[tuple[Group, Group]]:
        """A fact, and the one conclusion that needs it."""
        for first in self.groups.all:
            users = self.groups.users(first)
            fact = is_fact(self.graph, first.head) and not first.alike
            if len(users) == 1 and fact and self._simple(users[0]):
                yield first, users[0]
