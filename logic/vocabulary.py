"""What names mean: sorts, elements, atoms, definitions and scenarios of modules taken together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from grammar import tree
from grammar.diagnostics import Diagnostic, Place
from logic.workspace import Module


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an atom or a definition, and its sort."""

    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class AtomSymbol:
    """A declared atom, or family of them."""

    name: str
    rigidity: tree.Rigidity
    parameters: tuple[Parameter, ...]
    gloss: str | None
    place: Place

    def agrees_with(self, other: Symbol) -> bool:
        """Whether both declare the same thing, but for glosses and names of parameters."""
        return (
            isinstance(other, AtomSymbol)
            and self.rigidity == other.rigidity
            and [p.sort for p in self.parameters] == [p.sort for p in other.parameters]
        )


@dataclass(frozen=True, slots=True)
class DefinedSymbol:
    """A definition: its parameters and its body."""

    name: str
    parameters: tuple[Parameter, ...]
    body: tree.Formula
    gloss: str | None
    place: Place

    def agrees_with(self, other: Symbol) -> bool:
        """Whether both define the same thing, but for glosses."""
        return isinstance(other, DefinedSymbol) and self.parameters == other.parameters and self.body == other.body


@dataclass(frozen=True, slots=True)
class ElementSymbol:
    """An element, and the sort that it belongs to."""

    name: str
    sort: str
    display: str | None
    place: Place

    def agrees_with(self, other: Symbol) -> bool:
        """Whether both belong to the same sort."""
        return isinstance(other, ElementSymbol) and self.sort == other.sort


@dataclass(frozen=True, slots=True)
class ScenarioSymbol:
    """A scenario; it shares its names with nothing else."""

    name: str
    gloss: str | None
    place: Place


Symbol: TypeAlias = AtomSymbol | DefinedSymbol | ElementSymbol

_Own: TypeAlias = dict[tuple[str, str], Place]
"""What one module declares: name space and name to place."""


@dataclass
class Sort:
    """A finite sort: the elements of its declaration, and all that it has been enlarged to."""

    name: str
    declared: tuple[str, ...]
    place: Place
    elements: dict[str, None] = field(default_factory=dict)


@dataclass
class Vocabulary:
    """Names and what they stand for; filled by `merge`, then only read.

    `symbols` is the one name space of elements, atoms and definitions.
    """

    sorts: dict[str, Sort] = field(default_factory=dict)
    symbols: dict[str, Symbol] = field(default_factory=dict)
    scenarios: dict[str, str | None] = field(default_factory=dict)
    clashing: list[tuple[Symbol | ScenarioSymbol, Symbol | ScenarioSymbol]] = field(default_factory=list)
    """Declarations of one thing whose glosses differ."""
    _told: dict[str, ScenarioSymbol] = field(default_factory=dict)
    """Of each scenario, the first declaration that has a gloss."""

    def elements(self, sort: str) -> tuple[str, ...]:
        """The elements of a sort, in order; raises `KeyError` for an unknown one."""
        return tuple(self.sorts[sort].elements)

    def atom(self, name: str) -> AtomSymbol | None:
        """The atom of a name, if it is one."""
        symbol = self.symbols.get(name)
        return symbol if isinstance(symbol, AtomSymbol) else None

    def definition(self, name: str) -> DefinedSymbol | None:
        """The definition of a name, if it is one."""
        symbol = self.symbols.get(name)
        return symbol if isinstance(symbol, DefinedSymbol) else None

    def definitions(self) -> Iterator[tuple[str, DefinedSymbol]]:
        """All definitions, by name."""
        return ((name, symbol) for name, symbol in self.symbols.items() if isinstance(symbol, DefinedSymbol))

    def element(self, name: str) -> ElementSymbol | None:
        """The element of a name, if it is one."""
        symbol = self.symbols.get(name)
        return symbol if isinstance(symbol, ElementSymbol) else None

    def tell(self, scenario: ScenarioSymbol) -> None:
        """Add a scenario; where it was added before, note whether its gloss is another."""
        if self.scenarios.setdefault(scenario.name, scenario.gloss) is None:
            self.scenarios[scenario.name] = scenario.gloss
        if scenario.gloss and self._told.setdefault(scenario.name, scenario).gloss != scenario.gloss:
            self.clashing.append((self._told[scenario.name], scenario))

    @property
    def rigidity(self) -> dict[str, tree.Rigidity]:
        """The rigidity of each atom, by name."""
        return {name: symbol.rigidity for name, symbol in self.symbols.items() if isinstance(symbol, AtomSymbol)}


def merge(modules: Iterable[Module]) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """The vocabulary of modules in order, what each extends before itself, and where they disagree.

    Enlargements of sorts come after all declarations, whichever module is first.
    """
    vocabulary = Vocabulary()
    diagnostics: list[Diagnostic] = []
    later: list[tuple[Module, tree.SortDeclaration]] = []
    for module in modules:
        own: _Own = {}
        for item in module.node.items:
            if isinstance(item, tree.SortDeclaration) and item.enlarges:
                later.append((module, item))
            else:
                diagnostics.extend(_declare(vocabulary, module, item, own))
    for module, item in later:
        diagnostics.extend(_enlarge(vocabulary, module, item))
    return vocabulary, tuple(diagnostics)


def _declare(vocabulary: Vocabulary, module: Module, item: tree.Item, own: _Own) -> Iterator[Diagnostic]:
    match item:
        case tree.SortDeclaration():
            yield from _declare_sort(vocabulary, module, item, own)
        case tree.AtomDeclaration(rigidity=rigidity, name=name, gloss=gloss):
            parameters = _parameters(item.parameters)
            symbol = AtomSymbol(name.text, rigidity, parameters, tree.text_of(gloss), module.place(name))
            yield from _add(vocabulary, symbol, own)
        case tree.Definition(name=name, gloss=gloss, body=body):
            parameters = _parameters(item.parameters)
            defined = DefinedSymbol(name.text, parameters, body, tree.text_of(gloss), module.place(name))
            yield from _add(vocabulary, defined, own)
        case tree.ScenarioDeclaration(name=name, gloss=gloss):
            yield from _once(own, "scenario", name.text, module.place(name))
            vocabulary.tell(ScenarioSymbol(name.text, tree.text_of(gloss), module.place(name)))
        case _:
            return


def _parameters(groups: Iterable[tree.Parameter]) -> tuple[Parameter, ...]:
    return tuple(Parameter(name.text, group.sort.text) for group in groups for name in group.names)


def _once(own: _Own, space: str, name: str, place: Place) -> Iterator[Diagnostic]:
    """A fault where a module declares a name twice in one name space."""
    first = own.setdefault((space, name), place)
    if first is not place:
        yield Diagnostic("E205", place, {"name": name}, (("first here", first),))


def _declare_sort(
    vocabulary: Vocabulary, module: Module, item: tree.SortDeclaration, own: _Own
) -> Iterator[Diagnostic]:
    name = item.name.text
    twice = tuple(_once(own, "sort", name, module.place(item.name)))
    yield from twice
    declared = tuple(dict.fromkeys(element.name.text for element in item.elements))
    known = vocabulary.sorts.get(name)
    if known is None:
        known = vocabulary.sorts[name] = Sort(name, declared, module.place(item.name))
    elif not twice and set(known.declared) != set(declared):
        note = (("declared here too", known.place),)
        yield Diagnostic("E206", module.place(item.name), {"name": name, "what": "its elements"}, note)
    yield from _add_elements(vocabulary, module, known, item, own)


def _add_elements(
    vocabulary: Vocabulary, module: Module, sort: Sort, item: tree.SortDeclaration, own: _Own
) -> Iterator[Diagnostic]:
    for element in item.elements:
        display = tree.text_of(element.display)
        symbol = ElementSymbol(element.name.text, sort.name, display, module.place(element.name))
        known = vocabulary.symbols.get(symbol.name)
        if isinstance(known, ElementSymbol) and known.sort != sort.name:
            arguments = {"name": symbol.name, "one": known.sort, "other": sort.name}
            yield Diagnostic("E207", symbol.place, arguments, (("first here", known.place),))
            continue
        yield from _add(vocabulary, symbol, own)
        sort.elements.setdefault(symbol.name)


def _enlarge(vocabulary: Vocabulary, module: Module, item: tree.SortDeclaration) -> Iterator[Diagnostic]:
    sort = vocabulary.sorts.get(item.name.text)
    if sort is None or _declares(module, item.name.text):
        yield Diagnostic("E214", module.place(item.name), {"name": item.name.text})
        return
    own: _Own = {("symbol", name): place for name, place in _symbols(module)}
    yield from _add_elements(vocabulary, module, sort, item, own)


def _symbols(module: Module) -> Iterator[tuple[str, Place]]:
    """The atoms and definitions that a module declares."""
    for item in module.node.items:
        if isinstance(item, tree.AtomDeclaration | tree.Definition):
            yield item.name.text, module.place(item.name)


def _declares(module: Module, sort: str) -> bool:
    return any(
        isinstance(item, tree.SortDeclaration) and not item.enlarges and item.name.text == sort
        for item in module.node.items
    )


def _add(vocabulary: Vocabulary, symbol: Symbol, own: _Own) -> Iterator[Diagnostic]:
    twice = tuple(_once(own, "symbol", symbol.name, symbol.place))
    yield from twice
    known = vocabulary.symbols.setdefault(symbol.name, symbol)
    if known is symbol or twice:
        return
    if not known.agrees_with(symbol):
        arguments = {"name": symbol.name, "what": _difference(known, symbol)}
        yield Diagnostic("E206", symbol.place, arguments, (("declared here too", known.place),))
    elif _gloss(known) and _gloss(symbol) and _gloss(known) != _gloss(symbol):
        vocabulary.clashing.append((known, symbol))


def _gloss(symbol: Symbol) -> str | None:
    return symbol.display if isinstance(symbol, ElementSymbol) else symbol.gloss


def _difference(one: Symbol, other: Symbol) -> str:
    """In what two declarations of a name disagree, in words."""
    kinds = {AtomSymbol: "an atom", DefinedSymbol: "a definition", ElementSymbol: "an element"}
    if type(one) is not type(other):
        return f"one is {kinds[type(one)]}, the other {kinds[type(other)]}"
    if isinstance(one, AtomSymbol) and isinstance(other, AtomSymbol) and one.rigidity != other.rigidity:
        return f"one is {one.rigidity}, the other {other.rigidity}"
    if isinstance(one, ElementSymbol):
        return "the sorts they belong to"
    if isinstance(other, ElementSymbol) or [p.sort for p in one.parameters] != [p.sort for p in other.parameters]:
        return "the sorts of their parameters"
    return "their bodies"
