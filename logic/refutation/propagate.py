"""Propagation: what follows from what is known by one rule at a time, the cheapest first.

Facts are settled in the order of how many lines they take, as Knuth generalised Dijkstra's
algorithm (1977, "A generalization of Dijkstra's algorithm"), where a line that is used
twice counts twice. What holds only in a box is forgotten when the box is closed.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from logic.refutation.derivation import FALSEHOOD, Assumed, Box, Closed, Fact, Quoted, Truth, together
from logic.refutation.network import AnyConstraint, Counting, Ideal, Network, holds_at
from logic.refutation.weigh import ELSEWHERE, LINE, QUOTED, weight
from proofs.formula import FALSE, TRUE, Formula
from proofs.proof import ACTUAL, Label, scenario_label

_DEAREST: Final = 10**12
_LOOK: Final = 5_000
"""After how many steps it is looked up whether time is up."""
_DEEPEST: Final = 80
"""How many boxes may stand one in the other."""


class ExhaustedError(Exception):
    """The search has taken all the steps that it may take."""


@dataclass(frozen=True, slots=True)
class _Level:
    """What was known when a box was opened."""

    box: Box
    known: int
    worlds: int


class Propagation:
    """A network, and what is known in the boxes that are open.

    `steps` bounds how often a fact may be settled and a constraint be looked at, all in all;
    `banned` are literals that are never derived. Raises `ExhaustedError` where the steps are
    used up, `stop` says that time is, or boxes nest too deep.
    """

    def __init__(
        self,
        network: Network,
        steps: int,
        banned: frozenset[int] = frozenset(),
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.network = network
        self.facts: dict[int, Fact] = {}
        self.trail: list[int] = []
        self.opened: list[Ideal] = []
        self.homes: dict[Label, Box] = {}
        """Of each ideal world that is open, the box that opened it."""
        self.levels: list[_Level] = []
        self.steps = steps
        self._stop = stop
        self._look = steps
        self.banned = banned
        self.always = (ACTUAL, *map(scenario_label, network.problem.scenarios))
        """The worlds that there are whatever is opened."""
        self._queue: list[tuple[int, int, int, AnyConstraint | Fact]] = []
        self._count = 0

    # What is known

    def begin(self, assumed: Iterable[Formula]) -> None:
        """Quote every statement at the actual world and in scenarios; assume the denial of what is to be shown."""
        network = self.network
        self.offer(Fact(network.literal(TRUE, ACTUAL), Truth(), LINE))
        self.offer(Fact(-network.literal(FALSE, ACTUAL), Truth(), LINE))
        for formula in assumed:
            self.offer(Fact(network.literal(formula, ACTUAL), Assumed(), 0))
        for statement in network.problem.statements:
            body = statement.body
            if isinstance(body, str):
                continue
            self.offer(Fact(network.literal(body, ACTUAL), Quoted(statement.name, ACTUAL), QUOTED))
            everywhere = statement.layer == "law" or (statement.layer == "axiom" and not statement.speaks_of_ought)
            for scenario in network.problem.scenarios if everywhere else ():
                world = scenario_label(scenario)
                self.offer(Fact(network.literal(body, world), Quoted(statement.name, world), QUOTED + ELSEWHERE))

    def offer(self, fact: Fact) -> None:
        """Put a fact forward; it is known once it has been propagated."""
        self._count += 1
        heapq.heappush(self._queue, (fact.cost, self._count, fact.literal, fact))

    def false(self, literal: int) -> bool:
        """Whether a literal is known to be false."""
        return -literal in self.facts

    def open_(self, literal: int) -> bool:
        """Whether a literal is neither known to be true nor to be false."""
        return literal not in self.facts and -literal not in self.facts

    # Boxes

    def enter(self, box: Box) -> None:
        """Open a box, with the world that it speaks of; what it assumes is offered."""
        if len(self.levels) >= _DEEPEST:
            raise ExhaustedError
        self.levels.append(_Level(box, len(self.trail), len(self.opened)))
        if box.opens is not None:
            self._open(box.opens, box)
        for fact in box.assumes:
            self.offer(fact)

    def leave(self) -> None:
        """Close the box opened last; what does not rest on it is kept."""
        level = self.levels.pop()
        known = [self.facts.pop(literal) for literal in self.trail[level.known :]]
        del self.trail[level.known :]
        for ideal in self.opened[level.worlds :]:
            del self.homes[ideal.label]
        del self.opened[level.worlds :]
        self._queue.clear()
        for fact in known:
            if level.box not in fact.inside:
                self.offer(fact)

    def _open(self, ideal: Ideal, box: Box) -> None:
        network = self.network
        network.open(ideal)
        self.opened.append(ideal)
        self.homes[ideal.label] = box
        home = frozenset({box})
        for statement in network.problem.statements:
            if holds_at(statement, ideal) and isinstance(statement.body, Formula):
                literal = network.literal(statement.body, ideal.label)
                cost = QUOTED + ELSEWHERE
                self.offer(Fact(literal, Quoted(statement.name, ideal.label), cost, inside=home))
        for constraint in network.of_world.get(ideal.label, ()):
            self._examine(constraint)

    def _active(self, world: Label) -> bool:
        return world in self.always or world in self.homes

    # Propagation

    def propagate(self) -> Fact | None:
        """Settle all that follows; the cheapest `false`, as soon as that does, or nothing.

        When something and its opposite have both been found, what follows from either is still
        followed up until nothing can be cheaper.
        """
        network, queue, facts = self.network, self._queue, self.facts
        best: Fact | None = None
        while True:
            while network.unseen:
                self._examine(network.unseen.pop())
            if not queue or (best is not None and queue[0][0] >= best.cost):
                return best
            cost, _, literal, source = heapq.heappop(queue)
            if literal in facts or literal in self.banned:
                continue
            fact = source if isinstance(source, Fact) else self._derived(literal, source, cost)
            if -literal in facts:
                clash = self._clash(fact, facts[-literal])
                best = clash if best is None or clash.cost < best.cost else best
            self._settle(fact)

    def _settle(self, fact: Fact) -> None:
        self.facts[fact.literal] = fact
        self.trail.append(fact.literal)
        touched = self.network.occurrences.get(fact.literal, ())
        self.steps -= 1 + len(touched)
        if self.steps < 0 or (self.steps < self._look and self._stop()):
            raise ExhaustedError
        if self.steps < self._look:
            self._look -= _LOOK
        for constraint in touched:
            self._examine(constraint)

    def _clash(self, one: Fact, other: Fact) -> Fact:
        """`false`, from a fact and its opposite."""
        positive, negative = (one, other) if one.literal > 0 else (other, one)
        if self.network.formulas[positive.literal] == FALSE:
            return Fact(FALSEHOOD, Closed("falsity"), positive.cost, (positive,), inside=positive.inside)
        uses = (positive, negative)
        return Fact(FALSEHOOD, Closed("contradiction"), one.cost + other.cost + LINE, uses, inside=together(uses))

    def _derived(self, literal: int, constraint: AnyConstraint, cost: int) -> Fact:
        if isinstance(constraint, Counting):
            premises = constraint.premises
        else:
            premises = tuple(-each for each in constraint.literals if each != literal)
        uses = tuple(self.facts[each] for each in premises)
        return Fact(literal, constraint, cost, uses, inside=self._inside(uses, constraint.world))

    def _inside(self, uses: tuple[Fact, ...], world: Label) -> frozenset[Box]:
        inside = together(uses)
        home = self.homes.get(world)
        return inside if home is None or home in inside else inside | {home}

    def _examine(self, constraint: AnyConstraint) -> None:
        if not self._active(constraint.world):
            return
        if isinstance(constraint, Counting):
            self._examine_count(constraint)
            return
        facts, missing, cost = self.facts, FALSEHOOD, 0
        for literal in constraint.literals:
            fact = facts.get(-literal)
            if fact is not None:
                cost += fact.cost
            elif missing:
                return
            else:
                missing = literal
        for literal in (missing,) if missing else constraint.literals:
            if literal not in facts:
                self._derive(literal, constraint, cost if missing else cost - facts[-literal].cost)

    def _derive(self, literal: int, constraint: AnyConstraint, cost: int) -> None:
        if literal not in self.banned:
            self._count += 1
            total = min(cost + weight(self.network.formulas[constraint.node], constraint, literal), _DEAREST)
            heapq.heappush(self._queue, (total, self._count, literal, constraint))

    # Counting

    def _examine_count(self, counting: Counting) -> None:
        for sign in (1, -1):
            # At least so many are true; that it is not so says that at least so many others are false.
            number = counting.number if sign > 0 else len(counting.parts) - counting.number + 1
            true = [sign * part for part in counting.parts if sign * part in self.facts]
            if len(true) >= number:
                self._conclude(counting, sign * counting.node, true, number)
            if sign * counting.node not in self.facts:
                continue
            false = [-sign * part for part in counting.parts if -sign * part in self.facts]
            fewest = len(counting.parts) - number + 1
            for literal, times in Counter(sign * part for part in counting.parts).items():
                others = [each for each in false if each != -literal]
                if len(others) + times >= fewest:
                    self._conclude(counting, literal, others, fewest - times, sign * counting.node)

    def _conclude(self, counting: Counting, literal: int, known: list[int], number: int, *whole: int) -> None:
        """What a count shows, from as many of what is known as it takes, the cheapest."""
        if literal not in self.facts:
            chosen = sorted(range(len(known)), key=lambda at: (self.facts[known[at]].cost, at))[: max(number, 0)]
            premises = (*whole, *(known[at] for at in sorted(chosen)))
            counted = replace(counting, premises=premises)
            self._derive(literal, counted, sum(self.facts[each].cost for each in premises))
