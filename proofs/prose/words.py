"""The words that a proof is told in: a table that whoever knows the glosses fills."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofs.formula import Atom, Formula


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement as its author wrote it: what it says in English, if it does, and whom it cites."""

    name: str
    gloss: str | None = None
    source: str = ""


@dataclass(frozen=True)
class Words:
    """What atoms, definitions, elements, scenarios and statements are called.

    `atom` gives a whole clause, such as `Russia is uncertain of the United States' intentions`,
    in lower case where no name begins it, without a full stop. `abbreviation` gives, for a
    formula that a definition with a gloss stands for, the name of the definition and its
    elements, as if these were an atom; `atom` knows those too. `subjects` are the names that
    clauses may begin with. Where `named_agents`, some obligations are somebody's, and those that
    are nobody's in particular are worded so that the difference shows.
    """

    atom: Callable[[Atom], str]
    element: Callable[[str], str] = str
    abbreviation: Callable[[Formula], Atom | None] = lambda _: None
    scenario: Callable[[str], str | None] = lambda _: None
    statement: Callable[[str], Quoted] = Quoted
    subjects: tuple[str, ...] = ()
    named_agents: bool = False


def bare_words() -> Words:
    """Formulas as they are written: an atom is true or not."""
    return Words(lambda atom: f"{atom} is true")
