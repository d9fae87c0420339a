"""The parser's automaton: tables as plain data, and the machine that runs on them.

`grammar.tables` has lark make the tables out of `axioms.lark`; here they are only followed
(Knuth 1965; LALR(1) after DeRemer and Pennello 1982). A mistake in the text is not
an exception but an answer, since most of what people feed a parser is half-written. Lark's
own parser does the same work on the same grammar at half the speed, and a test holds the two
to the same trees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

END: Final = "$END"
"""The kind of the token that stands after the last one."""


@dataclass(slots=True)
class Token:
    """A word, sign, name or text: its kind, how it is written, and its characters' offsets."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What a reduction does: `size` parts become one `origin`.

    `action` is the name of what builds the value; none, where the value of the only part is
    handed on. `picks` are the parts that it is given, `None` for an optional one left out;
    the parts in `spliced` are lists, whose members are given instead.
    """

    origin: str
    size: int
    action: str | None
    picks: tuple[int | None, ...]
    spliced: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The whole grammar as plain data, which can be kept as JSON.

    In `rows`, one a state, a number from 0 on is the state to go to; `~n` reduces by rule `n`.
    """

    terminals: dict[str, str]
    rules: tuple[Rule, ...]
    rows: tuple[dict[str, int], ...]
    starts: dict[str, int]

    def plain(self) -> dict[str, Any]:
        """The tables as JSON can hold them."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Tables:
        """The tables that `plain` gave."""
        rules = tuple(
            Rule(rule["origin"], rule["size"], rule["action"], tuple(rule["picks"]), tuple(rule["spliced"]))
            for rule in plain["rules"]
        )
        return cls(plain["terminals"], rules, tuple(plain["rows"]), plain["starts"])


Build: TypeAlias = Callable[[list[Any]], Any]
Step: TypeAlias = tuple[str, int, Build | None, tuple[int | None, ...] | None, tuple[int, ...]]
"""A rule made ready: origin, size, what builds the value, and what to give it if not all parts as they are."""


def ready(rule: Rule, builder: object) -> Step:
    """A rule with the method of `builder` that it names; helpers of repetitions build plain lists."""
    picks = None if rule.picks == tuple(range(rule.size)) and not rule.spliced else rule.picks
    if rule.action is None:
        return rule.origin, rule.size, None, picks, rule.spliced
    build: Build = _itself if rule.origin.startswith("_") else getattr(builder, rule.action)
    return rule.origin, rule.size, build, picks, rule.spliced


def _itself(parts: list[Any]) -> list[Any]:
    return parts


def _picked(parts: list[Any], picks: tuple[int | None, ...], spliced: tuple[int, ...]) -> list[Any]:
    """The parts that are wanted. A list at the front grows in place, so that a long one costs no copies."""
    if not spliced:
        return [None if pick is None else parts[pick] for pick in picks]
    chosen: list[Any] = []
    for pick in picks:
        if pick is None:
            chosen.append(None)
        elif pick not in spliced:
            chosen.append(parts[pick])
        elif chosen:
            chosen += parts[pick]
        else:
            chosen = parts[pick]
    return chosen


class Machine:
    """One parse under way: the states it is in, and the values built so far."""

    __slots__ = ("_rows", "_steps", "states", "values")

    def __init__(self, rows: tuple[dict[str, int], ...], steps: tuple[Step, ...], start: int) -> None:
        self._rows = rows
        self._steps = steps
        self.states = [start]
        self.values: list[Any] = []

    def feed(self, token: Token) -> bool:
        """Take in the next token; `False`, and the token is not taken, where it cannot stand."""
        rows, states, values, kind = self._rows, self.states, self.values, token.kind
        while (action := rows[states[-1]].get(kind)) is not None:
            if action >= 0:
                states.append(action)
                values.append(token)
                return True
            origin, size, build, picks, spliced = self._steps[~action]
            if build is None:
                states[-1] = rows[states[-2]][origin]
                continue
            parts = values[-size:]
            del values[-size:], states[-size:]
            values.append(build(parts if picks is None else _picked(parts, picks, spliced)))
            states.append(rows[states[-1]][origin])
        return False

    def finish(self, offset: int = 0) -> bool:
        """Take in the end; `False` where something is missing. `result` is whole after that."""
        return self.feed(Token(END, "", offset, offset))

    @property
    def result(self) -> Any:
        """What was parsed, once `finish` has answered `True`."""
        return self.values[0]

    def accepts(self) -> frozenset[str]:
        """The kinds of token that could stand next."""
        return frozenset(kind for kind in self._rows[self.states[-1]] if not kind.islower() and self._would_take(kind))

    def _would_take(self, kind: str) -> bool:
        """Whether `feed` would take a token, found out without building anything."""
        rows, states = self._rows, self.states
        pushed: list[int] = []
        depth = len(states)
        while (action := rows[pushed[-1] if pushed else states[depth - 1]].get(kind)) is not None:
            if action >= 0:
                return True
            origin, size, *_ = self._steps[~action]
            depth -= max(0, size - len(pushed))
            del pushed[max(0, len(pushed) - size) :]
            pushed.append(rows[pushed[-1] if pushed else states[depth - 1]][origin])
        return False
