"""Rules about citations: which keys no bibliography knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.lint import Finding
from logic.bibliography import NAME, Bibliography, load
from logic.lint_context import Context
from logic.wellformed import guess
from logic.workspace import LIBRARY, Module


def bibliographies(module: Module, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files in which a module's keys are looked up, nearest first.

    `references.bib` beside the module's file; above it, as far as the given folder in which
    the file stands; and the library's.
    """
    file = Path(module.source.name)
    found: dict[Path, None] = {}
    if file.is_file():
        beside = file.resolve().parent
        given = [folder.resolve() for folder in folders]
        above = [each for each in beside.parents if any(each.is_relative_to(folder) for folder in given)]
        found.update((each / NAME, None) for each in (beside, *above))
    found[LIBRARY / NAME] = None
    return tuple(path for path in found if path.is_file())


def _references(module: Module) -> Iterator[tree.Reference]:
    yield from module.node.heading.citation
    for item in module.node.items:
        if isinstance(item, tree.Statement | tree.Claim):
            yield from item.citation


def unknown_citation(context: Context) -> Iterator[Finding]:
    """A key that stands in no bibliography: a reader could not find what is cited."""
    read = cache(load)
    for module in context.modules:
        loaded = [read(path) for path in bibliographies(module, tuple(context.folders))]
        if any(isinstance(each, Diagnostic) for each in loaded):
            # What a broken file holds is not known, and the file has a finding of its own.
            continue
        known: Mapping[str, object] = {key: None for each in loaded if isinstance(each, dict) for key in each}
        for reference in _references(module):
            if reference.key not in known:
                advice = guess(reference.key, known) if known else "there is none yet"
                yield Finding(module.place(reference), {"key": reference.key, "guess": advice})


def broken_bibliographies(context: Context) -> tuple[Diagnostic, ...]:
    """One finding for each bibliography of the run that cannot be read; it has no place in an axiom file."""
    paths = {path: None for m in context.modules for path in bibliographies(m, tuple(context.folders))}
    loaded: list[Bibliography | Diagnostic] = [load(path) for path in paths]
    return tuple(each for each in loaded if isinstance(each, Diagnostic))
