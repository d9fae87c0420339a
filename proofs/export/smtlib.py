"""SMT-LIB 2: one named assertion a statement, so that a solver's core is a list of statements.

Barrett, Fontaine & Tinelli 2017, "The SMT-LIB Standard: Version 2.6". Worlds are unfolded
(`proofs.export.unfold`); a comment tells each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofs import formula as f
from proofs.export.unfold import Group, unfold
from proofs.formula import Formula
from proofs.proof import Problem

_PRINTABLE = range(ord(" "), ord("~") + 1)


def smtlib(problem: Problem, assumes: Sequence[Formula] = ()) -> str:
    """A script that asks whether the statements have a model in which `assumes` are actually true.

    A solver that is told `unsat` gives the names of statements that clash.
    """
    return "\n".join(_script(problem, assumes)) + "\n"


def symbol(name: str) -> str:
    """A name as a quoted symbol; what such a symbol may not hold is written by its number."""
    if name.isascii() and name.isprintable() and "|" not in name and "\\" not in name:
        return f"|{name}|"
    return "|" + "".join(c if ord(c) in _PRINTABLE and c not in "|\\" else f"<{ord(c):X}>" for c in name) + "|"


def _comment(text: str) -> str:
    return "; " + " ".join(text.split())


def _script(problem: Problem, assumes: Sequence[Formula]) -> Iterator[str]:
    unfolded = unfold(problem, assumes)
    yield "(set-option :produce-unsat-cores true)"
    yield "(set-logic QF_UF)"
    yield ""
    yield "; Worlds"
    for place in unfolded.places:
        yield _comment(f"{place.label}: {place.what}")
    yield ""
    yield "; Propositions, marked by world; settled ones by course of events, rigid ones not at all"
    for variable, meaning in unfolded.variables.items():
        yield f"(declare-const {symbol(variable.name)} Bool)" + (f" {_comment(meaning)}" if meaning else "")
    for register, meaning_of in unfolded.definitions.items():
        yield f"(define-fun {symbol(register.name)} () Bool {term(meaning_of)})"
    if unfolded.frame:
        yield ""
        yield "; What obligations are"
    for why, formula in unfolded.frame:
        yield f"(assert {term(formula)}) {_comment(why)}"
    yield ""
    yield "; Statements"
    for group in unfolded.groups:
        yield from _assertion(group)
    yield ""
    yield "(check-sat)"
    yield "(get-unsat-core) ; an error where the answer is sat"


def _assertion(group: Group) -> Iterator[str]:
    yield _comment(group.layer)
    if len(group.formulas) == 1:
        yield f"(assert (! {term(group.formulas[0][1])} :named {symbol(group.name)}))"
        return
    yield "(assert (! (and true"
    for where, formula in group.formulas:
        yield f"  {term(formula)} {_comment(where)}"
    yield f") :named {symbol(group.name)}))"


def term(formula: Formula) -> str:
    """A formula over variables as a term."""
    match formula:
        case f.Constant(value=value):
            return "true" if value else "false"
        case f.Atom():
            return symbol(str(formula))
        case f.Not(body=body):
            return f"(not {term(body)})"
        case f.And(parts=parts):
            return _several("and", parts, "true")
        case f.Or(parts=parts):
            return _several("or", parts, "false")
        case f.Implies(left=left, right=right):
            return f"(=> {term(left)} {term(right)})"
        case f.Iff(left=left, right=right):
            return f"(= {term(left)} {term(right)})"
        case f.Xor(left=left, right=right):
            return f"(xor {term(left)} {term(right)})"
        case _:
            raise TypeError(f"not propositional: {type(formula).__name__}")


def _several(word: str, parts: tuple[Formula, ...], empty: str) -> str:
    if len(parts) > 1:
        return f"({word} {' '.join(map(term, parts))})"
    return term(parts[0]) if parts else empty
