"""A natural deduction as a script for a proof assistant, in what Coq and Lean have in common.

Each line of the proof is a step with a name, `L7`, a statement and a term (`proofs.export.terms`); a
box is a step that shows, for any world that it opens and any proof of what it assumes, what it
ends in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofs import formula as f
from proofs.export.names import Names
from proofs.export.terms import EXCLUDED_MIDDLE, Given, Step, convert, projection
from proofs.export.theorem import Dialect, Theorem, World, descriptive
from proofs.formula import FALSE, Formula, In, Not
from proofs.proof import ACTUAL, Box, Label, Line, Problem, Proof
from proofs.world import Agent


class Writer(Theorem):
    """Writes one proof."""

    def __init__(self, problem: Problem, dialect: Dialect, names: Names) -> None:
        super().__init__(problem, dialect, names)
        self._lines: dict[int, tuple[Label, Given]] = {}
        self._helpers = 0

    # Lines

    def write(self, proof: Proof) -> Iterator[str]:
        """The steps of a proof of `false`; what it assumes besides the statements are hypotheses, as named."""
        for line in proof.assumes:
            self._know(line)
        for line in proof.lines:
            yield from self._line(line, 1)

    def assumed(self, proof: Proof) -> Iterator[tuple[str, str]]:
        """What a proof assumes besides the statements: names and formulas."""
        return ((f"L{line.number}", self._said(line.formula, line.world)) for line in proof.assumes)

    @staticmethod
    def conclusion(proof: Proof) -> str:
        """The name of the last step."""
        assert proof.conclusion is not None
        return f"L{proof.conclusion.number}"

    def _said(self, formula: Formula, label: Label) -> str:
        return self.formula(formula, self.worlds[label])

    def _know(self, line: Line) -> str:
        name = f"L{line.number}"
        self._lines[line.number] = (line.world, Given(line.formula, name))
        return name

    def _helper(self) -> str:
        self._helpers += 1
        return f"B{self._helpers}"

    def _line(self, line: Line, depth: int) -> Iterator[str]:
        helpers = []
        for box in line.boxes:
            helpers.append(self._helper())
            yield from self._box(box, helpers[-1], line, depth)
        term = self._term(line, helpers)
        yield from self.dialect.step(self._know(line), self._said(line.formula, line.world), term, depth)

    def _given(self, line: Line) -> list[Given]:
        return [self._lines[number][1] for number in line.uses]

    def _term(self, line: Line, helpers: Sequence[str]) -> str:
        match line.rule:
            case "premise":
                return self._premise(line)
            case "carry":
                return self._carried(line)
            case "scenario":
                (given,) = self._given(line)
                return convert(Given(_without_scenario(given.formula), given.term), _without_scenario(line.formula))
            case "ought_elim":
                (given,) = self._given(line)
                (agent, body), world = _obligation(given.formula), self.worlds[line.world]
                whole = convert(given, f.Ought(agent, body))
                return convert(Given(body, f"({whole} {world.name} {world.ideal[agent]})"), line.formula)
            case "not_ought_intro":
                return self._denied_obligation(line)
            case "at_least_step":
                return self._recounted(line)
            case rule if line.boxes:
                return self._closed(rule, line, helpers)
            case rule:
                return Step(line.formula, self._given(line)).term(rule)

    def _premise(self, line: Line) -> str:
        statement = self.problem.statement(line.statement or "")
        assert statement is not None
        assert isinstance(statement.body, Formula)
        name, world = self.statement(statement), self.worlds[line.world]
        if statement.layer == "law":
            name = f"({name} {world.name})"
        elif world.able:
            name = projection(self.axioms.index(statement), len(self.axioms), world.able)
        elif descriptive(statement):
            factual = self.factual()
            name = projection(factual.index(world), len(factual), name)
        return convert(Given(statement.body, name), line.formula)

    def _carried(self, line: Line) -> str:
        ((label, given),) = (self._lines[number] for number in line.uses)
        term = given.term
        if label != line.world:
            where = self.formula(given.formula, World("nowhere", "c"))
            for same, lemma in ((self.worlds[label].same, "carried"), (self.worlds[line.world].same, "carried_back")):
                if same and self._settled(given.formula):
                    term = f"({lemma} (fun c : course_of_events => {where}) {same} {term})"
        return convert(Given(given.formula, term), line.formula)

    def _settled(self, formula: Formula) -> bool:
        return any(self.problem.rigidity.get(atom.name) == "settled" for atom in f.atoms(formula))

    def _denied_obligation(self, line: Line) -> str:
        ((label, given),) = (self._lines[number] for number in line.uses)
        (agent, body), world = _obligation(line.formula), self.worlds[label]
        denied = convert(given, Not(body))
        term = f"(fun o => {denied} (o {world.name} {world.ideal[agent]}))"
        return convert(Given(Not(f.Ought(agent, body)), term), line.formula)

    def _recounted(self, line: Line) -> str:
        """Between counts with and without a last part, which end in the same list."""
        counted, *rest = self._given(line)
        has, shown = _counting(counted.formula), _counting(line.formula)
        parts = min(has.parts, shown.parts, key=len)
        last = Not(has.parts[-1]) if len(has.parts) > len(parts) else shown.parts[-1]
        lemma = {
            (True, 0): "at_least_without",
            (True, 1): "at_least_but",
            (False, 0): "at_least_more",
            (False, 1): "at_least_and",
        }[len(has.parts) > len(parts), len(rest)]
        among = self.several(parts, self.worlds[line.world])
        terms = [convert(counted, has), *(convert(each, last) for each in rest)]
        term = "at_least_none" if shown.number <= 0 else f"({lemma} {among} {' '.join(terms)})"
        return convert(Given(shown, term), line.formula)

    # Boxes

    def _box(self, box: Box, name: str, line: Line, depth: int) -> Iterator[str]:
        """A step that shows what a box shows: for any world that it opens, if it assumes something, what it ends in."""
        d, variables, premises = self.dialect, list[str](), list[str]()
        ends = (box.lines or box.assumes)[-1]
        opened = "" if box.opens is None else self._open(box, line, name, variables, premises)
        for assumption in box.assumes:
            known = self._know(assumption)
            if line.rule == "witness":
                # What is known of the witness is its denial, as it stands.
                _, body = _obligation(self._given(line)[0].formula)
                self._lines[assumption.number] = (
                    assumption.world,
                    Given(assumption.formula, convert(Given(Not(body), f"(right_of {name}_k)"), assumption.formula)),
                )
            else:
                premises.append(self._said(assumption.formula, assumption.world))
                variables.append(known)
        goal = self._goal(box, line)
        says = "".join(f"{premise} {d.implication} " for premise in premises) + self._said(*goal)
        yield from d.opening(name, d.every(opened, "world", says) if opened else says, variables, depth)
        for each in box.lines:
            yield from self._line(each, depth + 1)
        yield from d.closing(convert(self._lines[ends.number][1], goal[0]), depth)

    def _open(self, box: Box, line: Line, name: str, variables: list[str], premises: list[str]) -> str:
        """Bring the world that a box opens into scope, with what the closing rule says of it; its name."""
        assert box.opens is not None
        d, known = self.dialect, f"{name}_k"
        world = self.names((name, box.opens.label), box.opens.label)
        bare = World(world, f"(course {world})")
        agents = tuple(dict.fromkeys(box.opens.agents))
        ideal = dict.fromkeys(agents, known)
        says, able = f"(ideal {self.agent(agents[0])} {world})", ""
        if line.rule == "joint_ideal":
            says = f"({d.every('a', 'agent', f'ideal a {world}')})"
            ideal = {agent: f"({known} {self.agent(agent)})" for agent in agents}
        elif line.rule in {"able_ideal", "witness"}:
            ideal, able = {agents[0]: f"(left_of {known})"}, f"(right_of {known})"
            also = self.all_axioms(bare)
            if line.rule == "witness":
                also, able = self.formula(Not(_obligation(self._given(line)[0].formula)[1]), bare), ""
            says = f"({says} {d.conjunction} {also})"
        premises.append(says)
        variables.extend((world, known))
        same = f"(settled_at_ideal_worlds {self.agent(agents[0])} {world} {ideal[agents[0]]})"
        self.worlds[box.opens.label] = World(world, bare.course, ideal, same, able)
        return world

    @staticmethod
    def _goal(box: Box, line: Line) -> tuple[Formula, Label]:
        """What a box has to end in, for its line's rule."""
        if line.rule == "reductio":
            return FALSE, ACTUAL
        if line.rule == "ought_intro":
            assert box.opens is not None
            return _obligation(line.formula)[1], box.opens.label
        return line.formula, line.world

    def _closed(self, rule: str, line: Line, helpers: Sequence[str]) -> str:
        """The term of a line that closes boxes, from the steps that show what these show."""
        first = line.boxes[0]
        match rule:
            case "reductio":
                return convert(Given(Not(first.assumes[0].formula), helpers[0]), line.formula)
            case "cases" if line.uses:
                (given,) = self._given(line)
                return _cases(convert(given, _disjunction(given.formula)), helpers)
            case "cases":
                one, other = (box.assumes[0].formula for box in line.boxes)
                positive = self._said(one, first.assumes[0].world)
                second = f"(fun n => {helpers[1]} {convert(Given(Not(one), 'n'), other)})"
                return f"(either ({EXCLUDED_MIDDLE} {positive}) {helpers[0]} {second})"
            case "ought_intro":
                return convert(Given(f.Ought(*_obligation(line.formula)), helpers[0]), line.formula)
            case "witness":
                (given,) = self._given(line)
                denied = convert(given, Not(f.Ought(*_obligation(given.formula))))
                return f"(found (unmet {EXCLUDED_MIDDLE} {denied}) {helpers[0]})"
            case _:
                statement = self.problem.statement(line.statement or "")
                assert statement is not None
                assert first.opens is not None
                which = "" if rule == "joint_ideal" else f" {self.agent(first.opens.agents[0])}"
                return f"(found ({self.statement(statement)}{which}) {helpers[0]})"


def _obligation(formula: Formula) -> tuple[Agent, Formula]:
    while isinstance(formula, Not):
        formula = formula.body
    assert isinstance(formula, f.Ought)
    return formula.agent, formula.body


def _counting(formula: Formula) -> f.AtLeast:
    while isinstance(formula, Not):
        formula = formula.body
    assert isinstance(formula, f.AtLeast)
    return formula


def _disjunction(formula: Formula) -> Formula:
    while isinstance(formula, Not):
        formula = formula.body
    return formula


def _without_scenario(formula: Formula) -> Formula:
    """A formula about a scenario as one at the scenario."""
    match formula:
        case Not(body=body):
            return Not(_without_scenario(body))
        case In(body=body):
            return body
        case _:
            return formula


def _cases(term: str, helpers: Sequence[str]) -> str:
    """What all cases of a disjunction lead to."""
    if not helpers:
        return f"(absurdity {term})"
    if len(helpers) == 1:
        return f"({helpers[0]} {term})"
    rest = f"r{len(helpers)}"
    return f"(either {term} {helpers[0]} (fun {rest} => {_cases(rest, helpers[1:])}))"
