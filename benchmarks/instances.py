"""Contradictory problems for the benchmarks: named statements, each a list of clauses over variables from 1."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations, pairwise

from pysat.solvers import Solver

Clause = list[int]


@dataclass(frozen=True)
class Instance:
    """A problem: statement `i` is `groups[i]`, and is called `c<i + 1>`."""

    name: str
    variables: int
    groups: list[list[Clause]]

    @property
    def names(self) -> list[str]:
        """The full names of the statements."""
        return [f"problem.c{at}" for at in range(1, len(self.groups) + 1)]

    def gcnf(self) -> str:
        """The problem as a `.gcnf` file."""
        clauses = [(at, clause) for at, group in enumerate(self.groups, 1) for clause in group]
        lines = [f"{{{at}}} {' '.join(map(str, clause))} 0" for at, clause in clauses]
        return "\n".join([f"p gcnf {self.variables} {len(clauses)} {len(self.groups)}", *lines]) + "\n"


def random_3sat(seed: int, variables: int, clauses: int, size: int = 1) -> Instance:
    """Random clauses of three literals, `size` of them a statement; drawn again until they are contradictory."""
    dice = random.Random(seed)  # noqa: S311 - reproducible, and no secret

    def clause() -> Clause:
        return [dice.choice((1, -1)) * each for each in sorted(dice.sample(range(1, variables + 1), 3))]

    groups: list[list[Clause]] = []
    while not groups or _consistent(groups):
        groups = [[clause() for _ in range(size)] for _ in range(clauses)]
    kind = f"random 3-SAT {variables}/{clauses}" + (f" by {size}" if size > 1 else "")
    return Instance(f"{kind} #{seed}", variables, groups)


def _consistent(groups: list[list[Clause]]) -> bool:
    with Solver(bootstrap_with=[clause for group in groups for clause in group]) as solver:
        return bool(solver.solve())


def pigeonhole(holes: int) -> Instance:
    """One pigeon more than there are holes."""

    def at(pigeon: int, hole: int) -> int:
        return pigeon * holes + hole + 1

    somewhere = [[[at(pigeon, hole) for hole in range(holes)]] for pigeon in range(holes + 1)]
    alone = [[[-at(one, h), -at(two, h)]] for h in range(holes) for one, two in combinations(range(holes + 1), 2)]
    return Instance(f"pigeonhole {holes}", holes * (holes + 1), somewhere + alone)


def colouring(nodes: int, colours: int) -> Instance:
    """A complete graph with too few colours: a statement a node, a statement an edge."""

    def at(node: int, colour: int) -> int:
        return node * colours + colour + 1

    coloured = [[[at(node, colour) for colour in range(colours)]] for node in range(nodes)]
    apart = [
        [[-at(one, colour), -at(two, colour)] for colour in range(colours)]
        for one, two in combinations(range(nodes), 2)
    ]
    return Instance(f"complete graph {nodes}, {colours} colours", nodes * colours, coloured + apart)


def parity(length: int, chords: int, seed: int) -> Instance:
    """A circle of equations x ⊕ y = b whose sum is odd, and random further ones."""
    dice = random.Random(seed)  # noqa: S311 - reproducible, and no secret
    edges = [*pairwise(range(1, length + 1)), (length, 1)]
    edges += [(one, two) for one, two in (dice.sample(range(1, length + 1), 2) for _ in range(chords))]
    odd = [at == 0 or (at >= length and dice.random() < 1 / 2) for at in range(len(edges))]
    groups = [
        [[one, two], [-one, -two]] if uneven else [[one, -two], [-one, two]]
        for (one, two), uneven in zip(edges, odd, strict=True)
    ]
    return Instance(f"parity {length}+{chords} #{seed}", length, groups)


def apart(pairs: int) -> Instance:
    """Contradictions that have nothing to do with each other: many repairs, few contradictions."""
    return Instance(f"{pairs} pairs apart", pairs, [[[sign * at]] for at in range(1, pairs + 1) for sign in (1, -1)])


def chain(length: int, ways: int) -> Instance:
    """From the first to the last in several ways a step, and the last is denied."""
    groups = [[[1]], [[-length]]]
    groups += [[[-at, at + 1]] for at in range(1, length) for _ in range(ways)]
    return Instance(f"chain {length}, {ways} ways", length, groups)
