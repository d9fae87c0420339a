"""Where modules are looked up: the files given, the files beside the asking one, the library.

Nothing outside these places is ever read. The first place that has a name wins, with a
warning where a later one has it too; library modules look in the library alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from grammar import tree
from grammar.diagnostics import Diagnostic, Place
from grammar.files import STANDARD_INPUT, find, read
from grammar.parse import Parsed, parse
from grammar.span import Source, Span

LIBRARY = Path(__file__).resolve().parent.parent / "theories"
"""The axiom files that are installed with the program."""


@dataclass(frozen=True)
class Module:
    """A module, and the source in which it stands."""

    source: Source
    name: str
    node: tree.Module = field(compare=False, repr=False)

    @property
    def kind(self) -> tree.ModuleKind:
        return self.node.heading.kind

    def place(self, node: tree.Node) -> Place:
        """Where a node of this module stands."""
        return Place(self.source, Span(node.start, node.end))


@dataclass(frozen=True)
class NamedSetting:
    """A setting, usable wherever a module is, and the module that declares it."""

    module: Module
    name: str
    node: tree.Setting = field(compare=False, repr=False)

    def place(self, node: tree.Node) -> Place:
        """Where a node of this setting stands."""
        return self.module.place(node)


Named: TypeAlias = Module | NamedSetting


@dataclass(frozen=True)
class Shelf:
    """The files of one place, and what they name."""

    files: tuple[Parsed, ...] = ()
    named: Mapping[str, Named] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def modules(self) -> tuple[Module, ...]:
        """The modules of this place, in the order of the files."""
        return tuple(named for named in self.named.values() if isinstance(named, Module))


def _heading(named: Named) -> Place:
    name = named.node.name if isinstance(named, NamedSetting) else named.node.heading.name
    return named.place(name)


def shelve(files: Iterable[Parsed]) -> Shelf:
    """Index files by what they name; a name used twice is an error."""
    parsed = tuple(files)
    named: dict[str, Named] = {}
    diagnostics: list[Diagnostic] = []
    for file in parsed:
        for each in _named(file):
            if not each.name:
                # A faulty heading, reported as such.
                continue
            if (first := named.setdefault(each.name, each)) is not each:
                place = _heading(each)
                note = (("first here", _heading(first)),)
                diagnostics.append(Diagnostic("E407", place, {"name": each.name}, note))
    return Shelf(parsed, named, tuple(diagnostics))


def _named(file: Parsed) -> Iterable[Named]:
    for node in file.file.modules:
        module = Module(file.source, node.heading.name.text, node)
        yield module
        for item in node.items:
            if isinstance(item, tree.Setting):
                yield NamedSetting(module, item.name.text, item)


@dataclass(frozen=True)
class Found:
    """What a name stands for, a warning where another place has it too, a fault where this one has it twice."""

    named: Named | None
    warnings: tuple[Diagnostic, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    faulty: tuple[Place, ...] = ()


class Workspace:
    """The places of one run of the program.

    `paths` are files and folders given by the user, `sources` texts that are in no file.
    Faults of given files are in `diagnostics`; those of other files are reported when
    something in them is used.
    """

    def __init__(
        self, paths: Iterable[Path] = (), sources: Iterable[Source] = (), *, library: Path | None = LIBRARY
    ) -> None:
        self._parsed: dict[Path, Parsed | Diagnostic] = {}
        self._paths: dict[str, Path] = {}
        self._library_path = library.resolve() if library is not None else None
        self._library: Shelf | None = None
        self._beside: dict[Path, Shelf] = {}
        faults: list[Diagnostic] = []
        given = self._collect(paths, faults)
        self.given = shelve([*given, *map(parse, sources)])
        for file in self.given.files:
            faults.extend(file.diagnostics)
        self.diagnostics = (*faults, *self.given.diagnostics)

    @property
    def library(self) -> Shelf:
        """The installed library, read when it is first needed."""
        if self._library is None:
            self._library = self._folder(self._library_path) if self._library_path else Shelf()
        return self._library

    def _collect(self, paths: Iterable[Path], faults: list[Diagnostic]) -> list[Parsed]:
        parsed: dict[Path, Parsed] = {}
        for path in paths:
            files = find(path)
            if isinstance(files, Diagnostic):
                faults.append(files)
                continue
            for file in files:
                result = self._file(file)
                if isinstance(result, Diagnostic):
                    faults.append(result)
                else:
                    parsed.setdefault(file.resolve(), result)
        # In one order, however they were given: an answer must not depend on it.
        return sorted(parsed.values(), key=lambda file: file.source.name)

    def _file(self, path: Path) -> Parsed | Diagnostic:
        resolved = path.resolve()
        if resolved not in self._parsed:
            self._parsed[resolved] = self._read(path, resolved)
        return self._parsed[resolved]

    def _read(self, path: Path, resolved: Path) -> Parsed | Diagnostic:
        source = read(path)
        if isinstance(source, Diagnostic):
            return source
        if self._library_path is not None and self._library_path in resolved.parents:
            # The same wherever the program is installed, and no name that a user's file could have.
            source = Source(f"<library>/{resolved.relative_to(self._library_path).as_posix()}", source.text)
        if path != STANDARD_INPUT:
            self._paths[source.name] = resolved
        return parse(source)

    def _folder(self, folder: Path, *, recursive: bool = True) -> Shelf:
        files = find(folder) if recursive else tuple(sorted(folder.glob("[!.]*.axioms")))
        if isinstance(files, Diagnostic):
            return Shelf(diagnostics=(files,))
        results = [self._file(file) for file in files if recursive or _stays_in(file, folder)]
        return shelve(result for result in results if isinstance(result, Parsed))

    def _shelf_beside(self, source: Source) -> Shelf:
        path = self._paths.get(source.name)
        if path is None:
            return Shelf()
        folder = path.parent
        if folder not in self._beside:
            self._beside[folder] = self._folder(folder, recursive=False)
        return self._beside[folder]

    def _in_library(self, source: Source) -> bool:
        path = self._paths.get(source.name)
        return path is not None and self._library_path is not None and self._library_path in path.parents

    def shelves(self, asker: Source | None) -> tuple[Shelf, ...]:
        """The places in which a name used in `asker` is looked up, in order."""
        if asker is None:
            return (self.given, self.library)
        if self._in_library(asker):
            return (self.library,)
        return (self.given, self._shelf_beside(asker), self.library)

    def find(self, name: str, asker: Source | None) -> Found:
        """What a name stands for where it is used in `asker`; `None` asks for the command line."""
        hits = [(shelf, shelf.named[name]) for shelf in self.shelves(asker) if name in shelf.named]
        if not hits:
            faulty = (file for shelf in self.shelves(asker) for file in shelf.files if file.diagnostics)
            return Found(None, faulty=tuple(place for file in faulty for place in _first_fault(file)))
        shelf, first = hits[0]
        twice = tuple(fault for fault in shelf.diagnostics if fault.arguments.get("name") == name)
        others = tuple(("also here", _heading(other)) for _, other in hits[1:] if other != first)
        warnings = (Diagnostic("W401", _heading(first), {"name": name}, others),) if others else ()
        return Found(first, warnings, twice)

    def faults(self, module: Module) -> tuple[Diagnostic, ...]:
        """The faults of the file in which a module stands."""
        return next(
            (file.diagnostics for shelf in self._all_shelves() for file in shelf.files if file.source is module.source),
            (),
        )

    def _all_shelves(self) -> Iterable[Shelf]:
        yield self.given
        yield from self._beside.values()
        if self._library is not None:
            yield self._library

    def names(self, asker: Source | None) -> tuple[str, ...]:
        """Every name that could be looked up in `asker`, for guesses."""
        return tuple(dict.fromkeys(name for shelf in self.shelves(asker) for name in shelf.named))


def _stays_in(file: Path, folder: Path) -> bool:
    return file.resolve().parent == folder.resolve()


def _first_fault(file: Parsed) -> tuple[Place, ...]:
    return tuple(fault.place for fault in file.diagnostics[:1] if fault.place is not None)
