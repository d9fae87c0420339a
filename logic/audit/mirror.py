"""The mirror test: does the opposite premise give the opposite verdict?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from logic.answers.audit import Finding, MirrorOutcome
from logic.audit.conclusions import Conclusion
from logic.engine import Engine, Grounded
from logic.questions.verdict import UndecidedError
from proofs import formula as f
from proofs import world
from proofs.formula import Formula

_PREMISES: Final = frozenset({"axiom", "fact", "norm", "prescription"})

_EITHER = "the verdict on {about} stays, but not without either of them: that one of them holds is what matters"
_STILL = "there is still nothing concluded about {about}"

_SAYS: Final[dict[MirrorOutcome, str]] = {
    "flips": "the verdict on {about} turns into its opposite",
    "disappears": "nothing is concluded about {about} any more",
    "appears": "something is concluded about {about} that was not before",
    "stays": "the verdict on {about} stays, as it does without either: it does not rest on the premise",
    "refuted": "the rest is contradictory: it leaves no room for the opposite",
}


def with_denials(grounded: Grounded, indices: Sequence[int]) -> tuple[Grounded, dict[int, int]]:
    """A question with the denials of some premises among its statements, and where they are.

    Each is denied at the actual world. Laws and principles are no premises: to deny one is to
    change the rules. The denials come after all statements that are composed.
    """
    statements = list(grounded.statements)
    denials: dict[int, int] = {}
    for index in indices:
        statement = grounded.statements[index]
        if statement.layer in _PREMISES and isinstance(statement.body, Formula):
            denials[index] = len(statements)
            statements.append(world.Statement(f"not {statement.name}", "fact", f.Not(statement.body)))
    return replace(grounded, statements=tuple(statements)), denials


def mirror(engine: Engine, conclusion: Conclusion, theory: Sequence[int], denials: dict[int, int]) -> Iterator[Finding]:
    """For each premise of a theory: the verdict with each of its rivals, or else with its denial, in its place.

    A rival is a statement of the same pool that contradicts it, the laws granted. A few
    questions for each premise. Raises `UndecidedError`.
    """
    before = conclusion.verdict(theory)
    if before not in {*conclusion.concluded, "leaves_open"}:
        return
    for index, denial in denials.items():
        if index not in theory:
            continue
        for opposite in _rivals(engine, theory, index) or (denial,):
            rest = [i for i in theory if i != index]
            after = conclusion.verdict(sorted({*rest, opposite}), without=[index])
            told = _SAYS[_outcome(conclusion, before, after)]
            if before == after == "leaves_open":
                told = _STILL
            elif before == after != conclusion.verdict(rest, without=[index]):
                told = _EITHER
            yield _told(engine, conclusion, index, opposite, (before, after), told)


def _rivals(engine: Engine, theory: Sequence[int], index: int) -> tuple[int, ...]:
    statements = engine.grounded.composed.statements
    module = statements[index].module
    if module.kind != "pool":
        return ()
    laws = [i for i in theory if statements[i].layer == "law"]
    found = []
    for other, statement in enumerate(statements):
        if statement.module == module and other != index and other not in theory:
            answer = engine.has_model([*laws, index, other])
            if answer is None:
                raise UndecidedError(engine.why)
            if not answer:
                found.append(other)
    return tuple(found)


def _told(  # noqa: PLR0913, PLR0917 - what was replaced by what, and what came of it
    engine: Engine, conclusion: Conclusion, index: int, opposite: int, verdicts: tuple[str, str], told: str
) -> Finding:
    statements = engine.grounded.composed.statements
    statement = statements[index]
    name = engine.statements[opposite].name
    instead = f"`{name}`" if opposite < len(statements) else "its denial"
    says = f"With {instead} in place of `{statement.name}`, {told.format(about=conclusion.name)}."
    return Finding("mirror", says, (statement,), (), (), name, _outcome(conclusion, *verdicts), *verdicts)


def _outcome(conclusion: Conclusion, before: str, after: str) -> MirrorOutcome:
    if after == before:
        return "stays"
    if after in conclusion.concluded:
        return "flips" if before in conclusion.concluded else "appears"
    return "disappears" if after == "leaves_open" else "refuted"
