"""Which words do no work, and which have two meanings or share one?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from logic.answers.audit import Finding
from logic.engine import Engine, World
from logic.questions.common import mentioned, part
from logic.questions.verdict import UndecidedError
from logic.solver import Undecided
from logic.theory import Statement, fill
from logic.vocabulary import AtomSymbol, DefinedSymbol, ElementSymbol, Vocabulary
from proofs import formula as f
from proofs import world
from proofs.formula import Atom, Formula, atoms
from proofs.world import Model

_STRANGE = "\N{BULLET}"
"""Before the name of a word that stands in place of another; no name in a text has it."""


# Atoms that do no work


def idle_atoms(engine: Engine, indices: Sequence[int]) -> Iterator[Finding]:
    """The atoms, of those mentioned, whose value never matters: no statement depends on it, given all.

    An atom is idle when the statements would still all follow from themselves with a strange
    word in its place. A world of theirs that stops being one when the atom's value is changed
    shows that it is not; only where that does not show is Z3 asked, once for each statement
    that mentions it. The statements must be consistent. Raises `UndecidedError`.
    """
    outcome = engine.ask(indices)
    if isinstance(outcome, Undecided):
        raise UndecidedError(outcome.reason)
    assert isinstance(outcome, World)
    statements = [engine.statements[i] for i in indices]
    where = _where(engine, indices)
    for atom in mentioned(engine.grounded, indices):
        if engine.limits.over:
            raise UndecidedError(engine.limits.why)
        touched = [engine.statements[i] for i in where[atom]]
        if _matters_in(outcome.model, atom, touched, statements) or _matters(engine, indices, atom, where[atom]):
            continue
        about = tuple(engine.grounded.composed.statements[i] for i in where[atom])
        says = f"The value of `{atom}` never matters, though {_listed(about)} mention{'s' * (len(about) == 1)} it."
        yield Finding("idle_atom", says, about, (str(atom),))


def _where(engine: Engine, indices: Sequence[int]) -> dict[Atom, list[int]]:
    """The statements that mention each atom."""
    found: dict[Atom, list[int]] = {}
    for index in indices:
        body = engine.statements[index].body
        for atom in atoms(body) if isinstance(body, Formula) else ():
            found.setdefault(atom, []).append(index)
    return found


def _matters_in(
    model: Model, atom: Atom, touched: Sequence[world.Statement], statements: Sequence[world.Statement]
) -> bool:
    """Whether the statements are not all true once the atom's value is changed, everywhere or just actually.

    Only those that mention it are looked at, and the principles, which may speak of them.
    """
    looked_at = [*touched, *(statement for statement in statements if statement.layer == "principle")]

    def violated(changed: Model) -> bool:
        return not all(changed.satisfies(statement, statements) for statement in looked_at)

    everywhere = replace(
        model,
        actual=model.actual ^ {atom},
        scenarios={name: truths ^ {atom} for name, truths in model.scenarios.items()},
        ideal={agent: tuple(truths ^ {atom} for truths in worlds) for agent, worlds in model.ideal.items()},
    )
    if violated(everywhere):
        return True
    actually = replace(model, actual=model.actual ^ {atom})
    return model.rigidity.get(atom.name, "plain") == "plain" and violated(actually)


def _matters(engine: Engine, indices: Sequence[int], atom: Atom, where: Sequence[int]) -> bool:
    """Whether what mentions an atom need not hold, wherever it should, with a strange word in place of the atom."""
    strange = Atom(f"{_STRANGE}{atom.name}", atom.arguments)
    words = {atom: strange}
    engine.encoding.rigidity[strange.name] = engine.encoding.rigidity.get(atom.name, "plain")
    for index in where:
        if any(_possible(engine, indices, denial) for denial in _denials(engine, index, words)):
            return True
    return _matters_to_ability(engine, indices, words)


def _denials(engine: Engine, index: int, words: Mapping[Atom, Atom]) -> Iterator[int]:
    """Literals that deny a statement, other words in it, at the actual world, and where else it holds."""
    statement = engine.statements[index]
    assert isinstance(statement.body, Formula)
    other = replace(statement, body=renamed(statement.body, words))
    yield engine.encoding.denial(other, (), ())
    if statement.layer == "axiom" and not statement.speaks_of_ought:
        for scenario in engine.grounded.composed.vocabulary.scenarios:
            yield engine.literal(f.In(scenario, renamed(statement.body, words)), positive=False)


def _matters_to_ability(engine: Engine, indices: Sequence[int], words: Mapping[Atom, Atom]) -> bool:
    """Whether *ought implies can* need not hold of the axioms with other words in them.

    It is denied of the worlds that there are, so that this takes an encoding of its own.
    """
    statements = [engine.statements[i] for i in indices]
    principle = next((statement for statement in statements if statement.body == "implies can"), None)
    if principle is None:
        return False
    fresh = Engine(part(engine.grounded, indices), engine.limits)
    fresh.encoding.rigidity.update(engine.encoding.rigidity)
    bodies = ((statement, statement.body) for statement in statements)
    others = [replace(s, body=renamed(body, words)) if isinstance(body, Formula) else s for s, body in bodies]
    denial = fresh.encoding.denial(principle, others, engine.grounded.agents(indices))
    return _possible(fresh, range(len(indices)), denial)


def _possible(engine: Engine, indices: Sequence[int], assumed: int) -> bool:
    answer = engine.has_model(indices, [assumed])
    if answer is None:
        raise UndecidedError(engine.why)
    return answer


def renamed(formula: Formula, words: Mapping[Atom, Atom]) -> Formula:
    """A formula with other atoms in place of some."""
    match formula:
        case Atom():
            return words.get(formula, formula)
        case f.Not(body=body):
            return f.Not(renamed(body, words))
        case f.And(parts=parts) | f.Or(parts=parts):
            return type(formula)(tuple(renamed(part, words) for part in parts))
        case f.Implies(left=left, right=right) | f.Iff(left=left, right=right) | f.Xor(left=left, right=right):
            return type(formula)(renamed(left, words), renamed(right, words))
        case f.AtLeast(number=number, parts=parts):
            return f.AtLeast(number, tuple(renamed(part, words) for part in parts))
        case f.Ought(agent=agent, body=body):
            return f.Ought(agent, renamed(body, words))
        case f.In(scenario=scenario, body=body):
            return f.In(scenario, renamed(body, words))
        case _:
            return formula


def single_uses(engine: Engine, indices: Sequence[int]) -> Iterator[Finding]:
    """The atoms, families taken whole, that one statement alone mentions, statement by statement."""
    mentioning: dict[str, dict[int, None]] = {}
    for index in indices:
        body = engine.statements[index].body
        for atom in atoms(body) if isinstance(body, Formula) else ():
            mentioning.setdefault(atom.name, {})[index] = None
    alone: dict[int, list[str]] = {}
    for name, where in mentioning.items():
        if len(where) == 1:
            alone.setdefault(next(iter(where)), []).append(name)
    for index in sorted(alone):
        statement = engine.grounded.composed.statements[index]
        says = f"`{statement.name}` alone speaks of {', '.join(f'`{name}`' for name in alone[index])}."
        yield Finding("single_use", says, (statement,), tuple(alone[index]))


# Glosses


def glosses(vocabulary: Vocabulary) -> Iterator[Finding]:
    """One word with two glosses, and two words with one."""
    for one, other in vocabulary.clashing:
        first, second = (_gloss(each) for each in (one, other))
        says = f"`{one.name}` is told in two ways, “{first}” and “{second}”: one word, perhaps two concepts."
        yield Finding("gloss_clash", says, atoms=(one.name,))
    told: dict[str, list[str]] = {}
    for name, symbol in vocabulary.symbols.items():
        if isinstance(symbol, AtomSymbol | DefinedSymbol) and symbol.gloss:
            # Parameters are told apart by their places, not by their names.
            places = {parameter.name: f"{{{at}}}" for at, parameter in enumerate(symbol.parameters)}
            told.setdefault(" ".join(fill(symbol.gloss, places).casefold().split()), []).append(name)
    for names in told.values():
        if len(names) > 1:
            gloss = _gloss(vocabulary.symbols[names[0]])
            says = (
                f"{', '.join(f'`{name}`' for name in names)} share the gloss “{gloss}”: two words, perhaps one concept."
            )
            yield Finding("shared_gloss", says, atoms=tuple(names))


def _gloss(symbol: object) -> str:
    text = symbol.display if isinstance(symbol, ElementSymbol) else getattr(symbol, "gloss", None)
    return str(text)


def _listed(statements: Sequence[Statement]) -> str:
    return ", ".join(f"`{statement.name}`" for statement in statements)
