"""The engine means what the language says: it agrees with brute force, and with examples worked by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import parse_formula
from grammar.span import Source
from logic import naive, strategies
from logic.answers.check import CheckAnswer
from logic.answers.entails import EntailsAnswer
from logic.answers.verdict import PolicyVerdict, VerdictAnswer
from logic.questions.check import check
from logic.questions.common import Ready, prepare
from logic.questions.entails import entails
from logic.questions.follows import follows
from logic.questions.verdict import verdict
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.world import Model, World

seldom = settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
often = settings(seldom, max_examples=2_000)


def theory_of(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def ready_for(text: str, *parts: str) -> Ready:
    ready = prepare(theory_of(text), [[part] for part in parts])
    assert isinstance(ready, Ready), (text, ready)
    return ready


def nodes_of(ready: Ready, indices: Sequence[int]) -> list[tree.Statement]:
    return [ready.composed.statements[i].node for i in indices]


def formula_of(text: str) -> tree.Formula:
    parsed = parse_formula(Source("formula", text))
    assert not isinstance(parsed, Diagnostic), parsed
    return parsed


def as_naive(model: Model) -> naive.Kripke:
    def world(truths: World) -> naive.Valuation:
        return frozenset((atom.name, atom.arguments) for atom in truths)

    scenarios = {name: world(truths) for name, truths in model.scenarios.items()}
    ideal = {agent: tuple(map(world, worlds)) for agent, worlds in model.ideal.items()}
    return naive.Kripke(world(model.actual), scenarios, ideal)


# Against brute force


@often
@given(strategies.theories())
def test_a_check_agrees_with_brute_force(text: str) -> None:
    answer = check(theory_of(text), "t")
    assert isinstance(answer, CheckAnswer)
    assert answer.composed is not None
    vocabulary = answer.composed.vocabulary
    nodes = [statement.node for statement in answer.composed.statements]
    assert (answer.verdict == "consistent") == naive.has_world(vocabulary, nodes)
    if answer.world is not None:
        assert not list(answer.world.model.faults())
        question = naive.Question(naive.Reader(vocabulary), tuple(nodes))
        assert question.answered(as_naive(answer.world.model))


@seldom
@given(strategies.theories())
def test_what_follows_agrees_with_brute_force(text: str) -> None:
    ready = ready_for(text, "t")
    everything = ready.everything
    pairs = [(i, [j for j in everything if j != i]) for i in everything]
    following = follows(ready.engine(), pairs)
    vocabulary = ready.composed.vocabulary
    for i, others in pairs:
        (node,) = nodes_of(ready, [i])
        assert (i in following) == naive.follows(vocabulary, node, nodes_of(ready, others)), node.name.text


@seldom
@given(strategies.theories_with_formula())
def test_an_entailment_agrees_with_brute_force(drawn: tuple[str, str]) -> None:
    text, formula = drawn
    answer = entails(theory_of(text), "t", formula)
    assert isinstance(answer, EntailsAnswer), answer
    assert answer.composed is not None
    vocabulary = answer.composed.vocabulary
    nodes = [statement.node for statement in answer.composed.statements]
    denial = tree.Not(formula_of(formula))
    if not naive.has_world(vocabulary, nodes):
        assert answer.verdict == "vacuous"
        return
    assert answer.verdict == ("not_entailed" if naive.has_world(vocabulary, nodes, [denial]) else "entailed")
    if answer.world is not None:
        question = naive.Question(naive.Reader(vocabulary), tuple(nodes), (denial,))
        assert question.answered(as_naive(answer.world.model))
    if answer.premises is not None:
        premises = [statement.node for statement in answer.premises.statements]
        assert not naive.has_world(vocabulary, premises, [denial])
        assert all(naive.has_world(vocabulary, [p for p in premises if p is not each], [denial]) for each in premises)


def naive_verdict(ready: Ready) -> PolicyVerdict:
    """The definitions of the language, word by word."""
    vocabulary = ready.composed.vocabulary
    theory, policy = (nodes_of(ready, part) for part in ready.composed.parts)
    principles = [each for each in (*theory, *policy) if each.layer == "principle"]
    if not naive.has_world(vocabulary, [*theory, *principles]):
        return "theory_inconsistent"
    if not naive.has_world(vocabulary, [*policy, *principles]):
        return "policy_inconsistent"
    if not naive.has_world(vocabulary, [*theory, *policy]):
        return "forbids"
    prescriptions = [each for each in policy if each.layer == "prescription"]
    others = [*theory, *(each for each in policy if each.layer != "prescription")]
    required = all(naive.follows(vocabulary, each, others) for each in prescriptions)
    return "requires" if prescriptions and required else "leaves_open"


@seldom
@given(strategies.theories_with_policy())
def test_a_verdict_agrees_with_brute_force(text: str) -> None:
    answer = verdict(theory_of(text), "t", "u")
    assert isinstance(answer, VerdictAnswer)
    assert answer.verdict == naive_verdict(ready_for(text, "t", "u"))


@seldom
@given(strategies.theories_with_policy())
def test_statements_that_are_not_asked_about_change_nothing(text: str) -> None:
    both = ready_for(text, "t", "u")
    engine = both.engine()
    for part, name in zip(both.composed.parts, ("t", "u"), strict=True):
        alone = ready_for(text, name)
        assert engine.has_model(part) == alone.engine().has_model(alone.everything)
    left, right = both.composed.parts
    pairs = [(i, [j for j in left if j != i]) for i in left] + [(i, left) for i in right]
    following = follows(engine, pairs)
    for i, others in pairs:
        (node,) = nodes_of(both, [i])
        assert (i in following) == naive.follows(both.composed.vocabulary, node, nodes_of(both, others))


@seldom
@given(strategies.theories())
def test_the_order_of_statements_changes_nothing(text: str) -> None:
    before, heading, statements = text.partition("theory t extends v\n")
    backwards = before + heading + "\n".join(reversed(statements.strip().splitlines())) + "\n"
    one, other = check(theory_of(text), "t"), check(theory_of(backwards), "t")
    assert isinstance(one, CheckAnswer)
    assert isinstance(other, CheckAnswer)
    assert one.verdict == other.verdict
    if one.contradiction is not None and other.contradiction is not None:
        assert len(one.contradiction.statements) == len(other.contradiction.statements)
        assert one.contradiction.only == other.contradiction.only


# Worked by hand

DUTIES = "sort S = {a, b}\natom p\natom q"
DILEMMA = f"{DUTIES}\nnorm one: ought p\nnorm other: ought not p"
APART = f"{DUTIES}\nnorm one: ought[a] p\nnorm other: ought[b] not p"
CHISHOLM = """
atom goes
atom tells
norm go: ought goes
norm tell: ought (if goes then tells)
norm otherwise: if not goes then ought not tells
"""
D = "\nprinciple d: ought is consistent"
JOINT = "\nprinciple j: ought is jointly consistent"
CAN = "\nprinciple c: ought implies can"

CONSISTENT = {
    "a dilemma, where no principle is composed": DILEMMA,
    "opposite duties of two agents": APART + D,
    "opposite duties of two agents, each of whom can": APART + CAN,
    "a duty of an agent, and an impersonal one": f"{DUTIES}\nnorm one: ought[a] p\nnorm other: ought not p" + D,
    "a duty that an axiom says nobody does": "atom p\naxiom never: not p\nnorm duty: ought p" + D,
    "a duty that a fact says was not done": "atom p\nfact never: not p\nnorm duty: ought p" + CAN,
    "an axiom about ought does not bind what one can": "atom p\naxiom never: not p and ought p" + CAN,
    "a plain atom differs in ideal worlds": "atom h\natom p\nfact h: h\nlaw l: if h then p\nnorm n: ought not p" + D,
    "a settled atom differs in a scenario": "settled atom h\nscenario s\nfact h: h\nfact other: in s: not h",
    "a fact says nothing of scenarios": "atom p\nscenario s\nfact p: p\nfact other: in s: not p",
    "a norm says nothing of scenarios": "atom p\nscenario s\nnorm p: p\nfact other: in s: not p",
    "an axiom about ought says nothing of scenarios": (
        "atom p\natom q\nscenario s\naxiom p: p and ought q\nfact other: in s: not p"
    ),
    "Chisholm, where no principle is composed": CHISHOLM + "fact stays: not goes",
    "Chisholm, while nobody knows whether Jones goes": CHISHOLM + D,
    "a permission of each of two opposites": "atom p\nnorm one: may p\nnorm other: may (not p)" + D,
    "a law that nobody can keep, where nobody ought": "atom p\nfact p: p\nlaw l: true",
}

CONTRADICTORY = {
    "a dilemma and its principle": DILEMMA + D,
    "a dilemma, where ought implies can": DILEMMA + CAN,
    "a dilemma, where ought is jointly consistent": DILEMMA + JOINT,
    "a dilemma of somebody who may do something": DILEMMA + "\nnorm third: may q",
    "a duty, and the permission not to": "atom p\nnorm one: ought p\nnorm other: may (not p)",
    "opposite duties of two agents, jointly": APART + JOINT,
    "a duty that an axiom rules out, where ought implies can": "atom p\naxiom never: not p\nnorm duty: ought p" + CAN,
    "a settled atom is as it is": "settled atom h\natom p\nfact h: h\nlaw l: if h then p\nnorm n: ought not p" + D,
    "a rigid atom is as it is": "rigid atom h\natom p\nfact h: h\nlaw l: if h then p\nnorm n: ought not p" + D,
    "a rigid atom is the same in scenarios": "rigid atom h\nscenario s\nfact h: h\nfact other: in s: not h",
    "an axiom holds in scenarios": "atom p\nscenario s\naxiom p: p\nfact other: in s: not p",
    "a law holds in scenarios": "atom p\nscenario s\nlaw p: p\nfact other: in s: not p",
    "a law holds in ideal worlds": "atom p\nlaw p: p\nnorm n: may (not p)",
    "Chisholm": CHISHOLM + "fact stays: not goes" + D,
}

ENTAILED = {
    "ought distributes": ("atom p\natom q\nnorm one: ought (if p then q)\nnorm other: ought p", "ought q"),
    "duties add up": ("atom p\natom q\nnorm one: ought p\nnorm other: ought q", "ought (p and q)"),
    "a duty to do both": ("atom p\natom q\nnorm one: ought (p and q)", "ought p"),
    "what ought to be may be": ("atom p\nnorm one: ought p" + D, "may p"),
    "what need not be may fail": ("atom p\nnorm one: not ought p", "may (not p)"),
    "a law is trivially obligatory": ("atom p\nlaw l: p", "ought p"),
    "a law is obligatory for anybody": ("sort S = {a}\natom p\nlaw l: p", "ought[a] p"),
    "an axiom in a scenario": ("atom p\nscenario s\naxiom l: p", "in s: p"),
    "can implies consistent": ("atom p\natom q\nnorm one: ought p" + CAN, "may p"),
    "two of one, counted twice": ("atom p\nfact one: p", "at least 2 of {p, p}"),
    "one of two occurrences": ("atom p\nfact one: at least 2 of {p, p}", "p"),
    "a settled atom may be taken out": (
        "settled atom h\natom p\nfact h: h\nnorm one: ought (p or not h)",
        "ought p",
    ),
}

NOT_ENTAILED = {
    "from is to ought": ("atom p\nfact one: p", "ought p"),
    "from ought to is": ("atom p\nnorm one: ought p" + D, "p"),
    "from ought to may, where no principle is composed": ("atom p\nnorm one: ought p", "may p"),
    "from an axiom to ought": ("atom p\naxiom one: p" + CAN, "ought p"),
    "a disjunctive duty is no duty": ("atom p\natom q\nnorm one: ought (p or q)" + D, "(ought p) or ought q"),
    "permissions do not add up": ("atom p\natom q\nnorm one: may p\nnorm other: may q", "may (p and q)"),
    "from one agent's duty to another's": ("sort S = {a, b}\natom p\nnorm one: ought[a] p", "ought[b] p"),
    "from an agent's duty to an impersonal one": ("sort S = {a}\natom p\nnorm one: ought[a] p" + JOINT, "ought p"),
    "from a fact to a scenario": ("atom p\nscenario s\nfact one: p", "in s: p"),
}

FOLLOWS = {
    "can implies consistent": ("norm n: ought p" + CAN, "principle x: ought is consistent", True),
    "joint implies consistent": ("norm n: ought p" + JOINT, "principle x: ought is consistent", True),
    "of one agent, consistent implies joint": ("norm n: ought p" + D, "principle x: ought is jointly consistent", True),
    "of two, it does not": ("norm n: ought[a] p" + D, "principle x: ought is jointly consistent", False),
    "consistent does not imply can": ("axiom n: p" + D, "principle x: ought implies can", False),
    "without axioms it does": ("fact n: p" + D, "principle x: ought implies can", True),
    "a permission implies consistent": ("norm n: may p", "principle x: ought is consistent", True),
    "a permission to one leaves others": ("norm n: (may p) and ought[a] q", "principle x: ought is consistent", False),
    "an agent who is named, if idly": (
        "norm n: (may p) and (true or ought[a] q)",
        "principle x: ought is consistent",
        False,
    ),
    "an axiom is no law": ("axiom n: p", "law x: p", False),
    "a law is an axiom": ("law n: p", "axiom x: p", True),
    "laws imply laws": ("law n: p\nlaw m: if p then q", "law x: q", True),
    "a settled fact is no law": ("fact n: h", "law x: h", False),
    "a rigid fact is one": ("fact n: k", "law x: k", True),
    "an axiom is a fact": ("axiom n: p", "fact x: p", True),
    "a fact will do for an axiom": ("fact n: p", "axiom x: p", True),
}


@pytest.mark.parametrize("name", [*CONSISTENT, *CONTRADICTORY])
def test_examples_of_consistency(name: str) -> None:
    text = f"theory t\n{CONSISTENT.get(name) or CONTRADICTORY[name]}\n"
    ready = ready_for(text, "t")
    assert ready.engine().has_model(ready.everything) == (name in CONSISTENT)
    nodes = nodes_of(ready, ready.everything)
    assert naive.has_world(ready.composed.vocabulary, nodes) == (name in CONSISTENT)


@pytest.mark.parametrize("name", [*ENTAILED, *NOT_ENTAILED])
def test_examples_of_entailment(name: str) -> None:
    statements, formula = ENTAILED.get(name) or NOT_ENTAILED[name]
    answer = entails(theory_of(f"theory t\n{statements}\n"), "t", formula)
    assert isinstance(answer, EntailsAnswer), answer
    assert answer.verdict == ("entailed" if name in ENTAILED else "not_entailed")


@pytest.mark.parametrize("name", FOLLOWS)
def test_examples_of_what_follows(name: str) -> None:
    statements, last, expected = FOLLOWS[name]
    declared = f"{DUTIES}\nsettled atom h\nrigid atom k"
    ready = ready_for(f"theory t\n{declared}\n{statements}\n{last}\n", "t")
    *others, index = ready.everything
    assert bool(follows(ready.engine(), [(index, others)])) == expected
    assert naive.follows(ready.composed.vocabulary, nodes_of(ready, [index])[0], nodes_of(ready, others)) == expected


def test_an_idle_agent_of_the_formula_has_its_place_in_the_world() -> None:
    answer = entails(theory_of("theory t\nsort S = {a}\natom p\nfact n: p\n" + D), "t", "not (true or ought[a] p)")
    assert isinstance(answer, EntailsAnswer), answer
    assert answer.world is not None
    assert set(answer.world.model.ideal) == {None, "a"}
    assert all(answer.world.model.ideal.values())
