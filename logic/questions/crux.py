"""What turns a verdict: the premises that a theory lacks, or the statements of it that a verdict rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import combinations_with_replacement, islice

from logic.answers.crux import Crux, CruxAnswer
from logic.answers.verdict import PolicyVerdict
from logic.autarky import Autarkies, that_matter
from logic.engine import Engine, EvaluationError
from logic.implicit import Candidates, smallest_first
from logic.limits import Limits, UndecidedError
from logic.pools import Offered, prepare_with_pools
from logic.questions.common import Faults, Stopwatch
from logic.questions.verdict import Judge
from logic.theory import Theory

_MOST_PAIRED = 150
"""Up to how many premises each is tried beside each other."""


def crux(  # noqa: PLR0913 - a theory, a policy and premises are three things
    theory: Theory,
    subject: str,
    policy: str,
    pools: Sequence[str] = (),
    *,
    limit: int | None = None,
    limits: Limits | None = None,
) -> CruxAnswer | Faults:
    """Find what turns the verdict of a theory on a policy: every minimal set, the smaller first.

    Where the verdict is *leaves open*: the premises out of `pools` (see `prepare_with_pools`)
    that, added to the theory, make it forbid or require the policy. Where it is *forbids* or
    *requires*: the statements of the theory whose loss undoes that. As in every composition,
    what is taken from the theory is taken from the policy, if that brings it too; but the
    prescriptions of the policy stay, for it is they that are judged. At most `limit` cruxes.

    Each crux is judged again, and without each single member, before it is returned.
    Time that runs out leaves those found, which are the smallest ones, and a `reason`.
    Cost: exponential at worst; in general some questions to Z3 for each crux and for each
    maximal set of premises that changes nothing.
    """
    watch = Stopwatch()
    offered = prepare_with_pools(theory, subject, policy, pools)
    if isinstance(offered, tuple):
        return offered
    ready = offered.ready
    statements = ready.composed.statements
    answer = CruxAnswer(
        0.0,
        warnings=(*ready.composed.warnings, *offered.warnings),
        theory=ready.texts[0],
        policy=ready.texts[1],
        pools=tuple(module.name for module in offered.modules),
        premises=tuple(statements[i] for i in offered.premises),
        composed=ready.composed,
    )
    judge = Judge(ready.engine(limits))
    found: list[Crux] = []
    try:
        verdict = judge.verdict(*ready.composed.parts)
        answer = replace(answer, from_verdict=verdict)
        for each in islice(_turning(judge, offered, verdict), limit):
            found.append(each)  # noqa: PERF402 - one by one, so that what was found stays when the time runs out
        limited = limit is not None and len(found) == limit
        answer = replace(answer, complete=not limited, limited=limited)
    except UndecidedError as error:
        answer = replace(answer, reason=str(error))
    return replace(answer, cruxes=tuple(found), seconds=watch.seconds)


def _turning(judge: Judge, offered: Offered, verdict: PolicyVerdict) -> Iterator[Crux]:
    """The cruxes of a verdict, in order."""
    if verdict == "leaves_open":
        return _Gains(judge, offered.premises).cruxes()
    if verdict in {"forbids", "requires"}:
        return _losses(judge, verdict)
    return iter(())


class _Gains:
    """The premises that turn *leaves open* into *forbids* or *requires*.

    Let F be the family of sets of premises that have no world with theory and policy, R that
    of the sets with which the theory entails every prescription, and C that of the sets that
    are consistent with the theory and leave the policy consistent, principles granted. F and
    R are closed upwards, C downwards. A set forbids when it is in C and F, and requires when
    it is in C and R and not in F: it decides when it is in C and in F ∪ R. So the minimal
    sets that decide are the minimal members of F ∪ R that lie in C, as every part of a member
    of C is in C; and whatever is left out of one, the policy is left open again.

    The minimal members of F and of R are found in two searches, read together, the smaller
    first; each is told of what the other finds, since no set that holds it is wanted.
    """

    def __init__(self, judge: Judge, premises: Sequence[int]) -> None:
        self.judge = judge
        self.premises = premises
        self.theory, self.policy = judge.composed.parts

    def cruxes(self) -> Iterator[Crux]:
        """In order. Raises `UndecidedError`."""
        rivals = self._rivals()
        premises = [premise for premise in self.premises if premise not in rivals[premise]]
        clashing = {*self.theory, *self.policy}
        searches = [_Search(self.judge, clashing, _that_matter(self.judge, clashing, premises, rivals))]
        prescriptions, others = self.judge.split(self.theory, self.policy)
        if prescriptions:
            some = _that_matter(self.judge, others, premises, rivals, prescriptions)
            searches.append(_Search(self.judge, others, some, self.judge.unmet(prescriptions)))
        known: list[frozenset[int]] = []
        for found in merge(*(search.sets() for search in searches), key=lambda chosen: (len(chosen), chosen)):
            if any(earlier.issubset(found) for earlier in known):
                continue
            known.append(frozenset(found))
            for search in searches:
                search.block(known[-1])
            verdict = self.judge.verdict(sorted((*self.theory, *found)), self.policy)
            if verdict in {"forbids", "requires"}:
                yield self._crux(found, verdict)

    def _rivals(self) -> dict[int, frozenset[int]]:
        """For each premise those beside which it is not in C; itself, if it never is."""
        if len(self.premises) > _MOST_PAIRED:
            return dict.fromkeys(self.premises, frozenset())
        rivals: dict[int, set[int]] = {premise: set() for premise in self.premises}
        for one, other in combinations_with_replacement(self.premises, 2):
            if not self._together({one, other}):
                rivals[one].add(other)
                rivals[other].add(one)
        return {premise: frozenset(found) for premise, found in rivals.items()}

    def _together(self, premises: set[int]) -> bool:
        """Whether premises are in C."""
        judge = self.judge
        theory = sorted({*self.theory, *premises})
        return judge.consistent([*theory, *judge.principles(self.policy)]) and judge.consistent(
            [*self.policy, *judge.principles(theory)]
        )

    def _crux(self, found: tuple[int, ...], verdict: PolicyVerdict) -> Crux:
        for left_out in found:
            rest = sorted({*self.theory, *found} - {left_out})
            if self.judge.verdict(rest, self.policy) != "leaves_open":
                raise EvaluationError(f"the crux {found} does not stand a second look")
        statements = self.judge.composed.statements
        trivial = self.judge.trivial(verdict, sorted((*self.theory, *found)), self.policy)
        return Crux(tuple(statements[i] for i in found), (), verdict, trivial)


def _that_matter(
    judge: Judge,
    always: Iterable[int],
    premises: Sequence[int],
    rivals: Mapping[int, frozenset[int]],
    unmet: Sequence[int] = (),
) -> tuple[int, ...]:
    """The premises that may be in a minimal set that clashes with statements, and with unmet prescriptions if given.

    All clauses are looked at, those of an encoding made for that.
    """
    fresh = Judge(Engine(judge.engine.grounded, judge.engine.limits))
    assumed = fresh.unmet(unmet) if unmet else []
    selectors = fresh.engine.selectors
    standing = {*always}
    away = {-selectors[i] for i in range(len(selectors)) if i not in standing and i not in premises}
    given = {*assumed, *away, *(selectors[i] for i in standing)}
    picked = {selectors[i]: i for i in premises if i not in standing}
    autarkies = Autarkies(fresh.engine.encoding.fresh_clauses(), given, picked, judge.engine.limits)
    return that_matter(autarkies, tuple(picked.values()), rivals.__getitem__)


class _Search:
    """The minimal sets of premises that, with some statements and literals assumed, have no world.

    A set that has a world grows into one to which no premise can be added, short of holding
    what is ruled out already: whatever is wanted holds some premise outside it.
    """

    def __init__(
        self, judge: Judge, always: Iterable[int], premises: Sequence[int], assuming: Sequence[int] = ()
    ) -> None:
        self.judge = judge
        self.always = sorted(always)
        self.premises = premises
        self.assuming = assuming
        self.candidates = Candidates(judge.engine.limits)
        self.blocked: list[frozenset[int]] = []

    def sets(self) -> Iterator[tuple[int, ...]]:
        """The smaller first. Raises `UndecidedError`."""
        return smallest_first(self.candidates, self._missing)

    def block(self, chosen: frozenset[int]) -> None:
        """No set that holds this one is wanted."""
        self.blocked.append(chosen)
        self.candidates.require((), chosen)

    def _missing(self, candidate: tuple[int, ...]) -> list[int] | None:
        if not self._possible(candidate):
            return None
        kept, missing = set(candidate), []
        for premise in self.premises:
            if premise in kept:
                continue
            more = kept | {premise}
            if not any(blocked <= more for blocked in self.blocked) and self._possible(more):
                kept = more
            else:
                missing.append(premise)
        return missing

    def _possible(self, chosen: Iterable[int]) -> bool:
        answer = self.judge.engine.has_model(sorted({*self.always, *chosen}), self.assuming)
        if answer is None:
            raise UndecidedError(self.judge.engine.why)
        return answer


def _losses(judge: Judge, verdict: PolicyVerdict) -> Iterator[Crux]:
    """The statements whose loss undoes a verdict: those that meet every reason for it.

    They are the minimal correction sets of what clashes: theory and policy, or theory and the
    denial of the prescriptions. What is left when statements are taken away is consistent with
    the principles of both sides, as the whole is, so that nothing else can go wrong.
    """
    theory, policy = judge.composed.parts
    prescriptions, others = judge.split(theory, policy)
    fresh = Judge(Engine(judge.engine.grounded, judge.engine.limits))
    units = fresh.unmet(prescriptions) if verdict == "requires" else []
    everything = sorted({*theory, *policy}) if verdict == "forbids" else others
    losable = {i: fresh.engine.selectors[i] for i in theory if i not in prescriptions}
    units += [fresh.engine.selectors[i] for i in everything if i not in losable]
    encoding = fresh.engine.encoding
    clauses = [*encoding.fresh_clauses(), *([unit] for unit in units)]
    candidates = Candidates(judge.engine.limits, clauses, encoding.variables, losable)
    for lost in smallest_first(candidates, lambda _: None):
        yield _loss(judge, verdict, lost)


def _loss(judge: Judge, verdict: PolicyVerdict, lost: tuple[int, ...]) -> Crux:
    theory, policy = judge.composed.parts

    def without(some: Iterable[int]) -> tuple[list[int], list[int]]:
        gone = set(some)
        return [i for i in theory if i not in gone], [i for i in policy if i not in gone]

    becomes = judge.verdict(*without(lost))
    restored = (judge.verdict(*without(i for i in lost if i != kept)) for kept in lost)
    if becomes == verdict or any(each != verdict for each in restored):
        raise EvaluationError(f"the crux {lost} does not stand a second look")
    statements = judge.composed.statements
    return Crux((), tuple(statements[i] for i in lost), becomes, judge.trivial(becomes, *without(lost)))
