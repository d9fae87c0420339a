"""Does each statement say something, and something that the others do not say already?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from logic.answers.audit import Finding
from logic.engine import Clash, Engine
from logic.questions.follows import because
from logic.questions.verdict import UndecidedError
from logic.solver import Undecided
from logic.theory import Statement


def contradictory(engine: Engine, indices: Sequence[int]) -> Finding | None:
    """Why the statements have no world, if they have none. Raises `UndecidedError`."""
    outcome = engine.ask(indices)
    if isinstance(outcome, Undecided):
        raise UndecidedError(outcome.reason)
    if not isinstance(outcome, Clash):
        return None
    members = because(engine, indices)
    return Finding(
        "contradictory",
        "The composition is contradictory, so that every statement follows from the rest, and everything else does: "
        "what follows, what is idle and what is mirrored is not looked for.",
        members,
    )


def impossible(engine: Engine, indices: Sequence[int]) -> Iterator[Finding]:
    """The statements that have no world by themselves. One question each; raises `UndecidedError`."""
    for index in indices:
        answer = engine.has_model([index])
        if answer is None:
            raise UndecidedError(engine.why)
        if not answer:
            statement = engine.grounded.composed.statements[index]
            yield Finding("impossible", f"`{statement.name}` is true in no world.", (statement,))


def independence(engine: Engine, indices: Sequence[int]) -> Iterator[Finding]:
    """Tautologies, statements that follow from the rest, each from a smallest set, and those that do not.

    A statement follows when its denial has no world together with the others; to deny a
    principle is to speak of all worlds that there are, so those denials are made last. Of
    *ought implies can* the axioms are those of the whole composition. One question for each
    statement, and for one that follows what a smallest contradiction costs. Raises `UndecidedError`.
    """
    statements = engine.grounded.composed.statements
    last = sorted(indices, key=lambda index: statements[index].layer == "principle")
    denials = {index: engine.denial(index, [i for i in indices if i != index]) for index in last}
    independent = []
    for index in indices:
        rest = [i for i in indices if i != index]
        outcome = engine.ask(rest, [denials[index]])
        if isinstance(outcome, Undecided):
            raise UndecidedError(outcome.reason)
        if isinstance(outcome, Clash):
            yield _following(statements[index], because(engine, rest, [denials[index]]))
        else:
            independent.append(statements[index])
    if independent:
        yield Finding("independent", _all_independent(len(independent), len(indices)), tuple(independent))


def _following(statement: Statement, premises: tuple[Statement, ...]) -> Finding:
    if not premises:
        says = f"`{statement.name}` is true whatever else is: it excludes nothing."
        return Finding("tautology", says, (statement,))
    names = ", ".join(f"`{premise.name}`" for premise in premises)
    return Finding("follows", f"`{statement.name}` follows from {names}.", (statement,), premises=premises)


def _all_independent(number: int, of: int) -> str:
    if number == of:
        return f"No statement of the {of} follows from the others."
    return f"{number} of the {of} statements do not follow from the others."
