"""The words of a question: names in glosses, genitives, definitions, what has no gloss."""

from __future__ import annotations

import pytest

from grammar.span import Source
from logic.questions.common import Ready, prepare
from logic.theory import Theory
from logic.wording import words
from logic.workspace import Workspace
from proofs.formula import And, Atom, Not, Ought
from proofs.prose.wording import Wording

TEXT = """
vocabulary v
sort S = {US "the United States", Them "the others", Russia}
atom doubts(s, t: S) "{s} is uncertain of {t}'s intentions."
atom ample(s: S) "{s}'s means are ample"
atom guards(s: S) "{s} guards its realm"
atom bare(s: S)
define wary(s: S) "{s} doubts all":
    for every t in S where t != s: doubts(s, t)
define untold(s: S): bare(s) and ample(s)
scenario sc "had peace held"
theory t extends v
axiom a "All are wary.": for every s in S: wary(s)
axiom b: untold(US)
"""


@pytest.fixture(scope="module")
def wording() -> Wording:
    ready = prepare(Theory(Workspace(sources=[Source("x.axioms", TEXT)], library=None)), [["t"]])
    assert isinstance(ready, Ready)
    return Wording(words(ready.grounded))


SAID = [
    (Atom("doubts", ("Russia", "US")), "Russia is uncertain of the United States' intentions"),
    (Atom("doubts", ("US", "Russia")), "the United States is uncertain of Russia's intentions"),
    (Atom("ample", ("Them",)), "the others' means are ample"),
    (Atom("doubts", ("Them", "US")), "the others are uncertain of the United States' intentions"),
    (Not(Atom("doubts", ("Them", "US"))), "the others are not uncertain of the United States' intentions"),
    (Atom("guards", ("Them",)), "the others guard their realm"),
    (Not(Atom("guards", ("Them",))), "the others do not guard their realm"),
    (Ought(None, Not(Atom("guards", ("Them",)))), "the others ought not to guard their realm"),
    (Atom("guards", ("US",)), "the United States guards its realm"),
    (Not(Atom("ample", ("Russia",))), "Russia's means are not ample"),
    (Atom("bare", ("US",)), "bare(US) is true"),
    (And((Atom("doubts", ("Russia", "US")), Atom("doubts", ("Russia", "Them")))), "Russia doubts all"),
    (And((Atom("bare", ("US",)), Atom("ample", ("US",)))), "bare(US) is true, and the United States' means are ample"),
]


@pytest.mark.parametrize(("formula", "said"), SAID, ids=str)
def test_what_formulas_say(formula: Atom, said: str, wording: Wording) -> None:
    assert wording.say(formula) == said


def test_statements_are_quoted_by_their_gloss(wording: Wording) -> None:
    assert wording.words.statement("t.a").gloss == "All are wary."
    assert wording.words.statement("t.b").gloss is None
    assert wording.words.statement("nobody.knows").name == "nobody.knows"
