"""Z3's trace of a refutation, read: which clauses it learned, in our names.

Z3 numbers variables as it likes. So it is given, before the clauses, one more for each
variable, in order, of that variable and a further one that is nowhere else: the inputs that
it writes down tell its names. What it learned of the further variable is left out; as that
one is never denied, nothing else rests on it. What is wrong with a trace shows when it is
checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logic.limits import Limits
from logic.lrat import Clause
from logic.solver import Undecided, refutation


def learned(clauses: Sequence[Sequence[int]], limits: Limits) -> tuple[Clause, ...] | Undecided:
    """The clauses that Z3 learns while it refutes some, in order; raises `ValueError` where these have a model."""
    variables = max((abs(literal) for clause in clauses for literal in clause), default=0)
    further = variables + 1
    known = [(further, variable) for variable in range(1, variables + 1)]
    text = refutation([*known, *clauses], limits)
    return text if isinstance(text, Undecided) else tuple(_read(text, variables))


def _read(text: str, variables: int) -> Iterator[Clause]:
    names: dict[int, int] = {}
    inputs: list[Clause] = []
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "i" and len(inputs) < variables:
            inputs.append(_numbers(rest))
            continue
        if word in {"i", "d"}:
            continue
        names = names or _names(inputs)
        clause = _numbers(line)
        # The further variable, and whatever Z3 made up, has no name.
        if all(abs(literal) in names for literal in clause):
            yield tuple(names[abs(literal)] * (1 if literal > 0 else -1) for literal in clause)


def _numbers(text: str) -> Clause:
    return tuple(int(word) for word in text.split()[:-1])


def _names(inputs: Sequence[Clause]) -> dict[int, int]:
    """Our name of each of Z3's variables, from the inputs, each of which is of the further variable and the next.

    One variable alone cannot be told from the further one; nor need it be: nothing is learned of it.
    """
    if len(inputs) < 2:  # noqa: PLR2004 - see above
        return {}
    further = set(inputs[0]).intersection(*inputs[1:])
    return {other: number for number, clause in enumerate(inputs, 1) for other in clause if other not in further}
