"""How answers look in a terminal: plain enough to quote, narrow or wide, coloured where colour is wanted.

Rich decides about colour (`NO_COLOR`, pipes) and width; nothing here decides about logic.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from antinomy.glosses import atom_sentence, citation
from grammar.catalogue import severity
from grammar.diagnostics import Diagnostic
from grammar.render import render
from logic.answers import (
    CheckAnswer,
    ClaimAnswer,
    Contradiction,
    EntailsAnswer,
    MatrixAnswer,
    PolicyVerdict,
    PossibleWorld,
    PrescriptionAnswer,
    ProveAnswer,
    VerdictAnswer,
)
from logic.composition import Composed
from logic.theory import Statement

_NARROW = 76
_MOST_ATOMS = 24

SIGNS: dict[PolicyVerdict, str] = {
    "requires": "!",
    "forbids": "✗",
    "leaves_open": "·",
    "theory_inconsistent": "T",
    "policy_inconsistent": "P",
    "undecided": "?",
}
_SAYS: dict[PolicyVerdict, str] = {
    "requires": "requires the policy: whoever accepts the one must accept the other",
    "forbids": "forbids the policy: both cannot be accepted",
    "leaves_open": "leaves the policy open: it neither forbids nor requires it, which grants no permission",
    "theory_inconsistent": "the theory is contradictory by itself, so that it says nothing of any policy",
    "policy_inconsistent": "the policy is contradictory by itself",
    "undecided": "undecided",
}


def console() -> Console:
    """Standard output."""
    return Console(highlight=False, soft_wrap=False, emoji=False, markup=False)


def show_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Diagnostics on standard error, errors before warnings."""
    out = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for diagnostic in sorted(diagnostics, key=severity):
        first, *rest = render(diagnostic).split("\n")
        out.print(Text(first, style="bold red" if severity(diagnostic) == "error" else "bold yellow"))
        for line in rest:
            out.print(Text(line))


def show_check(answer: CheckAnswer) -> None:
    """Whether a composition is consistent."""
    out = console()
    composed = answer.composed
    if composed is None or answer.verdict == "undecided":
        _headline(out, "?", f"undecided: {answer.reason}", "yellow")
    elif answer.contradiction is not None:
        size, of = len(answer.contradiction.statements), len(composed.statements)
        cannot = "cannot all be true" if size > 1 else "cannot be true"
        _headline(out, "✗", f"contradictory: {size} of its {of} statements {cannot}", "red")
        _show_contradiction(out, answer.contradiction, composed)
        _show_alone(out, answer)
    elif answer.world is not None:
        _headline(out, "✓", f"consistent: its {len(composed.statements)} statements can all be true", "green")
        _show_world(out, answer.world, composed)


def show_entails(answer: EntailsAnswer) -> None:
    """Whether a formula follows."""
    out = console()
    match answer.verdict:
        case "entailed":
            _headline(out, "✓", f"entailed: {answer.formula}", "green")
            if answer.premises is not None:
                _show_statements(out, answer.premises.statements, "These suffice")
                kind = "No fewer do." if answer.premises.smallest else "None of them can be spared; fewer may do."
                _note(out, f"{kind} {_EVIDENCE}")
        case "not_entailed":
            _headline(out, "✗", f"not entailed: {answer.formula}", "red")
            if answer.world is not None and answer.composed is not None:
                _note(out, "In this world the composition is true and the formula is not:")
                _show_world(out, answer.world, answer.composed)
        case "vacuous":
            _headline(out, "✗", "vacuous: the composition is contradictory, so that everything follows from it", "red")
        case _:
            _headline(out, "?", f"undecided: {answer.reason}", "yellow")


def show_verdict(answer: VerdictAnswer) -> None:
    """What a theory says of a policy."""
    out = console()
    style = {"requires": "green", "leaves_open": "green", "undecided": "yellow"}.get(answer.verdict, "red")
    subject = "" if answer.verdict.endswith("inconsistent") or answer.verdict == "undecided" else "the theory "
    reason = f": {answer.reason}" if answer.verdict == "undecided" else ""
    _headline(out, SIGNS[answer.verdict], f"{subject}{_SAYS[answer.verdict]}{reason}", style)
    if answer.trivial:
        _note(out, "The verdict is trivial: no statement with ought takes part in it.")
    if answer.prescriptions:
        out.print("\n  Prescription by prescription")
        _rows(out, [(_status(each), each.statement.gloss or "", each.statement.name) for each in answer.prescriptions])
    if answer.contradiction is not None and answer.composed is not None:
        _show_contradiction(out, answer.contradiction, answer.composed)


def _status(each: PrescriptionAnswer) -> str:
    if each.deed is None:
        return each.status
    return "forbidden" if each.deed == "forbidden" else "not obligatory"


def show_matrix(answer: MatrixAnswer) -> None:
    """A table of verdicts: a row for each policy, a column for each theory, which stand numbered below."""
    out = console()
    verdicts = {(cell.theory, cell.policy): cell.verdict for cell in answer.cells}
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column("")
    for number, _ in enumerate(answer.theories, 1):
        table.add_column(str(number), justify="center")
    styles: dict[PolicyVerdict, str] = {"requires": "green", "forbids": "red", "leaves_open": ""}
    for policy in answer.policies:
        row = [verdicts[theory, policy] for theory in answer.theories]
        table.add_row(policy, *(Text(SIGNS[each], style=styles.get(each, "yellow")) for each in row))
    out.print(table)
    for number, theory in enumerate(answer.theories, 1):
        out.print(f"{number} {theory}", style="dim")
    if answer.shared is not None:
        out.print(f"each with {answer.shared}", style="dim")
    present = dict.fromkeys(cell.verdict for cell in answer.cells)
    out.print("   ".join(f"{SIGNS[each]} {each.replace('_', ' ')}" for each in SIGNS if each in present), style="dim")
    if answer.reason is not None:
        out.print(f"undecided cells: {answer.reason}", style="yellow")


def show_prove(answer: ProveAnswer, *, everything: bool = False) -> None:
    """The claims that do not hold, all of them where `everything`, and a summary."""
    out = console()
    signs = {"holds": ("✓", "green"), "fails": ("✗", "red"), "undecided": ("?", "yellow"), "error": ("!", "red")}
    for claim in answer.claims:
        if claim.outcome != "holds" or everything:
            sign, style = signs[claim.outcome]
            out.print(Text.assemble((f"{sign} {claim.outcome} ", style), f"{claim.name}  ", (_where(claim), "dim")))
            _claim_details(out, claim)
    counts = [(answer.count("holds"), "hold"), (answer.count("fails"), "fail")]
    counts += [(answer.count("undecided"), "undecided"), (answer.count("error"), "in error")]
    told = ", ".join(f"{number} {word}" for number, word in counts if number or word == "hold")
    out.print(f"{len(answer.claims)} claims: {told}  ({answer.seconds:.1f} s)")


def _claim_details(out: Console, claim: ClaimAnswer) -> None:
    if claim.gloss:
        out.print(Text(f"    {claim.gloss}"))
    if claim.outcome != "holds":
        out.print(Text(f"    {claim.judgement}", style="dim"))
        out.print(Text(f"    but {claim.why}" if claim.outcome == "fails" else f"    {claim.why}"))


def _where(claim: ClaimAnswer) -> str:
    return f"{claim.file}:{claim.line}"


# Parts

_EVIDENCE = "Checked twice by Z3; there is no proof independent of Z3."


def _headline(out: Console, sign: str, text: str, style: str) -> None:
    out.print(Text(f"{sign} {text}", style=f"bold {style}"))


def _note(out: Console, text: str) -> None:
    out.print(Padding(Text(text), (0, 0, 0, 2)))


def _show_contradiction(out: Console, contradiction: Contradiction, composed: Composed) -> None:
    _show_statements(out, contradiction.statements, "Why")
    size = len(contradiction.statements)
    fewest = "" if contradiction.smallest else " Whether there is a smaller one was not settled in time."
    out.print()
    rest = len(composed.statements) - 1
    if size == 1:
        _note(out, "It cannot be true whatever else is." + ("" if contradiction.only else " It is not the only one."))
    elif contradiction.only:
        others = f"the other {rest} can all be true: this is the only contradiction."
        _note(out, f"Give up any one of the {size} and {others}")
    else:
        _note(out, f"Without any one of the {size} the others are consistent. Other contradictions may exist.{fewest}")
    _note(out, _EVIDENCE)


def _show_alone(out: Console, answer: CheckAnswer) -> None:
    if not answer.alone:
        return
    groups: dict[str, list[str]] = {}
    for name, verdict in answer.alone.items():
        groups.setdefault(verdict, []).append(name)
    for found, names in groups.items():
        _note(out, f"{found.capitalize()} by {'itself' if len(names) == 1 else 'themselves'}: {', '.join(names)}.")


def _show_statements(out: Console, statements: Sequence[Statement], title: str) -> None:
    """Statements grouped by module, with gloss, source and place."""
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
            remark = (f"{statement.layer} {statement.node.name.text}, line {line}", citation(statement))
            rows.append((str(number), _sentence(statement), " · ".join(filter(None, remark))))
        _rows(out, rows)


def _sentence(statement: Statement) -> str:
    if statement.gloss:
        return statement.gloss
    text = statement.place.source.text[statement.node.body.start : statement.node.body.end]
    return " ".join(text.split())


def _rows(out: Console, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of a label, a sentence and a remark: side by side where there is room, else below each other."""
    narrow = out.width < _NARROW
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=not narrow)
    table.add_column(justify="right", min_width=4, no_wrap=True)
    table.add_column(ratio=3, overflow="fold")
    if not narrow:
        table.add_column(ratio=2, style="dim", overflow="fold")
    for label, sentence, remark in rows:
        if narrow:
            table.add_row(label, Text(sentence))
            table.add_row("", Text(remark, style="dim"))
        else:
            table.add_row(label, Text(sentence), Text(remark))
    out.print(table)


def _show_world(out: Console, world: PossibleWorld, composed: Composed) -> None:
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
            _list(out, f"{title[:1].upper()}{title[1:]} it would differ", sentences)
    ideal = sum(len(worlds) for worlds in model.ideal.values())
    if ideal:
        _note(out, f"{ideal} ideal {'world is' if ideal == 1 else 'worlds are'} part of it; --json tells all of them.")
    _note(out, "Every statement was evaluated in it, and is true.")


def _show_truths(out: Console, title: str, composed: Composed, atoms: Sequence[object]) -> None:
    from proofs.formula import Atom  # noqa: PLC0415

    sentences = [atom_sentence(composed.vocabulary, atom) for atom in atoms if isinstance(atom, Atom)]
    _list(out, title, sentences or ["nothing"])


def _list(out: Console, title: str, sentences: Sequence[str]) -> None:
    out.print(f"\n  {title}")
    for sentence in sentences[:_MOST_ATOMS]:
        out.print(Text(f"    {sentence}"))
    if len(sentences) > _MOST_ATOMS:
        out.print(Text(f"    … and {len(sentences) - _MOST_ATOMS} more; --json tells all of them", style="dim"))


def error(text: str) -> None:
    """One line on standard error."""
    print(text, file=sys.stderr)  # noqa: T201 - this is what the function is for
