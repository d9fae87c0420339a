"""The search for a refutation: propagation, then worlds, then lemmas, then cases.

Where nothing more follows by one rule, the ideal worlds are opened that a principle or a
denied obligation promises; then lemmas are looked for that one further assumption refutes, as
in Stålmarck's method (Sheeran & Stålmarck 2000, "A tutorial on Stålmarck's proof procedure
for propositional logic"); last, one formula is supposed, refuted, and its opposite kept. With
enough steps the search is complete: a problem that it saturates has a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from logic.refutation.derivation import FALSEHOOD, Assumed, Box, Closed, Closing, Fact
from logic.refutation.network import Constraint, Counting, Ideal, Network
from logic.refutation.propagate import Propagation
from logic.refutation.weigh import LINE
from proofs import formula as f
from proofs.formula import Formula
from proofs.proof import Problem
from proofs.world import Agent

PROPAGATION: Final = 0
LEMMAS: Final = 1
EVERYTHING: Final = 2
"""How much is tried: one rule after the other; lemmas too; suppositions too, which always end with an answer."""

_MANY_PARTS: Final = 4
"""Disjunctions of more parts are not gone through case by case in search of a lemma."""
_COMMON: Final = 4
"""How many lemmas one disjunction may give."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A world that may be opened, by which rule, and what is assumed of it."""

    ideal: Ideal
    rule: Closing
    statement: str | None = None
    denied: int = FALSEHOOD
    """The obligation (its node) that this world is a witness against."""


def ideal_worlds(problem: Problem) -> Iterator[Opening]:
    """The worlds that the principles of a problem promise."""
    rules: dict[str, Closing] = {
        "consistent": "ideal",
        "jointly consistent": "joint_ideal",
        "implies can": "able_ideal",
    }
    for statement in problem.statements:
        if not isinstance(statement.body, str):
            continue
        rule = rules[statement.body]
        groups: list[tuple[Agent, ...]] = (
            [problem.agents] if rule == "joint_ideal" else [(agent,) for agent in problem.agents]
        )
        for agents in groups:
            label = f"{rule} of {', '.join(agent or 'nobody' for agent in agents)}"
            yield Opening(Ideal(label, agents, able=rule == "able_ideal"), rule, statement.name)


def witness_against(node: int, ought: f.Ought) -> Ideal:
    """A world of its agent at which an obligation, known by its node, is not met."""
    return Ideal(f"witness {node}", (ought.agent,))


class Search:
    """A search in one problem; `assumed` is held besides its statements."""

    def __init__(
        self, problem: Problem, assumed: tuple[Formula, ...], most: int, steps: int, stop: Callable[[], bool]
    ) -> None:
        self.network = Network(problem, most)
        self.steps = steps
        self._stop = stop
        self._assumed = assumed
        self._promised = tuple(ideal_worlds(problem))
        self.state = Propagation(self.network, steps)

    def refutation(self, effort: int = EVERYTHING, banned: frozenset[int] = frozenset()) -> Fact | None:
        """`false`, shown; `None` where this effort does not suffice. Raises `ExhaustedError`."""
        self.state = Propagation(self.network, self.steps, banned, self._stop)
        self.state.begin(self._assumed)
        for constraints in self.network.of_world.values():
            self.network.unseen.extend(constraints)
        return self._refute(effort)

    def _refute(self, effort: int) -> Fact | None:
        """`false`, from what is known in the boxes that are open."""
        while True:
            false = self.state.propagate()
            if false is not None:
                return false
            opening = self._next_opening()
            if opening is not None:
                return self._at(opening, effort)
            if effort == PROPAGATION:
                return None
            found = self._obligation_lemmas() or self._case_lemmas() or self._reductio_lemmas()
            if isinstance(found, Fact):
                return found
            if not found and effort < EVERYTHING:
                return None
            if not found:
                lemma = self._suppose()
                if lemma is None or lemma.literal == FALSEHOOD:
                    return lemma
                self.state.offer(lemma)

    # Worlds

    def _next_opening(self) -> Opening | None:
        homes = self.state.homes
        for opening in self._promised:
            if opening.ideal.label not in homes:
                return opening
        for node, ought in self.network.obligations.items():
            if -node in self.state.facts:
                ideal = witness_against(node, ought)
                if ideal.label not in homes:
                    return Opening(ideal, "witness", denied=node)
        return None

    def _at(self, opening: Opening, effort: int) -> Fact | None:
        """`false`, from what holds at a further world."""
        box = Box(opens=opening.ideal)
        uses: tuple[Fact, ...] = ()
        if opening.denied:
            uses = (self.state.facts[-opening.denied],)
            body = self.network.obligations[opening.denied].body
            self.network.open(opening.ideal)
            box.assumes = (self._assumption(-self.network.literal(body, opening.ideal.label), box),)
        false = self._within(box, effort)
        return None if false is None else self._close(false, box, Closed(opening.rule, opening.statement), uses)

    def _assumption(self, literal: int, box: Box) -> Fact:
        return Fact(literal, Assumed(), 0, inside=frozenset({box}))

    def _within(self, box: Box, effort: int) -> Fact | None:
        self.state.enter(box)
        false = self._refute(effort)
        self.state.leave()
        return false

    def _close(self, false: Fact, box: Box, closed: Closed, uses: tuple[Fact, ...], literal: int = FALSEHOOD) -> Fact:
        """A fact that the box of `false` shows; `false` itself where that does not rest on the box."""
        if box not in false.inside:
            return false
        box.shows = false
        inside = false.inside - {box}
        for fact in uses:
            inside |= fact.inside
        return Fact(literal, closed, false.cost + sum(fact.cost for fact in uses) + LINE, uses, (box,), inside)

    # Lemmas

    def _keep(self, lemmas: list[Fact]) -> Fact | bool:
        """Offer lemmas; if one of them is `false`, that one."""
        for lemma in lemmas:
            if lemma.literal == FALSEHOOD:
                return lemma
            self.state.offer(lemma)
        return bool(lemmas)

    def _obligation_lemmas(self) -> Fact | bool:
        """Obligations that hold because their content is true at any ideal world of their agent."""
        lemmas = []
        for node, ought in self.network.obligations.items():
            if self.state.open_(node):
                lemma = self._obligation_lemma(node, ought)
                if lemma is not None:
                    lemmas.append(lemma)
        return self._keep(lemmas)

    def _obligation_lemma(self, node: int, ought: f.Ought) -> Fact | None:
        witness = witness_against(node, ought)
        box = Box(opens=witness)
        state = self.state
        state.enter(box)
        shown = state.propagate()
        if shown is None:
            shown = state.facts.get(self.network.literal(ought.body, witness.label))
        state.leave()
        if shown is None or (shown.literal == FALSEHOOD and box not in shown.inside):
            return shown
        box.shows = shown
        return Fact(node, Closed("ought_intro"), shown.cost + LINE, (), (box,), shown.inside - {box})

    def _case_lemmas(self) -> Fact | bool:
        """What follows in every case of a disjunction."""
        state, network = self.state, self.network
        for literal in tuple(state.trail):
            if literal < 0 or not isinstance(network.formulas[literal], f.Or):
                continue
            parts = self._open_parts(literal)
            if 1 < len(parts) <= _MANY_PARTS:
                found = self._by_cases(state.facts[literal], parts)
                if found is not False:
                    return found
        return False

    def _open_parts(self, literal: int) -> tuple[int, ...]:
        """The parts of a disjunction, if none is known and each is written once: `cases` wants a box a part."""
        formula, world = self.network.formulas[literal], self.network.places[literal]
        parts = tuple(self.network.literal(part, world) for part in f.inside(formula))
        return parts if len(set(parts)) == len(parts) and all(self.state.open_(part) for part in parts) else ()

    def _by_cases(self, disjunction: Fact, parts: tuple[int, ...]) -> Fact | bool:
        common: dict[int, int] | None = None
        for part in parts:
            found = self._followed(part)
            if found is None:
                continue
            common = found if common is None else {k: c + found[k] for k, c in common.items() if k in found}
        if common is None:
            return self._keep([self._cases(disjunction, parts, FALSEHOOD)])
        chosen = sorted(common, key=lambda literal: (common[literal], literal))[:_COMMON]
        return self._keep([self._cases(disjunction, parts, literal) for literal in chosen])

    def _followed(self, part: int) -> dict[int, int] | None:
        """What follows from one case, with what it costs; nothing where the case is absurd."""
        box = Box()
        box.assumes = (self._assumption(part, box),)
        known = len(self.state.trail)
        self.state.enter(box)
        false = self.state.propagate()
        found = {literal: self.state.facts[literal].cost for literal in self.state.trail[known:]}
        self.state.leave()
        return found if false is None else None

    def _cases(self, disjunction: Fact, parts: tuple[int, ...], literal: int) -> Fact:
        boxes = []
        inside = disjunction.inside
        for part in parts:
            box = Box()
            box.assumes = (self._assumption(part, box),)
            self.state.enter(box)
            shown = self.state.propagate() or self.state.facts[literal]
            self.state.leave()
            box.shows = shown
            inside |= shown.inside - {box}
            boxes.append(box)
        cost = disjunction.cost + sum(box.shows.cost for box in boxes if box.shows) + LINE
        return Fact(literal, Closed("cases"), cost, (disjunction,), tuple(boxes), inside)

    def _reductio_lemmas(self) -> Fact | bool:
        """Opposites of what one assumption refutes."""
        lemmas = []
        for literal in self._candidates():
            if self.state.open_(literal):
                lemma = self._reductio(literal, PROPAGATION)
                if lemma is not None:
                    lemmas.append(lemma)
                    if lemma.literal == FALSEHOOD:
                        break
        return self._keep(lemmas)

    def _candidates(self) -> Iterator[int]:
        """Literals worth supposing: such as a constraint of which two literals are left would turn into news."""
        seen: dict[int, None] = {}
        for constraint in self._unsettled():
            rest = [each for each in constraint.literals if self.state.open_(each)]
            if len(rest) == 2:  # noqa: PLR2004 - one is supposed false, the other then follows
                seen.update(dict.fromkeys(-each for each in rest))
        yield from sorted(seen, key=lambda literal: (abs(literal), literal < 0))

    def _unsettled(self) -> Iterator[Constraint]:
        """The constraints at open worlds that nothing known makes true."""
        facts = self.state.facts
        for world in (*self.state.always, *self.state.homes):
            for constraint in self.network.of_world.get(world, ()):
                if isinstance(constraint, Constraint) and not any(each in facts for each in constraint.literals):
                    yield constraint

    def _reductio(self, literal: int, effort: int) -> Fact | None:
        """The opposite of a literal, because it is absurd."""
        box = Box()
        box.assumes = (self._assumption(literal, box),)
        false = self._within(box, effort)
        if false is None:
            return None
        return self._met_everywhere(false, box, -literal) or self._close(false, box, Closed("reductio"), (), -literal)

    def _met_everywhere(self, false: Fact, supposed: Box, literal: int) -> Fact | None:
        """An obligation whose denial is absurd for nothing but its witness: its content is true at any ideal world."""
        if false.reason != Closed("witness") or false.uses != supposed.assumes:
            return None
        (inner,) = false.boxes
        ideal, shows = inner.opens, inner.shows
        if ideal is None or shows is None or supposed in shows.inside:
            return None
        (denied,) = inner.assumes
        outer = Box(opens=ideal)
        home = frozenset({outer})
        inner.opens = None
        met = Fact(-denied.literal, Closed("reductio"), shows.cost + LINE, (), (inner,), shows.inside - {inner} | home)
        outer.shows = met
        return Fact(literal, Closed("ought_intro"), met.cost + LINE, (), (outer,), met.inside - home)

    # Suppositions

    def _suppose(self) -> Fact | None:
        """The opposite of something supposed and refuted; nothing where all is settled without contradiction."""
        literal = self._decision()
        return None if literal is None else self._reductio(literal, EVERYTHING)

    def _decision(self) -> int | None:
        """What to suppose: a part of what has the fewest parts left, or of what is counted."""
        best: list[int] = []
        for constraint in self._unsettled():
            rest = [each for each in constraint.literals if self.state.open_(each)]
            if not best or len(rest) < len(best):
                best = rest
        return best[0] if best else next(self._uncounted(), None)

    def _uncounted(self) -> Iterator[int]:
        for world in (*self.state.always, *self.state.homes):
            for constraint in self.network.of_world.get(world, ()):
                if isinstance(constraint, Counting):
                    yield from (part for part in constraint.parts if self.state.open_(part))
