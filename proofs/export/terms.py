"""Each rule about connectives as a term: what proves its conclusion from proofs of what it uses.

The terms are applications, `fun x => …` and the lemmas of a prelude, which is all that Coq and Lean
write alike. *And* and *or* of several parts nest to the right. Excluded middle is called upon where
a rule needs it and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from proofs import formula as f
from proofs.formula import FALSE, Formula, Not

EXCLUDED_MIDDLE: Final = "excluded_middle"


class NoTermError(ValueError):
    """A step that is no instance of its rule; the kernel would have refused it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A formula, and a term that proves it."""

    formula: Formula
    term: str


def core(formula: Formula) -> tuple[int, Formula]:
    """How many negations a formula begins with, and of what."""
    count = 0
    while isinstance(formula, Not):
        formula, count = formula.body, count + 1
    return count, formula


def alike(one: Formula, other: Formula) -> bool:
    """Whether two formulas are the same but for pairs of negations in front."""
    (n, left), (m, right) = core(one), core(other)
    return (n - m) % 2 == 0 and left == right


def convert(given: Given, wanted: Formula) -> str:
    """A term for a formula that is like the given one but for pairs of negations; from `false`, for any."""
    if not alike(given.formula, wanted):
        if not alike(given.formula, FALSE):
            raise NoTermError(f"{given.formula} is not {wanted}")
        return f"(absurdity {convert(given, FALSE)})"
    has, wants, term = core(given.formula)[0], core(wanted)[0], given.term
    while has > wants:
        term = f"(double_negation {EXCLUDED_MIDDLE} {term})" if has == 2 else f"(triple_negation {term})"  # noqa: PLR2004
        has -= 2
    while has < wants:
        term = f"(doubly_negated {term})"
        has += 2
    return term


class Step:
    """A step: what it uses, and what it shows."""

    def __init__(self, conclusion: Formula, given: Sequence[Given]) -> None:
        self.conclusion = conclusion
        self.given = given
        self._variables = 0

    def term(self, rule: str) -> str:
        """The term of a step by a rule about connectives; raises `NoTermError` for what is no instance of it."""
        if rule == "contradiction":
            one, other = self.given
            return self._shown(FALSE, f"({convert(other, Not(one.formula))} {one.term})")
        if rule == "double_negation":
            return convert(self.given[0], self.conclusion)
        if rule == "truth":
            known = Given(f.TRUE, "truth") if alike(self.conclusion, f.TRUE) else Given(Not(FALSE), "not_false")
            return convert(known, self.conclusion)
        if rule.endswith("_intro"):
            return self._introduced()
        return self._eliminated(rule)

    # What is at hand

    def _true(self, formula: Formula, more: Sequence[Given] = ()) -> str | None:
        found = next((each for each in (*more, *self.given) if alike(each.formula, formula)), None)
        return None if found is None else convert(found, formula)

    def _fresh(self) -> str:
        self._variables += 1
        return f"x{self._variables}"

    def _lambda(self, body: Callable[[str], str]) -> str:
        name = self._fresh()
        return f"(fun {name} => {body(name)})"

    def _shown(self, formula: Formula, term: str) -> str:
        return convert(Given(formula, term), self.conclusion)

    # Introduction

    def _introduced(self) -> str:
        """The conclusion from its parts: as it is, or, where it is denied, by refuting it."""
        count, formula = core(self.conclusion)
        if count % 2 == 0:
            return self._shown(formula, self.build(formula))
        return self._shown(Not(formula), self._refuted(formula))

    def build(self, formula: Formula, more: Sequence[Given] = ()) -> str:
        """A term for a compound, from terms for enough of its parts."""
        match formula:
            case f.And(parts=parts):
                return _conjoined([self._needed(part, more) for part in parts])
            case f.Or(parts=parts):
                return self._injected(parts, more)
            case f.Implies(left=left, right=right):
                known = self._true(right, more)
                if known is not None:
                    return self._lambda(lambda _: known)
                denied = self._needed(Not(left), more)
                return self._lambda(lambda x: f"(absurdity ({denied} {x}))")
            case f.Iff() | f.Xor():
                name = "iff" if isinstance(formula, f.Iff) else "exclusive"
                gates = [self._injected(gate, more) for gate in _gates(formula)]
                return f"({name}_of {' '.join(gates)})"
            case f.AtLeast(number=number, parts=parts):
                return self._counted(number, parts, more)
            case _:
                raise NoTermError(str(formula))

    def _needed(self, formula: Formula, more: Sequence[Given] = ()) -> str:
        found = self._true(formula, more)
        if found is None:
            raise NoTermError(str(formula))
        return found

    def _injected(self, parts: Sequence[Formula], more: Sequence[Given]) -> str:
        for at, part in enumerate(parts):
            known = self._true(part, more)
            if known is not None:
                return injection(at, len(parts), known)
        raise NoTermError(", ".join(map(str, parts)))

    def _counted(self, number: int, parts: Sequence[Formula], more: Sequence[Given]) -> str:
        begun: list[str] = []
        for part in parts:
            if number <= 0:
                break
            known = self._true(part, more)
            begun.append("(at_least_skip " if known is None else f"(at_least_take {known} ")
            number -= 0 if known is None else 1
        if number > 0:
            raise NoTermError("too few parts")
        return f"{''.join(begun)}at_least_none{')' * len(begun)}"

    def _refuted(self, formula: Formula) -> str:
        """A term for the negation of a compound, from terms for enough of its parts."""
        if isinstance(formula, f.Iff | f.Xor):
            name = "not_iff" if isinstance(formula, f.Iff) else "not_exclusive"
            return f"({name}_of {' '.join(self._injected(gate, ()) for gate in _gates(Not(formula)))})"
        return self._lambda(lambda x: self._impossible(formula, x))

    def _impossible(self, formula: Formula, term: str) -> str:
        """A term for `false`, from one for a compound and from what is given."""
        match formula:
            case f.And(parts=parts):
                for at, part in enumerate(parts):
                    denied = self._true(Not(part))
                    if denied is not None:
                        return f"({denied} {projection(at, len(parts), term)})"
                raise NoTermError(str(formula))
            case f.Or(parts=parts):
                return self._either(parts, term, FALSE)
            case f.Implies(left=left, right=right):
                return f"({self._needed(Not(right))} ({term} {self._needed(left)}))"
            case f.AtLeast(number=number, parts=parts):
                return self._picked(number, parts, term, FALSE)
            case _:
                raise NoTermError(str(formula))

    # Elimination

    def _eliminated(self, rule: str) -> str:
        """The conclusion from a compound, which is used first, and from what is known of its parts."""
        count, formula = core(self.given[0].formula)
        negated = count % 2 == 1
        whole = convert(self.given[0], Not(formula) if negated else formula)
        match formula:
            case f.Implies(left=left, right=right) if not negated:
                return self._from_implication(left, right, whole)
            case f.Implies(left=left, right=right):
                return self._from_denied_implication(left, right, whole)
            case f.Iff() | f.Xor():
                return self._from_gates(Not(formula) if negated else formula, whole)
            case f.And(parts=parts) if not negated:
                at = next((at for at, part in enumerate(parts) if alike(part, self.conclusion)), None)
                if at is None:
                    raise NoTermError(rule)
                return self._shown(parts[at], projection(at, len(parts), whole))
            case f.Or(parts=parts) if not negated:
                return self._either(parts, whole, self.conclusion)
            case f.AtLeast(number=number, parts=parts) if not negated:
                return self._picked(number, parts, whole, self.conclusion)
            case f.And(parts=parts) | f.Or(parts=parts) | f.AtLeast(parts=parts):
                return self._from_denied(formula, parts, whole)
            case _:
                raise NoTermError(rule)

    def _from_denied(self, formula: Formula, parts: Sequence[Formula], whole: str) -> str:
        """That a part is false, as with it a denied compound would be true."""
        part = next((part for part in parts if alike(Not(part), self.conclusion)), None)
        if part is None:
            raise NoTermError(str(formula))
        term = self._lambda(lambda x: f"({whole} {self.build(formula, [Given(part, x)])})")
        return self._shown(Not(part), term)

    def _from_implication(self, left: Formula, right: Formula, whole: str) -> str:
        cause, denied = self._true(left), self._true(Not(right))
        if alike(right, self.conclusion) and cause is not None:
            return self._shown(right, f"({whole} {cause})")
        if alike(Not(left), self.conclusion) and denied is not None:
            return self._shown(Not(left), self._lambda(lambda x: f"({denied} ({whole} {x}))"))
        # What implies its own opposite is false.
        return self._either((Not(left), right), f"(implication {EXCLUDED_MIDDLE} {whole})", self.conclusion)

    def _from_denied_implication(self, left: Formula, right: Formula, whole: str) -> str:
        if alike(Not(right), self.conclusion):
            return self._shown(Not(right), self._lambda(lambda x: f"({whole} (fun _ => {x}))"))
        if not alike(left, self.conclusion):
            raise NoTermError("not_implies_elim")
        return self._shown(left, f"(denied_implication {EXCLUDED_MIDDLE} {whole})")

    def _from_gates(self, formula: Formula, whole: str) -> str:
        """From an equivalence, by one of the two disjunctions that it amounts to."""
        simple = self._by_equivalence(formula, whole)
        if simple is not None:
            return simple
        name = ("not_" if isinstance(formula, Not) else "") + (
            "iff" if isinstance(core(formula)[1], f.Iff) else "exclusive"
        )
        middle = "" if name == "exclusive" else f"{EXCLUDED_MIDDLE} "
        for at, gate in enumerate(_gates(formula), 1):
            try:
                return self._either(gate, f"({name}_{at} {middle}{whole})", self.conclusion)
            except NoTermError:
                continue
        raise NoTermError(str(formula))

    def _by_equivalence(self, formula: Formula, whole: str) -> str | None:
        """Where excluded middle can be spared: one side of an equivalence from the other."""
        if not isinstance(formula, f.Iff):
            return None
        for source, target, way in ((formula.left, formula.right, "to"), (formula.right, formula.left, "from")):
            known, denied = self._true(source), self._true(Not(target))
            if alike(target, self.conclusion) and known is not None:
                return self._shown(target, f"(iff_{way} {whole} {known})")
            if alike(Not(source), self.conclusion) and denied is not None:
                return self._shown(Not(source), self._lambda(lambda x: f"({denied} (iff_{way} {whole} {x}))"))  # noqa: B023 - used at once
        return None

    def _either(self, parts: Sequence[Formula], term: str, wanted: Formula) -> str:
        """From a disjunction: a formula that is one of its parts, all others being false."""
        if not parts:
            return convert(Given(FALSE, term), wanted)
        begun: list[str] = []
        for part in parts[:-1]:
            one, rest = self._fresh(), self._fresh()
            begun.append(f"(either {term} (fun {one} => {self._case(part, one, wanted)}) (fun {rest} => ")
            term = rest
        return f"{''.join(begun)}{self._case(parts[-1], term, wanted)}{'))' * len(begun)}"

    def _case(self, part: Formula, term: str, wanted: Formula) -> str:
        if alike(part, wanted):
            return convert(Given(part, term), wanted)
        return convert(Given(FALSE, f"({self._needed(Not(part))} {term})"), wanted)

    def _picked(self, number: int, parts: Sequence[Formula], term: str, wanted: Formula) -> str:
        """From *at least so many*: a part, too many others being false."""
        begun: list[str] = []
        for part in parts:
            if number <= 0:
                raise NoTermError("nothing need be true")
            denied = self._true(Not(part))
            if denied is not None:
                term = f"(at_least_drop {term} {denied})"
            elif alike(part, wanted):
                one, rest = self._fresh(), self._fresh()
                here = convert(Given(part, one), wanted)
                begun.append(f"(either (at_least_or {term}) (fun {one} => {here}) (fun {rest} => ")
                term = rest
            else:
                term, number = f"(at_least_less {term})", number - 1
        if number <= 0:
            raise NoTermError("nothing need be true")
        return f"{''.join(begun)}{convert(Given(FALSE, term), wanted)}{'))' * len(begun)}"


def _gates(formula: Formula) -> Iterator[tuple[Formula, Formula]]:
    """The two disjunctions that an equivalence, or the denial of one, amounts to."""
    count, inner = core(formula)
    assert isinstance(inner, f.Iff | f.Xor)
    left, right = inner.left, inner.right
    if isinstance(inner, f.Iff) == (count % 2 == 0):
        return iter(((Not(left), right), (left, Not(right))))
    return iter(((left, right), (Not(left), Not(right))))


def _conjoined(terms: Sequence[str]) -> str:
    if not terms:
        return "truth"
    term = terms[-1]
    for each in reversed(terms[:-1]):
        term = f"(both {each} {term})"
    return term


def projection(at: int, length: int, term: str) -> str:
    """From a conjunction of so many parts: the one at a place, counted from 0."""
    for _ in range(at):
        term = f"(right_of {term})"
    return term if at == length - 1 else f"(left_of {term})"


def injection(at: int, length: int, term: str) -> str:
    """From the part at a place: a disjunction of so many."""
    if at < length - 1:
        term = f"(or_left {term})"
    for _ in range(at):
        term = f"(or_right {term})"
    return term
