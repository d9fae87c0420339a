"""Formulas, models and proofs as JSON: formulas are rows of one table, and everything else names rows.

A row names rows before it alone, so that nothing that is read is deeper, or when written out
longer, than is known beforehand. `Reader` takes nothing on trust: what it returns has the types
that it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from proofs.clausal import Clause, Derived, Ideal, Refutation
from proofs.formula import And, AtLeast, Atom, Constant, Formula, Iff, Implies, In, Not, Or, Ought, Xor, inside
from proofs.kernel import DEEPEST
from proofs.proof import Box, Line, Opened, Proof
from proofs.rules import Said
from proofs.sealed import WrongError
from proofs.world import Agent, Model, World

DEPTH: Final = 300
"""How deep a formula may be nested."""

_T = TypeVar("_T")
_WORDS: Final[dict[str, Callable[..., Formula]]] = {
    "constant": Constant,
    "atom": lambda name, *arguments: Atom(name, arguments),
    "not": Not,
    "and": lambda *parts: And(parts),
    "or": lambda *parts: Or(parts),
    "implies": Implies,
    "iff": Iff,
    "xor": Xor,
    "at_least": lambda number, *parts: AtLeast(number, parts),
    "ought": Ought,
    "in": In,
}
_PARTS: Final = {"not": 1, "implies": 2, "iff": 2, "xor": 2, "ought": 1, "in": 1}
"""How many parts what is made of so many has."""


class Writer:
    """Writes formulas into a table, and other things that name its rows."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._at: dict[Formula, int] = {}

    def formula(self, formula: Formula) -> int:
        """The row of a formula."""
        stack = [formula]
        while stack:
            node = stack[-1]
            missing = [part for part in inside(node) if part not in self._at]
            if missing and node not in self._at:
                stack.extend(reversed(missing))
                continue
            stack.pop()
            if node not in self._at:
                self._at[node] = len(self.rows)
                self.rows.append(self._row(node))
        return self._at[formula]

    def _row(self, node: Formula) -> list[Any]:
        parts = [self._at[part] for part in inside(node)]
        match node:
            case Atom(name=name, arguments=arguments):
                return ["atom", name, *arguments]
            case Constant(value=value):
                return ["constant", value]
            case AtLeast(number=number):
                return ["at_least", number, *parts]
            case Ought(agent=agent):
                return ["ought", agent, *parts]
            case In(scenario=scenario):
                return ["in", scenario, *parts]
            case _:
                return [type(node).__name__.lower(), *parts]

    def model(self, model: Model) -> dict[str, Any]:
        """A model, its rigidity left out."""
        return {
            "actual": self._world(model.actual),
            "scenarios": {name: self._world(world) for name, world in model.scenarios.items()},
            "ideal": [[agent, [self._world(world) for world in worlds]] for agent, worlds in model.ideal.items()],
        }

    def _world(self, world: World) -> list[int]:
        return [self.formula(atom) for atom in sorted(world)]

    def proof(self, proof: Proof | Refutation) -> dict[str, Any]:
        """A natural deduction or a clausal proof."""
        if isinstance(proof, Proof):
            assumes, lines = self._lines(proof.assumes), self._lines(proof.lines)
            return {"kind": "deduction", "assumes": assumes, "lines": lines}
        return {
            "kind": "refutation",
            "assumes": self._said(proof.assumes),
            "ideals": [self._ideal(ideal) for ideal in proof.ideals],
            "clauses": [
                {"rule": each.rule, "literals": self._said(each.literals), **_given("statement", each.statement)}
                for each in proof.clauses
            ],
            "trace": [[[*each.literals], [*each.hints]] for each in proof.trace],
        }

    def _said(self, said: Iterable[Said]) -> list[Any]:
        return [[world, self.formula(formula)] for world, formula in said]

    def _lines(self, lines: Iterable[Line]) -> list[Any]:
        return [self._line(line) for line in lines]

    def _line(self, line: Line) -> dict[str, Any]:
        return {
            "number": line.number,
            "world": line.world,
            "formula": self.formula(line.formula),
            "rule": line.rule,
            **_given("uses", [*line.uses]),
            **_given("boxes", [self._box(box) for box in line.boxes]),
            **_given("statement", line.statement),
        }

    def _box(self, box: Box) -> dict[str, Any]:
        opens = {} if box.opens is None else {"opens": _opened(box.opens)}
        return {**opens, **_given("assumes", self._lines(box.assumes)), "lines": self._lines(box.lines)}

    def _ideal(self, ideal: Ideal) -> dict[str, Any]:
        why = {"denied": self.formula(ideal.because)} if isinstance(ideal.because, Ought) else {"says": ideal.because}
        return {"opened": _opened(ideal.opened), **why}


def _given(name: str, value: object) -> dict[str, Any]:
    return {name: value} if value else {}


def _opened(opened: Opened) -> dict[str, Any]:
    return {"label": opened.label, "agents": [*opened.agents], **_given("able", opened.able)}


def wrong(what: str) -> WrongError:
    """The error that says what is wrong."""
    return WrongError(what)


def record(value: object, required: str, optional: str = "") -> dict[str, Any]:
    """An object with these fields and no others, their names separated by spaces."""
    needed, allowed = set(required.split()), set(f"{required} {optional}".split())
    if not isinstance(value, dict) or not needed <= value.keys() <= allowed:
        raise wrong(f"something does not have the fields {required}")
    return value


def mapping(value: object) -> dict[str, Any]:
    """An object with any fields."""
    if not isinstance(value, dict):
        raise wrong("something is no object")
    return value


def pair(value: object) -> list[Any]:
    """A list of two."""
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004
        raise wrong("something is no pair")
    return value


def string(value: object) -> str:
    """A string."""
    if not isinstance(value, str):
        raise wrong("something is no string")
    return value


def agent(value: object) -> Agent:
    """A name, or nobody in particular."""
    return None if value is None else string(value)


def integer(value: object, least: int = 0) -> int:
    """An integer, no truth value."""
    if type(value) is not int or value < least:
        raise wrong("something is no number, or too small")
    return value


def items(value: object, read: Callable[[Any], _T]) -> tuple[_T, ...]:
    """A list, each item read in one way."""
    if not isinstance(value, list):
        raise wrong("something is no list")
    return tuple([read(item) for item in value])


def distinct(values: tuple[_T, ...], what: str) -> tuple[_T, ...]:
    """Values none of which is given twice."""
    if len(set(values)) < len(values):
        raise wrong(f"{what} is given twice")
    return values


class Reader:
    """Reads what a table and what names its rows say; whatever is wrong raises `WrongError`."""

    def __init__(self, rows: object, scenarios: Iterable[str], agents: Iterable[Agent]) -> None:
        self._scenarios, self._agents = frozenset(scenarios), frozenset(agents)
        self._formulas: list[Formula] = []
        self._modal: list[bool] = []
        self.sizes: list[int] = []
        """For each row, how many parts it has when written out."""
        distinct(tuple(map(repr, items(rows, self._row))), "a formula")

    def formula(self, row: object) -> Formula:
        """The formula of a row."""
        return self._formulas[self.at(row)]

    def at(self, row: object) -> int:
        """The number of a row that there is."""
        if integer(row) >= len(self._formulas):
            raise wrong("a formula is named that is not there, or not there yet")
        return integer(row)

    def modal(self, row: int) -> bool:
        """Whether a row speaks of what ought to be, or of a scenario."""
        return self._modal[row]

    def _row(self, row: object) -> tuple[Any, ...]:
        word, *rest = items(row, lambda item: item) or (None,)
        if not isinstance(word, str) or word not in _WORDS:
            raise wrong("there is no such kind of formula")
        own = self._own(word, rest)
        parts = [self.at(part) for part in rest[len(own) :]]
        if (word in {"atom", "constant"} and parts) or len(parts) != _PARTS.get(word, len(parts)):
            raise wrong(f"{word} does not have so many parts")
        spoken = word in {"ought", "in"}
        if spoken and any(self._modal[part] for part in parts):
            raise wrong("obligations and scenarios are inside each other")
        made = _WORDS[word](*own, *(self._formulas[part] for part in parts))
        if made.depth > DEPTH:
            raise wrong(f"a formula is nested more than {DEPTH} deep")
        self._formulas.append(made)
        self._modal.append(spoken or any(self._modal[part] for part in parts))
        self.sizes.append(1 + sum(self.sizes[part] for part in parts))
        return (word, *own, *parts)

    def _own(self, word: str, rest: list[Any]) -> list[Any]:
        """What a row says besides its parts."""
        match word, rest:
            case "atom", [_, *_]:
                return [string(each) for each in rest]
            case "constant", [bool(value)]:
                return [value]
            case "at_least", [number, *_]:
                return [integer(number)]
            case "ought", [whose, _] if whose is None or isinstance(whose, str):
                if whose not in self._agents:
                    raise wrong("an obligation is of an agent that is not among the agents")
                return [whose]
            case "in", [str(scenario), _]:
                if scenario not in self._scenarios:
                    raise wrong("a scenario is spoken of that is not among the scenarios")
                return [scenario]
            case "atom" | "constant" | "at_least" | "ought" | "in", _:
                raise wrong(f"{word} is not written so")
        return []

    def atom(self, row: object) -> Atom:
        """The atom of a row."""
        formula = self.formula(row)
        if not isinstance(formula, Atom):
            raise wrong("in a world stands what is no atom")
        return formula

    def _world(self, value: object) -> World:
        return frozenset(distinct(items(value, self.atom), "an atom of a world"))

    def _of_agent(self, value: object) -> tuple[Agent, tuple[World, ...]]:
        whose, worlds = pair(value)
        return agent(whose), distinct(items(worlds, self._world), "an ideal world")

    def model(self, value: object) -> Model:
        """A model of just the scenarios and the agents that there are, without rigidity."""
        said = record(value, "actual scenarios ideal")
        ideal = items(said["ideal"], self._of_agent)
        distinct(tuple(whose for whose, _ in ideal), "an agent")
        scenarios = {name: self._world(world) for name, world in mapping(said["scenarios"]).items()}
        if scenarios.keys() != self._scenarios or {whose for whose, _ in ideal} != self._agents:
            raise wrong("the world shown lacks a scenario or an agent, or has too many")
        return Model(self._world(said["actual"]), scenarios, dict(ideal))

    def said(self, value: object) -> Said:
        """A formula at a world."""
        world, formula = pair(value)
        return string(world), self.formula(formula)

    def proof(self, value: object) -> Proof | Refutation:
        """A natural deduction or a clausal proof."""
        kind = value.get("kind") if isinstance(value, dict) else None
        if kind == "deduction":
            said = record(value, "kind assumes lines")
            return Proof(self._lines(said["lines"], 0), self._lines(said["assumes"], 0))
        if kind == "refutation":
            said = record(value, "kind assumes ideals clauses trace")
            clauses = items(said["clauses"], self._clause)
            trace = items(said["trace"], _derived)
            return Refutation(items(said["ideals"], self._ideal), clauses, trace, items(said["assumes"], self.said))
        raise wrong("there is no such kind of proof")

    def _lines(self, value: object, depth: int) -> tuple[Line, ...]:
        if not isinstance(value, list) or depth > DEEPEST:
            raise wrong("lines are no list, or boxes stand too deep in each other")
        return tuple([self._line(line, depth) for line in value])

    def _line(self, value: object, depth: int) -> Line:
        said = record(value, "number world formula rule", "uses boxes statement")
        boxes = said.get("boxes", [])
        return Line(
            integer(said["number"]),
            string(said["world"]),
            self.formula(said["formula"]),
            string(said["rule"]),
            items(said.get("uses", []), integer),
            tuple([self._box(box, depth + 1) for box in boxes]) if isinstance(boxes, list) else (),
            string(said["statement"]) if "statement" in said else None,
        )

    def _box(self, value: object, depth: int) -> Box:
        said = record(value, "lines", "opens assumes")
        opens = _opening(said["opens"]) if "opens" in said else None
        return Box(opens, self._lines(said.get("assumes", []), depth), self._lines(said["lines"], depth))

    def _clause(self, value: object) -> Clause:
        said = record(value, "rule literals", "statement")
        statement = string(said["statement"]) if "statement" in said else None
        return Clause(items(said["literals"], self.said), string(said["rule"]), statement)

    def _ideal(self, value: object) -> Ideal:
        said = record(value, "opened", "says denied")
        denied = self.formula(said["denied"]) if "denied" in said else None
        if "says" in said and denied is None:
            return Ideal(_opening(said["opened"]), string(said["says"]))
        if "says" in said or not isinstance(denied, Ought):
            raise wrong("an ideal world is there for no reason, or for two")
        return Ideal(_opening(said["opened"]), denied)


def _opening(value: object) -> Opened:
    said = record(value, "label agents", "able")
    if said.get("able", True) is not True:
        raise wrong("a world is written to be able in another way than by `true`")
    return Opened(string(said["label"]), items(said["agents"], agent), "able" in said)


def _derived(value: object) -> Derived:
    literals, hints = pair(value)
    return Derived(items(literals, lambda literal: integer(literal, -(10**15))), items(hints, integer))
