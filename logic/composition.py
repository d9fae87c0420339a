"""Compositions: which statements a question is about, in which order, in which vocabulary.

A question may have several parts (a theory and a policy, a row of theories and a row of
policies, pools to pick from). The additions of all parts are united, the removals of all
parts then apply to each; sorts and declarations are those of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grammar import tree
from grammar.catalogue import severity
from grammar.diagnostics import Diagnostic, Place, ordered
from grammar.parse import parse_composition
from grammar.span import Source, Span
from logic.theory import Statement, Theory
from logic.vocabulary import Vocabulary
from logic.wellformed import Scope, guess
from logic.workspace import Module, NamedSetting


@dataclass(frozen=True, slots=True)
class Written:
    """A composition as somebody wrote it: its tree, its text, and the file that names are looked up from."""

    node: tree.Composition
    source: Source
    asker: Source | None

    @property
    def text(self) -> str:
        """The composition in one line."""
        return " ".join(self.source.text[self.node.start : self.node.end].split())

    def place(self, node: tree.Node) -> Place:
        """Where one of its operands stands."""
        return Place(self.source, Span(node.start, node.end))


def written(text: str) -> Written | Diagnostic:
    """A composition given on the command line or by a program."""
    source = Source("<composition>", text)
    parsed = parse_composition(source)
    return parsed if isinstance(parsed, Diagnostic) else Written(parsed, source, None)


@dataclass(frozen=True)
class Composed:
    """The parts of a question: statements of each, in one order for all, and one vocabulary.

    `parts` are indices into `statements`, ascending.
    """

    statements: tuple[Statement, ...]
    parts: tuple[tuple[int, ...], ...]
    modules: tuple[Module, ...]
    vocabulary: Vocabulary
    warnings: tuple[Diagnostic, ...] = ()
    named: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Of each whole module that was named, the statements that it brings, those taken away left out."""

    @property
    def scope(self) -> Scope:
        """The scope in which formulas about this question are read."""
        return Scope(self.vocabulary)

    def indices(self, names: Iterable[str]) -> tuple[int, ...]:
        """The indices of statements by full name; raises `KeyError` for an unknown one."""
        index = {statement.name: i for i, statement in enumerate(self.statements)}
        return tuple(index[name] for name in names)


@dataclass
class _Part:
    """One part while it is gathered."""

    added: dict[Statement, None] = field(default_factory=dict)


@dataclass
class _Gathering:
    """A question while it is gathered."""

    theory: Theory
    modules: dict[Module, None] = field(default_factory=dict)
    named: dict[Module, None] = field(default_factory=dict)
    removals: list[tuple[Written, tree.Term]] = field(default_factory=list)
    removed: dict[Statement, None] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)

    # Additions

    def add(self, part: _Part, composition: Written, circle: tuple[NamedSetting, ...] = ()) -> None:
        for term in composition.node.terms:
            if term.removed:
                self.removals.append((composition, term))
            else:
                self._add_term(part, composition, term.what, circle)

    def _add_term(
        self, part: _Part, composition: Written, what: tree.Qualified, circle: tuple[NamedSetting, ...]
    ) -> None:
        found = self.look_up(composition, what)
        if found is None:
            return
        if isinstance(found, NamedSetting):
            self._add_setting(part, composition, what, found, circle)
            return
        closure = self.theory.closure(found)
        self.modules.update(dict.fromkeys(closure))
        if what.statement is not None:
            statement = self.own(composition, what, found)
            if statement is not None:
                part.added[statement] = None
        elif found.kind in {"pool", "argument"}:
            code = "E404" if found.kind == "pool" else "E416"
            self.faults.append(Diagnostic(code, composition.place(what), {"name": found.name}))
        else:
            self.named[found] = None
            part.added.update((s, None) for module in closure for s in self.theory.statements(module))

    def _add_setting(
        self,
        part: _Part,
        composition: Written,
        what: tree.Qualified,
        setting: NamedSetting,
        circle: tuple[NamedSetting, ...],
    ) -> None:
        if what.statement is not None:
            arguments = {
                "module": what.module,
                "name": what.statement,
                "guess": "a setting has no statements of its own",
            }
            self.faults.append(Diagnostic("E405", composition.place(what), arguments))
        elif setting in circle:
            self.faults.append(Diagnostic("E412", setting.place(setting.node.name), {"name": setting.name}))
        else:
            source = setting.module.source
            self.add(part, Written(setting.node.composition, source, source), (*circle, setting))

    def look_up(self, composition: Written, what: tree.Qualified) -> Module | NamedSetting | None:
        found = self.theory.workspace.find(what.module, composition.asker)
        self.warnings.extend(found.warnings)
        self.faults.extend(found.faults)
        if found.named is None:
            place = composition.place(what)
            self.faults.append(self.theory.unknown(what.module, place, composition.asker, found.faulty))
        return found.named

    def own(self, composition: Written, what: tree.Qualified, module: Module) -> Statement | None:
        assert what.statement is not None
        statement = self.theory.statement(module, what.statement)
        if statement is None:
            names = [each.node.name.text for each in self.theory.statements(module)]
            arguments = {"module": module.name, "name": what.statement, "guess": guess(what.statement, names)}
            self.faults.append(Diagnostic("E405", composition.place(what), arguments))
        return statement

    # Removals

    def remove(self, united: dict[Statement, None]) -> None:
        for composition, term in self.removals:
            found = self.look_up(composition, term.what)
            if found is None:
                continue
            if isinstance(found, NamedSetting):
                self.faults.append(Diagnostic("E417", composition.place(term), {"name": found.name}))
                continue
            self._remove_from(united, composition, term, found)

    def _remove_from(
        self, united: dict[Statement, None], composition: Written, term: tree.Term, module: Module
    ) -> None:
        if term.what.statement is None:
            targets = self.theory.statements(module)
            there = [statement for statement in targets if statement in united]
        else:
            statement = self.own(composition, term.what, module)
            if statement is None:
                return
            there = [statement] if statement in united else []
        if not there:
            self.faults.append(Diagnostic("E406", composition.place(term), {"name": str(term.what)}))
        self.removed.update(dict.fromkeys(there))


def compose(
    theory: Theory, parts: Sequence[Sequence[Written]], *, offered: Iterable[Module] = ()
) -> Composed | tuple[Diagnostic, ...]:
    """Put a question together from its parts, each of which is the union of compositions.

    `offered` are modules whose statements an answer may pick from: each statement of theirs
    is known to the question though it is in no part. Faults of syntax and of form in any
    module involved come back instead of an answer.
    """
    gathering = _Gathering(theory)
    gathered: list[_Part] = []
    for compositions in parts:
        part = _Part()
        gathered.append(part)
        for composition in compositions:
            gathering.add(part, composition)
    united = {statement: None for part in gathered for statement in part.added}
    gathering.remove(united)
    for module in offered:
        gathering.modules.update(dict.fromkeys(theory.closure(module)))
        united.update((statement, None) for statement in theory.statements(module))
    unread = [fault for module in gathering.modules for fault in theory.workspace.faults(module)]
    if unread:
        # What else is wrong may follow from what could not be read.
        return ordered(unread)
    vocabulary, clashes = theory.merged(tuple(gathering.modules))
    found = [*gathering.faults, *clashes, *_module_faults(gathering)]
    faults = [fault for fault in found if severity(fault) == "error"]
    if faults:
        return ordered(faults)
    gathering.warnings.extend(found)
    return _finish(gathering, gathered, united, vocabulary)


def _module_faults(gathering: _Gathering) -> Iterable[Diagnostic]:
    theory = gathering.theory
    names: dict[str, Module] = {}
    for module in gathering.modules:
        yield from theory.check(module)
        other = names.setdefault(module.name, module)
        if other is not module:
            note = (("the other", other.place(other.node.heading.name)),)
            yield Diagnostic("E408", module.place(module.node.heading.name), {"name": module.name}, note)


def _finish(
    gathering: _Gathering, gathered: Sequence[_Part], united: dict[Statement, None], vocabulary: Vocabulary
) -> Composed:
    theory = gathering.theory
    kept = tuple(statement for statement in united if statement not in gathering.removed)
    index = {statement: i for i, statement in enumerate(kept)}
    parts = tuple(tuple(sorted(index[s] for s in part.added if s in index)) for part in gathered)
    warnings = [*gathering.warnings, *_clashing_glosses(vocabulary)]
    named = {
        module.name: tuple(
            sorted(index[s] for each in theory.closure(module) for s in theory.statements(each) if s in index)
        )
        for module in gathering.named
    }
    return Composed(kept, parts, tuple(gathering.modules), vocabulary, ordered(warnings), named)


def _clashing_glosses(vocabulary: Vocabulary) -> Iterable[Diagnostic]:
    for one, other in vocabulary.clashing:
        yield Diagnostic("W402", other.place, {"name": one.name}, (("declared here too", one.place),))
