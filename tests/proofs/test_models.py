"""Many models at once mean what each means by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from proofs import formula as f
from proofs.formula import Atom, Formula
from proofs.models import Ideal, Models
from proofs.world import Agent, Layer, Model, Principle, Rigidity, Statement, World

NUMBER = 3
ATOMS = (Atom("p"), Atom("q", ("a",)), Atom("h"), Atom("k"))
RIGIDITY: Mapping[str, Rigidity] = {"p": "plain", "q": "plain", "h": "settled", "k": "rigid"}
AGENTS: tuple[Agent, ...] = (None, "a")

masks = st.integers(0, (1 << NUMBER) - 1)
worlds = st.fixed_dictionaries(dict.fromkeys(ATOMS, masks))
models = st.builds(
    Models,
    st.just(NUMBER),
    st.just(AGENTS),
    worlds,
    st.fixed_dictionaries({"s": worlds}),
    st.lists(st.builds(Ideal, st.sampled_from([(None,), ("a",), AGENTS]), masks, worlds), max_size=4),
    st.just(RIGIDITY),
)


def compound(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(f.Not, inner),
        st.builds(f.And, several),
        st.builds(f.Or, several),
        st.builds(f.Implies, inner, inner),
        st.builds(f.Iff, inner, inner),
        st.builds(f.Xor, inner, inner),
        st.builds(f.AtLeast, st.integers(0, 3), several),
        st.builds(f.In, st.just("s"), inner),
        st.builds(f.Ought, st.sampled_from(AGENTS), inner),
    )


formulas: st.SearchStrategy[Formula] = st.recursive(
    st.one_of(st.sampled_from(ATOMS), st.builds(f.Constant, st.booleans())), compound, max_leaves=6
)
layers: st.SearchStrategy[Layer] = st.sampled_from(["axiom", "fact", "norm", "prescription", "law"])
principles: st.SearchStrategy[Principle] = st.sampled_from(["consistent", "jointly consistent", "implies can"])
statements = st.one_of(
    st.builds(Statement, st.just("n"), layers, formulas),
    st.builds(Statement, st.just("n"), st.just("principle"), principles),
)
composed = st.lists(st.tuples(statements, masks), min_size=1, max_size=4)


def one_of(many: Models, at: int) -> Model:
    """One of many models, as a model by itself."""

    def truths(world: Mapping[Atom, int]) -> World:
        return frozenset(atom for atom, mask in world.items() if mask >> at & 1)

    ideal = {
        agent: tuple(truths(each.worlds) for each in many.ideal if agent in each.agents and each.exists >> at & 1)
        for agent in many.agents
    }
    return Model(truths(many.actual), {"s": truths(many.scenarios["s"])}, ideal, many.rigidity)


often = settings(max_examples=1_000, derandomize=True, deadline=None, database=None)


@often
@given(models, formulas)
def test_a_formula_is_true_where_it_is_true_by_itself(many: Models, formula: Formula) -> None:
    found = many.holds(formula, many.actual)
    assert [bool(found >> at & 1) for at in range(NUMBER)] == [one_of(many, at).holds(formula) for at in range(NUMBER)]
    assert 0 <= found <= many.all


@often
@given(models, composed)
def test_statements_are_violated_where_they_are_by_themselves(many: Models, drawn: list[tuple[Statement, int]]) -> None:
    named = [(replace(statement, name=f"n{at}"), kept) for at, (statement, kept) in enumerate(drawn)]
    violated = dict(many.violations(named))
    for at in range(NUMBER):
        expected = one_of(many, at).violated([statement for statement, kept in named if kept >> at & 1])
        assert expected == tuple(name for name, mask in violated.items() if mask >> at & 1)


@often
@given(models)
def test_models_are_ill_formed_where_they_are_by_themselves(many: Models) -> None:
    assert [bool(many.faults() >> at & 1) for at in range(NUMBER)] == [
        any(True for _ in one_of(many, at).faults()) for at in range(NUMBER)
    ]
