"""The evaluator: what each word means, where each layer holds, and which models are none."""

from __future__ import annotations

from itertools import product

import pytest

from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor
from proofs.world import Layer, Model, Principle, Rigidity, Statement, World

P, Q = Atom("p"), Atom("q")
NOTHING: World = frozenset()
JUST_P, JUST_Q, BOTH = frozenset({P}), frozenset({Q}), frozenset({P, Q})

# Of p and q: neither, only q, only p, both.
TABLE: dict[str, tuple[Formula, tuple[bool, bool, bool, bool]]] = {
    "true": (TRUE, (True, True, True, True)),
    "false": (FALSE, (False, False, False, False)),
    "p": (P, (False, False, True, True)),
    "not": (Not(P), (True, True, False, False)),
    "and": (And((P, Q)), (False, False, False, True)),
    "and of none": (And(()), (True, True, True, True)),
    "or": (Or((P, Q)), (False, True, True, True)),
    "or of none": (Or(()), (False, False, False, False)),
    "implies": (Implies(P, Q), (True, True, False, True)),
    "iff": (Iff(P, Q), (True, False, False, True)),
    "xor": (Xor(P, Q), (False, True, True, False)),
    "at least 0": (AtLeast(0, (P, Q)), (True, True, True, True)),
    "at least 1": (AtLeast(1, (P, Q)), (False, True, True, True)),
    "at least 2": (AtLeast(2, (P, Q)), (False, False, False, True)),
    "at least 3": (AtLeast(3, (P, Q)), (False, False, False, False)),
    "occurrences": (AtLeast(2, (P, P)), (False, False, True, True)),
}


@pytest.mark.parametrize("name", TABLE)
def test_connectives(name: str) -> None:
    formula, expected = TABLE[name]
    assert tuple(Model(world).holds(formula) for world in (NOTHING, JUST_Q, JUST_P, BOTH)) == expected


@pytest.mark.parametrize(
    ("ideal", "ought", "may"),
    [((), True, False), ((JUST_P,), True, True), ((JUST_P, NOTHING), False, True), ((NOTHING,), False, False)],
)
def test_ought_is_truth_in_all_ideal_worlds(ideal: tuple[World, ...], ought: bool, may: bool) -> None:
    model = Model(NOTHING, {}, {"a": ideal, None: ()})
    assert model.holds(Ought("a", P)) == ought
    assert model.holds(Not(Ought("a", Not(P)))) == may


def test_agents_have_worlds_of_their_own() -> None:
    model = Model(NOTHING, {}, {"a": (JUST_P,), None: (JUST_Q,)})
    assert model.holds(Ought("a", P))
    assert not model.holds(Ought(None, P))
    assert model.holds(Ought("unknown", FALSE))


def test_scenarios() -> None:
    model = Model(NOTHING, {"s": JUST_P})
    assert model.holds(In("s", P))
    assert not model.holds(In("s", Q))
    with pytest.raises(KeyError):
        model.holds(In("t", P))


def test_what_is_no_formula_is_refused() -> None:
    with pytest.raises(TypeError, match="no formula"):
        Model(NOTHING).holds(Formula())


# Where a layer holds: the layer, what it says, and whether it is true in a model in which p holds at the
# actual world alone, at the actual world and the scenario, or everywhere.
SCOPES: list[tuple[Layer, Formula, tuple[bool, bool, bool]]] = [
    ("fact", P, (True, True, True)),
    ("norm", P, (True, True, True)),
    ("prescription", P, (True, True, True)),
    ("axiom", P, (False, True, True)),
    ("axiom", Or((P, Ought(None, P))), (True, True, True)),
    ("law", P, (False, False, True)),
    ("fact", Ought(None, P), (False, False, True)),
]


@pytest.mark.parametrize(("layer", "body", "expected"), SCOPES)
def test_layers(layer: Layer, body: Formula, expected: tuple[bool, bool, bool]) -> None:
    statement = Statement("t.one", layer, body)
    models = (
        Model(JUST_P, {"s": NOTHING}, {None: (NOTHING,)}),
        Model(JUST_P, {"s": JUST_P}, {None: (NOTHING,)}),
        Model(JUST_P, {"s": JUST_P}, {None: (JUST_P,)}),
    )
    assert tuple(model.satisfies(statement, [statement]) for model in models) == expected


PRINCIPLES: dict[str, tuple[dict[str | None, tuple[World, ...]], tuple[bool, bool, bool]]] = {
    # Ideal worlds, and whether ought is consistent, is jointly consistent, implies can, where an axiom says p.
    "nobody": ({None: ()}, (False, False, False)),
    "one who can": ({None: (JUST_P,)}, (True, True, True)),
    "one who cannot": ({None: (NOTHING,)}, (True, True, False)),
    "one who can in one way": ({None: (NOTHING, BOTH)}, (True, True, True)),
    "two apart": ({None: (JUST_P,), "a": (BOTH,)}, (True, False, True)),
    "two who share a world": ({None: (NOTHING, BOTH), "a": (BOTH, JUST_P)}, (True, True, True)),
    "two who share one in which they cannot": ({None: (NOTHING,), "a": (NOTHING, JUST_P)}, (True, True, False)),
    "one with and one without": ({None: (JUST_P,), "a": ()}, (False, False, False)),
}


@pytest.mark.parametrize("name", PRINCIPLES)
def test_principles(name: str) -> None:
    ideal, expected = PRINCIPLES[name]
    axiom = Statement("t.axiom", "axiom", P)
    about_ought = Statement("t.other", "axiom", And((Ought(None, Q), Not(Ought(None, Q)))))
    words: tuple[Principle, ...] = ("consistent", "jointly consistent", "implies can")
    model = Model(JUST_P, {}, ideal)
    for word, holds in zip(words, expected, strict=True):
        principle = Statement("t.principle", "principle", word)
        assert model.satisfies(principle, [axiom, about_ought, principle]) == holds


def test_violated_statements_are_named_in_order() -> None:
    statements = [
        Statement("t.a", "fact", Q),
        Statement("t.b", "fact", P),
        Statement("t.c", "principle", "consistent"),
    ]
    assert Model(JUST_P, {}, {None: ()}).violated(statements) == ("t.a", "t.c")
    assert Model(BOTH, {}, {None: (NOTHING,)}).violated(statements) == ()


def test_whether_a_statement_speaks_of_ought() -> None:
    assert Statement("t.a", "principle", "consistent").speaks_of_ought
    assert Statement("t.a", "fact", Or((P, Ought("a", P)))).speaks_of_ought
    assert not Statement("t.a", "fact", In("s", P)).speaks_of_ought


RIGIDITIES: tuple[Rigidity, ...] = ("plain", "settled", "rigid")


@pytest.mark.parametrize(("rigidity", "scenario", "ideal"), [*product(RIGIDITIES, (False, True), (False, True))])
def test_worlds_differ_only_where_they_may(rigidity: Rigidity, scenario: bool, ideal: bool) -> None:
    model = Model(
        JUST_P,
        {"s": NOTHING if scenario else JUST_P},
        {"a": (NOTHING if ideal else JUST_P,)},
        {"p": rigidity},
    )
    faults = list(model.faults())
    assert any("the scenario s" in fault for fault in faults) == (scenario and rigidity == "rigid")
    assert any("an ideal world of a" in fault for fault in faults) == (ideal and rigidity != "plain")
