"""Problems in DIMACS form as axiom files: of a `.cnf` file a statement a clause, of a `.gcnf` file a statement a group.

Group 0 of a `.gcnf` file, which is kept in any case, becomes one statement, `background`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from grammar.diagnostics import Diagnostic, Place
from grammar.format import format_source
from grammar.span import Source, Span

_TOKEN: Final = re.compile(r"\S+")
_NUMBER: Final = re.compile(r"-?[0-9]+")
_GROUP: Final = re.compile(r"\{([0-9]+)\}")
_HEADER: Final = re.compile(r"p\s+(cnf\s+([0-9]+)\s+([0-9]+)|gcnf\s+([0-9]+)\s+([0-9]+)\s+([0-9]+))\s*")
_DIGITS: Final = 9
"""Digits of the largest number that is read."""


@dataclass
class Problem:
    """Clauses by group, in order of first appearance; of a `.cnf` file each clause is a group of its own."""

    name: str
    comments: list[str] = field(default_factory=list)
    variables: int = 0
    groups: dict[int, list[list[int]]] = field(default_factory=dict)


def convert(source: Source) -> str | tuple[Diagnostic, ...]:
    """The text of an axiom file with the theory that a DIMACS file states, or what is wrong with it.

    The theory is called after the file, its atoms `p1`, `p2`, …, its axioms `c1`, `c2`, … or, of
    groups, `g1`, `g2`, ….
    """
    problem = _Reader(source).problem()
    return format_source(Source(source.name, _text(problem))) if isinstance(problem, Problem) else problem


class _Reader:
    """Reads one file; every fault of it is kept, the first few are told."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Diagnostic] = []
        self.grouped = False
        self.clauses = 0
        self.found = 0

    def problem(self) -> Problem | tuple[Diagnostic, ...]:
        """The problem, or what is wrong."""
        problem = Problem(problem_name(self.source.name))
        start = 0
        header = False
        clause: list[int] = []
        group: int | None = None
        for line in self.source.text.splitlines(keepends=True):
            if line.startswith("c") and not header:
                problem.comments.append(line[1:].strip())
            elif line.lstrip().startswith("p") and not header:
                header = self._header(line, start, problem)
                if not header:
                    break
            elif not line.startswith(("c", "%")):
                for token, at in self._tokens(line, start):
                    if not header:
                        self._fault("E732", at, token, what=f"`{token[:40]}`")
                        return tuple(self.faults)
                    clause, group = self._token(token, at, clause, group, problem)
            start += len(line)
        if header and clause:
            self._fault("E734", len(self.source.text), "")
        elif header and self.found != self.clauses and not self.faults:
            self._fault("E735", 0, "", said=str(self.clauses), found=str(self.found))
        elif not header and not self.faults:
            self._fault("E732", 0, "", what="the end of the file")
        return tuple(self.faults) or problem

    def _tokens(self, line: str, start: int) -> Iterator[tuple[str, int]]:
        return ((match.group(), start + match.start()) for match in _TOKEN.finditer(line))

    def _header(self, line: str, start: int, problem: Problem) -> bool:
        match = _HEADER.fullmatch(line)
        sizes = [] if match is None else [each for each in match.groups()[1:] if each is not None]
        if match is None or any(len(each) > _DIGITS for each in sizes):
            self._fault("E731", start, line.rstrip(), line=line.strip()[:40])
            return False
        self.grouped = match.group(4) is not None
        problem.variables, self.clauses = int(sizes[0]), int(sizes[1])
        return True

    def _token(
        self, token: str, at: int, clause: list[int], group: int | None, problem: Problem
    ) -> tuple[list[int], int | None]:
        """One token read: the clause and the group that are open after it."""
        named = _GROUP.fullmatch(token) if self.grouped and not clause and group is None else None
        if named is not None and len(named.group(1)) <= _DIGITS:
            return [], int(named.group(1))
        if not _NUMBER.fullmatch(token) or len(token) > _DIGITS or abs(int(token)) > problem.variables:
            self._fault("E733", at, token, token=token[:40], most=str(problem.variables))
            return clause, group
        literal = int(token)
        if literal:
            return [*clause, literal], group
        self.found += 1
        if self.grouped and group is None:
            self._fault("E736", at, token)
        problem.groups.setdefault(self.found if group is None else group, []).append(clause)
        return [], None

    def _fault(self, code: str, at: int, text: str, **arguments: str) -> None:
        if len(self.faults) < _TOLD:
            self.faults.append(Diagnostic(code, Place(self.source, Span(at, at + len(text))), arguments))


_TOLD: Final = 20
"""How many faults of a file are told."""


def module_name(path: str) -> str:
    """A module's name made of a file's."""
    stem = re.sub(r"\W+", "_", PurePosixPath(path).stem, flags=re.ASCII).strip("_").lower()
    return f"theory_{stem}" if not stem or stem[0].isdigit() else stem


def problem_name(path: str) -> str:
    """The name of the theory that is made of a file; never a reserved word."""
    return f"{module_name(path)}_problem"


def _text(problem: Problem) -> str:
    grouped = 0 in problem.groups or any(len(clauses) > 1 for clauses in problem.groups.values())
    lines = [f"# {comment}".rstrip() for comment in problem.comments]
    lines += ["", f"theory {problem.name}"] if lines else [f"theory {problem.name}"]
    lines += ["", *(f"atom p{variable}" for variable in range(1, problem.variables + 1)), ""]
    for group, clauses in problem.groups.items():
        name = "background" if group == 0 else f"{'g' if grouped else 'c'}{group}"
        several = len(clauses) > 1
        said = " and ".join(f"({_clause(each)})" if several and len(each) > 1 else _clause(each) for each in clauses)
        lines.append(f"axiom {name}: {said}")
    return "\n".join(lines) + "\n"


def _clause(literals: list[int]) -> str:
    return " or ".join(f"p{each}" if each > 0 else f"not p{-each}" for each in literals) or "false"
