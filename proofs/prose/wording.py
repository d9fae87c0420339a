"""What a ground formula says, and what its denial says, in English that can be read one way only.

Every wording is equivalent to its formula by the meaning of the words: a denied disjunction
is a conjunction of denials, a denied obligation is what need not be. Inner formulas that
commas would not keep apart stand in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from proofs import formula as f
from proofs.formula import Atom, Formula
from proofs.prose.clause import Clause, read
from proofs.prose.words import Words
from proofs.world import Agent

Manner: TypeAlias = Literal["ought", "need", "would"]

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BOTH: Final = 2
_LOOSE: Final = 2
_MARKS: Final = {"Constant": ("value",), "AtLeast": ("number",), "Ought": ("agent",), "In": ("scenario",)}
"""What else tells formulas apart, besides those inside them and the elements of atoms."""
_COUNTERFACTUAL: Final = ("had ", "were ", "if ", "without ", "but for ", "should ")


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said, and how tightly it holds together: 0 a clause, 1 a conjunction, 2 a disjunction, 3 the rest."""

    text: str
    looseness: int = 0


def number_word(number: int) -> str:
    """Small numbers in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def series(items: Sequence[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; with a comma before the joint where an item has a joint of its own."""
    if len(items) <= 1:
        return "".join(items)
    busy = any(f" {word} " in item or "," in item for item in items for word in ("and", "or"))
    comma = "," if busy else ""
    return f"{', '.join(items[:-1])}{comma} {joint} {items[-1]}"


def literal(formula: Formula, positive: bool = True) -> tuple[Formula, bool]:
    """A formula without the negations around it, and whether their number is even."""
    while isinstance(formula, f.Not):
        formula, positive = formula.body, not positive
    return formula, positive


def renamed(one: Formula, other: Formula) -> tuple[str, str] | None:
    """The element of one formula in whose place, everywhere, the other has another, and is the same otherwise."""
    found: set[tuple[str, str]] = set()
    kept: set[str] = set()
    stack = [(one, other)]
    while stack:
        first, second = stack.pop()
        if type(first) is not type(second) or len(f.inside(first)) != len(f.inside(second)):
            return None
        pairs: list[tuple[str, str]] = []
        if isinstance(first, Atom) and isinstance(second, Atom):
            if first.name != second.name or len(first.arguments) != len(second.arguments):
                return None
            pairs = list(zip(first.arguments, second.arguments, strict=True))
        elif any(getattr(first, name) != getattr(second, name) for name in _MARKS.get(type(first).__name__, ())):
            return None
        found |= {pair for pair in pairs if pair[0] != pair[1]}
        kept |= {before for before, after in pairs if before == after}
        stack.extend(zip(f.inside(first), f.inside(second), strict=True))
    if len(found) != 1:
        return None
    (pair,) = found
    return None if pair[0] in kept else pair


@dataclass(frozen=True)
class Wording:
    """Formulas in English, in the words of a table. A clause begins in lower case unless with a name."""

    words: Words

    def say(self, formula: Formula, *, positive: bool = True) -> str:
        """What a formula says; where not `positive`, what its denial says."""
        return self._said(formula, positive).text

    def atom(self, formula: Formula) -> Atom | None:
        """An atom, or the definition that a formula is said by, as if it were one."""
        return formula if isinstance(formula, Atom) else self.words.abbreviation(formula)

    def clause(self, formula: Formula) -> Clause | None:
        """The clause of an atom, or of what a definition stands for."""
        atom = self.atom(formula)
        return None if atom is None else read(self.words.atom(atom), self.words.subjects)

    def _said(self, formula: Formula, positive: bool) -> _Said:
        clause = self.clause(formula)
        if clause is not None:
            return _Said(clause.text if positive else clause.denied())
        if isinstance(formula, f.Not):
            return self._denial(formula, positive)
        match formula:
            case f.Constant(value=value):
                return _Said("what is always so is so" if value == positive else "what is never so is so")
            case f.And(parts=parts):
                return self._and(parts) if positive else self._not_and(parts)
            case f.Or(parts=parts):
                return self._or(parts) if positive else self._all(parts, False)
            case f.Implies(left=left, right=right):
                return self._implies(left, right) if positive else self._not_implies(left, right)
            case f.Iff(left=left, right=right):
                return self._iff(left, right) if positive else self._xor(left, right)
            case f.Xor(left=left, right=right):
                return self._xor(left, right) if positive else self._iff(left, right)
            case f.AtLeast(number=number, parts=parts):
                return self._count(number, parts, positive)
            case f.Ought(agent=agent, body=body):
                simple = self.clause(literal(body)[0]) is not None
                said = self._ought(agent, body) if positive else self._need_not(agent, body)
                return _Said(said, 0 if simple else 3)
            case f.In(scenario=scenario, body=body):
                return _Said(self.in_scenario(scenario, body if positive else f.Not(body)), 3)
            case _:
                raise TypeError(f"no formula: {type(formula).__name__}")

    def _denial(self, formula: f.Not, positive: bool) -> _Said:
        """A negation; of a definition's body that is one itself, the definition has been tried before."""
        return self._said(formula.body, not positive)

    # Connectives

    def _tight(self, formula: Formula, positive: bool, most: int) -> str:
        """What an inner formula says, in brackets where it is looser than `most`."""
        said = self._said(formula, positive)
        return said.text if said.looseness <= most else f"({said.text})"

    def _and(self, parts: Sequence[Formula]) -> _Said:
        return self._all(parts, True)

    def _all(self, parts: Sequence[Formula], positive: bool) -> _Said:
        """That all of some formulas are so, or none."""
        if not parts:
            return _Said("what is always so is so")
        if len(parts) == 1:
            return self._said(parts[0], positive)
        alike = self._alike(parts, positive)
        if alike is not None:
            return alike
        if positive:
            parts = self._flat(parts)
        if any(self._said(part, positive).looseness > _LOOSE for part in parts):
            listed = "; ".join(self._tight(part, positive, 3) for part in parts)
            return _Said(f"all of these are so: {listed}", 3)
        return _Said(self.together([(part, positive) for part in parts]), 1)

    def _flat(self, parts: Sequence[Formula]) -> tuple[Formula, ...]:
        """Conjunctions among some formulas taken apart, but for those that a definition stands for."""
        found: list[Formula] = []
        stack = [*reversed(parts)]
        while stack:
            part = stack.pop()
            if isinstance(part, f.And) and self.clause(part) is None:
                stack.extend(reversed(part.parts))
            else:
                found.append(part)
        return tuple(found)

    def together(self, parts: Sequence[tuple[Formula, bool]]) -> str:
        """Formulas and their signs, all of which hold; what has one subject names it once."""
        subjects: list[str] = []
        said: list[list[str]] = []
        for part, positive in parts:
            clause = self.clause(literal(part)[0])
            predicate = clause.predicate(positive=literal(part, positive)[1]) if clause is not None else None
            if clause is None or predicate is None:
                subjects.append("")
                said.append([self._tight(part, positive, 0)])
            elif subjects and subjects[-1] == clause.subject:
                said[-1].append(predicate)
            else:
                subjects.append(clause.subject)
                said.append([predicate])
        clauses = [" ".join(filter(None, (who, series(what)))) for who, what in zip(subjects, said, strict=True)]
        return series(clauses) if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"

    def _alike(self, parts: Sequence[Formula], positive: bool) -> _Said | None:
        """One sentence for three formulas or more that differ in one element, and say the same of each."""
        first, *others = parts
        if len(others) < _BOTH:
            return None
        pairs = [renamed(first, other) for other in others]
        olds = {pair[0] for pair in pairs if pair is not None}
        if None in pairs or len(olds) != 1:
            return None
        said = self._said(first, positive)
        old = self.words.element(olds.pop())
        if old not in said.text:
            return None
        new = series([self.words.element(pair[1]) for pair in pairs if pair is not None])
        return _Said(f"{said.text}, and likewise with {new} in the place of {old}", max(said.looseness, 1))

    def _not_and(self, parts: Sequence[Formula]) -> _Said:
        if len(parts) == 1:
            return self._said(parts[0], False)
        if len(parts) > _BOTH:
            return _Said(f"not all of these are so: {self._listed(parts)}", 3)
        return _Said(f"it is not so that both {' and '.join(self._tight(part, True, 0) for part in parts)}", 3)

    def _or(self, parts: Sequence[Formula]) -> _Said:
        if not parts:
            return _Said("what is never so is so")
        if len(parts) == 1:
            return self._said(parts[0], True)
        said = [self._tight(part, True, 0) for part in parts]
        return _Said(f"either {', '.join(said[:-1])}, or {said[-1]}", 2)

    def _implies(self, left: Formula, right: Formula) -> _Said:
        return _Said(f"if {self._tight(left, True, 2)}, then {self._tight(right, True, 2)}", 3)

    def _not_implies(self, left: Formula, right: Formula) -> _Said:
        return _Said(f"{self._tight(left, True, 0)}, and yet {self._tight(right, False, 0)}", 1)

    def _iff(self, left: Formula, right: Formula) -> _Said:
        return _Said(f"{self._tight(left, True, 0)} if and only if {self._tight(right, True, 0)}", 3)

    def _xor(self, left: Formula, right: Formula) -> _Said:
        return _Said(f"either {self._tight(left, True, 0)}, or {self._tight(right, True, 0)}, but not both", 3)

    def _count(self, number: int, parts: Sequence[Formula], positive: bool) -> _Said:
        listed = self._listed(parts)
        if positive:
            verb = "is" if number == 1 else "are"
            return _Said(f"at least {number_word(number)} of these {verb} so: {listed}", 3)
        if number == 1:
            return _Said(f"none of these is so: {listed}", 3)
        verb = "is" if number - 1 == 1 else "are"
        return _Said(f"at most {number_word(number - 1)} of these {verb} so: {listed}", 3)

    def _listed(self, parts: Sequence[Formula]) -> str:
        return "; ".join(self._tight(part, True, 2) for part in parts)

    # Obligations

    def ought(self, agent: Agent, body: Formula) -> str:
        """What is said of a formula that is true at every ideal world of an agent."""
        return self._ought(agent, body)

    def _ought(self, agent: Agent, body: Formula) -> str:
        done = self._predicates(agent, body, "ought")
        if done is not None:
            return done
        inner, positive = literal(body)
        if agent is not None:
            return f"{self.words.element(agent)} ought to see to it {self._that(body)}"
        if positive or self.clause(body) is not None:
            return f"it ought to be {self._that(body)}"
        return f"it ought not to be {self._that(inner)}"

    def _that(self, body: Formula) -> str:
        """A formula after *it ought to be* and the like, so that all of it stands under that."""
        if isinstance(body, f.And) and self.clause(body) is None:
            if len(body.parts) == _BOTH:
                return f"that both {' and '.join(self._tight(part, True, 0) for part in body.parts)}"
            return f"that all of these are so: {self._listed(body.parts)}"
        return f"that {self.say(body)}"

    def _need_not(self, agent: Agent, body: Formula) -> str:
        """That a formula is not obligatory: of a negation, that what it denies is permitted."""
        inner, positive = literal(body)
        permitted = not positive and self.clause(body) is None
        done = self._predicates(agent, body, "need")
        if done is not None:
            return done
        who = "" if agent is None else f" for {self.words.element(agent)}"
        if permitted:
            return f"it is permissible{who} {self._that(inner)}"
        if agent is None:
            return f"it need not be {self._that(body)}"
        return f"{self.words.element(agent)} need not see to it {self._that(body)}"

    def _predicates(self, agent: Agent, body: Formula, manner: Manner) -> str | None:
        """`the United States ought to enlarge NATO`, where the subject can be the one that ought to."""
        if agent is None and self.words.named_agents:
            return None
        parts = body.parts if isinstance(body, f.And) and self.clause(body) is None else (body,)
        if len(parts) > 1 and manner == "need":
            return None
        subjects: dict[str, None] = {}
        said = []
        for part in parts:
            found = self.modal(part, manner)
            if found is None:
                return None
            subjects[found[0]] = None
            said.append(found[1])
        (subject, *others) = subjects
        if others or (agent is not None and subject != self.words.element(agent)):
            return None
        return f"{subject} {series(said)}"

    def modal(self, formula: Formula, manner: Manner) -> tuple[str, str] | None:
        """The subject of a literal, and what it ought to, need not, or would do; `None` where that cannot be said."""
        clause = self.clause(formula)
        inner, positive = (formula, True) if clause is not None else literal(formula)
        clause = clause or self.clause(inner)
        if clause is None:
            return None
        bare = clause.bare()
        if bare is None or (not positive and clause.predicate(positive=False) is None):
            return None
        if manner == "ought":
            return clause.subject, f"ought to {bare}" if positive else f"ought not to {bare}"
        if manner == "would":
            return clause.subject, f"would {bare}" if positive else f"would not {bare}"
        if not positive and clause.subject not in self.words.subjects:
            # Of what is no agent, `may` would be heard as `perhaps`.
            return None
        return clause.subject, f"need not {bare}" if positive else f"may {bare}"

    # Scenarios

    def in_scenario(self, scenario: str, body: Formula) -> str:
        """What would be so in a scenario."""
        gloss = self.words.scenario(scenario)
        if gloss is None:
            return f"in the scenario {scenario}, {self._would(body)}"
        lead = gloss if gloss.lower().startswith(_COUNTERFACTUAL) else f"in the scenario “{gloss}”"
        return f"{lead}, {self._would(body)}"

    def _would(self, body: Formula) -> str:
        parts = body.parts if isinstance(body, f.And) and self.clause(body) is None else (body,)
        said = [self.modal(part, "would") for part in parts]
        told = [f"{each[0]} {each[1]}" for each in said if each is not None]
        if len(told) == len(parts):
            return told[0] if len(told) == 1 else f"{', '.join(told[:-1])}, and {told[-1]}"
        return f"it would be so {self._that(body)}"
