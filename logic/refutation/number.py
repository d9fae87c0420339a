"""A proof put in order: dead lines left out, lines numbered as they are read, worlds named briefly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from proofs.proof import Box, Label, Line, Opened, Proof


def finished(proof: Proof) -> Proof:
    """The same proof without dead lines, its lines numbered from 1 and its ideal worlds named `ideal 1`, and so on."""
    used = _used(proof)
    numbers = {line.number: at for at, line in enumerate(_kept(proof, used), 1)}
    names: dict[Label, Label] = {}
    lines = _renamed(proof.lines, used, numbers, names)
    assumes = tuple(replace(line, number=numbers[line.number]) for line in proof.assumes)
    return Proof(lines, assumes)


def _used(proof: Proof) -> frozenset[int]:
    """The numbers of the lines that the last one rests on."""
    lines = {line.number: line for line in proof.walk()}
    used: set[int] = set()
    stack = [proof.lines[-1].number] if proof.lines else []
    while stack:
        number = stack.pop()
        if number not in used:
            used.add(number)
            line = lines[number]
            stack.extend((*line.uses, *(last.number for box in line.boxes for last in box.lines[-1:])))
    return frozenset(used)


def _kept(proof: Proof, used: frozenset[int]) -> Iterator[Line]:
    """The lines to keep, in the order in which they are read; assumptions are kept wherever their box is."""
    yield from proof.assumes
    stack: list[Line | tuple[Line]] = [line for line in reversed(proof.lines) if line.number in used]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            yield item[0]
            continue
        stack.append((item,))
        for box in reversed(item.boxes):
            stack.extend(line for line in reversed(box.lines) if line.number in used)
            stack.extend((line,) for line in reversed(box.assumes))


def _renamed(
    lines: Sequence[Line], used: frozenset[int], numbers: dict[int, int], names: dict[Label, Label]
) -> tuple[Line, ...]:
    return tuple(_line(line, used, numbers, names) for line in lines if line.number in used)


def _line(line: Line, used: frozenset[int], numbers: dict[int, int], names: dict[Label, Label]) -> Line:
    boxes = tuple(_box(box, used, numbers, names) for box in line.boxes)
    uses = tuple(numbers[use] for use in line.uses)
    return replace(line, number=numbers[line.number], world=names.get(line.world, line.world), uses=uses, boxes=boxes)


def _box(box: Box, used: frozenset[int], numbers: dict[int, int], names: dict[Label, Label]) -> Box:
    outside = dict(names)
    opens = box.opens
    if opens is not None:
        name = f"ideal {sum(label.startswith('ideal ') for label in names.values()) + 1}"
        names[opens.label] = name
        opens = Opened(name, opens.agents, opens.able)
    assumes = tuple(_line(line, used, numbers, names) for line in box.assumes)
    lines = _renamed(box.lines, used, numbers, names)
    if box.opens is not None:
        names.clear()
        names.update(outside)
    return Box(opens, assumes, lines)
