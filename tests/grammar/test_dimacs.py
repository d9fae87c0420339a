"""Problems in DIMACS form become axiom files that parse, and every fault of theirs is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grammar import tree
from grammar.dimacs import convert, module_name
from grammar.format import format_source
from grammar.parse import parse
from grammar.span import Source


def converted(text: str, name: str = "some/Small problem-1.cnf") -> str:
    result = convert(Source(name, text))
    assert isinstance(result, str), result
    return result


def codes(text: str) -> list[str]:
    result = convert(Source("wrong.cnf", text))
    assert isinstance(result, tuple)
    return [fault.code for fault in result]


def axioms(text: str) -> dict[str, tree.Formula]:
    parsed = parse(Source("made.axioms", text))
    assert not parsed.diagnostics
    statements = [item for item in parsed.file.modules[0].items if isinstance(item, tree.Statement)]
    return {each.name.text: each.body for each in statements if not isinstance(each.body, tree.Frame)}


CNF = "c a comment\np cnf 3 4\n1 -2 0 2 3\n0\n-1 0\n0\n"


def test_a_statement_a_clause() -> None:
    assert converted(CNF) == (
        "# a comment\n\ntheory small_problem_1_problem\n\natom p1\natom p2\natom p3\n\n"
        "axiom c1: p1 or not p2\naxiom c2: p2 or p3\naxiom c3: not p1\naxiom c4: false\n"
    )


def test_a_statement_a_group() -> None:
    text = converted("p gcnf 2 4 2\n{0} 1 2 0\n{1} -1 0\n{2} -2 0\n{1} 1 -2 0\n")
    assert list(axioms(text)) == ["background", "g1", "g2"]
    assert "axiom g1: not p1 and (p1 or not p2)\n" in text


def test_a_long_clause_is_broken_where_the_formatter_breaks_it() -> None:
    long = converted(f"p cnf 90 1\n{' '.join(map(str, range(1, 91)))} 0\n")
    assert format_source(Source("made.axioms", long)) == long
    assert max(map(len, long.splitlines())) <= 120


def literals(formula: tree.Formula) -> list[int]:
    match formula:
        case tree.Or(operands=operands):
            return [each for operand in operands for each in literals(operand)]
        case tree.Not(body=tree.Proposition(name=name)):
            return [-int(name[1:])]
        case tree.Proposition(name=name):
            return [int(name[1:])]
        case _:
            return []


clauses = st.lists(st.lists(st.integers(1, 9).flatmap(lambda v: st.sampled_from([v, -v])), max_size=5), max_size=8)


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(clauses, st.sampled_from(["\n", " ", "\n\n", "\t"]))
def test_every_clause_comes_through(written: list[list[int]], between: str) -> None:
    lines = between.join(" ".join(map(str, [*clause, 0])) for clause in written)
    made = axioms(converted(f"p cnf 9 {len(written)}\n{lines}\n"))
    assert [literals(made[f"c{at}"]) for at in range(1, len(written) + 1)] == written


REFUSED = {
    "nothing": ("", ["E732"]),
    "no header": ("1 2 0\n", ["E732"]),
    "another header": ("p sat 3\n", ["E731"]),
    "a header without sizes": ("p cnf\n", ["E731"]),
    "numbers beyond reason": (f"p cnf {'9' * 40} 1\n", ["E731"]),
    "no number": ("p cnf 2 1\n1 x 0\n", ["E733"]),
    "no such variable": ("p cnf 2 1\n1 3 0\n", ["E733"]),
    "two at once": ("p cnf 2 1\n1 3 0\n-7 0\n", ["E733", "E733"]),
    "no end": ("p cnf 2 1\n1 2\n", ["E734"]),
    "too few": ("p cnf 2 2\n1 2 0\n", ["E735"]),
    "too many": ("p cnf 2 1\n1 0 2 0\n", ["E735"]),
    "no group": ("p gcnf 2 1 1\n1 2 0\n", ["E736"]),
    "a group in a plain file": ("p cnf 2 1\n{1} 1 2 0\n", ["E733"]),
    "digits of another script": ("p cnf 2 1\n\u0661 0\n", ["E733"]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    text, expected = REFUSED[name]
    assert codes(text) == expected


def test_only_the_first_faults_are_told() -> None:
    assert len(codes("p cnf 1 1\n" + "7 " * 1_000)) == 20


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.text(st.sampled_from("pcnfg {}0123-\n%x"), max_size=60))
def test_anything_is_converted_or_refused(text: str) -> None:
    result = convert(Source("any.cnf", text))
    if isinstance(result, str):
        axioms(result)
    else:
        assert result


@pytest.mark.parametrize(
    ("path", "name"),
    [("a/uf20-01.cnf", "uf20_01"), ("7.cnf", "theory_7"), ("-", "theory_"), ("ÄÖ.cnf", "theory_"), ("x.y.cnf", "x_y")],
)
def test_names_of_modules(path: str, name: str) -> None:
    assert module_name(path) == name
