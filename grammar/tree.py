"""The syntax tree: frozen, slotted nodes, each with its place in the text.

`start` and `end` are character offsets into the file's text. They take no part in
equality, so that two trees are equal when they were written alike but for layout,
comments, parentheses, and the choice between a word and its symbol.

A formula in parentheses spans them too; `parenthesised` tells the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Node:
    """What every node has: the half-open range of characters that it spans."""

    start: int = field(default=0, compare=False, repr=False, kw_only=True)
    end: int = field(default=0, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name where it is used or declared, in Unicode's NFC."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted string, its escapes undone."""

    text: str


# Formulas


@dataclass(frozen=True, slots=True)
class Truth(Node):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Proposition(Node):
    """An atom or a definition, applied: `anarchy`, `uncertain(US, s)`."""

    name: str
    arguments: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Equal(Node):
    """`s = t`, or `s != t` where `negated`."""

    left: Name
    right: Name
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not φ`."""

    body: Formula


@dataclass(frozen=True, slots=True)
class Ought(Node):
    """`ought φ`, `ought[agent] φ`; `may φ`, `may[agent] φ` where `permits`."""

    agent: Name | None
    body: Formula
    permits: bool = False


@dataclass(frozen=True, slots=True)
class And(Node):
    """`φ and ψ and …`, two operands or more."""

    operands: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`φ or ψ or …`, two operands or more."""

    operands: tuple[Formula, ...]


Operator: TypeAlias = Literal["xor", "unless", "implies", "only if", "if", "iff"]


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Every connective of exactly two operands. `if` is `if φ then ψ`."""

    operator: Operator
    left: Formula
    right: Formula


CountWord: TypeAlias = Literal["exactly", "at most", "at least"]
QuantifierWord: TypeAlias = Literal["every", "some", "no", "exactly", "at most", "at least"]


@dataclass(frozen=True, slots=True)
class Counted(Node):
    """`at least 2 of {φ, ψ, χ}`: the braces list occurrences."""

    word: CountWord
    number: int
    operands: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Binder(Node):
    """`s, t in State`."""

    names: tuple[Name, ...]
    sort: Name


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`for every s, t in State, r in Region where s != t: φ`; `number` is for the three counting words."""

    word: QuantifierWord
    number: int | None
    binders: tuple[Binder, ...]
    where: Formula | None
    body: Formula


@dataclass(frozen=True, slots=True)
class InScenario(Node):
    """`in s: φ`."""

    scenario: Name
    body: Formula


Formula: TypeAlias = Truth | Proposition | Equal | Not | Ought | And | Or | Binary | Counted | Quantified | InScenario

Principle: TypeAlias = Literal["consistent", "jointly consistent", "implies can"]


@dataclass(frozen=True, slots=True)
class Frame(Node):
    """The body of a principle: `ought is consistent`, `ought is jointly consistent`, `ought implies can`."""

    principle: Principle


# Compositions and claims


@dataclass(frozen=True, slots=True)
class Qualified(Node):
    """`module`, `setting`, or `module.statement`."""

    module: str
    statement: str | None = None

    def __str__(self) -> str:
        return self.module if self.statement is None else f"{self.module}.{self.statement}"


@dataclass(frozen=True, slots=True)
class Term(Node):
    """One operand of a composition, taken away where `removed`."""

    what: Qualified
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Composition(Node):
    """`A + B.s - C`, in the order in which it was written."""

    terms: tuple[Term, ...]


JudgementWord: TypeAlias = Literal[
    "consistent",
    "contradictory",
    "entails",
    "does not entail",
    "requires",
    "forbids",
    "leaves open",
    "independent",
    "equivalent",
]


@dataclass(frozen=True, slots=True)
class Judgement(Node):
    """What a claim claims of `subject`.

    `because` is for *contradictory*, `formula` for the two entailments, `other` for
    *requires*, *forbids*, *leaves open* and *equivalent*.
    """

    word: JudgementWord
    subject: Composition
    because: tuple[Qualified, ...] | None = None
    formula: Formula | None = None
    other: Composition | None = None


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """One work of a citation, with what follows its key: a page, a chapter."""

    key: str
    locator: str | None = None


# Items


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """`s, t: State` in the head of an atom or a definition."""

    names: tuple[Name, ...]
    sort: Name


@dataclass(frozen=True, slots=True)
class Element(Node):
    """One element of a sort, with the name that people read."""

    name: Name
    display: Text | None = None


@dataclass(frozen=True, slots=True)
class SortDeclaration(Node):
    """`sort State = {…}`, or `sort State += {…}` where `enlarges`."""

    name: Name
    elements: tuple[Element, ...]
    enlarges: bool = False


Rigidity: TypeAlias = Literal["plain", "settled", "rigid"]


@dataclass(frozen=True, slots=True)
class AtomDeclaration(Node):
    """`settled atom p(s, t: State) "gloss"`."""

    rigidity: Rigidity
    name: Name
    parameters: tuple[Parameter, ...] = ()
    gloss: Text | None = None


@dataclass(frozen=True, slots=True)
class ScenarioDeclaration(Node):
    """`scenario s "gloss"`."""

    name: Name
    gloss: Text | None = None


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """`define d(s: State) "gloss": φ`."""

    name: Name
    parameters: tuple[Parameter, ...]
    gloss: Text | None
    body: Formula


@dataclass(frozen=True, slots=True)
class Setting(Node):
    """`setting c "gloss" = A + B`."""

    name: Name
    gloss: Text | None
    composition: Composition


Layer: TypeAlias = Literal["axiom", "fact", "norm", "prescription", "law", "principle"]


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """`LAYER name "gloss" [@citation]: φ`."""

    layer: Layer
    name: Name
    gloss: Text | None
    citation: tuple[Reference, ...]
    body: Formula | Frame


@dataclass(frozen=True, slots=True)
class Claim(Node):
    """`claim name "gloss" [@citation]: judgement`."""

    name: Name
    gloss: Text | None
    citation: tuple[Reference, ...]
    judgement: Judgement


ModuleKind: TypeAlias = Literal["vocabulary", "theory", "policy", "case", "principles", "pool", "argument"]


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """`theory realism "Title" [@citation] extends statecraft`."""

    kind: ModuleKind
    name: Name
    title: Text | None = None
    citation: tuple[Reference, ...] = ()
    extends: tuple[Name, ...] = ()


Declaration: TypeAlias = SortDeclaration | AtomDeclaration | ScenarioDeclaration | Definition | Setting
Item: TypeAlias = Declaration | Statement | Claim


@dataclass(frozen=True, slots=True)
class Module(Node):
    """A heading, and what stands between it and the next."""

    heading: Heading
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class File(Node):
    """All the modules of one file."""

    modules: tuple[Module, ...]


def text_of(text: Text | None) -> str | None:
    """What a quoted string says, if there is one."""
    return None if text is None else text.text


# Walking


def children(formula: Formula) -> tuple[Formula, ...]:
    """The formulas directly inside a formula, `where` conditions left out."""
    match formula:
        case Not(body=body) | Ought(body=body) | Quantified(body=body) | InScenario(body=body):
            return (body,)
        case And(operands=operands) | Or(operands=operands) | Counted(operands=operands):
            return operands
        case Binary(left=left, right=right):
            return (left, right)
        case Truth() | Proposition() | Equal():
            return ()


def walk(formula: Formula) -> Iterator[Formula]:
    """A formula and everything inside it, outermost first, left to right, without recursion."""
    stack = [formula]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def parenthesised(formula: Formula) -> bool:
    """Whether a connective stood in parentheses of its own in the text that it was parsed from."""
    inside = children(formula)
    return bool(inside) and isinstance(formula, And | Or | Binary) and formula.start < inside[0].start
