"""The frontier of consistency: all minimal contradictory and all maximal consistent sets of statements.

A minimal contradictory set is a MUS, what a maximal consistent set leaves out an MCS
(minimal correction set), and the MUSes are exactly the minimal hitting sets of the MCSes
(Reiter 1987, "A theory of diagnosis from first principles"; Liffiton & Sakallah 2008,
"Algorithms for computing minimal unsatisfiable subsets of constraints", CAMUS). So:

1. A scout finds MCSes, each blocked once found, until there seem to be no more. The world of
   each is evaluated at once.
2. **One refutation certifies them all**: if the clauses, and for each MCS found that one of its
   members is kept, have no world, then every consistent set is part of a maximal one that is
   known. Z3 decides this. Since no MCS holds another, each is then known to be minimal.
3. The MUSes are the minimal hitting sets of the MCSes (`logic.hitting`); nothing need be asked
   about them one by one.

Where there are too many MCSes to wait for, a walk over the map of all sets (`logic.frontier_walk`)
finds MUSes from the first step on. Z3 refutes them many at a time: that all members of one of
them are true has no world; a world without each member is evaluated, or an MCS that it alone
meets. When nothing is left on the map, the MCSes found are certified as above.

Statements that share no variable, not even through others, are searched apart: a MUS lies
within one such component, and an MCS is made of one from each.

Sets are integers whose bits stand for statements, the first one's the highest: among sets of
one size the greater integer comes first in the order of statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Final

from logic.components import components
from logic.engine import Engine
from logic.frontier_part import Part, Told, ZUndecidedError
from logic.hitting import members
from logic.scout import StoppedError

_FIRST_SLICE: Final = 0.3
"""Seconds of looking for MCSes before the first look at which MUSes they give; doubled each time."""

_LATER_SHARE: Final = 0.1
"""What MCSes get of each further slice: where they were not all found in the first, they are many."""

_PUT_IN_ORDER: Final = 200_000
"""Up to how many of the smallest MUSes are put in order before the first of them are taken."""

_SORTED: Final = 1_000_000
"""Up to how many MCSes of one size are put in order."""


class Frontier:
    """The frontier of some statements of an engine, given that others hold.

    `soft` are the indices of the statements that may be given up, ascending, `hard` those that
    are kept; where these are contradictory by themselves, the only MUS is the empty set, and
    there is no MCS. `assuming` are further literals that hold. An engine of a thousand
    statements and more must not have been asked anything yet. All methods raise
    `EvaluationError` where scout, evaluator and Z3 disagree: a fault of the program.
    """

    def __init__(
        self, engine: Engine, soft: Sequence[int], hard: Sequence[int] = (), assuming: Sequence[int] = ()
    ) -> None:
        self.soft = tuple(soft)
        self.limits = engine.limits
        self.reason: str | None = None
        """Why something is not complete; of no meaning where all is."""
        self._given = bool(hard or assuming)
        given = (*(engine.selectors[i] for i in hard), *assuming)
        clauses = [*engine.clauses(), *([each] for each in given)]
        of_selector = {engine.selectors[i]: i for i in (*self.soft, *hard)}
        bits = {i: 1 << len(self.soft) - 1 - at for at, i in enumerate(self.soft)}
        self.parts = [
            Part(engine, {each: of_selector[each] for each in component.marked}, bits, component.clauses)
            for component in components(clauses, list(of_selector))
        ]

    def names(self, mask: int) -> tuple[int, ...]:
        """The statements that a set is made of, ascending."""
        last = len(self.soft) - 1
        return tuple(self.soft[last - member] for member in reversed(members(mask)))

    def text(self, masks: Iterable[int], names: Sequence[str]) -> str:
        """A line a set, of the names of its statements, by the place of each in `soft`.

        Eight statements at a time: there may be millions of lines.
        """
        bytes_ = (len(self.soft) + 7) // 8
        last = len(self.soft) - 1
        tables: list[dict[int, str]] = [{} for _ in range(bytes_)]
        lines = []
        for mask in masks:
            pieces = []
            for at, byte in enumerate(mask.to_bytes(bytes_)):
                if byte:
                    piece = tables[at].get(byte)
                    if piece is None:
                        chosen = members(byte << 8 * (bytes_ - 1 - at))
                        piece = tables[at][byte] = ", ".join(names[last - each] for each in reversed(chosen))
                    pieces.append(piece)
            lines.append(", ".join(pieces))
        return "".join(f"{line}\n" for line in lines)

    def order(self, mask: int) -> tuple[int, int]:
        """The key by which small sets come first, and those of one size in the order of statements."""
        return mask.bit_count(), -mask

    # Corrections

    @property
    def all_corrections(self) -> bool:
        """Whether every MCS is known."""
        return all(part.all_corrections for part in self.parts)

    def find_corrections(self, slice_: float | None = None) -> bool:
        """Look for MCSes, for so many seconds a component, and certify those that seem to be all.

        Whether every MCS is known now; if not, `reason` says why.
        """
        for part in self.parts:
            try:
                part.find_corrections(slice_)
            except StoppedError:
                self.reason = self.limits.why
            except ZUndecidedError as error:
                self.reason = str(error)
        return self.all_corrections

    def count_corrections(self) -> int:
        """How many MCSes the known ones of the components make together."""
        return prod(len(part.corrections) for part in self.parts)

    def corrections(self) -> Iterator[int]:
        """The MCSes that the known ones of the components make together, small ones first.

        Those of one size are in the order of statements, unless they are more than a million.
        """
        by_size = [part.by_size() for part in self.parts]
        for total in range(sum(max(sizes, default=0) for sizes in by_size) + 1):
            choices = [
                [each[size] for each, size in zip(by_size, sizes, strict=True)]
                for sizes in _partitions(total, [sorted(each) for each in by_size])
            ]
            found = (sum(chosen) for choice in choices for chosen in product(*choice))
            many = sum(prod(map(len, choice)) for choice in choices) > _SORTED
            yield from found if many else sorted(found, reverse=True)

    # Contradictions

    @property
    def all_contradictions(self) -> bool:
        """Whether every MUS has been told of."""
        return all(part.all_contradictions for part in self.parts)

    def find_contradictions(self, told: Told) -> bool:
        """Find every MUS; `told` hears of them in batches, in no particular order, each once.

        Whether all are found; if not, `reason` says why, unless `told` wanted no more. Nothing
        that Z3 did not confirm is told.
        """
        going = True

        def listen(batch: Sequence[int]) -> bool:
            nonlocal going
            going = told(batch)
            return going

        slice_, share = _FIRST_SLICE, 1.0
        waiting = [part for part in self.parts if not part.all_contradictions]
        try:
            if self._given and not all(part.possible() for part in waiting):
                for part in waiting:
                    part.all_contradictions = True
                told([0])
                return True
            while waiting and going:
                for part in waiting:
                    if going:
                        part.find_corrections(share * slice_)
                        part.find_contradictions(listen, slice_)
                waiting = [part for part in waiting if not part.all_contradictions]
                slice_, share = 2 * slice_, _LATER_SHARE
        except StoppedError:
            self.reason = self.limits.why
        except ZUndecidedError as error:
            self.reason = str(error)
        return self.all_contradictions

    def smallest_contradictions(self, number: int) -> list[int]:
        """The first `number` MUSes in order, where every MCS is known and there are as many MUSes as that.

        Of the largest among these, where there are more than some hundred thousand of their
        size, the first found are taken. Raises `StoppedError` where the time runs out before.
        """
        found: list[int] = []
        size = 0
        while len(found) < number:
            size += 1
            assert size <= len(self.soft), "there are not so many"
            found = [mask for part in self.parts for mask in part.contradictions_up_to(size, number + _PUT_IN_ORDER)]
        return sorted(found, key=self.order)[:number]


def _partitions(total: int, sizes: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Every way of choosing one size of each that sum to a total."""
    if not sizes:
        if total == 0:
            yield ()
        return
    for first in sizes[0]:
        if first <= total:
            for rest in _partitions(total - first, sizes[1:]):
                yield (first, *rest)
