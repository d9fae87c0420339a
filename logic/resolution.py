"""Clauses over some variables alone, and all their prime implicates, by resolution.

Untrusted: what comes out are candidates, which Z3 has yet to confirm. Clauses are as in
`logic.projected`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from logic.limits import Limits
from logic.projected import Clauses, TooHardError, eliminated, propagated, resolvents, tautology

_MOST: Final = 4_000
"""How many clauses there may be at a time."""


class _TooManyError(Exception):
    """There are too many clauses, or it takes too long; never leaves this module's functions."""


def prime_clauses(clauses: Iterable[Sequence[int]], kept: frozenset[int], limits: Limits) -> Clauses | None:
    """All prime implicates of clauses over the variables `kept`.

    `None` where they, or what leads to them, are too many. The empty clause alone where the
    clauses are contradictory. The other variables are resolved away (Davis & Putnam 1960, "A
    Computing Procedure for Quantification Theory"), and the rest is closed under resolution,
    variable by variable, without what another clause says already (Tison 1967,
    "Generalization of Consensus Theory and Application to the Minimization of Boolean
    Functions"). Exponential in the worst case.
    """
    given = frozenset(tuple(sorted(set(clause))) for clause in clauses if not tautology(clause))
    simplified = propagated(given)
    if simplified is None:
        return frozenset({()})
    units, rest = simplified
    units = {literal for literal in units if abs(literal) in kept}
    try:
        projected = _projected(eliminated(rest, kept, limits), kept, limits)
        return _closed({*projected, *((literal,) for literal in units)}, limits)
    except (_TooManyError, TooHardError):
        return None


def _projected(clauses: Clauses, kept: frozenset[int], limits: Limits) -> set[tuple[int, ...]]:
    """The clauses with all other variables resolved away, those in few clauses first."""
    current = _reduced(clauses)
    while hidden := {abs(literal) for clause in current for literal in clause} - kept:
        uses: dict[int, set[tuple[int, ...]]] = {}
        for clause in current:
            for literal in clause:
                uses.setdefault(literal, set()).add(clause)
        variable = min(hidden, key=lambda each: (len(uses.get(each, ())) * len(uses.get(-each, ())), each))
        if len(uses.get(variable, ())) * len(uses.get(-variable, ())) > _MOST:
            raise _TooManyError
        new = resolvents(variable, uses)
        old = uses.get(variable, set()) | uses.get(-variable, set())
        current = _reduced((current - old) | new)
        _check(current, limits)
    return current


def _closed(clauses: set[tuple[int, ...]], limits: Limits) -> Clauses:
    """The prime implicates of clauses."""
    current = _reduced(clauses)
    for variable in sorted({abs(literal) for clause in current for literal in clause}):
        positive = {clause for clause in current if variable in clause}
        negative = {clause for clause in current if -variable in clause}
        if len(positive) * len(negative) > _MOST * 10:
            raise _TooManyError
        new = resolvents(variable, {variable: positive, -variable: negative})
        current = _reduced(current | new)
        _check(current, limits)
    return frozenset(current)


def _check(clauses: set[tuple[int, ...]], limits: Limits) -> None:
    if len(clauses) > _MOST or limits.over:
        raise _TooManyError


def _reduced(clauses: Iterable[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """The clauses that hold no other one."""
    kept: set[tuple[int, ...]] = set()
    holding: dict[int, list[frozenset[int]]] = {}
    for clause in sorted(set(clauses), key=len):
        if not clause:
            return {()}
        own = frozenset(clause)
        # A clause within it has its first literal here.
        if any(other <= own for literal in clause for other in holding.get(literal, ())):
            continue
        kept.add(clause)
        holding.setdefault(clause[0], []).append(own)
    return kept
