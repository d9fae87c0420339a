"""Arguments for a terminal: numbered sentences on the left, what they rest on at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from antinomy.console.parts import evidence, note, show_rows, show_statements
from antinomy.formats.parts import by_name, follows, quoted
from logic.answers.common import Contradiction
from logic.answers.explain import Argument
from logic.narration import steps
from logic.theory import Statement
from proofs.narrate import Sentence

_READABLE: Final = 30
"""How many steps an argument has at most that is shown unasked; of a longer one, the turning points."""


def show_argument(out: Console, argument: Argument, statements: Mapping[str, Statement]) -> None:
    """The steps of an argument, those under a supposition set off."""
    rows = []
    for step in argument.steps:
        text = f"{'│ ' * len(step.under)}{step.text}"
        rows.append((str(argument.first + step.number - 1), text, _remark(argument, step, statements)))
    show_rows(out, rows, whole_words=True)


def _remark(argument: Argument, step: Sentence, statements: Mapping[str, Statement]) -> str:
    """What a step follows from and by which statements; of one that only quotes, whom these cite."""
    if step.follows:
        by = f" by {', '.join(step.statements)}" if step.statements else ""
        return f"{follows(argument, step)}{by}"
    told = [f"{name} · {cited}" if cited else name for name, cited in quoted(step, statements)]
    return ("\n" if any("·" in each for each in told) else ", ").join(told)


def places(statements: Sequence[Statement]) -> str:
    """Where statements stand: `realism.axioms:14, 19 · bridges/deontic.axioms:10`; of a file given, its name."""
    lines: dict[str, list[str]] = {}
    for statement in statements:
        line, _ = statement.place.source.position(statement.node.start)
        name = statement.place.source.name
        file = name.removeprefix("<library>/") if name.startswith("<library>/") else name.rpartition("/")[2]
        lines.setdefault(file, []).append(str(line))
    return " · ".join(f"{file}:{', '.join(found)}" for file, found in lines.items())


def show_contradiction(out: Console, contradiction: Contradiction) -> None:
    """Why statements cannot all be true, as an argument where there is a proof, and what giving one up would do."""
    told = steps(contradiction)
    if len(told) > _READABLE:
        told = steps(contradiction, "brief")
    if told:
        out.print("\n  Why")
        show_argument(out, Argument(contradiction, told), by_name(contradiction.statements))
    else:
        show_statements(out, contradiction.statements, "Why")
    size = len(contradiction.statements)
    fewest = "" if contradiction.smallest else " Whether there is a smaller one was not settled in time."
    out.print()
    rest = contradiction.among - 1
    if size == 1:
        note(out, "It cannot be true whatever else is." + ("" if contradiction.only else " It is not the only one."))
    elif contradiction.only:
        others = f"the other {rest} can all be true" if rest > 1 else "the other one can be true"
        note(out, f"Give up any one of the {size} and {others}: this is the only contradiction.")
    else:
        note(out, f"Without any one of the {size} the others are consistent. Other contradictions may exist.{fewest}")
    note(out, evidence(contradiction.proof))
    if told:
        out.print(Padding(Text(places(contradiction.statements), style="dim"), (0, 0, 0, 2)))
