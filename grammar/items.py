"""Headings, declarations, statements and claims as lines.

The head of an item is one line, or as many as its parts need, the later ones indented by 4.
The body of an item that has a gloss or a citation stands on lines of its own, indented by 4,
so that the English and the formula can be read one under the other; a bare item is one line
where it fits.
"""

from __future__ import annotations

from grammar import layout, tree, wording
from grammar.layout import STEP, WIDTH, Lines, listed, nested

Entry = tree.Heading | tree.Item
"""Everything that a file lists: headings and items."""


def lines(entry: Entry) -> Lines:
    """An entry, its first line at the margin."""
    match entry:
        case tree.Heading():
            return _heading(entry)
        case tree.SortDeclaration():
            return _sort(entry)
        case tree.AtomDeclaration():
            word = "atom" if entry.rigidity == "plain" else f"{entry.rigidity} atom"
            return _head([_signature(f"{word} {entry.name.text}", entry.parameters), *_gloss(entry.gloss)])
        case tree.ScenarioDeclaration():
            return _head([f"scenario {entry.name.text}", *_gloss(entry.gloss)])
        case tree.Setting():
            return _setting(entry)
        case tree.Definition():
            return _definition(entry)
        case tree.Statement():
            return _statement(entry)
        case tree.Claim():
            return _claim(entry)


def _fits(text: str) -> bool:
    return len(text) <= WIDTH and "\n" not in text


def _gloss(text: tree.Text | None) -> list[str]:
    return [] if text is None else [wording.quoted(text.text)]


def _citation(references: tuple[tree.Reference, ...]) -> list[str]:
    return [wording.citation(references)] if references else []


def _head(parts: list[str], tail: str = "") -> Lines:
    """Parts on one line as long as they fit, on further lines where they do not, `tail` at the end."""
    filled = [parts[0]]
    for number, part in enumerate(parts[1:], start=2):
        after = filled[-1].rpartition("\n")[2]
        before = part.partition("\n")[0] + (tail if number == len(parts) else "")
        if len(f"{after} {before}") <= WIDTH:
            filled[-1] += f" {part}"
        else:
            filled += nested([part])
    filled[-1] += tail
    return filled


def _heading(entry: tree.Heading) -> Lines:
    parts = [f"{entry.kind} {entry.name.text}", *_gloss(entry.title), *_citation(entry.citation)]
    if not entry.extends:
        return _head(parts)
    extends = f"extends {wording.names(entry.extends)}"
    if len(extends) <= WIDTH - STEP:
        return _head([*parts, extends])
    bases = [f"{name.text}," for name in entry.extends[:-1]] + [entry.extends[-1].text]
    return [*_head(parts), *nested(["extends", *nested(bases)])]


def _sort(entry: tree.SortDeclaration) -> Lines:
    elements = [wording.element(element) for element in entry.elements]
    opening = f"sort {entry.name.text} {'+=' if entry.enlarges else '='} {{"
    line = f"{opening}{', '.join(elements)}}}"
    return [line] if _fits(line) else listed(opening, elements, "}")


def _signature(head: str, parameters: tuple[tree.Parameter, ...]) -> str:
    if not parameters:
        return head
    parts = [wording.parameter(parameter) for parameter in parameters]
    line = f"{head}({', '.join(parts)})"
    return line if _fits(line) else "\n".join(listed(f"{head}(", parts, ")"))


def _setting(entry: tree.Setting) -> Lines:
    head = _head([f"setting {entry.name.text}", *_gloss(entry.gloss)], " =")
    line = f"{head[-1]} {wording.composition(entry.composition)}"
    if len(head) == 1 and _fits(line):
        return [line]
    return [*head, *nested(layout.composition(entry.composition, WIDTH - STEP))]


def _definition(entry: tree.Definition) -> Lines:
    parts = [_signature(f"define {entry.name.text}", entry.parameters), *_gloss(entry.gloss)]
    return _stated(parts, layout.formula(entry.body, WIDTH - STEP))


def _statement(entry: tree.Statement) -> Lines:
    parts = [f"{entry.layer} {entry.name.text}", *_gloss(entry.gloss), *_citation(entry.citation)]
    if isinstance(entry.body, tree.Frame):
        return _stated(parts, [wording.principle(entry.body)])
    return _stated(parts, layout.formula(entry.body, WIDTH - STEP))


def _claim(entry: tree.Claim) -> Lines:
    parts = [f"claim {entry.name.text}", *_gloss(entry.gloss), *_citation(entry.citation)]
    return _stated(parts, layout.judgement(entry.judgement, WIDTH - STEP))


def _stated(parts: list[str], body: Lines) -> Lines:
    """A head with its colon, and a body: beside it where the head is bare and there is room."""
    head = _head(parts, ":")
    line = f"{head[0]} {body[0]}"
    if len(parts) == 1 and len(body) == 1 and _fits(line):
        return [line]
    return [*head, *nested(body)]
