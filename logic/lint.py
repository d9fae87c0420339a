"""The linter: every error of some modules, and what is lawful there and yet probably not meant.

Precision goes before completeness: a rule that cannot be sure says nothing. What a finding
reports can be answered in the file; see `grammar.lint`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from grammar import lint as syntax
from grammar.diagnostics import Diagnostic, ordered
from grammar.lint import Answers, Finding, answers
from grammar.span import Source
from logic.lint_claims import clash_without_a_bridge, idle_norm
from logic.lint_context import Context
from logic.lint_names import idle_declaration, idle_scenario, unused_atom
from logic.lint_sources import broken_bibliographies, unknown_citation
from logic.lint_statements import (
    duplicate_statement,
    idle_condition,
    impossible_statement,
    law_makes_duty,
    left_out_element,
    one_duty_two_bearers,
    tautological_statement,
)
from logic.theory import Theory
from logic.workspace import Module

Rule: TypeAlias = Callable[[Context], Iterator[Finding]]

RULES: Final[Mapping[str, Rule]] = {
    "W201": unused_atom,
    "W202": idle_declaration,
    "W203": tautological_statement,
    "W204": impossible_statement,
    "W205": duplicate_statement,
    "W206": unknown_citation,
    "W207": clash_without_a_bridge,
    "W208": idle_condition,
    "W209": one_duty_two_bearers,
    "W210": idle_norm,
    "W211": idle_scenario,
    "W212": law_makes_duty,
    "W213": left_out_element,
}
"""Every rule that needs meaning, by its code."""


def lint(theory: Theory, modules: Sequence[Module], *, folders: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
    """Every error of some modules and of their claims, and every finding that no comment answers, by place.

    `folders` are the folders that the user gave: bibliographies are looked for up to them,
    and no further. Time is that of composing each claim once, and a few questions to Z3 a statement.
    """
    context = Context(theory, modules, folders)
    errors = [
        *theory.workspace.diagnostics,
        *(fault for module in modules for fault in theory.workspace.faults(module)),
        *(fault for module in modules for fault in theory.check(module)),
        *context.claim_faults,
        *broken_bibliographies(context),
    ]
    return ordered(_unanswered(modules, (*errors, *_found(context))))


def _found(context: Context) -> Iterator[Diagnostic]:
    for module in context.modules:
        yield from syntax.findings(module.node, module.source)
    for code, rule in RULES.items():
        for finding in rule(context):
            yield Diagnostic(code, finding.place, finding.arguments, finding.related)


def _unanswered(modules: Iterable[Module], diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics but for the warnings that a comment answers, and the answers that give no reason."""
    files: dict[Source, list[Module]] = {}
    for module in modules:
        files.setdefault(module.source, []).append(module)
    given = {
        source: answers(source, [node for module in inside for node in (module.node.heading, *module.node.items)])
        for source, inside in files.items()
    }
    for each in given.values():
        yield from each.unreasoned
    yield from (diagnostic for diagnostic in diagnostics if not _answered(diagnostic, given))


def _answered(diagnostic: Diagnostic, given: Mapping[Source, Answers]) -> bool:
    place = diagnostic.place
    if place is None or not diagnostic.code.startswith("W") or place.source not in given:
        return False
    line = place.source.line(place.span.start)
    return diagnostic.code in given[place.source].codes.get(line, frozenset())
