"""A world that a user gives, as JSON: read, and judged by the evaluator.

The form is that in which answers print worlds: `actual`, `scenarios` by name, and `ideal` by
agent (`""` is the impersonal one), each world an object of atoms and truth values. The
world may be given alone, or as the `world` of a whole answer. Whatever it leaves out is
settled so: an atom is false, but for a settled one at an ideal world and a rigid one anywhere,
which are as they are actually; a scenario is as things actually are; an agent without
ideal worlds has none.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

from grammar import files, tree
from grammar.diagnostics import Diagnostic, ordered
from grammar.parse import parse_formula
from grammar.span import Source
from logic.composition import Composed
from logic.questions.common import Faults
from logic.wellformed import Checker, asked, guess
from proofs.formula import Atom
from proofs.world import Agent, Model, World

_ENOUGH: Final = 20
"""After so many faults of a world the rest is not looked at."""

_KEYS: Final = {"actual", "scenarios", "ideal"}
_MORE: Final = {"obligations", "changed"}
"""What answers tell of a world besides; it follows from the rest."""


class _MalformedError(Exception):
    """The JSON is no world; why is its argument. Never leaves this module's functions."""


def read_world(path: Path, composed: Composed, agents: Iterable[Agent]) -> Model | Faults:
    """The model in a file, or what is wrong with it; `agents` are those that the composition speaks of."""
    source = files.read(path)
    if isinstance(source, Diagnostic):
        return (source,)
    try:
        value = json.loads(source.text, object_pairs_hook=_object, parse_constant=_no_constant)
    except RecursionError:
        return (Diagnostic("E723", None, {"path": source.name, "why": "it is nested too deep"}),)
    except _MalformedError as error:
        return (Diagnostic("E724", None, {"path": source.name, "why": str(error)}),)
    except ValueError as error:
        return (Diagnostic("E723", None, {"path": source.name, "why": _plain(str(error))}),)
    reading = _Reading(composed)
    try:
        model = reading.model(_world_in(value), agents)
    except _MalformedError as error:
        return (Diagnostic("E724", None, {"path": source.name, "why": str(error)}),)
    if reading.faults:
        return ordered(reading.faults)
    faults = tuple(model.faults())
    return tuple(Diagnostic("E725", None, {"path": source.name, "why": why}) for why in faults) if faults else model


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        name = unicodedata.normalize("NFC", key)
        if any("\ud800" <= character <= "\udfff" for character in name):
            raise _MalformedError(f"{_quoted(key)} is no text")
        if name in found:
            raise _MalformedError(f"{_quoted(key)} stands there twice")
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise _MalformedError(f"{name} is no truth value")


def _plain(text: str) -> str:
    """Python's words for what is wrong with JSON, as a part of a sentence."""
    return text[:1].lower() + text[1:]


def _quoted(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 - as much as tells a reader which is meant


def _world_in(value: object) -> dict[str, Any]:
    """The world that a JSON value is or holds."""
    if not isinstance(value, dict):
        raise _MalformedError("it is no object")
    if "actual" in value:
        return value
    if isinstance(value.get("world"), dict):
        return _world_in(value["world"])
    worlds = value.get("worlds")
    if isinstance(worlds, list):
        if len(worlds) == 1 and isinstance(worlds[0], dict):
            return _world_in(worlds[0])
        raise _MalformedError(f"it is an answer with {len(worlds)} worlds; give one of them")
    raise _MalformedError("it does not tell what is `actual`")


class _Reading:
    """One world under way; `faults` are those of its names."""

    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.vocabulary = composed.vocabulary
        self.rigidity = composed.vocabulary.rigidity
        self.faults: list[Diagnostic] = []
        self._atoms: dict[str, Atom | None] = {}

    def model(self, value: Mapping[str, Any], agents: Iterable[Agent]) -> Model:
        unknown = [key for key in value if key not in _KEYS | _MORE]
        if unknown:
            raise _MalformedError(f"nothing of a world is called {_quoted(unknown[0])}")
        actual = self.truths(value["actual"], "the actual world")
        at_actual = frozenset(atom for atom, truth in actual.items() if truth)
        told = self._mapping(value.get("scenarios", {}), "scenarios")
        for name in told:
            if name not in self.vocabulary.scenarios:
                known = self.vocabulary.scenarios
                advice = guess(name, known) if known else "the composition has none"
                raise _MalformedError(f"there is no scenario {_quoted(name)}: {advice}")
        scenarios = {
            name: self.world(told[name], f"the scenario {name}", at_actual, {"rigid"}) if name in told else at_actual
            for name in self.vocabulary.scenarios
        }
        ideal: dict[Agent, tuple[World, ...]] = dict.fromkeys(agents, ())
        for name, worlds in self._mapping(value.get("ideal", {}), "ideal worlds").items():
            if name and self.vocabulary.element(name) is None:
                raise _MalformedError(f"no agent is called {_quoted(name)}")
            where = f"an ideal world of {name or 'nobody in particular'}"
            if not isinstance(worlds, list):
                raise _MalformedError(f"the ideal worlds of {_quoted(name)} are no list")
            found = (self.world(each, where, at_actual, {"rigid", "settled"}) for each in worlds)
            ideal[name or None] = tuple(dict.fromkeys(found))
        return Model(at_actual, scenarios, ideal, self.rigidity)

    def world(self, value: object, where: str, actual: World, shared: set[tree.Rigidity]) -> World:
        """The true atoms of a world; what it does not tell of and cannot differ is as at the actual one."""
        told = self.truths(value, where)
        inherited = {atom for atom in actual if self.rigidity[atom.name] in shared and atom not in told}
        return frozenset(inherited | {atom for atom, truth in told.items() if truth})

    def truths(self, value: object, where: str) -> dict[Atom, bool]:
        found: dict[Atom, bool] = {}
        for name, truth in self._mapping(value, where).items():
            if not isinstance(truth, bool):
                raise _MalformedError(f"{_quoted(name)} is {_quoted(truth)} in {where}, neither true nor false")
            atom = self.atom(name)
            if atom is None:
                if len(self.faults) >= _ENOUGH:
                    break
                continue
            if atom in found:
                raise _MalformedError(f"{atom} stands twice in {where}")
            found[atom] = truth
        return found

    def _mapping(self, value: object, what: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _MalformedError(f"{what} {'are' if what.endswith('s') else 'is'} no object")
        return value

    def atom(self, name: str) -> Atom | None:
        """The atom of a name as written; a fault where there is none."""
        if name not in self._atoms:
            found = self._parsed(name)
            if isinstance(found, Diagnostic):
                self.faults.append(found)
            self._atoms[name] = found if isinstance(found, Atom) else None
        return self._atoms[name]

    def _parsed(self, name: str) -> Atom | Diagnostic:
        source = Source("<atom>", name)
        parsed = parse_formula(source)
        if isinstance(parsed, Diagnostic):
            return parsed
        faults = asked(Checker(self.composed.scope, source).check(parsed))
        if faults:
            return faults[0]
        if not isinstance(parsed, tree.Proposition) or self.vocabulary.atom(parsed.name) is None:
            return Diagnostic("E721", None, {"text": " ".join(name.split())})
        return Atom(parsed.name, tuple(each.text for each in parsed.arguments))
