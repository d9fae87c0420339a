"""What worlds are told apart by: atoms at the actual world and in scenarios, and obligations.

A position is one such proposition; a projection is some positions in order, each with the
variable that is true in an assignment exactly where the proposition is true in its model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from logic.engine import Engine, EvaluationError, Grounded, World
from logic.questions.common import mentioned
from logic.vocabulary import Vocabulary
from proofs.formula import Atom, Formula, Ought, obligations
from proofs.world import Model


@dataclass(frozen=True, slots=True)
class Position:
    """An atom at the actual world or in a scenario, or an obligation."""

    formula: Atom | Ought
    scenario: str | None = None

    @property
    def obligation(self) -> bool:
        """Whether it is an obligation, and no atom."""
        return isinstance(self.formula, Ought)

    def __str__(self) -> str:
        return str(self.formula) if self.scenario is None else f"in {self.scenario}: {self.formula}"

    def holds(self, model: Model) -> bool:
        """Whether it is true in a model, by the evaluator."""
        world = model.actual if self.scenario is None else model.scenarios[self.scenario]
        return model.holds(self.formula, world)


def at(atoms: Iterable[Atom], vocabulary: Vocabulary, scenarios: Iterable[str | None]) -> tuple[Position, ...]:
    """Atoms at some worlds, world by world, `None` for the actual one; rigid atoms at the actual one alone."""
    rigid = {name for name, rigidity in vocabulary.rigidity.items() if rigidity == "rigid"}
    atoms = tuple(atoms)
    found = (
        Position(atom, None if atom.name in rigid else scenario)
        for scenario in scenarios
        for atom in in_order(atoms, vocabulary)
    )
    return tuple(dict.fromkeys(found))


def in_order(atoms: Iterable[Atom], vocabulary: Vocabulary) -> list[Atom]:
    """Atoms in the order of the vocabulary: of their names, then of their elements."""
    order = {name: number for number, name in enumerate(vocabulary.symbols)}
    return sorted(atoms, key=lambda atom: (order[atom.name], [order[element] for element in atom.arguments]))


def everywhere(vocabulary: Vocabulary) -> tuple[str | None, ...]:
    """The actual world, and all scenarios."""
    return (None, *vocabulary.scenarios)


def atoms_mentioned(grounded: Grounded, indices: Sequence[int]) -> list[Atom]:
    """The atoms that some statements mention, in the order of the vocabulary."""
    return in_order(mentioned(grounded, indices), grounded.composed.vocabulary)


def composed_obligations(grounded: Grounded, indices: Sequence[int]) -> tuple[Position, ...]:
    """The obligations in some statements, each once, in order of first occurrence; `may` is the denial of one."""
    bodies = [grounded.statements[i].body for i in indices]
    found = dict.fromkeys(ought for body in bodies if isinstance(body, Formula) for ought in obligations(body))
    return tuple(Position(ought) for ought in found)


class Projection:
    """Positions in an engine's encoding. To be made before the engine is asked anything else about them."""

    def __init__(self, engine: Engine, positions: Sequence[Position]) -> None:
        self.positions = tuple(positions)
        self.variables = tuple(
            engine.encoding.truth(each.formula)
            if isinstance(each.formula, Ought)
            else engine.encoding.at(each.formula, each.scenario)
            for each in self.positions
        )

    def weightiest_first(self) -> list[int]:
        """The variables in the order in which worlds are compared: scenarios, the actual world, obligations."""
        pairs = zip(self.positions, self.variables, strict=True)
        return [v for _, v in sorted(pairs, key=lambda pair: (pair[0].scenario is None, pair[0].obligation))]

    def read(self, world: World) -> tuple[bool, ...]:
        """What is true at each position; raises `EvaluationError` where the evaluator finds it otherwise."""
        values = tuple(variable in world.true for variable in self.variables)
        for position, value in zip(self.positions, values, strict=True):
            if position.holds(world.model) != value:
                raise EvaluationError(f"{position} is {'false' if value else 'true'} in the world that was found")
        return values
