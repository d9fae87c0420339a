"""Each node knows the text that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import Parsed, parse, parse_formula
from grammar.render import render
from grammar.span import Source
from grammar.tree import (
    And,
    Binder,
    Composition,
    Formula,
    Frame,
    Judgement,
    Name,
    Proposition,
    Qualified,
    Reference,
    Term,
    Text,
)


def read(text: str) -> Parsed:
    return parse(Source("file", text))


def file(text: str) -> tree.File:
    parsed = read(text)
    assert not parsed.diagnostics, render(parsed.diagnostics[0])
    return parsed.file


def item(text: str) -> tree.Item:
    (module,) = file(f"theory t\n{text}\n").modules
    (only,) = module.items
    return only


def formula(text: str) -> Formula:
    result = parse_formula(Source("formula", text))
    assert not isinstance(result, Diagnostic), render(result)
    return result


def nodes(node: Any) -> Iterator[tree.Node]:
    """A node and all nodes in it."""
    if isinstance(node, tuple):
        for part in node:
            yield from nodes(part)
    elif isinstance(node, tree.Node):
        yield node
        for each in fields(node):
            yield from nodes(getattr(node, each.name))


FRAMES: dict[type[tree.Node], str] = {
    Text: "scenario w {}",
    Reference: "axiom a [{}]: p",
    Frame: "principle a: {}",
    Binder: "axiom a: for every {}: p",
    Qualified: "setting s = {}",
    Term: "setting s = {}",
    Composition: "setting s = {}",
    Judgement: "claim c: {}",
    tree.Parameter: "atom p({})",
    tree.Element: "sort S = {{{}}}",
    tree.File: "",
    tree.Module: "",
    tree.Heading: "",
}
"""Where a node that is no formula and no item can stand."""


def again(node: tree.Node, text: str) -> tree.Node | None:
    """The node of the same kind, the first to begin and the last to end, in a text that holds little more."""
    if isinstance(node, Name | tree.Formula):
        return formula(text)
    frame = FRAMES.get(type(node), "{}")
    inside = nodes(item(frame.format(text)) if frame else file(text))
    return next((each for each in inside if isinstance(each, type(node))), None)


WHOLE = Path(__file__).with_name("everything.axioms").read_text(encoding="utf-8")


def test_the_text_of_each_node_becomes_that_node() -> None:
    whole = file(WHOLE)
    seen = set()
    for node in nodes(whole):
        text = WHOLE[node.start : node.end]
        assert text.strip() == text or isinstance(node, tree.File | Reference)
        expected: tree.Node = node
        if isinstance(node, Name):
            expected = Proposition(node.text)
        elif isinstance(node, Term):
            expected = Term(node.what)  # The sign before it is not part of it.
        assert again(node, text) == expected, text
        seen.add(type(node))
    assert seen == {
        each
        for each in vars(tree).values()
        if isinstance(each, type) and issubclass(each, tree.Node) and each is not tree.Node
    }


def test_nodes_lie_inside_one_another_and_in_order() -> None:
    def check(node: tree.Node) -> None:
        at = node.start
        inside = [part for each in fields(node) for part in _direct(getattr(node, each.name))]
        for part in sorted(inside, key=lambda part: part.start):
            assert at <= part.start <= part.end <= node.end
            at = part.end
            check(part)

    check(file(WHOLE))


def _direct(value: Any) -> Iterator[tree.Node]:
    if isinstance(value, tuple):
        yield from (part for part in value if isinstance(part, tree.Node))
    elif isinstance(value, tree.Node):
        yield value


def test_parentheses_belong_to_the_formula_in_them() -> None:
    text = " ( p and (q) ) "
    both = formula(text)
    assert isinstance(both, And)
    assert (both.start, both.end) == (1, len(text) - 1)
    assert tree.parenthesised(both)
    assert text[both.operands[1].start : both.operands[1].end] == "(q)"
    assert not tree.parenthesised(formula("p and (q)"))


def test_a_mark_at_the_beginning_counts_as_a_character() -> None:
    (module,) = file("\ufefftheory t").modules
    assert (module.start, module.heading.name.start) == (1, 8)
