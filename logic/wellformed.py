"""The static rules of the language: what a formula may say, and where.

Every rule looks through definitions, and holds for formulas that are asked about too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from grammar import tree
from grammar.diagnostics import Diagnostic, Place
from grammar.span import Source, Span
from logic.vocabulary import AtomSymbol, DefinedSymbol, Parameter, Vocabulary


@dataclass(frozen=True, slots=True)
class Traits:
    """What a formula speaks of, its definitions unfolded."""

    ought: bool = False
    scenario: bool = False
    plain: bool = False

    def __or__(self, other: Traits) -> Traits:
        return Traits(self.ought or other.ought, self.scenario or other.scenario, self.plain or other.plain)


class Scope:
    """A vocabulary, and what can be asked of it again and again: the traits of its definitions."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._traits: dict[str, Traits] = {}

    def traits(self, formula: tree.Formula) -> Traits:
        """What a formula speaks of; a definition on a circle speaks of what is off the circle."""
        found = Traits()
        for node in tree.walk(formula):
            match node:
                case tree.Ought():
                    found |= Traits(ought=True)
                case tree.InScenario():
                    found |= Traits(scenario=True)
                case tree.Proposition(name=name):
                    found |= self._named(name)
                case _:
                    pass
        return found

    def _named(self, name: str) -> Traits:
        symbol = self.vocabulary.symbols.get(name)
        if isinstance(symbol, AtomSymbol):
            return Traits(plain=symbol.rigidity == "plain")
        if not isinstance(symbol, DefinedSymbol):
            # An unknown name is reported as such; it should not be reported as settled as well.
            return Traits(plain=symbol is None)
        if name not in self._traits:
            self._unfold(name)
        return self._traits[name]

    def _unfold(self, name: str) -> None:
        """Work out a definition after all that it uses, by a stack: a chain of definitions may be long."""
        entered = {name}
        stack = [(name, self._definitions_in(name))]
        while stack:
            current, waiting = stack[-1]
            following = next((used for used in waiting if used not in entered and used not in self._traits), None)
            if following is not None:
                entered.add(following)
                stack.append((following, self._definitions_in(following)))
                continue
            stack.pop()
            definition = self.vocabulary.definition(current)
            # On a circle: what is being worked out further down adds nothing new here.
            self._traits.update({used: Traits() for used in entered if used not in self._traits})
            self._traits[current] = self.traits(definition.body) if definition else Traits()

    def _definitions_in(self, name: str) -> Iterator[str]:
        """The definitions that a definition uses directly."""
        definition = self.vocabulary.definition(name)
        for node in tree.walk(definition.body) if definition else ():
            if isinstance(node, tree.Proposition) and self.vocabulary.definition(node.name):
                yield node.name


@dataclass(frozen=True, slots=True)
class _Context:
    """Where in a formula one is: the variables in scope, and the operators one stands inside of."""

    variables: Mapping[str, str]
    inside: str | None = None

    def within(self, operator: str) -> _Context:
        return _Context(self.variables, operator)


class Checker:
    """Checks the formulas of one source in one scope; `check` may be called for each."""

    def __init__(self, scope: Scope, source: Source) -> None:
        self.scope = scope
        self.vocabulary = scope.vocabulary
        self.source = source

    def check(
        self, formula: tree.Formula, parameters: Iterable[Parameter] = (), *, law: bool = False
    ) -> Iterator[Diagnostic]:
        """Every fault of a formula; `law` adds the rules for laws."""
        context = _Context({p.name: p.sort for p in parameters}, "a law" if law else None)
        yield from self._formula(formula, context)

    def parameters(self, groups: Iterable[tree.Parameter]) -> Iterator[Diagnostic]:
        """Faults in the head of an atom or a definition."""
        seen: dict[str, str] = {}
        for group in groups:
            yield from self._sort(group.sort)
            for name in group.names:
                yield from self._fresh(name, seen)
                seen[name.text] = group.sort.text

    def _place(self, node: tree.Node) -> Place:
        return Place(self.source, Span(node.start, node.end))

    def _fault(self, code: str, node: tree.Node, **arguments: str) -> Diagnostic:
        return Diagnostic(code, self._place(node), arguments)

    def _formula(self, formula: tree.Formula, context: _Context) -> Iterator[Diagnostic]:
        match formula:
            case tree.Proposition():
                yield from self._proposition(formula, context)
            case tree.Equal():
                yield from self._equal(formula, context)
            case tree.Ought():
                yield from self._ought(formula, context)
            case tree.InScenario():
                yield from self._in_scenario(formula, context)
            case tree.Quantified():
                yield from self._quantified(formula, context)
            case _:
                for part in tree.children(formula):
                    yield from self._formula(part, context)

    # Names

    def _proposition(self, formula: tree.Proposition, context: _Context) -> Iterator[Diagnostic]:
        symbol = self.vocabulary.symbols.get(formula.name)
        if not isinstance(symbol, AtomSymbol | DefinedSymbol):
            yield self._no_proposition(formula, context)
            return
        wanted, given = symbol.parameters, formula.arguments
        if len(wanted) != len(given):
            sorts = ", ".join(parameter.sort for parameter in wanted)
            shape = f"{formula.name}({sorts})" if wanted else formula.name
            arguments = {"name": formula.name, "wanted": str(len(wanted)), "given": str(len(given)), "shape": shape}
            yield Diagnostic("E202", self._place(formula), arguments, (("declared here", symbol.place),))
        for parameter, argument in zip(wanted, given, strict=False):
            sort = self._sort_of(argument, context)
            if sort is None:
                yield self._no_term(argument, context)
            elif sort != parameter.sort and {sort, parameter.sort} <= self.vocabulary.sorts.keys():
                yield self._fault("E203", argument, name=argument.text, given=sort, wanted=parameter.sort)
        if isinstance(symbol, DefinedSymbol) and context.inside is not None:
            yield from self._through(formula, context)

    def _through(self, formula: tree.Proposition, context: _Context) -> Iterator[Diagnostic]:
        """A definition that holds what may not stand here."""
        traits = self.scope.traits(formula)
        if traits.ought:
            yield self._fault(_NESTED_OUGHT[context.inside], formula, name=formula.name, what=f"`{formula.name}`")
        if traits.scenario:
            yield self._fault(_NESTED_IN[context.inside], formula, name=formula.name, what=f"`{formula.name}`")

    def _no_proposition(self, formula: tree.Proposition, context: _Context) -> Diagnostic:
        if formula.name in context.variables or self.vocabulary.element(formula.name):
            sort = self._sort_of(tree.Name(formula.name), context) or ""
            return self._fault("E211", formula, name=formula.name, sort=sort)
        names = [name for name, symbol in self.vocabulary.symbols.items() if not _is_element(symbol)]
        return self._unknown(formula, formula.name, names)

    def _no_term(self, name: tree.Name, context: _Context) -> Diagnostic:
        if name.text in self.vocabulary.symbols:
            return self._fault("E212", name, name=name.text)
        elements = [each for each, symbol in self.vocabulary.symbols.items() if _is_element(symbol)]
        return self._unknown(name, name.text, [*context.variables, *elements])

    def _unknown(self, node: tree.Node, name: str, known: Iterable[str]) -> Diagnostic:
        return self._fault("E201", node, name=name, guess=guess(name, known))

    def _sort_of(self, name: tree.Name, context: _Context) -> str | None:
        if name.text in context.variables:
            return context.variables[name.text]
        element = self.vocabulary.element(name.text)
        return element.sort if element else None

    def _sort(self, name: tree.Name) -> Iterator[Diagnostic]:
        if name.text not in self.vocabulary.sorts:
            yield self._fault("E204", name, name=name.text, guess=guess(name.text, self.vocabulary.sorts))

    def _fresh(self, name: tree.Name, variables: Mapping[str, str]) -> Iterator[Diagnostic]:
        symbol = self.vocabulary.symbols.get(name.text)
        if symbol is not None:
            yield Diagnostic("E208", self._place(name), {"name": name.text}, (("declared here", symbol.place),))
        elif name.text in variables:
            yield self._fault("E208", name, name=name.text)

    # Equality and quantifiers

    def _equal(self, formula: tree.Equal, context: _Context) -> Iterator[Diagnostic]:
        sides = (formula.left, formula.right)
        if any(side.text not in context.variables and self._names_proposition(side.text) for side in sides):
            word = "xor" if formula.negated else "iff"
            yield self._fault("E314", formula, left=sides[0].text, right=sides[1].text, word=word)
            return
        sorts = [self._sort_of(side, context) for side in sides]
        for side, sort in zip(sides, sorts, strict=True):
            if sort is None:
                yield self._no_term(side, context)
        if sorts[0] != sorts[1] and all(sort in self.vocabulary.sorts for sort in sorts):
            yield self._fault("E313", formula, left=str(sorts[0]), right=str(sorts[1]))

    def _names_proposition(self, name: str) -> bool:
        return isinstance(self.vocabulary.symbols.get(name), AtomSymbol | DefinedSymbol)

    def _quantified(self, formula: tree.Quantified, context: _Context) -> Iterator[Diagnostic]:
        variables = dict(context.variables)
        for binder in formula.binders:
            yield from self._sort(binder.sort)
            for name in binder.names:
                yield from self._fresh(name, variables)
                variables[name.text] = binder.sort.text
        inner = _Context(variables, context.inside)
        if formula.where is not None:
            yield from self._where(formula.where, inner)
        yield from self._formula(formula.body, inner)

    def _where(self, condition: tree.Formula, context: _Context) -> Iterator[Diagnostic]:
        allowed = (tree.Equal, tree.Not, tree.And, tree.Or, tree.Binary)
        outside = [node for node in tree.walk(condition) if not isinstance(node, allowed)]
        if outside:
            yield self._fault("E309", outside[0])
        else:
            yield from self._formula(condition, context)

    # Ought and scenarios

    def _ought(self, formula: tree.Ought, context: _Context) -> Iterator[Diagnostic]:
        word = "may" if formula.permits else "ought"
        if formula.agent is not None and self._sort_of(formula.agent, context) is None:
            yield self._no_term(formula.agent, context)
        if context.inside is not None:
            yield self._fault(_NESTED_OUGHT[context.inside], formula, what=f"`{word}`")
        if formula.permits and isinstance(formula.body, tree.Not) and not self._in_parentheses(formula.body):
            yield self._fault("E301", formula)
        if not self.scope.traits(formula.body).plain:
            yield self._fault("E308", formula, word=word)
        yield from self._formula(formula.body, context.within(f"`{word}`"))

    def _in_parentheses(self, formula: tree.Formula) -> bool:
        return self.source.text[formula.start : formula.start + 1] == "("

    def _in_scenario(self, formula: tree.InScenario, context: _Context) -> Iterator[Diagnostic]:
        name = formula.scenario.text
        if name not in self.vocabulary.scenarios:
            known = guess(name, self.vocabulary.scenarios)
            yield self._fault("E209", formula.scenario, name=name, guess=known)
        if context.inside is not None:
            yield self._fault(_NESTED_IN[context.inside], formula, what="`in`")
        yield from self._formula(formula.body, context.within("`in`"))


_NESTED_OUGHT: Mapping[str | None, str] = {"`ought`": "E302", "`may`": "E302", "`in`": "E303", "a law": "E306"}
_NESTED_IN: Mapping[str | None, str] = {"`ought`": "E305", "`may`": "E305", "`in`": "E304", "a law": "E307"}


def _is_element(symbol: object) -> bool:
    return not isinstance(symbol, AtomSymbol | DefinedSymbol)


def guess(name: str, known: Iterable[str]) -> str:
    """Advice for an unknown name: the likest known one, else what is known, else to declare it."""
    names = list(known)
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    if 0 < len(names) <= 6:  # noqa: PLR2004 - as many as a reader takes in at a glance
        return f"known here: {', '.join(f'`{each}`' for each in names)}"
    return _DECLARE


_DECLARE = "declare it in this module, or extend a module that does"


def asked(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Faults of what is asked about, and stands in no module: their advice in words that suit."""
    return tuple(
        replace(fault, arguments={**fault.arguments, "guess": "compose a module that declares it"})
        if fault.arguments.get("guess") == _DECLARE
        else fault
        for fault in faults
    )
