"""A careless writer: the same tree, spelled in any way that the grammar allows.

Where `grammar.format` has one way to write a tree, this has them all: symbols for words,
parentheses that nobody needs and none that the grammar can do without, spaces, line ends and
comments between any two tokens. What it knows of precedence it takes from `axioms.lark`, not
from the formatter, so that each can be tested by the other. Choices are read from dice, a
list of numbers over and over; a list of zeros gives the plainest text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import cycle, pairwise
from typing import Final
from unicodedata import normalize

from grammar import tree
from grammar.tree import Formula

_SYMBOLS: Final[dict[str, tuple[str, ...]]] = {
    "and": ("and", "&", "∧"),
    "or": ("or", "|", "∨"),
    "xor": ("xor", "⊕"),
    "not": ("not", "~", "¬"),
    "implies": ("implies", "->", "→"),
    "iff": ("iff", "<->", "↔"),
}
_LEVELS: Final[dict[tree.Operator, tuple[int, int, int]]] = {
    "iff": (0, 1, 1),
    "implies": (1, 2, 1),
    "only if": (1, 2, 1),
    "unless": (1, 2, 2),
    "xor": (3, 4, 4),
}
"""How tightly an operator of two sides binds, and how tightly each side has to."""

_SPACES: Final = (" ", " ", "", "", "\n", "  ", "\t", "\n    ", "\r\n", "\n\n", " \n \n\n", "\f")
_COMMENTS: Final = ("#", "# why?", '#"quoted"', "# law x: p", "#   wide\t ", "# \\ é 国", "## [@key] {", "# a # b")

Tokens = list[str]


class Scribe:
    """One writing of one file; `comments` are those written, without the spaces at their ends."""

    def __init__(self, dice: Sequence[int]) -> None:
        self._dice = cycle(dice or (0,))
        self.comments: list[str] = []

    def file(self, file: tree.File) -> str:
        """The text of a whole file."""
        tokens: Tokens = []
        for module in file.modules:
            tokens += self.heading(module.heading)
            for item in module.items:
                tokens += self.item(item)
        return self._space("", "") + self.joined(tokens) + self._space("", "")

    def joined(self, tokens: Tokens) -> str:
        """Tokens with anything between them that keeps them apart."""
        text = "".join(tokens[:1])
        for last, token in pairwise(tokens):
            text += self._space(last, token) + self._composed(token)
        return text

    def _composed(self, token: str) -> str:
        """A name now and then as its letters and marks, which is the same name."""
        return normalize("NFD", token) if token.isidentifier() and self._seldom(5) else token

    def _roll(self, sides: int) -> int:
        return next(self._dice) % sides

    def _seldom(self, sides: int) -> bool:
        return self._roll(sides) == sides - 1

    def _pick(self, choices: Sequence[str]) -> str:
        return choices[self._roll(len(choices))]

    def _space(self, last: str, token: str) -> str:
        if self._seldom(12):
            comment = self._pick(_COMMENTS)
            self.comments.append(comment.rstrip())
            return self._pick(_SPACES) + comment + self._pick(("\n", "\r\n", "\n\n")) + self._pick(_SPACES)
        space = self._pick(_SPACES)
        return space or " " * (_wordlike(last[-1:]) and _wordlike(token[:1]))

    # Formulas

    def formula(self, node: Formula, level: int = 0, *, closed: bool = False) -> Tokens:
        """The tokens of a formula where something at least as tight as `level` has to stand."""
        needed = _level(node) < level or (closed and _reaches(node))
        pairs = max(needed, (0, 0, 0, 0, 0, 0, 0, 1, 2)[self._roll(9)])
        return ["("] * pairs + self._bare(node, closed=closed and not pairs) + [")"] * pairs

    def _bare(self, node: Formula, *, closed: bool) -> Tokens:
        match node:
            case tree.Truth(value=value):
                return ["true" if value else "false"]
            case tree.Proposition(name=name, arguments=arguments):
                return [name, "(", *_names(arguments), ")"] if arguments else [name]
            case tree.Equal(left=left, right=right, negated=negated):
                return [left.text, "!=" if negated else "=", right.text]
            case tree.Not(body=body):
                return [self._pick(_SYMBOLS["not"]), *self.formula(body, 5, closed=closed)]
            case tree.Ought(agent=agent, body=body, permits=permits):
                words = ["may" if permits else "ought", *(["[", agent.text, "]"] if agent else [])]
                return [*words, *self.formula(body, 5, closed=closed)]
            case tree.And(operands=operands):
                return self._chain("and", operands, 5, closed=closed)
            case tree.Or(operands=operands):
                return self._chain("or", operands, 3, closed=closed)
            case tree.Binary():
                return self._binary(node, closed=closed)
            case tree.Counted(operands=operands):
                return [*self._quantity(node), "of", "{", *_commas(map(self.formula, operands)), "}"]
            case tree.Quantified():
                return self._quantified(node)
            case tree.InScenario(scenario=scenario, body=body):
                return ["in", scenario.text, ":", *self.formula(body)]

    def _chain(self, word: str, operands: tuple[Formula, ...], level: int, *, closed: bool) -> Tokens:
        tokens: Tokens = []
        for operand in operands[:-1]:
            tokens += [*self.formula(operand, level, closed=True), self._pick(_SYMBOLS[word])]
        return tokens + self.formula(operands[-1], level, closed=closed)

    def _binary(self, node: tree.Binary, *, closed: bool) -> Tokens:
        if node.operator == "if":
            then = self._pick(("then", ", then")).split()
            return ["if", *self.formula(node.left), *then, *self.formula(node.right)]
        _, left, right = _LEVELS[node.operator]
        operator = self._pick(_SYMBOLS.get(node.operator, (node.operator,))).split()
        return [*self.formula(node.left, left, closed=True), *operator, *self.formula(node.right, right, closed=closed)]

    def _quantified(self, node: tree.Quantified) -> Tokens:
        binders = _commas([*_names(binder.names), "in", binder.sort.text] for binder in node.binders)
        where = ["where", *self.formula(node.where)] if node.where is not None else []
        return ["for", *self._quantity(node), *binders, *where, ":", *self.formula(node.body)]

    def _quantity(self, node: tree.Counted | tree.Quantified) -> Tokens:
        number = [] if node.number is None else [self._pick(("", "0", "00")) + str(node.number)]
        return [*node.word.split(), *number]

    # Compositions and claims

    def composition(self, node: tree.Composition) -> Tokens:
        """The tokens of a composition."""
        tokens = self._pick(("", "+")).split()
        for number, term in enumerate(node.terms):
            tokens += ["-" if term.removed else "+"] * bool(number) + _qualified(term.what)
        return tokens

    def judgement(self, node: tree.Judgement) -> Tokens:
        """The tokens of a judgement."""
        verb = {"equivalent": "is equivalent to"}.get(node.word, node.word)
        verb = f"is {verb}" if node.word in {"consistent", "contradictory", "independent"} else verb
        tokens = [*self.composition(node.subject), *verb.split()]
        if node.because is not None:
            tokens += ["because", "of", "{", *_commas(map(_qualified, node.because)), "}"]
        if node.formula is not None:
            tokens += self.formula(node.formula)
        if node.other is not None:
            tokens += self.composition(node.other)
        return tokens

    # Items

    def heading(self, node: tree.Heading) -> Tokens:
        """The tokens of a heading."""
        extends = ["extends", *_names(node.extends)] if node.extends else []
        return [node.kind, node.name.text, *self._text(node.title), *self._citation(node.citation), *extends]

    def item(self, node: tree.Item) -> Tokens:
        """The tokens of a declaration, a statement or a claim."""
        name = node.name.text
        match node:
            case tree.SortDeclaration(elements=elements, enlarges=enlarges):
                listed = _commas([element.name.text, *self._text(element.display)] for element in elements)
                return ["sort", name, "+=" if enlarges else "=", "{", *listed, "}"]
            case tree.AtomDeclaration(rigidity=rigidity, parameters=parameters, gloss=gloss):
                words = ["atom"] if rigidity == "plain" else [rigidity, "atom"]
                return [*words, name, *_parameters(parameters), *self._text(gloss)]
            case tree.ScenarioDeclaration(gloss=gloss):
                return ["scenario", name, *self._text(gloss)]
            case tree.Definition(parameters=parameters, gloss=gloss, body=body):
                return ["define", name, *_parameters(parameters), *self._text(gloss), ":", *self.formula(body)]
            case tree.Setting(gloss=gloss, composition=composition):
                return ["setting", name, *self._text(gloss), "=", *self.composition(composition)]
            case tree.Statement(layer=layer, gloss=gloss, citation=citation, body=body):
                stated = _frame(body) if isinstance(body, tree.Frame) else self.formula(body)
                return [layer, name, *self._text(gloss), *self._citation(citation), ":", *stated]
            case tree.Claim(gloss=gloss, citation=citation, judgement=judgement):
                head = ["claim", name, *self._text(gloss), *self._citation(citation), ":"]
                return head + self.judgement(judgement)

    def _text(self, text: tree.Text | None) -> Tokens:
        if text is None:
            return []
        escaped = text.text.replace("\\", "\\\\").replace('"', '\\"')
        plain = '"' not in text.text and "\\\\" not in text.text and not text.text.endswith("\\")
        return [f'"{text.text if plain and self._seldom(2) else escaped}"']

    def _citation(self, references: tuple[tree.Reference, ...]) -> Tokens:
        if not references:
            return []
        parts = []
        for reference in references:
            locator = self._pick((" ", "  ", "\n ")).join((reference.locator or "").split(" "))
            comma = self._pick((", ", ",", " ,\n")) if reference.key and locator else ""
            parts.append((f"@{reference.key}" if reference.key else "") + comma + locator)
        inside = self._pick(("; ", ";", " ;\n")).join(parts)
        return [f"{self._pick(('[', '[ '))}{inside}{self._pick((']', ' ]'))}"]


def _wordlike(character: str) -> bool:
    return f"a{character}".isidentifier() and character != ""


def _level(node: Formula) -> int:
    """How tightly a formula binds: 0 for `iff`, 5 for what a prefix may stand before."""
    match node:
        case tree.Binary(operator="if"):
            return 5
        case tree.Binary(operator=operator):
            return _LEVELS[operator][0]
        case tree.Or():
            return 2
        case tree.And():
            return 4
        case _:
            return 5


def _reaches(node: Formula) -> bool:
    """Whether a formula reaches as far right as it can."""
    return isinstance(node, tree.Quantified | tree.InScenario) or (
        isinstance(node, tree.Binary) and node.operator == "if"
    )


def _commas(parts: Iterable[Tokens]) -> Tokens:
    tokens: Tokens = []
    for part in parts:
        tokens += [",", *part] if tokens else part
    return tokens


def _names(names: Iterable[tree.Name]) -> Tokens:
    return _commas([name.text] for name in names)


def _parameters(parameters: tuple[tree.Parameter, ...]) -> Tokens:
    if not parameters:
        return []
    parts = _commas([*_names(parameter.names), ":", parameter.sort.text] for parameter in parameters)
    return ["(", *parts, ")"]


def _qualified(node: tree.Qualified) -> Tokens:
    return [node.module] if node.statement is None else [node.module, ".", node.statement]


def _frame(node: tree.Frame) -> Tokens:
    words = {"consistent": "ought is consistent", "jointly consistent": "ought is jointly consistent"}
    return words.get(node.principle, "ought implies can").split()
