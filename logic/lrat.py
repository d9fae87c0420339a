"""From a solver's trace to a short refutation with hints.

A trace is a list of clauses each of which follows, by unit propagation, from the clauses and
the ones before it. Most of them are never needed. They are gone through backwards from the
contradiction, checking only what something needs, and noting which clauses did the work: the
hints of LRAT (Goldberg & Novikov 2003, "Verification of proofs of unsatisfiability for CNF
formulas"; Cruz-Filipe, Heule, Hunt, Kaufmann & Schneider-Kamp 2017, "Efficient certified RAT
verification"). Nobody need trust this: what comes out is checked without it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Clause: TypeAlias = tuple[int, ...]

_LOOK: Final = 64
"""After how many clauses it is looked up whether time is up."""


@dataclass(frozen=True, slots=True)
class Step:
    """A clause that follows, and the numbers of the clauses by which it does, in the order of propagation.

    Clauses are numbered from 0: first those that were given, then the steps.
    """

    clause: Clause
    hints: tuple[int, ...]


class StoppedError(Exception):
    """The time is up."""


def hinted(
    clauses: Sequence[Sequence[int]], trace: Iterable[Sequence[int]], stop: Callable[[], bool] = lambda: False
) -> tuple[Step, ...] | None:
    """The steps of a trace that the contradiction needs, the empty clause last; `None` where the trace is none.

    Raises `StoppedError` when `stop` says so. Cost: for each step needed, one propagation.
    """
    checker = _Checker(stop)
    conflict = checker.load([*clauses, *trace], len(clauses))
    return None if conflict is None else checker.trimmed(len(clauses), conflict)


class _Checker:
    """Clauses with two watched literals each, and what they fix."""

    def __init__(self, stop: Callable[[], bool]) -> None:
        self._stop = stop
        self._clauses: list[list[int]] = []
        self._watches: dict[int, list[int]] = {}
        self._units: list[int] = []
        self._reasons: dict[int, int] = {}
        """Of each literal that is true, the clause that made it so; -1 where it was supposed."""
        self._positions: dict[int, int] = {}
        self._trail: list[int] = []
        self._head = 0
        self._active = 0
        """Clauses from this number on do not count."""

    def load(self, clauses: Iterable[Sequence[int]], given: int) -> int | None:
        """Take in clauses until they contradict each other; the number of the one that does."""
        for number, literals in enumerate(clauses):
            clause = list(dict.fromkeys(literals))
            self._clauses.append(clause)
            self._active = number + 1
            if number % _LOOK == 0 and self._stop():
                raise StoppedError
            conflict = self._admit(number, clause)
            if conflict is not None:
                # What was given and not looked at yet has its number all the same.
                self._clauses.extend([] for _ in range(given - len(self._clauses)))
                return conflict
        return None

    def _admit(self, number: int, clause: list[int]) -> int | None:
        reasons = self._reasons
        if any(-literal in clause for literal in clause):
            return None
        clause.sort(key=lambda literal: -literal in reasons)
        if len(clause) > 1:
            for literal in clause[:2]:
                self._watches.setdefault(literal, []).append(number)
        else:
            self._units.append(number)
        if not clause or -clause[0] in reasons:
            return number
        if len(clause) == 1 or -clause[1] in reasons:
            self._enqueue(clause[0], number)
        return self._propagate()

    def _enqueue(self, literal: int, reason: int) -> None:
        if literal not in self._reasons:
            self._reasons[literal] = reason
            self._positions[literal] = len(self._trail)
            self._trail.append(literal)

    def _propagate(self) -> int | None:
        """Fix what follows; the number of a clause of which all is false, if there is one."""
        reasons, clauses, watches, active = self._reasons, self._clauses, self._watches, self._active
        while self._head < len(self._trail):
            false = -self._trail[self._head]
            self._head += 1
            watching = watches.get(false)
            if not watching:
                continue
            kept: list[int] = []
            for at, number in enumerate(watching):
                if number >= active:
                    continue
                clause = clauses[number]
                if clause[0] == false:
                    clause[0], clause[1] = clause[1], false
                first = clause[0]
                if first in reasons:
                    kept.append(number)
                    continue
                for k in range(2, len(clause)):
                    if -clause[k] not in reasons:
                        clause[1], clause[k] = clause[k], false
                        watches.setdefault(clause[1], []).append(number)
                        break
                else:
                    kept.append(number)
                    if -first in reasons:
                        kept.extend(watching[at + 1 :])
                        watches[false] = kept
                        return number
                    self._enqueue(first, number)
            watches[false] = kept
        return None

    # Backwards

    def trimmed(self, given: int, conflict: int) -> tuple[Step, ...] | None:
        """The steps that lead to a conflict, numbered anew."""
        hints: dict[int, list[int]] = {}
        needed = [-literal for literal in self._clauses[conflict]]
        final, _ = self._hints(needed, conflict)
        marked = {number for number in final if number >= given}
        for number in range(len(self._clauses) - 1, given - 1, -1):
            self._retract(number)
            if number not in marked:
                continue
            if number % _LOOK == 0 and self._stop():
                raise StoppedError
            found = self._check(self._clauses[number])
            if found is None:
                return None
            hints[number], used = found
            # What the conflict did not need, the clause does not either.
            self._clauses[number] = [literal for literal in self._clauses[number] if literal in used]
            marked.update(each for each in hints[number] if each >= given)
        return self._numbered(given, hints, final)

    def _retract(self, number: int) -> None:
        """Make a clause not count any more, nor what it fixed."""
        self._active = number
        clause = self._clauses[number]
        fixed = next((literal for literal in clause if self._reasons.get(literal) == number), None)
        if fixed is None:
            return
        self._undo(self._positions[fixed])
        self._head = 0
        for unit in self._units:
            if unit < number:
                self._enqueue(self._clauses[unit][0], unit)
        self._propagate()

    def _undo(self, length: int) -> None:
        for literal in self._trail[length:]:
            del self._reasons[literal], self._positions[literal]
        del self._trail[length:]
        self._head = length

    def _check(self, clause: Sequence[int]) -> tuple[list[int], set[int]] | None:
        """The clauses by which a clause follows, and the literals needed; nothing where it does not by propagation."""
        length = len(self._trail)
        true = next((literal for literal in clause if literal in self._reasons), None)
        if true is not None:
            hints, used = self._hints([true], None)
            return hints, {true} | used
        for literal in clause:
            self._enqueue(-literal, -1)
        conflict = self._propagate()
        found = None if conflict is None else self._hints([-each for each in self._clauses[conflict]], conflict)
        self._undo(length)
        return found

    def _hints(self, needed: Iterable[int], conflict: int | None) -> tuple[list[int], set[int]]:
        """The reasons of some true literals, and theirs, in the order of propagation, the conflict last.

        With them the literals whose being supposed false they rest on.
        """
        positions, reasons = self._positions, self._reasons
        heap = [-positions[literal] for literal in needed]
        heapq.heapify(heap)
        found: list[int] = []
        used: set[int] = set()
        last = 1
        while heap:
            at = heapq.heappop(heap)
            if at == last:
                continue
            last = at
            literal = self._trail[-at]
            reason = reasons[literal]
            if reason >= 0:
                found.append(reason)
                for other in self._clauses[reason]:
                    if other != literal:
                        heapq.heappush(heap, -positions[-other])
            else:
                used.add(-literal)
        found.reverse()
        return (found if conflict is None else [*found, conflict]), used

    def _numbered(self, given: int, hints: dict[int, list[int]], final: list[int]) -> tuple[Step, ...]:
        names: dict[int, int] = {}
        steps: list[Step] = []
        for number in sorted(hints):
            names[number] = given + len(steps)
            steps.append(Step(tuple(self._clauses[number]), tuple(names.get(each, each) for each in hints[number])))
        return (*steps, Step((), tuple(names.get(each, each) for each in final)))
