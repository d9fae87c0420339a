"""What turns a verdict, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from antinomy.console.parts import console, headline, note, show_alternatives
from antinomy.console.verdict import SAYS, SIGNS, STYLES
from logic.answers.crux import Crux, CruxAnswer
from logic.products import count, products

_IT: dict[str, str] = {"forbids": "forbids it", "requires": "requires it", "leaves_open": "leaves it open"}


def show(answer: CruxAnswer) -> None:
    """What turns a verdict."""
    out = console()
    verdict = answer.from_verdict
    if verdict == "undecided":
        headline(out, "?", f"undecided: {answer.reason}", "yellow")
        return
    if not answer.arises:
        headline(out, SIGNS[verdict], f"{SAYS[verdict]}: there is no verdict to turn", STYLES.get(verdict, "red"))
        return
    headline(out, SIGNS[verdict], f"{answer.theory} {_said(verdict, answer.policy)}", STYLES.get(verdict, "red"))
    shown = 0
    for becomes, group in groupby(sorted(answer.cruxes, key=_kind), key=_kind):
        cruxes = list(group)
        out.print()
        note(out, _as_soon_as(answer, becomes, cruxes))
        _show_cruxes(out, answer, cruxes, shown)
        shown += len(cruxes)
    out.print()
    note(out, _whether_all(answer))
    if answer.cruxes:
        note(out, "Each was judged again by Z3, as it stands and without each of its members.")


def _said(verdict: str, policy: str) -> str:
    return f"leaves {policy} open" if verdict == "leaves_open" else f"{verdict} {policy}"


def _kind(crux: Crux) -> tuple[str, bool]:
    return crux.to_verdict, crux.trivial


def _as_soon_as(answer: CruxAnswer, kind: tuple[str, bool], cruxes: Sequence[Crux]) -> str:
    """What brings a verdict about, before the statements themselves."""
    becomes, trivial = kind
    aside = " (trivially: no statement with ought takes part)" if trivial else ""
    number = len(cruxes)
    if answer.from_verdict == "leaves_open":
        one = "what follows" if number == 1 else f"one of these {number} sets of premises"
        return f"It {_IT[becomes]}{aside} as soon as one grants {one}:"
    one = "what follows" if number == 1 else f"one of these {number} sets of its statements"
    if all(len(crux.remove) == 1 for crux in cruxes):
        one = "this statement" if number == 1 else f"any one of these {number} statements"
    return f"It {_IT[becomes]}{aside} as soon as one gives up {one}:"


def _show_cruxes(out: Console, answer: CruxAnswer, cruxes: Sequence[Crux], shown: int) -> None:
    assert answer.composed is not None
    statements = answer.composed.statements
    index = {statement: i for i, statement in enumerate(statements)}
    for product in products({index[s] for s in (*crux.add, *crux.remove)} for crux in cruxes):
        number = count(product)
        numbers = f"{shown + 1}" if number == 1 else f"{shown + 1}–{shown + number}"
        shown += number
        out.print(Text.assemble((f"\n  {numbers}", "bold"), (_shape([len(part) for part in product]), "dim")))
        show_alternatives(out, [[statements[i] for i in sorted(part)] for part in product])


def _shape(sizes: Sequence[int]) -> str:
    """How many alternatives of each part make so many sets, where they make several."""
    several = [size for size in sizes if size > 1]
    if not several:
        return ""
    fixed = len(sizes) - len(several)
    return "  " + ", and ".join([f"one of {size}" for size in several] + ([f"{fixed} more"] if fixed else []))


def _whether_all(answer: CruxAnswer) -> str:
    """Whether these are all, and out of what."""
    number = len(answer.premises)
    offered = f"the {number} premises on offer" if number != 1 else "the one premise on offer"
    if not number:
        offered = "premises, of which none was on offer"
    sources = f" ({', '.join(answer.pools)})" if answer.pools else ""
    adding = answer.from_verdict == "leaves_open"
    among = f"{offered}{sources}" if adding else f"the statements of {answer.theory}"
    if answer.reason is not None:
        found = "none that is missing is smaller than these" if answer.cruxes else "there may be some all the same"
        return f"Incomplete: {answer.reason}. Not every set out of {among} was decided; {found}."
    if answer.limited:
        return f"The first {len(answer.cruxes)} out of {among}: there may be more, none of them smaller."
    if not answer.cruxes:
        return f"No set out of {among} {'makes it forbid or require it' if adding else 'undoes it'}."
    return f"There are no others out of {among}, and in none of them can a member be spared."
