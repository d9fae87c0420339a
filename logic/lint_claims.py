"""Rules about what claims compose: what would be seen in no module by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grammar.diagnostics import Diagnostic
from grammar.lint import Finding
from logic.engine import Engine, Grounded, ground
from logic.limits import Limits
from logic.lint_context import ComposedClaim, Context, conjuncts, spoken_outright
from logic.lint_statements import SECONDS
from logic.theory import Statement
from proofs import formula as f
from proofs.formula import Atom, Formula, atoms, obligations


def clash_without_a_bridge(context: Context) -> Iterator[Finding]:
    """A theory and a policy that can contradict each other without a step from is to ought.

    Reported is a prescription of a policy that says outright, in a conjunct without ought or may, something
    about a plain atom of which an axiom of a theory speaks outside any ought as well, where some
    claim composes the two. A condition, `if p then ought q`, is no such thing: it says nothing about `p`.
    """
    linted = set(context.modules)
    reported: set[tuple[Statement, Statement]] = set()
    for composed in context.claims:
        statements = composed.composed.statements
        bare = [(s, found) for s in statements if (found := _outright(context, s))]
        for prescription, said in bare:
            for axiom in statements:
                pair = (prescription, axiom)
                if pair in reported or not linted.intersection((prescription.module, axiom.module)):
                    continue
                shared = [atom for atom in _predicted(context, axiom) if atom in said]
                if shared:
                    reported.add(pair)
                    yield _bridgeless(prescription, axiom, shared[0])


def _bridgeless(prescription: Statement, axiom: Statement, atom: Atom) -> Finding:
    words = {"name": prescription.name, "axiom": axiom.name, "atom": str(atom)}
    place = prescription.module.place(prescription.node.name)
    return Finding(place, words, (("the axiom", axiom.place),))


def _plain(statement: Statement, context: Context, found: Sequence[Atom]) -> tuple[Atom, ...]:
    rigidity = context.theory.scope(statement.module).vocabulary.rigidity
    return tuple(atom for atom in found if rigidity[atom.name] == "plain")


def _outright(context: Context, statement: Statement) -> tuple[Atom, ...]:
    """The plain atoms of which a policy's prescription says something without ought or may."""
    if statement.layer != "prescription" or statement.module.kind != "policy":
        return ()
    body = context.formula(statement)
    parts = () if body is None else (part for part in conjuncts(body) if not obligations(part))
    return tuple(atom for part in parts for atom in _plain(statement, context, spoken_outright(part)))


def _predicted(context: Context, statement: Statement) -> tuple[Atom, ...]:
    """The plain atoms of which a theory's axiom speaks outside any ought."""
    if statement.layer != "axiom" or statement.module.kind != "theory":
        return ()
    body = context.formula(statement)
    return () if body is None else _plain(statement, context, spoken_outright(body))


def idle_norm(context: Context) -> Iterator[Finding]:
    """A norm whose condition nothing that it is composed with can meet.

    Every conjunct of it has the form `if c then …`, with the ought in the consequent alone, and in every
    claim of the run whose composition holds the norm and is consistent, of each `c` this is so: no other
    statement of the composition, nor the formula asked about, mentions an atom of `c`; or the rest of the
    composition, with `c`, has no world.
    """
    waiting: dict[Statement, None] = {}
    for module in context.sound:
        waiting.update((s, None) for s, body in context.own_formulas(module) if s.layer == "norm" and _conditions(body))
    idle: dict[Statement, None] = {}
    asked: set[object] = set()
    for composed in context.claims:
        statements = composed.composed.statements
        for part in composed.composed.parts:
            key = (tuple(statements[at] for at in part), composed.claim.judgement.formula)
            if key not in asked:
                asked.add(key)
                for norm, fires in _norms(composed, part, waiting):
                    (waiting.pop if fires else idle.setdefault)(norm, None)
    for statement in idle:
        if statement in waiting:
            yield Finding(statement.module.place(statement.node.name), {"name": statement.name})


def _norms(
    composed: ComposedClaim, part: Sequence[int], waiting: Mapping[Statement, None]
) -> Iterator[tuple[Statement, bool]]:
    """The norms of a part that are still waited for, and whether they fire in it, where the part shows it."""
    norms = [at for at in part if composed.composed.statements[at] in waiting]
    grounded = _grounded(composed) if norms else None
    if grounded is not None:
        for at in norms:
            fires = _fires(grounded, at, part)
            if fires is not None:
                yield composed.composed.statements[at], fires


def _grounded(composed: ComposedClaim) -> Grounded | None:
    asked = composed.claim.judgement.formula
    grounded = ground(composed.composed, [] if asked is None else [asked])
    return None if isinstance(grounded, Diagnostic) else grounded


def _conditions(body: Formula) -> tuple[Formula, ...]:
    """The conditions of a norm, one a conjunct; none where a conjunct is unconditional or of another form."""
    found: list[Formula] = []
    for part in conjuncts(body):
        if not isinstance(part, f.Implies) or obligations(part.left) or not obligations(part.right):
            return ()
        found.append(part.left)
    return tuple(found)


def _fires(grounded: Grounded, norm: int, part: Sequence[int]) -> bool | None:
    """Whether some condition of a norm can be met in a part; `None` where the part shows nothing."""
    body = grounded.statements[norm].body
    if not isinstance(body, Formula):
        return None
    others = [at for at in part if at != norm]
    bodies = (*(grounded.statements[at].body for at in others), *grounded.formulas)
    mentioned = {atom for each in bodies if isinstance(each, Formula) for atom in atoms(each)}
    engine = Engine(grounded, Limits(SECONDS))
    if engine.has_model(others) is not True:
        return None
    for condition in _conditions(body):
        named = not mentioned.isdisjoint(atoms(condition))
        if named and engine.has_model(others, [engine.literal(condition)]) is not False:
            return True
    return False
