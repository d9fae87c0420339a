"""All variants of a composition, for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from antinomy.console.parts import console, headline, note, show_statements
from antinomy.glosses import ranges
from logic.answers.variants import Boundary, VariantsAnswer
from logic.hitting import members

_LISTED = 20
_SAYS = {
    "contradictory": "contradictory",
    "consistent": "consistent",
    "theory_inconsistent": "contradictory by themselves",
    "forbids": "forbid the policy",
    "rest": "do not",
}


def show(answer: VariantsAnswer) -> None:
    """How many variants say what, and the frontier by the numbers of the statements."""
    out = console()
    composed = answer.composed
    if composed is None:
        return
    total = 1 << len(answer.over)
    if answer.counts is None:
        headline(out, "?", f"incomplete ({answer.reason}): {total:,} variants", "yellow")
    else:
        told = ", ".join(f"{number:,} {_SAYS[kind]}" for kind, number in answer.counts.items())
        headline(out, "✓", f"of {total:,} variants {told}", "green")
    show_statements(out, [composed.statements[i] for i in answer.over], "What a variant may lack")
    out.print()
    _show_boundary(out, answer.alone, "")
    if answer.joined is not None:
        _show_boundary(out, answer.joined, " with the policy")
    if answer.policy_consistent is False:
        note(out, "The policy is contradictory by itself: no variant forbids it, for there is nothing to forbid.")
    if answer.counts is not None:
        note(out, "Counted by the frontier, which one refutation by Z3 and an evaluated world for each set certify.")


def _show_boundary(out: Console, boundary: Boundary, what: str) -> None:
    if boundary.maximal == () or boundary.minimal in {(), (0,)}:
        never = boundary.minimal == ()
        note(out, f"{'Never' if never else 'Always'} contradictory{what}, whatever a variant keeps.")
        return
    _show_sets(out, boundary.minimal, f"Contradictory{what} as soon as a variant keeps all of")
    _show_sets(out, boundary.maximal, f"Consistent{what} as long as a variant keeps no more than")


def _show_sets(out: Console, sets: tuple[int, ...] | None, title: str) -> None:
    if sets is None:
        note(out, f"{title}: too many sets to list, or not all found in time.")
        return
    if not sets or sets == (0,):
        return
    out.print(f"  {title}")
    for each in sets[:_LISTED]:
        out.print(Text(f"    {ranges([1 + at for at in members(each)], '-') or 'none of them'}"))
    if len(sets) > _LISTED:
        out.print(Text(f"    … and {len(sets) - _LISTED:,} more; --json tells all of them", style="dim"))
