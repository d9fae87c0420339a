"""Tokens and parts to tree nodes: the actions of the parser.

One method a rule of `axioms.lark`, called by lark with the rule's parts as it reduces, so
that no parse tree is ever built. Terminals whose names begin with an underscore are gone
by then; optional parts that were left out are `None`. Items get their places from the parser,
which knows their first and last token.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast
from unicodedata import is_normalized, normalize

from lark import Token, Transformer

from grammar import tree
from grammar.tree import Formula

_ESCAPE = re.compile(r'\\(["\\])')
_REFERENCE = re.compile(r"\s*@(?P<key>[^\s,;]+)\s*(?:,\s*(?P<locator>.*?))?\s*", re.DOTALL)

_OPERATORS: Final[dict[str, tree.Operator]] = {
    "IFF": "iff",
    "IMPLIES": "implies",
    "UNLESS": "unless",
    "XOR": "xor",
}

Parts = list[Any]


def _nfc(text: str) -> str:
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def _start(token: Token) -> int:
    return cast(int, token.start_pos)


def _end(token: Token) -> int:
    return cast(int, token.end_pos)


def _name(token: Token) -> tree.Name:
    return tree.Name(_nfc(token.value), start=_start(token), end=_end(token))


def _text(token: Token | None) -> tree.Text | None:
    if token is None:
        return None
    return tree.Text(_ESCAPE.sub(r"\1", token.value[1:-1]), start=_start(token), end=_end(token))


def _citation(token: Token | None) -> tuple[tree.Reference, ...]:
    """The works of a citation; a part without a key keeps its text as an empty-keyed reference."""
    if token is None:
        return ()
    references = []
    at = _start(token) + 1
    for part in token.value[1:-1].split(";"):
        match = _REFERENCE.fullmatch(part)
        key, locator = (match["key"], match["locator"]) if match else ("", part.strip())
        locator = " ".join(locator.split()) if locator else None
        references.append(tree.Reference(_nfc(key), locator, start=at, end=at + len(part)))
        at += len(part) + 1
    return tuple(references)


def place(node: tree.Node, start: int, end: int) -> None:
    """Set the place of a node that was made a moment ago and that nobody else holds yet."""
    object.__setattr__(node, "start", start)
    object.__setattr__(node, "end", end)


class Builder(Transformer[Token, Any]):
    """The actions; stateless, so that one serves every parse."""

    # Modules

    def heading(self, parts: Parts) -> tree.Heading:
        kind, name, title, citation, extends = parts
        return tree.Heading(kind.value, _name(name), _text(title), _citation(citation), extends or ())

    def names(self, parts: Parts) -> tuple[tree.Name, ...]:
        return tuple(map(_name, parts))

    # Declarations

    def sort(self, parts: Parts) -> tree.SortDeclaration:
        name, *rest, _last = parts
        enlarges = bool(rest) and isinstance(rest[0], Token)
        elements = tuple(part for part in rest if isinstance(part, tree.Element))
        return tree.SortDeclaration(_name(name), elements, enlarges)

    def element(self, parts: Parts) -> tree.Element:
        name, display = parts
        return tree.Element(_name(name), _text(display), start=_start(name), end=_end(display or name))

    def atom(self, parts: Parts) -> tree.AtomDeclaration:
        rigidity, name, parameters, gloss = parts
        return tree.AtomDeclaration(
            rigidity.value if rigidity else "plain", _name(name), parameters or (), _text(gloss)
        )

    def scenario(self, parts: Parts) -> tree.ScenarioDeclaration:
        name, gloss = parts
        return tree.ScenarioDeclaration(_name(name), _text(gloss))

    def define(self, parts: Parts) -> tree.Definition:
        name, parameters, gloss, body = parts
        return tree.Definition(_name(name), parameters or (), _text(gloss), body)

    def setting(self, parts: Parts) -> tree.Setting:
        name, gloss, composition = parts
        return tree.Setting(_name(name), _text(gloss), composition)

    def parameters(self, parts: Parts) -> tuple[tree.Parameter, ...]:
        return tuple(parts[1:-1])

    def parameter(self, parts: Parts) -> tree.Parameter:
        names, sort = parts
        return tree.Parameter(names, _name(sort), start=names[0].start, end=_end(sort))

    # Statements and claims

    def statement(self, parts: Parts) -> tree.Statement:
        layer, name, gloss, citation, body = parts
        return tree.Statement(layer.value, _name(name), _text(gloss), _citation(citation), body)

    def seriality(self, parts: Parts) -> tree.Frame:
        return tree.Frame("consistent", start=_start(parts[0]), end=_end(parts[-1]))

    def joint_seriality(self, parts: Parts) -> tree.Frame:
        return tree.Frame("jointly consistent", start=_start(parts[0]), end=_end(parts[-1]))

    def can(self, parts: Parts) -> tree.Frame:
        return tree.Frame("implies can", start=_start(parts[0]), end=_end(parts[-1]))

    def claim(self, parts: Parts) -> tree.Claim:
        name, gloss, citation, judgement = parts
        return tree.Claim(_name(name), _text(gloss), _citation(citation), judgement)

    def consistent(self, parts: Parts) -> tree.Judgement:
        subject, last = parts
        return tree.Judgement("consistent", subject, start=subject.start, end=_end(last))

    def contradictory(self, parts: Parts) -> tree.Judgement:
        subject, last, because = parts
        end = because[-1].end if because else _end(last)
        return tree.Judgement("contradictory", subject, because, start=subject.start, end=end)

    def independent(self, parts: Parts) -> tree.Judgement:
        subject, last = parts
        return tree.Judgement("independent", subject, start=subject.start, end=_end(last))

    def entails(self, parts: Parts) -> tree.Judgement:
        subject, formula = parts
        return tree.Judgement("entails", subject, formula=formula, start=subject.start, end=formula.end)

    def does_not_entail(self, parts: Parts) -> tree.Judgement:
        subject, _not, formula = parts
        return tree.Judgement("does not entail", subject, formula=formula, start=subject.start, end=formula.end)

    def requires(self, parts: Parts) -> tree.Judgement:
        return self._between("requires", parts)

    def forbids(self, parts: Parts) -> tree.Judgement:
        return self._between("forbids", parts)

    def leaves_open(self, parts: Parts) -> tree.Judgement:
        return self._between("leaves open", parts)

    def equivalent(self, parts: Parts) -> tree.Judgement:
        return self._between("equivalent", [parts[0], parts[-1]])

    def _between(self, word: tree.JudgementWord, parts: Parts) -> tree.Judgement:
        subject, other = parts
        return tree.Judgement(word, subject, other=other, start=subject.start, end=other.end)

    def composition(self, parts: Parts) -> tree.Composition:
        terms, removed = [], False
        for part in parts:
            if isinstance(part, tree.Qualified):
                terms.append(tree.Term(part, removed, start=part.start, end=part.end))
            else:
                removed = part is not None and part.type == "MINUS"
        return tree.Composition(tuple(terms), start=terms[0].start, end=terms[-1].end)

    def qualified(self, parts: Parts) -> tree.Qualified:
        module, statement = parts
        last = statement or module
        return tree.Qualified(
            _nfc(module.value), _nfc(statement.value) if statement else None, start=_start(module), end=_end(last)
        )

    def qualified_set(self, parts: Parts) -> tuple[tree.Qualified, ...]:
        return cast("tuple[tree.Qualified, ...]", parts[0])

    def qualified_list(self, parts: Parts) -> tuple[tree.Qualified, ...]:
        return tuple(parts)

    # Formulas

    def binary(self, parts: Parts) -> Formula:
        left, operator, right = parts
        return tree.Binary(_OPERATORS[operator.type], left, right, start=left.start, end=right.end)

    def only_if(self, parts: Parts) -> Formula:
        left, right = parts[0], parts[-1]
        return tree.Binary("only if", left, right, start=left.start, end=right.end)

    def ands_c(self, parts: Parts) -> Parts:
        return self._gather(parts)

    def ors_c(self, parts: Parts) -> Parts:
        return self._gather(parts)

    def _gather(self, parts: Parts) -> Parts:
        """Operands so far in one growing list, so that a long chain costs no copies."""
        operands: Parts
        if isinstance(parts[0], list):
            operands, operand = parts[0], parts[1]
            operands.append(operand)
        else:
            operands = [parts[0]]
        return operands

    def conjunction(self, parts: Parts) -> Formula:
        operands, last = parts
        return tree.And((*operands, last), start=operands[0].start, end=last.end)

    def disjunction(self, parts: Parts) -> Formula:
        operands, last = parts
        return tree.Or((*operands, last), start=operands[0].start, end=last.end)

    def negation(self, parts: Parts) -> Formula:
        token, body = parts
        return tree.Not(body, start=_start(token), end=body.end)

    def ought(self, parts: Parts) -> Formula:
        token, agent, body = parts
        return tree.Ought(agent, body, start=_start(token), end=body.end)

    def may(self, parts: Parts) -> Formula:
        token, agent, body = parts
        return tree.Ought(agent, body, permits=True, start=_start(token), end=body.end)

    def agent(self, parts: Parts) -> tree.Name:
        return _name(parts[0])

    def quantified(self, parts: Parts) -> Formula:
        token, (word, number), *rest = parts
        binders = tuple(part for part in rest if isinstance(part, tree.Binder))
        where, body = rest[-2:]
        return tree.Quantified(word, number, binders, where, body, start=_start(token), end=body.end)

    def conditional(self, parts: Parts) -> Formula:
        token, left, right = parts
        return tree.Binary("if", left, right, start=_start(token), end=right.end)

    def in_scenario(self, parts: Parts) -> Formula:
        token, scenario, body = parts
        return tree.InScenario(_name(scenario), body, start=_start(token), end=body.end)

    def quantity(self, parts: Parts) -> tuple[str, int | None]:
        return self.count(parts)[:2]

    def binder(self, parts: Parts) -> tree.Binder:
        names, _in, sort = parts
        return tree.Binder(names, _name(sort), start=names[0].start, end=_end(sort))

    def proposition(self, parts: Parts) -> Formula:
        name, last = parts[0], parts[-1]
        arguments = parts[2] if len(parts) > 1 else ()
        return tree.Proposition(_nfc(name.value), arguments, start=_start(name), end=_end(last))

    def equal(self, parts: Parts) -> Formula:
        left, right = map(_name, parts)
        return tree.Equal(left, right, start=left.start, end=right.end)

    def unequal(self, parts: Parts) -> Formula:
        left, right = map(_name, parts)
        return tree.Equal(left, right, negated=True, start=left.start, end=right.end)

    def truth(self, parts: Parts) -> Formula:
        return tree.Truth(True, start=_start(parts[0]), end=_end(parts[0]))

    def falsity(self, parts: Parts) -> Formula:
        return tree.Truth(False, start=_start(parts[0]), end=_end(parts[0]))

    def parenthesised(self, parts: Parts) -> Formula:
        """Widen the formula's span to its parentheses."""
        left, formula, right = parts
        place(formula, _start(left), _end(right))
        return cast(Formula, formula)

    def counted(self, parts: Parts) -> Formula:
        (word, number, start), operands, last = parts
        return tree.Counted(word, number, operands, start=start, end=_end(last))

    def count(self, parts: Parts) -> tuple[str, int | None, int]:
        words = [part.value for part in parts if part.type != "INT"]
        number = next((int(part.value) for part in parts if part.type == "INT"), None)
        return " ".join(words), number, _start(parts[0])

    def formulas(self, parts: Parts) -> tuple[Formula, ...]:
        return tuple(parts)
