"""Statements picked out of a composition by name: one by one, by module, or by layer."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import get_args

from grammar import tree
from grammar.diagnostics import Diagnostic, ordered
from logic.composition import Composed
from logic.questions.common import Faults
from logic.wellformed import guess


def select(composed: Composed, names: Iterable[str], among: AbstractSet[int] | None = None) -> list[int] | Faults:
    """The statements that some names pick out, of all or `among` some, ascending.

    A fault for each name that picks none. A name may be a list itself, its parts between commas.
    """
    statements = [(i, each) for i, each in enumerate(composed.statements) if among is None or i in among]
    chosen: set[int] = set()
    faults: list[Diagnostic] = []
    for name in (part.strip() for text in names for part in text.split(",")):
        found = [i for i, each in statements if name in {each.name, each.module.name, each.layer}]
        chosen.update(found)
        if not found:
            faults.append(Diagnostic("E711", None, {"name": name, "guess": _advice(composed, name)}))
    return ordered(faults) if faults else sorted(chosen)


def _advice(composed: Composed, name: str) -> str:
    known = [*(each.name for each in composed.statements), *(each.name for each in composed.modules)]
    advice = guess(name, [*dict.fromkeys(known), *get_args(tree.Layer)])
    return f"; {advice}" if advice.startswith("did you mean") else ""
