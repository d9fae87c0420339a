"""What an audit found, for a terminal: kind by kind, what is alike in one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from rich.console import Console

from antinomy.console.parts import console, headline, note, sentence, show_rows, show_statements
from logic.answers.audit import AuditAnswer, Finding, FindingKind, MirrorOutcome
from logic.theory import Statement

_Rows: TypeAlias = list[tuple[str, str, str]]

_TITLES: Final[Mapping[FindingKind, str]] = {
    "contradictory": "It is contradictory",
    "impossible": "True in no world, each by itself",
    "tautology": "True whatever else is: these exclude nothing",
    "follows": "Following from the rest, so that they add nothing",
    "no_conclusion": "Nothing is concluded",
    "trivial": "A trivial verdict",
    "by_definition": "A difference in what words mean",
    "idle": "Idle: in no minimal derivation of the conclusion",
    "unused_atom": "Spoken of by idle statements alone",
    "clash": "Prescriptions that cannot all be met, if obligations are to be consistent",
    "idle_atom": "Atoms whose value never matters",
    "single_use": "Atoms that one statement alone speaks of",
    "gloss_clash": "One word with several glosses: perhaps two concepts",
    "shared_gloss": "Several words with one gloss: perhaps one concept",
}
_MIRROR: Final[Mapping[MirrorOutcome, str]] = {
    "flips": "Mirror: the opposite premise gives the opposite verdict",
    "disappears": "Mirror: with the opposite premise the verdict disappears",
    "appears": "Mirror: with the opposite premise there is a verdict",
    "stays": "Mirror: with the opposite premise the verdict stays",
    "refuted": "Mirror: the rest leaves no room for the opposite premise",
}


def show(answer: AuditAnswer) -> None:
    """What an audit found."""
    out = console()
    rows = [finding for finding in answer.findings if finding.kind != "independent"]
    kinds = len({(finding.kind, finding.outcome) for finding in rows})
    if rows:
        headline(out, "·", f"{len(rows)} findings of {kinds} kinds about {answer.composition}", "yellow")
    else:
        headline(out, "✓", f"nothing to remark about {answer.composition}", "green")
    if not answer.complete:
        note(out, f"Incomplete: {answer.reason}. What is told was decided; what is missing was not.")
    for finding in answer.findings:
        if finding.kind == "independent":
            note(out, finding.says)
    if answer.composed is not None:
        for kind, title in _TITLES.items():
            _show_group(out, kind, title, [finding for finding in rows if finding.kind == kind])
            if kind == "unused_atom":
                _show_mirror(out, [finding for finding in rows if finding.kind == "mirror"])
    out.print()
    note(out, "Each finding was decided by Z3; there is no proof independent of Z3.")


def _show_group(out: Console, kind: FindingKind, title: str, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    if kind == "contradictory":
        show_statements(out, findings[0].statements, f"{title}, because of these; what follows from it is not told")
        return
    out.print(f"\n  {title}")
    layout: Callable[[Sequence[Finding]], _Rows] = _LAYOUTS.get(kind, _each_statement)
    show_rows(out, layout(findings))


def _show_mirror(out: Console, findings: Sequence[Finding]) -> None:
    for outcome, title in _MIRROR.items():
        group = [finding for finding in findings if finding.outcome == outcome]
        if group:
            out.print(f"\n  {title}")
            rows = [("", _told(finding.statements), _instead(finding)) for finding in group]
            show_rows(out, rows)


def _instead(finding: Finding) -> str:
    name = finding.statements[0].name
    verdicts = f"{finding.from_verdict} → {finding.to_verdict}".replace("_", " ")
    what = "denied" if finding.opposite == f"not {name}" else f"⇄ {finding.opposite}"
    return f"{name} {what}: {verdicts}"


def _each_statement(findings: Sequence[Finding]) -> _Rows:
    return [("", _told(finding.statements), ", ".join(_names(finding.statements))) for finding in findings]


def _from_premises(findings: Sequence[Finding]) -> _Rows:
    rows: _Rows = []
    for finding in findings:
        premises = ", ".join(_names(finding.premises)) or "by themselves"
        word = "from" if finding.kind == "follows" else "by"
        remark = f"{', '.join(_names(finding.statements))}, {word} {premises}" if finding.premises else ""
        rows.append(("", _told(finding.statements), remark or ", ".join(_names(finding.statements))))
    return rows


def _in_words(findings: Sequence[Finding]) -> _Rows:
    return [("", finding.says.replace("`", ""), ", ".join(_names(finding.premises))) for finding in findings]


def _by_family(findings: Sequence[Finding]) -> _Rows:
    """Atoms of one family in one row, with the statements that mention them."""
    families: dict[str, list[Finding]] = {}
    for finding in findings:
        families.setdefault(finding.atoms[0].partition("(")[0], []).append(finding)
    rows: _Rows = []
    for group in families.values():
        statements = dict.fromkeys(statement for finding in group for statement in finding.statements)
        rows.append(("", ", ".join(finding.atoms[0] for finding in group), ", ".join(_names(statements))))
    return rows


def _by_statement(findings: Sequence[Finding]) -> _Rows:
    return [("", ", ".join(finding.atoms), ", ".join(_names(finding.statements))) for finding in findings]


def _in_one_row(findings: Sequence[Finding]) -> _Rows:
    return [("", ", ".join(atom for finding in findings for atom in finding.atoms), "")]


_LAYOUTS: Final[Mapping[FindingKind, Callable[[Sequence[Finding]], _Rows]]] = {
    "follows": _from_premises,
    "clash": _from_premises,
    "no_conclusion": _in_words,
    "trivial": _in_words,
    "by_definition": _in_words,
    "gloss_clash": _in_words,
    "shared_gloss": _in_words,
    "idle_atom": _by_family,
    "unused_atom": _in_one_row,
    "single_use": _by_statement,
}


def _told(statements: Iterable[Statement]) -> str:
    return " ".join(sentence(statement) for statement in statements)


def _names(statements: Iterable[Statement]) -> list[str]:
    return [statement.name for statement in statements]
