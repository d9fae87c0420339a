"""Diagnostics of what a command is told besides compositions (E71)."""

from __future__ import annotations

from grammar.catalogue import Entry

ENTRIES = (
    Entry(
        "E711",
        "no-such-statements",
        "`{name}` names no statement, module or layer of the composition",
        "name a statement in full (`module.statement`), a module, or a layer (`law`, `principle`, …){guess}",
    ),
)
