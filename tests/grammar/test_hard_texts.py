"""Texts made to break a parser: huge, deep, broken in every way, or of no sense at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.language import GRAMMAR, language
from grammar.parse import MAX_DEPTH, Parsed, parse, parse_composition, parse_formula, parse_names
from grammar.render import render
from grammar.span import Source
from grammar.tree import (
    And,
    Formula,
    Or,
    Proposition,
)


def read(text: str) -> Parsed:
    return parse(Source("file", text))


def file(text: str) -> tree.File:
    parsed = read(text)
    assert not parsed.diagnostics, render(parsed.diagnostics[0])
    return parsed.file


def item(text: str) -> tree.Item:
    (module,) = file(f"theory t\n{text}\n").modules
    (only,) = module.items
    return only


def formula(text: str) -> Formula:
    result = parse_formula(Source("formula", text))
    assert not isinstance(result, Diagnostic), render(result)
    return result


def fault(text: str) -> str:
    result = parse_formula(Source("formula", text))
    assert isinstance(result, Diagnostic), result
    return result.code


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


def names(parsed: Parsed) -> list[str]:
    return [each.name.text for module in parsed.file.modules for each in module.items]


often = settings(max_examples=150, deadline=None, derandomize=True)


MANY = 10_000_000
DEEP = 100_000


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("(", "E112"),
        (")", "E112"),
        ("a ", "E112"),
        ('"', "E112"),
        ('\\"', "E110"),
        ("[@", "E112"),
        ("{,", "E112"),
        ("🙂", "E110"),
        ("“", "E105"),
        ("\0", "E110"),
        ("theory ", "E104"),
        ("e\N{COMBINING ACUTE ACCENT}", "E112"),
    ],
)
def test_ten_megabytes_of_one_thing(unit: str, code: str) -> None:
    (diagnostic,) = read(unit * (MANY // len(unit.encode()))).diagnostics
    assert diagnostic.code == code
    assert len(render(diagnostic)) < 1_000


@pytest.mark.parametrize("unit", [" ", "\n", "#", "# remark\n"])
def test_ten_megabytes_of_nothing(unit: str) -> None:
    assert file(unit * (MANY // len(unit))) == tree.File(())


@pytest.mark.parametrize(
    "opening",
    [
        "not ",
        "~",
        "ought ",
        "may[US] ",
        "if p then ",
        "if ",
        "p implies ",
        "p only if ",
        "(",
        "p and (",
        "for every s in S: ",
        "for every s in S where (",
        "in w: ",
        "exactly 1 of {",
        "p iff (q xor (",
    ],
)
@pytest.mark.parametrize("closed", [True, False])
def test_very_deep_formulas_are_refused(opening: str, closed: bool) -> None:
    closing = "".join({"(": ")", "{": "}"}.get(letter, "") for letter in reversed(opening)) if closed else ""
    text = opening * DEEP + "p" + closing * DEEP
    assert codes(f"theory t\naxiom a: {text}\naxiom good: p\n") == ["E115"]
    assert fault(text) == "E115"


LEFT_TO_RIGHT = ("iff", "implies", "or", "xor", "and")


def left_deep(levels: int) -> str:
    """A formula that is deep to the left, where the parser's stack is low."""
    text = "p"
    for level in range(levels):
        connective = LEFT_TO_RIGHT[-1 - level % len(LEFT_TO_RIGHT)]
        text = f"({text}) {connective} q" if level % len(LEFT_TO_RIGHT) == 0 else f"{text} {connective} q"
    return text


@pytest.mark.parametrize(
    ("text", "deeper"),
    [
        ("not " * (MAX_DEPTH - 1) + "p", "not " * MAX_DEPTH + "p"),
        ("(" * MAX_DEPTH + "p" + ")" * MAX_DEPTH, "(" * (MAX_DEPTH + 1) + "p" + ")" * (MAX_DEPTH + 1)),
        ("p implies " * (MAX_DEPTH - 1) + "p", "p implies " * MAX_DEPTH + "p"),
        (left_deep(MAX_DEPTH - 1), left_deep(MAX_DEPTH)),
    ],
)
def test_the_limit_of_depth_is_exact(text: str, deeper: str) -> None:
    formula(text)
    item(f"define d: {text}")
    item(f"claim c: A entails {text}")
    assert fault(deeper) == "E115"
    for head in ("axiom a: ", "define d: ", "claim c: A entails ", "claim c: A does not entail "):
        assert codes(f"theory t\n{head}{deeper}\naxiom b: p\n") == ["E115"]


def test_depth_is_counted_in_conditions_and_counts_too() -> None:
    deep = "not " * MAX_DEPTH + "s = t"
    assert fault(f"for every s in S where {deep}: p") == "E115"
    assert fault(f"exactly 1 of {{{deep}}}") == "E115"


@pytest.mark.parametrize(("connective", "kind"), [("and", And), ("or", Or)])
def test_a_long_chain_is_one_flat_formula(connective: str, kind: type[And | Or]) -> None:
    result = formula(f"p {connective} " * DEEP + "p")
    assert isinstance(result, kind)
    assert len(result.operands) == DEEP + 1


def test_a_statement_of_a_million_tokens() -> None:
    statement = item("axiom a: " + "p or " * 499_998 + "p")
    assert isinstance(statement, tree.Statement)
    assert isinstance(statement.body, Or)
    assert len(statement.body.operands) == 499_999


def test_long_lists() -> None:
    several = ", ".join(f"a{index}" for index in range(DEEP))
    sort = item(f"sort S = {{{several}}}")
    assert isinstance(sort, tree.SortDeclaration)
    assert len(sort.elements) == DEEP
    proposition = formula(f"p({several})")
    assert isinstance(proposition, Proposition)
    assert len(proposition.arguments) == DEEP
    assert len(file(f"theory t extends {several}").modules[0].heading.extends) == DEEP


def test_a_fault_at_the_end_of_a_long_statement() -> None:
    assert codes("theory t\naxiom a: " + "p and " * DEEP + ")\naxiom b: p") == ["E126"]


def test_many_unclosed_texts() -> None:
    parsed = read("theory t\n" + 'atom a "x\\"\n' * 5_000)
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["E106"] * 5_000


@pytest.mark.parametrize("control", [chr(code) for code in range(32) if chr(code) not in "\t\n\f\r"] + ["\x7f", "\x85"])
def test_control_characters(control: str) -> None:
    parsed = read(f"theory t\naxiom a: p {control} and q\naxiom b: q\n")
    assert len(parsed.diagnostics) == 1
    assert render(parsed.diagnostics[0]).replace("\n", "").isprintable()
    assert names(parsed) == ["b"]
    assert not codes(f'theory t "a{control}b" # {control}\n')


PIECES = [
    *sorted(language().reserved),
    *("p", "US", '"text"', '"', "[@k]", "(", ")", "{", "}", "[", "]", ":", ",", ".", ";", "=", "!=", "+=", "+", "-"),
    *(
        "->",
        "&",
        "=>",
        "“",
        "”",
        "'",
        "axoim",
        "12",
        "1234567890",
        "\n",
        "\n    ",
        "\t",
        "# x\n",
        "\\",
        "\0",
        "é",
        "e\u0301",
        "🙂",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " "]))
@often
def test_nothing_is_raised_and_places_lie_in_the_text(pieces: list[str], glue: str) -> None:
    text = "theory t\n" + glue.join(pieces)
    parsed = read(text)
    for diagnostic in parsed.diagnostics:
        assert diagnostic.place is not None
        assert 0 <= diagnostic.place.span.start <= diagnostic.place.span.end <= len(text)
        assert render(diagnostic)
    assert read(text) == parsed
    for reader in (parse_formula, parse_composition, parse_names):
        reader(Source("f", text))


@given(st.text(max_size=200))
@often
def test_any_text_can_be_read(text: str) -> None:
    for diagnostic in read(text).diagnostics:
        assert render(diagnostic)


LIBRARY = sorted(Path(__file__).parents[2].glob("theories/**/*.axioms"))


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_library_can_be_read(path: Path) -> None:
    assert file(path.read_text(encoding="utf-8")).modules


# The same answer everywhere


def test_answers_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import sys\n"
        "from grammar.parse import parse; from grammar.render import render; from grammar.span import Source\n"
        "parsed = parse(Source('f', sys.stdin.read()))\n"
        "print(parsed.file); [print(render(each)) for each in parsed.diagnostics]"
    )
    text = "theory t extends\naxiom a: p q\natom law\naxoim b: (p\naxiom c: p => q\nclaim c: A\naxiom d: p(q r)\n"
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=text,
            env={
                "PYTHONHASHSEED": seed,
                "ANTINOMY_NO_CACHE": "1",
                "PYTHONPATH": str(GRAMMAR.parents[1]),
                "PYTHONIOENCODING": "utf-8",
            },
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert "E127" in said.pop()
