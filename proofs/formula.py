"""Ground formulas: no variables, no quantifiers, no definitions; immutable and ordered.

Equality is structural. Each formula keeps its hash and its depth, so that comparing is
cheap where formulas differ, and formulas can be keys of dictionaries however large they
are. The order is that of `str`, which depends on nothing but the formula.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeAlias

_set = object.__setattr__


class Formula:
    """What all formulas share. Subclasses name their fields in `fields`, in order."""

    __slots__ = ("_hash", "depth")
    fields: ClassVar[tuple[str, ...]] = ()
    depth: int
    _hash: int

    def _close(self, values: tuple[object, ...], inside: tuple[Formula, ...]) -> None:
        _set(self, "_hash", hash((type(self).__name__, values)))
        _set(self, "depth", 1 + max([part.depth for part in inside], default=0))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a formula cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a formula cannot be changed: {name}")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Formula) or type(self) is not type(other) or self._hash != other._hash:
            return False
        return all(getattr(self, name) == getattr(other, name) for name in self.fields)

    def __lt__(self, other: Formula) -> bool:
        return str(self) < str(other)

    def __repr__(self) -> str:
        return f"<{self}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.fields)


class Constant(Formula):
    """Truth or falsity."""

    __slots__ = ("value",)
    fields = ("value",)
    value: bool

    def __init__(self, value: bool) -> None:
        _set(self, "value", value)
        self._close((value,), ())

    def __str__(self) -> str:
        return "true" if self.value else "false"


class Atom(Formula):
    """A proposition: a name and the elements that it is about."""

    __slots__ = ("arguments", "name")
    fields = ("name", "arguments")
    name: str
    arguments: tuple[str, ...]

    def __init__(self, name: str, arguments: tuple[str, ...] = ()) -> None:
        _set(self, "name", name)
        _set(self, "arguments", arguments)
        self._close((name, arguments), ())

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})" if self.arguments else self.name


class Not(Formula):
    """It is not so that `body`."""

    __slots__ = ("body",)
    fields = ("body",)
    body: Formula

    def __init__(self, body: Formula) -> None:
        _set(self, "body", body)
        self._close((body,), (body,))

    def __str__(self) -> str:
        return f"not {self.body}"


class _Several(Formula):
    __slots__ = ("parts",)
    fields = ("parts",)
    word: ClassVar[str]
    empty: ClassVar[str]
    parts: tuple[Formula, ...]

    def __init__(self, parts: tuple[Formula, ...]) -> None:
        _set(self, "parts", parts)
        self._close(parts, parts)

    def __str__(self) -> str:
        return f"({f' {self.word} '.join(map(str, self.parts))})" if self.parts else self.empty


class And(_Several):
    """All of `parts`; of none: true."""

    __slots__ = ()
    word = "and"
    empty = "true"


class Or(_Several):
    """Some of `parts`; of none: false."""

    __slots__ = ()
    word = "or"
    empty = "false"


class _Two(Formula):
    __slots__ = ("left", "right")
    fields = ("left", "right")
    word: ClassVar[str]
    left: Formula
    right: Formula

    def __init__(self, left: Formula, right: Formula) -> None:
        _set(self, "left", left)
        _set(self, "right", right)
        self._close((left, right), (left, right))

    def __str__(self) -> str:
        return f"({self.left} {self.word} {self.right})"


class Implies(_Two):
    """If `left` then `right`."""

    __slots__ = ()
    word = "implies"


class Iff(_Two):
    """Both or neither."""

    __slots__ = ()
    word = "iff"


class Xor(_Two):
    """One and not the other."""

    __slots__ = ()
    word = "xor"


class AtLeast(Formula):
    """`number` of `parts` or more are true; `parts` are occurrences, equal ones count each."""

    __slots__ = ("number", "parts")
    fields = ("number", "parts")
    number: int
    parts: tuple[Formula, ...]

    def __init__(self, number: int, parts: tuple[Formula, ...]) -> None:
        _set(self, "number", number)
        _set(self, "parts", parts)
        self._close((number, parts), parts)

    def __str__(self) -> str:
        return f"at least {self.number} of {{{', '.join(map(str, self.parts))}}}"


class Ought(Formula):
    """It ought to be that `body`: an obligation of `agent`, or of nobody in particular (`None`)."""

    __slots__ = ("agent", "body")
    fields = ("agent", "body")
    agent: str | None
    body: Formula

    def __init__(self, agent: str | None, body: Formula) -> None:
        _set(self, "agent", agent)
        _set(self, "body", body)
        self._close((agent, body), (body,))

    def __str__(self) -> str:
        return f"ought[{self.agent}] {self.body}" if self.agent is not None else f"ought {self.body}"


class In(Formula):
    """`body` holds in the scenario."""

    __slots__ = ("body", "scenario")
    fields = ("scenario", "body")
    scenario: str
    body: Formula

    def __init__(self, scenario: str, body: Formula) -> None:
        _set(self, "scenario", scenario)
        _set(self, "body", body)
        self._close((scenario, body), (body,))

    def __str__(self) -> str:
        return f"(in {self.scenario}: {self.body})"


AnyFormula: TypeAlias = Constant | Atom | Not | And | Or | Implies | Iff | Xor | AtLeast | Ought | In

TRUE = Constant(True)
FALSE = Constant(False)


def inside(formula: Formula) -> tuple[Formula, ...]:
    """The formulas directly inside a formula."""
    match formula:
        case Not(body=body) | Ought(body=body) | In(body=body):
            return (body,)
        case And(parts=parts) | Or(parts=parts) | AtLeast(parts=parts):
            return parts
        case Implies(left=left, right=right) | Iff(left=left, right=right) | Xor(left=left, right=right):
            return (left, right)
        case Constant() | Atom():
            return ()
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
