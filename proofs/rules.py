"""The rules of inference: each a function that says whether a step is an instance of it, and one table of them.

A step shows a formula at a world, and rests on formulas at worlds (`given`), on boxes, or on a
statement. To every rule a formula and its double negation are one (`plain`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from proofs.formula import FALSE, TRUE, And, AtLeast, Atom, Formula, Iff, Implies, In, Not, Or, Ought, Xor, inside
from proofs.proof import ACTUAL, Label, Opened, Problem, opposite, scenario_label
from proofs.world import Principle, Rigidity, Statement

Said: TypeAlias = tuple[Label, Formula]
ABSURD: Final[Said] = (ACTUAL, FALSE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A box that has been judged: the world it opens, what it assumes, what it ends in (`false` anywhere: `ABSURD`)."""

    opens: Opened | None
    assumes: tuple[Said, ...]
    ends: Said


@dataclass(frozen=True, slots=True)
class Step:
    """A step to be judged. `worlds` are those in scope, each with how a box opened it, if one did."""

    problem: Problem
    worlds: Mapping[Label, Opened | None]
    shows: Said
    given: tuple[Said, ...] = ()
    boxes: tuple[Shown, ...] = ()
    statement: Statement | None = None


Rule: TypeAlias = Callable[[Step], bool]


def follows(rule: str, step: Step) -> bool:
    """Whether a step is an instance of a rule of the table, and rests on no more than such a rule looks at."""
    if rule not in RULES or any(world not in step.worlds for world, _ in (step.shows, *step.given)):
        return False
    if (step.boxes and rule not in BOXING) or (step.statement is None) == (rule in QUOTING):
        return False
    return RULES[rule](replace(step, shows=_plain(step.shows), given=tuple(map(_plain, step.given))))


def plain(formula: Formula) -> Formula:
    """A formula without the pairs of negations that it begins with."""
    while isinstance(formula, Not) and isinstance(formula.body, Not):
        formula = formula.body.body
    return formula


def _plain(said: Said) -> Said:
    return said[0], plain(said[1])


def _denied(said: Said) -> Said:
    return said[0], opposite(said[1])


# Connectives. Each says of some occurrences of formulas that so many of them are true, or says two such things.

Gate: TypeAlias = tuple[int, int, Counter[Formula]]


def _gate(number: int, *parts: Formula) -> Gate:
    return number, len(parts), Counter(map(plain, parts))


@lru_cache(maxsize=1024)
def _gates(formula: Formula) -> tuple[Gate, ...]:
    """How many are true, out of how many occurrences, of what; of what is no compound, nothing."""
    match formula:
        case And(parts=parts):
            return (_gate(len(parts), *parts),)
        case Or(parts=parts):
            return (_gate(1, *parts),)
        case AtLeast(number=number, parts=parts):
            return (_gate(number, *parts),)
        case Implies(left=left, right=right):
            return (_gate(1, Not(left), right),)
        case Iff(left=left, right=right) | Not(body=Xor(left=left, right=right)):
            return (_gate(1, Not(left), right), _gate(1, left, Not(right)))
        case Xor(left=left, right=right) | Not(body=Iff(left=left, right=right)):
            return (_gate(1, left, right), _gate(1, Not(left), Not(right)))
        case Not(body=body):  # of something that says one such thing: enough of the occurrences are false
            return tuple(_gate(of - number + 1, *map(Not, parts.elements())) for number, of, parts in _gates(body))
        case _:
            return ()


def _at_a_world(check: Callable[[Formula, list[Formula]], bool]) -> Rule:
    """A rule all of whose formulas are at one world."""

    def rule(step: Step) -> bool:
        here, shown = step.shows
        return all(world == here for world, _ in step.given) and check(shown, [formula for _, formula in step.given])

    return rule


def _elim(kind: type[Formula], negated: bool) -> Rule:
    """From a compound, and the falsity of as many occurrences as may be false: one of the others."""

    def check(shown: Formula, given: list[Formula]) -> bool:
        if not given or not isinstance(opposite(given[0]) if negated else given[0], kind):
            return False
        false = {opposite(each) for each in given[1:]}
        return shown not in false and any(
            {shown, *false} <= parts.keys() and of - number < parts[shown] + sum(parts[each] for each in false)
            for number, of, parts in _gates(given[0])
        )

    return _at_a_world(check)


def _intro(kind: type[Formula], negated: bool) -> Rule:
    """From enough of the occurrences: the compound."""

    def check(shown: Formula, given: list[Formula]) -> bool:
        true, gates = set(given), _gates(shown)
        enough = all(sum(parts[each] for each in true) >= number for number, _, parts in gates)
        relevant = all(any(each in parts for _, _, parts in gates) for each in true)
        return enough and relevant and isinstance(opposite(shown) if negated else shown, kind)

    return _at_a_world(check)


def at_least_step(shown: Formula, given: list[Formula]) -> bool:
    """Between counts of the same occurrences with and without a last one."""
    counted, *rest = given or [FALSE]
    if not isinstance(counted, AtLeast) or not isinstance(shown, AtLeast):
        return False
    shorter, longer = sorted((counted.parts, shown.parts), key=len)
    if longer != (*shorter, *longer[-1:]) or len(longer) == len(shorter):
        return False
    last, more = plain(longer[-1]), (shown.number - counted.number, rest)
    return more in ([(0, []), (1, [last])] if shown.parts == longer else [(-1, []), (0, [opposite(last)])])


def contradiction(step: Step) -> bool:
    """From a formula and its negation at one world: `false`, at any world."""
    return step.shows[1] == FALSE and len(step.given) == 2 and step.given[0] == _denied(step.given[1])  # noqa: PLR2004


# Worlds


def premise(step: Step) -> bool:
    """A statement's own formula, at a world where its layer says that it holds."""
    (world, shown), statement = step.shows, step.statement
    if statement is None or isinstance(statement.body, str) or step.given or shown != plain(statement.body):
        return False
    opened = step.worlds[world]
    descriptive = statement.layer == "axiom" and not statement.speaks_of_ought
    return world == ACTUAL or statement.layer == "law" or (descriptive and (opened is None or opened.able))


def reach(problem: Problem, formula: Formula) -> Rigidity:
    """Where a formula's truth is carried: to every world, to those of its course, or (`plain`) to no other."""
    stack, seen, found = [formula], set[Formula](), set[Rigidity]()
    while stack:
        node = stack.pop()
        if node not in seen and not isinstance(node, In | Ought):
            seen.add(node)
            stack.extend(inside(node))
            found |= {problem.rigidity.get(node.name, "plain")} if isinstance(node, Atom) else set()
    return "rigid" if found <= {"rigid"} else "settled" if found <= {"rigid", "settled"} else "plain"


def carry(step: Step) -> bool:
    """The same formula at another world, where what it is about cannot differ between the two."""
    if [formula for _, formula in step.given] != [step.shows[1]]:
        return False
    worlds = {world for world, _ in (step.shows, *step.given)}
    courses = {ACTUAL if step.worlds[world] else world for world in worlds}
    carried = reach(step.problem, step.shows[1])
    return len(worlds) == 1 or carried == "rigid" or (carried == "settled" and len(courses) == 1)


def scenario(step: Step) -> bool:
    """From `in s: φ` at any world, φ in the scenario s, and back; likewise where they are denied."""

    def enters(outer: Formula, inner: Said) -> bool:
        if isinstance(outer, Not):
            outer, inner = outer.body, _denied(inner)
        known = isinstance(outer, In) and outer.scenario in step.problem.scenarios
        return known and isinstance(outer, In) and inner == (scenario_label(outer.scenario), plain(outer.body))

    return len(step.given) == 1 and (enters(step.given[0][1], step.shows) or enters(step.shows[1], step.given[0]))


def _binds(step: Step, duty: Formula, met: Said) -> bool:
    """Whether something is what an obligation demands, at a world that is ideal for whose obligation it is."""
    match duty, step.worlds[met[0]]:
        case Ought(agent=agent, body=body), Opened(agents=agents):
            return agent in agents and met[1] == plain(body) and len(step.given) == 1
    return False


def ought_elim(step: Step) -> bool:
    """From an obligation, at any world: what ought to be, at an ideal world."""
    return any(_binds(step, duty, step.shows) for _, duty in step.given)


def not_ought_intro(step: Step) -> bool:
    """From what is false at an ideal world: at any world, that it is no obligation."""
    return any(_binds(step, opposite(step.shows[1]), _denied(given)) for given in step.given)


# Boxes. What ends in `false` ends in whatever is to be shown.


def reductio(step: Step) -> bool:
    """From a box that assumes a formula and ends in `false`: the opposite."""
    return not step.given and step.boxes == (Shown(None, (_denied(step.shows),), ABSURD),)


def cases(step: Step) -> bool:
    """From a disjunction and a box a part, or from boxes for a formula and its opposite: what they all end in."""
    match step.given, step.boxes:
        case ((world, Or(parts=parts)),), _:
            assumed = [(world, plain(part)) for part in parts]
        case (), (Shown(assumes=(said,)), _):
            assumed = [said, _denied(said)]
        case _:
            return False
    split = [(box.opens, box.assumes) for box in step.boxes] == [(None, (said,)) for said in assumed]
    return split and all(box.ends in {step.shows, ABSURD} for box in step.boxes)


def ought_intro(step: Step) -> bool:
    """From a box about any ideal world of an agent, in which something holds there: that this is its obligation."""
    match step.shows[1], step.boxes:
        case Ought(agent=agent, body=body), (Shown(Opened(label, (whose,), able=False), (), ends),):
            return whose == agent and ends in {(label, plain(body)), ABSURD} and not step.given
    return False


def witness(step: Step) -> bool:
    """From a denied obligation: what a box ends in that assumes, at an ideal world of the agent, that it is not met."""
    match step.given, step.boxes:
        case ((_, Not(Ought(agent, body))),), (Shown(Opened(label, (whose,), able=False), (assumed,), ends),):
            return whose == agent and assumed == (label, opposite(plain(body))) and ends in {step.shows, ABSURD}
    return False


def _exists(principle: Principle) -> Rule:
    """From a principle: what a box ends in that opens an ideal world such as the principle says there is."""

    def rule(step: Step) -> bool:
        match step.statement, step.boxes:
            case Statement(body=body), (Shown(Opened(_, agents, able), (), ends),):
                everybody = set(step.problem.agents)
                many = principle == "jointly consistent"  # of all agents, and so of any of them
                whose = everybody.issuperset(agents) and (many or len(agents) == 1)
                fits = body == principle and whose and not step.given
                return fits and able == (principle == "implies can") and ends in {step.shows, ABSURD}
        return False

    return rule


_COMPOUNDS = {"and": And, "or": Or, "implies": Implies, "iff": Iff, "xor": Xor, "at_least": AtLeast}
RULES: Final[Mapping[str, Rule]] = {
    **{f"{name}_elim": _elim(kind, negated=False) for name, kind in _COMPOUNDS.items()},
    **{f"not_{name}_elim": _elim(kind, negated=True) for name, kind in _COMPOUNDS.items()},
    **{f"{name}_intro": _intro(kind, negated=False) for name, kind in _COMPOUNDS.items()},
    **{f"not_{name}_intro": _intro(kind, negated=True) for name, kind in _COMPOUNDS.items()},
    "modus_tollens": _elim(Implies, negated=False),
    "at_least_step": _at_a_world(at_least_step),
    "truth": _at_a_world(lambda shown, given: shown in {TRUE, Not(FALSE)} and not given),
    "double_negation": _at_a_world(lambda shown, given: given == [shown]),
    "contradiction": contradiction,
    "premise": premise,
    "carry": carry,
    "scenario": scenario,
    "ought_elim": ought_elim,
    "not_ought_intro": not_ought_intro,
    "reductio": reductio,
    "cases": cases,
    "ought_intro": ought_intro,
    "witness": witness,
    "ideal": _exists("consistent"),
    "joint_ideal": _exists("jointly consistent"),
    "able_ideal": _exists("implies can"),
}
QUOTING: Final = frozenset({"premise", "ideal", "joint_ideal", "able_ideal"})
BOXING: Final = frozenset({"reductio", "cases", "ought_intro", "witness", "ideal", "joint_ideal", "able_ideal"})
