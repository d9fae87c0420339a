"""Which worlds does a composition leave possible? And which statements does a world violate?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from logic.about import narrowed
from logic.answers.common import PossibleWorld
from logic.answers.worlds import DistinctWorld, JudgedWorldAnswer, WorldsAnswer
from logic.composition import Written
from logic.engine import EvaluationError
from logic.enumeration import Enumeration
from logic.given import read_world
from logic.limits import Limits
from logic.projected import count
from logic.projection import Position, Projection, atoms_mentioned, composed_obligations, everywhere
from logic.questions.common import Faults, Ready, Stopwatch, prepare
from logic.solver import Solver
from logic.theory import Theory
from proofs.formula import Atom

MANY: Final = 100
"""How many worlds are listed where nobody says how many."""


def worlds(
    theory: Theory,
    composition: str | Written,
    *,
    about: str | None = None,
    most: int = MANY,
    limits: Limits | None = None,
) -> WorldsAnswer | Faults:
    """The distinct worlds of a composition, up to `most` of them, and how many there are.

    Two worlds are distinct where they differ in an atom asked about, at the actual world or in
    a scenario, or in an obligation composed. `about` names atoms, as `logic.about` says; by
    default all that the statements mention are asked about. The order is lexicographic, false
    before true: what ought to be varies first, then the actual world, then the scenarios; in
    each the last atoms of the vocabulary first. Every world is evaluated. Cost: some
    questions to Z3 for each world, and for the count what `logic.projected` says.
    """
    watch = Stopwatch()
    asked = narrowed(theory, composition, about, _places)
    if isinstance(asked, tuple):
        return asked
    ready = asked.ready
    positions = tuple(dict.fromkeys((*asked.positions, *composed_obligations(ready.grounded, ready.everything))))
    return _list(ready, positions, most, limits or Limits(), watch)


def _places(ready: Ready) -> tuple[str | None, ...]:
    return everywhere(ready.composed.vocabulary)


def _list(ready: Ready, positions: tuple[Position, ...], most: int, limits: Limits, watch: Stopwatch) -> WorldsAnswer:
    engine = ready.engine(limits)
    projection = Projection(engine, positions)
    clauses = [*engine.encoding.fresh_clauses(), *([engine.selectors[i]] for i in ready.everything)]
    # Asserted outright: there is one set of statements, and naming them at every question is dear.
    solver = Solver(limits)
    solver.add(clauses)
    enumeration = Enumeration(engine, solver, ready.everything, projection.weightiest_first())
    shown = tuple(dict.fromkeys(place.formula for place in positions if isinstance(place.formula, Atom)))
    found: list[DistinctWorld] = []
    more = False
    for world in enumeration:
        if len(found) == most:
            more = True
            break
        truths = projection.read(world)
        before = found[-1].truths if found else truths
        changed = tuple(p for p, now, then in zip(positions, truths, before, strict=True) if now != then)
        found.append(DistinctWorld(PossibleWorld(world.model, shown), truths, changed))
    undecided = enumeration.undecided
    complete = not more and undecided is None
    number = count(clauses, projection.variables, limits)
    if complete:
        if number not in {None, len(found)}:
            raise EvaluationError(f"{len(found)} worlds were found where there are {number}")
        number = len(found)
    return WorldsAnswer(
        watch.seconds,
        undecided.reason if undecided else None,
        ready.composed.warnings,
        composition=ready.texts[0],
        composed=ready.composed,
        positions=positions,
        worlds=tuple(found),
        complete=complete,
        count=number,
    )


def judge_world(theory: Theory, composition: str | Written, path: Path) -> JudgedWorldAnswer | Faults:
    """Every statement of a composition that a user's world violates, by the evaluator: nothing is asked of Z3.

    `path` is of a file in the form that `logic.given` tells.
    """
    watch = Stopwatch()
    ready = prepare(theory, [[composition]])
    if isinstance(ready, tuple):
        return ready
    model = read_world(path, ready.composed, ready.grounded.agents(ready.everything))
    if isinstance(model, tuple):
        return model
    violated = set(model.violated(ready.grounded.statements[i] for i in ready.everything))
    return JudgedWorldAnswer(
        watch.seconds,
        warnings=ready.composed.warnings,
        composition=ready.texts[0],
        composed=ready.composed,
        world=PossibleWorld(model, tuple(atoms_mentioned(ready.grounded, ready.everything))),
        violated=tuple(s for s in ready.composed.statements if s.name in violated),
    )
