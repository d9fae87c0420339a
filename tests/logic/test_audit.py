"""Audits find what there is to find, and nothing else; against brute force, and examples worked by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import HealthCheck, given, settings

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.parse import parse_formula
from grammar.span import Source
from logic import naive, strategies
from logic.answers.audit import AuditAnswer, Finding, FindingKind
from logic.audit.duties import clashes
from logic.audit.independence import independence
from logic.audit.words import idle_atoms
from logic.limits import Limits
from logic.marco import Explorer
from logic.questions.audit import audit
from logic.questions.common import Ready, mentioned, prepare
from logic.solver import Outcome, Solver
from logic.theory import Theory
from logic.workspace import Workspace

seldom = settings(
    max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
LIBRARY = Theory(Workspace())
FRAME = tree.Statement("principle", tree.Name("frame"), None, (), tree.Frame("consistent"))


def theory_of(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def ready_for(text: str, *parts: str) -> Ready:
    ready = prepare(theory_of(text), [[part] for part in parts])
    assert isinstance(ready, Ready), (text, ready)
    return ready


def audited(text: str, policy: str | None = None, formula: str | None = None) -> AuditAnswer:
    answer = audit(theory_of(text), "t", policy, formula)
    assert isinstance(answer, AuditAnswer), (text, answer)
    return answer


def library(composition: str, policy: str | None = None, formula: str | None = None) -> AuditAnswer:
    answer = audit(LIBRARY, composition, policy, formula)
    assert isinstance(answer, AuditAnswer)
    return answer


def of_kind(answer: AuditAnswer, kind: FindingKind) -> list[Finding]:
    return [finding for finding in answer.findings if finding.kind == kind]


def about(findings: Sequence[Finding]) -> list[str]:
    return [statement.name for finding in findings for statement in finding.statements]


def subsets(members: Sequence[int]) -> list[tuple[int, ...]]:
    return list(chain.from_iterable(combinations(members, size) for size in range(len(members) + 1)))


def minimal(
    members: Sequence[int], nodes: Sequence[tree.Statement], ready: Ready, *others: tree.Statement
) -> set[tuple[int, ...]]:
    """The minimal sets of statements that have no world, with some others, by brute force."""
    found: list[tuple[int, ...]] = []
    for chosen in subsets(members):
        if not any(set(known) <= set(chosen) for known in found):
            statements = [*others, *(nodes[i] for i in chosen)]
            if not naive.has_world(ready.composed.vocabulary, statements):
                found.append(chosen)
    return set(found)


def nodes_of(ready: Ready) -> list[tree.Statement]:
    return [statement.node for statement in ready.composed.statements]


# What follows


@seldom
@given(strategies.theories(most=5))
def test_what_follows_follows_by_brute_force(text: str) -> None:
    ready = ready_for(text, "t")
    nodes, vocabulary = nodes_of(ready), ready.composed.vocabulary
    if not naive.has_world(vocabulary, nodes):
        assert about(of_kind(audited(text), "contradictory"))
        return
    findings = list(independence(ready.engine(), ready.everything))
    names = {statement.name: statement.node for statement in ready.composed.statements}
    following = {n for f in findings if f.kind in {"follows", "tautology"} for n in about([f])}
    independent = {n for f in findings if f.kind == "independent" for n in about([f])}
    for at, (name, node) in enumerate(names.items()):
        rest = [*nodes[:at], *nodes[at + 1 :]]
        assert (name in following) == naive.follows(vocabulary, node, rest)
        assert (name in independent) != (name in following)
    for finding in findings:
        if finding.kind == "follows" and finding.statements[0].principle != "implies can":
            node, premises = finding.statements[0].node, [each.node for each in finding.premises]
            assert naive.follows(vocabulary, node, premises)
            assert not any(naive.follows(vocabulary, node, [p for p in premises if p is not o]) for o in premises)


# What is idle


@seldom
@given(strategies.theories(least=3, most=6))
def test_exploring_finds_every_contradiction_and_what_is_in_none(text: str) -> None:
    ready = ready_for(text, "t")
    expected = minimal(ready.everything, nodes_of(ready), ready)
    assert set(Explorer(ready.engine(), ready.everything).contradictions()) == expected
    idle = list(Explorer(ready.engine(), ready.everything).idle())
    assert idle == [i for i in ready.everything if not any(i in each for each in expected)]


@settings(seldom, max_examples=120)
@given(strategies.theories_against_policy())
def test_idle_statements_are_in_no_contradiction_and_the_mirror_is_true(text: str) -> None:
    answer = audited(text, "u")
    ready = ready_for(text, "t", "u")
    nodes, (theory, policy) = nodes_of(ready), ready.composed.parts
    before = naive_verdict(ready, [nodes[i] for i in theory], [nodes[i] for i in policy])
    if before == "forbids":
        contradictions = minimal(ready.everything, nodes, ready)
        used = {i for each in contradictions for i in each}
        assert about(of_kind(answer, "idle")) == [
            statement.name for i, statement in enumerate(ready.composed.statements) if i not in used
        ]
    mirrored = of_kind(answer, "mirror")[:2]
    for finding in mirrored:
        (statement,) = finding.statements
        assert isinstance(statement.node.body, tree.Formula)
        other = tree.Statement("fact", tree.Name("other"), None, (), tree.Not(statement.node.body))
        kept = [nodes[i] for i in theory if nodes[i] != statement.node]
        after = naive_verdict(ready, [*kept, other], [nodes[i] for i in policy])
        assert (finding.from_verdict, finding.to_verdict) == (before, after)


def naive_verdict(ready: Ready, theory: Sequence[tree.Statement], policy: Sequence[tree.Statement]) -> str:
    def possible(*statements: tree.Statement, but: tree.Statement | None = None) -> bool:
        denied = [tree.Not(but.body)] if but is not None and not isinstance(but.body, tree.Frame) else []
        return naive.has_world(ready.composed.vocabulary, list(dict.fromkeys(statements)), denied)

    principles = [each for each in (*theory, *policy) if each.layer == "principle"]
    if not possible(*theory, *principles):
        return "theory_inconsistent"
    if not possible(*policy, *principles):
        return "policy_inconsistent"
    if not possible(*theory, *policy):
        return "forbids"
    prescriptions = [each for each in policy if each.layer == "prescription"]
    others = [*theory, *(each for each in policy if each not in prescriptions)]
    if prescriptions and not any(possible(*others, but=each) for each in prescriptions):
        return "requires"
    return "leaves_open"


# What clashes


@seldom
@given(strategies.theories_with_policy())
def test_clashing_prescriptions_are_the_minimal_ones(text: str) -> None:
    ready = ready_for(text, "t", "u")
    nodes = nodes_of(ready)
    laws = [node for node in nodes if node.layer == "law"]
    prescriptions = [i for i, node in enumerate(nodes) if node.layer == "prescription"]
    if not naive.has_world(ready.composed.vocabulary, [*laws, FRAME]):
        return
    found = list(clashes(ready.engine(), ready.everything))
    names = [statement.name for statement in ready.composed.statements]
    expected = minimal(prescriptions, nodes, ready, FRAME, *laws)
    assert {tuple(names.index(name) for name in about([finding])) for finding in found} == expected
    for finding in found:
        statements = [each.node for each in (*finding.statements, *finding.premises)]
        assert not naive.has_world(ready.composed.vocabulary, [*statements, FRAME])


# What does not matter


@settings(seldom, max_examples=300)
@given(strategies.theories(most=4))
def test_an_idle_atom_can_be_any_other_word(text: str) -> None:
    if "define" in text or "implies can" in text:
        return
    ready = ready_for(text, "t")
    spoken_of = {atom.name for atom in mentioned(ready.grounded, ready.everything)}
    names = [name for name in ("p", "h", "k") if name in spoken_of]
    if not names or not naive.has_world(ready.composed.vocabulary, nodes_of(ready)):
        return
    name = names[0]
    idle = {atom for finding in idle_atoms(ready.engine(), ready.everything) for atom in finding.atoms}
    assert (name in idle) == replaceable(text, name)


def replaceable(text: str, name: str) -> bool:
    """Whether a theory still follows from itself with a strange word in place of a name, by brute force."""
    said = text.partition("theory t")[2]
    rigidity = {"p": "", "h": "settled ", "k": "rigid "}[name]
    renamed = re.sub(rf"\b{name}\b", "z", said).replace("extends v", f"extends v\n{rigidity}atom z")
    strange = f"{text}\ntheory w{renamed}"
    ready = ready_for(strange, "t", "w")
    vocabulary = ready.composed.vocabulary
    own, other = ([ready.composed.statements[i].node for i in part] for part in ready.composed.parts)
    for node in other:
        if isinstance(node.body, tree.Frame):
            continue
        if not naive.follows(vocabulary, node, own):
            return False
        if naive.Reader(vocabulary).descriptive_axiom(node):
            for scenario in vocabulary.scenarios:
                elsewhere = tree.Not(tree.InScenario(tree.Name(scenario), node.body))
                if naive.has_world(vocabulary, own, [elsewhere]):
                    return False
    return True


WORDS = "vocabulary v\natom p\natom q\natom r\nsettled atom h\nrigid atom k\n"


def idle_in(statements: str, scenario: str = "") -> list[str]:
    answer = audited(f"{WORDS}{scenario}theory t extends v\n{statements}\n")
    return [finding.atoms[0] for finding in of_kind(answer, "idle_atom")]


IDLE_ATOMS = [
    ("fact a: p or q\nfact b: q", "", ["p"]),
    ("fact a: p or q", "", []),
    ("axiom a: p or q\nfact b: q", "scenario s\n", []),
    ("axiom a: p or q\naxiom b: q", "scenario s\n", ["p"]),
    ("principle c: ought implies can\naxiom a: p or q\nfact b: q", "", []),
    ("norm a: ought (p or q)\nnorm b: ought q", "", ["p"]),
    ("norm a: ought (p or q)\nfact b: q", "", []),
    ("law a: p or q\nfact b: q", "", []),
    ("law a: p or q\nlaw b: q", "", ["p"]),
    ("fact a: h or p\nfact b: ought (p or not h) or h\nfact c: h", "", ["p"]),
    ("norm a: may p and may (not p)", "", []),
    ("fact a: (p and k) or (not p and k)", "", ["p"]),
]


@pytest.mark.parametrize(("statements", "scenario", "idle"), IDLE_ATOMS)
def test_idle_atoms(statements: str, scenario: str, idle: list[str]) -> None:
    assert idle_in(statements, scenario) == idle


# Examples


def test_what_there_is_to_say_of_the_statements() -> None:
    answer = audited(
        "theory t\natom p\natom q\nfact a: p\nfact b: if p then q\nfact c: q\nfact d: p or not p\nnorm e: p and q",
    )
    assert answer.complete
    assert about(of_kind(answer, "tautology")) == ["t.d"]
    following = {
        finding.statements[0].name: [p.name for p in finding.premises] for finding in of_kind(answer, "follows")
    }
    assert following == {"t.a": ["t.e"], "t.b": ["t.c"], "t.c": ["t.e"], "t.e": ["t.a", "t.b"]}
    assert of_kind(answer, "independent") == []


def test_of_a_contradiction_nothing_else_is_told() -> None:
    answer = audited("theory t\natom p\nfact a: p\nfact b: not p\nfact c: false", "t", "p")
    assert about(of_kind(answer, "contradictory")) == ["t.c"]
    assert about(of_kind(answer, "impossible")) == ["t.c"]
    kinds = {finding.kind for finding in answer.findings}
    assert kinds <= {"contradictory", "impossible", "single_use"}


CLASHING = """
vocabulary v
atom p
atom q
law l: not (p and q)
theory t extends v
prescription a: ought p
prescription b: ought not p
prescription c: ought q
prescription d: ought (p and not p)
"""


def test_prescriptions_that_clash() -> None:
    found = of_kind(audited(CLASHING), "clash")
    told = [([s.name for s in finding.statements], [s.name for s in finding.premises]) for finding in found]
    assert told == [(["t.d"], []), (["t.a", "t.b"], []), (["t.a", "t.c"], ["v.l"])]
    assert [finding.says for finding in found[:2]] == [
        "`t.d` cannot be met, by itself, if obligations are to be consistent.",
        "`t.a`, `t.b` cannot all be met, by themselves, if obligations are to be consistent.",
    ]


GLOSSES = """
vocabulary v
sort S = {a}
atom p "it rains"
atom q(x: S) "{x} sings"
theory t extends v
atom p "it pours"
atom r "It  rains"
define s(y: S) "{y} sings": q(y)
fact f: p or r or s(a)
"""


def test_glosses_that_clash() -> None:
    answer = audited(GLOSSES)
    assert [finding.atoms for finding in of_kind(answer, "gloss_clash")] == [("p",)]
    assert [finding.atoms for finding in of_kind(answer, "shared_gloss")] == [("p", "r"), ("q", "s")]
    assert "“it rains” and “it pours”" in of_kind(answer, "gloss_clash")[0].says


POOL = """
vocabulary v
atom p
rigid atom gains
rigid atom loses
law l: not (gains and loses)
pool effects extends v
fact plus: gains
fact minus: loses
fact neither: not gains and not loses
theory t extends v
principle d: ought is consistent
norm n: if gains then ought p
norm o: if loses then ought not p
axiom idle: gains or not gains
policy go extends v
prescription m: ought p
"""


def mirrored(answer: AuditAnswer) -> dict[tuple[str, str | None], str | None]:
    return {(f.statements[0].name, f.opposite): f.outcome for f in of_kind(answer, "mirror")}


def mirror_of(
    composition: str, policy: str | None, formula: str | None = None
) -> dict[tuple[str, str | None], str | None]:
    answer = audit(theory_of(POOL), composition, policy, formula)
    assert isinstance(answer, AuditAnswer)
    assert answer.complete
    return mirrored(answer)


def test_rivals_stand_in_for_a_premise() -> None:
    found = mirror_of("t + effects.plus", "go")
    assert found["effects.plus", "effects.minus"] == "flips"
    assert found["effects.plus", "effects.neither"] == "disappears"
    assert found["t.n", "not t.n"] == "flips"
    assert found["t.idle", "not t.idle"] == "refuted"
    assert ("t.d", "not t.d") not in found
    assert ("v.l", "not v.l") not in found


def test_a_formula_is_mirrored_too() -> None:
    found = mirror_of("t + effects.plus", None, "ought p")
    assert found["effects.plus", "effects.minus"] == "flips"
    assert mirror_of("t + effects.minus", None, "ought p")["effects.minus", "effects.plus"] == "flips"
    assert mirror_of("t + effects.neither", None, "gains")["effects.neither", "effects.plus"] == "flips"


def test_where_nothing_is_concluded_an_opposite_may_conclude() -> None:
    found = mirror_of("t + effects.neither", "go")
    assert found["effects.neither", "effects.plus"] == "appears"
    assert found["effects.neither", "effects.minus"] == "appears"
    answer = audit(theory_of(POOL), "t + effects.neither", "go")
    assert isinstance(answer, AuditAnswer)
    assert [finding.from_verdict for finding in of_kind(answer, "no_conclusion")] == ["leaves_open"]
    assert of_kind(answer, "idle") == []


def test_what_stays_may_need_one_of_the_two() -> None:
    text = "vocabulary v\natom p\nrigid atom k\nrigid atom m\nlaw l: not (k and m)\n"
    text += "pool x extends v\nfact a: k\nfact b: m\n"
    text += "theory t extends v\nnorm n: if k or m then ought p\npolicy u extends v\nprescription o: ought p\n"
    answer = audit(theory_of(text), "t + x.a", "u")
    assert isinstance(answer, AuditAnswer)
    (finding,) = [each for each in of_kind(answer, "mirror") if each.statements[0].name == "x.a"]
    assert (finding.opposite, finding.outcome) == ("x.b", "stays")
    assert "not without either" in finding.says


DEFINITION = """
vocabulary v
atom p
atom q
vocabulary w extends v
law words: if p then q
theory t extends w
principle d: ought is consistent
fact f: p
policy u extends v
prescription m: ought p
prescription n: ought not q
policy bare extends v
prescription m: ought p and not p
"""


def test_a_difference_in_what_words_mean() -> None:
    (finding,) = of_kind(audited(DEFINITION, "u"), "by_definition")
    assert [premise.name for premise in finding.premises] == ["w.words", "t.d", "u.m", "u.n"]
    assert finding.from_verdict == "forbids"
    assert about(of_kind(audited(DEFINITION, "u"), "idle")) == ["t.f"]


def test_what_a_requirement_uses() -> None:
    text = "vocabulary v\natom p\natom q\ntheory t extends v\nnorm a: ought p\nnorm b: ought q\nfact c: p\n"
    text += "policy u extends v\nprescription m: ought p\nprescription n: ought q\n"
    answer = audited(text, "u")
    assert [finding.from_verdict for finding in of_kind(answer, "idle")] == ["requires"]
    assert about(of_kind(answer, "idle")) == ["t.c"]
    assert of_kind(answer, "unused_atom") == []
    assert mirrored(answer) == {
        ("t.a", "not t.a"): "flips",
        ("t.b", "not t.b"): "flips",
        ("t.c", "not t.c"): "stays",
    }


def test_a_trivial_verdict() -> None:
    answer = audited(
        DEFINITION.replace("fact f: p", "fact f: p\nfact g: q").replace("ought not q", "(may q) or not q"), "u"
    )
    assert of_kind(answer, "trivial") == []
    text = (
        "vocabulary v\natom p\ntheory t extends v\nfact f: not p\npolicy u extends v\nprescription m: p and ought p\n"
    )
    text += "fact g: p\n"
    assert [finding.from_verdict for finding in of_kind(audited(text, "u"), "trivial")] == ["forbids"]


def test_single_uses() -> None:
    answer = audited("theory t\natom p\natom q\natom r\nfact a: p or q\nfact b: if p then r\nfact c: r")
    assert [(about([f]), f.atoms) for f in of_kind(answer, "single_use")] == [(["t.a"], ("q",))]


# The library


def test_key_actors_do_no_work() -> None:
    answer = library("offensive_realism", formula="for every s in State: maximizes_power(s) and seeks_hegemony(s)")
    idle = about(of_kind(answer, "idle"))
    assert {"realism.key_actors", "offensive_core.expansion", "security_dilemma.dual_use"} <= set(idle)
    assert "realism.anarchy" not in idle
    assert "key_actors" in {finding.atoms[0] for finding in of_kind(answer, "unused_atom")}


def test_the_axioms_of_realism_are_independent() -> None:
    answer = library("realism")
    assert of_kind(answer, "follows") == []
    assert len(about(of_kind(answer, "independent"))) == 19


def test_offensive_realism_against_restraint() -> None:
    answer = library("offensive_realism + prudence + asia", "restraint")
    assert answer.complete
    used = 18
    assert len(about(of_kind(answer, "idle"))) == len(answer.composed.statements if answer.composed else ()) - used
    assert "restraint.no_preponderance" in about(of_kind(answer, "idle"))
    assert mirrored(answer)["asia.china_capable", "not asia.china_capable"] == "disappears"
    assert mirrored(answer)["realism.key_actors", "not realism.key_actors"] == "stays"
    assert of_kind(answer, "by_definition") == of_kind(answer, "trivial") == of_kind(answer, "clash") == []


def test_the_sign_of_a_power_effect_decides() -> None:
    answer = library("offensive_realism + prudence + effects.enlargement_gains", "nato_enlargement")
    assert mirrored(answer)["effects.enlargement_gains", "effects.enlargement_loses"] == "flips"
    assert "deontic.no_dilemmas" in about(of_kind(answer, "idle"))


# Refusals and limits


@pytest.mark.parametrize(
    ("composition", "policy", "formula"),
    [("nothing_such", None, None), ("realism", "nothing_such", None), ("realism", None, "anarchy("), ("", None, None)],
)
def test_faults_are_returned(composition: str, policy: str | None, formula: str | None) -> None:
    answer = audit(LIBRARY, composition, policy, formula)
    assert isinstance(answer, tuple)
    assert all(isinstance(fault, Diagnostic) for fault in answer)


def test_without_time_nothing_is_found() -> None:
    answer = audit(LIBRARY, "realism", "restraint", None, Limits(seconds=0))
    assert isinstance(answer, AuditAnswer)
    assert not answer.complete
    assert answer.reason == "time limit"
    assert {finding.kind for finding in answer.findings} <= {"single_use"}


@pytest.mark.parametrize("calls", [1, 5, 40, 90, 150, 200])
def test_an_interruption_keeps_what_was_found(calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    question = ("offensive_realism + prudence + asia", "restraint")
    whole = library(*question)
    limits, left = Limits(), calls
    original = Solver.ask

    def ask(self: Solver, assumptions: Sequence[int] = (), *, world: bool = True) -> Outcome:
        nonlocal left
        left -= 1
        if left == 0:
            limits.interruption.request()
        return original(self, assumptions, world=world)

    monkeypatch.setattr(Solver, "ask", ask)
    answer = audit(LIBRARY, *question, None, limits)
    assert isinstance(answer, AuditAnswer)
    assert not answer.complete
    assert answer.reason == "interrupted"
    assert [finding.json() for finding in answer.findings] == [
        finding.json() for finding in whole.findings if finding.json() in [each.json() for each in answer.findings]
    ]


def test_formulas_are_read_in_the_vocabulary_of_the_question() -> None:
    parsed = parse_formula(Source("formula", "ought takes(enlarging)"))
    assert not isinstance(parsed, Diagnostic)
    answer = audit(LIBRARY, "offensive_realism + prudence", None, (parsed, Source("formula", "ought takes(enlarging)")))
    assert isinstance(answer, AuditAnswer)
    assert answer.formula == "ought takes(enlarging)"
