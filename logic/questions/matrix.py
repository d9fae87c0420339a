"""What does every theory say of every policy?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from logic.answers.matrix import Cell, MatrixAnswer
from logic.answers.verdict import PolicyVerdict
from logic.limits import Limits
from logic.questions.common import Faults, Stopwatch, prepare
from logic.questions.verdict import Judge, UndecidedError
from logic.theory import Theory


def matrix(  # noqa: PLR0913 - theories, policies and what joins them are three things
    theory: Theory,
    theories: Sequence[str],
    policies: Sequence[str],
    shared: str | None = None,
    *,
    limits: Limits | None = None,
    progress: Callable[[Cell], None] | None = None,
) -> MatrixAnswer | Faults:
    """Decide the verdict of every theory on every policy, row by row.

    `shared` joins every theory. All is composed, grounded and encoded once, so that one cell
    costs a few questions to Z3; `progress` is told of each as it is decided.
    """
    watch = Stopwatch()
    rows = [[row, shared] if shared is not None else [row] for row in theories]
    ready = prepare(theory, [*rows, *([policy] for policy in policies)])
    if isinstance(ready, tuple):
        return ready
    judge = Judge(ready.engine(limits))
    parts = ready.composed.parts
    cells: list[Cell] = []
    reason: str | None = None
    for row, name in enumerate(theories):
        for column, policy in enumerate(policies):
            try:
                found: PolicyVerdict = judge.verdict(parts[row], parts[len(theories) + column])
            except UndecidedError as error:
                found, reason = "undecided", str(error)
            cells.append(Cell(name, policy, found))
            if progress is not None:
                progress(cells[-1])
    return MatrixAnswer(
        watch.seconds, reason, ready.composed.warnings, tuple(theories), tuple(policies), shared, tuple(cells)
    )
