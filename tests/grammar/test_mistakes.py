"""Every likely mistake has its message: the right place, one code, and advice that is right for this very text.

The files in `mistakes/` can be read as a manual. Each entry is an item, and what is said of it
when it stands between a heading and a good statement. `ANTINOMY_REWRITE=1` writes the answers anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grammar import tree
from grammar.catalogue import catalogue, instead, says
from grammar.diagnostics import Diagnostic
from grammar.examples import EXAMPLES
from grammar.language import language
from grammar.misspelt import NEEDLESS, QUOTES, SIGNS
from grammar.parse import Parsed, parse, parse_composition, parse_formula, parse_names
from grammar.render import render
from grammar.span import Source

MANUAL = Path(__file__).with_name("mistakes")
REWRITE = bool(os.environ.get("ANTINOMY_REWRITE"))
CHAPTERS = sorted(MANUAL.glob("*.txt"))


def items(chapter: str) -> Iterator[str]:
    for entry in chapter.split("\n\n"):
        yield "\n".join(line[2:] for line in entry.splitlines() if line.startswith("> "))


def between(item: str) -> Source:
    return Source("f", f"theory t\n{item}\naxiom good: p\n")


def answer(item: str) -> str:
    source = between(item)
    lines = [f"> {line}" for line in item.split("\n")]
    for diagnostic in parse(source).diagnostics:
        assert diagnostic.place is not None
        line, column = source.position(diagnostic.place.span.start)
        lines += [f"{line - 1}:{column} {diagnostic.code} {says(diagnostic)}", f"    {instead(diagnostic)}"]
    return "\n".join(lines)


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse(Source("f", text)).diagnostics]


def names(parsed: Parsed) -> list[str]:
    return [item.name.text for module in parsed.file.modules for item in module.items]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_manual_says_what_the_parser_says(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    said = "\n\n".join(answer(item) for item in items(written)) + "\n"
    if REWRITE:
        path.write_text(said, encoding="utf-8")
    assert said == written


ITEMS = [item for path in CHAPTERS for item in items(path.read_text(encoding="utf-8"))]


def test_the_manual_is_long() -> None:
    assert len(ITEMS) > 200


@pytest.mark.parametrize("item", ITEMS)
def test_each_mistake_is_reported_once_and_the_next_statement_is_kept(item: str) -> None:
    parsed = parse(between(item))
    assert len(parsed.diagnostics) == 1
    assert names(parsed)[-1] == "good"


@pytest.mark.parametrize("item", ITEMS)
def test_what_is_said_is_whole(item: str) -> None:
    (diagnostic,) = parse(between(item)).diagnostics
    text = says(diagnostic) + instead(diagnostic)
    assert "{" not in re.sub(r"`[^`]*`", "", text)
    assert says(diagnostic)
    assert instead(diagnostic)
    assert render(diagnostic).startswith(f"error {diagnostic.code} ")


def advised(diagnostic: Diagnostic) -> str | None:
    return diagnostic.arguments.get("mended", "").strip("`") or None


@pytest.mark.parametrize("item", [item for item in ITEMS if "\n" not in item])
def test_what_is_advised_can_be_parsed(item: str) -> None:
    (diagnostic,) = parse(between(item)).diagnostics
    mended = advised(diagnostic)
    if mended is not None and mended != "#":
        assert not parse(between(mended)).diagnostics


def test_most_advice_is_in_the_users_own_words() -> None:
    diagnostics = [parse(between(item)).diagnostics[0] for item in ITEMS]
    own = [advised(diagnostic) or "`" in diagnostic.arguments.get("guess", "") for diagnostic in diagnostics]
    assert sum(map(bool, own)) > 0.75 * len(own)


@pytest.mark.parametrize(
    ("code", "example"), [(code, example) for code, examples in EXAMPLES.items() for example in examples]
)
def test_each_example_teaches_its_own_code(code: str, example: str) -> None:
    assert codes(f"theory t\n{example}\n") == [code]


RESERVED = sorted(language().reserved)
NAME_POSITIONS = (
    "theory {}",
    "theory u extends {}",
    "sort {} = {{A}}",
    "sort S = {{{}}}",
    "sort S = {{A, {}}}",
    "atom {}",
    "settled atom {}",
    "atom p({}: S)",
    "atom p(s, {}: S)",
    "atom p(s: {})",
    "scenario {}",
    "define {}: p",
    "setting {} = A",
    "axiom {}: p",
    "claim {}: A is consistent",
    "axiom a: p(s, {})",
    "axiom a: s = {}",
    "axiom a: ought[{}] p",
    "axiom a: in {}: p",
    "axiom a: for every s in {}: p",
    "axiom a: for every s, {} in S: p",
    "claim c: A + {} is consistent",
    "claim c: A.{} is consistent",
)


@pytest.mark.parametrize("position", NAME_POSITIONS)
def test_no_reserved_word_is_a_name_anywhere(position: str) -> None:
    for word in RESERVED:
        parsed = parse(between(position.format(word)))
        assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["E104"], word
        assert f"`{word}`" in says(parsed.diagnostics[0])
        assert names(parsed)[-1] == "good"


def test_no_reserved_word_is_a_proposition() -> None:
    for word in set(RESERVED) - {"true", "false"}:
        parsed = parse(between(f"axiom a: {word} and p"))
        assert len(parsed.diagnostics) == 1, word
        assert names(parsed) == ["good"]


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if sign != ";"])
def test_signs_of_other_notations_are_known(sign: str) -> None:
    (diagnostic,) = parse(between(f"axiom a: p {sign} q")).diagnostics
    assert diagnostic.code == "E111"
    assert diagnostic.place is not None
    source = diagnostic.place.source
    assert source.text[diagnostic.place.span.start : diagnostic.place.span.end] == sign


@pytest.mark.parametrize("quote", QUOTES)
def test_other_quotation_marks_are_known(quote: str) -> None:
    assert codes(f"theory t\naxiom a {quote}gloss{quote}: p\n")[:1] == ["E105"]


@pytest.mark.parametrize("word", sorted(NEEDLESS - {"to", "then"}))
def test_needless_words_are_left_out(word: str) -> None:
    (diagnostic,) = parse(between(f"axiom a: {word} p or q")).diagnostics
    assert diagnostic.code == "E142"
    assert advised(diagnostic) == "axiom a: p or q"


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("theroy t2", "theory t2"),
        ("axoim b: p", "axiom b: p"),
        ("polcy x", "policy x"),
        ("prescripton b: ought p", "prescription b: ought p"),
        ("clam c: A is consistent", "claim c: A is consistent"),
        ("axiom b: p iplies q", "axiom b: p implies q"),
        ("axiom b: p unles q", "axiom b: p unless q"),
        ("axiom b: if p tehn q", "axiom b: if p then q"),
        ("axiom b: fro every s in S: p", "axiom b: for every s in S: p"),
        ("axiom b: for evry s in S: p", "axiom b: for every s in S: p"),
        ("axiom b: p therefor q", "axiom b: p implies q"),
        ("claim b: A entials p", "claim b: A entails p"),
        ("claim b: A is contradictry", "claim b: A is contradictory"),
        ("theory x extnds y", "theory x extends y"),
    ],
)
def test_misspelt_words(misspelt: str, meant: str) -> None:
    (diagnostic,) = parse(between(misspelt)).diagnostics
    assert f"`{meant}`" in instead(diagnostic)


def test_a_declared_name_is_not_taken_for_a_misspelling() -> None:
    assert codes("theory t\natom nor\natom ford\naxiom a: p nor q\naxiom b: ford p\n") == ["E127", "E127"]


@pytest.mark.parametrize("text", ["atoms p, q", "axoim a: p q", "premise a", "theroy two words"])
def test_a_misspelt_item_is_reported_once(text: str) -> None:
    assert codes(f"theory t\n{text}\naxiom good: p\n") == ["E112"]


def test_a_misspelt_declaration_still_declares() -> None:
    parsed = parse(Source("f", 'theroy t "T"\nsettld atom p\natmo q "gloss"\naxoim a: p and q\n'))
    assert [module.heading.name.text for module in parsed.file.modules] == ["t"]
    first, second, third = parsed.file.modules[0].items
    assert isinstance(first, tree.AtomDeclaration)
    assert first.rigidity == "settled"
    assert isinstance(second, tree.AtomDeclaration)
    assert isinstance(third, tree.Statement)
    assert len(parsed.diagnostics) == 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E126"),
        ("p q", "E127"),
        ("p and", "E126"),
        ("(p", "E119"),
        ("p)", "E120"),
        ("p => q", "E111"),
        ("p iff q iff r", "E107"),
        ("if p q", "E113"),
        ("p if q", "E138"),
        ("p.", "E139"),
        ("law and p", "E104"),
        ("p 🙂", "E110"),
        ('"p', "E106"),
        ("not " * 201 + "p", "E115"),
    ],
)
def test_formulas_by_themselves(text: str, code: str) -> None:
    result = parse_formula(Source("<formula>", text))
    assert isinstance(result, Diagnostic)
    assert result.code == code
    assert render(result)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "E122"), ("A and B", "E145"), ("A, B", "E145"), ("A B", "E100"), ("A +", "E122"), ("A + law", "E104")],
)
def test_compositions_by_themselves(text: str, code: str) -> None:
    result = parse_composition(Source("<composition>", text))
    assert isinstance(result, Diagnostic)
    assert result.code == code


@pytest.mark.parametrize(("text", "code"), [("", "E122"), ("A.x B.y", "E100"), ("A.x,", "E122"), ("A.", "E122")])
def test_names_by_themselves(text: str, code: str) -> None:
    result = parse_names(Source("<names>", text))
    assert isinstance(result, Diagnostic)
    assert result.code == code


def test_advice_is_not_sought_for_ever() -> None:
    parsed = parse(Source("f", "theory t\n" + "axiom a p\n" * 1500))
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["E101"] * 1500
    assert advised(parsed.diagnostics[0]) == "axiom a: p"
    assert advised(parsed.diagnostics[-1]) is None
    assert instead(parsed.diagnostics[-1])


def test_every_code_of_syntax_is_in_the_manual() -> None:
    said = {
        match[1]
        for path in CHAPTERS
        for match in re.finditer(r"^\d+:\d+ (E1\d\d)", path.read_text("utf-8"), re.MULTILINE)
    }
    elsewhere = {"E115", "E116", "E136", "E140", "E146"}
    assert said | elsewhere == {code for code in catalogue() if code.startswith("E1")}
