"""Counting said without counting: `at least n of {…}` in terms of *and* and *or*.

After part i, register j says that j of the parts so far were true (Sinz 2005, "Towards an optimal
CNF encoding of Boolean cardinality constraints"), so that a count of n of m parts is n·m small
definitions and not one for each choice of n of them.
"""

from __future__ import annotations

from proofs import formula as f
from proofs.formula import FALSE, TRUE, Atom, Formula


class Counts:
    """Takes counts out of formulas; `definitions` says of each register what it stands for.

    A register is an atom whose name has a blank, so that it is none of the atoms of the formulas;
    its definition holds at every world.
    """

    def __init__(self) -> None:
        self.definitions: dict[Atom, Formula] = {}
        self._known: dict[f.AtLeast, Formula] = {}

    def without(self, formula: Formula) -> Formula:
        """A formula equivalent to the one given, where the definitions hold, in which nothing is counted.

        Linear in the formula; a count of n of m parts adds at most n·m definitions.
        """
        match formula:
            case f.Constant() | f.Atom():
                return formula
            case f.Not(body=body):
                return f.Not(self.without(body))
            case f.And(parts=parts):
                return f.And(tuple(map(self.without, parts)))
            case f.Or(parts=parts):
                return f.Or(tuple(map(self.without, parts)))
            case f.Implies(left=left, right=right):
                return f.Implies(self.without(left), self.without(right))
            case f.Iff(left=left, right=right):
                return f.Iff(self.without(left), self.without(right))
            case f.Xor(left=left, right=right):
                return f.Xor(self.without(left), self.without(right))
            case f.Ought(agent=agent, body=body):
                return f.Ought(agent, self.without(body))
            case f.In(scenario=scenario, body=body):
                return f.In(scenario, self.without(body))
            case f.AtLeast():
                if formula not in self._known:
                    self._known[formula] = self._count(formula.number, tuple(map(self.without, formula.parts)))
                return self._known[formula]
            case _:
                raise TypeError(f"no formula: {type(formula).__name__}")

    def _count(self, number: int, parts: tuple[Formula, ...]) -> Formula:
        if number <= 0:
            return TRUE
        if number > len(parts):
            return FALSE
        if number == 1:
            return f.Or(parts)
        if number == len(parts):
            return f.And(parts)
        before: dict[int, Formula] = {0: TRUE}
        for at, part in enumerate(parts, 1):
            after: dict[int, Formula] = {0: TRUE}
            # Fewer than this, and those that are left cannot make up for it.
            for j in range(max(1, number - len(parts) + at), min(at, number) + 1):
                register = Atom(f"count {len(self._known) + 1}, {j} of {at}")
                self.definitions[register] = _step(before.get(j, FALSE), part, before.get(j - 1, FALSE))
                after[j] = register
            before = after
        return before[number]


def _step(same: Formula, part: Formula, fewer: Formula) -> Formula:
    """As many before this part, or one fewer and the part."""
    one_more = part if fewer == TRUE else f.And((part, fewer))
    return one_more if same == FALSE else f.Or((same, one_more))
