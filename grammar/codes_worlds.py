"""Diagnostics of what questions about worlds are told: the atoms to tell them apart by (`--about`), and a world.

They are no faults of a file of axioms, so that they have no examples.
"""

from __future__ import annotations

from grammar.catalogue import Entry

ENTRIES = (
    Entry(
        "E721",
        "not-an-atom",
        "`{text}` is no atom, and no obligation",
        "name atoms like `p` or `d(A)`, a whole family by its name, `in s: p` for a scenario, `ought p` for an "
        "obligation; separate them by commas or spaces",
    ),
    Entry("E722", "no-atoms", "no atom is named", "name one, or leave the option away to ask about all"),
    Entry(
        "E723",
        "not-json",
        "{path} is not JSON: {why}",
        "give a world as `antinomy check --json` prints it",
    ),
    Entry(
        "E724",
        "not-a-world",
        "{path} holds no world: {why}",
        'write {{"actual": {{"p": true}}, "scenarios": {{"s": {{"p": false}}}}, "ideal": {{"": [{{"p": true}}]}}}}, '
        "as `antinomy check --json` prints a world; what is left out is false, a scenario left out is as things are",
    ),
    Entry(
        "E725",
        "worlds-disagree",
        "{path} holds no possible world: {why}",
        "a settled atom is the same at the actual world and at every ideal one, a rigid atom in scenarios too",
    ),
    Entry(
        "E726",
        "too-many-atoms",
        "`{name}` has {size} instances; at most {limit} can be asked about",
        "name those that matter, with their elements",
    ),
)
