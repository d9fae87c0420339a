"""Denials and infinitives of glosses: each as it reads, in a file, and the ones that must not be tried."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proofs.prose.clause import possessive, read
from proofs.prose.verbs import DOUBTFUL_VERBS, PASTS, PLAIN_VERBS, infinitive, third_person

NAMES = ("the United States", "Russia", "China", "Europe", "NATO", "Russia's European neighbours")
GOLDEN = Path(__file__).parent / "clauses.txt"

FALL_BACK = [
    "a United States that enlarges NATO gains relative power by it",
    "a state attacks Russia",
    "the United States forces attack Russia",
    "the United States always attacks",
    "Russia attacks only China",
    "Russia attacks if China does",
    "Russia attacks or China attacks",
    "states arm and rivals can attack",
    "Russia arms, China attacks",
    "Russia never attacks",
    "Russia does not attack",
    "Russia also arms",
    "most states arm",
    "nobody arms",
    "every state fears some state",
    "Russia has advanced weapons",
    "Russia zorbs Ukraine",
    "peace",
    "",
]


def told(text: str) -> str:
    clause = read(text, NAMES)
    bare = clause.bare()
    return f"{text}\n  denied: {clause.denied()}\n  ought:  {f'{clause.subject} ought to {bare}' if bare else '-'}\n"


def test_the_clauses_read_as_the_file_says() -> None:
    texts = [line for line in GOLDEN.read_text("utf-8").splitlines() if line and not line.startswith(" ")]
    actual = "\n".join(told(text) for text in texts)
    if os.environ.get("ANTINOMY_REWRITE"):
        GOLDEN.write_text(actual, "utf-8")
    assert actual == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("text", FALL_BACK)
def test_what_is_not_sure_is_denied_as_a_whole(text: str) -> None:
    assert read(text, NAMES).denied() == f"it is not so that {text}"


def test_every_verb_is_denied_by_its_infinitive_and_no_denial_is_denied_again() -> None:
    for verb in sorted(PLAIN_VERBS | DOUBTFUL_VERBS):
        assert infinitive(third_person(verb)) == verb
        once = read(f"Russia {third_person(verb)} China", NAMES).denied()
        assert once == f"Russia does not {verb} China"
        assert read(once, NAMES).denied() == f"it is not so that {once}"


def test_no_verb_is_both_sure_and_doubtful() -> None:
    assert not PLAIN_VERBS & DOUBTFUL_VERBS
    assert all(base for base, _ in PASTS.values())


def test_the_genitive() -> None:
    assert possessive("Russia") == "Russia's"
    assert possessive("the United States") == "the United States'"
