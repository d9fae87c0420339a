"""Formulas, compositions and judgements over several lines, where one is too short.

What fits is one line. What does not is broken at its loosest connective, which leads the
next line; an operand that has to be broken in its turn is set 4 deeper, and if it is the
second one, the connective stays before it:

        great_power(s)              balances(s) iff
        and wary(s)                     great_power(s)
    implies maximizes_power(s)          and wary(s)

Lines are lists, each line indented relative to the first, so that no string is ever read
again. A formula's line is written at each depth at which it is tried, and formulas are at
most 200 deep: time is linear in their size.
"""

from __future__ import annotations

from collections.abc import Iterable

from grammar import tree, wording
from grammar.tree import Formula
from grammar.wording import Tightness

WIDTH = 100
STEP = 4

Lines = list[str]


def nested(lines: Iterable[str], steps: int = 1) -> Lines:
    """Lines set deeper; the inside of a text that spans lines is left alone."""
    return [" " * (STEP * steps) + line for line in lines]


def listed(lead: str, parts: list[str], close: str) -> Lines:
    """`lead {`, then one part a line with its comma, then the closing sign."""
    return enclosed(lead, [[part] for part in parts], close)


def enclosed(lead: str, blocks: list[Lines], close: str) -> Lines:
    """As `listed`, for parts of several lines."""
    for block in blocks[:-1]:
        block[-1] += ","
    return [lead, *nested(line for block in blocks for line in block), close]


# Formulas


def formula(
    node: Formula, room: int, lead: str = "", tightness: Tightness = Tightness.ANY, *, closed: bool = False
) -> Lines:
    """A formula after `lead`, in lines of at most `room` characters where that can be done."""
    line = lead + wording.formula(node, tightness, closed=closed)
    if len(line) <= room:
        return [line]
    if wording.wrapped(node, tightness, closed=closed):
        return [f"{lead}(", *nested(formula(node, room - STEP)), ")"]
    match node:
        case tree.Not() | tree.Ought():
            words, place = wording.prefix(node)
            return formula(node.body, room, lead + words, place, closed=closed)
        case tree.Quantified():
            return [*_quantifier(node, room, lead), *nested(formula(node.body, room - STEP))]
        case tree.InScenario():
            return [f"{lead}in {node.scenario.text}:", *nested(formula(node.body, room - STEP))]
        case tree.Counted():
            blocks = [formula(operand, room - STEP - 1) for operand in node.operands]
            return enclosed(f"{lead}{wording.quantity(node)} of {{", blocks, "}")
        case tree.Proposition(arguments=(_, _, *_)):
            return listed(f"{lead}{node.name}(", [name.text for name in node.arguments], ")")
        case tree.And() | tree.Or() | tree.Binary() if lead:
            return [lead.rstrip(), *nested(formula(node, room - STEP, closed=closed))]
        case tree.And() | tree.Or():
            return _chain(node, room, closed=closed)
        case tree.Binary():
            return _two(node, room, closed=closed)
        case _:
            return [line]


def _chain(node: tree.And | tree.Or, room: int, *, closed: bool) -> Lines:
    """`and` or `or`, each operand on a line that the word leads."""
    word = "and " if isinstance(node, tree.And) else "or "
    lines: Lines = []
    last = len(node.operands) - 1
    for number, operand in enumerate(node.operands):
        lead = word if number else ""
        lines += formula(operand, room, lead, Tightness.TIGHT, closed=closed or number < last)
    return lines


def _two(node: tree.Binary, room: int, *, closed: bool) -> Lines:
    """Both sides of an operator.

    A left side that is broken into operands is set deeper than the operator; where the right
    one is, the operator ends the line before.
    """
    if node.operator == "if":
        lead, word, place = "if ", "then", Tightness.ANY
    else:
        lead, word, place = "", node.operator, wording.operands(node.operator)
    if not lead and _spreads(node.left, room, place):
        left = nested(formula(node.left, room - STEP, "", place, closed=True))
    else:
        left = formula(node.left, room, lead, place, closed=True)
    right = formula(node.right, room, f"{word} ", place, closed=closed)
    if len(left) == 1 and right[0] == word and len(left[0]) + 1 + len(word) <= room:
        return [f"{left[0]} {word}", *right[1:]]
    return left + right


def _spreads(node: Formula, room: int, tightness: Tightness) -> bool:
    """Whether a left side will be broken into operands of its own."""
    if not isinstance(node, tree.And | tree.Or) or wording.wrapped(node, tightness, closed=True):
        return False
    return len(wording.formula(node, tightness, closed=True)) > room


def _quantifier(node: tree.Quantified, room: int, lead: str) -> Lines:
    line = f"{lead}{wording.quantifier(node)}:"
    if len(line) <= room:
        return [line]
    binders = wording.binders(node)
    lines = [f"{lead}for {wording.quantity(node)} {', '.join(binders)}"]
    if len(lines[0]) >= room:
        commas = [f"{binder}," for binder in binders[:-1]] + binders[-1:]
        lines = [f"{lead}for {wording.quantity(node)}", *nested(commas, 2)]
    if node.where is not None:
        lines += nested(formula(node.where, room - 2 * STEP - 1, "where ", closed=True), 2)
    lines[-1] += ":"
    return lines


# Compositions and judgements


def composition(node: tree.Composition, room: int, lead: str = "") -> Lines:
    """A composition after `lead`, with one term a line where one line is too short."""
    line = lead + wording.composition(node)
    if len(line) <= room or len(node.terms) == 1:
        return [line]
    if lead:
        return [lead.rstrip(), *nested(wording.terms(node))]
    return wording.terms(node)


def judgement(node: tree.Judgement, room: int) -> Lines:
    """A judgement; broken before its verb, and where it lists statements, after the brace."""
    line = wording.judgement(node)
    if len(line) <= room:
        return [line]
    subject, verb = wording.composition(node.subject), wording.verb(node)
    if node.because is not None:
        verb = f"{verb} because of {{"
    if node.because is not None and len(f"{subject} {verb}") <= room:
        return listed(f"{subject} {verb}", list(map(str, node.because)), "}")
    lines = [subject] if len(subject) <= room else nested(wording.terms(node.subject))
    if node.because is not None:
        return lines + listed(verb, list(map(str, node.because)), "}")
    if node.formula is not None:
        return lines + formula(node.formula, room, f"{verb} ")
    if node.other is not None:
        return lines + composition(node.other, room, f"{verb} ")
    return [*lines, verb]
