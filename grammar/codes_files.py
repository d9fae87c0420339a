"""Diagnostics of files (E5)."""

from __future__ import annotations

from grammar.catalogue import Entry

ENTRIES = (
    Entry("E501", "no-such-file", "{path} does not exist", "check the spelling of the path"),
    Entry(
        "E502",
        "not-a-file",
        "{path} is not a file of axioms, but {what}",
        "give a file, or a folder that holds `.axioms` files",
    ),
    Entry("E503", "unreadable", "{path} cannot be read: {why}", "check the permissions of the file"),
    Entry(
        "E504",
        "not-utf-8",
        "{path} is not UTF-8 text: byte {offset}, in line {line}, cannot be read",
        "save the file as UTF-8 (in Word: Save As, Plain Text, Unicode UTF-8)",
    ),
    Entry("E505", "too-large", "{path} has more than {limit} bytes", "split the file"),
    Entry("E506", "empty-folder", "{path} holds no `.axioms` file", "axiom files end in `.axioms`"),
    Entry("E507", "not-text", "{path} is not a text file: it holds a NUL byte at {offset}", "give a file of axioms"),
    Entry(
        "E508",
        "unwritable",
        "{path} cannot be written: {why}; it is as it was",
        "check the permissions of its folder, and the room on the disk",
    ),
    Entry(
        "E509",
        "not-a-certificate",
        "{path} is there already, and is no certificate; it is as it was",
        "name another file; one that is a certificate is replaced",
    ),
    Entry(
        "E510",
        "there-already",
        "{path} is there already",
        "give another name, or `--force`, where a command has it, to replace it",
    ),
)
