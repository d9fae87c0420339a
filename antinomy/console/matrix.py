"""A table of verdicts, for a terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from antinomy.console.parts import console
from antinomy.console.verdict import SIGNS
from logic.answers.matrix import MatrixAnswer
from logic.answers.verdict import PolicyVerdict


def show(answer: MatrixAnswer) -> None:
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
