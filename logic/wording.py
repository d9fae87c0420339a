"""The table of words in which a question's proofs are told: glosses filled in, names, statements with their sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from logic.engine import Grounded
from logic.theory import Statement, fill
from logic.vocabulary import Parameter, Vocabulary
from proofs.formula import Atom, Formula
from proofs.prose.clause import agreeing, possessive
from proofs.prose.words import Quoted, Words


def element_name(vocabulary: Vocabulary, element: str) -> str:
    """How people call an element."""
    symbol = vocabulary.element(element)
    return symbol.display or element if symbol else element


def filled(gloss: str, parameters: tuple[Parameter, ...], arguments: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """A gloss with the names of elements for its parameters, in the genitive and the plural where they are wanted."""
    names = [element_name(vocabulary, each) for each in arguments]
    values = {parameter.name: name for parameter, name in zip(parameters, names, strict=True)}
    owners = {name: possessive(name) for name in values.values() if name.endswith("s")}
    text = " ".join(fill(gloss, values).split())
    for name, genitive in owners.items():
        text = text.replace(f"{name}'s", genitive).replace(f"{name}’s", genitive)
    subject = next((name for name in names if text.startswith(f"{name} ")), None)
    return text if subject is None else agreeing(text, subject)


def atom_text(vocabulary: Vocabulary, atom: Atom) -> str:
    """An atom, or an instance of a definition, as a clause of English; without a gloss, that it is true."""
    symbol = vocabulary.atom(atom.name) or vocabulary.definition(atom.name)
    if symbol is None or symbol.gloss is None:
        return f"{atom} is true"
    return filled(symbol.gloss, symbol.parameters, atom.arguments, vocabulary).rstrip(".")


def words(grounded: Grounded, sources: Callable[[Statement], str] = lambda _: "") -> Words:
    """The words for a question. `sources` says whom a statement cites, as a reader wants it."""
    composed, vocabulary = grounded.composed, grounded.composed.vocabulary
    statements = {statement.name: statement for statement in composed.statements}
    agents = grounded.agents(range(len(grounded.statements)), grounded.formulas)
    return Words(
        atom=lambda atom: atom_text(vocabulary, atom),
        element=lambda name: element_name(vocabulary, name),
        abbreviation=lambda formula: _abbreviation(grounded.grounder.instances, vocabulary, formula),
        scenario=vocabulary.scenarios.get,
        statement=lambda name: _quoted(statements.get(name), name, sources),
        subjects=subjects(vocabulary),
        named_agents=any(agent is not None for agent in agents),
    )


def _abbreviation(
    instances: Mapping[Formula, tuple[str, tuple[str, ...]]], vocabulary: Vocabulary, formula: Formula
) -> Atom | None:
    """The definition that a formula is said by, if it has a gloss."""
    found = instances.get(formula)
    if found is None:
        return None
    symbol = vocabulary.definition(found[0])
    return Atom(*found) if symbol is not None and symbol.gloss is not None else None


def _quoted(statement: Statement | None, name: str, sources: Callable[[Statement], str]) -> Quoted:
    if statement is None:
        return Quoted(name)
    return Quoted(name, " ".join(statement.gloss.split()) if statement.gloss else None, sources(statement))


def subjects(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names of elements, with which clauses may begin."""
    return tuple(
        dict.fromkeys(element_name(vocabulary, each) for sort in vocabulary.sorts.values() for each in sort.elements)
    )
