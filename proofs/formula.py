"""Ground formulas: no variables, no quantifiers, no definitions; immutable and ordered.

Equality is structural. Each formula keeps its hash and its depth, so that formulas can be keys of
dictionaries however large they are. The order is that of `str`, which depends on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from proofs.text import Written


class Formula(Written):
    """What all formulas share."""

    __slots__ = ("_hash", "depth")
    __match_args__: tuple[str, ...] = ()
    depth: int
    _hash: int

    def __post_init__(self) -> None:
        values = self._values()
        object.__setattr__(self, "_hash", hash((type(self).__name__, values)))
        object.__setattr__(self, "depth", 1 + max([part.depth for part in inside(self)], default=0))

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, type(self)) or self._hash != other._hash:
            return False
        return self._values() == other._values() if self.depth == 1 else _alike(self, other)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values()


def _alike(one: object, other: object) -> bool:
    """Whether formulas are built alike: without recursion, and no two parts are compared twice."""
    pairs, seen = [(one, other)], set[tuple[int, int]]()
    while pairs:
        a, b = pairs.pop()
        if a is b or (id(a), id(b)) in seen:
            continue
        seen.add((id(a), id(b)))
        if isinstance(a, Formula) and isinstance(b, Formula) and type(a) is type(b) and hash(a) == hash(b):
            pairs.extend(zip(a._values(), b._values(), strict=True))  # noqa: SLF001 - among formulas
        elif isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
            pairs.extend(zip(a, b, strict=True))
        elif a != b:
            return False
    return True


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Constant(Formula):
    """Truth or falsity."""

    value: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Atom(Formula):
    """A proposition: a name and the elements that it is about."""

    name: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Not(Formula):
    """It is not so that `body`."""

    body: Formula


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class And(Formula):
    """All of `parts`; of none: true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Or(Formula):
    """Some of `parts`; of none: false."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Implies(Formula):
    """If `left` then `right`."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Iff(Formula):
    """Both or neither."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Xor(Formula):
    """One and not the other."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AtLeast(Formula):
    """`number` of `parts` or more are true; `parts` are occurrences, equal ones count each."""

    number: int
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ought(Formula):
    """It ought to be that `body`: an obligation of `agent`, or of nobody in particular (`None`)."""

    agent: str | None
    body: Formula


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class In(Formula):
    """`body` holds in the scenario."""

    scenario: str
    body: Formula


def inside(formula: Formula) -> tuple[Formula, ...]:
    """The formulas directly inside a formula."""
    match formula:
        case Atom() | Constant():
            return ()
        case Not(body=body) | Ought(body=body) | In(body=body):
            return (body,)
        case And(parts=parts) | Or(parts=parts) | AtLeast(parts=parts):
            return parts
        case Implies(left=left, right=right) | Iff(left=left, right=right) | Xor(left=left, right=right):
            return (left, right)
        case _:
            raise TypeError(f"no formula: {type(formula).__name__}")


def subformulas(formula: Formula) -> tuple[Formula, ...]:
    """A formula and all inside it, each once, in order of first occurrence, outermost first."""
    seen: dict[Formula, None] = {}
    stack = [formula]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen[node] = None
            stack.extend(reversed(inside(node)))
    return tuple(seen)


def atoms(formula: Formula) -> tuple[Atom, ...]:
    """The atoms of a formula, each once, in order of first occurrence."""
    return tuple(node for node in subformulas(formula) if isinstance(node, Atom))


def obligations(formula: Formula) -> tuple[Ought, ...]:
    """The obligations of a formula, each once, in order of first occurrence."""
    return tuple(node for node in subformulas(formula) if isinstance(node, Ought))


TRUE, FALSE = Constant(True), Constant(False)
