"""Hypothesis strategies over the syntax: names, formulas, items, files, and texts of them.

What comes out is well-formed and seldom means anything: names are undeclared, arities do not
agree. Trees have no places. Examples shrink towards short names, few items and plain text.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Final, TypeVar, get_args
from unicodedata import normalize

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from grammar import tree
from grammar.language import language
from grammar.scribble import Scribe
from grammar.tree import Formula

Part = TypeVar("Part")

_LETTERS: Final = string.ascii_letters + "éñøßŁαλΩжЯ国家安全한국がשدولةকখक\N{DEVANAGARI LETTER QA}"
_MARKS: Final = "\N{COMBINING ACUTE ACCENT}\N{DEVANAGARI VOWEL SIGN I}\N{DEVANAGARI SIGN VIRAMA}"
_COUNTS: Final = get_args(tree.CountWord)
_WORDS: Final = st.text(string.ascii_letters + string.digits + ".,-@#'é", min_size=1, max_size=6)


def names() -> SearchStrategy[str]:
    """Names in several scripts, in NFC, none of them a word of the language."""
    rest = st.text(_LETTERS + string.digits + "_" + _MARKS, max_size=5)
    made = st.builds(lambda first, others: normalize("NFC", first + others), st.sampled_from(_LETTERS), rest)
    return (st.sampled_from("pqrst") | made).filter(lambda name: name not in language().reserved)


def _named() -> SearchStrategy[tree.Name]:
    return st.builds(tree.Name, names())


def _several(part: SearchStrategy[Part], least: int = 1, most: int = 3) -> SearchStrategy[tuple[Part, ...]]:
    return st.lists(part, min_size=least, max_size=most).map(tuple)


def _maybe(part: SearchStrategy[Part]) -> SearchStrategy[Part | None]:
    return st.none() | part


# Formulas


def formulas(max_leaves: int = 10) -> SearchStrategy[Formula]:
    """Formulas of every kind."""
    some = _several(_named())
    leaves: SearchStrategy[Formula] = st.one_of(
        st.builds(tree.Proposition, names()),
        st.builds(tree.Proposition, names(), some),
        st.builds(tree.Equal, _named(), _named(), st.booleans()),
        st.builds(tree.Truth, st.booleans()),
    )
    return st.recursive(leaves, _larger, max_leaves=max_leaves)


def _larger(part: SearchStrategy[Formula]) -> SearchStrategy[Formula]:
    numbers = st.integers(0, 999)
    binders = _several(st.builds(tree.Binder, _several(_named()), _named()), most=2)
    plain = st.sampled_from(("every", "some", "no"))
    return st.one_of(
        st.builds(tree.Not, part),
        st.builds(tree.And, _several(part, 2)),
        st.builds(tree.Or, _several(part, 2)),
        st.builds(tree.Binary, st.sampled_from(get_args(tree.Operator)), part, part),
        st.builds(tree.Ought, _maybe(_named()), part, st.booleans()),
        st.builds(tree.Quantified, plain, st.none(), binders, _maybe(part), part),
        st.builds(tree.Quantified, st.sampled_from(_COUNTS), numbers, binders, _maybe(part), part),
        st.builds(tree.Counted, st.sampled_from(_COUNTS), numbers, _several(part)),
        st.builds(tree.InScenario, _named(), part),
    )


# Compositions and judgements


def qualified() -> SearchStrategy[tree.Qualified]:
    """`module` and `module.statement`."""
    return st.builds(tree.Qualified, names(), _maybe(names()))


def compositions() -> SearchStrategy[tree.Composition]:
    """`A + B.s - C`, the first never taken away."""
    first = st.builds(tree.Term, qualified())
    others = _several(st.builds(tree.Term, qualified(), st.booleans()), 0)
    return st.builds(lambda term, terms: tree.Composition((term, *terms)), first, others)


def judgements() -> SearchStrategy[tree.Judgement]:
    """Everything that can be claimed of a composition."""

    def about(*words: tree.JudgementWord, **objects: SearchStrategy[object]) -> SearchStrategy[tree.Judgement]:
        return st.builds(tree.Judgement, st.sampled_from(words), compositions(), **objects)

    return st.one_of(
        about("consistent", "contradictory", "independent"),
        about("contradictory", because=_several(qualified())),
        about("entails", "does not entail", formula=formulas()),
        about("requires", "forbids", "leaves open", "equivalent", other=compositions()),
    )


# Parts of items


def glosses() -> SearchStrategy[tree.Text]:
    """Glosses and titles, with quotation marks, backslashes, hashes and line breaks in them."""
    characters = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
    return st.builds(tree.Text, st.text(st.sampled_from('a "\\#\n{}') | characters, max_size=12))


def citations() -> SearchStrategy[tuple[tree.Reference, ...]]:
    """Citations, and none; parts without a key among them, which are faults of another kind."""
    key = st.text(string.ascii_letters + string.digits + "_-:./@#é", min_size=1, max_size=6)
    locator = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)
    keyed = st.builds(tree.Reference, key, _maybe(locator))
    keyless = st.builds(tree.Reference, st.just(""), locator.filter(lambda text: text[0] != "@"))
    return st.just(()) | st.builds(lambda one, others: (one, *others), keyed, _several(keyed | keyless, 0, 2))


def _parameters() -> SearchStrategy[tuple[tree.Parameter, ...]]:
    return _several(st.builds(tree.Parameter, _several(_named()), _named()), 0, 2)


# Items


def headings() -> SearchStrategy[tree.Heading]:
    """The first lines of modules of every kind."""
    kinds = st.sampled_from(get_args(tree.ModuleKind))
    return st.builds(tree.Heading, kinds, _named(), _maybe(glosses()), citations(), _several(_named(), 0))


def items() -> SearchStrategy[tree.Item]:
    """Declarations, statements and claims of every kind."""
    gloss = _maybe(glosses())
    elements = _several(st.builds(tree.Element, _named(), gloss), 0)
    layers = st.sampled_from(get_args(tree.Layer))
    frames = st.builds(tree.Frame, st.sampled_from(get_args(tree.Principle)))
    rigidities = st.sampled_from(get_args(tree.Rigidity))
    return st.one_of(
        st.builds(tree.AtomDeclaration, rigidities, _named(), _parameters(), gloss),
        st.builds(tree.SortDeclaration, _named(), elements, st.booleans()),
        st.builds(tree.ScenarioDeclaration, _named(), gloss),
        st.builds(tree.Definition, _named(), _parameters(), gloss, formulas()),
        st.builds(tree.Setting, _named(), gloss, compositions()),
        st.builds(tree.Statement, layers, _named(), gloss, citations(), formulas() | frames),
        st.builds(tree.Claim, _named(), gloss, citations(), judgements()),
    )


def modules() -> SearchStrategy[tree.Module]:
    """A heading and a few items."""
    return st.builds(tree.Module, headings(), _several(items(), 0, 4))


def files() -> SearchStrategy[tree.File]:
    """Files of a few modules; the empty one too."""
    return st.builds(tree.File, _several(modules(), 0, 2))


# Texts


@dataclass(frozen=True, slots=True)
class Written:
    """A text, the tree that it was written from, and the comments put into it."""

    text: str
    file: tree.File
    comments: tuple[str, ...]


def texts() -> SearchStrategy[Written]:
    """Files, carelessly written: see `grammar.scribble`."""
    return st.builds(_write, files(), _dice())


def formula_texts() -> SearchStrategy[tuple[str, Formula]]:
    """Formulas, carelessly written, each with its tree."""

    def write(formula: Formula, dice: list[int]) -> tuple[str, Formula]:
        scribe = Scribe(dice)
        return scribe.joined(scribe.formula(formula)), formula

    return st.builds(write, formulas(), _dice())


def _dice() -> SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 1_000), min_size=7, max_size=50)


def _write(file: tree.File, dice: list[int]) -> Written:
    scribe = Scribe(dice)
    return Written(scribe.file(file), file, tuple(scribe.comments))
