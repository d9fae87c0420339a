"""Distinct worlds, and a user's world judged, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from antinomy.console.parts import console, headline, note, show_numbered, show_sentences, show_statements
from antinomy.glosses import position_sentence, there_sentence
from logic.answers.worlds import DistinctWorld, JudgedWorldAnswer, WorldsAnswer
from logic.projection import Position
from logic.vocabulary import Vocabulary

_ONE = 1


def show(answer: WorldsAnswer) -> None:
    """The first world in full, and of each further one what is different from the one before."""
    out = console()
    _headline(out, answer)
    if answer.reason is not None:
        note(out, f"Incomplete: {answer.reason}.")
    if not answer.worlds or answer.composed is None:
        return
    vocabulary = answer.composed.vocabulary
    first, *others = answer.worlds
    so = [position for position, truth in zip(answer.positions, first.truths, strict=True) if truth]
    _show_first(out, so, vocabulary, alone=answer.complete and not others)
    if others:
        out.print("\n  And each further one, by what is different from the one before")
        show_numbered(out, [_changes(answer, each) for each in others], first=2)
    out.print()
    note(out, "Every statement was evaluated in each of them, and is true.")


def _headline(out: Console, answer: WorldsAnswer) -> None:
    found = len(answer.worlds)
    if not found:
        if answer.complete:
            headline(out, "✗", "no world: the composition is contradictory", "red")
        else:
            headline(out, "?", "no world was found", "yellow")
    elif answer.complete:
        headline(out, "✓", "one world" if found == _ONE else f"{found:,} distinct worlds", "green")
    else:
        shown = f"the first {found:,} of" if found > _ONE else "the first of"
        total = f"{answer.count:,} distinct worlds" if answer.count is not None else "more distinct worlds"
        headline(out, "✓", f"{shown} {total}", "green")


def _show_first(out: Console, so: Sequence[Position], vocabulary: Vocabulary, *, alone: bool) -> None:
    sentences = [position_sentence(vocabulary, position) for position in so if position.scenario is None]
    title = "In the only one" if alone else "In the first one"
    show_sentences(out, f"{title}, of what is asked about this is so, and nothing else", sentences or ["nothing"])
    for name, gloss in vocabulary.scenarios.items():
        inside = [there_sentence(vocabulary, position) for position in so if position.scenario == name]
        if inside:
            show_sentences(out, f"And in the scenario {name}{f' ({gloss})' if gloss else ''}", inside)


def _changes(answer: WorldsAnswer, world: DistinctWorld) -> str:
    """What is so that was not, and the reverse."""
    if answer.composed is None:
        return ""
    vocabulary = answer.composed.vocabulary
    truths = dict(zip(answer.positions, world.truths, strict=True))
    told = [position_sentence(vocabulary, each, positive=truths[each]) for each in world.changed]
    return "; ".join(told)


def show_judged(answer: JudgedWorldAnswer) -> None:
    """The statements that a world violates."""
    out = console()
    of = len(answer.composed.statements) if answer.composed is not None else 0
    if not answer.violated:
        headline(out, "✓", f"possible: all {of} statements are true in this world", "green")
    else:
        count = len(answer.violated)
        are = "is" if count == _ONE else "are"
        headline(out, "✗", f"not possible: {count} of {of} statements {are} false in this world", "red")
        show_statements(out, answer.violated, "False in it")
        out.print()
    note(out, "Evaluated without Z3. What the file does not name counts as false; a scenario as things actually are.")
