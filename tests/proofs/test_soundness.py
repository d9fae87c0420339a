"""No rule leads from what is true to what is false: in generated models, of generated steps, with boxes too.

A box is true in a model where what it ends in is true whenever what it assumes is, whichever
world of the model the world that it opens may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofs.formula import FALSE, TRUE, AtLeast, Formula, In, Or, Ought, inside
from proofs.proof import ACTUAL, Label, Opened, Problem, opposite
from proofs.rules import ABSURD, BOXING, QUOTING, RULES, Said, Shown, Step, follows
from proofs.strategies import AGENTS, RIGIDITY, SCENARIOS, compounds, flat, formulas, models
from proofs.world import Layer, Model, Principle, Statement, World

OPENED = (
    Opened("w", (None,)),
    Opened("v", ("a",)),
    Opened("both", AGENTS),
    Opened("able", (None,), able=True),
)
FRESH = tuple(Opened("x", opened.agents, opened.able) for opened in OPENED)
LAYERS: tuple[Layer, ...] = ("axiom", "fact", "norm", "law")
PRINCIPLES: tuple[Principle, ...] = ("consistent", "jointly consistent", "implies can")


@dataclass(frozen=True)
class Scene:
    """A problem, a model that makes all its statements true, and a world for each label that can have one."""

    problem: Problem
    model: Model
    places: dict[Label, World]
    worlds: dict[Label, Opened | None]

    def true(self, said: Said) -> bool:
        return self.model.holds(said[1], self.places[said[0]])

    def true_box(self, box: Shown) -> bool:
        choices = [None] if box.opens is None else candidates(box.opens, self.problem, self.model)
        for choice in choices:
            places = self.places if choice is None or box.opens is None else {**self.places, box.opens.label: choice}
            inner = Scene(self.problem, self.model, places, self.worlds)
            if all(map(inner.true, box.assumes)) and not inner.true(box.ends):
                return False
        return True


def candidates(opened: Opened, problem: Problem, model: Model) -> list[World]:
    """The worlds of a model that a label may stand for."""
    shared = [world for world in model.ideal[opened.agents[0]] if all(world in model.ideal[a] for a in opened.agents)]
    axioms = [s.body for s in problem.statements if s.layer == "axiom" and not s.speaks_of_ought]
    bodies = [body for body in axioms if isinstance(body, Formula)]
    return [world for world in shared if not opened.able or all(model.holds(body, world) for body in bodies)]


def scene(bodies: Iterable[tuple[Layer, Formula]], model: Model) -> Scene:
    spoken = [Statement(f"t.{at}", layer, body) for at, (layer, body) in enumerate(bodies)]
    said = [*spoken, *(Statement(f"t.{name}", "principle", name) for name in PRINCIPLES)]
    true = [each for each in spoken if model.satisfies(each, spoken)]
    true += [each for each in said if isinstance(each.body, str) and model.satisfies(each, true)]
    problem = Problem(tuple(true), RIGIDITY, SCENARIOS, AGENTS)
    places = {ACTUAL: model.actual, "in s": model.scenarios["s"]}
    worlds: dict[Label, Opened | None] = dict.fromkeys(places)
    for opened in OPENED:
        if found := candidates(opened, problem, model):
            places[opened.label], worlds[opened.label] = found[-1], opened
    return Scene(problem, model, places, worlds)


def signed(*formulas: Formula) -> list[Formula]:
    return [each for formula in dict.fromkeys(formulas) for each in (formula, opposite(formula))]


def nearby(formula: Formula) -> list[Formula]:
    """A formula, what one rule may lead to from it or from which one may lead to it, and the opposites."""
    found = [formula, *inside(formula)[:3]]
    if isinstance(formula, AtLeast):
        found += [AtLeast(formula.number - less, formula.parts[:-1]) for less in (0, 1)]
    return signed(*found)


SOUND = settings(
    max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def confirm(scene: Scene, steps: Iterable[tuple[str, Step]], seen: Counter[str]) -> None:
    for rule, step in steps:
        if follows(rule, step):
            seen[rule] += 1
            premises = all(map(scene.true, step.given)) and all(map(scene.true_box, step.boxes))
            assert not premises or scene.true(step.shows), (rule, step)


AT_A_WORLD = [rule for rule in RULES if rule not in BOXING | QUOTING | {"carry", "scenario", "ought_elim"}]


def rules_about(word: str) -> list[str]:
    """The rules of a connective, and those of none."""
    others = tuple(f"{sign}{other}_" for other in set(compounds(flat())) - {word} for sign in ("", "not_"))
    own = (f"{word}_", f"not_{word}_")
    return [rule for rule in AT_A_WORLD if rule.startswith(own) or not rule.startswith(others)]


@pytest.mark.parametrize("word", [word for word in compounds(flat()) if word != "not"])
def test_rules_at_a_world_are_sound(word: str) -> None:
    seen: Counter[str] = Counter()
    rules = rules_about(word)

    @settings(SOUND, max_examples=25)
    @given(compounds(flat(2))[word], models())
    def sound(drawn: Formula, model: Model) -> None:
        here = scene([], model)
        label = next(reversed(here.worlds))
        said = [(label, each) for each in nearby(drawn)]
        known: list[tuple[Said, ...]] = [(), *((one,) for one in said), *product(said, said)]
        known += [(one, *rest) for one in said[:2] for rest in combinations(said[2:], 2)]
        shows = [*said, *((label, each) for each in (TRUE, FALSE))]
        steps = [Step(here.problem, here.worlds, show, each) for each in known for show in shows]
        confirm(here, ((rule, step) for step in steps for rule in rules), seen)

    sound()
    assert [rule for rule in rules if rule.startswith((f"{word}_", f"not_{word}_")) and not seen[rule]] == []


def test_rules_between_worlds_are_sound() -> None:
    seen: Counter[str] = Counter()
    rules = ("carry", "scenario", "ought_elim", "not_ought_intro", "contradiction")

    @SOUND
    @given(formulas(3), st.sampled_from((*AGENTS, "s")), flat(2), models())
    def sound(drawn: Formula, whose: str | None, body: Formula, model: Model) -> None:
        here = scene([], model)
        moved = In("s", body) if whose == "s" else Ought(whose, body)
        said = [(label, each) for label in here.worlds for each in signed(drawn, moved, body)]
        chosen = [(one,) for one in said] + [(said[0], said[1]), (said[0], said[-1])]
        steps = [Step(here.problem, here.worlds, shows, known) for known in chosen for shows in (*said, ABSURD)]
        confirm(here, ((rule, step) for step in steps for rule in rules), seen)

    sound()
    assert [rule for rule in rules if not seen[rule]] == []


def test_premises_are_true_where_they_may_be_quoted() -> None:
    seen: Counter[str] = Counter()

    @SOUND
    @given(st.lists(st.tuples(st.sampled_from(LAYERS), flat(2)), min_size=1, max_size=3), models())
    def sound(bodies: list[tuple[Layer, Formula]], model: Model) -> None:
        here = scene(bodies, model)
        steps = (
            ("premise", Step(here.problem, here.worlds, (label, body), statement=statement))
            for statement in here.problem.statements
            for _, body in bodies
            for label in here.worlds
        )
        confirm(here, steps, seen)

    sound()
    assert seen["premise"] > 100


def boxes(said: list[Said], shows: Said, opened: Opened | None) -> list[Shown]:
    """Boxes that end in what is to be shown, or in `false`, or in something at the world that they open."""
    there: list[Said] = [] if opened is None else [(opened.label, formula) for _, formula in said]
    ends = [shows, ABSURD, *there[2:4]]
    assumed: list[tuple[Said, ...]] = [(), *((one,) for one in (there or said))]
    return [Shown(opened, assumes, end) for assumes in assumed for end in ends]


def test_rules_that_close_boxes_are_sound() -> None:
    seen: Counter[str] = Counter()

    @SOUND
    @given(st.tuples(flat(2), flat(2)).map(Or), models())
    def sound(drawn: Formula, model: Model) -> None:
        here = scene([], model)
        said = [(ACTUAL, each) for each in nearby(drawn)]
        for shows in said[2:]:
            single = boxes(said, shows, None)
            split: list[tuple[Shown, ...]] = [(one,) for one in single]
            split += [pair for pair in product(single, single) if all(len(box.assumes) == 1 for box in pair)]
            steps = [
                Step(here.problem, here.worlds, shows, known, each) for known in ((), (said[0],)) for each in split
            ]
            confirm(here, ((rule, step) for step in steps for rule in ("reductio", "cases")), seen)

    sound()
    assert seen["reductio"] > 50
    assert seen["cases"] > 50


def test_rules_that_open_worlds_are_sound() -> None:
    seen: Counter[str] = Counter()
    rules = BOXING - {"reductio", "cases"}

    @SOUND
    @given(
        st.sampled_from(AGENTS), flat(2), models(), st.lists(st.tuples(st.sampled_from(LAYERS), flat(2)), max_size=1)
    )
    def sound(agent: str | None, body: Formula, model: Model, bodies: list[tuple[Layer, Formula]]) -> None:
        here = scene(bodies, model)
        said = [(ACTUAL, each) for each in signed(Ought(agent, body), body)]
        principles = [each for each in here.problem.statements if isinstance(each.body, str)]
        for shows, opened in product(said, FRESH):
            steps = [
                Step(here.problem, here.worlds, shows, known, (box,), quoted)
                for box in boxes(said, shows, opened)
                for known, quoted in (
                    *(((one,), None) for one in said[:2]),
                    *(((), each) for each in (None, *principles)),
                )
            ]
            confirm(here, ((rule, step) for step in steps for rule in sorted(rules)), seen)

    sound()
    assert [rule for rule in rules if not seen[rule]] == []
