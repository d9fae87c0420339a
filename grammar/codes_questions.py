"""Diagnostics of what a command is told besides compositions (E71), and of files in other forms (E73)."""

from __future__ import annotations

from grammar.catalogue import Entry

ENTRIES = (
    Entry(
        "E711",
        "no-such-statements",
        "`{name}` names no statement, module or layer of the composition",
        "name a statement in full (`module.statement`), a module, or a layer (`law`, `principle`, …){guess}",
    ),
    Entry(
        "E731",
        "no-dimacs-header",
        "`{line}` is no header of a DIMACS file",
        "begin with `p cnf VARIABLES CLAUSES`, or `p gcnf VARIABLES CLAUSES GROUPS`",
    ),
    Entry(
        "E732",
        "clause-before-header",
        "a clause or a header was expected, but {what} stands before any header",
        "begin with `p cnf VARIABLES CLAUSES`, or `p gcnf VARIABLES CLAUSES GROUPS`",
    ),
    Entry(
        "E733",
        "no-literal",
        "`{token}` is no literal of a problem of {most} variables",
        "write numbers from 1 to {most}, with a minus to deny, and 0 at the end of each clause",
    ),
    Entry("E734", "clause-without-end", "the last clause has no end", "write 0 at its end"),
    Entry(
        "E735",
        "other-number-of-clauses",
        "the header says {said} clauses, but there are {found}",
        "correct the header, or find out which clauses are missing",
    ),
    Entry(
        "E736",
        "clause-without-group",
        "a clause of a `.gcnf` file has no group",
        "begin each clause with its group, as in `{{3}} 1 -2 0`",
    ),
)
