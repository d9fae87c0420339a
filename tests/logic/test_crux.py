"""What turns a verdict: all of it, minimal and in order, against trying all sets; and what the library's cruxes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings

from grammar.diagnostics import Diagnostic
from grammar.span import Source
from logic import strategies
from logic.answers.common import names, to_json
from logic.answers.crux import CruxAnswer
from logic.answers.verdict import PolicyVerdict
from logic.limits import Limits
from logic.pools import prepare_with_pools
from logic.questions.crux import crux
from logic.questions.verdict import Judge, verdict
from logic.theory import Theory
from logic.workspace import Workspace

often = settings(
    max_examples=300, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def load(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def answered(theory: Theory, subject: str, policy: str, *pools: str, limit: int | None = None) -> CruxAnswer:
    answer = crux(theory, subject, policy, pools, limit=limit)
    assert isinstance(answer, CruxAnswer), answer
    return answer


def faults(theory: Theory, subject: str, policy: str, *pools: str) -> list[Diagnostic]:
    answer = crux(theory, subject, policy, pools)
    assert isinstance(answer, tuple)
    return list(answer)


Found = list[tuple[list[str], list[str], PolicyVerdict]]


def told(answer: CruxAnswer) -> Found:
    return [(names(each.add), names(each.remove), each.to_verdict) for each in answer.cruxes]


# The naive twin


def minimal(numbers: list[int], turns: Callable[[tuple[int, ...]], bool]) -> list[tuple[int, ...]]:
    """The sets that turn a verdict and of which no part does, by trying all, the smaller first."""
    found: list[tuple[int, ...]] = []
    for size in range(len(numbers) + 1):
        for chosen in combinations(numbers, size):
            if not any(set(known) <= set(chosen) for known in found) and turns(chosen):
                found.append(chosen)
    return found


def naive(theory: Theory, subject: str, policy: str, *pools: str) -> tuple[PolicyVerdict, Found]:
    offered = prepare_with_pools(theory, subject, policy, pools)
    assert not isinstance(offered, tuple)
    judge = Judge(offered.ready.engine())
    composed = offered.ready.composed
    mine, prescribed = composed.parts
    before = judge.verdict(mine, prescribed)
    if before.endswith("inconsistent"):
        return before, []

    def named(chosen: tuple[int, ...]) -> list[str]:
        return names(composed.statements[i] for i in chosen)

    if before == "leaves_open":

        def after(chosen: tuple[int, ...]) -> PolicyVerdict:
            return judge.verdict(sorted({*mine, *chosen}), prescribed)

        added = minimal(list(offered.premises), lambda chosen: after(chosen) in {"forbids", "requires"})
        return before, [(named(chosen), [], after(chosen)) for chosen in added]

    def without(chosen: tuple[int, ...]) -> PolicyVerdict:
        kept = ([i for i in part if i not in chosen] for part in composed.parts)
        return judge.verdict(*kept)

    prescriptions, _ = judge.split(*composed.parts)
    losable = [i for i in mine if i not in prescriptions]
    lost = minimal(losable, lambda chosen: without(chosen) != before)
    return before, [([], named(chosen), without(chosen)) for chosen in lost]


def test_agrees_with_trying_all_sets() -> None:
    seen: Counter[str] = Counter()

    @often
    @given(strategies.theories_with_pool())
    def agrees(text: str) -> None:
        theory = load(text)
        answer = answered(theory, "t", "u")
        before, expected = naive(theory, "t", "u")
        assert answer.from_verdict == before
        assert told(answer) == expected
        assert answer.complete
        seen.update([before, *(f"from {before} to {each[2]} by {len(each[0]) + len(each[1])}" for each in expected)])

    agrees()
    for turned in ("forbids", "requires"):
        assert seen[f"from leaves_open to {turned} by 1"] > 3, seen
        assert seen[f"from {turned} to leaves_open by 1"] > 3, seen
    assert sum(number for how, number in seen.items() if how.endswith("by 2")) > 8, seen
    assert seen["theory_inconsistent"] > 0 < seen["policy_inconsistent"], seen


# The library

BRIDGES = (
    "conformity.follow_the_theory",
    "feasibility.ought_implies_can",
    "imperative.do_what_security_requires",
    "prudence.serve_security",
)
EFFECTS = ("effects.enlargement_gains", "effects.forward_europe_gains", "effects.forward_middle_east_gains")
RUSSIA = ("europe.russia_capable", "europe.europe_cannot_contain")
OF_RUSSIA: Found = [([bridge, *RUSSIA], [], "forbids") for bridge in ("balancing_duty.balance_bidders", *BRIDGES)]
LIBRARY = Theory(Workspace())
BRIDGE = ("offensive_realism + deontic + record", "partial_restraint")
POOLS = (
    *("balancing_duty", "conformity", "deontic", "feasibility", "imperative", "prudence"),
    *("effects", "europe", "riders"),
)
HEADLINE = ("offensive_realism + prudence + asia", "restraint")


def test_the_hidden_bridge() -> None:
    answer = answered(LIBRARY, *BRIDGE, *POOLS)
    assert answer.from_verdict == "leaves_open"
    assert told(answer) == [([*pair], [], "forbids") for pair in product(BRIDGES, EFFECTS)] + OF_RUSSIA
    assert answer.complete
    assert not any(each.trivial for each in answer.cruxes)


def test_the_hidden_bridge_on_the_reading_of_the_book() -> None:
    answer = answered(LIBRARY, "offensive_realism_2001 + deontic + record", "partial_restraint", *POOLS)
    assert told(answer) == OF_RUSSIA
    assert answer.complete


def test_by_default_everything_in_the_library_is_on_offer() -> None:
    answer = answered(LIBRARY, *BRIDGE)
    assert set(POOLS) <= set(answer.pools)
    assert all(each in told(answer) for each in OF_RUSSIA)


def test_the_sign_of_one_power_effect_decides() -> None:
    answer = answered(LIBRARY, "offensive_realism + prudence + record", "nato_enlargement", "effects")
    assert told(answer) == [
        (["effects.enlargement_gains"], [], "requires"),
        (["effects.enlargement_loses"], [], "forbids"),
    ]


def test_every_statement_of_the_one_contradiction_is_a_crux_but_the_prescription() -> None:
    clash = verdict(LIBRARY, *HEADLINE)
    assert not isinstance(clash, tuple)
    assert clash.contradiction is not None
    *premises, prescription = clash.contradiction.names
    assert prescription == "restraint.no_forward_forces"
    answer = answered(LIBRARY, *HEADLINE)
    assert told(answer) == [([], [premise], "leaves_open") for premise in premises]
    assert answer.complete


def test_what_a_requirement_rests_on() -> None:
    answer = answered(LIBRARY, "liberal_internationalism + prudence + record", "nato_enlargement")
    assert answer.from_verdict == "requires"
    assert ([], ["prudence.serve_security"], "leaves_open") in told(answer)
    assert all(not add and to == "leaves_open" for add, _, to in told(answer))


FEW = {
    ("offensive_realism + deontic + record", "partial_restraint"): (
        *("prudence + balancing_duty", "effects.enlargement_gains + effects.enlargement_loses", "europe"),
    ),
    ("offensive_realism + record", "nato_enlargement"): (
        *("deontic + prudence + feasibility", "effects.enlargement_gains + effects.enlargement_loses"),
    ),
    ("liberal_internationalism + record", "concession"): (
        "deontic + prudence + conformity",
        "effects.concession_loses",
    ),
    ("defensive_realism + record", "primacy"): ("deontic + imperative + prudence", "riders"),
}


@pytest.mark.parametrize("question", FEW, ids=" on ".join)
def test_agrees_with_trying_all_sets_of_a_few_premises_of_the_library(question: tuple[str, str]) -> None:
    answer = answered(LIBRARY, *question, *FEW[question])
    assert (answer.from_verdict, told(answer)) == naive(LIBRARY, *question, *FEW[question])
    assert answer.cruxes


# Rivals


def rivals(pairs: int) -> str:
    """A theory with one crux of three premises, and pairs of rivals that matter to nothing, some by a law."""
    lines = ["vocabulary v", "atom d", "atom e", *(f"rigid atom a{i}" for i in range(3))]
    lines += [f"rigid atom {name}{i}" for i in range(pairs) for name in "xy"]
    lines += ["theory t extends v", "principle m: ought is consistent", "axiom c: a0 and a1 and a2 implies ought d"]
    lines += [f"axiom z{i}: x{i} implies e" for i in range(pairs)]
    lines += [f"law l{i}: not (x{i} and y{i})" for i in range(0, pairs, 2)]
    lines += ["policy u extends v", "prescription q: ought not d", "pool w extends v"]
    lines += [f"fact f{i}: a{i}" for i in range(3)]
    lines += [f"fact x{i}: x{i}" for i in range(pairs)]
    lines += [f"fact y{i}: " + (f"not x{i}" if i % 2 else f"y{i}") for i in range(pairs)]
    return "\n".join(lines)


def test_rivals_that_do_not_matter_are_not_tried_in_every_combination() -> None:
    """Of thirty pairs there are a thousand million maximal choices."""
    answer = answered(load(rivals(30)), "t", "u")
    assert told(answer) == [(["w.f0", "w.f1", "w.f2"], [], "forbids")]
    assert answer.complete


def test_premises_that_contradict_the_theory_are_no_cruxes() -> None:
    text = (
        "theory t\natom p\natom q\naxiom a: p\nprinciple d: ought is consistent\n"
        "policy u extends t\nprescription n: ought not q\n"
        "pool w extends t\nfact not_p: not p\nnorm duty: if p then ought q\nnorm both: ought q and not p\n"
    )
    answer = answered(load(text), "t", "u")
    assert told(answer) == [(["w.duty"], [], "forbids")]


def test_losses_are_found_without_all_reasons() -> None:
    """Every fact stands twice: reasons are as many as the subsets of twenty."""
    lines = ["vocabulary v", "atom d", *(f"rigid atom a{i}" for i in range(20))]
    lines += ["theory t extends v", "principle m: ought is consistent"]
    lines += [f"axiom c: {' and '.join(f'a{i}' for i in range(20))} implies ought d"]
    lines += [f"fact {name}{i}: a{i}" for i in range(20) for name in "fg"]
    lines += ["policy u extends v", "prescription q: ought not d"]
    answer = answered(load("\n".join(lines)), "t", "u")
    pairs: Found = [([], [f"t.f{i}", f"t.g{i}"], "leaves_open") for i in range(20)]
    assert told(answer) == [([], ["t.m"], "leaves_open"), ([], ["t.c"], "leaves_open"), *pairs]
    assert answer.complete


def test_losses_are_taken_from_the_policy_too_but_not_its_prescriptions() -> None:
    text = (
        "vocabulary v\natom p\natom q\nlaw l: p implies q\n"
        "theory t extends v\nprinciple d: ought is consistent\nnorm a: ought p\n"
        "policy u extends v\nprescription n: ought not q\n"
    )
    answer = answered(load(text), "t", "u")
    assert told(answer) == [([], [each], "leaves_open") for each in ("v.l", "t.d", "t.a")]


def test_a_theory_that_holds_the_prescriptions_cannot_lose_them() -> None:
    text = "vocabulary v\natom p\ntheory t extends v\naxiom a: p\npolicy u extends v\nprescription n: ought p\n"
    answer = answered(load(text), "t + u", "u")
    assert (answer.from_verdict, answer.cruxes, answer.complete) == ("requires", (), True)


# Limits


def test_a_limit_gives_the_first_of_all() -> None:
    every = answered(LIBRARY, *BRIDGE, *POOLS)
    for limit in (1, 4, 16):
        some = answered(LIBRARY, *BRIDGE, *POOLS, limit=limit)
        assert some.cruxes == every.cruxes[:limit]
        assert not some.complete
        assert some.limited
        assert some.reason is None
    assert answered(LIBRARY, *BRIDGE, *POOLS, limit=18).complete


class Looks(Limits):
    """Limits that are over at the so-manieth look."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    @property
    def over(self) -> bool:
        self.looks -= 1
        return self.looks < 0


@pytest.mark.parametrize("question", [BRIDGE, HEADLINE], ids=" on ".join)
def test_time_that_runs_out_leaves_the_first_of_all(question: tuple[str, str]) -> None:
    unlimited = Looks(10**6)
    every = crux(LIBRARY, *question, POOLS, limits=unlimited)
    assert isinstance(every, CruxAnswer)
    taken = 10**6 - unlimited.looks
    sizes = set()
    for looks in range(0, taken, taken // 12):
        some = crux(LIBRARY, *question, POOLS, limits=Looks(looks))
        assert isinstance(some, CruxAnswer)
        assert some.cruxes == every.cruxes[: len(some.cruxes)]
        assert some.complete == (some.reason is None)
        assert some.reason in {None, "time limit"}
        assert some.from_verdict == ("undecided" if looks == 0 else every.from_verdict)
        assert to_json(some)["complete"] == some.complete
        sizes.add(len(some.cruxes))
    assert len(sizes) > 2


# What is no question


WORDS = "vocabulary v\natom p\natom q\n"
UNANSWERABLE = {
    "theory_inconsistent": "axiom a: p and not p\npolicy u extends v\nprescription n: ought p",
    "policy_inconsistent": (
        "principle d: ought is consistent\npolicy u extends v\nprescription n: ought p\nprescription m: ought not p"
    ),
}


@pytest.mark.parametrize("before", UNANSWERABLE)
def test_what_is_contradictory_by_itself_has_no_cruxes(before: str) -> None:
    answer = answered(
        load(f"{WORDS}theory t extends v\n{UNANSWERABLE[before]}\npool w extends v\nfact f: q\n"), "t", "u"
    )
    assert answer.from_verdict == before
    assert not answer.arises
    assert answer.cruxes == ()
    assert answer.complete


def test_nothing_on_offer() -> None:
    answer = answered(
        load(f"{WORDS}theory t extends v\naxiom a: p\npolicy u extends v\nprescription n: ought q\n"), "t", "u"
    )
    assert (answer.premises, answer.pools, answer.cruxes, answer.complete) == ((), (), (), True)


def test_what_the_theory_holds_or_gives_up_is_no_premise() -> None:
    question = "offensive_realism + prudence + effects.enlargement_loses + europe.opportunity - europe.opportunity"
    answer = answered(LIBRARY, question, "primacy", "effects", "europe", "prudence")
    offered = names(answer.premises)
    assert "effects.enlargement_gains" in offered
    assert not {"effects.enlargement_loses", "europe.opportunity", "prudence.serve_security"} & set(offered)


REFUSALS = {
    "no_such_pool": "E401",
    "effects + no_such_pool": "E401",
    "realism": "E418",
    "restraint": "E418",
    "prudent": "E418",
    "essay": "E418",
    "realism.anarchy": "E418",
    "effects.no_such_statement": "E405",
    "effects +": "E1",
}


@pytest.mark.parametrize("pool", REFUSALS)
def test_what_offers_no_premises_is_refused(pool: str) -> None:
    found = faults(LIBRARY, "offensive_realism + prudence", "restraint", "europe", pool)
    assert len(found) == 1
    assert found[0].code.startswith(REFUSALS[pool])


def test_cases_and_single_statements_may_be_named() -> None:
    answer = answered(
        LIBRARY,
        "offensive_realism + prudence",
        "restraint",
        "asia + europe - europe.opportunity - asia.no_other_bidder",
    )
    assert answer.pools == ("asia", "europe")
    assert names(answer.premises) == [
        *("asia.china_capable", "asia.asia_cannot_contain", "europe.russia_capable", "europe.russia_incapable"),
        *("europe.europe_cannot_contain", "europe.europe_can_contain"),
    ]


CLASHING = f"""
{WORDS}
theory t extends v
axiom a: p
policy u extends v
prescription n: ought q
principle d: ought is consistent
pool fits extends v
norm duty: if p then ought not q
pool other "It has another p."
atom p(x: S)
sort S = {{one}}
fact f: p(one)
"""


def test_pools_that_do_not_compose_are_left_out_and_told_of() -> None:
    answer = answered(load(CLASHING), "t", "u")
    assert told(answer) == [(["fits.duty"], [], "forbids")]
    assert answer.pools == ("fits",)
    assert [(each.code, each.arguments["name"]) for each in answer.warnings] == [("W403", "other")]


def test_pools_that_do_not_compose_are_refused_if_they_are_named() -> None:
    assert {fault.code[:2] for fault in faults(load(CLASHING), "t", "u", "fits", "other")} == {"E2"}


def test_faults_of_the_question_itself_are_told_first() -> None:
    assert [fault.code for fault in faults(load(CLASHING), "nothing_such", "u")] == ["E401"]
