"""Clausal proofs: of contradictions that are too large for natural deduction.

Each clause of a problem comes with the rule that justifies it; Z3 refutes the clauses and
writes down what it learned; of that, what the contradiction needs is kept, with hints.
`proofs.clausal` judges the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from logic.limits import Limits
from logic.lrat import Step, StoppedError, hinted
from logic.refutation.clausify import Clausified, Justified, clausified
from logic.refutation.network import Network, TooLargeError
from logic.solver import Undecided
from logic.trace import learned
from proofs import formula as f
from proofs.clausal import Clause, Derived, Frame, Ideal, Numbering, Refutation
from proofs.formula import Formula, Not
from proofs.proof import ACTUAL, Label, Opened, Problem, scenario_label
from proofs.rules import Said

MOST: Final = 1_000_000
"""How many occurrences of literals the clauses may have."""
LONGEST: Final = 20_000
"""How many clauses Z3 may learn."""

_INTRODUCED: Final[dict[type[Formula], str]] = {
    f.And: "and_intro",
    f.Or: "or_intro",
    f.Implies: "implies_intro",
    f.Iff: "iff_intro",
    f.Xor: "xor_intro",
    f.AtLeast: "at_least_intro",
}


def certify(problem: Problem, assumed: tuple[Formula, ...], limits: Limits) -> Refutation | str:
    """A clausal proof that a problem, with what is assumed besides, is contradictory; or why there is none.

    To be asked of contradictions only: raises `ValueError` for a problem that has a model.
    """
    try:
        asked = clausified(problem, assumed, MOST)
        clauses = [clause.literals for clause in asked.clauses]
        trace = learned(clauses, limits)
        if isinstance(trace, Undecided):
            return trace.reason
        if len(trace) > LONGEST:
            return "too large"
        steps = hinted(clauses, trace, lambda: limits.over)
    except TooLargeError:
        return "too large"
    except StoppedError:
        return limits.why
    return "Z3's trace is no refutation" if steps is None else _refutation(asked, assumed, steps)


def _refutation(asked: Clausified, assumed: tuple[Formula, ...], steps: Sequence[Step]) -> Refutation:
    """The proof in the judge's format, with no more clauses and worlds than its steps need."""
    used = sorted({hint for step in steps for hint in step.hints if hint < len(asked.clauses)})
    clauses = {at: _clause(asked.network, asked.clauses[at]) for at in used}
    named = {world for clause in clauses.values() for world, _ in clause.literals}
    ideals = tuple(_ideal(asked, at) for at, ideal in enumerate(asked.worlds) if ideal.label in named)
    assumes = tuple((ACTUAL, formula) for formula in assumed)
    numbers = _numbers(asked, clauses, ideals, assumes)
    places = {
        number: at for at, number in enumerate([*used, *range(len(asked.clauses), len(asked.clauses) + len(steps))], 1)
    }
    trace = tuple(
        Derived(tuple(map(numbers, step.clause)), tuple(places[hint] for hint in step.hints)) for step in steps
    )
    return Refutation(ideals, tuple(clauses.values()), trace, assumes)


def _ideal(asked: Clausified, at: int) -> Ideal:
    ideal = asked.worlds[at]
    return Ideal(Opened(ideal.label, ideal.agents, ideal.able), asked.because[at])


def _numbers(
    asked: Clausified, clauses: dict[int, Clause], ideals: Sequence[Ideal], assumes: tuple[Said, ...]
) -> Callable[[int], int]:
    """From literals of the network to the judge's."""
    frame = Frame(asked.network.problem, assumes)
    for ideal in ideals:
        assert frame.opens(ideal), ideal
    numbering = Numbering(frame)
    names: dict[int, int] = {}
    for at, clause in clauses.items():
        for literal, said in zip(_ordered(asked.clauses[at]), clause.literals, strict=True):
            names[literal] = numbering.literal(said)
            names[-literal] = -names[literal]
    return names.__getitem__


def _ordered(clause: Justified) -> tuple[int, ...]:
    """The literals of a clause, what its rule shows last."""
    if clause.source != "connective":
        return clause.literals
    return tuple(sorted(clause.literals, key=lambda literal: abs(literal) == clause.node))


def _clause(network: Network, clause: Justified) -> Clause:
    """A clause in the judge's format."""
    literals = _ordered(clause)
    said = tuple((_world(network, clause, literal), _form(network, literal)) for literal in literals)
    return Clause(said, _rule(network, clause, literals[-1]), clause.statement)


def _form(network: Network, literal: int) -> Formula:
    base = network.formulas[abs(literal)]
    return base if literal > 0 else Not(base)


def _world(network: Network, clause: Justified, literal: int) -> Label:
    """The world at which a clause says a literal: its own, but for what is said of other worlds."""
    formula = network.formulas[abs(literal)]
    if clause.source in {"premise", "ought", "witness"}:
        return ACTUAL if isinstance(formula, f.Ought) and literal != clause.literals[-1] else clause.world
    if clause.source == "scenario":
        whole = network.formulas[clause.node]
        assert isinstance(whole, f.In)
        return ACTUAL if abs(literal) == clause.node else scenario_label(whole.scenario)
    return clause.world


def _rule(network: Network, clause: Justified, shown: int) -> str:
    match clause.source:
        case "connective":
            rule = _INTRODUCED[type(network.formulas[clause.node])]
            return rule if shown > 0 else f"not_{rule}"
        case "step" if len(clause.literals) == 1:
            return "at_least_intro" if shown > 0 else "not_at_least_intro"
        case "step":
            return "at_least_step"
        case "ought":
            return "ought_elim"
        case source:
            return source
