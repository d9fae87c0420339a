"""Hypothesis strategies over small problems, models of them, and formulas."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor
from proofs.world import Agent, Model, Rigidity, World

P, Q, SETTLED, RIGID = Atom("p"), Atom("q"), Atom("h"), Atom("k")
RIGIDITY: Final[dict[str, Rigidity]] = {"h": "settled", "k": "rigid"}
SCENARIOS: Final = ("s",)
AGENTS: Final[tuple[Agent, ...]] = (None, "a")

_LEAVES = st.sampled_from((P, P, Q, Q, SETTLED, RIGID, TRUE, FALSE))


def compounds(parts: SearchStrategy[Formula]) -> dict[str, SearchStrategy[Formula]]:
    """For each connective, formulas that it makes of parts."""
    several = st.lists(parts, max_size=3).map(tuple)
    return {
        "not": parts.map(Not),
        "and": several.map(And),
        "or": several.map(Or),
        "implies": st.builds(Implies, parts, parts),
        "iff": st.builds(Iff, parts, parts),
        "xor": st.builds(Xor, parts, parts),
        "at_least": st.builds(AtLeast, st.integers(0, 4), several),
    }


def _any_compound(parts: SearchStrategy[Formula]) -> SearchStrategy[Formula]:
    return st.one_of(*compounds(parts).values())


def flat(leaves: int = 5) -> SearchStrategy[Formula]:
    """Formulas that speak of one world alone."""
    return st.recursive(_LEAVES, _any_compound, max_leaves=leaves)


def formulas(leaves: int = 5) -> SearchStrategy[Formula]:
    """Formulas that may hold obligations and scenarios."""
    duties = st.builds(Ought, st.sampled_from(AGENTS), flat(3))
    return st.recursive(
        st.one_of(_LEAVES, duties, st.builds(In, st.just("s"), flat(3))), _any_compound, max_leaves=leaves
    )


@st.composite
def models(draw: DrawFn) -> Model:
    """Well-formed models, of no more than two ideal worlds for each agent."""
    atoms = (P, Q, SETTLED, RIGID)
    actual = draw(st.frozensets(st.sampled_from(atoms)))

    def world(same: tuple[Atom, ...]) -> World:
        free = draw(st.frozensets(st.sampled_from(atoms)))
        return frozenset(atom for atom in atoms if atom in (actual if atom in same else free))

    ideal = {agent: tuple(world((SETTLED, RIGID)) for _ in range(draw(st.integers(0, 2)))) for agent in AGENTS}
    if draw(st.booleans()) and all(ideal.values()):
        ideal["a"] = (*ideal["a"], ideal[None][0])
    return Model(actual, {"s": world((RIGID,))}, ideal, RIGIDITY)
