"""Glosses with their parameters filled in, and citations as readers expect them."""

from __future__ import annotations

import re

from logic.theory import Statement, fill
from logic.vocabulary import Vocabulary
from proofs.formula import Atom

_KEY = re.compile(r"(?P<names>[^\W\d]+(?:_[^\W\d]+)*)(?P<year>\d{4}[a-z]?)?")


def element_name(vocabulary: Vocabulary, element: str) -> str:
    """How people call an element."""
    symbol = vocabulary.element(element)
    return symbol.display or element if symbol else element


def atom_sentence(vocabulary: Vocabulary, atom: Atom, *, positive: bool = True) -> str:
    """An atom in English: its gloss with the elements' names, or the atom as it is written."""
    symbol = vocabulary.atom(atom.name)
    if symbol is None or symbol.gloss is None:
        sentence = str(atom)
    else:
        names = (parameter.name for parameter in symbol.parameters)
        values = {name: element_name(vocabulary, each) for name, each in zip(names, atom.arguments, strict=True)}
        sentence = fill(symbol.gloss, values)
    return sentence if positive else f"it is not so that {sentence}"


def citation(statement: Statement) -> str:
    """What a statement cites, such as `Schweller 1997, pp. 927-930`; empty where it cites nothing."""
    return "; ".join(
        f"{work(each.key)}, {each.locator}" if each.locator else work(each.key) for each in statement.citations
    )


def work(key: str) -> str:
    """The name of a work, made from its key: `mearsheimer_walt2016` is *Mearsheimer & Walt 2016*.

    The bibliography has the work in full; looking it up would cost every answer more time
    than finding it.
    """
    match = _KEY.fullmatch(key)
    if match is None:
        return key
    people = " & ".join(part.capitalize() for part in match["names"].split("_"))
    return f"{people} {match['year']}" if match["year"] else people
