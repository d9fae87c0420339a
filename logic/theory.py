"""Modules resolved: what each brings, its scope, and whether it is well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from grammar import tree
from grammar.diagnostics import Diagnostic, Place
from grammar.span import Source
from logic.vocabulary import Vocabulary, merge
from logic.wellformed import Checker, Scope, guess
from logic.workspace import Module, NamedSetting, Workspace


@dataclass(frozen=True, slots=True)
class Citation:
    """A work that a statement cites: its key in the bibliography, and a page or chapter."""

    key: str
    locator: str | None

    def __str__(self) -> str:
        return f"@{self.key}, {self.locator}" if self.locator else f"@{self.key}"


@dataclass(frozen=True)
class Statement:
    """A statement of a module: the unit of every contradiction, repair and count."""

    module: Module
    node: tree.Statement
    speaks_of_ought: bool

    @property
    def name(self) -> str:
        """The full name, `module.name`."""
        return f"{self.module.name}.{self.node.name.text}"

    @property
    def layer(self) -> tree.Layer:
        return self.node.layer

    @property
    def gloss(self) -> str | None:
        return tree.text_of(self.node.gloss)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What it cites, as written."""
        return tuple(Citation(reference.key, reference.locator) for reference in self.node.citation)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.module.place(self.node)

    @property
    def principle(self) -> tree.Principle | None:
        """Which principle it is, if it is one."""
        return self.node.body.principle if isinstance(self.node.body, tree.Frame) else None


class Theory:
    """All modules of a workspace, resolved when they are asked for, each once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._closures: dict[Module, tuple[Module, ...]] = {}
        self._statements: dict[Module, tuple[Statement, ...]] = {}
        self._scopes: dict[Module, Scope] = {}
        self._merged: dict[tuple[Module, ...], tuple[Vocabulary, tuple[Diagnostic, ...]]] = {}
        self._checked: dict[Module, tuple[Diagnostic, ...]] = {}
        self._extends: dict[Module, tuple[tuple[Module, ...], tuple[Diagnostic, ...]]] = {}

    # What a module brings

    def closure(self, module: Module) -> tuple[Module, ...]:
        """What a module extends, directly or not, each once and before what extends it; itself last.

        Stops at circles, which `check` reports.
        """
        if module not in self._closures:
            order: dict[Module, None] = {}
            entered = {module}
            stack: list[tuple[Module, Iterator[Module]]] = [(module, iter(self.extends(module)))]
            while stack:
                current, rest = stack[-1]
                following = next((each for each in rest if each not in entered), None)
                if following is None:
                    order[current] = None
                    stack.pop()
                else:
                    entered.add(following)
                    stack.append((following, iter(self.extends(following))))
            self._closures[module] = tuple(order)
        return self._closures[module]

    def extends(self, module: Module) -> tuple[Module, ...]:
        """The modules that a module extends directly, as far as they can be found."""
        return self._extended(module)[0]

    def _extended(self, module: Module) -> tuple[tuple[Module, ...], tuple[Diagnostic, ...]]:
        if module not in self._extends:
            found: list[Module] = []
            faults: list[Diagnostic] = []
            for name in module.node.heading.extends:
                named = self.workspace.find(name.text, module.source)
                faults.extend((*named.warnings, *named.faults))
                if named.named is None:
                    faults.append(self.unknown(name.text, module.place(name), module.source, named.faulty))
                elif isinstance(named.named, NamedSetting):
                    faults.append(Diagnostic("E403", module.place(name), {"name": name.text, "kind": "setting"}))
                elif named.named.kind in {"pool", "argument"}:
                    faults.append(Diagnostic("E403", module.place(name), {"name": name.text, "kind": named.named.kind}))
                else:
                    found.append(named.named)
            self._extends[module] = tuple(found), tuple(faults)
        return self._extends[module]

    def unknown(
        self, name: str, place: Place | None, asker: Source | None, faulty: tuple[Place, ...] = ()
    ) -> Diagnostic:
        """The fault of naming a module that is in none of the places."""
        advice = guess(name, self.workspace.names(asker)).replace(
            "declare it in this module, or extend a module that does", "give the file that holds it with --file"
        )
        notes = tuple(("a faulty file, not read in full", fault) for fault in faulty)
        return Diagnostic("E401", place, {"name": name, "guess": advice}, notes)

    def statements(self, module: Module) -> tuple[Statement, ...]:
        """A module's own statements, in order; of two with one name, the first."""
        if module not in self._statements:
            scope = self.scope(module)
            unique: dict[str, Statement] = {}
            for item in module.node.items:
                if isinstance(item, tree.Statement):
                    ought = isinstance(item.body, tree.Frame) or scope.traits(item.body).ought
                    unique.setdefault(item.name.text, Statement(module, item, ought))
            self._statements[module] = tuple(unique.values())
        return self._statements[module]

    def merged(self, modules: tuple[Module, ...]) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
        """The vocabulary of modules in order, and where they disagree; merged once, and only read afterwards."""
        if modules not in self._merged:
            self._merged[modules] = merge(modules)
        return self._merged[modules]

    def statement(self, module: Module, name: str) -> Statement | None:
        """One of a module's own statements."""
        return next((each for each in self.statements(module) if each.node.name.text == name), None)

    def scope(self, module: Module) -> Scope:
        """The names that a module's formulas may use: its own and those of what it extends."""
        if module not in self._scopes:
            self._scopes[module] = Scope(self.merged(self.closure(module))[0])
        return self._scopes[module]

    # Whether it is well formed

    def check(self, module: Module) -> tuple[Diagnostic, ...]:
        """Every fault of a module by itself; what it extends is checked by its own call."""
        if module not in self._checked:
            self._checked[module] = tuple(self._check(module))
        return self._checked[module]

    def check_closure(self, module: Module) -> tuple[Diagnostic, ...]:
        """Every fault of a module and of all that it extends, faults of syntax in their files too."""
        faults: list[Diagnostic] = []
        for each in self.closure(module):
            faults.extend(self.workspace.faults(each))
            faults.extend(self.check(each))
        return tuple(faults)

    def _check(self, module: Module) -> Iterator[Diagnostic]:
        if any(self.workspace.faults(each) for each in self.closure(module)):
            # Something was not read: what seems to be missing here may stand there.
            return
        yield from self._extended(module)[1]
        yield from self._circle(module)
        known = {fault.key() for each in self.extends(module) for fault in self.merged(self.closure(each))[1]}
        yield from (fault for fault in self.merged(self.closure(module))[1] if fault.key() not in known)
        yield from self._names(module)
        yield from _citations(module)
        checker = Checker(self.scope(module), module.source)
        for item in module.node.items:
            yield from self._item(module, item, checker)
        yield from _circular_definitions(module, self.scope(module).vocabulary)

    def _setting(self, module: Module, composition: tree.Composition) -> Iterator[Diagnostic]:
        """Faults where a setting names an unknown module; the rest is found where it is used."""
        for term in composition.terms:
            found = self.workspace.find(term.what.module, module.source)
            if found.named is None:
                yield self.unknown(term.what.module, module.place(term.what), module.source, found.faulty)

    def _circle(self, module: Module) -> Iterator[Diagnostic]:
        """A fault where a module extends itself through others."""
        for name, target in zip(module.node.heading.extends, self.extends(module), strict=False):
            if module in self.closure(target):
                yield Diagnostic("E402", module.place(name), {"name": module.name, "through": target.name})

    def _names(self, module: Module) -> Iterator[Diagnostic]:
        """Faults where two statements or claims of a module have one name."""
        first: dict[str, tree.Item] = {}
        for item in module.node.items:
            if isinstance(item, tree.Statement | tree.Claim):
                earlier = first.setdefault(item.name.text, item)
                if earlier is not item:
                    note = (("first here", module.place(earlier.name)),)
                    yield Diagnostic("E411", module.place(item.name), {"name": item.name.text}, note)

    def _item(self, module: Module, item: tree.Item, checker: Checker) -> Iterator[Diagnostic]:
        argument = module.kind == "argument"
        if argument != isinstance(item, tree.Claim | tree.Setting):
            code = "E409" if argument else "E415"
            yield Diagnostic(code, module.place(item), {"module": module.name, "kind": module.kind})
            return
        match item:
            case tree.AtomDeclaration():
                yield from checker.parameters(item.parameters)
                yield from _braces(module, item.gloss, item.parameters)
            case tree.Definition():
                yield from checker.parameters(item.parameters)
                yield from _braces(module, item.gloss, item.parameters)
                symbol = checker.vocabulary.definition(item.name.text)
                if symbol is not None:
                    yield from checker.check(item.body, symbol.parameters)
            case tree.Statement():
                yield from _statement(module, item, checker)
            case tree.Setting(composition=composition):
                yield from self._setting(module, composition)
            case _:
                return


def _statement(module: Module, item: tree.Statement, checker: Checker) -> Iterator[Diagnostic]:
    name = {"name": item.name.text}
    if isinstance(item.body, tree.Frame):
        if item.layer != "principle":
            yield Diagnostic("E311", module.place(item.body), {**name, "layer": item.layer})
        return
    if item.layer == "principle":
        yield Diagnostic("E312", module.place(item.body), name)
    if item.layer == "prescription" and not checker.scope.traits(item.body).ought:
        yield Diagnostic("E310", module.place(item.body), name)
    yield from checker.check(item.body, law=item.layer == "law")


def _citations(module: Module) -> Iterator[Diagnostic]:
    """Faults where a part of a citation has no key."""
    for node in (module.node.heading, *module.node.items):
        if isinstance(node, tree.Heading | tree.Statement | tree.Claim):
            for reference in node.citation:
                if not reference.key:
                    yield Diagnostic("E216", module.place(reference))


def _braces(module: Module, gloss: tree.Text | None, groups: tuple[tree.Parameter, ...]) -> Iterator[Diagnostic]:
    """Faults where a gloss names in braces what is no parameter."""
    if gloss is None:
        return
    known = [name.text for group in groups for name in group.names]
    for name in braces(gloss.text):
        if name not in known:
            shown = ", ".join(f"{{{each}}}" for each in known) or "none"
            yield Diagnostic("E213", module.place(gloss), {"name": name, "known": shown})


def braces(gloss: str) -> tuple[str, ...]:
    """The names that stand in braces in a gloss, in order; `{{` and `}}` are braces themselves."""
    return tuple(name for _, name in _pieces(gloss) if name is not None)


def fill(gloss: str, values: dict[str, str]) -> str:
    """A gloss with its parameters filled in; what has no value keeps its braces."""
    filled = []
    for text, name in _pieces(gloss):
        filled.append(text if name is None else values.get(name, f"{{{name}}}"))
    return "".join(filled)


_PIECE = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<name>[^{}]*)\}|(?P<plain>[^{}]+|[{}])")


def _pieces(gloss: str) -> Iterator[tuple[str, str | None]]:
    """A gloss cut into plain text and names in braces; an unclosed brace is plain text."""
    for match in _PIECE.finditer(gloss):
        if match["name"] is not None:
            yield "", match["name"].strip()
        else:
            yield match["plain"] or match["brace"][0], None


def _circular_definitions(module: Module, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """A fault for each definition of a module that uses itself, directly or through others."""
    own = [item for item in module.node.items if isinstance(item, tree.Definition)]
    uses = {name: _used(symbol.body, vocabulary) for name, symbol in vocabulary.definitions()}
    suspects = _bottomless(uses)
    for item in own:
        name = item.name.text
        if name in suspects and name in _reachable(name, uses, suspects):
            yield Diagnostic("E210", module.place(item.name), {"name": name})


def _used(formula: tree.Formula, vocabulary: Vocabulary) -> set[str]:
    """The definitions that a formula uses directly."""
    propositions = (node.name for node in tree.walk(formula) if isinstance(node, tree.Proposition))
    return {name for name in propositions if vocabulary.definition(name) is not None}


def _bottomless(uses: Mapping[str, AbstractSet[str]]) -> set[str]:
    """The definitions whose unfolding never ends: what is left when those that use nothing left are taken away."""
    users: dict[str, list[str]] = {}
    for name, used in uses.items():
        for each in used:
            users.setdefault(each, []).append(name)
    waiting = {name: len(used) for name, used in uses.items()}
    done = [name for name, number in waiting.items() if number == 0]
    for name in done:
        del waiting[name]
        for user in users.get(name, ()):
            waiting[user] -= 1
            if waiting[user] == 0:
                done.append(user)
    return set(waiting)


def _reachable(name: str, uses: Mapping[str, AbstractSet[str]], among: AbstractSet[str]) -> set[str]:
    """What a definition uses, directly or through others."""
    found: set[str] = set()
    stack = [name]
    while stack:
        following = (uses[stack.pop()] & among) - found
        found |= following
        stack.extend(following)
    return found
