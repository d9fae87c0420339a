"""Proofs in the forms of others: whatever the kernel accepts, Coq accepts, with nothing taken for granted."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from proofs.export.coq import batch, coq
from proofs.export.latex import latex
from proofs.export.lean import lean
from proofs.export.names import Names
from proofs.export.terms import Given, NoTermError, convert
from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor
from proofs.kernel import Accepted, judge
from proofs.proof import ACTUAL, Box, Line, Opened, Problem, Proof
from proofs.rules import Step, follows
from proofs.samples import PROBLEM, SAMPLES
from proofs.world import Statement

Tool = Callable[[str], str]
Case = tuple[str, Problem, Proof]
CLOSED = "Closed under the global context"
P, Q, R = Atom("p"), Atom("q"), Atom("r")


def checked(text: str, folder: Path, coqc: str) -> Counter[str]:
    """What Coq says of the theorems of a file, by how often."""
    (folder / "proofs.v").write_text(text, encoding="utf-8")
    done = subprocess.run([coqc, "-q", "proofs.v"], cwd=folder, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr[-3_000:]
    return Counter(done.stdout.splitlines())


def accepted_by_coq(cases: Sequence[Case], folder: Path, coqc: str) -> None:
    assert all(isinstance(judge(proof, problem), Accepted) for _, problem, proof in cases)
    assert checked(batch(cases), folder, coqc) == {CLOSED: len(cases)}


# Ways of reasoning


def test_coq_accepts_the_samples(tmp_path: Path, tool: Tool) -> None:
    accepted_by_coq([(f"s{at}", PROBLEM, proof) for at, proof in enumerate(SAMPLES.values())], tmp_path, tool("coqc"))


# Instances of the rules about connectives

LITERALS: tuple[Formula, ...] = (P, Not(P), Q, Not(Q), R, Not(R), Not(Not(P)))
COMPOUNDS: dict[str, tuple[Formula, ...]] = {
    "and": (And((P, Q)), And((P, Not(Q), P)), And(()), And((Not(Not(P)),))),
    "or": (Or((P, Q, R)), Or((P, P)), Or((Not(P), Q)), Or(())),
    "implies": (Implies(P, Q), Implies(Not(P), P), Implies(P, Not(Q)), Implies(Not(Not(P)), Q)),
    "iff": (Iff(P, Q), Iff(P, Not(Q)), Iff(P, Not(P)), Iff(P, P)),
    "xor": (Xor(P, Q), Xor(Not(P), Q), Xor(P, P), Xor(P, Not(P))),
    "at_least": (
        *(AtLeast(number, (P, Q, R)) for number in range(5)),
        AtLeast(2, (P, P, Q)),
        AtLeast(2, (Not(P), Q, Not(Not(P)))),
        AtLeast(1, ()),
    ),
}


def instances() -> Iterator[tuple[str, Formula, tuple[Formula, ...]]]:
    """Rules, what they show and from what: of each, those with the fewest formulas to start from."""
    for name, compounds in COMPOUNDS.items():
        for whole in compounds:
            for prefix, said in (("", whole), ("not_", Not(whole)), ("", Not(Not(whole)))):
                for shown in LITERALS:
                    yield from _fewest(f"{prefix}{name}_elim", shown, (said,))
                yield from _fewest(f"{prefix}{name}_intro", said, ())


def _fewest(
    rule: str, shown: Formula, first: tuple[Formula, ...]
) -> Iterator[tuple[str, Formula, tuple[Formula, ...]]]:
    for size in range(4):
        found = [(*first, *rest) for rest in combinations(LITERALS[:6], size) if _follows(rule, shown, (*first, *rest))]
        if found:
            yield from ((rule, shown, given) for given in found)
            return


def _follows(rule: str, shown: Formula, given: Sequence[Formula]) -> bool:
    said = tuple((ACTUAL, formula) for formula in given)
    return follows(rule, Step(Problem(()), {ACTUAL: None}, (ACTUAL, shown), said))


def as_case(name: str, rule: str, shown: Formula, given: Sequence[Formula]) -> Case:
    """A step as a contradiction: from what it uses, and the denial of what it shows."""
    bodies = (*given, Not(shown))
    problem = Problem(tuple(Statement(f"t.s{at}", "fact", body) for at, body in enumerate(bodies)))
    lines = [Line(at, ACTUAL, body, "premise", statement=f"t.s{at}") for at, body in enumerate(bodies)]
    denied, used = len(given), tuple(range(len(given)))
    lines.append(Line(denied + 1, ACTUAL, shown, rule, used))
    lines.append(Line(denied + 2, ACTUAL, FALSE, "contradiction", (denied + 1, denied)))
    return name, problem, Proof(tuple(lines))


def test_coq_accepts_every_way_to_use_a_rule(tmp_path: Path, tool: Tool) -> None:
    steps = [
        *instances(),
        ("truth", TRUE, ()),
        ("truth", Not(FALSE), ()),
        ("truth", Not(Not(TRUE)), ()),
        ("double_negation", P, (Not(Not(P)),)),
        ("double_negation", Not(Not(Not(P))), (Not(P),)),
        ("contradiction", Not(Not(FALSE)), (Not(P), Not(Not(P)))),
        ("at_least_step", AtLeast(1, (P, Q)), (AtLeast(2, (P, Q, R)),)),
        ("at_least_step", AtLeast(2, (P, Q)), (AtLeast(2, (P, Q, R)), Not(R))),
        ("at_least_step", AtLeast(1, (P, Q, R)), (AtLeast(1, (P, Q)),)),
        ("at_least_step", AtLeast(2, (P, Q, Not(R))), (AtLeast(1, (P, Q)), Not(R))),
        ("at_least_step", AtLeast(0, (P,)), (AtLeast(1, (P, Q)),)),
    ]
    assert len(steps) > 200
    assert {rule for rule, _, _ in steps} >= {f"{sign}{name}_elim" for sign in ("", "not_") for name in COMPOUNDS}
    cases = [as_case(f"step_{at}", *step) for at, step in enumerate(steps)]
    accepted_by_coq(cases, tmp_path, tool("coqc"))


def test_what_is_wide_or_deep_is_written_all_the_same() -> None:
    many = tuple(Atom("p", (f"a{at}",)) for at in range(1_500))
    deep: Formula = P
    for _ in range(120):
        deep = Not(And((deep, Q)))
    for step in (
        ("or_elim", many[-1], (Or(many), *map(Not, many[:-1]))),
        ("and_elim", many[-1], (And(many),)),
        ("at_least_intro", AtLeast(1_000, many), many[:1_000]),
        ("at_least_elim", many[0], (AtLeast(1_000, many), *map(Not, many[1:502]))),
        ("double_negation", deep, (Not(Not(deep)),)),
    ):
        problem, proof = as_case("step", *step)[1:]
        assert all(str(len(step[2])) in write(problem, proof) for write in (coq, lean, latex))


def test_what_is_no_instance_has_no_term() -> None:
    for rule, shown, given in (
        ("and_elim", R, (And((P, Q)),)),
        ("and_intro", And((P, Q)), (P,)),
        ("or_elim", P, (Or((P, Q)),)),
        ("or_intro", Or((P, Q)), (R,)),
        ("not_or_elim", P, (Not(Or((P, Q))),)),
        ("not_and_intro", Not(And((P, Q))), (P,)),
        ("implies_elim", Q, (Implies(P, Q),)),
        ("not_implies_elim", Q, (Not(Implies(P, Q)),)),
        ("iff_elim", Q, (Iff(P, Q), Not(P))),
        ("xor_intro", Xor(P, Q), (P, Q)),
        ("at_least_elim", P, (AtLeast(2, (P, Q, R)),)),
        ("at_least_intro", AtLeast(2, (P, Q)), (P,)),
        ("double_negation", P, (Not(P),)),
    ):
        with pytest.raises(NoTermError):
            coq(*as_case("step", rule, shown, given)[1:])


def test_excluded_middle_is_a_premise_only_where_it_is_used(tmp_path: Path, tool: Tool) -> None:
    theorems = {}
    for name, rule, shown, given in (
        ("without", "implies_elim", Q, (Implies(P, Q), P)),
        ("with", "double_negation", P, (Not(Not(P)),)),
    ):
        text = coq(*as_case("r", rule, shown, given)[1:]).replace("Print Assumptions", "Check")
        (said,) = [" ".join(checked(text, tmp_path, tool("coqc")))]
        theorems[name] = "P \\/ ~ P" in said
    assert theorems == {"without": False, "with": True}


# Names

AWKWARD = (
    "forall",
    "ideal",
    "actual",
    "L1",
    "B1",
    "x1",
    "world",
    "S",
    "état",
    "_p",
    "at_least",
    "either",
    "agent",
    "w",
)


def test_names_that_mean_something_else_there(tmp_path: Path, tool: Tool) -> None:
    atoms = [Atom(name, arguments) for name in AWKWARD for arguments in ((), ("in", "名"))]
    everything = And(tuple(atoms))
    statements = (Statement("end.theorem", "law", everything), Statement("end.intros", "fact", Not(atoms[3])))
    problem = Problem(statements, {"ideal": "rigid", "either": "settled"}, ("actual",), (None, "forall", "US"))
    proof = Proof(
        (
            Line(1, ACTUAL, everything, "premise", statement="end.theorem"),
            Line(2, ACTUAL, atoms[3], "and_elim", (1,)),
            Line(3, ACTUAL, Not(atoms[3]), "premise", statement="end.intros"),
            Line(4, ACTUAL, FALSE, "contradiction", (2, 3)),
        )
    )
    accepted_by_coq([("awkward", problem, proof)], tmp_path, tool("coqc"))
    assert "settled_at_ideal_worlds" in lean(problem, proof)


def test_each_thing_has_one_name_and_no_two_have_the_same() -> None:
    names = Names({"taken"})
    assert [names(at, wanted) for at, wanted in enumerate(("a b", "a_b", "taken", "é", "9", ""))] == [
        "a_b",
        "a_b_2",
        "taken_2",
        "x",
        "x_9",
        "x_2",
    ]
    assert names(0, "else") == "a_b"


def test_a_term_for_another_formula_is_refused() -> None:
    with pytest.raises(NoTermError):
        convert(Given(P, "h"), Q)
    assert convert(Given(FALSE, "h"), Q) == "(absurdity h)"


# Lean and LaTeX

GOLDEN = Path(__file__).parent / "golden.lean"


def golden_case() -> tuple[Problem, Proof]:
    """A law, a settled atom, two obligations, and the ideal world that a principle says there is."""
    history = Atom("enlarged", ("NATO",))
    duty, ban = Ought(None, And((history, P))), Ought(None, Not(Q))
    statements = (
        Statement("t.duty", "norm", duty),
        Statement("t.way", "law", Implies(P, Q)),
        Statement("t.ban", "prescription", ban),
        Statement("t.there", "fact", In("s", Or((P, AtLeast(2, (P, Q, history)))))),
        Statement("t.consistent", "principle", "consistent"),
    )
    problem = Problem(statements, {"enlarged": "settled"}, ("s",), (None, "US"))
    box = Box(
        Opened("w1", (None,)),
        (),
        (
            Line(3, "w1", And((history, P)), "ought_elim", (1,)),
            Line(4, "w1", P, "and_elim", (3,)),
            Line(5, "w1", Implies(P, Q), "premise", statement="t.way"),
            Line(6, "w1", Q, "implies_elim", (5, 4)),
            Line(7, "w1", Not(Q), "ought_elim", (2,)),
            Line(8, "w1", history, "and_elim", (3,)),
            Line(9, ACTUAL, history, "carry", (8,)),
            Line(10, ACTUAL, FALSE, "contradiction", (6, 7)),
        ),
    )
    lines = (
        Line(1, ACTUAL, duty, "premise", statement="t.duty"),
        Line(2, ACTUAL, ban, "premise", statement="t.ban"),
        Line(11, ACTUAL, FALSE, "ideal", (), (box,), "t.consistent"),
    )
    return problem, Proof(lines)


def test_the_text_for_lean() -> None:
    problem, proof = golden_case()
    assert isinstance(judge(proof, problem), Accepted)
    text = lean(problem, proof)
    assert text.startswith("namespace antinomy\n")
    assert text[text.index("namespace refutation") :] == GOLDEN.read_text(encoding="utf-8")


def test_coq_accepts_what_lean_is_given(tmp_path: Path, tool: Tool) -> None:
    """The steps and the terms of both are the same, so that this speaks for Lean's too."""
    accepted_by_coq([("golden", *golden_case())], tmp_path, tool("coqc"))


def test_latex_sets_the_samples(tmp_path: Path, tool: Tool) -> None:
    problems = [(PROBLEM, proof) for proof in SAMPLES.values()]
    odd = as_case("odd", "double_negation", Atom("a_b", ("état", "名")), (Not(Not(Atom("a_b", ("état", "名")))),))
    for at, (problem, proof) in enumerate([golden_case(), *problems[:3], odd[1:]]):
        (tmp_path / f"p{at}.tex").write_text(latex(problem, proof), encoding="utf-8")
        command = [tool("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", f"p{at}.tex"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        log = done.stdout.decode("latin-1")
        assert done.returncode == 0, log[-2_000:]
        assert "Overfull" not in log


def test_latex_names_every_line_and_what_it_rests_on() -> None:
    text = latex(*golden_case())
    assert text.count(r"\begin{") == text.count(r"\end{")
    assert r"\step{6}{1}{\textsf{w1}: $\textit{q}$}{$\rightarrow$E 5, 4}" in text.splitlines()
    assert r"\step{11}{0}{$\bot$}{ideal \textsf{t.consistent}, 3--10}" in text.splitlines()
    assert r"\step{}{1}{Let \textsf{w1} be an ideal world of nobody in particular.}{}" in text.splitlines()
