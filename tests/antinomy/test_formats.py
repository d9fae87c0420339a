"""Explanations as documents: what is special in Markdown and LaTeX is escaped, and the document compiles."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import antinomy
from antinomy.formats import latex, markdown
from antinomy.glosses import ranges
from logic.answers.explain import ExplainAnswer

AWKWARD = r"""
theory awkward "50% of_all & <more> {braces} \\ $5 #1 ~x ^y *z* `code` [link] |bar|"
atom p_q "profits of 50% & more are made on `steel` at $5 #1, *all* [told] ~ ^ \\ {{x}} <y> | z"
axiom one_two "They are made: 50% & \"more\" – “quoted” it’s…" [@nobody1900, p. 5_6 & ff.]: p_q
axiom never: not p_q
"""
SPECIAL_IN_LATEX = set("&%$#_{}~^\\")


def explained(text: str, composition: str, tmp_path: Path) -> ExplainAnswer:
    file = tmp_path / "awkward.axioms"
    file.write_text(text, encoding="utf-8")
    answer = antinomy.explain(composition, antinomy.load(file))
    assert isinstance(answer, ExplainAnswer)
    return answer


@pytest.mark.parametrize("character", sorted(SPECIAL_IN_LATEX))
def test_no_special_character_reaches_latex(character: str) -> None:
    escaped = latex.escaped(f"a{character}b")
    assert escaped.startswith("a\\")
    assert escaped.endswith("b")


def test_plain_text_is_left_alone() -> None:
    plain = "So the United States' security requires maximal power: 4, 5."
    assert latex.escaped(plain) == plain
    assert markdown.escaped(plain) == plain


@pytest.mark.parametrize("character", list("\\`*_[]<>#|"))
def test_no_special_character_reaches_markdown(character: str) -> None:
    assert markdown.escaped(f"a{character}b") == f"a\\{character}b"


def test_code_in_markdown_may_hold_backticks() -> None:
    assert markdown.code("a`b") == "`` a`b ``"
    assert markdown.code("t.a") == "`t.a`"


def test_an_awkward_explanation_balances(tmp_path: Path) -> None:
    answer = explained(AWKWARD, "awkward", tmp_path)
    document = latex.latex(answer)
    body = document.replace(r"\{", "").replace(r"\}", "")
    assert body.count("{") == body.count("}")
    for name in _environments(document):
        assert document.count(rf"\begin{{{name}}}") == document.count(rf"\end{{{name}}}")
    assert r"50\% \& more" in document
    assert r"@nobody1900: in no bibliography that was found." in document
    assert r"\*all\*" in markdown.markdown(answer)


def _environments(document: str) -> set[str]:
    return {part.partition("}")[0] for part in document.split(r"\begin{")[1:]}


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
@pytest.mark.parametrize("level", ["default", "full"])
def test_the_document_compiles(level: str, tmp_path: Path) -> None:
    theory = antinomy.load()
    answer = antinomy.explain("offensive_realism + prudence + asia + restraint", theory, level=level)  # type: ignore[arg-type]
    assert isinstance(answer, ExplainAnswer)
    for name, text in (
        ("plain", latex.latex(answer)),
        ("awkward", latex.latex(explained(AWKWARD, "awkward", tmp_path))),
    ):
        (tmp_path / f"{name}.tex").write_text(text, encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [((), ""), ((4,), "4"), ((4, 5), "4, 5"), ((1, 2, 3), "1–3"), ((1, 2, 3, 5, 7, 8), "1–3, 5, 7, 8")],
)
def test_neighbouring_numbers_are_drawn_together(numbers: tuple[int, ...], shown: str) -> None:
    assert ranges(numbers) == shown
