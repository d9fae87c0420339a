"""Contradictions, repairs and variants, against trying all sets; measures, against their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grammar.span import Source
from logic import strategies
from logic.answers.contradictions import ContradictionsAnswer
from logic.answers.repairs import RepairsAnswer
from logic.answers.variants import Boundary, VariantsAnswer
from logic.engine import Engine
from logic.limits import Limits
from logic.questions.common import Ready, prepare
from logic.questions.contradictions import contradictions
from logic.questions.repairs import repairs
from logic.questions.variants import variants
from logic.questions.verdict import Judge
from logic.theory import Theory
from logic.workspace import Workspace

seldom = settings(
    max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)

LIBRARY = Theory(Workspace())


def theory_of(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def all_contradictions(text: str, limit: int | None = None) -> ContradictionsAnswer:
    answer = contradictions(theory_of(text), "t", limit=limit)
    assert isinstance(answer, ContradictionsAnswer), answer
    return answer


def subsets(items: Sequence[int]) -> list[tuple[int, ...]]:
    return list(chain.from_iterable(combinations(items, size) for size in range(len(items) + 1)))


def consistent(engine: Engine, indices: Iterable[int]) -> bool:
    answer = engine.has_model(sorted(set(indices)))
    assert answer is not None
    return answer


# Contradictions

THREE = "theory t\natom p\natom q\nfact a: p\nfact b: not p\nfact c: q and p\nfact d: not q\n"


def test_smallest_first_and_in_order() -> None:
    answer = all_contradictions(THREE)
    assert answer.named == [["t.a", "t.b"], ["t.b", "t.c"], ["t.c", "t.d"]]
    assert answer.complete
    assert answer.smallest_first


def test_a_limit_keeps_the_smallest() -> None:
    text = "theory t\natom p\natom q\natom r\nfact a: p and q\nfact b: if p then r\nfact c: not r\nfact d: not q\n"
    assert all_contradictions(text).named == [["t.a", "t.d"], ["t.a", "t.b", "t.c"]]
    answer = all_contradictions(text, limit=1)
    assert answer.named == [["t.a", "t.d"]]
    assert not answer.complete
    assert answer.smallest_first
    assert answer.reason is None
    assert answer.blame is None


def test_the_smallest_of_more_than_anybody_could_list() -> None:
    ways = "".join(f"fact a{i}: if p{i} then p{i + 1}\nfact b{i}: if p{i} then p{i + 1}\n" for i in range(40))
    atoms = "".join(f"atom p{i}\n" for i in range(41))
    text = f"theory t\n{atoms}{ways}fact first: p0\nfact last: not p40\nfact short: not p1\n"
    answer = all_contradictions(text, limit=3)
    assert [len(each) for each in answer.contradictions] == [3, 3, 42]
    assert answer.smallest_first
    assert not answer.complete


def test_equal_statements_are_statements_of_their_own() -> None:
    answer = all_contradictions("theory t\natom p\nfact a: p\nfact b: p\nfact c: not p\nfact d: not p\n")
    assert answer.named == [["t.a", "t.c"], ["t.a", "t.d"], ["t.b", "t.c"], ["t.b", "t.d"]]


def test_blame_is_the_mean_share() -> None:
    answer = all_contradictions(THREE)
    assert answer.blame is not None
    # Each of three contradictions of two: a sixth for each membership.
    assert answer.blame == pytest.approx({"t.a": 1 / 6, "t.b": 1 / 3, "t.c": 1 / 3, "t.d": 1 / 6})


@seldom
@given(strategies.theories(least=3, most=6))
def test_shares_sum_to_one(text: str) -> None:
    answer = all_contradictions(text)
    assert answer.complete
    assert answer.blame is not None
    expected: dict[str, float] = {}
    for names in answer.named:
        for name in names:
            expected[name] = expected.get(name, 0) + 1 / len(names) / len(answer.named)
    assert answer.blame == pytest.approx(expected)
    assert sum(answer.blame.values()) == pytest.approx(1 if answer.named else 0)


# Measures: values worked out by hand from the definitions that TweetyProject implements too

MEASURED = {
    "consistent": ("fact a: p", (0, 0.0, 0.0, 0)),
    "two": ("fact a: p\nfact b: not p", (1, 0.5, 1.0, 1)),
    # Grant & Hunter's way of telling contension from counting: two contradictions over one atom, or over two.
    "one atom twice": ("fact a: p\nfact b: not p\nfact c: p and q", (2, 1.0, 1.0, 1)),
    "two atoms": ("fact a: p\nfact b: not p\nfact c: q\nfact d: not q", (2, 1.0, 1.0, 2)),
    "false by itself": ("fact a: p and not p\nfact b: q", (1, 1.0, float("inf"), 1)),
    "three worlds": ("fact a: p and q\nfact b: p and not q\nfact c: not p", (3, 1.5, 2.0, 2)),
    "a chain": ("fact a: p\nfact b: if p then q\nfact c: not q", (1, 1 / 3, 1.0, 1)),
    "beyond remedy": ("fact a: false", (1, 1.0, float("inf"), None)),
    "a count": ("fact a: at least 2 of {p, q, r}\nfact b: not p and not q", (1, 0.5, 1.0, 1)),
    "a difference": ("fact a: p xor q\nfact b: p iff q", (1, 0.5, 1.0, 1)),
    "duty": ("norm a: ought p\nnorm b: ought not p\nprinciple c: ought is consistent", (1, 1 / 3, 1.0, None)),
}


@pytest.mark.parametrize("name", MEASURED)
def test_measures(name: str) -> None:
    statements, (mi, mi_c, hitting_set, contension) = MEASURED[name]
    measures = all_contradictions(f"theory t\natom p\natom q\natom r\n{statements}\n").measures
    assert measures.mi == mi
    assert measures.mi_c == pytest.approx(mi_c)
    assert measures.hitting_set == hitting_set
    assert measures.contension == contension


# Repairs


def all_repairs(text: str, keep: Sequence[str] = (), limit: int | None = None) -> RepairsAnswer:
    answer = repairs(theory_of(text), "t", keep=keep, limit=limit)
    assert isinstance(answer, RepairsAnswer), answer
    return answer


def test_repairs_come_with_a_world() -> None:
    answer = all_repairs(THREE)
    assert answer.named == [["t.a", "t.c"], ["t.b", "t.c"], ["t.b", "t.d"]]
    for repair in answer.repairs:
        assert repair.world is not None
        assert not list(repair.world.model.faults())


def test_what_is_kept_is_in_no_repair() -> None:
    answer = all_repairs(THREE, ["t.b"])
    assert answer.named == [["t.a", "t.c"]]
    assert all_repairs(THREE, ["t.b, t.c"]).clash is not None
    assert all_repairs(THREE, ["fact"]).repairs == ()


def test_a_limit_on_repairs() -> None:
    answer = all_repairs(THREE, limit=1)
    assert len(answer.named) == 1
    assert not answer.complete
    assert answer.smallest_first


@seldom
@given(strategies.theories(least=3, most=6), st.sampled_from(["law", "fact", "axiom", "principle"]))
def test_repairs_agree_with_trying_all_sets(text: str, layer: str) -> None:
    ready = prepare(theory_of(text), [["t"]])
    assert isinstance(ready, Ready)
    kept = [i for i in ready.everything if ready.composed.statements[i].layer == layer]
    answer = repairs(theory_of(text), "t", keep=[layer] if kept else [])
    assert isinstance(answer, RepairsAnswer)
    engine = ready.engine()
    if not consistent(engine, kept):
        assert answer.clash is not None
        assert not answer.repairs
        return
    soft = [i for i in ready.everything if i not in kept]
    repairing = [each for each in subsets(soft) if consistent(engine, set(ready.everything) - set(each))]
    minimal = [each for each in repairing if not any(set(other) < set(each) for other in repairing)]
    assert [each.statements for each in answer.repairs] == minimal


# Variants


@seldom
@given(strategies.theories_with_policy())
def test_variants_agree_with_judging_each(text: str) -> None:
    answer = variants(theory_of(text), "t", ["t"], "u")
    assert isinstance(answer, VariantsAnswer)
    ready = prepare(theory_of(text), [["t"], ["u"]])
    assert isinstance(ready, Ready)
    judge = Judge(ready.engine())
    found = {"theory_inconsistent": 0, "forbids": 0, "rest": 0}
    for kept in subsets(answer.over):
        verdict = judge.verdict(
            sorted({*kept, *(set(ready.composed.parts[0]) - set(answer.over))}), ready.composed.parts[1]
        )
        found[verdict if verdict in found else "rest"] += 1
        names = [ready.composed.statements[i].name for i in kept]
        principles = judge.principles(ready.composed.parts[1])
        assert answer.consistent(names) == judge.consistent([*kept, *principles])
        assert answer.compatible(names) == judge.consistent([*kept, *ready.composed.parts[1]])
    assert answer.counts == found
    assert answer.complete


@seldom
@given(strategies.theories(least=2, most=6), st.data())
def test_variants_over_some_of_the_statements(text: str, data: st.DataObject) -> None:
    ready = prepare(theory_of(text), [["t"]])
    assert isinstance(ready, Ready)
    chosen = data.draw(st.lists(st.sampled_from(ready.everything), min_size=1, unique=True).map(sorted))
    answer = variants(theory_of(text), "t", [ready.composed.statements[i].name for i in chosen])
    assert isinstance(answer, VariantsAnswer)
    engine = ready.engine()
    fixed = [i for i in ready.everything if i not in chosen]
    expected = {kept: consistent(engine, [*fixed, *kept]) for kept in subsets(chosen)}
    assert answer.counts == {
        "contradictory": len(expected) - sum(expected.values()),
        "consistent": sum(expected.values()),
    }
    assert answer.alone.minimal is not None
    by_minimal = Boundary(None, answer.alone.minimal)
    for kept, is_consistent in expected.items():
        variant = sum(1 << chosen.index(i) for i in kept)
        assert answer.alone.consistent(variant) == is_consistent
        assert by_minimal.consistent(variant) == is_consistent


def test_a_policy_that_is_contradictory_by_itself_is_told_of() -> None:
    text = "theory t\natom p\naxiom a: p\nprinciple d: ought is consistent\n"
    for policy, consistent in (("q: ought p", True), ("q: ought (p and not p)", False)):
        answer = variants(theory_of(f"{text}policy u extends t\nprescription {policy}\n"), "t", ["t.a"], "u")
        assert isinstance(answer, VariantsAnswer)
        assert answer.policy_consistent is consistent
        assert answer.counts == {"theory_inconsistent": 0, "forbids": 0, "rest": 2}


def test_a_frontier_that_is_not_known_answers_nothing() -> None:
    with pytest.raises(ValueError, match="not known"):
        Boundary().consistent(0)


def test_a_statement_that_the_policy_brings_too_is_in_every_variant() -> None:
    theory = "theory t\natom p\naxiom a: p\nprinciple d: ought is consistent\n"
    text = f"{theory}policy u extends t\nprescription q: ought not p\n"
    answer = variants(theory_of(text), "t", ["t"], "u")
    assert isinstance(answer, VariantsAnswer)
    assert answer.counts == {"theory_inconsistent": 0, "forbids": 0, "rest": 4}
    assert answer.alone.maximal == (3,)


LARGEST = "offensive_realism + russia_bids_for_gain + riders.opportunity_is_independent + europe.opportunity"


def test_two_to_the_fortieth_variants_of_a_theory_of_the_library() -> None:
    start = perf_counter()
    answer = variants(LIBRARY, LARGEST, ["axiom", "law", "fact", "norm", "principle"], "restraint")
    assert isinstance(answer, VariantsAnswer)
    assert answer.reason is None
    assert len(answer.over) >= 38
    assert answer.counts is not None
    assert sum(answer.counts.values()) == 1 << len(answer.over)
    assert answer.counts["forbids"] > 0
    # Not a timed test: only that nothing was enumerated.
    assert perf_counter() - start < 60


def test_sixteen_statements_counted_and_tried_one_by_one() -> None:
    over = [
        "offensive_realism,offensive_core,universal_uncertainty,deontic,prudence,effects,asia,statecraft.requirement"
    ]
    composition = "offensive_realism + prudence + asia + effects.enlargement_gains + europe.opportunity"
    answer = variants(LIBRARY, composition, over, "restraint")
    assert isinstance(answer, VariantsAnswer)
    assert 12 <= len(answer.over) <= 16
    ready = prepare(LIBRARY, [[composition], ["restraint"]])
    assert isinstance(ready, Ready)
    judge = Judge(ready.engine())
    fixed = set(ready.composed.parts[0]) - set(answer.over)
    names = [each.name for each in ready.composed.statements]
    found = {"theory_inconsistent": 0, "forbids": 0, "rest": 0}
    for kept in subsets(answer.over):
        if not judge.consistent([*fixed, *kept]):
            found["theory_inconsistent"] += 1
        elif not judge.consistent([*fixed, *kept, *ready.composed.parts[1]]):
            found["forbids"] += 1
            assert not answer.compatible(names[i] for i in kept)
        else:
            found["rest"] += 1
    assert answer.counts == found


# Limits


def test_without_time_answers_say_so() -> None:
    theory = theory_of(THREE)
    found = contradictions(theory, "t", Limits(seconds=0))
    assert isinstance(found, ContradictionsAnswer)
    assert (found.contradictions, found.complete, found.reason) == ((), False, "time limit")
    given_up = repairs(theory, "t", Limits(seconds=0))
    assert isinstance(given_up, RepairsAnswer)
    assert (given_up.repairs, given_up.complete, given_up.reason) == ((), False, "time limit")
    varied = variants(theory, "t", ["t"], None, Limits(seconds=0))
    assert isinstance(varied, VariantsAnswer)
    assert (varied.counts, varied.complete, varied.reason) == (None, False, "time limit")
