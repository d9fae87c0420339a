"""Formulas, compositions, judgements and the small parts of items, each in words on one line.

Words stand for symbols. Parentheses stand where the grammar demands them, and beyond that
where `and`, `or` and `xor` meet, where `xor`, `implies`, `only if`, `unless` and `iff` stand
inside one another, and around an equality under a prefix: `not (s = t)`. Everything else is
bare; a formula that reaches as far right as it can needs no parentheses at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from grammar import tree
from grammar.tree import Formula


class Tightness(IntEnum):
    """What may stand bare in a place; each place takes less than the one before it."""

    ANY = 0
    """Any formula."""
    JOINED = 1
    """Operands of `iff`, `implies`, `only if` and `unless`."""
    TIGHT = 2
    """Operands of `and`, `or` and `xor`."""
    PREFIXED = 3
    """Operands of `not` and `ought`."""
    PERMITTED = 4
    """The operand of `may`, which does not take a bare `not`."""


# Formulas


@dataclass(frozen=True, slots=True)
class Place:
    """A formula, what may stand bare where it stands, and whether something follows it.

    What follows would be taken in by a formula that is open to the right: `closed`.
    """

    node: Formula
    tightness: Tightness = Tightness.ANY
    closed: bool = False


def formula(node: Formula, tightness: Tightness = Tightness.ANY, *, closed: bool = False) -> str:
    """A formula on one line, in parentheses where its place asks for them."""
    text: list[str] = []
    ahead: list[str | Place] = [Place(node, tightness, closed)]
    while ahead:
        part = ahead.pop()
        if isinstance(part, str):
            text.append(part)
        else:
            ahead.extend(reversed(_parts(part)))
    return "".join(text)


def wrapped(node: Formula, tightness: Tightness, *, closed: bool) -> bool:
    """Whether a formula takes parentheses in a place."""
    match node:
        case tree.Binary(operator="if") | tree.Quantified() | tree.InScenario():
            return closed
        case tree.Binary():
            return tightness > Tightness.ANY
        case tree.And() | tree.Or():
            return tightness > Tightness.JOINED
        case tree.Equal():
            return tightness >= Tightness.PREFIXED
        case tree.Not():
            return tightness == Tightness.PERMITTED and not _written_bare(node)
        case _:
            return False


def _written_bare(node: tree.Not) -> bool:
    """Whether a `not` was read from a text and stood there without parentheses.

    `may not φ` is refused and `may (not φ)` is not, so that neither may become the other.
    """
    return node.end > 0 and node.end == node.body.end


def operands(operator: tree.Operator) -> Tightness:
    """What may stand bare beside an operator, `if … then` left out."""
    return Tightness.TIGHT if operator == "xor" else Tightness.JOINED


def prefix(node: tree.Not | tree.Ought) -> tuple[str, Tightness]:
    """The words of a prefix, and what may stand bare after them."""
    if isinstance(node, tree.Not):
        return "not ", Tightness.PREFIXED
    agent = f"[{node.agent.text}]" if node.agent else ""
    return (f"may{agent} ", Tightness.PERMITTED) if node.permits else (f"ought{agent} ", Tightness.PREFIXED)


def _parts(place: Place) -> list[str | Place]:
    """What a formula is put together from, down to the formulas directly inside it."""
    node, closed = place.node, place.closed
    if wrapped(node, place.tightness, closed=closed):
        return ["(", Place(node), ")"]
    match node:
        case tree.Truth(value=value):
            return ["true" if value else "false"]
        case tree.Proposition(name=name, arguments=arguments):
            return [f"{name}({names(arguments)})" if arguments else name]
        case tree.Equal(left=one, right=other, negated=negated):
            return [f"{one.text} {'!=' if negated else '='} {other.text}"]
        case tree.Not(body=body) | tree.Ought(body=body):
            words, inside = prefix(node)
            return [words, Place(body, inside, closed)]
        case tree.And(operands=parts) | tree.Or(operands=parts):
            word = " and " if isinstance(node, tree.And) else " or "
            *others, last = parts
            return [
                *_between(word, [Place(part, Tightness.TIGHT, True) for part in others]),
                word,
                Place(last, Tightness.TIGHT, closed),
            ]
        case tree.Binary(operator="if", left=left, right=right):
            return ["if ", Place(left, closed=True), " then ", Place(right)]
        case tree.Binary(operator=operator, left=left, right=right):
            inside = operands(operator)
            return [Place(left, inside, True), f" {operator} ", Place(right, inside, closed)]
        case tree.Counted(operands=parts):
            return [f"{quantity(node)} of {{", *_between(", ", map(Place, parts)), "}"]
        case tree.Quantified(where=where, body=body):
            condition: list[str | Place] = [" where ", Place(where, closed=True)] if where is not None else []
            return [f"for {quantity(node)} {', '.join(binders(node))}", *condition, ": ", Place(body)]
        case tree.InScenario(scenario=scenario, body=body):
            return [f"in {scenario.text}: ", Place(body)]


def _between(text: str, places: Iterable[Place]) -> list[str | Place]:
    """Places with a text between each two."""
    return [part for place in places for part in (text, place)][1:]


def quantity(node: tree.Counted | tree.Quantified) -> str:
    """`every`, `at least 2`."""
    return node.word if node.number is None else f"{node.word} {node.number}"


def binders(node: tree.Quantified) -> list[str]:
    """`s, t in State`, one text a sort."""
    return [f"{names(binder.names)} in {binder.sort.text}" for binder in node.binders]


def quantifier(node: tree.Quantified) -> str:
    """All of a quantifier up to its colon."""
    where = f" where {formula(node.where, closed=True)}" if node.where is not None else ""
    return f"for {quantity(node)} {', '.join(binders(node))}{where}"


_PRINCIPLES: Final[dict[tree.Principle, str]] = {
    "consistent": "ought is consistent",
    "jointly consistent": "ought is jointly consistent",
    "implies can": "ought implies can",
}


def principle(node: tree.Frame) -> str:
    """`ought is consistent`, or what else is said of ought itself."""
    return _PRINCIPLES[node.principle]


# Compositions and judgements


def terms(node: tree.Composition) -> list[str]:
    """`A`, `+ B`, `- C`: the operands of a composition, each after its sign."""
    return [
        (("- " if term.removed else "+ ") if number else "") + str(term.what) for number, term in enumerate(node.terms)
    ]


def composition(node: tree.Composition) -> str:
    """A composition on one line."""
    return " ".join(terms(node))


def verb(node: tree.Judgement) -> str:
    """What a judgement says of its subject, without its objects."""
    match node.word:
        case "consistent" | "contradictory" | "independent":
            return f"is {node.word}"
        case "equivalent":
            return "is equivalent to"
        case word:
            return word


def judgement(node: tree.Judgement) -> str:
    """A judgement on one line."""
    words = [composition(node.subject), verb(node)]
    if node.because is not None:
        words.append(f"because of {{{', '.join(map(str, node.because))}}}")
    if node.formula is not None:
        words.append(formula(node.formula))
    if node.other is not None:
        words.append(composition(node.other))
    return " ".join(words)


# Parts of items


def names(parts: Iterable[tree.Name]) -> str:
    """`a, b, c`."""
    return ", ".join([part.text for part in parts])


def quoted(text: str) -> str:
    """A text between quotation marks, with the two escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def citation(references: Iterable[tree.Reference]) -> str:
    """`[@key, locator; @other]`; a part without a key is given as it was written."""
    return f"[{'; '.join([_reference(reference) for reference in references])}]"


def _reference(reference: tree.Reference) -> str:
    parts = [f"@{reference.key}" if reference.key else "", reference.locator or ""]
    return ", ".join(filter(None, parts))


def element(node: tree.Element) -> str:
    """`US "the United States"`."""
    return f"{node.name.text} {quoted(node.display.text)}" if node.display else node.name.text


def parameter(node: tree.Parameter) -> str:
    """`s, t: State`."""
    return f"{names(node.names)}: {node.sort.text}"
