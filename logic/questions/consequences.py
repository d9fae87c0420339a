"""What does a composition say about some atoms, and nothing else?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from logic.about import narrowed
from logic.answers.consequences import Clause, ConsequencesAnswer
from logic.backbone import backbone
from logic.composition import Written
from logic.engine import Engine, EvaluationError
from logic.implicates import Compilation, Implicates, literals
from logic.limits import Limits
from logic.projection import Position, Projection, composed_obligations
from logic.questions.common import Faults, Ready, Stopwatch
from logic.resolution import prime_clauses
from logic.solver import Satisfiable, Undecided
from logic.theory import Theory
from proofs.formula import Atom, atoms

MANY: Final = 1_000
"""How many clauses are listed where nobody says how many."""


def consequences(
    theory: Theory,
    composition: str | Written,
    *,
    about: str | None = None,
    most: int = MANY,
    limits: Limits | None = None,
) -> ConsequencesAnswer | Faults:
    """What is fixed in every world of a composition, and its prime implicates over what is asked about.

    `about` names atoms, at the actual world unless it says where, and obligations, as
    `logic.about` tells; by default all atoms that the statements mention are asked about. At
    most `most` implicates are told, shorter ones first. Of
    the obligations composed, those that are fixed are told too, where they speak of nothing
    but atoms asked about. Cost: `logic.backbone` and `logic.implicates` say; all that is told is
    asked again at the end, in one question, of an encoding that holds nothing else.
    """
    watch = Stopwatch()
    asked = narrowed(theory, composition, about, lambda _: [None])
    if isinstance(asked, tuple):
        return asked
    return replace(_answer(asked.ready, asked.positions, most, limits or Limits()), seconds=watch.seconds)


def _duties(ready: Ready, positions: Sequence[Position]) -> tuple[Position, ...]:
    """The obligations composed that are not asked about, and speak of nothing else."""
    asked = {each.formula for each in positions if isinstance(each.formula, Atom) and each.scenario is None}
    composed = composed_obligations(ready.grounded, ready.everything)
    return tuple(each for each in composed if each not in positions and asked.issuperset(atoms(each.formula)))


def _answer(ready: Ready, positions: tuple[Position, ...], most: int, limits: Limits) -> ConsequencesAnswer:
    base = ConsequencesAnswer(
        0.0, None, ready.composed.warnings, composition=ready.texts[0], composed=ready.composed, positions=positions
    )
    engine = ready.engine(limits)
    told = (*positions, *_duties(ready, positions))
    projection = Projection(engine, told)
    fixed = backbone(engine, ready.everything, projection)
    if fixed.contradictory:
        return replace(base, consistent=False, complete=True)
    if not fixed.seen:
        return replace(base, reason=fixed.reason)
    units = [1 << (2 * place + (not value)) for place, value in sorted(fixed.fixed.items())]
    if fixed.reason is None:
        here = {place: value for place, value in fixed.fixed.items() if place < len(positions)}
        seen = [values[: len(positions)] for values in fixed.seen]
        compilation = Compilation(engine, ready.everything, Projection(engine, positions), seen)
        candidates = _candidates(ready, positions, limits)
        found = compilation.searched(here, most) if candidates is None else compilation.confirmed(candidates, most)
    else:
        found = Implicates([each for each in units if each < 1 << 2 * len(positions)][:most], reason=fixed.reason)
    again = _recheck(ready, told, [*units, *found.clauses], limits)
    return replace(
        base,
        reason=found.reason or (again.reason if again else None),
        consistent=True,
        true=tuple(told[place] for place, value in sorted(fixed.fixed.items()) if value),
        false=tuple(told[place] for place, value in sorted(fixed.fixed.items()) if not value),
        clauses=tuple(_clause(positions, each) for each in found.clauses),
        complete=found.complete and again is None,
        rechecked=again is None and bool(units or found.clauses),
    )


def _candidates(ready: Ready, positions: tuple[Position, ...], limits: Limits) -> list[int] | None:
    """All prime implicates by resolution, of the clauses of an encoding of its own; `None` where they are too many."""
    engine = ready.engine(limits)
    variables = Projection(engine, positions).variables
    asserted = [[engine.selectors[i]] for i in ready.everything]
    found = prime_clauses([*engine.encoding.fresh_clauses(), *asserted], frozenset(variables), limits)
    if found is None:
        return None
    place = {variable: at for at, variable in enumerate(variables)}
    return [sum(1 << (2 * place[abs(literal)] + (literal < 0)) for literal in clause) for clause in found]


def _clause(positions: Sequence[Position], clause: int) -> Clause:
    return tuple((positions[place], positive) for place, positive in literals(clause))


def _recheck(ready: Ready, told: Sequence[Position], clauses: Sequence[int], limits: Limits) -> Undecided | None:
    """Ask again whether a clause is false in some world; raises `EvaluationError` if one is."""
    if not clauses:
        return None
    fresh = Engine(ready.grounded, limits)
    variables = Projection(fresh, told).variables
    fresh.flush()
    fresh.solver.add([fresh.selectors[i]] for i in ready.everything)
    denied = [[-variables[at] if positive else variables[at] for at, positive in literals(each)] for each in clauses]
    outcome = fresh.solver.ask_any(denied)
    if isinstance(outcome, Satisfiable):
        raise EvaluationError("a consequence does not stand a second look")
    return outcome if isinstance(outcome, Undecided) else None
