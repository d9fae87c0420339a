"""The certificates of claims, kept in a folder: one file a claim, by its full name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import proofs
from antinomy.certificates import save
from grammar.diagnostics import Diagnostic
from logic.answers.prove import ProveAnswer
from logic.certificates import claim_certificate
from logic.limits import Limits
from logic.questions.prove import claims_of
from logic.questions.verdict import UndecidedError
from logic.support import UnprovedError
from logic.theory import Theory

RECORDED: Final = Path(proofs.__file__).parent / "recorded"
"""Where the certificates of the library's claims are kept."""


def record_all(
    theory: Theory, answer: ProveAnswer, folder: Path, limits: Callable[[], Limits]
) -> tuple[Diagnostic, ...]:
    """Write the certificates of claims that hold; what kept some from being written.

    Claims that no certificate shows, and those undecided within the limits, have none.
    """
    holding = {claim.name for claim in answer.claims if claim.outcome == "holds"}
    workspace = theory.workspace
    modules = (*workspace.given.modules, *workspace.library.modules)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return (Diagnostic("E508", None, {"path": folder.as_posix(), "why": error.strerror or str(error)}),)
    faults = []
    for claim in claims_of(modules):
        if claim.name not in holding:
            continue
        holding.discard(claim.name)
        try:
            certificate = claim_certificate(theory, claim, limits())
        except (UndecidedError, UnprovedError):
            continue
        fault = None if certificate is None else save(folder / f"{claim.name}.json", certificate)
        if fault is not None:
            faults.append(fault)
    return tuple(faults)
