"""Rules about declarations: what is declared and never used.

A vocabulary is declared for others, so one that no module of the run extends is not judged;
and where a module that could use a name is faulty, nothing is said to be unused.
"""

from __future__ import annotations

from collections.abc import Iterator

from grammar import tree
from grammar.lint import Finding
from logic.lint_context import Context, Usage
from logic.workspace import Module


def _judged(context: Context) -> Iterator[tuple[Module, tuple[Module, ...]]]:
    """The modules whose declarations can be judged, each with the modules that see them, and every argument."""
    arguments = tuple(module for module in context.modules if module.kind == "argument")
    for module in context.sound:
        readers = context.readers(module)
        alone = module.kind == "vocabulary" and len(readers) == 1
        if not alone and all(reader in context.sound for reader in readers):
            yield module, (*readers, *arguments)


def unused_atom(context: Context) -> Iterator[Finding]:
    """An atom that no statement, no definition and no claim's formula mentions: often a misspelling of another."""
    for module, readers in _judged(context):
        used = context.usage(readers).propositions
        for item in module.node.items:
            if isinstance(item, tree.AtomDeclaration) and item.name.text not in used:
                yield Finding(module.place(item.name), {"name": item.name.text})


def idle_declaration(context: Context) -> Iterator[Finding]:
    """A sort, a definition or an element that is never used.

    A sort is used where a parameter or a variable has it; an element where it is named, or
    a variable ranges over its sort.
    """
    for module, readers in _judged(context):
        used = context.usage(readers)
        for item in module.node.items:
            if isinstance(item, tree.Definition) and item.name.text not in used.propositions:
                yield Finding(module.place(item.name), {"name": item.name.text, "kind": "definition"})
            elif isinstance(item, tree.SortDeclaration):
                yield from _idle_sort(module, item, used)


def _idle_sort(module: Module, item: tree.SortDeclaration, used: Usage) -> Iterator[Finding]:
    sort = item.name.text
    if sort not in used.sorts and used.elements.isdisjoint(element.name.text for element in item.elements):
        yield Finding(module.place(item.name), {"name": sort, "kind": "sort"})
    elif sort not in used.quantified:
        for element in item.elements:
            if element.name.text not in used.elements:
                yield Finding(module.place(element.name), {"name": element.name.text, "kind": "element"})


def idle_scenario(context: Context) -> Iterator[Finding]:
    """A scenario that no statement speaks of.

    Nothing makes it differ from what happened, so whatever a claim asks about it is answered
    by the axioms alone.
    """
    for module, readers in _judged(context):
        used = context.usage(readers, claims=False).scenarios
        for item in module.node.items:
            if isinstance(item, tree.ScenarioDeclaration) and item.name.text not in used:
                yield Finding(module.place(item.name), {"name": item.name.text})
