"""What supports a claim that holds: worlds and proofs, by the word of its judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from grammar import tree
from logic.engine import Engine
from logic.limits import Limits
from logic.questions.common import Ready
from logic.questions.prove import Claimed, ready_for
from logic.questions.verdict import Judge
from logic.support import Support, refutation_from, refutation_of, supports, world_of
from logic.theory import Theory
from proofs.formula import Formula
from proofs.proof import opposite

_Supports: TypeAlias = Iterator[Support]


def claim_supports(theory: Theory, claim: Claimed, limits: Limits) -> tuple[Support, ...]:
    """What supports a claim that holds; of independence and equivalence, what can be said by denying formulas.

    Empty for a claim that cannot be asked. Raises what `logic.support` does, `ValueError`
    for a claim that fails.
    """
    ready = ready_for(theory, claim)
    if isinstance(ready, tuple):
        return ()
    judgement = claim.node.judgement
    return tuple(_BY_WORD[judgement.word](ready, judgement, ready.engine(limits)))


def _consistent(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> _Supports:
    yield world_of(engine, ready.everything)


def _contradictory(ready: Ready, judgement: tree.Judgement, engine: Engine) -> _Supports:
    if judgement.because is None:
        yield refutation_of(engine, ready.everything)
        return
    members = tuple(sorted(set(ready.composed.indices(map(str, judgement.because)))))
    yield refutation_from(engine, members)
    # None of them can be spared.
    for left_out in members:
        yield world_of(engine, [i for i in members if i != left_out])


def _entails(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> _Supports:
    yield world_of(engine, ready.everything)
    yield refutation_of(engine, ready.everything, (opposite(ready.grounded.formulas[0]),))


def _does_not_entail(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> _Supports:
    yield world_of(engine, ready.everything, (opposite(ready.grounded.formulas[0]),))


def _says(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> _Supports:
    judge = Judge(engine)
    yield from supports(judge, judge.verdict(*ready.composed.parts), *ready.composed.parts)


def _independent(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> _Supports:
    yield world_of(engine, ready.everything)
    for i, body in _deniable(engine, ready.everything):
        yield world_of(engine, [j for j in ready.everything if j != i], (opposite(body),))


def _equivalent(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> _Supports:
    left, right = ready.composed.parts
    for part, other in ((left, right), (right, left)):
        yield world_of(engine, part)
        for _, body in _deniable(engine, [i for i in other if i not in part]):
            yield refutation_of(engine, part, (opposite(body),))


def _deniable(engine: Engine, indices: Sequence[int]) -> Iterator[tuple[int, Formula]]:
    """Statements to deny which is to deny their formula at the actual world."""
    for i in indices:
        statement = engine.statements[i]
        if statement.layer != "law" and isinstance(statement.body, Formula):
            yield i, statement.body


_BY_WORD: Final[dict[tree.JudgementWord, Callable[[Ready, tree.Judgement, Engine], _Supports]]] = {
    "consistent": _consistent,
    "contradictory": _contradictory,
    "entails": _entails,
    "does not entail": _does_not_entail,
    "requires": _says,
    "forbids": _says,
    "leaves open": _says,
    "independent": _independent,
    "equivalent": _equivalent,
}
