"""What the rules of the linter share: modules grounded, names counted, claims composed, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from grammar import tree
from grammar.diagnostics import Diagnostic
from grammar.lint import formula_of
from logic.composition import Composed, Written, compose
from logic.engine import Grounded, ground
from logic.theory import Statement, Theory
from logic.vocabulary import Vocabulary
from logic.wellformed import Checker
from logic.workspace import Module
from proofs import formula as f
from proofs.formula import Atom, Formula


@dataclass
class Usage:
    """The names that formulas and parameters use, by what they are used as."""

    propositions: set[str] = field(default_factory=set)
    elements: set[str] = field(default_factory=set)
    sorts: set[str] = field(default_factory=set)
    quantified: set[str] = field(default_factory=set)
    scenarios: set[str] = field(default_factory=set)

    def add(self, other: Usage) -> None:
        """Count what something else uses, too."""
        self.propositions |= other.propositions
        self.elements |= other.elements
        self.sorts |= other.sorts
        self.quantified |= other.quantified
        self.scenarios |= other.scenarios

    def read(self, formula: tree.Formula) -> None:
        """Count what a formula uses, conditions included."""
        waiting = [formula]
        while waiting:
            for node in tree.walk(waiting.pop()):
                match node:
                    case tree.Proposition(name=name, arguments=arguments):
                        self.propositions.add(name)
                        self.elements.update(each.text for each in arguments)
                    case tree.Equal(left=left, right=right):
                        self.elements.update((left.text, right.text))
                    case tree.Ought(agent=agent) if agent is not None:
                        self.elements.add(agent.text)
                    case tree.InScenario(scenario=scenario):
                        self.scenarios.add(scenario.text)
                    case tree.Quantified(binders=binders, where=where):
                        self.quantified.update(binder.sort.text for binder in binders)
                        waiting.extend([where] if where is not None else [])
                    case _:
                        pass


@dataclass(frozen=True)
class ComposedClaim:
    """A claim and what it composes: its subject, and what it is compared with as a second part."""

    module: Module
    claim: tree.Claim
    composed: Composed


@dataclass
class Context:
    """One run of the linter over some modules; `folders` bound where bibliographies are looked for."""

    theory: Theory
    modules: Sequence[Module]
    folders: Sequence[Path] = ()
    _grounded: dict[tuple[Module, bool], Grounded | None] = field(default_factory=dict)
    _formulas: dict[Module, dict[Statement, Formula]] = field(default_factory=dict)
    _used: dict[tuple[Module, bool], Usage] = field(default_factory=dict)

    # Which modules can be judged

    @cached_property
    def sound(self) -> dict[Module, None]:
        """The modules without an error, in themselves or in what they extend, in order."""
        return {module: None for module in self.modules if self._is_sound(module)}

    def _is_sound(self, module: Module) -> bool:
        return not any(fault.code.startswith("E") for fault in self.theory.check_closure(module))

    @cached_property
    def _readers(self) -> dict[Module, tuple[Module, ...]]:
        found: dict[Module, dict[Module, None]] = {module: {} for module in self.modules}
        for reader in self.modules:
            for module in self.theory.closure(reader):
                if module in found:
                    found[module][reader] = None
        return {module: tuple(readers) for module, readers in found.items()}

    def readers(self, module: Module) -> tuple[Module, ...]:
        """The modules of this run that see what one of them declares, itself among them."""
        return self._readers[module]

    def usage(self, modules: Iterable[Module], *, claims: bool = True) -> Usage:
        """What some modules use in statements, definitions and parameters, and in what their claims ask about."""
        total = Usage()
        for module in modules:
            if (module, claims) not in self._used:
                self._used[module, claims] = _usage(module, claims=claims)
            total.add(self._used[module, claims])
        return total

    def widest(self, module: Module) -> Iterator[Vocabulary]:
        """The vocabularies in which a module's formulas are read in this run: its own, and its readers'."""
        for each in self.readers(module):
            if each in self.sound:
                yield self.theory.scope(each).vocabulary

    # Grounding

    def own(self, module: Module) -> Grounded | None:
        """A module's own statements grounded; nothing where they are faulty or too large."""
        return self._ground(module, inherited=False)

    def whole(self, module: Module) -> Grounded | None:
        """The statements of a module and of what it extends, grounded likewise."""
        return self._ground(module, inherited=True)

    def _ground(self, module: Module, *, inherited: bool) -> Grounded | None:
        key = (module, inherited)
        if key not in self._grounded:
            closure = self.theory.closure(module)
            brought = closure if inherited else (module,)
            statements = tuple(s for each in brought for s in self.theory.statements(each))
            vocabulary = self.theory.scope(module).vocabulary
            composed = Composed(statements, (tuple(range(len(statements))),), closure, vocabulary)
            grounded = ground(composed)
            self._grounded[key] = None if isinstance(grounded, Diagnostic) else grounded
        return self._grounded[key]

    def formula(self, statement: Statement) -> Formula | None:
        """What a statement says, grounded in its own module; nothing for a principle, or a faulty module."""
        module = statement.module
        if module not in self._formulas:
            self._formulas[module] = dict(self.own_formulas(module)) if self._is_sound(module) else {}
        return self._formulas[module].get(statement)

    def own_formulas(self, module: Module) -> Iterator[tuple[Statement, Formula]]:
        """A sound module's own statements with what they say, principles left out."""
        grounded = self.own(module)
        if grounded is not None:
            for statement, said in zip(grounded.composed.statements, grounded.statements, strict=True):
                if isinstance(said.body, Formula):
                    yield statement, said.body

    # Claims

    @cached_property
    def _composed(self) -> tuple[tuple[ComposedClaim, ...], tuple[Diagnostic, ...]]:
        claims: list[ComposedClaim] = []
        diagnostics: list[Diagnostic] = []
        for module in self.modules:
            for item in module.node.items:
                if isinstance(item, tree.Claim):
                    self._compose(module, item, claims, diagnostics)
        return tuple(claims), tuple(diagnostics)

    def _compose(
        self, module: Module, claim: tree.Claim, claims: list[ComposedClaim], diagnostics: list[Diagnostic]
    ) -> None:
        judgement = claim.judgement
        sides = [judgement.subject] if judgement.other is None else [judgement.subject, judgement.other]
        composed = compose(self.theory, [[Written(side, module.source, module.source)] for side in sides])
        if not isinstance(composed, Composed):
            diagnostics.extend(composed)
            return
        diagnostics.extend(composed.warnings)
        if judgement.formula is not None:
            diagnostics.extend(Checker(composed.scope, module.source).check(judgement.formula))
        claims.append(ComposedClaim(module, claim, composed))

    @property
    def claims(self) -> tuple[ComposedClaim, ...]:
        """The claims of this run that can be composed."""
        return self._composed[0]

    @property
    def claim_faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the claims of this run, and what their compositions warn of."""
        return self._composed[1]


def _usage(module: Module, *, claims: bool) -> Usage:
    found = Usage()
    for item in module.node.items:
        if isinstance(item, tree.AtomDeclaration | tree.Definition):
            found.sorts.update(group.sort.text for group in item.parameters)
        formula = formula_of(item)
        if formula is not None and (claims or not isinstance(item, tree.Claim)):
            found.read(formula)
    found.sorts |= found.quantified
    return found


# Ground formulas


def conjuncts(formula: Formula) -> Iterator[Formula]:
    """What a formula says outright: the parts of its conjunctions."""
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        if isinstance(node, f.And):
            waiting.extend(reversed(node.parts))
        else:
            yield node


def spoken_outright(formula: Formula) -> tuple[Atom, ...]:
    """The atoms of a formula outside every ought and every scenario, in order."""
    found: dict[Atom, None] = {}
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Atom):
            found[node] = None
        elif not isinstance(node, f.Ought | f.In):
            waiting.extend(reversed(f.inside(node)))
    return tuple(found)
