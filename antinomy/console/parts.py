"""The parts that answers in a terminal are made of: headlines, rows, statements, worlds, contradictions, diagnostics.

Rich decides about colour (`NO_COLOR`, pipes) and width; nothing here decides about logic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from antinomy.glosses import atom_sentence, citation
from grammar.catalogue import severity
from grammar.diagnostics import Diagnostic
from grammar.render import render
from logic.answers.common import PossibleWorld
from logic.composition import Composed
from logic.evidence import Certified, Deduction, NoProof, Proved
from logic.theory import Statement
from proofs.formula import Atom

_NARROW = 76
_MOST_ATOMS = 24


def console() -> Console:
    """Standard output."""
    out = Console(highlight=False, soft_wrap=False, emoji=False, markup=False)
    if out.width < 1:
        # Somebody who says that there is no room at all does not mean it.
        out.width = 80
    return out


def show_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Diagnostics on standard error, errors before warnings."""
    out = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for diagnostic in sorted(diagnostics, key=severity):
        first, *rest = render(diagnostic).split("\n")
        out.print(Text(first, style="bold red" if severity(diagnostic) == "error" else "bold yellow"))
        for line in rest:
            out.print(Text(line))


def headline(out: Console, sign: str, text: str, style: str) -> None:
    """The answer in one line."""
    out.print(Text(f"{sign} {text}", style=f"bold {style}"))


def note(out: Console, text: str) -> None:
    """A remark, indented under the headline."""
    out.print(Padding(Text(text), (0, 0, 0, 2)))


def show_rows(
    out: Console, rows: Sequence[tuple[str, str, str]], *, below: bool = False, whole_words: bool = False
) -> None:
    """Rows of a label, a sentence and a remark, side by side where there is room, else or if asked below each other.

    `whole_words`: remarks get the room that their longest word wants, up to half of it.
    """
    longest = max((len(word) for _, _, remark in rows for word in remark.split()), default=0) if whole_words else 0
    narrow = below or out.width < _NARROW
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=not narrow)
    table.add_column(justify="right", min_width=4, no_wrap=True)
    table.add_column(ratio=3, overflow="fold")
    if not narrow:
        wide = min(longest, out.width // 2)
        if wide > 2 * (out.width - 8) // 5:
            table.add_column(width=wide, style="dim", overflow="fold")
        else:
            table.add_column(ratio=2, style="dim", overflow="fold")
    for label, sentence, remark in rows:
        if narrow:
            table.add_row(label, Text(sentence))
            table.add_row("", Text(remark, style="dim"))
        else:
            table.add_row(label, Text(sentence), Text(remark))
    out.print(table)


def show_numbered(out: Console, sentences: Sequence[str], first: int = 1) -> None:
    """Sentences, each with its number, folded where they are long."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", min_width=4, no_wrap=True)
    table.add_column(overflow="fold")
    for number, said in enumerate(sentences, first):
        table.add_row(str(number), Text(said))
    out.print(table)


def show_sentences(out: Console, title: str, sentences: Sequence[str]) -> None:
    """Sentences under a title, as many as a reader wants."""
    out.print(f"\n  {title}")
    for sentence in sentences[:_MOST_ATOMS]:
        out.print(Text(f"    {sentence}"))
    if len(sentences) > _MOST_ATOMS:
        out.print(Text(f"    … and {len(sentences) - _MOST_ATOMS} more; --json tells all of them", style="dim"))


def show_statements(
    out: Console,
    statements: Sequence[Statement],
    title: str,
    remarks: Mapping[str, str] | None = None,
    *,
    numbered: bool = True,
) -> None:
    """Statements grouped by module, with gloss, source and place, and a remark for some, by full name."""
    out.print(f"\n  {title}")
    number = 0
    for module, group in groupby(statements, key=lambda statement: statement.module):
        heading = module.node.heading
        shown = (
            f"{heading.title.text} ({heading.kind} {module.name})" if heading.title else f"{heading.kind} {module.name}"
        )
        file = module.source.name.removeprefix("<library>/")
        out.print(Padding(Text.assemble((shown, "bold"), (f"  {file}", "dim")), (0, 0, 0, 2)))
        rows = []
        for statement in group:
            number += 1
            line, _ = statement.place.source.position(statement.node.start)
            place = f"{statement.layer} {statement.node.name.text}, line {line}"
            remark = (place, citation(statement), (remarks or {}).get(statement.name, ""))
            rows.append((str(number) if numbered else "", sentence(statement), " · ".join(filter(None, remark))))
        show_rows(out, rows)


def show_alternatives(out: Console, parts: Sequence[Sequence[Statement]], label: str = "") -> None:
    """Statements of which one is taken of each part: *or* stands between alternatives, *and* between parts.

    `label` stands before the first.
    """
    rows = []
    for part in parts:
        for at, statement in enumerate(part):
            rows.append(("or" if at else label, sentence(statement), source(statement)))
        label = "and"
    show_rows(out, rows, below=True)


def source(statement: Statement) -> str:
    """The name of a statement, what it cites, and where it stands."""
    line, _ = statement.place.source.position(statement.node.start)
    place = f"{statement.place.source.name.removeprefix('<library>/')}:{line}"
    return " · ".join(filter(None, (statement.name, citation(statement), place)))


def sentence(statement: Statement) -> str:
    """What a statement says: its gloss, or its formula as written."""
    if statement.gloss:
        return statement.gloss
    text = statement.place.source.text[statement.node.body.start : statement.node.body.end]
    return " ".join(text.split())


def evidence(proof: Proved) -> str:
    """What a contradiction rests on, in a sentence."""
    match proof:
        case Deduction(steps=steps):
            return f"Proof: {steps} {'step' if steps == 1 else 'steps'}, accepted by the kernel without Z3."
        case Certified(steps=steps):
            clauses = f"{len(proof.proof.clauses)} clauses, each by a rule of the kernel"
            return f"Clausal proof: {clauses}, refuted in {steps} steps by unit propagation, checked without Z3."
        case NoProof(why=why):
            return f"Checked twice by Z3; no proof independent of Z3 was found: {why}."


_ALL_TRUE = "Every statement was evaluated in it, and is true."


def show_world(out: Console, world: PossibleWorld, composed: Composed, evaluated: str = _ALL_TRUE) -> None:
    """What is true in a world, as sentences; what is not named is false."""
    model = world.model
    _show_truths(
        out,
        "A possible world, in which of what the statements speak of this is so",
        composed,
        [atom for atom in world.atoms if atom in model.actual],
    )
    for name, truths in model.scenarios.items():
        differing = [atom for atom in world.atoms if (atom in truths) != (atom in model.actual)]
        title = composed.vocabulary.scenarios.get(name) or name
        sentences = [atom_sentence(composed.vocabulary, atom, positive=atom in truths) for atom in differing]
        if sentences:
            show_sentences(out, f"{title[:1].upper()}{title[1:]} it would differ", sentences)
    ideal = sum(len(worlds) for worlds in model.ideal.values())
    if ideal:
        note(out, f"{ideal} ideal {'world is' if ideal == 1 else 'worlds are'} part of it; --json tells all of them.")
    note(out, evaluated)


def _show_truths(out: Console, title: str, composed: Composed, atoms: Sequence[object]) -> None:
    sentences = [atom_sentence(composed.vocabulary, atom) for atom in atoms if isinstance(atom, Atom)]
    show_sentences(out, title, sentences or ["nothing"])
