"""The wording of every operator and of its denial: in a file, formula by formula."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proofs import formula as f
from proofs.formula import And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor
from proofs.prose.wording import Wording, number_word
from proofs.prose.words import Words, bare_words

GOLDEN = Path(__file__).parent / "operators.txt"

US, RUSSIA, CHINA = Atom("arms", ("US",)), Atom("arms", ("Russia",)), Atom("arms", ("China",))
ENLARGES, WAR = Atom("enlarges", ("US",)), Atom("war")
QUIET = Atom("quiet")
WARY = And((Atom("fears", ("US", "Russia")), Atom("fears", ("US", "China"))))
GLOSSES = {
    "arms": "{} arms",
    "enlarges": "{} enlarges NATO",
    "war": "war breaks out",
    "quiet": "nobody stirs",
    "fears": "{} fears {}",
    "wary": "{} is wary of every other state",
}
NAMES = {"US": "the United States"}


def atom(which: Atom) -> str:
    return GLOSSES[which.name].format(*(NAMES.get(each, each) for each in which.arguments))


def words(*, named_agents: bool = False) -> Words:
    return Words(
        atom,
        element=lambda name: NAMES.get(name, name),
        abbreviation=lambda formula: Atom("wary", ("US",)) if formula == WARY else None,
        scenario={"sc": "had NATO not been enlarged", "st": "NATO stands still"}.get,
        subjects=("the United States", "Russia", "China"),
        named_agents=named_agents,
    )


FORMULAS: list[Formula] = [
    f.TRUE,
    f.FALSE,
    US,
    QUIET,
    WARY,
    And((US, RUSSIA)),
    And((US, ENLARGES)),
    And((US, WAR, QUIET)),
    And((US, RUSSIA, CHINA)),
    And((US, Or((RUSSIA, WAR)))),
    Or((US, RUSSIA)),
    Or((US, RUSSIA, WAR)),
    Or((US, And((RUSSIA, WAR)))),
    Implies(US, RUSSIA),
    Implies(And((US, RUSSIA)), Or((WAR, Not(CHINA)))),
    Implies(US, Implies(RUSSIA, WAR)),
    Iff(US, RUSSIA),
    Iff(US, And((RUSSIA, WAR))),
    Xor(US, RUSSIA),
    AtLeast(1, (US, RUSSIA)),
    AtLeast(2, (US, RUSSIA, CHINA)),
    AtLeast(3, (US, RUSSIA, CHINA)),
    Ought(None, ENLARGES),
    Ought(None, Not(ENLARGES)),
    Ought(None, WAR),
    Ought(None, Not(WAR)),
    Ought(None, QUIET),
    Ought(None, Not(QUIET)),
    Ought(None, And((US, ENLARGES))),
    Ought(None, And((US, RUSSIA))),
    Ought(None, Or((US, RUSSIA))),
    Ought(None, Not(Or((US, RUSSIA)))),
    Ought(None, WARY),
    Ought("US", ENLARGES),
    Ought("US", Not(ENLARGES)),
    Ought("US", RUSSIA),
    Ought("US", Not(RUSSIA)),
    In("sc", US),
    In("sc", And((US, Not(RUSSIA)))),
    In("sc", Or((US, RUSSIA))),
    In("st", US),
    In("untold", US),
]


def told() -> str:
    wording = Wording(words())
    lines = [f"{each}\n  {wording.say(each)}\n  {wording.say(Not(each))}\n" for each in FORMULAS]
    agents = Wording(words(named_agents=True))
    lines.append("# beside obligations of named agents\n")
    lines += [f"{each}\n  {agents.say(each)}\n  {agents.say(Not(each))}\n" for each in FORMULAS[22:28]]
    return "\n".join(lines)


def test_operators_and_their_denials_read_as_the_file_says() -> None:
    if os.environ.get("ANTINOMY_REWRITE"):
        GOLDEN.write_text(told(), "utf-8")
    assert told() == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
def test_a_denial_never_reads_as_what_it_denies(formula: Formula) -> None:
    wording = Wording(words())
    assert wording.say(formula) != wording.say(Not(formula))
    assert wording.say(Not(Not(formula))) == wording.say(formula)


def test_no_two_formulas_that_differ_read_alike() -> None:
    wording = Wording(words(named_agents=True))
    said = [wording.say(each) for each in FORMULAS]
    assert len(set(said)) == len(said)


def test_a_formula_without_glosses_is_told_as_it_is_written() -> None:
    assert Wording(bare_words()).say(Not(US)) == "arms(US) is not true"


def test_what_is_no_formula_is_refused() -> None:
    class Strange(Formula):
        __slots__ = ()

    strange = object.__new__(Strange)
    with pytest.raises(TypeError, match="no formula"):
        Wording(bare_words()).say(strange)


def test_numbers() -> None:
    assert [number_word(each) for each in (0, 2, 10, 11)] == ["no", "two", "ten", "11"]
