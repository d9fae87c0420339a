"""A derivation written down: facts become lines, each close to what uses it, and boxes nest.

A fact is written in the innermost box that holds all its uses, but never inside a box that
only opens a world, unless it speaks of that world: what is shown of the actual world stands before
it. Whatever a rule wants at another world is carried there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from logic.refutation.derivation import Assumed, Box, Closed, Fact, Quoted, Truth, reachable
from logic.refutation.network import AnyConstraint, Constraint, Counting, Network, stripped
from logic.refutation.number import finished
from proofs import formula as f
from proofs import proof as p
from proofs.formula import FALSE, Formula, Not, inside
from proofs.proof import ACTUAL, Label, Line, Opened, Proof, scenario_label

_Said: TypeAlias = tuple[Label, Formula]

_FALSE: Final[_Said] = (ACTUAL, FALSE)
_CONNECTIVES: Final[dict[type[Formula], str]] = {
    f.And: "and",
    f.Or: "or",
    f.Implies: "implies",
    f.Iff: "iff",
    f.Xor: "xor",
    f.AtLeast: "at_least",
}


@dataclass(frozen=True, slots=True)
class _Rests:
    """What a line rests on."""

    uses: tuple[int, ...] = ()
    boxes: tuple[p.Box, ...] = ()
    statement: str | None = None


@dataclass(eq=False, slots=True)
class _Scope:
    """A list of lines while it is written, and which formulas stand in it."""

    box: Box | None
    lines: list[Line] = field(default_factory=list)
    found: dict[_Said, int] = field(default_factory=dict)


class Writer:
    """Writes the proof of one derivation."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._scopes: list[_Scope] = [_Scope(None)]
        self._members: dict[Box | None, list[Fact]] = {}
        self._worlds: dict[Fact, Label] = {}
        """At which world a fact stands."""
        self._count = 0

    def write(self, root: Fact, assumed: tuple[Formula, ...]) -> Proof:
        """The proof of `false`; `assumed` is what the whole proof assumes."""
        order = reachable(root)
        for fact, box in _places(root, order):
            self._members.setdefault(box, []).append(fact)
        assumes = tuple(self._assume(ACTUAL, formula) for formula in assumed)
        # What the whole proof assumes may be used inside a box alone; what a box assumes stands where it opens.
        opened = {each for fact in order for box in fact.boxes for each in box.assumes}
        for fact in order:
            if isinstance(fact.reason, Assumed) and fact not in opened:
                self._worlds[fact] = ACTUAL
        for fact in self._members.get(None, ()):
            self._write(fact)
        self._ends(root, _FALSE)
        return finished(Proof(tuple(self._scopes[0].lines), assumes))

    # Lines

    def _add(self, said: _Said, rule: str, rests: _Rests) -> int:
        """A line in the innermost box."""
        self._count += 1
        scope = self._scopes[-1]
        scope.lines.append(Line(self._count, *said, rule, rests.uses, rests.boxes, rests.statement))
        self._note(said)
        return self._count

    def _assume(self, world: Label, formula: Formula) -> Line:
        self._count += 1
        self._note((world, formula))
        return Line(self._count, world, formula, "assumption")

    def _note(self, said: _Said) -> None:
        # To the kernel a formula and its double negation are one.
        base, positive = stripped(said[1])
        self._scopes[-1].found.setdefault((said[0], base if positive else Not(base)), self._count)

    def _find(self, said: _Said) -> int | None:
        return next((scope.found[said] for scope in self._scopes if said in scope.found), None)

    def _said(self, literal: int) -> Formula:
        """What a literal says."""
        base = self._network.formulas[abs(literal)] if literal else FALSE
        return base if literal >= 0 else Not(base)

    def _number(self, fact: Fact, world: Label) -> int:
        """The line of a fact at the world that is wanted."""
        said = (world, self._said(fact.literal))
        found = self._find(said)
        if found is not None:
            return found
        there = self._find((self._worlds[fact], said[1]))
        assert there is not None, "a fact is used before it is written"
        return self._add(said, "carry", _Rests((there,)))

    def _ends(self, fact: Fact, said: _Said) -> None:
        """See to it that the scope being written ends in a fact, at the world that is wanted."""
        scope = self._scopes[-1]
        number = self._number(fact, said[0])
        # Only where it has no line does a box end in what it assumes.
        assumption = scope.box is not None and scope.box.assumes[-1:] == (fact,) and not scope.lines
        if not assumption and (not scope.lines or scope.lines[-1].number != number):
            self._add(said, "carry", _Rests((number,)))

    # Facts

    def _write(self, fact: Fact) -> None:
        """Write the line of a fact; what it rests on has been written."""
        match fact.reason:
            case Assumed():
                return
            case Truth():
                self._stand(fact, ACTUAL, "truth")
            case Quoted(statement=name, world=world):
                self._quote(fact, world, name)
            case Closed():
                self._close(fact, fact.reason)
            case Counting() | Constraint(kind="connective"):
                self._infer(fact, fact.reason)
            case Constraint(kind="ought"):
                self._oblige(fact, fact.reason)
            case Constraint(kind="scenario"):
                self._enter(fact, fact.reason)

    def _stand(
        self,
        fact: Fact,
        world: Label,
        rule: str,
        uses: Iterable[tuple[Fact, Label]] = (),
        rests: _Rests | None = None,
    ) -> None:
        """Write a line, unless what it says stands already where it can be used."""
        said = (world, self._said(fact.literal))
        self._worlds[fact] = world
        if self._find(said) is None:
            numbers = tuple(dict.fromkeys(self._number(*use) for use in uses))
            rests = rests or _Rests()
            self._add(said, rule, _Rests(numbers, rests.boxes, rests.statement))

    def _quote(self, fact: Fact, world: Label, name: str) -> None:
        """A statement, word for word."""
        self._worlds[fact] = world
        statement = self._network.problem.statement(name)
        assert statement is not None
        assert isinstance(statement.body, Formula)
        if self._find((world, self._said(fact.literal))) is None:
            self._add((world, statement.body), "premise", _Rests(statement=name))

    def _oblige(self, fact: Fact, constraint: Constraint) -> None:
        """What an obligation says of an ideal world, or that a world says against one."""
        (used,) = fact.uses
        if abs(fact.literal) == constraint.node:
            self._stand(fact, ACTUAL, "not_ought_intro", [(used, constraint.world)])
        else:
            self._stand(fact, constraint.world, "ought_elim", [(used, self._worlds[used])])

    def _enter(self, fact: Fact, constraint: Constraint) -> None:
        """What is said of a scenario, there; or what is so there, said of it."""
        (used,) = fact.uses
        formula = self._network.formulas[constraint.node]
        assert isinstance(formula, f.In)
        there = scenario_label(formula.scenario)
        if abs(fact.literal) == constraint.node:
            self._stand(fact, ACTUAL, "scenario", [(used, there)])
        else:
            self._stand(fact, there, "scenario", [(used, self._worlds[used])])

    # Connectives

    def _infer(self, fact: Fact, constraint: AnyConstraint) -> None:
        world = self._where(fact, constraint)
        formula = self._network.formulas[constraint.node]
        known = {use.literal: use for use in fact.uses}
        literals = [self._network.known(part, world) for part in inside(formula)]
        parts = [known[each] for part in literals for each in (part, -part) if each in known]
        node = known.get(constraint.node) or known.get(-constraint.node)
        word = _CONNECTIVES[type(formula)]
        if node is None:
            rule = f"{word}_intro" if fact.literal > 0 else f"not_{word}_intro"
            self._stand(fact, world, rule, [(part, world) for part in parts])
            return
        rule = f"{word}_elim" if node.literal > 0 else f"not_{word}_elim"
        if rule == "implies_elim" and fact.literal != literals[1]:
            rule = "modus_tollens"
        self._stand(fact, world, rule, [(each, world) for each in (node, *parts)])

    def _where(self, fact: Fact, constraint: AnyConstraint) -> Label:
        """The world at which to take a step that may be taken at several: where all it uses stands, if it does."""
        worlds = {self._worlds[use] for use in fact.uses}
        if len(worlds) == 1:
            (world,) = worlds
            if self._network.same(constraint.node, world):
                return world
        return constraint.world

    # Boxes

    def _close(self, fact: Fact, closed: Closed) -> None:
        """Write a line that closes boxes, or that finds a contradiction."""
        world = self._network.places[abs(fact.literal)] if fact.literal else ACTUAL
        match closed.rule:
            case "contradiction":
                where = self._worlds[fact.uses[0]]
                self._stand(fact, ACTUAL, "contradiction", [(use, where) for use in fact.uses])
            case "falsity":
                self._worlds[fact] = ACTUAL
                self._number(fact.uses[0], ACTUAL)
            case "cases":
                self._close_cases(fact, world)
            case "ought_intro" | "witness":
                self._close_ought(fact, closed.rule)
            case "reductio":
                box = self._box(fact.boxes[0], world, _FALSE)
                self._stand(fact, world, "reductio", rests=_Rests(boxes=(box,)))
            case rule:
                box = self._box(fact.boxes[0], None, _FALSE)
                self._stand(fact, ACTUAL, rule, rests=_Rests((), (box,), closed.statement))

    def _close_ought(self, fact: Fact, rule: str) -> None:
        (box,) = fact.boxes
        assert box.opens is not None
        there = box.opens.label
        if rule == "ought_intro":
            formula = self._network.formulas[fact.literal]
            assert isinstance(formula, f.Ought)
            written = self._box(box, None, (there, formula.body))
        else:
            written = self._box(box, there, _FALSE)
        uses = [(use, self._worlds[use]) for use in fact.uses]
        self._stand(fact, ACTUAL, rule, uses, _Rests(boxes=(written,)))

    def _close_cases(self, fact: Fact, world: Label) -> None:
        (disjunction,) = fact.uses
        at = self._worlds[disjunction]
        boxes = tuple(self._box(box, at, (world, self._said(fact.literal))) for box in fact.boxes)
        self._stand(fact, world, "cases", [(disjunction, at)], _Rests(boxes=boxes))

    def _box(self, box: Box, assumed_at: Label | None, shown: _Said) -> p.Box:
        """A box written: what it assumes, its lines, the last of which is what it shows, or `false`."""
        self._scopes.append(_Scope(box))
        assumes: tuple[Line, ...] = ()
        if assumed_at is not None:
            (assumed,) = box.assumes
            self._worlds[assumed] = assumed_at
            assumes = (self._assume(assumed_at, self._said(assumed.literal)),)
        for fact in self._members.get(box, ()):
            self._write(fact)
        assert box.shows is not None
        self._ends(box.shows, shown if box.shows.literal else _FALSE)
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
