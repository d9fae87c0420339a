"""Which premises a question may pick from: the pools and principles that it is offered, statement by statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grammar import tree
from grammar.catalogue import says
from grammar.diagnostics import Diagnostic, ordered
from logic.composition import Composed, Written, compose, written
from logic.questions.common import Faults, Ready, prepare
from logic.theory import Statement, Theory
from logic.wellformed import guess
from logic.workspace import Module

BY_DEFAULT: Final = frozenset({"pool", "principles"})
"""The kinds of modules that are offered where none is named."""

_NAMED: Final = BY_DEFAULT | {"case"}
"""The kinds of modules that may be named: they hold premises, and are no theory and no policy."""


@dataclass(frozen=True)
class Offered:
    """A question made ready, and which of its statements are premises on offer, ascending.

    `modules` are those that offer them; `warnings` tell of those that were left out.
    """

    ready: Ready
    premises: tuple[int, ...]
    modules: tuple[Module, ...]
    warnings: tuple[Diagnostic, ...] = ()


def prepare_with_pools(theory: Theory, subject: str, policy: str, pools: Sequence[str]) -> Offered | Faults:
    """A theory and a policy made ready, with premises to pick from; every fault of what is written, if there is one.

    `pools` are compositions of pools, principles and cases, of whole ones or of single
    statements. Where none is named, all pools and principles are on offer that are in the
    files given and in the library, as far as they compose with the question. What the theory
    holds already is no premise, nor what the question takes away.
    """
    parts = [[subject], [policy]]
    if pools:
        picked = _named(theory, pools)
        if not isinstance(picked, dict):
            return picked
        return _offered(theory, parts, picked)
    picked = dict.fromkeys(s for module in _all(theory) for s in theory.statements(module))
    offered = _offered(theory, parts, picked)
    if isinstance(offered, Offered):
        return offered
    alone = prepare(theory, parts)
    if not isinstance(alone, Ready):
        return alone
    fitting, warnings = _fitting(theory, parts, _all(theory))
    fits = _offered(theory, parts, dict.fromkeys(s for module in fitting for s in theory.statements(module)))
    if not isinstance(fits, Offered):
        return fits
    return Offered(fits.ready, fits.premises, fits.modules, warnings)


def _all(theory: Theory) -> tuple[Module, ...]:
    """The pools and principles of the files given and of the library; of two with one name, the first."""
    workspace = theory.workspace
    modules: dict[str, Module] = {}
    for module in (*workspace.given.modules, *workspace.library.modules):
        if module.kind in BY_DEFAULT and workspace.find(module.name, None).named == module:
            modules.setdefault(module.name, module)
    return tuple(modules.values())


def _offered(theory: Theory, parts: Sequence[Sequence[str]], picked: dict[Statement, None]) -> Offered | Faults:
    modules = tuple(dict.fromkeys(statement.module for statement in picked))
    ready = prepare(theory, parts, offered=modules)
    if not isinstance(ready, Ready):
        return ready
    held = set(ready.composed.parts[0])
    premises = (i for i, statement in enumerate(ready.composed.statements) if statement in picked and i not in held)
    return Offered(ready, tuple(premises), modules)


def _fitting(
    theory: Theory, parts: Sequence[Sequence[str]], modules: Sequence[Module]
) -> tuple[list[Module], tuple[Diagnostic, ...]]:
    """The modules that compose with the question and those before them, and a warning for each of the others."""
    read = [[each for text in part if isinstance(each := written(text), Written)] for part in parts]
    fitting: list[Module] = []
    warnings: list[Diagnostic] = []
    for module in modules:
        composed = compose(theory, read, offered=[*fitting, module])
        if isinstance(composed, Composed):
            fitting.append(module)
        else:
            place = module.place(module.node.heading.name)
            arguments = {"name": module.name, "why": says(composed[0])}
            warnings.append(Diagnostic("W403", place, arguments))
    return fitting, tuple(warnings)


def _named(theory: Theory, pools: Sequence[str]) -> dict[Statement, None] | Faults:
    """The statements that compositions of pools name."""
    picked: dict[Statement, None] = {}
    dropped: set[Statement] = set()
    faults: list[Diagnostic] = []
    for text in pools:
        composition = written(text)
        if isinstance(composition, Diagnostic):
            faults.append(composition)
            continue
        for term in composition.node.terms:
            statements = _statements(theory, composition, term.what)
            if isinstance(statements, Diagnostic):
                faults.append(statements)
            elif term.removed:
                dropped.update(statements)
            else:
                picked.update(dict.fromkeys(statements))
    if faults:
        return ordered(faults)
    return {statement: None for statement in picked if statement not in dropped}


def _statements(theory: Theory, composition: Written, what: tree.Qualified) -> tuple[Statement, ...] | Diagnostic:
    """The statements of a module that is named, or the one that is."""
    found = theory.workspace.find(what.module, None)
    place = composition.place(what)
    if found.named is None:
        return theory.unknown(what.module, place, None, found.faulty)
    if not isinstance(found.named, Module) or found.named.kind not in _NAMED:
        kind = found.named.kind if isinstance(found.named, Module) else "setting"
        return Diagnostic("E418", place, {"name": what.module, "kind": kind})
    statements = theory.statements(found.named)
    if what.statement is None:
        return statements
    statement = theory.statement(found.named, what.statement)
    if statement is None:
        names = [each.node.name.text for each in statements]
        arguments = {"module": what.module, "name": what.statement, "guess": guess(what.statement, names)}
        return Diagnostic("E405", place, arguments)
    return (statement,)
