"""Problems in the forms of others: solvers that know nothing of ours agree on what has a model, and why not."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import z3

from proofs.export.dimacs import clauses, dimacs, gcnf
from proofs.export.smtlib import smtlib, symbol
from proofs.export.tptp import quoted, tptp
from proofs.export.unfold import DENIED
from proofs.formula import And, AtLeast, Atom, Formula, Not, Or
from proofs.proof import Problem
from proofs.world import Statement

Tool = Callable[[str], str]
CORE = "(get-unsat-core) ; an error where the answer is sat\n"


def ran(command: Sequence[str], text: str) -> str:
    return subprocess.run(command, input=text, capture_output=True, check=False, text=True, timeout=60).stdout


# SMT-LIB


def core_of(printed: str) -> set[str]:
    return {name.strip("|") for name in re.findall(r"\|[^|]*\||[\w.]+", printed)} - {DENIED}


def test_z3_agrees_and_tells_who_clashes(example: Any) -> None:
    solver = z3.Solver()
    solver.set(unsat_core=True)
    solver.from_string(smtlib(example.problem, example.assumes))
    assert (solver.check() == z3.sat) == (not example.clash)
    if example.clash:
        assert core_of(" ".join(map(str, solver.unsat_core()))) == example.clash


def test_cvc5_agrees_and_tells_who_clashes(examples: dict[str, Any], tool: Tool) -> None:
    texts = [smtlib(each.problem, each.assumes) for each in examples.values()]
    scripts = [
        text if each.clash else text.replace(CORE, "") for text, each in zip(texts, examples.values(), strict=True)
    ]
    printed = ran([tool("cvc5"), "--incremental"], "\n(reset)\n".join(scripts))
    answers = re.findall(r"^(sat|unsat)\n(?:\(\n(.*?)^\))?", printed, re.MULTILINE | re.DOTALL)
    assert len(answers) == len(examples)
    for (verdict, core), (name, each) in zip(answers, examples.items(), strict=True):
        assert verdict == ("unsat" if each.clash else "sat"), name
        assert core_of(core) == each.clash, name


def test_symbols_are_quoted_whatever_they_hold() -> None:
    names = ["p", "t.s0", "état", "etat", "a|b", "a\\b", "a<7C>b", "名"]
    assert len({symbol(name) for name in names[:6]}) == 6
    assert symbol("in s: p(US, Russia)") == "|in s: p(US, Russia)|"
    assert symbol("état") == "|<E9>tat|"
    assert all(re.fullmatch(r"\|[ -{}~]*\|", symbol(name)) for name in names)


# TPTP

STATUS = re.compile(r"SZS status (\w+)")
YES, NO = {"Unsatisfiable", "Theorem", "ContradictoryAxioms"}, {"Satisfiable", "CounterSatisfiable"}


def test_eprover_agrees(example: Any, tool: Tool) -> None:
    printed = ran([tool("eprover"), "--auto", "-s"], tptp(example.problem, example.assumes))
    status = STATUS.search(printed)
    assert status is not None, printed
    assert status[1] in (YES if example.clash else NO)
    if len(example.assumes) == 1 and example.clash:
        assert status[1] == "Theorem"


def test_words_are_quoted_whatever_they_hold() -> None:
    assert [quoted(name) for name in ("us", "US", "_x", "état", "it's")] == [
        "us",
        "'US'",
        "'_x'",
        "'<E9>tat'",
        "'it<27>s'",
    ]


# DIMACS and GCNF


def test_cadical_agrees(example: Any, tool: Tool) -> None:
    printed = ran([tool("cadical"), "-q", "-n"], dimacs(example.problem, example.assumes))
    assert ("s UNSATISFIABLE" if example.clash else "s SATISFIABLE") in printed


def read(text: str, form: str) -> list[tuple[int, tuple[int, ...]]]:
    """A file of clauses read back, by what the formats say: each with its group, 0 where there are none."""
    lines = [line for line in text.splitlines() if not line.startswith("c")]
    header, *rest = lines
    found = []
    for line in rest:
        group, _, clause = line.rpartition("} ")
        *literals, end = map(int, clause.split())
        assert end == 0
        found.append((int(group.lstrip("{") or 0), tuple(literals)))
    numbers = header.split()
    assert numbers[:2] == ["p", form]
    assert int(numbers[2]) == max((abs(literal) for _, clause in found for literal in clause), default=0) or not found
    assert int(numbers[3]) == len(found)
    return found


def test_what_is_written_reads_back(example: Any) -> None:
    made = clauses(example.problem, example.assumes)
    plain = [clause for _, clause in read(dimacs(example.problem, example.assumes), "cnf")]
    grouped = read(gcnf(example.problem, example.assumes), "gcnf")
    assert plain == made.clauses == [clause for _, clause in grouped]
    assert [group for group, _ in grouped] == [at for at, group in enumerate(made.groups) for _ in group]


def test_groups_are_statements_and_are_given_up_one_by_one(example: Any) -> None:
    """Without any one of the statements that clash the rest of them has a model, group 0 held fast."""
    made = clauses(example.problem, example.assumes)
    members = [at for at, name in enumerate(made.names, 1) if name in example.clash or name == DENIED]

    def consistent(groups: Sequence[int]) -> bool:
        solver = z3.Solver()
        variables = [z3.Bool(f"x{at}") for at in range(made.count + 1)]
        for at in (0, *groups):
            for clause in made.groups[at]:
                solver.add(z3.Or([variables[each] if each > 0 else z3.Not(variables[-each]) for each in clause]))
        return bool(solver.check() == z3.sat)

    assert consistent(members) == (not example.clash)
    if example.clash:
        assert all(consistent([each for each in members if each != left_out]) for left_out in members)


def test_comments_name_variables_and_groups(examples: dict[str, Any]) -> None:
    text = gcnf(examples["a law in a scenario"].problem)
    assert re.search(r"^c \d+ = in s: p$", text, re.MULTILINE)
    assert "c group 2 = t.s1" in text.splitlines()
    assert "c t.s1" in dimacs(examples["a law in a scenario"].problem).splitlines()


@pytest.mark.parametrize("write", [smtlib, tptp, dimacs, gcnf])
def test_what_is_written_is_ascii_but_for_comments(write: Callable[..., str], examples: dict[str, Any]) -> None:
    lines = write(examples["odd names"].problem).splitlines()
    assert all(line.partition("; ")[0].isascii() for line in lines if not line.startswith(("c", ";", "%")))


def test_many_of_many_is_small() -> None:
    counted = AtLeast(20, tuple(Atom(f"p{at}") for at in range(40)))
    assert len(smtlib(Problem((Statement("t.s", "fact", counted),)))) < 100_000


@pytest.mark.parametrize("write", [smtlib, tptp, dimacs, gcnf])
def test_what_is_wide_or_deep_is_written_all_the_same(write: Callable[..., str]) -> None:
    deep: Formula = Atom("p")
    for _ in range(120):
        deep = Not(And((deep, Atom("q"))))
    wide = Or(tuple(Atom("r", (f"a{at}",)) for at in range(3_000)))
    assert write(Problem((Statement("t.deep", "law", deep), Statement("t.wide", "law", wide))))
