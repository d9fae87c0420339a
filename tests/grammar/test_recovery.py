"""After a fault the reading goes on: nothing is hidden, nothing dropped, nothing said twice."""

from __future__ import annotations

import pytest

from grammar.parse import MOST_FAULTS, Parsed, parse
from grammar.span import Source


def read(text: str) -> Parsed:
    return parse(Source("file", text))


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


def names(parsed: Parsed) -> list[str]:
    return [each.name.text for module in parsed.file.modules for each in module.items]


@pytest.mark.parametrize(
    ("text", "expected", "kept"),
    [
        ("axiom a: p q\naxiom b: p\n", ["E127"], ["b"]),
        ("axiom a: p\naxiom b: p q\naxiom c: p\n", ["E127"], ["a", "c"]),
        ("axiom a: p q axiom b: r axiom c: s\naxiom d: p", ["E127"], ["b", "c", "d"]),
        ("axiom a: (p and q\naxiom b: r\n", ["E119"], ["b"]),
        ("axiom a:\n    p\n    q\naxiom b: p\n", ["E127"], ["b"]),
        ("axiom a:\nif p then\nq r\nand s\naxiom b: p\n", ["E127"], ["b"]),
        ("    axiom a: p q\n    axiom b: p\n    axoim c: p\n    axiom d: p\n", ["E127", "E112"], ["b", "c", "d"]),
        ("axiom a: p q\n  axiom b: r\n  axiom c: s\n", ["E127"], ["b", "c"]),
        ("atom law\naxoim b: p\naxiom c: p\n", ["E104", "E112"], ["b", "c"]),
        ("axiom a: p and\n    case and q\naxiom b: q\n", ["E104"], ["b"]),
        ("axiom a: p q\naxoim b: p q\naxiom c: p q\naxiom d: p\n", ["E127", "E112", "E127"], ["d"]),
        ("axiom a: p\n}\naxiom b: p\n", ["E120"], ["b"]),
        ('axiom a “The law of war: fact or "fiction" of law x: y”: p\naxiom b: q\n', ["E105"], ["b"]),
        ("atom c “an atom bomb”\natom d\n", ["E105"], ["d"]),
        ('axiom a: p q # it is "open\nlaw b: r\n', ["E127"], ["b"]),
        ("Every state wants power, as a matter of fact; it is the law x.\naxiom b: p\n", ["E112"], ["b"]),
        ("axiom a: p @ q \x00 r ; s 🙂\naxiom b: p\n", ["E110"], ["b"]),
        ("import theory\naxiom b: p\n", ["E112"], ["b"]),
        ('axiom a gloss": p\naxiom b "x": q\naxiom c: p\n', ["E101"], ["b", "c"]),
        ("axiom a: p q rigid r law b: p\n", ["E127"], ["b"]),
        ("axiom a: p and rigid q(s)\naxiom b: p\n", ["E104"], ["b"]),
        ("axiom a “never closed: p\n\naxiom b: p\n", ["E105"], ["b"]),
    ],
)
def test_a_fault_hides_no_other_and_drops_no_neighbour(text: str, expected: list[str], kept: list[str]) -> None:
    parsed = read(f"theory t\n{text}")
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == expected
    assert names(parsed) == kept


UNCLOSED = (
    'theory x "gloss{}\n',
    'theory x "gloss{} extends y\n',
    'sort S = {{A "a{}, B "b"}}\n',
    'sort S = {{A, B "b{}}}\n',
    'atom x "gloss{}\n',
    'atom x(s: S) "gloss{}\n',
    'settled atom x "gloss{}\n',
    'scenario x "gloss{}\n',
    'define x "gloss{}: p\n',
    'setting x "gloss{} = A\n',
    'axiom x "gloss{}: p\n',
    'axiom x "gloss{} [@k]: p\n',
    'axiom x\n    "gloss{}:\n    p\n',
    'claim x "gloss{}: A is consistent\n',
    'axiom x: "gloss{} p\n',
)
NEIGHBOURS = (
    'axiom good "fine": p\naxiom better "law of nations": q\n',
    'atom good "fine"\natom better "law of nations"\n',
    'atom good\n    "fine"\natom better\n',
    "atom good\natom better\n",
    '# no " here\natom good\natom better\n',
    'atom good " law of x"\natom better\n',
)


@pytest.mark.parametrize("after", NEIGHBOURS)
@pytest.mark.parametrize("text", UNCLOSED)
def test_unclosed_texts(text: str, after: str) -> None:
    if not text.startswith("axiom x:"):
        assert not codes(f"theory t\n{text.format(chr(34))}{after}")
    parsed = read(f"theory t\natom before\n{text.format('')}{after}")
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["E106"]
    assert names(parsed) == ["before", "good", "better"]
    assert parsed.diagnostics[0].place is not None
    assert parsed.source.text[parsed.diagnostics[0].place.span.start] == '"'


def test_an_unclosed_text_at_the_end_of_the_file() -> None:
    assert codes('theory t\naxiom a: p\naxiom b "x: p') == ["E106"]
    assert codes('theory t\naxiom a: p\naxiom b "x\\"') == ["E106"]
    assert codes('theory t "') == ["E106"]


def test_a_closed_text_over_lines_is_not_blamed_for_another_fault() -> None:
    assert codes('theory t\naxiom a "a gloss\naxiom x: p\ngoes on": p q\naxiom b: q\n') == ["E127"]


def test_a_faulty_heading_still_begins_a_module() -> None:
    parsed = read(
        'theory t\naxiom a: p\ntheory u: \naxiom a: q\ntheory extends t\naxiom a: q\npolicy v [@k] "T"\natom b\n'
    )
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["E134", "E104", "E124"]
    modules = [(module.heading.name.text, len(module.items)) for module in parsed.file.modules]
    assert modules == [("t", 1), ("u", 1), ("", 1), ("v", 1)]


def test_what_stands_before_any_module_is_reported_once() -> None:
    parsed = read("axiom a: p\naxiom b: p q\naxiom c: r\ntheory t\naxiom d: p\n")
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["E116", "E127"]
    assert names(parsed) == ["d"]


@pytest.mark.parametrize("text", ["theroy t\naxiom a: p\naxiom b: p", "hello t\naxiom a: p", "theory\naxiom a: p"])
def test_a_heading_that_is_not_understood_is_enough_to_report(text: str) -> None:
    assert len(codes(text)) == 1


def test_a_thousand_faulty_statements_are_all_reported() -> None:
    parsed = read("theory t\n" + "".join(f"axiom a{index}: p q\nlaw b{index}: r\n" for index in range(1000)))
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["E127"] * 1000
    assert len(names(parsed)) == 1000


def test_reading_ends_after_very_many_faults() -> None:
    parsed = read("theory t\n" + "axiom a: p q\n" * (MOST_FAULTS + 5))
    assert len(parsed.diagnostics) == MOST_FAULTS + 1
    assert parsed.diagnostics[-1].code == "E146"
    assert codes("theory t\n" + "axiom a: p q\n" * (MOST_FAULTS - 1)).count("E146") == 0
