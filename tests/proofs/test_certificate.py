"""Certificates: what is written is read again and judged, and no damage, forged or accidental, gets past."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from proofs.certificate import (
    ANSWERS,
    FIELDS,
    TRUSTED,
    Certificate,
    Note,
    Rejected,
    Verified,
    read,
    verify,
    write,
)
from proofs.clausal import Clause, Derived, Ideal, Refutation
from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor, atoms
from proofs.kernel import DEEPEST
from proofs.proof import ACTUAL, Box, Opened, Problem, Proof
from proofs.samples import PROBLEM, SAID, SAMPLES, H, P, Q, line, quote
from proofs.sealed import LARGEST, Unreadable, seal
from proofs.world import Model, Statement, World

ROOT = Path(__file__).resolve().parent.parent.parent
WAY = Implies(P, Q)


def problem(*names: str) -> Problem:
    return replace(PROBLEM, statements=tuple(SAID[name] for name in names))


def deduction(name: str) -> Certificate:
    proof = SAMPLES[name]
    used = dict.fromkeys(each.statement for each in proof.walk() if each.statement is not None)
    return Certificate(problem(*used), "check", "contradictory", proofs=(proof,))


P_WORLD: World = frozenset({P, Q})
MODEL = Model(P_WORLD, {"s": frozenset({Q})}, {None: (P_WORLD, frozenset({Q})), "a": (P_WORLD,)}, PROBLEM.rigidity)
CLAUSAL = Refutation(
    (Ideal(Opened("k", ("a",)), Ought("a", Q)), Ideal(Opened("w", (None,), able=True), "t.can")),
    (
        Clause(((ACTUAL, Not(Ought("a", Q))),), "premise", "t.may"),
        Clause(((ACTUAL, Ought("a", P)),), "premise", "t.must"),
        Clause(((ACTUAL, Ought("a", Q)), ("k", Not(Q))), "witness"),
        Clause(((ACTUAL, Ought("a", Q)), (ACTUAL, Not(Ought("a", P))), ("k", P)), "ought_elim"),
        Clause(((ACTUAL, Ought("a", Q)), ("k", WAY)), "premise", "t.way"),
        Clause((("k", Not(WAY)), ("k", Not(P)), ("k", Q)), "implies_elim"),
    ),
    (Derived((-5,), (1, 2, 3, 4, 6)), Derived(())),
)
DENYING = Proof(
    (quote(2, "t.if"), quote(3, "t.p"), line(4, Q, "implies_elim", 2, 3), line(5, FALSE, "contradiction", 4, 1)),
    (line(1, Not(Q), "assumption"),),
)
GLOSSES = {"t.if": Note("What p brings.", "Author 1990, p. 3"), "t.p": Note("It is so: “p”.")}
RULE = problem("t.if", "t.p")

CERTIFICATES: dict[str, Certificate] = {
    **{name: deduction(name) for name in SAMPLES if not SAMPLES[name].assumes},
    "clausal": Certificate(problem("t.may", "t.must", "t.way", "t.can"), "check", "contradictory", proofs=(CLAUSAL,)),
    "model": Certificate(problem("t.if", "t.p", "t.way", "t.can"), "check", "consistent", model=MODEL, notes=GLOSSES),
    "entailed": Certificate(RULE, "entails", "entailed", (Q,), MODEL, (DENYING,), GLOSSES),
    "not entailed": Certificate(problem("t.if"), "entails", "not entailed", (In("s", P),), MODEL),
    "vacuous": replace(deduction("ponens"), question="entails", verdict="vacuous", asked=(H,)),
    "required": Certificate(RULE, "requires", "required", (Q, Not(Not(Q))), MODEL, (DENYING, DENYING)),
    "not required": Certificate(problem("t.p"), "requires", "not required", (Ought("a", P), Ought(None, P)), MODEL),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_what_is_written_is_read_again_and_verified(name: str) -> None:
    certificate = CERTIFICATES[name]
    text = write(certificate)
    back = read(text)
    assert isinstance(back, Certificate)
    notes = {each.name: certificate.notes.get(each.name, Note()) for each in certificate.problem.statements}
    assert back == replace(certificate, notes=notes)
    assert write(back) == text
    verdict = verify(text.encode())
    assert verdict == verify(text)
    assert isinstance(verdict, Verified)
    assert (verdict.question, verdict.verdict) == (certificate.question, certificate.verdict)
    assert verdict.trusted == TRUSTED
    assert set(verdict.rests_on) <= set(verdict.statements) == {each.name for each in certificate.problem.statements}


def test_every_verdict_is_certified_here() -> None:
    shown = {(each.question, each.verdict) for each in CERTIFICATES.values()}
    missing = {(question, verdict) for question, verdicts in ANSWERS.items() for verdict in verdicts} - shown
    assert missing == {("requires", "vacuous")}


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests/proofs')\n"
        "from proofs.certificate import *; from proofs.samples import *\n"
        "from proofs.world import Model\n"
        "model = Model(frozenset({P, Q}), {'s': frozenset({Q, P})}, {None: (frozenset({Q, P}),), 'a': ()})\n"
        "for name, proof in SAMPLES.items():\n"
        "    print(write(Certificate(PROBLEM, 'check', 'contradictory', (), model, (proof,))))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1


def test_it_is_judged_where_nothing_but_the_standard_library_can_be_imported(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(write(CERTIFICATES["clausal"]), encoding="utf-8")
    program = (
        "import sys\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        top = name.partition('.')[0]\n"
        "        if top != 'proofs' and top not in sys.stdlib_module_names:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Wall())\n"
        "for name in ('z3', 'lark', 'logic', 'grammar', 'antinomy'):\n"
        "    try:\n"
        "        __import__(name)\n"
        "    except ImportError:\n"
        "        continue\n"
        "    sys.exit(name)\n"
        "from proofs.certificate import verify\n"
        f"print(type(verify(open({str(path)!r}, 'rb').read())).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("Verified\n", "")


# False verdicts, honestly sealed.

FALSEHOODS: dict[str, Certificate] = {
    "a consistent composition called contradictory": replace(CERTIFICATES["model"], verdict="contradictory"),
    "a model and a proof": replace(CERTIFICATES["ponens"], model=MODEL),
    "a proof of a contradiction called consistency": replace(CERTIFICATES["ponens"], verdict="consistent"),
    "no evidence": replace(CERTIFICATES["ponens"], proofs=()),
    "no model": replace(CERTIFICATES["model"], model=None),
    "a false statement": replace(CERTIFICATES["model"], problem=problem("t.if", "t.not_q")),
    "a false law at an ideal world": replace(
        CERTIFICATES["model"], model=replace(MODEL, ideal={None: (frozenset({P}),), "a": (P_WORLD,)})
    ),
    "no ideal world where there must be one": replace(
        CERTIFICATES["model"], model=replace(MODEL, ideal={None: (P_WORLD,), "a": ()})
    ),
    "a hidden agent": replace(CERTIFICATES["model"], model=replace(MODEL, ideal={None: (P_WORLD,)})),
    "an agent too many": replace(CERTIFICATES["model"], model=replace(MODEL, ideal={**MODEL.ideal, "b": ()})),
    "a hidden scenario": replace(CERTIFICATES["model"], model=replace(MODEL, scenarios={})),
    "settled atoms that differ": replace(CERTIFICATES["model"], model=replace(MODEL, actual=P_WORLD | {H})),
    "an agent that statements speak of and the list hides": replace(
        CERTIFICATES["obliged"], problem=replace(CERTIFICATES["obliged"].problem, agents=(None,))
    ),
    "a list without the impersonal agent": replace(
        CERTIFICATES["obliged"], problem=replace(CERTIFICATES["obliged"].problem, agents=("a",))
    ),
    "a scenario that statements speak of and the list hides": replace(
        CERTIFICATES["scenario"], problem=replace(CERTIFICATES["scenario"].problem, scenarios=())
    ),
    "history called structure": replace(
        CERTIFICATES["settled"], problem=replace(CERTIFICATES["settled"].problem, rigidity={})
    ),
    "a statement less": replace(CERTIFICATES["ponens"], problem=problem("t.if", "t.p")),
    "a statement twice": replace(CERTIFICATES["ponens"], problem=problem("t.if", "t.p", "t.not_q", "t.p")),
    "a statement of another layer": replace(
        CERTIFICATES["scenario"], problem=replace(PROBLEM, statements=(SAID["t.there"], Statement("t.if", "fact", WAY)))
    ),
    "a law about obligations": replace(
        CERTIFICATES["ponens"],
        problem=replace(PROBLEM, statements=(*PROBLEM.statements, Statement("t.x", "law", Ought(None, P)))),
    ),
    "scenarios inside obligations": replace(
        CERTIFICATES["ponens"],
        problem=replace(PROBLEM, statements=(*PROBLEM.statements, Statement("t.x", "fact", Ought(None, In("s", P))))),
    ),
    "a hole": replace(CERTIFICATES["ponens"], proofs=(Proof((line(1, FALSE, "hole"),)),)),
    "an assumption": replace(
        CERTIFICATES["ponens"], proofs=(Proof((line(2, FALSE, "carry", 1),), (line(1, FALSE, "assumption"),)),)
    ),
    "the denial of something else": replace(CERTIFICATES["entailed"], asked=(P,)),
    "an entailment without consistency": replace(CERTIFICATES["entailed"], model=None),
    "an entailment of two": replace(CERTIFICATES["entailed"], asked=(Q, Q), proofs=(DENYING, DENYING)),
    "a question of nothing": replace(CERTIFICATES["not entailed"], asked=()),
    "a requirement half shown": replace(CERTIFICATES["required"], proofs=(DENYING,)),
    "a model in which it is true": replace(CERTIFICATES["not entailed"], asked=(Q,)),
    "a check about something": replace(CERTIFICATES["model"], asked=(P,)),
    "another question's verdict": replace(CERTIFICATES["model"], question="entails"),
    "no such question": replace(CERTIFICATES["model"], question="proves"),
    "a clause that no rule justifies": replace(
        CERTIFICATES["clausal"],
        proofs=(replace(CLAUSAL, clauses=(*CLAUSAL.clauses, Clause(((ACTUAL, FALSE),), "truth"))),),
    ),
}


@pytest.mark.parametrize("name", FALSEHOODS)
def test_false_verdicts_are_rejected_however_well_sealed(name: str) -> None:
    assert isinstance(verify(write(FALSEHOODS[name])), Rejected)


def test_formulas_of_every_kind_are_read_as_they_were_written() -> None:
    bodies: list[Formula] = [
        *(TRUE, FALSE, P, Atom("f", ("a", "b")), Not(P), And(()), And((P, Q)), Or(()), Or((P, P)), Implies(P, Q)),
        *(Iff(P, Q), Xor(P, Q), AtLeast(2, (P, Q, P)), AtLeast(0, ()), Ought(None, P), Ought("a", Not(P)), In("s", P)),
    ]
    said = tuple(Statement(f"t.{n}", "fact", body) for n, body in enumerate(bodies))
    certificate = Certificate(replace(PROBLEM, statements=said), "check", "contradictory")
    back = read(write(certificate))
    assert isinstance(back, Certificate)
    assert back.problem == certificate.problem


def nested(depth: int) -> Proof:
    inner = line(0, FALSE, "hole")
    for at in range(1, depth + 1):
        assumed = line(2_000 + at, P, "assumption")
        last = line(4_000 + at, FALSE, "hole")
        inner = line(at, Not(P), "reductio", boxes=(Box(None, (assumed,), (inner, last)),))
    return Proof((inner, line(9_000, FALSE, "hole")))


def test_boxes_that_a_reader_can_follow_are_read() -> None:
    holey = verify(write(replace(CERTIFICATES["ponens"], proofs=(nested(DEEPEST),))))
    assert isinstance(holey, Rejected)
    assert "holes" in holey.reason
    deeper = verify(write(replace(CERTIFICATES["ponens"], proofs=(nested(DEEPEST + 1),))))
    assert isinstance(deeper, Rejected)
    assert "deep" in deeper.reason


# Hostile files.


def document(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(write(CERTIFICATES[name]))
    return {field: content[field] for field in FIELDS}


def deep_rows(depth: int, width: int) -> list[list[Any]]:
    return [["atom", "p"], *(["and", *[at] * width] for at in range(depth))]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (deep_rows(400, 1), "deep"),
        (deep_rows(60, 2), "too large"),
        ([["atom", "p"], ["not", 1]], "not there"),
        ([["atom", "p"], ["not", -1]], "too small"),
        ([["atom", "p"], ["not", 0, 0]], "parts"),
        ([["atom", "p"], ["not", True]], "number"),
        ([["atom", "p"], ["not", "0"]], "number"),
        ([["atom", "p"], ["atom", "p"]], "twice"),
        ([["atom"]], "written so"),
        ([["atom", 7]], "string"),
        ([["constant", 1]], "written so"),
        ([["nothing"]], "kind"),
        ([[]], "kind"),
        ([7], "list"),
        ([["atom", "p"], ["ought", "zz", 0]], "agents"),
        ([["atom", "p"], ["ought", 7, 0]], "written so"),
        ([["atom", "p"], ["in", "zz", 0]], "scenarios"),
        ([["atom", "p"], ["in", None, 0]], "written so"),
        ([["atom", "p"], ["in", "s", 0], ["ought", None, 1]], "inside"),
        ([["atom", "p"], ["at_least", -1, 0]], "small"),
        ("rows", "list"),
    ],
)
def test_tables_that_are_none(rows: Any, why: str) -> None:
    content = document("model")
    content.update(
        formulas=rows,
        asked=[],
        statements=[{"name": "t.x", "layer": "fact", "formula": 60}] if why == "too large" else [],
    )
    content["model"] = {"actual": [0], "scenarios": {"s": []}, "ideal": [[None, []], ["a", []]]}
    verdict = verify(seal(content))
    assert isinstance(verdict, Rejected)
    assert why in verdict.reason


GOOD = write(CERTIFICATES["model"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "not JSON",
        b"\xff\xfe",
        "[" * 100_000,
        '{"a":' * 100_000,
        " " * (LARGEST + 1),
        b"\x00",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_what_is_no_json_is_unreadable(text: str | bytes) -> None:
    assert isinstance(verify(text), Unreadable)


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "[]",
        "{}",
        "null",
        "[9999999999999999]",
        "[1.5]",
        "[1e400]",
        "[NaN]",
        "9" * 10_000,
        "[-Infinity]",
        '{"a": 1, "a": 1}',
        GOOD + " ",
        " " + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace('"version": 1', '"version": 2'),
        GOOD.replace("It is so", "It is not so"),
        GOOD.replace("It", "\\u0049t"),
        GOOD.replace('"t.p"', '"t.q"'),
        GOOD.replace("sha256:", "sha256:0"),
    ],
    ids=repr,
)
def test_what_is_json_and_no_certificate_is_rejected(text: str) -> None:
    assert text != GOOD
    assert isinstance(verify(text), Rejected)


# Corruption: accidents first, in which everything is refused; then forgeries, sealed anew.


@pytest.mark.parametrize("name", ["model", "clausal", "required", "witness"])
def test_every_accident_is_refused(name: str) -> None:
    data = write(CERTIFICATES[name]).encode()
    random = Random(name)  # noqa: S311 - no secret
    damaged = [data[:cut] for cut in range(0, len(data), 37)]
    for _ in range(250):
        at, other = random.randrange(len(data)), random.randrange(len(data))
        flipped = data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
        low, high = min(at, other), max(at, other)
        damaged += [flipped, data[:at] + data[at + 1 :], data[:at] + data[at : at + 1] + data[at:]]
        damaged.append(data[:low] + data[high:] + data[low:high])
    tampered = [each for each in damaged if each != data]
    assert len(tampered) > 1_000
    assert [each for each in tampered if isinstance(verify(each), Verified)] == []


JUNK: tuple[Any, ...] = (None, True, 1, -1, 99, "x", "t.p", "actual", [], [0], {})


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in a document with each of its keys."""
    keys = range(len(value)) if isinstance(value, list) else sorted(value) if isinstance(value, dict) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


def forgeries(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    count = sum(1 for _ in places(content))
    for at in range(count):
        changed = copy.deepcopy(content)
        container, key = list(places(changed))[at]
        old = container[key]
        for junk in (*JUNK, *([old - 1, old + 1] if type(old) is int else [])):
            if junk != old or type(junk) is not type(old):
                container[key] = junk
                yield changed
        container[key] = old
        if isinstance(container, list):
            container[key], container[0] = container[0], container[key]
            yield changed
            container[key], container[0] = container[0], container[key]
            container.insert(key, old)
            yield changed
            del container[key]
        elif container is not changed:
            container["more"] = old
            yield changed
            del container["more"]
        if container is not changed:
            del container[key]
            yield changed


def subsets(worlds: list[World]) -> list[tuple[World, ...]]:
    return list(chain.from_iterable(combinations(worlds, size) for size in range(len(worlds) + 1)))


def every_model(about: Problem, asked: tuple[Formula, ...]) -> Iterator[Model]:
    """All models over the atoms that are spoken of, by brute force."""
    bodies = [*(each.body for each in about.statements if isinstance(each.body, Formula)), *asked]
    found = list(dict.fromkeys(atom for body in bodies for atom in atoms(body)))

    def worlds(like: World, kinds: set[str]) -> list[World]:
        kept = frozenset(atom for atom in like if about.rigidity.get(atom.name, "plain") in kinds)
        free = [atom for atom in found if about.rigidity.get(atom.name, "plain") not in kinds]
        return [kept.union(chosen) for size in range(len(free) + 1) for chosen in combinations(free, size)]

    for actual in worlds(frozenset(), set()):
        there = worlds(actual, {"rigid"})
        ideal = subsets(worlds(actual, {"rigid", "settled"}))
        for scenarios in product(there, repeat=len(about.scenarios)):
            for chosen in product(ideal, repeat=len(about.agents)):
                told = dict(zip(about.scenarios, scenarios, strict=True))
                yield Model(actual, told, dict(zip(about.agents, chosen, strict=True)), about.rigidity)


def true_verdicts(about: Problem, asked: tuple[Formula, ...]) -> set[str]:
    """The verdicts on a small problem that are true."""
    found = set()
    for model in every_model(about, asked):
        if not model.violated(about.statements):
            found.add(all(map(model.holds, asked)))
            if len(found) > 1:
                break
    if not found:
        return {"contradictory", "vacuous"}
    return {"consistent", *(("not entailed", "not required") if False in found else ("entailed", "required"))}


@pytest.mark.parametrize("name", ["able", "witness", "clausal", "required", "not entailed"])
def test_a_forgery_that_is_accepted_tells_the_truth(name: str) -> None:
    refused, known = 0, dict[str, set[str]]()
    for forged in forgeries(document(name)):
        text = seal(forged)
        verdict = verify(text)
        if isinstance(verdict, Verified):
            certificate = read(text)
            assert isinstance(certificate, Certificate)
            about, asked = certificate.problem, certificate.asked
            # What nothing speaks of would only make brute force slower.
            about = replace(about, scenarios=about.scenarios[:1], agents=about.agents[:2])
            said = [(each.layer, each.body) for each in about.statements]
            key = repr((said, sorted(about.rigidity.items()), about.scenarios, about.agents, asked))
            if key not in known:
                known[key] = true_verdicts(about, asked)
            assert verdict.verdict in known[key], text
        else:
            refused += 1
            assert isinstance(verdict, Rejected)
            assert not verdict.reason.startswith("it is malformed")
    assert refused > 500
