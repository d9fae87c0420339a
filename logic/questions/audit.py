"""Does every statement and every word of a composition do some work, and what work?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from logic.answers.audit import AuditAnswer, Finding
from logic.audit.conclusions import AboutFormula, AboutPolicy, Conclusion, by_definition, idle
from logic.audit.duties import clashes
from logic.audit.independence import contradictory, impossible, independence
from logic.audit.mirror import mirror, with_denials
from logic.audit.words import glosses, idle_atoms, single_uses
from logic.composition import Written
from logic.engine import Engine
from logic.limits import Limits
from logic.questions.common import AskedFormula, Faults, Ready, Stopwatch, prepare
from logic.questions.verdict import Judge, UndecidedError
from logic.theory import Theory


def audit(
    theory: Theory,
    composition: str | Written,
    policy: str | Written | None = None,
    formula: AskedFormula | None = None,
    limits: Limits | None = None,
) -> AuditAnswer | Faults:
    """Look at the statements and atoms of a composition one by one.

    Which follow from the rest, which exclude nothing or everything; which prescriptions clash;
    which atoms never matter, and which glosses clash. Of a policy or a formula to conclude
    something about: which statements are idle, whether the conclusion stands by definition,
    and what becomes of it when a premise is replaced by its opposite. What was found when
    the limits are over is kept, and said to be incomplete.

    Cost: some questions for each statement and each atom; what is idle takes, in the worst
    case, all minimal contradictions or corrections that there are.
    """
    watch = Stopwatch()
    ready = _prepare(theory, composition, policy, formula)
    if isinstance(ready, tuple):
        return ready
    limits = limits or Limits()
    findings: list[Finding] = []
    reason: str | None = None
    for section in _sections(ready, limits, policy is not None):
        try:
            # One by one, so that what was found before the limits were over stays.
            for finding in section:
                findings.append(finding)  # noqa: PERF402 - likewise
        except UndecidedError as error:
            reason = reason or str(error)
    return AuditAnswer(
        watch.seconds,
        reason,
        ready.composed.warnings,
        composition=ready.texts[0],
        policy=ready.texts[1] if policy is not None else None,
        formula=_text(formula),
        composed=ready.composed,
        findings=tuple(findings),
        complete=reason is None,
    )


def _prepare(
    theory: Theory, composition: str | Written, policy: str | Written | None, formula: AskedFormula | None
) -> Ready | Faults:
    """The question, with the pools that the composition picks from, for their rival premises."""
    parts = [[composition]] if policy is None else [[composition], [policy]]
    formulas = [] if formula is None else [formula]
    ready = prepare(theory, parts, formulas=formulas)
    if isinstance(ready, tuple):
        return ready
    statements = (ready.composed.statements[i] for i in ready.composed.parts[0])
    pools = dict.fromkeys(statement.module for statement in statements if statement.module.kind == "pool")
    return prepare(theory, parts, formulas=formulas, offered=pools) if pools else ready


def _text(formula: AskedFormula | None) -> str | None:
    if formula is None:
        return None
    text = formula if isinstance(formula, str) else formula[1].text[formula[0].start : formula[0].end]
    return " ".join(text.split())


def _sections(ready: Ready, limits: Limits, with_policy: bool) -> Iterator[Iterable[Finding]]:
    """The parts of the answer. Denials speak of all worlds there are, so each subject has an encoding of its own."""
    first = ready.composed.parts[0]
    engine = ready.engine(limits)
    found: list[Finding] = []
    yield _whether_contradictory(engine, first, found)
    if found:
        yield impossible(engine, first)
    elif not limits.over:
        yield independence(ready.engine(limits), first)
        yield from _about_conclusions(ready, limits, with_policy)
    yield clashes(engine, ready.everything)
    if not found and not limits.over:
        yield idle_atoms(ready.engine(limits), first)
    yield single_uses(engine, ready.everything)
    yield glosses(ready.composed.vocabulary)


def _whether_contradictory(engine: Engine, indices: tuple[int, ...], found: list[Finding]) -> Iterator[Finding]:
    finding = contradictory(engine, indices)
    if finding is not None:
        found.append(finding)
        yield finding


def _about_conclusions(ready: Ready, limits: Limits, with_policy: bool) -> Iterator[Iterable[Finding]]:
    """What there is to say of the policy, and of the formula, if they are given."""
    first = ready.composed.parts[0]
    if not with_policy and not ready.grounded.formulas:
        return
    grounded, denials = with_denials(ready.grounded, first)
    engine = Engine(grounded, limits)
    judge = Judge(engine)
    conclusions: list[Conclusion] = []
    if with_policy:
        about = AboutPolicy(judge, ready.composed.parts[1], f"`{ready.texts[1]}`")
        conclusions.append(about)
        yield by_definition(engine, about, first)
    if ready.grounded.formulas:
        conclusions.append(AboutFormula(judge, ready.grounded.formulas[0], "the formula"))
    for conclusion in conclusions:
        yield idle(engine, conclusion, first)
        yield mirror(engine, conclusion, first, denials)
