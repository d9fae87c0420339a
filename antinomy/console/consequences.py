"""What a composition says about some atoms, for a terminal."""

from __future__ import annotations

from antinomy.console.parts import console, headline, note, show_rows, show_sentences
from antinomy.glosses import position_sentence
from logic.answers.consequences import Clause, ConsequencesAnswer, clause_text
from logic.vocabulary import Vocabulary

_PAIR = 2


def show(answer: ConsequencesAnswer) -> None:
    """What is so in every world, what in none, and what must hold together."""
    out = console()
    if answer.composed is None or answer.consistent is None:
        headline(out, "?", f"undecided: {answer.reason}", "yellow")
        return
    if not answer.consistent:
        headline(out, "✗", "the composition is contradictory, so that everything follows from it", "red")
        return
    vocabulary = answer.composed.vocabulary
    conditions = [clause for clause in answer.clauses if len(clause) > 1]
    told = len(answer.true) + len(answer.false) + len(conditions)
    if answer.complete:
        said = f"{told} consequences, and nothing else follows" if told else "nothing follows"
        headline(out, "✓", f"{said} about what is asked about", "green")
    else:
        headline(out, "✓", f"{told} consequences; there may be others", "green")
        if answer.reason is not None:
            note(out, f"Incomplete: {answer.reason}.")
    if answer.true:
        show_sentences(out, "So in every world", [position_sentence(vocabulary, each) for each in answer.true])
    if answer.false:
        show_sentences(out, "So in none", [position_sentence(vocabulary, each) for each in answer.false])
    if conditions:
        out.print("\n  And in every world")
        rows = enumerate(conditions, 1)
        show_rows(out, [(str(number), _sentence(vocabulary, each), clause_text(each)) for number, each in rows])
    if told:
        out.print()
        again = "; all were asked again" if answer.rechecked else ""
        note(out, f"Each was found by Z3 to follow, and nothing shorter in its place{again}.")


def _sentence(vocabulary: Vocabulary, clause: Clause) -> str:
    """A clause in English: if what it denies is so, then what it asserts."""
    denied = [position_sentence(vocabulary, position) for position, positive in clause if not positive]
    asserted = [position_sentence(vocabulary, position) for position, positive in clause if positive]
    if not denied:
        return " or ".join(asserted)
    if not asserted:
        return f"not {'both' if len(denied) == _PAIR else 'all of these'}: {' and '.join(denied)}"
    return f"if {' and '.join(denied)}, then {' or '.join(asserted)}"
