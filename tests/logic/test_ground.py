"""Grounding keeps what a formula says, is measured before it is done, and decides what is decided."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import parse_formula
from grammar.span import Source
from logic import naive, strategies
from logic.ground import MAX_DEPTH, Grounder, at_least, conjunction, count, disjunction, negation
from logic.questions.common import Ready, prepare
from logic.theory import Theory
from logic.vocabulary import Vocabulary
from logic.workspace import Workspace
from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, subformulas
from proofs.world import Model

P, Q, R = Atom("p"), Atom("q"), Atom("r")
ELEMENTS = ("a", "b", "c")
VOCABULARY = """
vocabulary v
sort S = {a, b, c}
sort T = {d}
atom p
atom q
atom f(x: S)
atom g(x, y: S)
scenario s
define both(x: S): f(x) and p
define duty(x: S): ought[x] f(x)
define deep(x: S): both(x) or q
"""


def prepared(text: str, *formulas: str) -> Ready | tuple[Diagnostic, ...]:
    theory = Theory(Workspace(sources=[Source("example.axioms", text)], library=None))
    return prepare(theory, [["t"]], formulas=formulas)


def vocabulary() -> Vocabulary:
    ready = prepared(VOCABULARY + "theory t extends v\n")
    assert isinstance(ready, Ready), ready
    return ready.composed.vocabulary


def parsed(text: str) -> tree.Formula:
    formula = parse_formula(Source("formula", text))
    assert not isinstance(formula, Diagnostic), formula
    return formula


def grounded(text: str) -> Formula:
    return Grounder(vocabulary()).ground(parsed(text))


def f(element: str) -> Atom:
    return Atom("f", (element,))


EXAMPLES = {
    "p": P,
    "true": TRUE,
    "f(a)": f("a"),
    "g(b, a)": Atom("g", ("b", "a")),
    "not not p": Not(Not(P)),
    "p and q and p": And((P, Q, P)),
    "p and true": P,
    "p and false": FALSE,
    "p or true": TRUE,
    "p or false": P,
    "p unless q": Or((P, Q)),
    "p only if q": Implies(P, Q),
    "if p then q": Implies(P, Q),
    "p implies false": Not(P),
    "false implies p": TRUE,
    "true implies p": P,
    "p iff q": Iff(P, Q),
    "p iff false": Not(P),
    "p xor true": Not(P),
    "p xor false": P,
    "a = a": TRUE,
    "a = b": FALSE,
    "a != b": TRUE,
    "for every x in S: f(x)": And((f("a"), f("b"), f("c"))),
    "for some x in S: f(x)": Or((f("a"), f("b"), f("c"))),
    "for no x in S where x != a: f(x)": And((Not(f("b")), Not(f("c")))),
    "for every x in T: p": P,
    "for every x in S where x != x: f(x)": TRUE,
    "for some x in S where x != x: f(x)": FALSE,
    "for every x in S: if x != a then f(x)": And((f("b"), f("c"))),
    "for every x, y in S where x = a and y != a: g(x, y)": And((Atom("g", ("a", "b")), Atom("g", ("a", "c")))),
    "for some x in S where not (x = a or x = b): f(x)": f("c"),
    "for at least 2 x in S: f(x)": AtLeast(2, (f("a"), f("b"), f("c"))),
    "for at most 2 x in S: f(x)": Not(And((f("a"), f("b"), f("c")))),
    "for at most 3 x in S: f(x)": TRUE,
    "for at least 4 x in S: f(x)": FALSE,
    "at least 2 of {p, p}": And((P, P)),
    "at least 2 of {p, true, q}": Or((P, Q)),
    "exactly 1 of {p, true}": Not(P),
    "at least 0 of {p}": TRUE,
    "both(b)": And((f("b"), P)),
    "deep(b)": Or((And((f("b"), P)), Q)),
    "for every x in S where x = c: duty(x)": Ought("c", f("c")),
    "ought p": Ought(None, P),
    "ought[a] p": Ought("a", P),
    "may p": Not(Ought(None, Not(P))),
    "may[b] (not p)": Not(Ought("b", Not(Not(P)))),
    "in s: p": In("s", P),
    "in s: true": TRUE,
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples(text: str) -> None:
    assert grounded(text) == EXAMPLES[text]


@pytest.mark.parametrize(("word", "number", "true"), [*product(("exactly", "at most", "at least"), range(5), range(4))])
def test_counting_is_right_at_the_edges(word: str, number: int, true: int) -> None:
    expected = {"exactly": true == number, "at most": true <= number, "at least": true >= number}[word]
    for chosen in combinations(ELEMENTS, true):
        model = Model(frozenset(map(f, chosen)))
        assert model.holds(grounded(f"for {word} {number} x in S: f(x)")) == expected
        assert model.holds(grounded(f"{word} {number} of {{f(a), f(b), f(c)}}")) == expected


def test_building_decides_constants() -> None:
    assert negation(TRUE) == FALSE
    assert conjunction(()) == TRUE
    assert disjunction(()) == FALSE
    assert conjunction((P, TRUE)) == P
    assert at_least(0, ()) == TRUE
    assert at_least(1, (P, FALSE, Q)) == Or((P, Q))
    assert at_least(2, (P, TRUE, Q, R)) == Or((P, Q, R))
    assert count("exactly", 0, (P, P)) == Not(Or((P, P)))
    with pytest.raises(ValueError, match="no way of counting"):
        count("about", 2, (P,))


def test_definitions_are_built_once_and_known_by_name() -> None:
    grounder = Grounder(vocabulary())
    first, second = grounder.ground(parsed("both(a)")), grounder.ground(parsed("both(a)"))
    assert first is second
    assert grounder.instances[first] == ("both", ("a",))


def test_agents_are_known_though_their_part_was_decided() -> None:
    grounder = Grounder(vocabulary())
    for _ in range(2):  # the second time its definition is known
        body, agents = grounder.ground_with_agents(parsed("true or duty(b) or ought[a] p"))
        assert body == TRUE
        assert agents == ("b", "a")
    assert grounder.ground_with_agents(parsed("p")) == (P, ())


seldom = settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


@seldom
@given(strategies.theories_with_formula(), st.data())
def test_a_grounded_formula_says_what_the_tree_says(drawn: tuple[str, str], data: st.DataObject) -> None:
    text, formula = drawn
    ready = prepared(text, formula)
    assert isinstance(ready, Ready)
    found = ready.composed.vocabulary
    node = parsed(formula)
    reader = naive.Reader(found)
    propositions = sorted(
        {
            reader.ground(each, values)
            for each, values in reader.instances(node)
            if isinstance(each, tree.Proposition) and reader.unfold(each, values) is None
        }
    )
    worlds = st.frozensets(st.sampled_from(propositions)) if propositions else st.just(frozenset[naive.Ground]())
    actual = data.draw(worlds)
    scenarios = {name: data.draw(worlds) for name in found.scenarios}
    ideal = {agent: tuple(data.draw(st.lists(worlds, max_size=3))) for agent in reader.agents([node])}
    model = Model(
        _atoms(actual),
        {name: _atoms(world) for name, world in scenarios.items()},
        {agent: tuple(map(_atoms, them)) for agent, them in ideal.items()},
    )
    body = ready.grounded.formulas[0]
    assert model.holds(body) == reader.holds(node, naive.Kripke(actual, scenarios, ideal), actual)


def _atoms(world: naive.Valuation) -> frozenset[Atom]:
    return frozenset(Atom(name, arguments) for name, arguments in world)


@seldom
@given(strategies.theories_with_formula())
def test_the_measure_is_an_upper_bound(drawn: tuple[str, str]) -> None:
    text, formula = drawn
    ready = prepared(text, formula)
    assert isinstance(ready, Ready)
    measure = Grounder(ready.composed.vocabulary).measure(parsed(formula))
    body = ready.grounded.formulas[0]
    assert body.depth <= measure.depth
    assert len(subformulas(body)) <= measure.size


def _many(count: int) -> str:
    elements = ", ".join(f"e{i}" for i in range(count))
    return f"theory t\nsort S = {{{elements}}}\natom p(x, y, z, w: S)\n"


def test_what_would_become_too_large_is_refused_before_it_is_built() -> None:
    text = _many(60) + "fact large: for every x, y, z, w in S: p(x, y, z, w)\n"
    found = prepared(text)
    assert isinstance(found, tuple)
    assert [fault.code for fault in found] == ["E601"]


def test_a_formula_asked_about_is_measured_too() -> None:
    found = prepared(_many(60), "for every x, y, z, w in S: p(x, y, z, w)")
    assert isinstance(found, tuple)
    assert [fault.code for fault in found] == ["E601"]


@pytest.mark.parametrize(("levels", "refused"), [(5, False), (MAX_DEPTH, True), (300, True)])
@pytest.mark.parametrize("negated", ["", "not "])
def test_definitions_that_nest_too_deep_are_refused(levels: int, refused: bool, negated: str) -> None:
    chain = "".join(f"define d{i + 1}: {negated}d{i}\n" for i in range(levels))
    found = prepared(f"theory t\natom p\ndefine d0: p\n{chain}fact deep: d{levels}\n")
    assert isinstance(found, tuple) == refused
    if isinstance(found, tuple):
        assert [fault.code for fault in found] == ["E602"]


def test_definitions_that_double_are_refused_at_once() -> None:
    chain = "".join(f"define d{i + 1}: d{i} and d{i}\n" for i in range(100))
    found = prepared(f"theory t\natom p\ndefine d0: p\n{chain}fact large: d100\n")
    assert isinstance(found, tuple)
    assert [fault.code for fault in found] == ["E601"]
