"""DIMACS: clauses, for SAT solvers; and GCNF, in which each statement is a group of clauses.

GCNF is what extractors of minimal unsatisfiable subsets read (SAT Competition 2011, MUS track).
Comments name every variable and every group; clauses are made by Tseitin's method (1968, "On the
complexity of derivation in propositional calculus"), the further variables of a statement being
its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from proofs import formula as f
from proofs.export.unfold import Unfolding, unfold
from proofs.formula import Formula
from proofs.proof import Problem

FRAME = "what obligations are"
"""What group 0 is: clauses that belong to no statement."""


@dataclass
class Clauses:
    """Clauses in groups: group 0 first, then one for each of `names`."""

    variables: dict[str, int] = field(default_factory=dict)
    """Of each variable with a name, its number; others have numbers in between."""
    count: int = 0
    names: list[str] = field(default_factory=list)
    groups: list[list[tuple[int, ...]]] = field(default_factory=list)

    @property
    def clauses(self) -> list[tuple[int, ...]]:
        """All clauses, group by group."""
        return [clause for group in self.groups for clause in group]


def clauses(problem: Problem, assumes: Sequence[Formula] = ()) -> Clauses:
    """The clauses of a problem, which have a model just if it has one that makes `assumes` actually true."""
    return _Clausifier().clausify(unfold(problem, assumes))


def dimacs(problem: Problem, assumes: Sequence[Formula] = ()) -> str:
    """The problem as one set of clauses; a comment before those of a statement names it."""
    found = clauses(problem, assumes)
    lines = [*_names(found), f"p cnf {found.count} {len(found.clauses)}"]
    for name, group in zip((FRAME, *found.names), found.groups, strict=True):
        lines.append(f"c {name}")
        lines.extend(_line(clause) for clause in group)
    return "\n".join(lines) + "\n"


def gcnf(problem: Problem, assumes: Sequence[Formula] = ()) -> str:
    """The problem in groups: 0 is the frame, which is never given up, then one for each statement."""
    found = clauses(problem, assumes)
    lines = [*_names(found), *(f"c group {at} = {name}" for at, name in enumerate(found.names, 1))]
    lines.append(f"p gcnf {found.count} {len(found.clauses)} {len(found.names)}")
    lines.extend(f"{{{at}}} {_line(clause)}" for at, group in enumerate(found.groups) for clause in group)
    return "\n".join(lines) + "\n"


def _names(found: Clauses) -> list[str]:
    return [f"c {number} = {name}" for name, number in found.variables.items()]


def _line(clause: Sequence[int]) -> str:
    return " ".join(map(str, (*clause, 0)))


class _Clausifier:
    def __init__(self) -> None:
        self.found = Clauses()
        self._named: dict[Formula, int] = {}
        """Compound formulas of the group at hand, and the variables that stand for them."""

    def clausify(self, unfolded: Unfolding) -> Clauses:
        for variable in (*unfolded.variables, *unfolded.definitions):
            self.found.variables[variable.name] = self._new()
        self._open()
        for register, meaning in unfolded.definitions.items():
            self._assert(f.Iff(register, meaning))
        for _, formula in unfolded.frame:
            self._assert(formula)
        for group in unfolded.groups:
            self.found.names.append(group.name)
            self._open()
            for _, formula in group.formulas:
                self._assert(formula)
        return self.found

    def _new(self) -> int:
        self.found.count += 1
        return self.found.count

    def _open(self) -> None:
        self.found.groups.append([])
        self._named = {}

    def _add(self, literals: Sequence[int]) -> None:
        clause = tuple(dict.fromkeys(literals))
        if not any(-literal in clause for literal in clause):
            self.found.groups[-1].append(clause)

    def _assert(self, formula: Formula) -> None:
        """Clauses that say that a formula is true: its outermost connectives need no variable."""
        match formula:
            case f.Constant(value=True):
                pass
            case f.And(parts=parts):
                for part in parts:
                    self._assert(part)
            case f.Not(body=f.Or(parts=parts)):
                for part in parts:
                    self._assert(f.Not(part))
            case f.Not(body=f.Implies(left=left, right=right)):
                self._assert(left)
                self._assert(f.Not(right))
            case f.Not(body=f.Not(body=body)):
                self._assert(body)
            case _:
                self._add([self._literal(part) for part in _disjuncts(formula)])

    def _literal(self, formula: Formula) -> int:
        """The literal that is true just if the formula is."""
        match formula:
            case f.Atom():
                return self.found.variables[formula.name]
            case f.Not(body=body):
                return -self._literal(body)
        if formula not in self._named:
            literals = [self._literal(part) for part in f.inside(formula)]
            variable = self._named[formula] = self._new()
            self._define(variable, formula, literals)
        return self._named[formula]

    def _define(self, variable: int, formula: Formula, parts: list[int]) -> None:
        match formula:
            case f.Constant(value=value):
                self._add([variable if value else -variable])
            case f.And():
                self._all(variable, parts)
            case f.Or():
                self._all(-variable, [-part for part in parts])
            case f.Implies():
                self._all(-variable, [parts[0], -parts[1]])
            case f.Iff():
                self._same(variable, *parts)
            case f.Xor():
                self._same(-variable, *parts)
            case _:
                raise TypeError(f"not propositional: {type(formula).__name__}")

    def _all(self, whole: int, parts: list[int]) -> None:
        for part in parts:
            self._add([-whole, part])
        self._add([whole, *(-part for part in parts)])

    def _same(self, whole: int, left: int, right: int) -> None:
        for one, other in ((left, right), (-left, -right)):
            self._add([-whole, one, -other])
            self._add([whole, one, other])


def _disjuncts(formula: Formula) -> list[Formula]:
    """Formulas one of which is true where the one given is."""
    match formula:
        case f.Or(parts=parts):
            return [each for part in parts for each in _disjuncts(part)]
        case f.Implies(left=left, right=right):
            return [*_disjuncts(f.Not(left)), *_disjuncts(right)]
        case f.Not(body=f.And(parts=parts)):
            return [each for part in parts for each in _disjuncts(f.Not(part))]
        case f.Not(body=f.Not(body=body)):
            return _disjuncts(body)
        case f.Constant(value=False):
            return []
        case _:
            return [formula]
