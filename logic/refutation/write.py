"""A derivation written down: facts become lines, each close to what uses it, and boxes nest.

A fact is written in the innermost box that holds all its uses, but never inside a box that
only opens a world, unless it speaks of that world: what is shown of the actual world stands before
it. Whatever a rule wants in another form or at another world is carried there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from logic.refutation.derivation import Assumed, Box, Closed, Fact, Quoted, Truth, reachable
from logic.refutation.network import AnyConstraint, Constraint, Counting, Network
from logic.refutation.number import finished
from proofs import formula as f
from proofs import proof as p
from proofs.formula import FALSE, TRUE, Formula, Not, inside
from proofs.proof import ACTUAL, Label, Line, Opened, Proof, opposite, scenario_label

_Where: TypeAlias = tuple[Label, Formula]

_FALSE: Final = (ACTUAL, FALSE)
_CONNECTIVES: Final[dict[type[Formula], str]] = {
    f.And: "and",
    f.Or: "or",
    f.Implies: "implies",
    f.Iff: "iff",
    f.Xor: "xor",
    f.AtLeast: "at_least",
}


@dataclass(frozen=True, slots=True)
class _Written:
    """Where a fact stands: the number of its line, its world, and the form that it has there."""

    number: int
    world: Label
    formula: Formula


@dataclass(eq=False, slots=True)
class _Scope:
    """A list of lines while it is written, and which formulas stand in it."""

    box: Box | None
    lines: list[Line] = field(default_factory=list)
    found: dict[tuple[Label, Formula], int] = field(default_factory=dict)


class Writer:
    """Writes the proof of one derivation."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._scopes: list[_Scope] = [_Scope(None)]
        self._members: dict[Box | None, list[Fact]] = {}
        self._written: dict[Fact, _Written] = {}
        self._count = 0

    def write(self, root: Fact, assumed: tuple[Formula, ...]) -> Proof:
        """The proof of `false`; `assumed` is what the whole proof assumes."""
        order = reachable(root)
        for fact, box in _places(root, order):
            self._members.setdefault(box, []).append(fact)
        assumes = tuple(self._assume(ACTUAL, formula) for formula in assumed)
        denied = {self._network.known(line.formula, ACTUAL): line for line in reversed(assumes)}
        for fact in self._members.get(None, ()):
            if isinstance(fact.reason, Assumed):
                line = denied[fact.literal]
                self._written[fact] = _Written(line.number, line.world, line.formula)
        for fact in self._members.get(None, ()):
            self._write(fact)
        self._ends(root, ACTUAL, FALSE)
        return finished(Proof(tuple(self._scopes[0].lines), assumes))

    # Lines

    def _add(  # noqa: PLR0913, PLR0917 - the fields of a line
        self,
        scope: _Scope,
        world: Label,
        formula: Formula,
        rule: str,
        uses: tuple[int, ...] = (),
        boxes: tuple[p.Box, ...] = (),
        statement: str | None = None,
    ) -> int:
        self._count += 1
        scope.lines.append(Line(self._count, world, formula, rule, uses, boxes, statement))
        scope.found.setdefault((world, formula), self._count)
        return self._count

    def _assume(self, world: Label, formula: Formula) -> Line:
        self._count += 1
        self._scopes[-1].found.setdefault((world, formula), self._count)
        return Line(self._count, world, formula, "assumption")

    def _find(self, world: Label, formula: Formula) -> int | None:
        key = (world, formula)
        return next((scope.found[key] for scope in self._scopes if key in scope.found), None)

    def _form(self, literal: int) -> Formula:
        """How a literal is written where nothing else is wanted."""
        base = self._network.formulas[abs(literal)] if literal else FALSE
        return base if literal >= 0 else Not(base)

    def _number(self, fact: Fact, world: Label, formula: Formula) -> int:
        """The line of a fact in the form and at the world that are wanted."""
        found = self._find(world, formula)
        if found is not None:
            return found
        stands = self._written[fact]
        scope = self._scopes[-1]
        at, has = stands.number, stands.formula
        if stands.world != world:
            at = self._add(scope, world, has, "carry", (at,))
        while has != formula:
            longer = len(str(has)) > len(str(formula))
            has = has.body.body if longer and isinstance(has, Not) and isinstance(has.body, Not) else Not(Not(has))
            at = self._add(scope, world, has, "double_negation", (at,))
        return at

    def _ends(self, fact: Fact, world: Label, formula: Formula) -> None:
        """See to it that the scope being written ends in a fact, in the form and at the world that are wanted."""
        scope = self._scopes[-1]
        number = self._number(fact, world, formula)
        if not scope.lines and scope.box is not None and scope.box.assumes and scope.box.assumes[-1] is fact:
            return
        if not scope.lines or scope.lines[-1].number != number:
            self._add(scope, world, formula, "carry", (number,))

    # Facts

    def _write(self, fact: Fact) -> None:
        """Write the line of a fact; what it rests on has been written."""
        match fact.reason:
            case Assumed():
                return
            case Truth():
                self._stand(fact, ACTUAL, TRUE, "truth")
            case Quoted(statement=name, world=world):
                statement = self._network.problem.statement(name)
                assert statement is not None
                assert isinstance(statement.body, Formula)
                self._stand(fact, world, statement.body, "premise", statement=name)
            case Closed():
                self._close(fact, fact.reason)
            case Counting() | Constraint(kind="connective"):
                self._infer(fact, fact.reason)
            case Constraint(kind=kind):
                self._cross(fact, fact.reason, kind)

    def _stand(  # noqa: PLR0913, PLR0917 - the fields of a line
        self,
        fact: Fact,
        world: Label,
        formula: Formula,
        rule: str,
        uses: Iterable[tuple[Fact, Label, Formula]] = (),
        boxes: tuple[p.Box, ...] = (),
        statement: str | None = None,
    ) -> None:
        """Write a line, unless what it says stands already where it can be used."""
        number = self._find(world, formula)
        if number is None:
            numbers = tuple(self._number(*use) for use in uses)
            number = self._add(self._scopes[-1], world, formula, rule, numbers, boxes, statement)
        self._written[fact] = _Written(number, world, formula)

    def _cross(self, fact: Fact, constraint: Constraint, kind: str) -> None:
        """What an obligation, or a course of events, says of another world."""
        formula = self._network.formulas[constraint.node]
        (body,) = inside(formula)
        assert isinstance(formula, f.In | f.Ought)
        there = constraint.world if isinstance(formula, f.Ought) else scenario_label(formula.scenario)
        (used,) = fact.uses
        if abs(fact.literal) == constraint.node:
            turned = fact.literal < 0
            rule = "not_ought_intro" if kind == "ought" else "scenario"
            use = (used, there, opposite(body) if turned else body)
            self._stand(fact, ACTUAL, Not(formula) if turned else formula, rule, [use])
        else:
            turned = used.literal < 0
            rule = "ought_elim" if kind == "ought" else "scenario"
            use = (used, self._written[used].world, Not(formula) if turned else formula)
            self._stand(fact, there, opposite(body) if turned else body, rule, [use])

    # Connectives

    def _infer(self, fact: Fact, constraint: AnyConstraint) -> None:
        world = self._where(fact, constraint)
        formula = self._network.formulas[constraint.node]
        word = _CONNECTIVES[type(formula)]
        node = next((use for use in fact.uses if abs(use.literal) == constraint.node), None)
        occurrences = [(part, self._network.known(part, world)) for part in inside(formula)]
        if node is None:
            asserted = fact.literal > 0
            rule = f"{word}_intro" if asserted else f"not_{word}_intro"
            uses = self._parts(fact, constraint, occurrences, world)
            self._stand(fact, world, formula if asserted else Not(formula), rule, uses)
            return
        shown = max(at for at, (_, literal) in enumerate(occurrences) if abs(literal) == abs(fact.literal))
        part, literal = occurrences.pop(shown)
        rule = f"{word}_elim" if node.literal > 0 else f"not_{word}_elim"
        if rule == "implies_elim" and shown == 0:
            rule = "modus_tollens"
        whole = (node, world, formula if node.literal > 0 else Not(formula))
        uses = [whole, *self._parts(fact, constraint, occurrences, world)]
        self._stand(fact, world, part if literal == fact.literal else opposite(part), rule, uses)

    def _parts(
        self, fact: Fact, constraint: AnyConstraint, occurrences: Iterable[tuple[Formula, int]], world: Label
    ) -> list[tuple[Fact, Label, Formula]]:
        """The parts that a step uses, in the form that the rule wants; of a count, no more than it does."""
        known = {use.literal: use for use in fact.uses}
        left = Counter(use.literal for use in fact.uses)
        uses = []
        for part, literal in occurrences:
            for each, form in ((literal, part), (-literal, opposite(part))):
                if each in known and (left[each] or isinstance(constraint, Constraint)):
                    left[each] -= 1
                    uses.append((known[each], world, form))
        return uses

    def _where(self, fact: Fact, constraint: AnyConstraint) -> Label:
        """The world at which to take a step that may be taken at several: where all it uses stands, if it does."""
        worlds = {self._written[use].world for use in fact.uses}
        if len(worlds) == 1:
            (world,) = worlds
            if self._network.same(constraint.node, world):
                return world
        return constraint.world

    # Boxes

    def _close(self, fact: Fact, closed: Closed) -> None:
        """Write a line that closes boxes, or that finds a contradiction."""
        match closed.rule:
            case "contradiction":
                one, other = fact.uses
                stands = self._written[one]
                uses = [(one, stands.world, stands.formula), (other, stands.world, opposite(stands.formula))]
                self._stand(fact, ACTUAL, FALSE, "contradiction", uses)
            case "falsity":
                self._written[fact] = _Written(self._number(fact.uses[0], ACTUAL, FALSE), ACTUAL, FALSE)
            case "cases":
                self._close_cases(fact)
            case "ought_intro":
                self._close_ought(fact)
            case "reductio":
                formula, world = self._form(fact.literal), self._network.places[abs(fact.literal)]
                box = self._box(fact.boxes[0], (world, opposite(formula)), _FALSE)
                self._stand(fact, world, formula, "reductio", boxes=(box,))
            case "witness":
                self._close_witness(fact)
            case rule:
                box = self._box(fact.boxes[0], None, _FALSE)
                self._stand(fact, *_FALSE, rule, boxes=(box,), statement=closed.statement)

    def _close_ought(self, fact: Fact) -> None:
        (box,) = fact.boxes
        formula = self._form(fact.literal)
        assert isinstance(formula, f.Ought)
        assert box.opens is not None
        written = self._box(box, None, (box.opens.label, formula.body))
        self._stand(fact, ACTUAL, formula, "ought_intro", boxes=(written,))

    def _close_witness(self, fact: Fact) -> None:
        (denied,), (box,) = fact.uses, fact.boxes
        formula = self._network.formulas[abs(denied.literal)]
        assert isinstance(formula, f.Ought)
        assert box.opens is not None
        written = self._box(box, (box.opens.label, opposite(formula.body)), _FALSE)
        self._stand(fact, *_FALSE, "witness", [(denied, self._written[denied].world, Not(formula))], (written,))

    def _close_cases(self, fact: Fact) -> None:
        (disjunction,) = fact.uses
        formula, at = self._form(disjunction.literal), self._written[disjunction].world
        shown = (self._network.places[abs(fact.literal)], self._form(fact.literal)) if fact.literal else _FALSE
        parts = zip(fact.boxes, inside(formula), strict=True)
        boxes = tuple(self._box(box, (at, part), shown) for box, part in parts)
        self._stand(fact, *shown, "cases", [(disjunction, at, formula)], boxes)

    def _box(self, box: Box, assumed: _Where | None, shown: _Where) -> p.Box:
        """A box written: what it assumes, its lines, the last of which is what it shows, or `false`."""
        self._scopes.append(_Scope(box))
        assumes: tuple[Line, ...] = ()
        if assumed is not None:
            assumes = (self._assume(*assumed),)
            self._written[box.assumes[0]] = _Written(assumes[0].number, *assumed)
        for fact in self._members.get(box, ()):
            self._write(fact)
        last = box.shows or box.assumes[-1]
        self._ends(last, *(shown if last.literal else _FALSE))
        scope = self._scopes.pop()
        opens = None if box.opens is None else Opened(box.opens.label, box.opens.agents, box.opens.able)
        return p.Box(opens, assumes, tuple(scope.lines))


def _places(root: Fact, order: Sequence[Fact]) -> Iterator[tuple[Fact, Box | None]]:
    """The box of each fact: the innermost that holds all its uses, and opens no world that it does not speak of."""
    parents: dict[Box, Box | None] = {}
    depths: dict[Box | None, int] = {None: 0}
    places: dict[Fact, Box | None] = {root: None}
    for fact in reversed(order):
        box = places[fact]
        while box is not None and box.opens is not None and box not in fact.inside and not _quoted(fact):
            box = parents[box]
        places[fact] = box
        needed = [(used, box) for used in fact.uses]
        for inner in fact.boxes:
            parents[inner], depths[inner] = box, depths[box] + 1
            needed += [(used, inner) for used in (*inner.assumes, *((inner.shows,) if inner.shows else ()))]
        for used, at in needed:
            places[used] = _common(places[used], at, parents, depths) if used in places else at
    return ((fact, places[fact]) for fact in order)


def _quoted(fact: Fact) -> bool:
    """Whether a fact is a statement, or what is read off one alone."""
    while len(fact.uses) == 1 and not fact.boxes:
        fact = fact.uses[0]
    return isinstance(fact.reason, Quoted)


def _common(
    one: Box | None, other: Box | None, parents: Mapping[Box, Box | None], depths: Mapping[Box | None, int]
) -> Box | None:
    """The innermost box that holds two boxes."""
    while one is not other:
        if depths[one] >= depths[other]:
            assert one is not None
            one = parents[one]
        else:
            assert other is not None
            other = parents[other]
    return one
