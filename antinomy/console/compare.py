"""How two compositions stand to each other, for a terminal."""

from __future__ import annotations

from rich.console import Console

from antinomy.console.argument import show_contradiction
from antinomy.console.parts import (
    console,
    headline,
    note,
    sentence,
    show_sentences,
    show_statements,
    show_world,
)
from antinomy.glosses import atom_sentence
from logic.answers.compare import CompareAnswer, Relation, Side
from logic.composition import Composed

_SAYS: dict[Relation, tuple[str, str, str]] = {
    "incompatible": ("✗", "incompatible: the two cannot both be accepted", "red"),
    "equivalent": ("✓", "equivalent: whoever accepts the one must accept the other", "green"),
    "stronger": ("✓", "stronger: the first says all that the second says, and more", "green"),
    "weaker": ("✓", "weaker: the second says all that the first says, and more", "green"),
    "incomparable": ("·", "incomparable: each says something that does not follow from the other", "green"),
}


def show(answer: CompareAnswer) -> None:
    """How two compositions stand to each other, what each adds, and a telling world each way."""
    out = console()
    composed = answer.composed
    if composed is None or answer.relation == "undecided":
        headline(out, "?", f"undecided: {answer.reason}", "yellow")
        return
    if answer.relation == "inconsistent":
        headline(out, "✗", f"inconsistent: {_which(answer)}, so that there is nothing to compare", "red")
    else:
        headline(out, *_SAYS[answer.relation])
    note(out, f"First: {answer.first.text}")
    note(out, f"Second: {answer.second.text}")
    if answer.contradiction is not None:
        show_contradiction(out, answer.contradiction)
    for side, name, other in ((answer.first, "first", "second"), (answer.second, "second", "first")):
        if side.adds:
            show_statements(out, side.adds, f"Only the {name} says this; it does not follow from the {other}")
    for side, name, other in ((answer.first, "first", "second"), (answer.second, "second", "first")):
        _show_telling(out, side, (name, other), composed)


def _which(answer: CompareAnswer) -> str:
    if answer.first.consistent or answer.second.consistent:
        return f"the {'second' if answer.first.consistent else 'first'} is contradictory by itself"
    return "each is contradictory by itself; the first so"


def _show_telling(out: Console, side: Side, names: tuple[str, str], composed: Composed) -> None:
    if side.telling is None:
        return
    telling = side.telling
    out.print()
    note(out, f"The {names[0]} can be true while this of the {names[1]} is false: {sentence(telling.false)}")
    evaluated = f"Evaluated in it: every statement of the {names[0]} is true, and that one is false."
    if telling.elsewhere is not None:
        evaluated = f"Every statement of the {names[0]} was evaluated in it, and is true."
    show_world(out, telling.world, composed, evaluated)
    if telling.elsewhere is not None:
        there = [atom_sentence(composed.vocabulary, atom) for atom in telling.world.atoms if atom in telling.elsewhere]
        show_sentences(out, "The law is false at a further world, in which this is so", there or ["nothing"])
