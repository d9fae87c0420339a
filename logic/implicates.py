"""Prime implicates over some positions: the strongest clauses that follow, whatever else is so.

A clause is a set of literals, `2 i` for position `i` and `2 i + 1` for its denial, as bits of
an integer. A world makes half of all literals true; a clause follows when it meets every
world, and is prime when no part of it does. So the prime implicates are the minimal hitting
sets of the worlds, and the worlds need not all be known: a clause that meets the known ones and
does not follow shows one more (implicit hitting sets: Previti, Ignatiev, Morgado & Marques-Silva
2015, "Prime Compilation of Non-Clausal Formulae"). What is not among the positions is thereby
quantified away.

Where somebody else has candidates, all there can be (`logic.resolution`), they need only be
confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from logic.engine import Engine, EvaluationError, World
from logic.projection import Projection
from logic.solver import Undecided


@dataclass
class Implicates:
    """Clauses that follow and are prime, shorter ones first; `complete` where there are no others.

    `reason` is why the search stopped, unless it had found enough.
    """

    clauses: list[int] = field(default_factory=list)
    complete: bool = False
    reason: str | None = None


def literals(clause: int) -> list[tuple[int, bool]]:
    """The literals of a clause: the position's number, and whether it is asserted; ascending."""
    return [(at >> 1, not at & 1) for at in range(clause.bit_length()) if clause >> at & 1]


def world_mask(values: Sequence[bool]) -> int:
    """The literals that are true in a world."""
    return sum(1 << (2 * at + (not value)) for at, value in enumerate(values))


def _order(clause: int) -> tuple[int, list[tuple[int, bool]]]:
    return clause.bit_count(), [(at, not positive) for at, positive in literals(clause)]


class Compilation:
    """The prime implicates of some statements over the positions of a projection.

    `seen` are worlds of the statements. Nothing is reported that was not found to follow, and
    of which a part may: each part is false in a world that was evaluated.
    """

    def __init__(
        self, engine: Engine, indices: Sequence[int], projection: Projection, seen: Sequence[tuple[bool, ...]]
    ) -> None:
        self.engine = engine
        self.indices = indices
        self.projection = projection
        self.worlds: list[int] = []
        for values in seen:
            self._add(values)

    def searched(self, fixed: Mapping[int, bool], most: int) -> Implicates:
        """The first `most`, by search; `fixed` is the whole backbone, which gives those of one literal.

        Shorter ones come first, then those of earlier positions: which ones are found depends on
        nothing that Z3 happens to show. Exponential in the worst case, in the number of positions.
        """
        found = Implicates([1 << (2 * at + (not value)) for at, value in sorted(fixed.items())])
        # No literal of a fixed position is in a prime implicate of two or more.
        free = sum(3 << (2 * at) for at in range(len(self.projection.positions)) if at not in fixed)
        size, longer = 2, bool(free)
        while longer and len(found.clauses) <= most:
            clauses, longer, found.reason = self._of_size(size, free)
            found.clauses += clauses
            size += 1
            if found.reason is not None:
                break
        found.complete = not longer and len(found.clauses) <= most and found.reason is None
        del found.clauses[most:]
        return found

    def confirmed(self, candidates: Sequence[int], most: int) -> Implicates:
        """The first `most` of candidates that are said to be all there are.

        Raises `EvaluationError` where one is none. Cost: one question to Z3 for each clause, and
        at most one for each of its literals.
        """
        found = Implicates()
        for candidate in sorted(candidates, key=_order)[:most]:
            for answer in (self._follows(candidate), self._prime(candidate)):
                if isinstance(answer, Undecided):
                    found.reason = answer.reason
                    return found
                if not answer:
                    raise EvaluationError("what resolution found is no prime implicate")
            found.clauses.append(candidate)
        found.complete = len(candidates) <= most
        return found

    def _add(self, values: Sequence[bool]) -> None:
        world = world_mask(values)
        if world not in self.worlds:
            self.worlds.append(world)

    def _follows(self, clause: int) -> bool | Undecided:
        """Whether a clause meets every world; if not, one more world is known."""
        variables = self.projection.variables
        denied = [-variables[at] if positive else variables[at] for at, positive in literals(clause)]
        outcome = self.engine.ask(self.indices, denied)
        if isinstance(outcome, World):
            self._add(self.projection.read(outcome))
            return False
        return outcome if isinstance(outcome, Undecided) else True

    def _prime(self, clause: int) -> bool | Undecided:
        """Whether a clause without any one of its literals no longer meets every world."""
        rest = clause
        while rest:
            literal = rest & -rest
            rest ^= literal
            part = clause ^ literal
            if all(part & world for world in self.worlds):
                answer = self._follows(part)
                if answer is not False:
                    return answer if isinstance(answer, Undecided) else False
        return True

    def _of_size(self, size: int, free: int) -> tuple[list[int], bool, str | None]:
        """All prime implicates of so many literals, in order, and whether there may be longer ones.

        All shorter ones are known to follow or not. Each round asks about what meets all worlds
        known so far. What comes last is why not all were found, if so.
        """
        confirmed: set[int] = set()
        while True:
            hitting = HittingSets([world & free for world in self.worlds], size, lambda: self.engine.limits.over)
            candidates = sorted((each for each in hitting if each not in confirmed), key=_order)
            before = len(self.worlds)
            reason = self.engine.limits.why if hitting.stopped else self._confirm(candidates, confirmed)
            if reason is not None or len(self.worlds) == before:
                return sorted(confirmed, key=_order), hitting.cut, reason

    def _confirm(self, candidates: Sequence[int], confirmed: set[int]) -> str | None:
        """Add the candidates that follow to `confirmed`; the others show worlds that some more of them miss."""
        before = len(self.worlds)
        for candidate in candidates:
            if not all(candidate & world for world in self.worlds[before:]):
                continue
            answer = self._follows(candidate)
            if isinstance(answer, Undecided):
                return answer.reason
            if answer:
                confirmed.add(candidate)
        return None


class HittingSets:
    """The minimal sets of exactly `size` literals, no two of one position, that meet each of some worlds.

    `cut` says afterwards whether larger ones may exist, `stopped` whether `stop()` ended the
    search. By depth-first search, each partial set kept only while every member of it meets a
    world that no other member meets (Murakami & Uno 2014, "Efficient algorithms for dualizing
    large-scale hypergraphs").
    """

    def __init__(self, worlds: Sequence[int], size: int, stop: Callable[[], bool] = lambda: False) -> None:
        self.worlds = worlds
        self.size = size
        self.stop = stop
        self.cut = False
        self.stopped = False
        width = max(map(int.bit_length, worlds), default=0)
        self._meets = [sum(1 << at for at, world in enumerate(worlds) if world >> bit & 1) for bit in range(width)]

    def __iter__(self) -> Iterator[int]:
        width = len(self._meets)
        return self._extend(0, [], (1 << len(self.worlds)) - 1, (1 << width + width % 2) - 1)

    def _extend(self, chosen: int, critical: list[int], unmet: int, candidates: int) -> Iterator[int]:
        """All that add candidates to `chosen`; `critical` are the worlds that each member alone meets."""
        if not unmet:
            if len(critical) == self.size:
                yield chosen
            return
        if len(critical) == self.size:
            self.cut = True
            return
        if self.stopped or self.stop():
            self.stopped = True
            return
        first = (unmet & -unmet).bit_length() - 1
        choices = self.worlds[first] & candidates
        candidates &= ~choices
        while choices:
            bit = choices & -choices
            choices ^= bit
            at = bit.bit_length() - 1
            meets = self._meets[at]
            left = [each & ~meets for each in critical]
            if 0 not in left:
                # The denial of what is chosen would make the clause say nothing.
                rest = candidates & ~(1 << (at ^ 1))
                yield from self._extend(chosen | bit, [*left, unmet & meets], unmet & ~meets, rest)
                candidates |= bit
