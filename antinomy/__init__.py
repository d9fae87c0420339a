"""Antinomy: a formal-logic consistency checker for theories of international relations.

The public API. Every function takes compositions as text (`"offensive_realism + restraint"`),
and optionally files or folders of axioms to read besides the library; it returns an answer,
or the diagnostics of what is wrong with the input as a tuple. `to_json` gives an answer's
JSON form. Nothing heavy is imported before the first question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grammar.diagnostics import Diagnostic
    from logic.answers.audit import AuditAnswer
    from logic.answers.check import CheckAnswer
    from logic.answers.common import Answer
    from logic.answers.compare import CompareAnswer
    from logic.answers.consequences import ConsequencesAnswer
    from logic.answers.contradictions import ContradictionsAnswer
    from logic.answers.contrast import ContrastAnswer
    from logic.answers.crux import CruxAnswer
    from logic.answers.entails import EntailsAnswer
    from logic.answers.explain import ExplainAnswer
    from logic.answers.export import ExportAnswer, Form
    from logic.answers.interpolant import InterpolantAnswer
    from logic.answers.matrix import MatrixAnswer
    from logic.answers.prove import ProveAnswer
    from logic.answers.repairs import RepairsAnswer
    from logic.answers.variants import VariantsAnswer
    from logic.answers.verdict import VerdictAnswer
    from logic.answers.worlds import JudgedWorldAnswer, WorldsAnswer
    from logic.theory import Theory
    from proofs.narrate import Level

__version__ = "0.1.0"
__all__ = [
    "audit",
    "check",
    "compare",
    "consequences",
    "contradictions",
    "contrast",
    "crux",
    "entails",
    "explain",
    "export",
    "interpolant",
    "judge_world",
    "load",
    "matrix",
    "prove",
    "render",
    "repairs",
    "to_json",
    "variants",
    "verdict",
    "worlds",
]


def load(*paths: str | PathLike[str]) -> Theory:
    """Read files and folders of axioms; the installed library is always there too.

    Faults in them are in the `workspace.diagnostics` of the result, and are returned by
    every question that meets them.
    """
    from logic.theory import Theory  # noqa: PLC0415 - heavy, and not needed by `import antinomy`
    from logic.workspace import Workspace  # noqa: PLC0415

    return Theory(Workspace(map(Path, paths)))


def check(composition: str, theory: Theory | None = None, *, timeout: float | None = None) -> CheckAnswer | Faults:
    """Has a composition a world? `timeout` is in seconds, here and below."""
    from logic.questions.check import check as ask  # noqa: PLC0415

    return ask(theory or load(), composition, _limits(timeout))


def contradictions(
    composition: str, theory: Theory | None = None, *, limit: int | None = None, timeout: float | None = None
) -> ContradictionsAnswer | Faults:
    """Which minimal contradictions are there: all, or the smallest `limit` of them?"""
    from logic.questions.contradictions import contradictions as ask  # noqa: PLC0415

    return ask(theory or load(), composition, _limits(timeout), limit=limit)


def repairs(
    composition: str,
    theory: Theory | None = None,
    *,
    keep: Sequence[str] = (),
    limit: int | None = None,
    timeout: float | None = None,
) -> RepairsAnswer | Faults:
    """What could be given up? `keep` names statements, modules or layers that are not to be."""
    from logic.questions.repairs import repairs as ask  # noqa: PLC0415

    return ask(theory or load(), composition, _limits(timeout), keep=keep, limit=limit)


def variants(
    composition: str,
    over: Sequence[str],
    policy: str | None = None,
    theory: Theory | None = None,
    *,
    timeout: float | None = None,
) -> VariantsAnswer | Faults:
    """What do all the ways of keeping some of the statements that `over` names say, of a policy or by themselves?"""
    from logic.questions.variants import variants as ask  # noqa: PLC0415

    return ask(theory or load(), composition, over, policy, _limits(timeout))


def entails(
    composition: str, formula: str, theory: Theory | None = None, *, timeout: float | None = None
) -> EntailsAnswer | Faults:
    """Does a formula follow from a composition?"""
    from logic.questions.entails import entails as ask  # noqa: PLC0415

    return ask(theory or load(), composition, formula, _limits(timeout))


def explain(  # noqa: PLR0913 - a name for each thing that can be explained
    composition: str,
    theory: Theory | None = None,
    *,
    formula: str | None = None,
    policy: str | None = None,
    level: Level = "default",
    timeout: float | None = None,
) -> ExplainAnswer | Faults:
    """Why is a composition contradictory, why does a formula follow, or why does it say what it says of a policy?

    `level` is `brief`, `default` or `full`.
    """
    from logic.questions.explain import Subject  # noqa: PLC0415
    from logic.questions.explain import explain as ask  # noqa: PLC0415

    return ask(theory or load(), Subject(composition, formula, policy, level), _limits(timeout))


def export(
    composition: str,
    form: Form,
    formula: str | None = None,
    theory: Theory | None = None,
    *,
    timeout: float | None = None,
) -> ExportAnswer | Faults:
    """A composition, or the proof that it is contradictory, for other programs: see `docs/exports.md`."""
    from logic.questions.export import export as ask  # noqa: PLC0415

    return ask(theory or load(), composition, form, formula, _limits(timeout))


def verdict(
    subject: str, policy: str, theory: Theory | None = None, *, timeout: float | None = None
) -> VerdictAnswer | Faults:
    """What does a theory, with all that is composed with it, say of a policy?"""
    from logic.questions.verdict import verdict as ask  # noqa: PLC0415

    return ask(theory or load(), subject, policy, _limits(timeout))


def matrix(
    theories: Sequence[str],
    policies: Sequence[str],
    shared: str | None = None,
    theory: Theory | None = None,
    *,
    timeout: float | None = None,
) -> MatrixAnswer | Faults:
    """What does every theory say of every policy? `shared` joins every theory."""
    from logic.questions.matrix import matrix as ask  # noqa: PLC0415

    return ask(theory or load(), theories, policies, shared, limits=_limits(timeout))


def interpolant(
    subject: str, policy: str, theory: Theory | None = None, *, timeout: float | None = None
) -> InterpolantAnswer | Faults:
    """On which proposition do a theory and a policy that it forbids part company?"""
    from logic.questions.interpolant import interpolant as ask  # noqa: PLC0415

    return ask(theory or load(), subject, policy, _limits(timeout))


def worlds(
    composition: str,
    theory: Theory | None = None,
    *,
    about: str | None = None,
    limit: int = 100,
    timeout: float | None = None,
) -> WorldsAnswer | Faults:
    """Which distinct worlds does a composition leave possible, up to `limit`, and how many are there?

    `about` names the atoms that tell them apart: `"takes, in unenlarged: russia_used_force"`.
    """
    from logic.questions.worlds import worlds as ask  # noqa: PLC0415

    return ask(theory or load(), composition, about=about, most=limit, limits=_limits(timeout))


def judge_world(
    composition: str, world: str | PathLike[str], theory: Theory | None = None
) -> JudgedWorldAnswer | Faults:
    """Which statements does the world in a file violate? It has the form in which answers print worlds."""
    from logic.questions.worlds import judge_world as ask  # noqa: PLC0415

    return ask(theory or load(), composition, Path(world))


def consequences(
    composition: str,
    theory: Theory | None = None,
    *,
    about: str | None = None,
    limit: int = 1_000,
    timeout: float | None = None,
) -> ConsequencesAnswer | Faults:
    """What is fixed in every world of a composition, and which clauses follow, over the atoms that `about` names?"""
    from logic.questions.consequences import consequences as ask  # noqa: PLC0415

    return ask(theory or load(), composition, about=about, most=limit, limits=_limits(timeout))


def compare(
    first: str, second: str, theory: Theory | None = None, *, timeout: float | None = None
) -> CompareAnswer | Faults:
    """Is one composition stronger than another, are they equivalent, incompatible, incomparable?"""
    from logic.questions.compare import compare as ask  # noqa: PLC0415

    return ask(theory or load(), first, second, _limits(timeout))


def crux(  # noqa: PLR0913 - a theory, a policy and premises are three things
    subject: str,
    policy: str,
    pools: Sequence[str] = (),
    theory: Theory | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> CruxAnswer | Faults:
    """Which premises turn a verdict, and which statements does it rest on? By default all pools are on offer."""
    from logic.questions.crux import crux as ask  # noqa: PLC0415

    return ask(theory or load(), subject, policy, pools, limit=limit, limits=_limits(timeout))


def contrast(  # noqa: PLR0913 - two theories and a policy are three things
    first: str,
    second: str,
    policy: str,
    theory: Theory | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> ContrastAnswer | Faults:
    """Why do two theories differ on a policy, and which smallest exchanges give the first the second's verdict?"""
    from logic.questions.contrast import contrast as ask  # noqa: PLC0415

    return ask(theory or load(), first, second, policy, limit=limit, limits=_limits(timeout))


def audit(
    composition: str,
    policy: str | None = None,
    formula: str | None = None,
    theory: Theory | None = None,
    *,
    timeout: float | None = None,
) -> AuditAnswer | Faults:
    """Does every statement and every word of a composition do some work, for a policy or a formula if one is given?"""
    from logic.questions.audit import audit as ask  # noqa: PLC0415

    return ask(theory or load(), composition, policy, formula, _limits(timeout))


def prove(paths: Iterable[str | PathLike[str]] = (), *, timeout: float | None = None) -> ProveAnswer:
    """Do the claims in files and folders hold; without any, those of the library? `timeout` is for each claim."""
    from logic.questions.prove import prove_all  # noqa: PLC0415

    return prove_all(load(*paths), limits=lambda: _limits(timeout))


def to_json(answer: Answer) -> dict[str, Any]:
    """The JSON form of an answer, as the command prints it."""
    from logic.answers.common import to_json as convert  # noqa: PLC0415

    return convert(answer)


def render(diagnostic: Diagnostic) -> str:
    """A diagnostic in words: where, an excerpt, what is wrong and what to write instead."""
    from grammar.render import render as words  # noqa: PLC0415

    return words(diagnostic)


def _limits(seconds: float | None) -> Any:
    from logic.limits import Limits  # noqa: PLC0415

    return Limits(seconds)


if TYPE_CHECKING:
    Faults = tuple[Diagnostic, ...]
