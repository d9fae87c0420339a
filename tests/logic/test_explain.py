"""Explanations: nothing in them is invented, nothing is left out, and they are as short as they should be."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from grammar.span import Source
from logic import strategies
from logic.answers.explain import Argument, ExplainAnswer
from logic.engine import Clash, Engine
from logic.evidence import Deduction, NoProof
from logic.narration import conclusion, steps
from logic.questions.check import check
from logic.questions.common import Ready, prepare
from logic.questions.entails import entails
from logic.questions.explain import Subject, explain
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.formula import FALSE, Implies, In, Ought
from proofs.narrate import Level, Sentence, direct
from proofs.proof import ACTUAL, Proof

EXAMPLES = int(os.environ.get("ANTINOMY_EXAMPLES", "1000")) // 5
LEVELS: tuple[Level, ...] = ("brief", "default", "full")

EIGHTEEN = "offensive_realism + prudence + asia + restraint"
ELEVEN = "offensive_realism + prudence + effects.enlargement_gains + restraint"
CONTRADICTIONS = [
    EIGHTEEN,
    ELEVEN,
    "defensive_realism + offensive_realism",
    "offensive_realism + europe.opportunity + riders.opportunity_is_independent + camp_realist.unprovoked_no_force",
    "offensive_realism + prudence + camp_realist",
    "offensive_realism + russia_bids + offshore_balancing_applied",
    "liberal_internationalism + prudence + concession",
    "defensive_realism + prudence + primacy",
    "offensive_realism + riders.dilemma_never_constrains + camp_realist.dilemma_constrains_us",
]


@pytest.fixture(scope="module")
def library() -> Theory:
    return Theory(Workspace())


def told(theory: Theory, subject: Subject) -> ExplainAnswer:
    answer = explain(theory, subject)
    assert isinstance(answer, ExplainAnswer)
    return answer


def proof_of(argument: Argument) -> Proof:
    proof = argument.contradiction.proof
    assert isinstance(proof, Deduction)
    return direct(proof.proof)


def covers_all(sentences: Sequence[Sentence], proof: Proof) -> None:
    """Every line is told and no other, every statement quoted and no other; what follows comes after."""
    lines = list(proof.walk())
    assert {number for each in sentences for number in each.covers} == {line.number for line in lines}
    quoted = {line.statement for line in lines} - {None}
    assert {name for each in sentences for name in each.statements} == quoted
    assert [each.number for each in sentences] == list(range(1, len(sentences) + 1))
    assert all(before < each.number for each in sentences for before in (*each.follows, *each.under))
    assert all(each.text[0].isupper() or each.text[0] in "`(" for each in sentences if each.text[0].isalpha())


# The library


@pytest.mark.parametrize("composition", CONTRADICTIONS)
@pytest.mark.parametrize("level", LEVELS)
def test_every_line_of_a_proof_is_told(composition: str, level: Level, library: Theory) -> None:
    answer = told(library, Subject(composition, level=level))
    (argument,) = answer.arguments
    covers_all(argument.steps, proof_of(argument))
    assert len(argument.steps) <= {"brief": 5, "default": 12, "full": 200}[level]


@pytest.mark.parametrize(("composition", "size"), [(EIGHTEEN, 18), (ELEVEN, 11)])
def test_the_contradictions_of_the_essay_read_as_arguments(composition: str, size: int, library: Theory) -> None:
    (argument,) = told(library, Subject(composition)).arguments
    assert len(argument.contradiction.statements) == size
    assert {name for each in argument.steps for name in each.statements} == set(argument.contradiction.names)
    assert len(argument.steps) <= 12
    assert argument.steps[-1].text == "What one ought to do is jointly possible: contradiction."
    assert not any("it is not so that" in each.text for each in argument.steps)


def test_the_headline_says_why_the_means_ought_to_be_chosen(library: Theory) -> None:
    (argument,) = told(library, Subject(ELEVEN)).arguments
    assert (
        "So the United States ought to maximize its relative power: "
        "without that the United States' security is served in no world."
    ) in [each.text for each in argument.steps]


def test_without_the_means_the_end_is_reached_in_no_world(library: Theory) -> None:
    """What the headline says in passing: that is so in the actual world and in every ideal one."""
    formula = "secure(US) implies maximizes_power(US)"
    answer = entails(library, "offensive_realism", f"({formula}) and ought ({formula})")
    assert not isinstance(answer, tuple)
    assert answer.verdict == "entailed"


def test_a_requirement_is_explained_prescription_by_prescription(library: Theory) -> None:
    answer = told(library, Subject("liberal_internationalism + prudence + record", policy="nato_enlargement"))
    assert answer.verdict == "requires"
    assert [argument.shows for argument in answer.arguments] == ["The United States ought to enlarge NATO"]
    for argument in answer.arguments:
        assert argument.steps[-1].text == "So the United States ought to enlarge NATO."
        covers_all(argument.steps, proof_of(argument))


def test_steps_of_several_arguments_are_numbered_through() -> None:
    text = (
        "theory t\natom p\natom q\nnorm a: ought p\nnorm b: ought q\n"
        "policy u extends t\nprescription c: ought p\nprescription d: ought (p or q)\n"
    )
    answer = told(Theory(Workspace(sources=[Source("x.axioms", text)], library=None)), Subject("t", policy="u"))
    numbers = [step["number"] for step in answer.body()["steps"]]
    assert len(answer.arguments) == 2
    assert numbers == list(range(1, len(numbers) + 1))
    second = answer.arguments[1]
    assert second.numbers((1,)) == (second.first,)


def test_there_is_nothing_to_explain_of_what_is_consistent(library: Theory) -> None:
    for subject in (
        Subject("realism"),
        Subject("realism", formula="maximizes_power(US)"),
        Subject("offensive_realism + deontic + record", policy="restraint"),
    ):
        answer = told(library, subject)
        assert answer.arguments == ()
        assert answer.body()["steps"] == []


def test_where_no_proof_was_found_the_answer_says_so(library: Theory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logic.questions.common.proved", lambda *_: NoProof("too large"))
    answer = told(library, Subject(ELEVEN))
    assert answer.reason == "no proof was found: too large"
    (argument,) = answer.arguments
    assert argument.steps == ()
    assert conclusion(argument.contradiction) == ""
    assert answer.body()["evidence"] == "re-checked"


def test_a_fault_of_the_input_is_handed_on(library: Theory) -> None:
    assert isinstance(explain(library, Subject("realims")), tuple)
    assert isinstance(explain(library, Subject("realism", formula="p")), tuple)
    assert isinstance(explain(library, Subject("realism", policy="restrain")), tuple)


# What the sentences say


def follow(ready: Ready, sentences: Sequence[Sentence]) -> int:
    """Check by Z3 that each sentence follows from the statements quoted in it and before; how many were checked.

    Only what stands under no supposition and speaks of no one world can be asked about.
    """
    engine = Engine(ready.grounded)
    names = [statement.name for statement in ready.grounded.statements]
    quoted: dict[int, set[str]] = {}
    supposed: set[int] = set()
    checked = 0
    for each in sentences:
        quoted[each.number] = set(each.statements).union(*(quoted[before] for before in each.follows))
        discharged = each.rule in {"reductio", "cases", "witness"}
        if each.rule == "assumption" or each.under or (supposed & set(each.follows) and not discharged):
            supposed.add(each.number)
            continue
        formula = each.formula
        if each.world != ACTUAL:
            if not each.world.startswith("in "):
                continue
            formula = In(each.world.removeprefix("in "), formula)
        indices = [names.index(name) for name in sorted(quoted[each.number])]
        denial = [] if formula == FALSE else [engine.literal(formula, positive=False)]
        assert isinstance(engine.ask(indices, denial), Clash), each
        checked += 1
        if ": without that " in each.text:
            means_follow(engine, names, each, sentences, quoted)
    return checked


def means_follow(
    engine: Engine, names: list[str], each: Sentence, sentences: Sequence[Sentence], quoted: dict[int, set[str]]
) -> None:
    """Check that the end is reached in no world without the means, by what else than the end the sentence rests on.

    Where the end is told: briefly, it may not be.
    """
    before = [sentences[number - 1] for number in each.follows]
    ends = [one for one in before if isinstance(one.formula, Ought) and not one.follows]
    assert isinstance(each.formula, Ought)
    for end in ends:
        assert isinstance(end.formula, Ought)
        rest = set(each.statements).union(*(quoted[one.number] for one in before if one is not end))
        only = Ought(each.formula.agent, Implies(end.formula.body, each.formula.body))
        indices = [names.index(name) for name in sorted(rest)]
        assert isinstance(engine.ask(indices, [engine.literal(only, positive=False)]), Clash), each


@pytest.mark.parametrize("composition", CONTRADICTIONS)
@pytest.mark.parametrize("level", ["brief", "default"])
def test_each_sentence_follows_from_what_it_quotes(composition: str, level: Level, library: Theory) -> None:
    ready = prepare(library, [[composition]])
    assert isinstance(ready, Ready)
    (argument,) = told(library, Subject(composition, level=level)).arguments
    assert follow(ready, argument.steps) == len(argument.steps)


def test_the_check_of_sentences_can_fail(library: Theory) -> None:
    ready = prepare(library, [[ELEVEN]])
    assert isinstance(ready, Ready)
    (argument,) = told(library, Subject(ELEVEN)).arguments
    wrong = [each for each in argument.steps if isinstance(each.formula, Ought) and each.follows]
    with pytest.raises(KeyError):
        follow(ready, wrong)


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)
@given(
    st.one_of(
        st.tuples(strategies.theories(3, 9), st.just("t")),
        st.tuples(strategies.theories_with_policy(), st.just("t + u")),
    )
)
def test_generated_contradictions_are_told_at_every_level(asked: tuple[str, str]) -> None:
    text, composition = asked
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    ready = prepare(theory, [[composition]])
    answer = check(theory, composition)
    assert isinstance(ready, Ready)
    assert not isinstance(answer, tuple)
    if answer.contradiction is None or not isinstance(answer.contradiction.proof, Deduction):
        event("nothing to tell")
        return
    event("told")
    for level in LEVELS:
        sentences = steps(answer.contradiction, level)
        covers_all(sentences, direct(answer.contradiction.proof.proof))
        if level != "full":
            # There each line is told by itself, and what a box shows is only so where its world is.
            follow(ready, sentences)
