"""An explanation as a LaTeX document: numbered sentences with their sources, the statements, the works cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from antinomy.formats.parts import by_name, predicate, source
from antinomy.glosses import citation
from logic.answers.explain import Argument, ExplainAnswer
from logic.theory import Statement
from proofs.narrate import Sentence
from proofs.prose.clause import capitalised

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "`": r"\textasciigrave{}",
        "“": "``",
        "”": "''",
        "‘": "`",
        "’": "'",
        "–": "--",
        "—": "---",
        "…": r"\ldots{}",
        "·": r"\textperiodcentered{}",
    }
)

_PREAMBLE: Final = r"""\documentclass{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
\else
  \usepackage{fontspec}
\fi
\setlength{\emergencystretch}{5em}
\begin{document}
"""


def escaped(text: str) -> str:
    """Text that LaTeX prints as it is written."""
    return text.translate(_ESCAPES)


def code(text: str) -> str:
    """Text in a fixed-width font, that may be broken after full stops and underscores."""
    breakable = escaped(text).replace(r"\_", r"\_\allowbreak{}").replace(".", r".\allowbreak{}")
    return rf"\texttt{{{breakable}}}"


def latex(answer: ExplainAnswer) -> str:
    """The whole explanation, a document that compiles by itself; what is in it can be pasted into another.

    With glosses in other scripts than Latin it wants LuaLaTeX or XeLaTeX.
    """
    return _PREAMBLE + "\n".join(_lines(answer)) + "\n\\end{document}\n"


def _lines(answer: ExplainAnswer) -> Iterator[str]:
    yield rf"\noindent\textbf{{{code(answer.composition)} {escaped(predicate(answer))}.}}"
    if answer.reason is not None:
        yield f"\n{escaped(capitalised(answer.reason))}."
    statements = by_name(answer.statements)
    for argument in answer.arguments:
        if argument.shows:
            yield f"\n\\noindent {escaped(argument.shows)}:"
        if argument.steps:
            yield r"\begin{enumerate}"
            yield rf"\setcounter{{enumi}}{{{argument.first - 1}}}"
            yield from (rf"\item {{}}{escaped(s.text)}{_source(argument, s, statements)}" for s in argument.steps)
            yield r"\end{enumerate}"
    if statements:
        yield r"\subsection*{Statements}"
        yield r"\begin{description}"
        yield from (_statement(statement) for statement in statements.values())
        yield r"\end{description}"
    if answer.works:
        yield r"\subsection*{Works cited}"
        yield r"\begin{list}{}{\setlength{\leftmargin}{2em}\setlength{\itemindent}{-2em}}"
        for work in answer.works:
            pieces = (rf"\emph{{{escaped(p.text)}}}" if p.italic else _breakable(p.text) for p in work.pieces)
            yield rf"\item {{}}{''.join(pieces)}"
        yield r"\end{list}"


def _breakable(text: str) -> str:
    """Text that may be broken after slashes where it is an address."""
    return escaped(text).replace("/", r"/\allowbreak{}") if "://" in text else escaped(text)


def _source(argument: Argument, step: Sentence, statements: Mapping[str, Statement]) -> str:
    shown = source(argument, step, statements, escaped, code)
    return rf" {{\small({shown})}}" if shown else ""


def _statement(statement: Statement) -> str:
    cited = citation(statement)
    gloss = escaped(" ".join(statement.gloss.split())) if statement.gloss else ""
    return rf"\item[{code(statement.name)}] ({statement.layer}) {gloss}{f' ({escaped(cited)})' if cited else ''}"
