"""Rules about what statements say, each module's in its own vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

from grammar import tree
from grammar.lint import Finding, formula_of
from logic.engine import Engine
from logic.ground import Grounder
from logic.limits import Limits
from logic.lint_context import Context, conjuncts
from logic.theory import Statement
from logic.vocabulary import Vocabulary
from logic.workspace import Module
from proofs import formula as f
from proofs.formula import TRUE, Atom, Formula, atoms, obligations

SECONDS: Final = 5.0
"""How long the statements of one module may keep Z3; what is not decided by then is not reported."""

_INSTANCES: Final = 10_000
"""Up to how many instances the condition of a quantifier is tried on."""


def _trivial(context: Context, *, impossible: bool) -> Iterator[Finding]:
    for module in context.sound:
        grounded = context.own(module)
        if grounded is None or not grounded.statements:
            continue
        engine = Engine(grounded, Limits(SECONDS))
        for at, statement in enumerate(grounded.composed.statements):
            if statement.principle is not None:
                continue
            possible = engine.has_model([at]) if impossible else engine.has_model([], [engine.denial(at, [])])
            if possible is False:
                yield Finding(module.place(statement.node.name), {"name": statement.name})


def tautological_statement(context: Context) -> Iterator[Finding]:
    """A statement whose denial has no world: it excludes nothing, so it cannot be what anybody disputes."""
    return _trivial(context, impossible=False)


def impossible_statement(context: Context) -> Iterator[Finding]:
    """A statement that no world meets: everything composed with it is contradictory."""
    return _trivial(context, impossible=True)


def duplicate_statement(context: Context) -> Iterator[Finding]:
    """A statement that grounds to what another of its layer grounds to, in its module or in what that extends.

    Two statements are two units in a contradiction and in a repair: to give up the one would
    not help while the other stands.
    """
    for module in context.sound:
        grounded = context.whole(module)
        if grounded is None:
            continue
        first: dict[tuple[str, object], Statement] = {}
        for statement, said in zip(grounded.composed.statements, grounded.statements, strict=True):
            earlier = first.setdefault((statement.layer, said.body), statement)
            if earlier is not statement and statement.module == module and not isinstance(said.body, f.Constant):
                arguments = {"name": statement.name, "other": earlier.name}
                yield Finding(module.place(statement.node.name), arguments, (("the other", earlier.place),))


# Conditions of quantifiers


def idle_condition(context: Context) -> Iterator[Finding]:
    """A `where` that deletes every instance or none, whatever the variables around it stand for.

    It is judged in the vocabulary of its module and in those of all modules of the run that
    extend it, since these may enlarge the sort: an exception that bites in one of them is no idle one.
    """
    for module in context.sound:
        vocabularies = tuple(context.widest(module))
        for item in module.node.items:
            formula = formula_of(item)
            if formula is None or isinstance(item, tree.Claim):
                continue
            parameters = item.parameters if isinstance(item, tree.Definition) else ()
            sorts = {name.text: group.sort.text for group in parameters for name in group.names}
            for condition, around in _conditions(formula, sorts):
                kept = {truth for vocabulary in vocabularies for truth in _truths(condition, around, vocabulary)}
                if len(kept) == 1:
                    what = "leaves nothing out" if True in kept else "leaves nothing over"
                    yield Finding(module.place(condition), {"what": what})


def _conditions(formula: tree.Formula, sorts: Mapping[str, str]) -> Iterator[tuple[tree.Formula, Mapping[str, str]]]:
    """Each `where` in a formula, with the sorts of the variables that it may speak of."""
    waiting = [(formula, sorts)]
    while waiting:
        node, around = waiting.pop()
        if isinstance(node, tree.Quantified):
            around = {**around, **{name.text: b.sort.text for b in node.binders for name in b.names}}
            if node.where is not None:
                yield node.where, around
        waiting.extend((each, around) for each in reversed(tree.children(node)))


def _truths(condition: tree.Formula, sorts: Mapping[str, str], vocabulary: Vocabulary) -> set[bool]:
    """The truth values that a condition takes; both where they are too many to try."""
    named = {name.text for n in tree.walk(condition) if isinstance(n, tree.Equal) for name in (n.left, n.right)}
    free = [name for name in sorts if name in named]
    ranges = [vocabulary.elements(sorts[name]) for name in free]
    if prod(map(len, ranges)) > _INSTANCES:
        return {True, False}
    grounder = Grounder(vocabulary)
    return {grounder.ground(condition, dict(zip(free, chosen, strict=True))) == TRUE for chosen in product(*ranges)}


# Lists of elements


def left_out_element(context: Context) -> Iterator[Finding]:
    """A conjunction or a disjunction that says one thing of every element of a sort but one.

    At least two are named, of a sort of three or more, and the others not by a rule: such a
    list was often complete until the sort was enlarged. A list that leaves out more is taken to be meant.
    """
    for module in context.sound:
        vocabulary = context.theory.scope(module).vocabulary
        for item in module.node.items:
            formula = formula_of(item)
            if formula is None or isinstance(item, tree.Claim):
                continue
            for node in tree.walk(formula):
                if isinstance(node, tree.And | tree.Or) and (found := _left_out(node, vocabulary)):
                    yield Finding(module.place(node), {"sort": found[0], "missing": found[1]})


def _left_out(node: tree.And | tree.Or, vocabulary: Vocabulary) -> tuple[str, str] | None:
    said = [each.body if isinstance(each, tree.Not) else each for each in node.operands]
    if len({type(each) for each in node.operands}) != 1:
        return None
    listed = [each for each in said if isinstance(each, tree.Proposition)]
    if len(listed) != len(said) or len({(each.name, len(each.arguments)) for each in listed}) != 1:
        return None
    columns = [[name.text for name in column] for column in zip(*(each.arguments for each in listed), strict=True)]
    varied = [column for column in columns if len(set(column)) > 1]
    if len(varied) != 1 or len(set(varied[0])) != len(listed):
        return None
    symbol = vocabulary.element(varied[0][0])
    if symbol is None:
        return None
    missing = [each for each in vocabulary.elements(symbol.sort) if each not in varied[0]]
    named = [each for each in vocabulary.elements(symbol.sort) if each in varied[0]]
    return (symbol.sort, missing[0]) if len(missing) == 1 and len(named) == len(listed) else None


# Duties


def one_duty_two_bearers(context: Context) -> Iterator[Finding]:
    """`ought[US] φ` in one statement and `ought φ` in another, in a module and what it extends.

    For the logic these are obligations of different agents, which need not agree. Where a statement
    holds both, it is there to connect them, and nothing is reported of that duty.
    """
    for module in context.sound:
        grounded = context.whole(module)
        if grounded is None:
            continue
        bearers: dict[Formula, dict[str | None, Statement]] = {}
        bridged: set[Formula] = set()
        for statement, said in zip(grounded.composed.statements, grounded.statements, strict=True):
            for body, agents in _duties(said.body).items():
                bridged.update([body] if len(agents) > 1 else [])
                for agent in agents:
                    bearers.setdefault(body, {}).setdefault(agent, statement)
        for body, by in bearers.items():
            if body not in bridged and None in by and len(by) > 1:
                yield from _two_bearers(module, by)


def _duties(body: object) -> dict[Formula, dict[str | None, None]]:
    """What ought to be according to a statement, and whose duty each is."""
    found: dict[Formula, dict[str | None, None]] = {}
    for ought in obligations(body) if isinstance(body, Formula) else ():
        found.setdefault(ought.body, {})[ought.agent] = None
    return found


def _two_bearers(module: Module, by: Mapping[str | None, Statement]) -> Iterator[Finding]:
    impersonal = by[None]
    agent, personal = next((agent, statement) for agent, statement in by.items() if agent is not None)
    late, early = (personal, impersonal) if personal.module == module else (impersonal, personal)
    if late.module == module:
        words = {"name": late.name, "other": early.name, "bearer": f"`{agent}`", "elsewhere": "nobody in particular"}
        if late is impersonal:
            words["bearer"], words["elsewhere"] = words["elsewhere"], words["bearer"]
        yield Finding(module.place(late.node.name), words, (("the other", early.place),))


def law_makes_duty(context: Context) -> Iterator[Finding]:
    """A law that turns a prediction into a duty by itself.

    It says `if φ then ψ`, where φ holds only rigid or settled atoms and ψ holds a plain one. If φ
    is so, it is so in every ideal world, and ψ with it: ψ ought to be, though no norm says so. A law may
    well say how others will act whatever one does, so it is reported only where a norm or a prescription of
    the run has something to say, under an ought, about that very atom of ψ.
    """
    judged = _under_ought(context)
    for module in context.sound:
        rigidity = context.theory.scope(module).vocabulary.rigidity
        for statement, body in context.own_formulas(module):
            if statement.layer != "law":
                continue
            found = next(
                (atom for part in conjuncts(body) for atom in _predicted(part, rigidity) if atom in judged), None
            )
            if found is not None:
                note = (("what ought to be is said of it here", judged[found].place),)
                yield Finding(module.place(statement.node.name), {"name": statement.name, "atom": str(found)}, note)


def _predicted(part: Formula, rigidity: Mapping[str, tree.Rigidity]) -> tuple[Atom, ...]:
    """The plain atoms that a conditional predicts from what is the same in all ideal worlds."""
    if not isinstance(part, f.Implies) or any(rigidity[atom.name] == "plain" for atom in atoms(part.left)):
        return ()
    return tuple(atom for atom in atoms(part.right) if rigidity[atom.name] == "plain")


def _under_ought(context: Context) -> dict[Atom, Statement]:
    """The atoms that norms and prescriptions of the run put under an ought, each with the first that does."""
    found: dict[Atom, Statement] = {}
    for module in context.sound:
        for statement, body in context.own_formulas(module):
            if statement.layer in {"norm", "prescription"}:
                for ought in obligations(body):
                    for atom in atoms(ought.body):
                        found.setdefault(atom, statement)
    return found
