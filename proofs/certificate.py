"""Certificates: a question, its answer, and the evidence, in one file that is judged by what it holds.

`write` makes one; `verify` judges one, whoever made it: with the evaluator (`proofs.world`), the
kernel (`proofs.kernel`) and the judge of clausal proofs (`proofs.clausal`). What stands in one,
and what must be trusted besides, is told in `docs/certificates.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias, get_args

from proofs.clausal import Refutation, judge_refutation
from proofs.formula import Formula
from proofs.kernel import Accepted, judge
from proofs.proof import ACTUAL, Problem, Proof, opposite
from proofs.rules import plain
from proofs.sealed import Unreadable, WrongError, seal, unseal
from proofs.world import Agent, Layer, Model, Principle, Rigidity, Statement
from proofs.written import Reader, Writer, agent, distinct, items, mapping, record, string, wrong

FORMAT: Final = "antinomy certificate"
VERSION: Final = 1
FIELDS: Final = (
    *("format", "version", "question", "verdict", "scenarios", "agents", "rigidity"),
    *("formulas", "statements", "asked", "model", "proofs"),
)
ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "check": ("consistent", "contradictory"),
    "entails": ("entailed", "not entailed", "vacuous"),
    "requires": ("required", "not required", "vacuous"),
}
"""The questions, and the verdicts on each."""

EFFORT: Final = 30_000_000
"""How many parts of formulas, in all worlds together, the evaluator may be made to look at."""

TRUSTED: Final = (
    "that these statements, grounded, are what the files say",
    "that the scenarios, the agents and the rigidity of atoms are those of the files",
    "that the glosses and the sources are those of the statements",
)
"""What a certificate does not show."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a statement says in English, and its source: shown, and judged by nobody."""

    gloss: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Certificate:
    """A question about a problem, its verdict, and what shows it.

    `asked` are the formulas asked about: none for `check`, one for `entails`, the prescriptions
    for `requires`. `model` makes every statement true, and where something is *not* entailed or
    required, some formula asked about false. `proofs` are of `false`: from the statements alone,
    or for each formula asked about, in order, from the statements and its opposite.
    """

    problem: Problem
    question: str
    verdict: str
    asked: tuple[Formula, ...] = ()
    model: Model | None = None
    proofs: tuple[Proof | Refutation, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verified:
    """The evidence shows the verdict. `rests_on` are the statements that proofs quote."""

    question: str
    verdict: str
    statements: tuple[str, ...]
    rests_on: tuple[str, ...]
    trusted: tuple[str, ...] = TRUSTED


@dataclass(frozen=True, slots=True)
class Rejected:
    """It is no certificate of what it says, and why."""

    reason: str


Judged: TypeAlias = Verified | Rejected | Unreadable


def write(certificate: Certificate) -> str:
    """A certificate as text, the same bytes for the same certificate. Judges nothing."""
    writer, problem = Writer(), certificate.problem
    statements = [_statement(writer, each, certificate.notes.get(each.name)) for each in problem.statements]
    asked = [writer.formula(formula) for formula in certificate.asked]
    model = None if certificate.model is None else writer.model(certificate.model)
    proofs = [writer.proof(proof) for proof in certificate.proofs]
    rigidity = {name: kind for name, kind in problem.rigidity.items() if kind != "plain"}
    values = (
        *(FORMAT, VERSION, certificate.question, certificate.verdict),
        *([*problem.scenarios], [*problem.agents], rigidity, writer.rows, statements, asked, model, proofs),
    )
    return seal(dict(zip(FIELDS, values, strict=True)))


def _statement(writer: Writer, statement: Statement, note: Note | None) -> dict[str, Any]:
    body = statement.body
    says = {"principle": body} if isinstance(body, str) else {"formula": writer.formula(body)}
    inert = {} if note is None else {"gloss": note.gloss, "source": note.source}
    told = {name: value for name, value in inert.items() if value is not None}
    return {"name": statement.name, "layer": statement.layer, **says, **told}


def read(text: str | bytes) -> Certificate | Rejected | Unreadable:
    """A certificate as it is written; nothing is said of whether its evidence shows anything."""
    try:
        content = unseal(text, FIELDS)
        return content if isinstance(content, Unreadable) else _read(content)
    except WrongError as fault:
        return Rejected(str(fault))
    except Exception as fault:  # noqa: BLE001 - whatever is malformed is rejected, in whatever way it is
        return Rejected(f"it is malformed ({type(fault).__name__})")


def _read(content: dict[str, Any]) -> Certificate:
    if (content["format"], content["version"]) != (FORMAT, VERSION) or type(content["version"]) is not int:
        raise wrong(f"it is no certificate of version {VERSION}")
    question, verdict = string(content["question"]), string(content["verdict"])
    if verdict not in ANSWERS.get(question, ()):
        raise wrong("there is no such question, or no such verdict on it")
    scenarios = distinct(items(content["scenarios"], string), "a scenario")
    agents: tuple[Agent, ...] = distinct(items(content["agents"], agent), "an agent")
    if None not in agents:
        raise wrong("the impersonal agent is not among the agents")
    rigidity: dict[str, Rigidity] = {}
    for name, kind in mapping(content["rigidity"]).items():
        if string(kind) not in {"settled", "rigid"}:
            raise wrong("there is no such rigidity")
        rigidity[name] = "settled" if kind == "settled" else "rigid"
    reader = Reader(content["formulas"], scenarios, agents)
    told = items(content["statements"], lambda each: _told(reader, each))
    distinct(tuple(statement.name for statement, _ in told), "a statement")
    asked = items(content["asked"], reader.formula)
    model = None if content["model"] is None else replace(reader.model(content["model"]), rigidity=rigidity)
    _bound(reader, content, model)
    return Certificate(
        Problem(tuple(statement for statement, _ in told), rigidity, scenarios, agents),
        *(question, verdict, asked, model, items(content["proofs"], reader.proof)),
        {statement.name: note for statement, note in told},
    )


def _told(reader: Reader, value: object) -> tuple[Statement, Note]:
    said = record(value, "name layer", "formula principle gloss source")
    layer, principle = next((each for each in get_args(Layer) if each == said["layer"]), None), None
    if layer is None or (layer == "principle") != ("principle" in said) or ("principle" in said) == ("formula" in said):
        raise wrong("a statement has no layer, or does not say what one of its layer says")
    if "principle" in said:
        principle = next((each for each in get_args(Principle) if each == said["principle"]), None)
        if principle is None:
            raise wrong("there is no such principle")
    if layer == "law" and reader.modal(reader.at(said["formula"])):
        raise wrong("a law speaks of obligations or scenarios")
    note = Note(*(string(said[name]) if name in said else None for name in ("gloss", "source")))
    return Statement(string(said["name"]), layer, principle or reader.formula(said["formula"])), note


def _bound(reader: Reader, content: dict[str, Any], model: Model | None) -> None:
    """Refuse what would cost the evaluator too much."""
    rows = [reader.at(each["formula"]) for each in content["statements"] if "formula" in each]
    rows += [reader.at(row) for row in content["asked"]]
    worlds = 1 if model is None else 1 + len(model.scenarios) + sum(map(len, model.ideal.values()))
    if sum(reader.sizes[row] for row in rows) * worlds > EFFORT:
        raise wrong("its statements are too large to evaluate")


def verify(text: str | bytes) -> Judged:
    """Whether a certificate shows what it says. Never raises, whatever the text; standard library alone."""
    certificate = read(text)
    if not isinstance(certificate, Certificate):
        return certificate
    try:
        rests_on = _shown(certificate)
    except WrongError as fault:
        return Rejected(str(fault))
    except Exception as fault:  # noqa: BLE001 - likewise
        return Rejected(f"it is malformed ({type(fault).__name__})")
    names = tuple(statement.name for statement in certificate.problem.statements)
    return Verified(certificate.question, certificate.verdict, names, rests_on)


def _shown(certificate: Certificate) -> tuple[str, ...]:
    """The statements that proofs quote, where the evidence shows the verdict."""
    asked, verdict, proofs = certificate.asked, certificate.verdict, certificate.proofs
    if not {"check": not asked, "entails": len(asked) == 1, "requires": bool(asked)}[certificate.question]:
        raise wrong("the question is asked of no formula, or of too many")
    modelled = verdict in {"consistent", "entailed", "required", "not entailed", "not required"}
    assumed: list[Formula | None] = [None] if verdict in {"contradictory", "vacuous"} else []
    assumed += asked if verdict in {"entailed", "required"} else ()
    if (certificate.model is not None) != modelled or len(proofs) != len(assumed):
        raise wrong("the evidence is not of the kind that shows such a verdict")
    if certificate.model is not None:
        _evaluate(certificate.model, certificate)
        if verdict.startswith("not ") and all(map(certificate.model.holds, asked)):
            raise wrong("the world shown makes everything true that was asked about")
    quoted: dict[str, None] = {}
    for proof, denied in zip(proofs, assumed, strict=True):
        quoted |= dict.fromkeys(_judged(proof, certificate.problem, denied))
    return tuple(quoted)


def _evaluate(model: Model, certificate: Certificate) -> None:
    """Refuse a model that is not well formed, or makes a statement false."""
    if faults := [*model.faults(), *(f"{name} is false" for name in model.violated(certificate.problem.statements))]:
        raise wrong(f"the world shown is none: {faults[0]}")


def _judged(proof: Proof | Refutation, problem: Problem, denied: Formula | None) -> tuple[str, ...]:
    """The statements that a proof of `false` quotes, where it assumes nothing, or the opposite of a formula."""
    verdict = judge(proof, problem) if isinstance(proof, Proof) else judge_refutation(proof, problem)
    if not isinstance(verdict, Accepted):
        raise wrong(f"the proof is not accepted: {verdict}")
    allowed = [] if denied is None else [(ACTUAL, opposite(plain(denied)))]
    if any((world, plain(formula)) not in allowed for world, formula in verdict.assumes):
        raise wrong("the proof assumes what was not asked about")
    return verdict.statements
