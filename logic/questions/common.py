"""What the questions share: making a composition ready, and turning what was found into answers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from grammar import tree
from grammar.diagnostics import Diagnostic, ordered
from grammar.parse import parse_formula
from grammar.span import Source
from logic.answers.common import Contradiction, PossibleWorld
from logic.composition import Composed, Written, compose, written
from logic.engine import Clash, Engine, EvaluationError, Grounded, World, ground
from logic.evidence import problem_of, proved
from logic.limits import Limits
from logic.minimal import Minimal, smallest_contradiction
from logic.solver import Satisfiable, Undecided
from logic.theory import Theory
from logic.wellformed import Checker
from logic.wording import words
from logic.workspace import Module
from proofs.formula import Atom, Formula, atoms

Faults: TypeAlias = tuple[Diagnostic, ...]

_DESCRIBED = 500
"""Up to how many atoms a world is made as uneventful as it can be."""

_IDEAL = 2_000
"""Up to how many atoms, in all of them together, its ideal worlds are."""


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Seconds since it was made."""
        return time.perf_counter() - self._start


@dataclass(frozen=True)
class Ready:
    """A question composed and grounded; `texts` are its compositions as written, part by part."""

    composed: Composed
    grounded: Grounded
    texts: tuple[str, ...]

    def engine(self, limits: Limits | None = None) -> Engine:
        """The question encoded."""
        return Engine(self.grounded, limits)

    @property
    def everything(self) -> tuple[int, ...]:
        """All statements of all parts."""
        return tuple(sorted({i for part in self.composed.parts for i in part}))


AskedFormula: TypeAlias = str | tuple[tree.Formula, Source]


def prepare(
    theory: Theory,
    parts: Sequence[Sequence[str | Written]],
    *,
    formulas: Sequence[AskedFormula] = (),
    offered: Iterable[Module] = (),
) -> Ready | Faults:
    """Read, compose and ground a question; every fault of what is written, if there is one."""
    read = [[written(text) if isinstance(text, str) else text for text in part] for part in parts]
    faults = [each for part in read for each in part if isinstance(each, Diagnostic)]
    if faults:
        return ordered(faults)
    compositions = [[each for each in part if isinstance(each, Written)] for part in read]
    composed = compose(theory, compositions, offered=offered)
    if isinstance(composed, tuple):
        return composed
    checked = [read_formula(formula, composed) for formula in formulas]
    unreadable = [fault for each in checked if isinstance(each, tuple) for fault in each]
    if unreadable:
        return ordered(unreadable)
    grounded = ground(composed, [each for each in checked if not isinstance(each, tuple)])
    if isinstance(grounded, Diagnostic):
        return (grounded,)
    texts = tuple(" + ".join(each.text for each in part) for part in compositions)
    return Ready(composed, grounded, texts)


def read_formula(formula: AskedFormula, composed: Composed) -> tree.Formula | Faults:
    """A formula asked about, checked in the vocabulary of a question."""
    if isinstance(formula, str):
        source = Source("<formula>", formula)
        parsed = parse_formula(source)
        if isinstance(parsed, Diagnostic):
            return (parsed,)
    else:
        parsed, source = formula
    faults = tuple(Checker(composed.scope, source).check(parsed))
    return ordered(faults) if faults else parsed


def contradiction(
    engine: Engine,
    indices: Sequence[int],
    clash: Clash,
    assuming: Sequence[int] = (),
    assumed: tuple[Formula, ...] = (),
) -> Contradiction | Undecided:
    """A smallest contradiction out of a clash, checked anew, and proved without Z3 if that can be done.

    `assumed` are the formulas that the literals of `assuming` make true.
    """
    minimal = smallest_contradiction(engine, indices, clash.core, assuming)
    if isinstance(minimal, Undecided):
        return minimal
    again = recheck(engine, minimal, assuming)
    if again is not None:
        return again
    statements = tuple(engine.grounded.composed.statements[i] for i in minimal.members)
    problem = problem_of(engine.grounded, minimal.members, assumed)
    proof = proved(problem, assumed, engine.limits)
    return Contradiction(statements, minimal.smallest, minimal.only, proof, words(engine.grounded), len(indices))


def recheck(engine: Engine, minimal: Minimal, assuming: Sequence[int]) -> Undecided | None:
    """Ask again whether a contradiction is one, and whether it is consistent without any one member.

    Where nothing is assumed this is done in an encoding of its own, which holds nothing but
    the contradiction. Raises `EvaluationError` where the answers differ from the first ones.
    """
    if not assuming:
        fresh = Engine(part(engine.grounded, minimal.members), engine.limits)
        members: Sequence[int] = range(len(minimal.members))
    else:
        fresh, members = engine, minimal.members
    for left_out in (None, *members):
        answer = fresh.ask([i for i in members if i != left_out], assuming)
        if isinstance(answer, Undecided):
            return answer
        if isinstance(answer, World) == (left_out is None):
            raise EvaluationError(f"the contradiction {minimal.members} does not stand a second look")
    return None


def part(grounded: Grounded, indices: Sequence[int], formulas: Sequence[Formula] = ()) -> Grounded:
    """A question about some of the statements of another, in the same vocabulary."""
    statements = tuple(grounded.statements[i] for i in indices)
    return Grounded(grounded.composed, statements, tuple(formulas), grounded.grounder)


def describe(engine: Engine, indices: Sequence[int], world: World, assuming: Sequence[int] = ()) -> PossibleWorld:
    """A world to show: of several, the one in which the fewest things happen, in the order of the atoms.

    Atoms are tried one after the other: each stays false if it can. Time that runs out
    leaves the world as it is.
    """
    encoding = engine.encoding
    variables = encoding.actual_variables()
    if len(variables) <= _DESCRIBED:
        ideal = encoding.ideal_variables()
        variables += ideal if len(ideal) <= _IDEAL else []
        world = _least(engine, indices, world, variables, assuming)
    return PossibleWorld(world.model, mentioned(engine.grounded, indices))


def _least(
    engine: Engine, indices: Sequence[int], world: World, variables: Sequence[int], assuming: Sequence[int]
) -> World:
    true = world.true
    asked = [*(engine.selectors[i] for i in indices), *assuming]
    engine.flush()
    with engine.solver.scope():
        engine.solver.add([each] for each in asked)
        for variable in variables:
            if variable in true:
                outcome = engine.solver.ask([-variable])
                if isinstance(outcome, Undecided):
                    break
                true = outcome.true if isinstance(outcome, Satisfiable) else true
            engine.solver.add([[variable if variable in true else -variable]])
    # Only the last one is shown, and so only the last one is evaluated.
    return engine.world(true, indices)


def mentioned(grounded: Grounded, indices: Sequence[int]) -> tuple[Atom, ...]:
    """The atoms that some statements mention, in the order of the vocabulary."""
    found: dict[Atom, None] = {}
    for i in indices:
        body = grounded.statements[i].body
        if isinstance(body, Formula):
            found.update(dict.fromkeys(atoms(body)))
    order = {name: at for at, name in enumerate(grounded.composed.vocabulary.symbols)}
    first = {atom: at for at, atom in enumerate(found)}
    return tuple(sorted(found, key=lambda atom: (order[atom.name], first[atom])))
