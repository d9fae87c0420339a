"""DRAT: a refutation of the clauses that `proofs.export.dimacs` writes, for a checker of such proofs.

Wetzler, Heule & Hunt 2014, "DRAT-trim: Efficient Checking and Trimming Using Expressive Clausal
Proofs". Each line is a clause that follows from those before it by unit propagation; the last is
empty. Nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def drat(learned: Iterable[Sequence[int]]) -> str:
    """A proof, from what a solver learned, in order, the empty clause last."""
    return "".join(" ".join(map(str, (*clause, 0))) + "\n" for clause in learned)
