"""The backbone: what is the same in every world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from logic.engine import Clash, Engine, World
from logic.projection import Projection
from logic.solver import Undecided

_AT_ONCE: Final = 64
"""How many candidates one question asks about."""


@dataclass
class Backbone:
    """What was found of a backbone.

    `fixed` has the value of each position, by its number, that is the same in all worlds.
    `seen` are worlds that were found on the way, as values position by position. `reason` is
    why it is not whole, where it is not; `contradictory` where there is no world at all.
    """

    fixed: dict[int, bool] = field(default_factory=dict)
    seen: list[tuple[bool, ...]] = field(default_factory=list)
    contradictory: bool = False
    reason: str | None = None


def backbone(engine: Engine, indices: Sequence[int], projection: Projection) -> Backbone:
    """The positions of a projection that are the same in every world of some statements.

    What the first world shows is asked in chunks, *is one of these otherwise somewhere?*: yes
    shows a world that strikes at least one off, no settles the chunk. At most one question
    for each position and one for each chunk, usually far fewer; every world is evaluated
    (Janota, Lynce & Marques-Silva 2015, "Algorithms for computing backbones of propositional
    formulae": chunks, with filtering by models).
    """
    found = Backbone()
    outcome = engine.ask(indices)
    candidates: dict[int, bool] = {}
    if isinstance(outcome, World):
        found.seen.append(projection.read(outcome))
        candidates = dict(enumerate(found.seen[0]))
    found.contradictory = isinstance(outcome, Clash)
    while candidates and isinstance(outcome, World | Clash):
        chunk = dict(list(candidates.items())[:_AT_ONCE])
        otherwise = engine.encoding.some_of(
            -projection.variables[at] if value else projection.variables[at] for at, value in chunk.items()
        )
        outcome = engine.ask(indices, [otherwise])
        if isinstance(outcome, World):
            values = projection.read(outcome)
            found.seen.append(values)
            candidates = {at: value for at, value in candidates.items() if values[at] == value}
        elif isinstance(outcome, Clash):
            found.fixed.update(chunk)
            candidates = {at: value for at, value in candidates.items() if at not in chunk}
    if isinstance(outcome, Undecided):
        found.reason = outcome.reason
    return found
