"""Parts to tree nodes: what the parser does at each reduction.

One method a rule of `axioms.lark`, called with the rule's parts as it is reduced, so
that no parse tree is ever built. Terminals whose names begin with an underscore are gone
by then; optional parts that were left out are `None`. Items get their places from the parser,
which knows their first and last token.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast
from unicodedata import is_normalized, normalize

from grammar import tree
from grammar.machine import Token
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
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def _name(token: Token) -> tree.Name:
    return tree.Name(_nfc(token.text), start=token.start, end=token.end)


def _text(token: Token | None) -> tree.Text | None:
    if token is None:
        return None
    return tree.Text(_ESCAPE.sub(r"\1", token.text[1:-1]), start=token.start, end=token.end)


def _citation(token: Token | None) -> tuple[tree.Reference, ...]:
    """The works of a citation; a part without a key keeps its text as an empty-keyed reference."""
    if token is None:
        return ()
    references = []
    at = token.start + 1
    for part in token.text[1:-1].split(";"):
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


class Builder:
    """The actions; stateless, so that one serves every parse."""

    # Modules

    def heading(self, parts: Parts) -> tree.Heading:
        kind, name, title, citation, extends = parts
        return tree.Heading(kind.text, _name(name), _text(title), _citation(citation), extends or ())

    def names(self, parts: Parts) -> tuple[tree.Name, ...]:
        return tuple(map(_name, parts))

    # Declarations

    def sort(self, parts: Parts) -> tree.SortDeclaration:
        name, *rest, _last = parts
        enlarges = bool(rest) and getattr(rest[0], "kind", "") == "ENLARGES"
        elements = tuple(part for part in rest if isinstance(part, tree.Element))
        return tree.SortDeclaration(_name(name), elements, enlarges)

    def element(self, parts: Parts) -> tree.Element:
        name, display = parts
        return tree.Element(_name(name), _text(display), start=name.start, end=(display or name).end)

    def atom(self, parts: Parts) -> tree.AtomDeclaration:
        rigidity, name, parameters, gloss = parts
        return tree.AtomDeclaration(rigidity.text if rigidity else "plain", _name(name), parameters or (), _text(gloss))

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
        return tree.Parameter(names, _name(sort), start=names[0].start, end=sort.end)

    # Statements and claims

    def statement(self, parts: Parts) -> tree.Statement:
        layer, name, gloss, citation, body = parts
        return tree.Statement(layer.text, _name(name), _text(gloss), _citation(citation), body)

    def seriality(self, parts: Parts) -> tree.Frame:
        return tree.Frame("consistent", start=parts[0].start, end=parts[-1].end)

    def joint_seriality(self, parts: Parts) -> tree.Frame:
        return tree.Frame("jointly consistent", start=parts[0].start, end=parts[-1].end)

    def can(self, parts: Parts) -> tree.Frame:
        return tree.Frame("implies can", start=parts[0].start, end=parts[-1].end)

    def claim(self, parts: Parts) -> tree.Claim:
        name, gloss, citation, judgement = parts
        return tree.Claim(_name(name), _text(gloss), _citation(citation), judgement)

    def consistent(self, parts: Parts) -> tree.Judgement:
        subject, last = parts
        return tree.Judgement("consistent", subject, start=subject.start, end=last.end)

    def contradictory(self, parts: Parts) -> tree.Judgement:
        subject, last, given = parts
        because, end = given or (None, last.end)
        return tree.Judgement("contradictory", subject, because, start=subject.start, end=end)

    def independent(self, parts: Parts) -> tree.Judgement:
        subject, last = parts
        return tree.Judgement("independent", subject, start=subject.start, end=last.end)

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
                removed = part is not None and part.kind == "MINUS"
        return tree.Composition(tuple(terms), start=terms[0].start, end=terms[-1].end)

    def qualified(self, parts: Parts) -> tree.Qualified:
        module, statement = parts
        last = statement or module
        return tree.Qualified(
            _nfc(module.text), _nfc(statement.text) if statement else None, start=module.start, end=last.end
        )

    def qualified_set(self, parts: Parts) -> tuple[tuple[tree.Qualified, ...], int]:
        """The statements in braces, and where the braces end."""
        statements, last = parts
        return statements, last.end

    def qualified_list(self, parts: Parts) -> tuple[tree.Qualified, ...]:
        return tuple(parts)

    # Formulas

    def binary(self, parts: Parts) -> Formula:
        left, operator, right = parts
        return tree.Binary(_OPERATORS[operator.kind], left, right, start=left.start, end=right.end)

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
        return tree.Not(body, start=token.start, end=body.end)

    def ought(self, parts: Parts) -> Formula:
        token, agent, body = parts
        return tree.Ought(agent, body, start=token.start, end=body.end)

    def may(self, parts: Parts) -> Formula:
        token, agent, body = parts
        return tree.Ought(agent, body, permits=True, start=token.start, end=body.end)

    def agent(self, parts: Parts) -> tree.Name:
        return _name(parts[0])

    def quantified(self, parts: Parts) -> Formula:
        token, (word, number), *rest = parts
        binders = tuple(part for part in rest if isinstance(part, tree.Binder))
        where, body = rest[-2:]
        return tree.Quantified(word, number, binders, where, body, start=token.start, end=body.end)

    def conditional(self, parts: Parts) -> Formula:
        token, left, right = parts
        return tree.Binary("if", left, right, start=token.start, end=right.end)

    def in_scenario(self, parts: Parts) -> Formula:
        token, scenario, body = parts
        return tree.InScenario(_name(scenario), body, start=token.start, end=body.end)

    def quantity(self, parts: Parts) -> tuple[str, int | None]:
        return self.count(parts)[:2]

    def binder(self, parts: Parts) -> tree.Binder:
        names, _in, sort = parts
        return tree.Binder(names, _name(sort), start=names[0].start, end=sort.end)

    def proposition(self, parts: Parts) -> Formula:
        name, last = parts[0], parts[-1]
        arguments = parts[2] if len(parts) > 1 else ()
        return tree.Proposition(_nfc(name.text), arguments, start=name.start, end=last.end)

    def equal(self, parts: Parts) -> Formula:
        left, right = map(_name, parts)
        return tree.Equal(left, right, start=left.start, end=right.end)

    def unequal(self, parts: Parts) -> Formula:
        left, right = map(_name, parts)
        return tree.Equal(left, right, negated=True, start=left.start, end=right.end)

    def truth(self, parts: Parts) -> Formula:
        return tree.Truth(True, start=parts[0].start, end=parts[0].end)

    def falsity(self, parts: Parts) -> Formula:
        return tree.Truth(False, start=parts[0].start, end=parts[0].end)

    def parenthesised(self, parts: Parts) -> Formula:
        """Widen the formula's span to its parentheses."""
        left, formula, right = parts
        place(formula, left.start, right.end)
        return cast("Formula", formula)

    def counted(self, parts: Parts) -> Formula:
        (word, number, start), operands, last = parts
        return tree.Counted(word, number, operands, start=start, end=last.end)

    def count(self, parts: Parts) -> tuple[str, int | None, int]:
        words = [part.text for part in parts if part.kind != "INT"]
        number = next((int(part.text) for part in parts if part.kind == "INT"), None)
        return " ".join(words), number, parts[0].start

    def formulas(self, parts: Parts) -> tuple[Formula, ...]:
        return tuple(parts)
