"""Rules of style that need one file's syntax alone, and the comments that answer a finding.

A finding is answered in the file, on the lines directly above the item or on a line of it:

    # lint: W103 because the sentence is Waltz's own

The reason is not optional: an answer without one is itself a finding, and answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from grammar import tree
from grammar.diagnostics import Diagnostic, Place
from grammar.span import Source, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the code is the rule's."""

    place: Place
    arguments: dict[str, str] = field(default_factory=dict)
    related: tuple[tuple[str, Place], ...] = ()


Rule: TypeAlias = Callable[[tree.Module, Source], Iterator[Finding]]


def _place(node: tree.Node, source: Source) -> Place:
    return Place(source, Span(node.start, node.end))


def formula_of(item: tree.Item) -> tree.Formula | None:
    """The formula that an item states, defines or asks about, if there is one."""
    match item:
        case tree.Statement(body=body) if not isinstance(body, tree.Frame):
            return body
        case tree.Definition(body=body):
            return body
        case tree.Claim(judgement=judgement):
            return judgement.formula
        case _:
            return None


def _parts(module: tree.Module) -> Iterator[tree.Formula]:
    for item in module.items:
        formula = formula_of(item)
        if formula is not None:
            yield from tree.walk(formula)


# Rules


def missing_gloss(module: tree.Module, source: Source) -> Iterator[Finding]:
    """A statement, an atom or a claim without a gloss: reports and proofs would have to say its name instead."""
    for item in module.items:
        if isinstance(item, tree.Statement | tree.AtomDeclaration | tree.Claim) and not tree.text_of(item.gloss):
            kind = {tree.AtomDeclaration: "atom", tree.Claim: "claim"}.get(type(item), "statement")
            yield Finding(_place(item.name, source), {"name": item.name.text, "kind": kind})


def missing_citation(module: tree.Module, source: Source) -> Iterator[Finding]:
    """An axiom of a theory or a prescription of a policy that nobody is cited for.

    What is ascribed to a school should be checkable in its texts. A citation in the module's
    heading stands for all its statements.
    """
    if module.heading.citation:
        return
    wanted = {"theory": "axiom", "policy": "prescription"}.get(module.heading.kind)
    for item in module.items:
        if isinstance(item, tree.Statement) and item.layer == wanted and not item.citation:
            yield Finding(_place(item.name, source), {"name": item.name.text, "layer": item.layer})


def mixed_connectives(module: tree.Module, source: Source) -> Iterator[Finding]:
    """`p and q or r` without parentheses: `and` binds tighter, and many readers do not know it."""
    for node in _parts(module):
        if isinstance(node, tree.Or):
            mixed = (each for each in node.operands if isinstance(each, tree.And) and not tree.parenthesised(each))
            yield from (Finding(_place(each, source)) for each in mixed)


def short_ought(module: tree.Module, source: Source) -> Iterator[Finding]:
    """`ought p and q`, where only `p` is under the ought: English would put both there."""
    for node in _parts(module):
        if not isinstance(node, tree.And):
            continue
        for at, operand in enumerate(node.operands[:-1]):
            if not isinstance(operand, tree.Ought) or source.text[operand.start : operand.start + 1] == "(":
                continue
            if not any(isinstance(each, tree.Ought) for each in tree.walk(node.operands[at + 1])):
                word = "may" if operand.permits else "ought"
                yield Finding(_place(node, source), {"word": word})


def conditional_under_some(module: tree.Module, source: Source) -> Iterator[Finding]:
    """A conditional under `for some` or `for no`.

    `for some s: if p(s) then q(s)` holds as soon as something lacks `p`, and `for no` says that
    everything has `p` and lacks `q`: hardly ever what was meant.
    """
    for node in _parts(module):
        if isinstance(node, tree.Quantified) and node.word in {"some", "no"}:
            body = node.body
            if isinstance(body, tree.Binary) and body.operator in {"if", "implies", "only if"}:
                yield Finding(_place(body, source), {"word": node.word})


RULES: Final[Mapping[str, Rule]] = {
    "W101": missing_gloss,
    "W102": missing_citation,
    "W103": mixed_connectives,
    "W104": short_ought,
    "W105": conditional_under_some,
}
"""Every rule of syntax, by its code."""


def findings(module: tree.Module, source: Source) -> Iterator[Diagnostic]:
    """What the rules of syntax find in a module, answered or not."""
    for code, rule in RULES.items():
        for finding in rule(module, source):
            yield Diagnostic(code, finding.place, finding.arguments, finding.related)


# Answers

_COMMENT_OR_TEXT = re.compile(r'"(?:\\.|[^"\\])*"|#[^\n]*', re.DOTALL)
_ANSWER = re.compile(r"#\s*lint:\s*(?P<codes>W\d+(?:\s*,\s*W\d+)*)(?:\s+because\s+(?P<reason>\S.*))?")


@dataclass(frozen=True, slots=True)
class Answers:
    """The codes that comments answer, by line, and the answers that give no reason."""

    codes: Mapping[int, frozenset[str]]
    unreasoned: tuple[Diagnostic, ...]


def answers(source: Source, items: Iterable[tree.Node]) -> Answers:
    """Read the answers in a file; each holds for all lines of the item that it stands in or directly above."""
    given: dict[int, set[str]] = {}
    unreasoned: list[Diagnostic] = []
    for comment in _COMMENT_OR_TEXT.finditer(source.text):
        match = _ANSWER.match(comment[0])
        if match is None:
            continue
        if match["reason"] is None:
            place = Place(source, Span(*comment.span()))
            unreasoned.append(Diagnostic("W106", place, {"codes": match["codes"]}))
        else:
            given.setdefault(source.line(comment.start()), set()).update(re.findall(r"W\d+", match["codes"]))
    found: dict[int, frozenset[str]] = {}
    if given:
        for item in items:
            first, last = source.line(item.start), source.line(max(item.start, item.end - 1))
            codes = frozenset(code for line in _reach(source, first, last) for code in given.get(line, ()))
            found.update((line, found.get(line, frozenset()) | codes) for line in range(first, last + 1))
    return Answers(found, tuple(unreasoned))


def _reach(source: Source, first: int, last: int) -> range:
    """The lines of an item, and the lines of nothing but comment directly above it."""
    while source.line_text(first - 1).lstrip().startswith("#"):
        first -= 1
    return range(first, last + 1)
