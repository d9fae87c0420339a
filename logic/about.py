"""The atoms that a question is asked about, as a user names them.

`p, takes(enlarging) takes` are separated by commas or spaces. A family's name stands for all
its instances; `in s: p` is an atom in one scenario; `ought φ` and `may φ`, which end at a
comma, are obligations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final

from grammar import tree
from grammar.diagnostics import Diagnostic, ordered
from grammar.parse import parse_formula
from grammar.span import Source
from logic.composition import Composed, Written
from logic.projection import Position, at, atoms_mentioned, everywhere
from logic.questions.common import Faults, Ready, prepare
from logic.theory import Theory
from logic.wellformed import Checker, asked
from proofs.formula import Atom, Formula, Not, Ought

_ATOM = re.compile(r"\s*((?:in\s+\w+\s*:\s*)?(?!in\b)\w+(?:\s*\([^()]*\))?)(?=\s|$)")
_DUTY = re.compile(r"(?:ought|may)\b")
_MOST: Final = 10_000
"""How many instances of a family may be asked about."""

_OPEN, _CLOSED = "([{", ")]}"


@dataclass(frozen=True)
class About:
    """What a user named, each piece as written: atoms, and obligations.

    The obligations are to be grounded with the question (`formulas` of `prepare`): an agent
    may be spoken of by them alone.
    """

    atoms: tuple[str, ...]
    duties: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> About | Faults:
        """Take a list apart; a fault where it is empty."""
        pieces = [piece.strip() for piece in _at_commas(text) if piece.strip()]
        if not pieces:
            return (Diagnostic("E722"),)
        duties = tuple(piece for piece in pieces if _DUTY.match(piece))
        atoms = tuple(each for piece in pieces if piece not in duties for each in _at_spaces(piece))
        return cls(atoms, duties)

    def positions(self, ready: Ready, scenarios: Sequence[str | None]) -> tuple[tuple[Position, ...], Faults]:
        """The positions named, those of one world after those of another, and what is wrong with the names.

        `scenarios` are where an atom that is named without one is meant. The obligations must
        be the first formulas that the question was grounded with.
        """
        composed = ready.composed
        faults: list[Diagnostic] = []
        named: list[_Named] = []
        for piece in self.atoms:
            found = _resolve(piece, composed)
            if isinstance(found, _Named):
                named.append(found)
            else:
                faults.extend(found)
        duties = [_obligation(formula) for formula in ready.grounded.formulas[: len(self.duties)]]
        odd = (piece for piece, duty in zip(self.duties, duties, strict=True) if duty is None)
        faults.extend(Diagnostic("E721", None, {"text": piece}) for piece in odd)
        positions: list[Position] = []
        for world in everywhere(composed.vocabulary):
            here = {atom for each in named if each.means(world, scenarios) for atom in each.atoms}
            positions.extend(at(here, composed.vocabulary, [world]))
        positions.extend(Position(duty) for duty in duties if duty is not None)
        return tuple(dict.fromkeys(positions)), ordered(faults)


@dataclass(frozen=True)
class _Named:
    """The atoms that a piece names, and in which scenario, if in one."""

    atoms: tuple[Atom, ...]
    scenario: str | None

    def means(self, world: str | None, scenarios: Sequence[str | None]) -> bool:
        """Whether it means these atoms at a world too."""
        return world == self.scenario if self.scenario is not None else world in scenarios


def _at_commas(text: str) -> Iterator[str]:
    """The parts between commas that stand in no brackets."""
    depth = start = 0
    for place, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSED:
            depth -= 1
        elif character == "," and depth <= 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _at_spaces(piece: str) -> Iterator[str]:
    """The atoms of a piece without commas; what cannot be one comes as it is, to be told of."""
    place = 0
    while place < len(piece):
        match = _ATOM.match(piece, place)
        if match is None:
            yield piece[place:].strip()
            return
        yield match[1]
        place = match.end()


def _resolve(piece: str, composed: Composed) -> _Named | list[Diagnostic]:
    source = Source("<about>", piece)
    parsed = parse_formula(source)
    if isinstance(parsed, Diagnostic):
        return [parsed]
    scenario = parsed.scenario.text if isinstance(parsed, tree.InScenario) else None
    body = parsed.body if isinstance(parsed, tree.InScenario) else parsed
    symbol = composed.vocabulary.atom(body.name) if isinstance(body, tree.Proposition) else None
    whole = isinstance(body, tree.Proposition) and not body.arguments and symbol is not None
    faults = asked(Checker(composed.scope, source).check(parsed))
    # A family that is named without elements is meant as a whole.
    kept = [fault for fault in faults if not (whole and fault.code == "E202")]
    if kept:
        return kept
    if symbol is None or not isinstance(body, tree.Proposition):
        return [Diagnostic("E721", None, {"text": " ".join(piece.split())})]
    if not whole:
        return _Named((Atom(symbol.name, tuple(each.text for each in body.arguments)),), scenario)
    ranges = [composed.vocabulary.elements(parameter.sort) for parameter in symbol.parameters]
    size = prod(map(len, ranges))
    if size > _MOST:
        return [Diagnostic("E726", None, {"name": symbol.name, "size": f"{size:,}", "limit": f"{_MOST:,}"})]
    return _Named(tuple(Atom(symbol.name, chosen) for chosen in product(*ranges)), scenario)


def _obligation(formula: Formula) -> Ought | None:
    """The obligation that a formula is or denies."""
    inner = formula.body if isinstance(formula, Not) else formula
    return inner if isinstance(inner, Ought) else None


@dataclass(frozen=True)
class Narrowed:
    """A question made ready, and what it is asked about."""

    ready: Ready
    positions: tuple[Position, ...]


def narrowed(
    theory: Theory, composition: str | Written, about: str | None, places: Callable[[Ready], Sequence[str | None]]
) -> Narrowed | Faults:
    """A composition made ready, to be asked about what `about` names, or else about all atoms that it mentions.

    `places` are where an atom stands that is named without a place.
    """
    named = None if about is None else About.read(about)
    if isinstance(named, tuple):
        return named
    ready = prepare(theory, [[composition]], formulas=named.duties if named else ())
    if isinstance(ready, tuple):
        return ready
    if named is None:
        mentioned = atoms_mentioned(ready.grounded, ready.everything)
        return Narrowed(ready, at(mentioned, ready.composed.vocabulary, places(ready)))
    positions, faults = named.positions(ready, places(ready))
    return faults or Narrowed(ready, positions)
