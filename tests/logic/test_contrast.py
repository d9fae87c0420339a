"""Why theories differ: every smallest exchange, against trying all; what each verdict rests on; the library."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from grammar.span import Source
from logic import strategies
from logic.answers.common import names, to_json
from logic.answers.contrast import ContrastAnswer, Exchange
from logic.answers.verdict import PolicyVerdict
from logic.exchange import Exchanges
from logic.limits import Limits
from logic.questions.common import Ready, prepare
from logic.questions.contrast import contrast
from logic.questions.verdict import Judge
from logic.theory import Theory
from logic.workspace import Workspace

often = settings(
    max_examples=250, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def load(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def answered(theory: Theory, first: str, second: str, policy: str, limit: int | None = None) -> ContrastAnswer:
    answer = contrast(theory, first, second, policy, limit=limit)
    assert isinstance(answer, ContrastAnswer), answer
    return answer


VERDICTS: tuple[PolicyVerdict, ...] = ("forbids", "requires", "leaves_open")
Found = list[tuple[list[str], list[str]]]


def told(exchanges: tuple[Exchange, ...]) -> Found:
    return [(names(each.remove), names(each.add)) for each in exchanges]


# The naive twin


def naive(judge: Judge, target: PolicyVerdict, removable: list[int], addable: list[int]) -> Found:
    """All of the smallest exchanges, by trying all of each size."""
    statements = judge.composed.statements
    first, _, policy = map(set, judge.composed.parts)
    choices = sorted({*removable, *addable})
    for size in range(len(choices) + 1):
        found: Found = []
        for chosen in combinations(choices, size):
            taken, added = {i for i in chosen if i in first}, {i for i in chosen if i not in first}
            if judge.verdict(sorted(first - taken | added), sorted(policy - taken)) == target:
                found.append((names(statements[i] for i in sorted(taken)), names(statements[i] for i in sorted(added))))
        if found:
            return found
    return []


def ready_for(text: str) -> tuple[Judge, list[int], list[int]]:
    """A judge, what may be taken from the first theory, and what may be added from the second."""
    ready = prepare(load(text), [["t"], ["w"], ["u"]])
    assert isinstance(ready, Ready)
    first, second, policy = ready.composed.parts
    removable = [i for i in first if ready.composed.statements[i].layer != "prescription" or i not in policy]
    return Judge(ready.engine()), removable, [i for i in second if i not in first]


def test_exchanges_agree_with_trying_all() -> None:
    seen: Counter[str] = Counter()

    @often
    @given(strategies.rival_theories())
    def agrees(text: str) -> None:
        judge, removable, addable = ready_for(text)
        statements = judge.composed.statements
        for target in VERDICTS:
            search = Exchanges(judge, removable, addable, target)
            found = list(search.smallest())
            told = [([i for i in each if i in removable], [i for i in each if i in addable]) for each in found]
            expected = naive(judge, target, removable, addable)
            assert [(names(statements[i] for i in out), names(statements[i] for i in into)) for out, into in told] == (
                expected
            )
            seen.update({f"to {target} by {len(out) + len(into)}" for out, into in told})
            seen.update({f"to {target} both ways" for out, into in told if out and into})

    agrees()
    for target in VERDICTS:
        assert seen[f"to {target} by 1"] > 9, seen
        assert seen[f"to {target} by 2"] > 2, seen
    assert sum(seen[f"to {target} both ways"] for target in VERDICTS) > 3, seen


def test_answers_agree_with_trying_all() -> None:
    seen: Counter[str] = Counter()

    @often
    @given(strategies.rival_theories())
    def agrees(text: str) -> None:
        answer = answered(load(text), "t", "w", "u")
        judge, removable, addable = ready_for(text)
        first, second, policy = judge.composed.parts
        before, after = judge.verdict(first, policy), judge.verdict(second, policy)
        assert [side.verdict for side in answer.sides] == [before, after]
        assert answer.complete
        if before == after or after.endswith("inconsistent"):
            assert not answer.arises
            assert answer.exchanges == answer.differences == ()
            return
        assert told(answer.exchanges) == naive(judge, after, removable, addable)
        differing = [i for i in removable if i not in second]
        assert told(answer.differences) == naive(judge, after, differing, addable)
        seen.update([f"from {before} to {after}"])

    agrees()
    for how in (
        "leaves_open to forbids",
        "leaves_open to requires",
        "forbids to leaves_open",
        "requires to leaves_open",
    ):
        assert seen[f"from {how}"] > 1, seen


# The library

LIBRARY = Theory(Workspace())
SETTING = "prudence + asia"
OFFENSIVE, DEFENSIVE = f"offensive_realism + {SETTING}", f"defensive_realism + {SETTING}"
TENETS = [
    "universal_uncertainty.uncertainty",
    "offensive_core.no_usable_signal",
    "offensive_core.offensive_capability",
    "offensive_core.hegemony",
    "offensive_realism.security_requires_power",
]


def test_why_offensive_realism_forbids_restraint_and_defensive_realism_does_not() -> None:
    answer = answered(LIBRARY, OFFENSIVE, DEFENSIVE, "restraint")
    offensive, defensive = answer.sides
    assert (offensive.verdict, defensive.verdict) == ("forbids", "leaves_open")
    assert offensive.contradiction is not None
    assert len(offensive.contradiction.statements) == 18
    assert defensive.world is not None
    assert told(answer.differences) == [([tenet], []) for tenet in TENETS]
    assert len(answer.exchanges) == 17
    assert answer.complete


def test_what_defensive_realism_must_take_over_to_forbid_restraint() -> None:
    answer = answered(LIBRARY, DEFENSIVE, OFFENSIVE, "restraint")
    signals = ["defensive_realism.distinguishability", "defensive_realism.relevance"]
    balancing = ["defensive_realism.balancing", "defensive_realism.balancing_hurts"]
    expected = [([signal, law], TENETS) for signal in signals for law in balancing]
    assert told(answer.differences) == expected
    assert [each for each in told(answer.exchanges) if each not in expected] == [
        (["statecraft.surplus", signal], TENETS) for signal in signals
    ]
    assert all(names(each.shared) == ["statecraft.surplus"] for each in answer.exchanges[:2])


@pytest.mark.parametrize("policy", ["primacy", "nato_enlargement"])
def test_why_defensive_realism_forbids_what_offensive_realism_leaves_open(policy: str) -> None:
    answer = answered(LIBRARY, DEFENSIVE, OFFENSIVE, policy)
    assert [side.verdict for side in answer.sides] == ["forbids", "leaves_open"]
    assert told(answer.differences) == [
        (["defensive_realism.balancing"], []),
        (["defensive_realism.balancing_hurts"], []),
    ]


def test_premises_of_a_requirement() -> None:
    answer = answered(LIBRARY, f"liberal_internationalism + {SETTING}", DEFENSIVE, "nato_enlargement")
    liberal, _ = answer.sides
    assert [side.verdict for side in answer.sides] == ["requires", "forbids"]
    assert liberal.premises is not None
    assert "prudence.serve_security" in liberal.premises.names
    assert to_json(answer)["because"][0]["premises"] == liberal.premises.names
    assert answer.exchanges
    assert answer.complete


# Limits, and what is no question


def test_a_limit_gives_the_first_of_all() -> None:
    every = answered(LIBRARY, OFFENSIVE, DEFENSIVE, "restraint")
    some = answered(LIBRARY, OFFENSIVE, DEFENSIVE, "restraint", limit=3)
    assert some.exchanges == every.exchanges[:3]
    assert some.limited
    assert not some.complete
    assert some.reason is None


class Looks(Limits):
    """Limits that are over at the so-manieth look."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    @property
    def over(self) -> bool:
        self.looks -= 1
        return self.looks < 0


def test_time_that_runs_out_leaves_what_was_found() -> None:
    unlimited = Looks(10**6)
    every = contrast(LIBRARY, DEFENSIVE, OFFENSIVE, "restraint", limits=unlimited)
    assert isinstance(every, ContrastAnswer)
    taken = 10**6 - unlimited.looks
    sizes = set()
    for looks in range(0, taken, taken // 20):
        some = contrast(LIBRARY, DEFENSIVE, OFFENSIVE, "restraint", limits=Looks(looks))
        assert isinstance(some, ContrastAnswer)
        assert some.exchanges == every.exchanges[: len(some.exchanges)]
        assert some.reason in {None, "time limit"}
        if looks == 0:
            assert [side.verdict for side in some.sides] == ["undecided", "undecided"]
        assert to_json(some)["complete"] == some.complete
        sizes.add(len(some.exchanges))
    assert len(sizes) > 2


def test_theories_that_agree_have_nothing_to_exchange() -> None:
    answer = answered(LIBRARY, "offensive_realism", "defensive_realism", "restraint")
    assert not answer.arises
    assert (answer.exchanges, answer.complete) == ((), True)
    assert all(side.world is not None for side in answer.sides)


SMALL = """
vocabulary v
atom p
theory one extends v
principle d: ought is consistent
norm a: ought p
theory wrong extends v
axiom a: p and not p
policy u extends v
prescription n: ought not p
"""


def test_no_verdict_can_be_taken_over_from_a_contradictory_theory() -> None:
    answer = answered(load(SMALL), "one", "wrong", "u")
    assert [side.verdict for side in answer.sides] == ["forbids", "theory_inconsistent"]
    assert not answer.arises
    assert answer.sides[1].contradiction is not None
    assert answer.sides[1].contradiction.names == ["wrong.a"]


def test_a_contradictory_theory_can_take_over_a_verdict() -> None:
    answer = answered(load(SMALL), "wrong", "one", "u")
    assert told(answer.exchanges) == [(["wrong.a"], ["one.d", "one.a"])]
