"""Clausal proofs: refutations too large for natural deduction, and the judge of them.

A literal is a formula at a world. Each clause is justified by itself: an instance of a rule of
natural deduction, *from p and q: c*, is the clause {not p, not q, c}; rules that close boxes
have none. So subformulas are their own names (Tseitin 1968, "On the complexity of derivation in
propositional calculus"). Ideal worlds are fixed beforehand: such as a principle says there is,
or there is where an obligation is denied. Of the latter, laws and obligations and what is not
met are said in clauses that begin with that obligation, and bind where it is denied.

Literals are numbered here, in order of first appearance; one whose truth is carried between
worlds is one literal. Then comes a trace of clauses whose denial unit propagation refutes: by
the clauses that are named, in their order (Cruz-Filipe et al. 2017, "Efficient certified RAT
verification"), or if none is, by any (Goldberg & Novikov 2003, "Verification of proofs of
unsatisfiability for CNF formulas"). The last is the empty clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from proofs.formula import Formula, Not, Ought
from proofs.kernel import Accepted, Refused
from proofs.proof import ACTUAL, Label, Opened, Problem, opposite, scenario_label
from proofs.rules import ABSURD, BOXING, Said, Shown, Step, follows, plain, reach

Numbers: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ideal:
    """An ideal world that a principle, given by name, says there is; or the witness of a denied obligation."""

    opened: Opened
    because: str | Ought


@dataclass(frozen=True, slots=True)
class Clause:
    """Literals, one of which is true; the last is what the rule shows.

    By `assumption`: what the proof assumes; by `witness`: an obligation, or it is not met at its witness.
    """

    literals: tuple[Said, ...]
    rule: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """Numbered literals, and the clauses that refute their denial, counted from 1, the proof's own first."""

    literals: Numbers
    hints: Numbers = ()


@dataclass(frozen=True, slots=True)
class Refutation:
    """A clausal proof that statements, and what is assumed of worlds that are not ideal, contradict each other."""

    ideals: tuple[Ideal, ...]
    clauses: tuple[Clause, ...]
    trace: tuple[Derived, ...]
    assumes: tuple[Said, ...] = ()


def judge_refutation(proof: Refutation, problem: Problem) -> Accepted | Refused:
    """Whether a refutation is one. Linear in its size where the trace has hints."""
    try:
        return _judge(proof, problem)
    except Exception as fault:  # noqa: BLE001 - whatever is malformed is refused, in whatever way it is
        return Refused(f"it is malformed ({type(fault).__name__})")


def _judge(proof: Refutation, problem: Problem) -> Accepted | Refused:
    frame = Frame(problem, proof.assumes)
    for ideal in proof.ideals:
        if not frame.opens(ideal):
            return Refused("nothing says that there is such an ideal world, or it is there already")
    for number, clause in enumerate(proof.clauses, 1):
        if not frame.justifies(clause):
            return Refused(f"it is no instance of the rule {clause.rule}", number)
    refused = _follow(Numbering(frame).clauses(proof.clauses), proof.trace)
    quoted = (*(ideal.because for ideal in proof.ideals), *(clause.statement for clause in proof.clauses))
    return refused or Accepted(tuple(dict.fromkeys(name for name in quoted if isinstance(name, str))), proof.assumes)


class Frame:
    """The worlds that clauses are about, and which clauses are justified."""

    def __init__(self, problem: Problem, assumes: Iterable[Said] = ()) -> None:
        self.problem = problem
        self.worlds: dict[Label, Opened | None] = dict.fromkeys((ACTUAL, *map(scenario_label, problem.scenarios)))
        self.assumes = frozenset(said for said in assumes if said[0] in self.worlds)
        self.witnessed: dict[Label, Ought] = {}

    def opens(self, ideal: Ideal) -> bool:
        """Add an ideal world, if there is one; whether there is."""
        opened, because = ideal.opened, ideal.because
        if isinstance(because, Ought):
            exists = opened.agents == (because.agent,) and not opened.able
        else:
            quoted = self.problem.statement(because)
            step = Step(self.problem, {ACTUAL: None}, ABSURD, (), (Shown(opened, (), ABSURD),), quoted)
            exists = any(follows(rule, step) for rule in ("ideal", "joint_ideal", "able_ideal"))
        if not exists or opened.label in self.worlds:
            return False
        self.worlds[opened.label] = opened
        self.witnessed |= {opened.label: because} if isinstance(because, Ought) else {}
        return True

    def justifies(self, clause: Clause) -> bool:
        """Whether a clause is true by a rule, a statement, or an assumption."""
        *before, shown = clause.literals
        if clause.rule == "assumption":
            return not before and shown in self.assumes
        duty = self.witnessed.get(before[-1][0] if before and clause.rule == "not_ought_intro" else shown[0])
        if duty is not None and clause.rule in {"witness", "premise", "ought_elim", "not_ought_intro"}:
            if not before or before.pop(0)[1] != duty:
                return False
            if clause.rule == "witness":
                return not before and plain(shown[1]) == opposite(plain(duty.body))
        statement = None if clause.statement is None else self.problem.statement(clause.statement)
        given = tuple([(world, opposite(formula)) for world, formula in before])
        step = Step(self.problem, self.worlds, shown, given, (), statement)
        return clause.rule not in BOXING and follows(clause.rule, step)


class Numbering:
    """Numbers for literals: from 1, in the order in which formulas at worlds are first asked for."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.numbers: dict[Said, int] = {}
        self._reach: dict[Formula, str] = {}

    def literal(self, said: Said) -> int:
        """The number of a literal, negative where it is denied."""
        world, formula = said
        positive = True
        while isinstance(formula, Not):
            formula, positive = formula.body, not positive
        reached = self._reach.get(formula) or self._reach.setdefault(formula, reach(self.frame.problem, formula))
        if reached == "rigid" or (reached == "settled" and self.frame.worlds[world] is not None):
            world = ACTUAL
        number = self.numbers.setdefault((world, formula), len(self.numbers) + 1)
        return number if positive else -number

    def clauses(self, clauses: Iterable[Clause]) -> list[Numbers]:
        """Clauses in numbers."""
        return [tuple(dict.fromkeys(map(self.literal, clause.literals))) for clause in clauses]


def _follow(clauses: list[Numbers], trace: Sequence[Derived]) -> Refused | None:
    """Check a trace; what it derives is appended to the clauses."""
    known = {abs(literal) for clause in clauses for literal in clause}
    propagation = _Propagation(max(known, default=0))
    attached = 0
    for derived in trace:
        literals = tuple(dict.fromkeys(derived.literals))
        if not known.issuperset(map(abs, literals)):
            return Refused("it has a literal that no clause of the proof has", len(clauses) + 1)
        if not derived.hints:
            for clause in clauses[attached:]:
                propagation.add(list(clause))
            attached = len(clauses)
        if not (_refuted_by(literals, derived.hints, clauses) if derived.hints else propagation.refutes(literals)):
            return Refused("unit propagation does not refute its denial", len(clauses) + 1)
        clauses.append(literals)
    return None if trace and not clauses[-1] else Refused("the trace does not end in the empty clause", len(clauses))


def _refuted_by(literals: Numbers, hints: Numbers, clauses: Sequence[Numbers]) -> bool:
    """Whether the clauses named, each a unit once what is known is taken away, leave nothing of the last."""
    false = set(literals)
    for hint in hints:
        left = (
            [literal for literal in clauses[hint - 1] if literal not in false] if 0 < hint <= len(clauses) else [0, 0]
        )
        if len(left) != 1:
            return not left
        false.add(-left[0])
    return False


class _Propagation:
    """By two watched literals (Moskewicz et al. 2001, "Chaff"); a list's index is a literal, negative from the end."""

    def __init__(self, size: int) -> None:
        self.values = [0] * (2 * size + 1)
        self.watches: list[list[list[int]]] = [[] for _ in range(2 * size + 1)]
        self.trail: list[int] = []
        self.contradictory = False

    def add(self, clause: list[int]) -> None:
        """Add a clause for good, and what follows by it."""
        clause.sort(key=lambda literal: self.values[literal] < 0)
        if len(clause) > 1 and self.values[clause[1]] >= 0:
            for literal in clause[:2]:
                self.watches[literal].append(clause)
        else:
            self.contradictory |= not clause or self._propagate(clause[:1])

    def refutes(self, literals: Iterable[int]) -> bool:
        """Whether propagation from the falsity of all these literals ends in a contradiction; it is taken back."""
        start = len(self.trail)
        refuted = self.contradictory or self._propagate([-literal for literal in literals])
        for literal in self.trail[start:]:
            self.values[literal] = self.values[-literal] = 0
        del self.trail[start:]
        return refuted

    def _propagate(self, literals: Iterable[int]) -> bool:
        at = len(self.trail)
        if not all(map(self._assign, literals)):
            return True
        while at < len(self.trail) and not self._visit(-self.trail[at]):
            at += 1
        return at < len(self.trail)

    def _assign(self, literal: int) -> bool:
        if not self.values[literal]:
            self.values[literal], self.values[-literal] = 1, -1
            self.trail.append(literal)
        return self.values[literal] > 0

    def _visit(self, false: int) -> bool:
        """Look at the clauses that watch a literal that has become false; whether one of them is."""
        values, watches = self.values, self.watches
        watching, kept = watches[false], list[list[int]]()
        watches[false] = kept
        for position, clause in enumerate(watching):
            if clause[0] == false:
                clause[0], clause[1] = clause[1], false
            if values[clause[0]] > 0:
                kept.append(clause)
                continue
            for k in range(2, len(clause)):
                if values[clause[k]] >= 0:
                    clause[1], clause[k] = clause[k], false
                    watches[clause[1]].append(clause)
                    break
            else:
                kept.append(clause)
                if not self._assign(clause[0]):
                    kept.extend(watching[position + 1 :])
                    return True
        return False
