"""Hypothesis strategies over small well-formed compositions, as the text of an axiom file.

A text holds a vocabulary `v`, and modules `t` and `u` that extend it. It is small enough for
`logic.naive`, and keeps every static rule of the language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

_COUNTS: Final = ("exactly", "at most", "at least")
_OPERATORS: Final = ("and", "or", "implies", "iff", "xor", "unless", "only if")
_PRINCIPLES: Final = ("ought is consistent", "ought is jointly consistent", "ought implies can")
_CLAIMING: Final = ("axiom", "fact", "norm", "norm", "norm", "law", "principle")
_PRESCRIBING: Final = ("prescription", "prescription", "prescription", "principle", "norm", "law", "fact")
_LAYERS: Final = ("axiom", "axiom", "fact", "fact", "norm", "prescription", "law", "principle")


@dataclass(frozen=True)
class Shape:
    """What a vocabulary declares: ground plain atoms, other atoms, families over the sort, and so on.

    `flat` are names without parameters that may stand in a law, `families` those with one.
    """

    elements: tuple[str, ...]
    plain: tuple[str, ...]
    plain_family: bool
    settled: tuple[str, ...]
    settled_family: bool
    rigid: bool
    scenario: bool
    agents: bool


@st.composite
def shapes(draw: DrawFn) -> Shape:
    """Vocabularies of at most three plain propositions, of two where there are two named agents."""
    elements = draw(st.sampled_from((("a",), ("a", "b"))))
    agents = draw(st.booleans())
    family = draw(st.booleans())
    room = (2 if agents and len(elements) > 1 else 3) - (len(elements) if family else 0)
    plain = ("p", "q", "r")[: draw(st.integers(0 if family else 1, room))]
    settled_family = draw(st.integers(0, 4)) == 0
    settled = ("h",) if not settled_family and draw(st.booleans()) else ()
    scenario = draw(st.integers(0, 2)) == 0
    return Shape(elements, plain, family, settled, settled_family, draw(st.integers(0, 2)) == 0, scenario, agents)


class Writer:
    """Draws formulas over a shape; what it writes stands in parentheses wherever that could matter."""

    def __init__(self, draw: DrawFn, shape: Shape) -> None:
        self.draw = draw
        self.shape = shape
        self.flat_definitions: list[str] = []
        self.other_definitions: list[str] = []

    def _pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def _chance(self, out_of: int) -> bool:
        return self.draw(st.integers(0, out_of - 1)) == out_of - 1

    def _term(self, variables: tuple[str, ...]) -> str:
        return self._pick(*variables, *self.shape.elements)

    def plain_atom(self, variables: tuple[str, ...]) -> str:
        """A plain atom."""
        families = [f"f({self._term(variables)})"] if self.shape.plain_family else []
        return self._pick(*self.shape.plain, *families)

    def _leaf(self, variables: tuple[str, ...]) -> str:
        if self._chance(3):
            options = [*self.shape.settled, *(["k"] if self.shape.rigid else [])]
            options += [f"g({self._term(variables)})"] if self.shape.settled_family else []
            options += [f"{name}({self._term(variables)})" for name in self.flat_definitions]
            if options:
                return self._pick(*options)
        if self._chance(8):
            sign = self._pick("=", "!=")
            return self._pick("true", "false", f"{self._term(variables)} {sign} {self._term(variables)}")
        return self.plain_atom(variables)

    def _where(self, variables: tuple[str, ...]) -> str:
        conditions = [f"{self._term(variables)} {self._pick('=', '!=')} {self._term(variables)}" for _ in range(2)]
        if self._chance(4):
            return f" where not ({conditions[0]}) {self._pick('and', 'or')} {conditions[1]}"
        return f" where {conditions[0]}" if self._chance(2) else ""

    def _quantified(self, depth: int, variables: tuple[str, ...], *, whole: bool) -> str:
        names = [f"x{len(variables)}", f"x{len(variables) + 1}"][: self.draw(st.integers(1, 2))]
        inner = (*variables, *names)
        word = self._pick("every", "some", "no", *(f"{each} {self.draw(st.integers(0, 3))}" for each in _COUNTS))
        body = self.whole(depth - 1, inner) if whole else self.flat(depth - 1, inner)
        return f"(for {word} {', '.join(names)} in S{self._where(inner)}: {body})"

    def flat(self, depth: int, variables: tuple[str, ...] = ()) -> str:
        """A formula without obligations and scenarios."""
        return self._compound(depth, variables, whole=False) if depth and self._chance(2) else self._leaf(variables)

    def _compound(self, depth: int, variables: tuple[str, ...], *, whole: bool) -> str:
        def part() -> str:
            return self.whole(depth - 1, variables) if whole else self.flat(depth - 1, variables)

        match self._pick("not", "binary", "binary", "if", "count", "for"):
            case "not":
                return f"not ({part()})"
            case "binary":
                return f"(({part()}) {self._pick(*_OPERATORS)} ({part()}))"
            case "if":
                return f"(if {part()} then {part()})"
            case "count":
                parts = [part() for _ in range(self.draw(st.integers(1, 3)))]
                parts += parts[:1] if self._chance(3) else []
                return f"{self._pick(*_COUNTS)} {self.draw(st.integers(0, 3))} of {{{', '.join(parts)}}}"
            case _:
                return self._quantified(depth, variables, whole=whole)

    def duty(self, variables: tuple[str, ...] = ()) -> str:
        """An obligation or a permission."""
        word = self._pick("ought", "may")
        agent = f"[{self._term(variables)}]" if self.shape.agents and self._chance(2) else ""
        atom = self.plain_atom(variables)
        content = self._pick(atom, f"(not {atom})", f"({atom} {self._pick(*_OPERATORS)} ({self.flat(1, variables)}))")
        return f"{word}{agent} {content}"

    def whole(self, depth: int, variables: tuple[str, ...] = ()) -> str:
        """A formula that may hold obligations and scenarios."""
        if depth and self._chance(2):
            return self._compound(depth, variables, whole=True)
        kinds = ["flat", "duty", "duty", *(["in"] if self.shape.scenario else [])]
        kinds += ["defined"] if self.other_definitions else []
        match self._pick(*kinds):
            case "flat":
                return self.flat(1, variables)
            case "duty":
                return self.duty(variables)
            case "in":
                return f"(in s: {self.flat(1, variables)})"
            case _:
                return f"{self._pick(*self.other_definitions)}({self._term(variables)})"

    def prescription(self) -> str:
        """What a prescription may say: it holds an obligation or a permission."""
        if self._chance(3):
            return f"(({self.whole(1)}) {self._pick(*_OPERATORS)} ({self.duty()}))"
        return self.duty()

    def statement(self, name: str, layers: tuple[str, ...] = _LAYERS) -> str:
        """A statement of some layer."""
        layer = self._pick(*layers)
        match layer:
            case "law":
                body = self.flat(2)
            case "prescription":
                body = self.prescription()
            case "principle":
                body = self._pick(*_PRINCIPLES)
            case "norm":
                body = self.whole(2)
            case _:
                body = self.whole(2) if self._chance(3) else self.flat(2)
        return f"{layer} {name}: {body}"

    def vocabulary(self) -> str:
        """The vocabulary, with a definition or two."""
        shape = self.shape
        lines = ["vocabulary v", f"sort S = {{{', '.join(shape.elements)}}}"]
        lines += [f"atom {name}" for name in shape.plain] + (["atom f(x: S)"] if shape.plain_family else [])
        lines += [f"settled atom {name}" for name in shape.settled]
        lines += ["settled atom g(x: S)"] if shape.settled_family else []
        lines += ["rigid atom k"] if shape.rigid else []
        lines += ["scenario s"] if shape.scenario else []
        if self._chance(3):
            lines.append(f"define d(z: S): {self.flat(1, ('z',))}")
            self.flat_definitions.append("d")
        if self._chance(4):
            lines.append(f"define e(z: S): {self.whole(1, ('z',))}")
            self.other_definitions.append("e")
        return "\n".join(lines)


def _module(writer: Writer, heading: str, least: int, most: int, layers: tuple[str, ...] = _LAYERS) -> str:
    lines = [heading]
    for at in range(writer.draw(st.integers(least, most))):
        if len(lines) > 1 and writer.draw(st.integers(0, 9)) == 0:
            layer, said = lines[-1].split(" ", 1)[0], lines[-1].split(": ", 1)[1]
            lines.append(f"{layer} n{at}: {said}")
        else:
            lines.append(writer.statement(f"n{at}", layers))
    return "\n".join(lines)


@st.composite
def theories(draw: DrawFn, least: int = 1, most: int = 6) -> str:
    """The text of a vocabulary `v` and a theory `t`; now and then a statement says what another says."""
    writer = Writer(draw, draw(shapes()))
    vocabulary = writer.vocabulary()
    return f"{vocabulary}\n\n{_module(writer, 'theory t extends v', least, most)}\n"


@st.composite
def theories_with_formula(draw: DrawFn) -> tuple[str, str]:
    """A theory, and a formula to ask about."""
    writer = Writer(draw, draw(shapes()))
    vocabulary = writer.vocabulary()
    theory = _module(writer, "theory t extends v", 1, 5)
    return f"{vocabulary}\n\n{theory}\n", writer.whole(2)


@st.composite
def theories_with_policy(draw: DrawFn) -> str:
    """A theory `t`, and a policy `u` that mostly prescribes."""
    writer = Writer(draw, draw(shapes()))
    vocabulary = writer.vocabulary()
    theory = _module(writer, "theory t extends v", 1, 4)
    return f"{vocabulary}\n\n{theory}\n\n{_module(writer, 'policy u extends v', 1, 3, _PRESCRIBING)}\n"


def _dilemmas() -> SearchStrategy[str]:
    """One principle more, or not: without one a theory and a policy hardly ever clash."""
    return st.sampled_from(("", "\nprinciple m: ought is consistent"))


@st.composite
def theories_with_pool(draw: DrawFn) -> str:
    """A theory `t`, a policy `u` that mostly prescribes, a pool `w` of premises, and principles `x` with one more."""
    writer = Writer(draw, draw(shapes()))
    vocabulary = writer.vocabulary()
    premises = ("fact", "fact", "norm", "norm", "axiom", "law", "principle", "prescription")
    parts = [
        vocabulary,
        _module(writer, "theory t extends v", 1, 4) + draw(_dilemmas()),
        _module(writer, "policy u extends v", 1, 3, _PRESCRIBING),
        _module(writer, "pool w extends v", 2, 6, premises),
        _module(writer, "principles x extends v", 0, 1, ("principle", "norm")),
    ]
    return "\n\n".join(parts) + "\n"


@st.composite
def rival_theories(draw: DrawFn) -> str:
    """Two theories `t` and `w`, which share what `c` says, and a policy `u` that mostly prescribes."""
    writer = Writer(draw, draw(shapes()))
    vocabulary = writer.vocabulary()
    parts = [
        vocabulary,
        _module(writer, "theory c extends v", 0, 2, _CLAIMING) + draw(_dilemmas()),
        _module(writer, "theory t extends c", 0, 3, _CLAIMING),
        _module(writer, "theory w extends c", 1, 4, _CLAIMING),
        _module(writer, draw(st.sampled_from(("policy u extends v", "policy u extends c"))), 1, 2, _PRESCRIBING),
    ]
    return "\n\n".join(parts) + "\n"


@st.composite
def theories_against_policy(draw: DrawFn) -> str:
    """A theory `t`, and a policy `u` of which the theory denies something, often by way of something else."""
    writer = Writer(draw, draw(shapes()))
    vocabulary = writer.vocabulary()
    policy = [f"prescription n{at}: {writer.prescription()}" for at in range(draw(st.integers(1, 2)))]
    policy += [writer.statement("m", ("norm", "law", "fact", "principle"))] if draw(st.integers(0, 2)) == 0 else []
    denied = policy[draw(st.integers(0, len(policy) - 1))].split(": ", 1)[1]
    between = writer.whole(1)
    against = writer.flat(1) if denied.startswith("ought is") or denied == "ought implies can" else denied
    theory = _module(writer, "theory t extends v", 0, 2, ("norm", "law", "axiom", "principle"))
    theory += f"\nnorm k0: ({against}) implies ({between})\nnorm k1: not ({between})"
    return "\n".join([vocabulary, "", theory, "", "policy u extends v", *policy, ""])


@st.composite
def theories_apart_from_policy(draw: DrawFn) -> str:
    """A theory `t` with a principle, and a policy `u`; both speak of `p`, each of an atom of its own besides."""

    def content(own: str) -> str:
        one, other = (f"{draw(st.sampled_from(('', 'not ')))}{atom}" for atom in ("p", own))
        return draw(st.sampled_from((one, other, f"({one} or {other})", f"({one} or {other})")))

    def duty(own: str) -> str:
        return f"ought{draw(st.sampled_from(('', '[a]')))} ({content(own)})"

    theory = [f"principle n0: ought {draw(st.sampled_from(('is jointly consistent', 'implies can')))}"]
    theory += [f"norm k: ought {draw(st.sampled_from(('p', '(not p)')))}"]
    theory += [f"axiom m: {content('r')}"] if draw(st.booleans()) else []
    policy = [f"prescription n{at}: {duty('q')}" for at in range(draw(st.integers(2, 4)))]
    policy += [f"axiom m: {content('q')}"] if draw(st.booleans()) else []
    heading = "vocabulary v\nsort S = {a}\natom p"
    return "\n".join(
        [heading, "", "theory t extends v", "atom r", *theory, "", "policy u extends v", "atom q", *policy, ""]
    )


def families_of_sets() -> SearchStrategy[list[frozenset[int]]]:
    """Families of small sets of small numbers."""
    return st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), max_size=6)
