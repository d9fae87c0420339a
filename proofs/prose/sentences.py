"""The text of one sentence: told lines put together, with *so*, *since*, *suppose* and *either way*."""

from __future__ import annotations

import re
from typing import Final

from proofs.formula import FALSE, Ought
from proofs.proof import ACTUAL
from proofs.prose.clause import capitalised, plural
from proofs.prose.graph import FRAMES, Graph, Node
from proofs.prose.groups import Group, differing_elements, is_fact, is_supposition
from proofs.prose.verbs import infinitive
from proofs.prose.wording import literal, series

_WORLDS: Final = {
    "able_ideal": "in some ideal world where the axioms hold, ",
    "joint_ideal": "in a world that is ideal for all, ",
}

_PLURAL: Final = {"does": "do", "is": "are", "was": "were", "has": "have"}


class Teller:
    """Words groups of told lines; where `every_line`, each by itself and with its world."""

    def __init__(self, graph: Graph, *, every_line: bool = False) -> None:
        self.graph = graph
        self.wording = graph.wording
        self._every_line = every_line

    def text(self, group: Group) -> str:
        """The sentence of a group."""
        if self._every_line:
            return self._finished(self._line(group.head))
        if len(group.nodes) == 1:
            return self._finished(self._one(group.head))
        if group.alike:
            return self._finished(self._alike(group.nodes))
        facts = [node for node in group.nodes if is_fact(self.graph, node)]
        conclusions = [node for node in group.nodes if not is_fact(self.graph, node)]
        if not conclusions:
            return self._finished(self._together(facts))
        since = f"since {self._together(facts)}, " if facts else ""
        return self._finished(_so(f"{self._where(conclusions[0])}{since}{self._chain(conclusions)}"))

    @staticmethod
    def _finished(text: str) -> str:
        text = capitalised(text)
        return text if text.endswith((".", "?", "!")) else f"{text}."

    # One told line

    def _one(self, node: Node) -> str:
        rule, line = node.line.rule, node.line
        if is_supposition(node):
            return self._supposition(node)
        if line.formula == FALSE or rule in FRAMES:
            return self._frame(node)
        if rule == "cases":
            return f"either way, {self._so(node)}"
        if rule == "reductio":
            return f"that is contradictory, so {self._so(node)}"
        if rule == "witness":
            return f"whichever world that is, {self._so(node)}"
        if is_fact(self.graph, node):
            return self._fact(node)
        return _so(f"{self._so(node)}{self._without(node)}")

    def _supposition(self, node: Node) -> str:
        """What a box assumes: of a witness, that there is one; of a further case, that it is another."""
        if not node.scope:
            return f"suppose that {self._so(node)}"
        closer = self.graph.closer(node)
        if closer.rule == "witness":
            return f"so, in some world that is ideal{self._whose(node)}, {self._plain(node)}"
        first = closer.boxes[0].assumes[:1]
        instead = closer.rule == "cases" and first != (node.line,)
        return f"suppose {'instead ' if instead else ''}that {self._so(node)}"

    def _whose(self, node: Node) -> str:
        """For whom the world of a line is ideal, if for somebody in particular."""
        opened, _ = self.graph.opened(node)
        named = [self._element(agent) for agent in opened.agents if agent is not None]
        return f" for {series(named)}" if named else ""

    def _fact(self, node: Node) -> str:
        """A fact in the words of its author where these say just it, else in those of the vocabulary."""
        quoted = self._verbatim(node)
        return quoted or self._so(node)

    def _verbatim(self, node: Node) -> str | None:
        """The gloss of the statement that a line repeats whole."""
        line = node.line
        while line.rule in {"carry", "ought_elim"} and line.uses:
            line = self.graph.nodes[line.uses[0]].line
        if line.rule != "premise" or line.statement is None:
            return None
        return self._gloss(line.statement)

    def _gloss(self, statement: str) -> str | None:
        gloss = self.wording.words.statement(statement).gloss
        return None if gloss is None else gloss.rstrip(". ")

    def _frame(self, node: Node) -> str:
        """What is concluded from there being an ideal world; or a contradiction."""
        glosses = [
            gloss
            for number in sorted(self.graph.behind(node)[1])
            if (line := self.graph.nodes[number].line).rule in FRAMES and line.statement is not None
            if (gloss := self._gloss(line.statement)) is not None
        ]
        if node.line.formula == FALSE:
            plainly = "either way, there is a contradiction" if node.line.rule == "cases" else "that is a contradiction"
            return f"{'; '.join(glosses)}: contradiction" if glosses else plainly
        return f"{'; '.join(glosses)}, so {self._so(node)}" if glosses else f"so {self._so(node)}"

    def _without(self, node: Node) -> str:
        """Why a means ought to be chosen: the end that ought to be is reached in no world without it."""
        line = node.line
        if self.graph.manner(node) != "ought" or line.rule not in {"implies_elim", "modus_tollens"}:
            return ""
        told, covered = self.graph.behind(node)
        ends = [self.graph.nodes[number] for number in told]
        duties = [each for each in ends if is_fact(self.graph, each) and isinstance(self.graph.says(each), Ought)]
        lines = [self.graph.nodes[number].line for number in covered]
        met = {line.formula for line in lines if line.rule == "ought_elim"}
        if (
            len(duties) != 1
            or len(met) != 1
            or any(each is not duties[0] and self._rests_on_duty(each) for each in ends)
        ):
            return ""
        end = self.graph.says(duties[0])
        assert isinstance(end, Ought)
        clause = self.wording.clause(end.body)
        if clause is None or not clause.plain:
            return ""
        return f": without that {clause.text} in no world"

    def _rests_on_duty(self, node: Node) -> bool:
        return self.graph.manner(node) == "ought" or isinstance(self.graph.says(node), Ought)

    # What is so

    def _so(self, node: Node) -> str:
        """What a line says, and of which worlds."""
        return f"{self._where(node)}{self._plain(node)}"

    def _plain(self, node: Node) -> str:
        line = node.line
        if self.graph.manner(node) == "in scenario":
            return self.wording.in_scenario(line.world.removeprefix("in "), line.formula)
        formula = self.graph.says(node)
        if isinstance(formula, Ought):
            return self.wording.ought(formula.agent, formula.body)
        return self.wording.say(formula)

    def _where(self, node: Node) -> str:
        match self.graph.manner(node):
            case "everywhere":
                return "in ideal worlds too, "
            case "there":
                return _WORLDS.get(self._opener(node), "in that world, ")
            case _:
                return ""

    def _opener(self, node: Node) -> str:
        """The rule by which the world of a line is spoken of."""
        return self.graph.opened(node)[1].rule

    # Several told lines

    def _alike(self, nodes: list[Node]) -> str:
        """Lines that say the same of several: `China faces armed states, and so does the United States`."""
        one, *others = nodes
        so = str if is_fact(self.graph, one) else _so
        first, *further = (self._subject_and_predicate(node) for node in nodes)
        subjects = [each[0] for each in further if each is not None and first is not None and _same(each[1], first[1])]
        if len(subjects) == len(others):
            return so(f"{self._so(one)}, and {self._agree(one, subjects)}")
        pairs = [pair for node in others if (pair := differing_elements(self.graph, one, node)) is not None]
        new = series([self._element(pair[1]) for pair in pairs])
        return so(f"{self._so(one)}, and likewise with {new} in the place of {self._element(pairs[0][0])}")

    def _agree(self, node: Node, subjects: list[str]) -> str:
        """`so does Russia`, `nor do Russia and China`, after what has been said of another."""
        formula = self.graph.says(node)
        if isinstance(formula, Ought):
            return f"so ought {series(subjects)}"
        inner, positive = literal(formula)
        clause = self.wording.clause(inner)
        assert clause is not None
        several = len(subjects) > 1 or plural(subjects[0])
        verb = _PLURAL.get(clause.auxiliary, clause.auxiliary) if several else clause.auxiliary
        return f"{'so' if positive else 'nor'} {verb} {series(subjects)}"

    def _element(self, name: str) -> str:
        return self.wording.words.element(name)

    def _together(self, nodes: list[Node]) -> str:
        """Facts in one clause; where one is in its author's words, they stand side by side."""
        actual = [(node.line.formula, True) for node in nodes if self.graph.manner(node) == "actually"]
        if len(actual) == len(nodes) and not any(isinstance(literal(each)[0], Ought) for each, _ in actual):
            return self.wording.together(actual)
        return "; ".join(self._so(node) for node in nodes)

    def _chain(self, nodes: list[Node]) -> str:
        """Conclusions, each from the one before; what has the subject of the one before does not name it again."""
        said = []
        before = None
        for node in nodes:
            subject, predicate = self._subject_and_predicate(node) or (None, "")
            said.append(predicate if subject is not None and subject == before else self._plain(node))
            before = subject
        return ", and so ".join(said)

    def _subject_and_predicate(self, node: Node) -> tuple[str, str] | None:
        formula = self.graph.says(node)
        if self.graph.manner(node) == "in scenario":
            return None
        if isinstance(formula, Ought):
            return self.wording.modal(formula.body, "ought") if self._impersonal(formula) else None
        clause = self.wording.clause(literal(formula)[0])
        predicate = None if clause is None else clause.predicate(positive=literal(formula)[1])
        return None if clause is None or predicate is None else (clause.subject, predicate)

    def _impersonal(self, formula: Ought) -> bool:
        return formula.agent is None and not self.wording.words.named_agents

    # Every line

    def _line(self, node: Node) -> str:
        """A line by itself: what opens a box is said with its first line."""
        line = node.line
        where = "" if line.world == ACTUAL or self.graph.manner(node) == "in scenario" else self._world(node)
        if is_supposition(node):
            witness = bool(node.scope) and self.graph.closer(node).rule == "witness"
            return f"{'so' if witness else 'suppose that'} {where}{self._literal_text(node)}"
        if line.rule == "premise":
            gloss = self._gloss(line.statement or "")
            if gloss is not None:
                return f"{where.removesuffix(', ')}: {gloss}" if where else gloss
            return f"{where}{self._literal_text(node)}"
        if line.rule in FRAMES:
            return self._frame(node)
        if line.formula == FALSE:
            return "that is a contradiction"
        return _so(f"{where}{self._literal_text(node)}")

    def _literal_text(self, node: Node) -> str:
        if self.graph.manner(node) == "in scenario":
            return self._plain(node)
        return self.wording.say(node.line.formula)

    def _world(self, node: Node) -> str:
        """The ideal world of a line, and whose it is."""
        return f"in the ideal world {node.line.world.removeprefix('ideal ')}{self._whose(node)}, "


def _so(text: str) -> str:
    """`so`, with a comma where what follows begins with a condition."""
    return f"so, {text}" if text.startswith(("since ", "had ", "were ", "if ", "in ", "without ")) else f"so {text}"


def _same(one: str, other: str) -> bool:
    """Whether two predicates say the same, but for the number of their subjects."""
    return one == other or _singular(one) == _singular(other)


def _singular(predicate: str) -> str:
    """A predicate as if its subject were in the singular."""
    verb, _, rest = predicate.partition(" ")
    rest = re.sub(r"\btheir\b", "its", re.sub(r"\bthey\b", "it", rest))
    singular = {many: one for one, many in _PLURAL.items()}
    base = verb if verb in singular else infinitive(verb) if verb.endswith("s") and verb not in _PLURAL else verb
    return f"{singular.get(base, base)} {rest}"
