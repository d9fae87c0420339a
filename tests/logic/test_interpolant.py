"""Interpolants separate a theory from a policy, in what both speak of; where there is none, nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import parse_formula
from grammar.span import Source
from logic import naive, strategies
from logic.answers.common import PossibleWorld
from logic.answers.interpolant import InterpolantAnswer
from logic.limits import Limits
from logic.questions.common import Ready, prepare
from logic.questions.interpolant import interpolant
from logic.solver import Outcome, Solver
from logic.theory import Theory
from logic.unground import unground
from logic.vocabulary import Vocabulary
from logic.workspace import Workspace
from proofs.formula import Atom, Formula, In, atoms, obligations

often = settings(
    max_examples=400,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
LIBRARY = Theory(Workspace())


def theory_of(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def asked(text: str) -> InterpolantAnswer:
    answer = interpolant(theory_of(text), "t", "u")
    assert isinstance(answer, InterpolantAnswer), (text, answer)
    return answer


def formula_of(text: str) -> tree.Formula:
    parsed = parse_formula(Source("formula", text))
    assert not isinstance(parsed, Diagnostic), parsed
    return parsed


class Sides:
    """The two sides: their syntax trees, and what they speak of once conditions and constants are decided."""

    def __init__(self, text: str) -> None:
        self.whole = theory_of(text)
        ready = prepare(self.whole, [["t"], ["u"]])
        assert isinstance(ready, Ready)
        self.ready = ready
        self.vocabulary = ready.composed.vocabulary
        self.theory, self.policy = ready.composed.parts
        self.granted = (*self.policy, *(i for i in self.theory if ready.composed.statements[i].layer == "principle"))

    def vocabulary_of(self, name: str) -> Vocabulary:
        """The words of one side, which are fewer."""
        alone = prepare(self.whole, [[name]])
        assert isinstance(alone, Ready)
        return alone.composed.vocabulary

    def nodes(self, side: Sequence[int]) -> list[tree.Statement]:
        return [self.ready.composed.statements[i].node for i in side]

    def bodies(self, side: Sequence[int]) -> list[Formula]:
        bodies = (self.ready.grounded.statements[i].body for i in side)
        return [body for body in bodies if isinstance(body, Formula)]

    def atoms(self, side: Sequence[int]) -> set[Atom]:
        return {atom for body in self.bodies(side) for atom in atoms(body)}

    def agents(self, side: Sequence[int]) -> set[str | None]:
        if any(self.ready.grounded.statements[i].layer in {"law", "principle"} for i in side):
            return {None, *self.agents_named(self.theory), *self.agents_named(self.policy)}
        return self.agents_named(side)

    def agents_named(self, side: Sequence[int]) -> set[str | None]:
        return {ought.agent for body in self.bodies(side) for ought in obligations(body)}

    def separates(self, formula: tree.Formula, policy: Sequence[int]) -> bool:
        return not naive.has_world(
            self.vocabulary, self.nodes(self.theory), [tree.Not(formula)]
        ) and not naive.has_world(self.vocabulary, self.nodes(policy), [formula])

    def alike(self, policy: Sequence[int]) -> bool:
        """Whether the theory and the policy have models that are alike in all that both speak of."""
        basics = tuple(self.basics(policy))
        one, other = (
            naive.descriptions(self.vocabulary_of(name), self.nodes(side), basics)
            for name, side in (("t", self.theory), ("u", policy))
        )
        return not one.isdisjoint(other)

    def basics(self, policy: Sequence[int]) -> Iterator[tree.Formula]:
        """Formulas whose truth settles that of every formula over what both sides speak of."""
        shared = sorted(self.atoms(self.theory) & self.atoms(policy))
        for each in shared:
            yield unground(each)
            yield from (unground(In(scenario, each)) for scenario in self.vocabulary.scenarios)
        plain = [unground(each) for each in shared if self.vocabulary.rigidity[each.name] == "plain"]
        for agent in sorted(self.agents(self.theory) & self.agents(policy), key=str):
            who = None if agent is None else tree.Name(agent)
            for signs in product((True, False, None), repeat=len(plain)):
                signed = zip(plain, signs, strict=True)
                literals = [atom if sign else tree.Not(atom) for atom, sign in signed if sign is not None]
                if literals:
                    yield tree.Ought(who, tree.Or((literals[0], *literals)))
                elif plain:
                    yield tree.Ought(who, tree.And((plain[0], tree.Not(plain[0]))))


@often
@given(strategies.theories_against_policy())
def test_an_interpolant_separates_by_brute_force(text: str) -> None:
    answer = asked(text)
    if answer.formula is None:
        return
    sides = Sides(text)
    policy = sides.granted if answer.granted else sides.policy
    assert sides.separates(formula_of(answer.formula), policy)
    assert set(answer.atoms) <= sides.atoms(sides.theory) & sides.atoms(sides.policy)
    assert set(answer.agents) <= sides.agents(sides.theory) & sides.agents(policy)


@often
@given(strategies.theories_apart_from_policy())
def test_what_is_not_told_apart_cannot_be(text: str) -> None:
    answer = asked(text)
    assert (answer.formula is None) == (answer.verdict != "forbids" or answer.worlds is not None)
    if answer.verdict != "forbids" or not (answer.formula is None or answer.granted):
        return
    sides = Sides(text)
    assert sides.alike(sides.policy)
    assert bool(answer.granted) != sides.alike(sides.granted)


WORDS = "vocabulary v\nsort S = {a, b}\natom p\nsettled atom h\nscenario s\n"
OWN = "atom q\natom r\n"
FRAME = "principle d: ought is consistent\n"
JOINT = "principle j: ought is jointly consistent\n"
ABLE = "principle c: ought implies can\n"


def parted(theory: str, policy: str) -> str:
    return f"{WORDS}theory t extends v\n{OWN}{theory}\npolicy u extends v\n{OWN}{policy}\n"


FOUND = {
    "as the policy says, denied": ("norm n: not ought p", "prescription m: ought p", "not ought p"),
    "the principle is the theory's": (f"{FRAME}norm n: ought p", "prescription m: ought not p", "may p"),
    "the principle is the policy's": ("norm n: ought p", f"{FRAME}prescription m: ought not p", "ought p"),
    "the principle is shared": (f"{FRAME}norm n: ought p", "prescription m: ought not p", "may p"),
    "a law is a duty of everybody's": ("law n: not p", "prescription m: may[b] p", "ought[b] not p"),
    "of somebody else no word": (f"{FRAME}norm n: ought[b] p", "prescription m: ought[b] not p", "may[b] p"),
    "what is so elsewhere": ("norm n: in s: p", "norm m: in s: not p\nprescription o: may p", "in s: p"),
    "by way of a word of the theory's own": (
        f"{FRAME}norm n: ought q\nlaw l: if q then p",
        "prescription m: ought (not p and not r)",
        "may p",
    ),
    "by way of a word of the policy's own": (
        "norm n: ought p",
        f"{FRAME}prescription m: ought r\nlaw l: if r then not p",
        "ought p",
    ),
    "a choice": ("norm n: ought p or may q", "prescription m: ought (not q) and may (not p)", "may q or ought p"),
    "all of several": (
        "norm n: p\nnorm o: q",
        "prescription m: if p then not q and ought r",
        "p and q",
    ),
    "on a settled matter": ("norm n: h", "prescription m: ought (p or not h) and not h", "h"),
}


@pytest.mark.parametrize("name", FOUND)
def test_examples(name: str) -> None:
    theory, policy, formula = FOUND[name]
    answer = asked(parted(theory, policy))
    assert answer.verdict == "forbids"
    assert answer.formula == formula
    assert answer.granted == ()
    assert Sides(parted(theory, policy)).separates(formula_of(formula), Sides(parted(theory, policy)).policy)


STRONGER = [
    (f"{FRAME}norm n: ought p", "prescription m: ought not p", "ought p"),
    (f"{FRAME}norm n: ought not p", "prescription m: ought p", "ought not p"),
    ("norm n: may p", "prescription m: ought not p", None),
    ("norm n: ought p", f"{FRAME}prescription m: ought not p", None),
]


@pytest.mark.parametrize(("theory", "policy", "more"), STRONGER)
def test_what_the_theory_entails_beyond(theory: str, policy: str, more: str | None) -> None:
    assert asked(parted(theory, policy)).stronger == more


GRANTED = {
    "all duties at once": (
        f"{JOINT}norm n: ought not p",
        "prescription m: ought q\nprescription o: ought[b] (q implies p)",
    ),
    "duties among the axioms": (f"{ABLE}norm n: ought not p", "prescription m: ought q\naxiom o: q implies p"),
}


@pytest.mark.parametrize("name", GRANTED)
def test_a_principle_may_have_to_be_granted(name: str) -> None:
    answer = asked(parted(*GRANTED[name]))
    assert answer.formula == "ought not p"
    assert [each.layer for each in answer.granted] == ["principle"]


NONE = {
    "of ideal worlds nothing can be said": ("norm n: may p", "prescription m: ought (q and not q)"),
    "where duties meet": (
        f"{JOINT}norm n: ought r\nnorm o: ought[a] (r implies p)",
        "prescription m: ought q\nprescription o: ought[a] (q implies not p)",
    ),
    "where axioms meet": (
        f"{ABLE}norm n: ought r\naxiom o: r implies p",
        "prescription m: ought q\naxiom o: q implies not p",
    ),
}


@pytest.mark.parametrize("name", NONE)
def test_there_may_be_none(name: str) -> None:
    theory, policy = NONE[name]
    text = f"{WORDS}theory t extends v\natom r\n{theory}\npolicy u extends v\natom q\n{policy}\n"
    answer = asked(text)
    assert answer.verdict == "forbids"
    assert answer.formula is None
    assert answer.worlds is not None
    assert all(isinstance(world, PossibleWorld) for world in answer.worlds)
    sides = Sides(text)
    assert sides.alike(sides.policy)
    assert sides.alike(sides.granted)


NOT_FORBIDDEN = [
    ("norm n: ought p", "prescription m: ought p", "requires"),
    ("norm n: ought p", "prescription m: ought not p", "leaves_open"),
    ("norm n: p and not p", "prescription m: ought not p", "theory_inconsistent"),
    ("norm n: p", "prescription m: ought not p and may p", "policy_inconsistent"),
]


@pytest.mark.parametrize(("theory", "policy", "verdict"), NOT_FORBIDDEN)
def test_where_nothing_is_forbidden_there_is_none(theory: str, policy: str, verdict: str) -> None:
    answer = asked(parted(theory, policy))
    assert answer.verdict == verdict
    assert answer.formula is None
    assert answer.worlds is None


LIBRARY_PAIRS = [
    ("offensive_realism + prudence + effects.enlargement_gains", "restraint", "may takes(enlarging)"),
    ("offensive_realism + prudence + asia", "restraint", "may takes(forward_indo_pacific)"),
    ("defensive_realism + prudence + record", "primacy", "not ought takes(preponderance)"),
    ("offensive_realism + russia_bids_for_gain", "concession", "not ought takes(conceding)"),
    ("offensive_realism + russia_bids", "offshore_balancing_applied", "may takes(forward_europe)"),
    ("liberal_internationalism + prudence", "restraint", "may takes(enlarging)"),
]


@pytest.mark.parametrize(("theory", "policy", "formula"), LIBRARY_PAIRS)
def test_where_the_library_parts(theory: str, policy: str, formula: str) -> None:
    answer = interpolant(LIBRARY, theory, policy)
    assert isinstance(answer, InterpolantAnswer)
    assert answer.formula == formula
    assert answer.premises is not None
    assert answer.against is not None
    assert answer.stronger == formula.replace("not ought", "ought not").replace("may", "ought")
    assert all(name.startswith(policy.partition("_")[0]) for name in answer.against.names)


def test_faults_are_returned() -> None:
    for theory, policy in (("nothing_such", "restraint"), ("realism", "nothing_such"), ("realism +", "restraint")):
        answer = interpolant(LIBRARY, theory, policy)
        assert isinstance(answer, tuple)
        assert answer[0].code.startswith("E")


def test_without_time_nothing_is_decided() -> None:
    answer = interpolant(LIBRARY, "offensive_realism + prudence + asia", "restraint", Limits(seconds=0))
    assert isinstance(answer, InterpolantAnswer)
    assert answer.verdict == "undecided"
    assert answer.formula is None
    assert answer.reason == "time limit"


@pytest.mark.parametrize("calls", [1, 4, 12, 30, 60])
def test_an_interruption_leaves_no_half_answer(calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    limits, left = Limits(), calls
    original = Solver.ask

    def ask(self: Solver, assumptions: Sequence[int] = (), *, world: bool = True) -> Outcome:
        nonlocal left
        left -= 1
        if left == 0:
            limits.interruption.request()
        return original(self, assumptions, world=world)

    monkeypatch.setattr(Solver, "ask", ask)
    answer = interpolant(LIBRARY, "offensive_realism + prudence + asia", "restraint", limits)
    assert isinstance(answer, InterpolantAnswer)
    assert answer.reason == "interrupted"
    assert (answer.formula, answer.premises, answer.worlds) == (None, None, None)
    assert answer.verdict == "undecided"
