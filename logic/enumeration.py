"""Every way in which some variables can be in a world, in lexicographic order.

False comes before true, so that of two ways the less eventful one comes first, and the order
depends on nothing but the order of the variables: not on what Z3 happens to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logic.engine import Engine, World
from logic.solver import Satisfiable, Undecided, Unsatisfiable


class Enumeration:
    """Worlds of some statements, each different from all before it in some of `variables`.

    A depth-first search of the tree of assignments: a variable stays false where it can be,
    and the last one that can become true does so next. What a clash rested on is kept, and
    never asked again. At most two questions to Z3 for each variable and world, and between
    two worlds mostly a handful; nothing is remembered of the worlds themselves.
    """

    def __init__(self, engine: Engine, indices: Sequence[int], variables: Sequence[int]) -> None:
        self.engine = engine
        self.indices = tuple(indices)
        self.variables = tuple(dict.fromkeys(variables))
        self._prefix: list[int] = []
        self._held: set[int] = set()
        self._clashes: dict[int, list[frozenset[int]]] = {}
        self.undecided: Undecided | None = None
        """Why the search ended early, if it did."""

    def __iter__(self) -> Iterator[World]:
        outcome = self.engine.find(self.indices)
        true = self._true(outcome)
        while true is not None:
            true = self._least(true)
            if true is None:
                return
            yield self.engine.world(true, self.indices)
            true = self._next()

    def _least(self, true: frozenset[int]) -> frozenset[int] | None:
        """The least way to go on from the prefix, of which `true` is an assignment."""
        for variable in self.variables[len(self._prefix) :]:
            if variable in true:
                less = self._try(-variable)
                if self.undecided is not None:
                    return None
                if less is None:
                    self._push(variable)
                    continue
                true = less
            self._push(-variable)
        return true

    def _next(self) -> frozenset[int] | None:
        """Take back what came last, up to the last variable that can become true, and make it so."""
        while self._prefix:
            literal = self._prefix.pop()
            self._held.discard(literal)
            if literal > 0:
                continue
            true = self._try(-literal)
            if self.undecided is not None:
                return None
            if true is not None:
                self._push(-literal)
                return true
        return None

    def _push(self, literal: int) -> None:
        self._prefix.append(literal)
        self._held.add(literal)

    def _try(self, literal: int) -> frozenset[int] | None:
        """An assignment of the prefix and one more literal; nothing where there is none, or it was not decided."""
        clashes = self._clashes.setdefault(literal, [])
        if any(clash <= self._held for clash in clashes):
            return None
        outcome = self.engine.find(self.indices, [*self._prefix, literal])
        if isinstance(outcome, Unsatisfiable):
            clashes.append(outcome.core & self._held)
        return self._true(outcome)

    def _true(self, outcome: object) -> frozenset[int] | None:
        if isinstance(outcome, Undecided):
            self.undecided = outcome
        return outcome.true if isinstance(outcome, Satisfiable) else None
