"""Which prescriptions cannot all be met?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logic.answers.audit import Finding
from logic.engine import Engine
from logic.marco import Explorer
from logic.questions.follows import because
from logic.questions.verdict import UndecidedError
from logic.theory import Statement
from proofs import formula as f


def clashes(engine: Engine, indices: Sequence[int]) -> Iterator[Finding]:
    """Every minimal set of prescriptions that clash where every agent has an ideal world, by the laws at most.

    *Ought is consistent* is assumed, whether it is composed or not. `premises` are a smallest
    set of laws that it takes; none, where they clash by themselves. Small ones come first.
    Exponentially many in the worst case. Raises `UndecidedError`, after those found.
    """
    statements = engine.grounded.composed.statements
    prescriptions = [index for index in indices if statements[index].layer == "prescription"]
    if not prescriptions:
        return
    laws = [index for index in indices if statements[index].layer == "law"]
    # That nothing false ought to be: the agent has an ideal world.
    frame = [engine.literal(f.Not(f.Ought(agent, f.FALSE))) for agent in engine.encoding.agents]
    lawful = [*frame, *(engine.selectors[law] for law in laws)]
    if engine.has_model([], lawful) is not True:
        # The laws have no ideal world: that is no matter of prescriptions.
        return
    found: list[tuple[int, ...]] = []
    reason: str | None = None
    try:
        # One by one, so that what was found stays.
        for members in Explorer(engine, prescriptions, lawful).contradictions():
            found.append(members)  # noqa: PERF402 - likewise
    except UndecidedError as error:
        reason = str(error)
    for members in sorted(found, key=lambda each: (len(each), each)):
        needed = because(engine, laws, [*frame, *(engine.selectors[member] for member in members)])
        yield _told(tuple(statements[member] for member in members), needed)
    if reason is not None:
        raise UndecidedError(reason)


def _told(members: tuple[Statement, ...], laws: tuple[Statement, ...]) -> Finding:
    names = ", ".join(f"`{member.name}`" for member in members)
    by = f"by {', '.join(f'`{law.name}`' for law in laws)}" if laws else "by themselves"
    says = (
        f"{names} cannot all be met, {by}, if obligations are to be consistent."
        if len(members) > 1
        else f"{names} cannot be met, {by.replace('themselves', 'itself')}, if obligations are to be consistent."
    )
    return Finding("clash", says, members, premises=laws)
