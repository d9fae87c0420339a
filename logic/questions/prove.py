"""Do the claims hold?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from grammar import tree
from grammar.catalogue import severity
from grammar.diagnostics import Diagnostic, ordered
from logic.answers.prove import ClaimAnswer, Outcome, ProveAnswer
from logic.composition import Written
from logic.engine import Clash, Engine, World
from logic.limits import Limits
from logic.minimal import Minimal
from logic.questions.common import AskedFormula, Faults, Ready, Stopwatch, prepare, recheck
from logic.questions.follows import follows
from logic.questions.verdict import Judge, UndecidedError
from logic.solver import Undecided
from logic.theory import Citation, Theory
from logic.workspace import Module


@dataclass(frozen=True)
class Claimed:
    """A claim, and the module that it stands in."""

    module: Module
    node: tree.Claim

    @property
    def name(self) -> str:
        """The full name, `module.name`."""
        return f"{self.module.name}.{self.node.name.text}"


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a claim came out, and why in one sentence where it does not hold."""

    outcome: Outcome
    why: str = ""


HOLDS = Ruling("holds")


def claims_of(modules: Iterable[Module]) -> tuple[Claimed, ...]:
    """All claims of some modules, in order."""
    return tuple(
        Claimed(module, item) for module in modules for item in module.node.items if isinstance(item, tree.Claim)
    )


def prove_all(
    theory: Theory,
    *,
    limits: Callable[[], Limits] = Limits,
    progress: Callable[[ClaimAnswer], None] | None = None,
) -> ProveAnswer:
    """Decide the claims of the files given, or of the library where none was.

    Every fault of those files is reported besides, in `faults`.
    """
    workspace = theory.workspace
    nothing_given = not workspace.given.files and not workspace.diagnostics
    modules = workspace.library.modules if nothing_given else workspace.given.modules
    faults = list(workspace.library.diagnostics if nothing_given else workspace.diagnostics)
    for module in modules:
        faults.extend(theory.check_closure(module))
    answer = prove(theory, claims_of(modules), limits=limits, progress=progress)
    return replace(answer, faults=ordered(faults))


def prove(
    theory: Theory,
    claims: Sequence[Claimed],
    *,
    limits: Callable[[], Limits] = Limits,
    progress: Callable[[ClaimAnswer], None] | None = None,
) -> ProveAnswer:
    """Decide claims, one by one; `limits` gives each its own.

    `progress` is told of each as it is decided. Faults of the files that hold the claims
    are not looked for here.
    """
    watch = Stopwatch()
    answers: list[ClaimAnswer] = []
    for claim in claims:
        answer = _within(theory, claim, limits())
        answers.append(answer)
        if progress is not None:
            progress(answer)
    return ProveAnswer(watch.seconds, claims=tuple(answers))


def _within(theory: Theory, claim: Claimed, limits: Limits) -> ClaimAnswer:
    """Decide one claim, unless somebody has asked to stop: then it is not even read."""
    if limits.interruption.requested:
        return _answer(claim, Ruling("undecided", limits.why), ())
    return decide(theory, claim, limits)


def decide(theory: Theory, claim: Claimed, limits: Limits) -> ClaimAnswer:
    """Decide one claim."""
    module, node = claim.module, claim.node
    faults = [fault for fault in theory.check(module) if severity(fault) == "error" and _inside(fault, node)]
    ready = tuple(faults) if faults else ready_for(theory, claim)
    if isinstance(ready, tuple):
        return _answer(claim, Ruling("error", "it cannot be asked"), ready)
    try:
        ruling = _JUDGEMENTS[node.judgement.word](ready, node.judgement, ready.engine(limits))
    except UndecidedError as error:
        ruling = Ruling("undecided", str(error))
    return _answer(claim, ruling, ready.composed.warnings)


def _inside(fault: Diagnostic, node: tree.Claim) -> bool:
    return fault.place is not None and node.start <= fault.place.span.start < node.end


def ready_for(theory: Theory, claim: Claimed) -> Ready | Faults:
    """A claim's question, made ready."""
    judgement, source = claim.node.judgement, claim.module.source
    parts: list[list[str | Written]] = [[Written(judgement.subject, source, source)]]
    if judgement.other is not None:
        parts.append([Written(judgement.other, source, source)])
    formulas: list[AskedFormula] = [(judgement.formula, source)] if judgement.formula is not None else []
    ready = prepare(theory, parts, formulas=formulas)
    if isinstance(ready, tuple) or judgement.because is None:
        return ready
    known = {statement.name for statement in ready.composed.statements}
    unknown = [each for each in judgement.because if str(each) not in known]
    faults = [Diagnostic("E701", claim.module.place(each), {"name": str(each)}) for each in unknown]
    return ordered(faults) if faults else ready


def _answer(claim: Claimed, ruling: Ruling, notes: Faults) -> ClaimAnswer:
    source, node = claim.module.source, claim.node
    line, _ = source.position(node.start)
    text = source.text[node.judgement.start : node.judgement.end]
    citation = "; ".join(str(Citation(reference.key, reference.locator)) for reference in node.citation)
    return ClaimAnswer(
        claim.name,
        tree.text_of(node.gloss),
        " ".join(text.split()),
        ruling.outcome,
        ruling.why,
        source.name,
        line,
        citation,
        notes,
    )


# Judgements


def _model(engine: Engine, indices: Sequence[int]) -> World | Clash:
    """A model, evaluated, or a clash."""
    outcome = engine.ask(indices)
    if isinstance(outcome, Undecided):
        raise UndecidedError(outcome.reason)
    return outcome


def _consistent(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Ruling:
    if isinstance(_model(engine, ready.everything), World):
        return HOLDS
    return Ruling("fails", "it is contradictory")


def _contradictory(ready: Ready, judgement: tree.Judgement, engine: Engine) -> Ruling:
    if isinstance(_model(engine, ready.everything), World):
        return Ruling("fails", "it is consistent")
    if judgement.because is None:
        return HOLDS
    members = tuple(sorted(set(ready.composed.indices(str(each) for each in judgement.because))))
    if isinstance(_model(engine, members), World):
        return Ruling("fails", "the statements named are consistent with each other")
    for left_out in members:
        if isinstance(_model(engine, [i for i in members if i != left_out]), Clash):
            name = ready.composed.statements[left_out].name
            return Ruling("fails", f"the statements named are contradictory without {name} too")
    again = recheck(engine, Minimal(members, False, False), ())
    return Ruling("undecided", again.reason) if isinstance(again, Undecided) else HOLDS


def _entailment(ready: Ready, engine: Engine) -> Ruling | None:
    """Nothing where the formula follows, a ruling that fails where it does not, or only vacuously."""
    if isinstance(_model(engine, ready.everything), Clash):
        return Ruling("fails", "the composition is contradictory, so that everything follows from it")
    denial = engine.literal(ready.grounded.formulas[0], positive=False)
    outcome = engine.ask(ready.everything, [denial])
    if isinstance(outcome, Undecided):
        raise UndecidedError(outcome.reason)
    return Ruling("fails", "there is a world in which it does not hold") if isinstance(outcome, World) else None


def _entails(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Ruling:
    return _entailment(ready, engine) or HOLDS


def _does_not_entail(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Ruling:
    ruling = _entailment(ready, engine)
    if ruling is None:
        return Ruling("fails", "it follows")
    return ruling if "contradictory" in ruling.why else HOLDS


def _says(word: str) -> Callable[[Ready, tree.Judgement, Engine], Ruling]:
    told = {
        "requires": "the theory requires it",
        "forbids": "the theory forbids it",
        "leaves_open": "the theory leaves it open",
        "theory_inconsistent": "the theory is contradictory by itself",
        "policy_inconsistent": "the policy is contradictory by itself",
    }

    def judge(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Ruling:
        found = Judge(engine).verdict(*ready.composed.parts)
        return HOLDS if found == word else Ruling("fails", told[found])

    return judge


def _independent(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Ruling:
    indices = ready.everything
    if isinstance(_model(engine, indices), Clash):
        return Ruling("fails", "it is contradictory")
    following = follows(engine, [(i, [j for j in indices if j != i]) for i in indices])
    names = [ready.composed.statements[i].name for i in following]
    return Ruling("fails", f"{', '.join(names)} follows from the rest") if names else HOLDS


def _equivalent(ready: Ready, _judgement: tree.Judgement, engine: Engine) -> Ruling:
    left, right = ready.composed.parts
    for part, which in ((left, "first"), (right, "second")):
        if isinstance(_model(engine, part), Clash):
            return Ruling("fails", f"the {which} is contradictory")
    pairs = [(i, left) for i in right if i not in left] + [(i, right) for i in left if i not in right]
    following = set(follows(engine, pairs))
    missing = [ready.composed.statements[i].name for i, _ in pairs if i not in following]
    return Ruling("fails", f"{', '.join(missing)} does not follow from the other") if missing else HOLDS


_JUDGEMENTS: dict[tree.JudgementWord, Callable[[Ready, tree.Judgement, Engine], Ruling]] = {
    "consistent": _consistent,
    "contradictory": _contradictory,
    "entails": _entails,
    "does not entail": _does_not_entail,
    "requires": _says("requires"),
    "forbids": _says("forbids"),
    "leaves open": _says("leaves_open"),
    "independent": _independent,
    "equivalent": _equivalent,
}
