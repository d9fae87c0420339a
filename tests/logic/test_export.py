"""Generated compositions before other judges: what is exported means what is decided here."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grammar.span import Source
from logic import strategies
from logic.answers.export import ExportAnswer, Form
from logic.engine import Clash, World
from logic.evidence import Deduction, problem_of
from logic.questions.common import Ready, contradiction, prepare
from logic.questions.export import export
from logic.theory import Theory
from logic.workspace import Workspace
from proofs.export.coq import batch
from proofs.export.dimacs import dimacs
from proofs.export.smtlib import smtlib
from proofs.export.tptp import tptp
from proofs.formula import Formula
from proofs.proof import Problem, Proof, opposite

Tool = Callable[[str], str]
CORE = "(get-unsat-core) ; an error where the answer is sat\n"

drawn = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def theory_of(text: str) -> Theory:
    return Theory(Workspace(sources=[Source("example.axioms", text)], library=None))


def ran(command: list[str], text: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, input=text, capture_output=True, check=False, text=True, cwd=folder, timeout=60)
    return done.stdout


def generated(count: int) -> list[tuple[Problem, tuple[Formula, ...], bool, Ready]]:
    """Problems, what is assumed besides, and whether there is a model."""
    found = []

    @settings(drawn, max_examples=count)
    @given(st.one_of(strategies.theories(), strategies.theories(4, 9), strategies.theories_with_formula()))
    def ask(asked: str | tuple[str, str]) -> None:
        text, formula = asked if isinstance(asked, tuple) else (asked, None)
        ready = prepare(theory_of(text), [["t"]], formulas=[] if formula is None else [formula])
        assert isinstance(ready, Ready)
        assumes = tuple(map(opposite, ready.grounded.formulas))
        engine = ready.engine()
        outcome = engine.ask(ready.everything, [engine.literal(each) for each in assumes])
        assert isinstance(outcome, World | Clash)
        problem = problem_of(ready.grounded, ready.everything, assumes)
        found.append((problem, assumes, isinstance(outcome, World), ready))

    ask()
    return found


def test_solvers_and_a_prover_agree(tool: Tool) -> None:
    cases = generated(400)
    expected = [consistent for _, _, consistent, _ in cases]
    assert 50 < sum(expected) < 350
    scripts = [smtlib(problem, assumes).replace(CORE, "") for problem, assumes, _, _ in cases]
    words = ran([tool("cvc5"), "--incremental"], "\n(reset)\n".join(scripts)).split()
    assert [word == "sat" for word in words] == expected
    for problem, assumes, consistent, _ in cases:
        printed = ran([tool("eprover"), "--auto", "-s"], tptp(problem, assumes))
        status = re.search(r"SZS status (\w+)", printed)
        assert status is not None
        assert (status[1] in {"Satisfiable", "CounterSatisfiable"}) == consistent
        assert status[1] != "ResourceOut"
    for problem, assumes, consistent, _ in cases[:100]:
        printed = ran([tool("cadical"), "-q", "-n"], dimacs(problem, assumes))
        assert ("s SATISFIABLE" in printed) == consistent


def test_coq_accepts_every_refutation(tmp_path: Path, tool: Tool) -> None:
    proofs: list[tuple[str, Problem, Proof]] = []
    for _, assumes, consistent, ready in generated(600):
        if consistent:
            continue
        engine = ready.engine()
        literals = [engine.literal(each) for each in assumes]
        clash = engine.ask(ready.everything, literals)
        assert isinstance(clash, Clash)
        shown = contradiction(engine, ready.everything, clash, literals, assumes)
        assert not hasattr(shown, "reason")
        assert isinstance(shown.proof, Deduction)
        proofs.append((f"r{len(proofs)}", shown.proof.problem, shown.proof.proof))
    assert len(proofs) > 100
    (tmp_path / "all.v").write_text(batch(proofs), encoding="utf-8")
    printed = ran([tool("coqc"), "-q", "all.v"], "", tmp_path)
    assert printed.splitlines() == ["Closed under the global context"] * len(proofs)


def written(text: str, form: Form, formula: str | None = None) -> ExportAnswer:
    answer = export(theory_of(text), "t", form, formula)
    assert isinstance(answer, ExportAnswer)
    return answer


def test_an_independent_checker_accepts_clausal_proofs(tool: Tool) -> None:
    tool("drup")
    import drup  # noqa: PLC0415 - only where it is installed

    counted = 0

    @settings(drawn, max_examples=150)
    @given(strategies.theories(4, 9))
    def ask(text: str) -> None:
        nonlocal counted
        proof = written(text, "drat")
        if proof.verdict == "consistent":
            return
        problem = written(text, "dimacs")
        assert problem.text is not None
        assert proof.text is not None
        clauses, steps = (
            [[int(word) for word in line.split()[:-1]] for line in each.splitlines() if not line.startswith(("c", "p"))]
            for each in (problem.text, proof.text)
        )
        assert drup.check_proof(clauses, steps).outcome == drup.Outcome.VALID
        counted += 1

    ask()
    assert counted > 20


TEXT = "theory t\natom p\natom q\naxiom a: p\naxiom b: if p then q\n"


def test_what_there_is_to_prove() -> None:
    assert written(TEXT, "coq").verdict == "consistent"
    assert written(TEXT, "drat").verdict == "consistent"
    assert written(TEXT, "coq", "not q").verdict == "not_entailed"
    assert written(TEXT, "coq", "q").verdict == "exported"
    assert written(TEXT, "tptp", "q").verdict == "exported"
    assert written(TEXT, "smtlib").verdict == "exported"


def test_what_follows_is_proved_from_a_smallest_set_of_premises() -> None:
    text = written(TEXT + "axiom c: q or not q\n", "coq", "q").text
    assert text is not None
    assert "Hypothesis t_a : (p actual)." in text
    assert "t_c" not in text
    assert "Hypothesis L1 : (~ (q actual)). (* assumed *)" in text
