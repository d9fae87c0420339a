r"""LaTeX: a natural deduction in the manner of Fitch, each box with a rule along its side.

A document of its own, for pdfLaTeX, that uses no package. Each line is a call of `\step`, so that
whoever wants another look defines that anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from proofs import formula as f
from proofs.export.unfold import agent_name
from proofs.formula import Formula
from proofs.proof import ACTUAL, Box, Label, Line, Problem, Proof

_PREAMBLE: Final = r"""\documentclass[a4paper]{article}
\newsavebox{\stepbox}
\newlength{\stepwidth}
\newcommand{\bars}[1]{\ifnum#1>0\hspace{.6em}\vrule height\ht\stepbox depth\dp\stepbox\hspace{\dimexpr.4em-.4pt\relax}%
  \expandafter\bars\expandafter{\the\numexpr#1-1\relax}\fi}
\newcommand{\why}[1]{\nobreak\hfill\penalty50\quad\null\nobreak\hfill\hbox{\footnotesize#1}}
% Number, depth, what is said, and why.
\newcommand{\step}[4]{\par\noindent\setlength{\stepwidth}{\dimexpr\linewidth-2.8em-#2em\relax}%
  \sbox{\stepbox}{\parbox[t]{\stepwidth}{\rightskip=0pt plus 1fil\parfillskip=0pt\strut#3\unskip\why{#4}\strut}}%
  \makebox[2.2em][r]{#1}\hspace{.6em}\bars{#2}\usebox{\stepbox}}
\begin{document}
\setlength{\parskip}{0pt}\setlength{\lineskip}{0pt}\setlength{\emergencystretch}{3em}\sloppy
"""

_RULES: Final = {
    "and": r"$\wedge$",
    "or": r"$\vee$",
    "implies": r"$\rightarrow$",
    "iff": r"$\leftrightarrow$",
    "xor": r"$\oplus$",
    "at_least": r"$\geq$",
    "ought": r"$\mathsf{O}$",
}
_WORDS: Final = {
    "modus_tollens": "modus tollens",
    "double_negation": r"$\neg\neg$",
    "carry": "the same there",
    "joint_ideal": "ideal",
    "able_ideal": "ideal",
    "at_least_step": r"$\geq$",
}
_ESCAPED: Final = {
    "\\": r"\textbackslash{}",
    **{c: f"\\{c}" for c in "#$%&_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}
_LATIN: Final = 0x17F


def latex(problem: Problem, proof: Proof) -> str:
    """A document with the statements and the proof; the proof must have been accepted by the kernel."""
    return _PREAMBLE + "\n".join((*_premises(problem), *_derivation(proof), r"\end{document}", ""))


def text(string: str) -> str:
    """A string as LaTeX writes it; letters that its fonts lack are written by their numbers."""
    return "".join(_ESCAPED.get(c, c if ord(c) <= _LATIN else f"U+{ord(c):04X}") for c in string)


def math(formula: Formula) -> str:
    """A formula, to be set in mathematics; lines can break at its signs."""
    match formula:
        case f.Constant(value=value):
            return r"\top" if value else r"\bot"
        case f.Atom():
            return rf"\textit{{{text(str(formula))}}}"
        case f.Not(body=body):
            return rf"\neg {math(body)}"
        case f.And(parts=parts):
            return _joined(r"\wedge", parts, r"\top")
        case f.Or(parts=parts):
            return _joined(r"\vee", parts, r"\bot")
        case f.Implies(left=left, right=right):
            return rf"({math(left)} \rightarrow {math(right)})"
        case f.Iff(left=left, right=right):
            return rf"({math(left)} \leftrightarrow {math(right)})"
        case f.Xor(left=left, right=right):
            return rf"({math(left)} \oplus {math(right)})"
        case f.AtLeast(number=number, parts=parts):
            return rf"\geq_{{{number}}}\{{{', '.join(map(math, parts))}\}}"
        case f.Ought(agent=agent, body=body):
            whose = "" if agent is None else rf"_{{\mbox{{\scriptsize {text(agent)}}}}}"
            return rf"\mathsf{{O}}{whose}\, {math(body)}"
        case f.In(scenario=scenario, body=body):
            return rf"(\mbox{{in \textit{{{text(scenario)}}}: }} {math(body)})"
        case _:
            raise TypeError(f"no formula: {type(formula).__name__}")


def _joined(sign: str, parts: Sequence[Formula], empty: str) -> str:
    if len(parts) > 1:
        return f"({f' {sign} '.join(map(math, parts))})"
    return math(parts[0]) if parts else empty


def _premises(problem: Problem) -> Iterator[str]:
    yield r"\section*{Statements}"
    for statement in problem.statements:
        body = statement.body
        says = f"ought is {body}" if isinstance(body, str) and body != "implies can" else f"ought {body}"
        said = f"${math(body)}$" if isinstance(body, Formula) else text(says)
        yield rf"\step{{}}{{0}}{{\textsf{{{text(statement.name)}}}: {said}}}{{{statement.layer}}}"


def _derivation(proof: Proof) -> Iterator[str]:
    yield r"\section*{Derivation}"
    for line in proof.assumes:
        yield _step(line, 0)
    yield from _lines(proof.lines, 0)


def _lines(lines: Sequence[Line], depth: int) -> Iterator[str]:
    for line in lines:
        for box in line.boxes:
            yield from _box(box, depth + 1)
        yield _step(line, depth)


def _box(box: Box, depth: int) -> Iterator[str]:
    if box.opens is not None:
        whose = " and of ".join(map(agent_name, box.opens.agents))
        able = ", where the axioms hold" if box.opens.able else ""
        yield rf"\step{{}}{{{depth}}}{{Let {_world(box.opens.label)} be an ideal world of {text(whose)}{able}.}}{{}}"
    for line in box.assumes:
        yield _step(line, depth)
    yield from _lines(box.lines, depth)


def _step(line: Line, depth: int) -> str:
    where = "" if line.world == ACTUAL else f"{_world(line.world)}: "
    return rf"\step{{{line.number}}}{{{depth}}}{{{where}${math(line.formula)}$}}{{{_why(line)}}}"


def _world(label: Label) -> str:
    return rf"\textsf{{{text(label)}}}"


def _why(line: Line) -> str:
    if line.rule == "premise":
        return rf"\textsf{{{text(line.statement or '')}}}"
    boxes = [f"{_first(box)}--{_last(box)}" for box in line.boxes]
    quoted = [rf"\textsf{{{text(line.statement)}}}"] if line.statement is not None else []
    return " ".join((_rule(line.rule), ", ".join((*quoted, *map(str, line.uses), *boxes)))).strip()


def _first(box: Box) -> int:
    line = (*box.assumes, *box.lines)[0]
    while line.boxes:
        inner = line.boxes[0]
        line = (*inner.assumes, *inner.lines)[0]
    return line.number


def _last(box: Box) -> int:
    return (*box.assumes, *box.lines)[-1].number


def _rule(rule: str) -> str:
    """The name of a rule, short."""
    if rule in _WORDS:
        return _WORDS[rule]
    stem, _, way = rule.rpartition("_")
    if way not in {"intro", "elim"}:
        return text(rule.replace("_", " "))
    denied = stem.startswith("not_")
    return (r"$\neg$" if denied else "") + _RULES[stem.removeprefix("not_")] + ("I" if way == "intro" else "E")
