"""Glosses with their parameters filled in, and citations as readers expect them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from logic.projection import Position
from logic.theory import Statement
from logic.vocabulary import Vocabulary
from logic.wording import atom_text, element_name, subjects
from proofs.formula import Atom, Not, Ought
from proofs.prose.clause import read

_KEY = re.compile(r"(?P<names>[^\W\d]+(?:_[^\W\d]+)*)(?P<year>\d{4}[a-z]?)?")


def atom_sentence(vocabulary: Vocabulary, atom: Atom, *, positive: bool = True) -> str:
    """An atom in English: its gloss with the elements' names, or the atom as it is written."""
    text = atom_text(vocabulary, atom)
    return text if positive else read(text, subjects(vocabulary)).denied()


def position_sentence(vocabulary: Vocabulary, position: Position, *, positive: bool = True) -> str:
    """What is so, or not so, where worlds may differ: an atom, an atom in a scenario, an obligation."""
    sentence = there_sentence(vocabulary, position, positive=positive)
    if position.scenario is None:
        return sentence
    return f"{vocabulary.scenarios.get(position.scenario) or f'in {position.scenario}'}: {sentence}"


def there_sentence(vocabulary: Vocabulary, position: Position, *, positive: bool = True) -> str:
    """The same, for readers who know already which scenario is spoken of, if one is."""
    if isinstance(position.formula, Ought):
        return _obligation_sentence(vocabulary, position.formula, positive)
    return atom_sentence(vocabulary, position.formula, positive=positive)


def _obligation_sentence(vocabulary: Vocabulary, ought: Ought, positive: bool) -> str:
    """`ought` and `may` in English; what is not one atom, or the denial of one, stands as it is written."""
    denies = isinstance(ought.body, Not) and isinstance(ought.body.body, Atom)
    body = ought.body.body if denies and isinstance(ought.body, Not) else ought.body
    that = atom_sentence(vocabulary, body) if isinstance(body, Atom) else f"`{body}`"
    words = {
        (True, False): "it ought to be that",
        (False, False): "it need not be that",
        (True, True): "it ought not to be that",
        (False, True): "it may be that",
    }
    whose = "" if ought.agent is None else f"for {element_name(vocabulary, ought.agent)} "
    return f"{whose}{words[positive, denies]} {that}"


def citation(statement: Statement) -> str:
    """What a statement cites, such as `Schweller 1997, pp. 927-930`; empty where it cites nothing."""
    return "; ".join(
        f"{work(each.key)}, {each.locator}" if each.locator else work(each.key) for each in statement.citations
    )


def work(key: str) -> str:
    """The name of a work, made from its key: `mearsheimer_walt2016` is *Mearsheimer & Walt 2016*.

    The bibliography has the work in full; looking it up would cost every answer more time
    than finding it.
    """
    match = _KEY.fullmatch(key)
    if match is None:
        return key
    people = " & ".join(part.capitalize() for part in match["names"].split("_"))
    return f"{people} {match['year']}" if match["year"] else people


def ranges(numbers: Sequence[int], dash: str = "–") -> str:
    """Numbers in order, neighbours drawn together: `1–3, 5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run[0], run[-1], dash) for run in runs)


def _run(first: int, last: int, dash: str) -> str:
    """One number, two, or a range."""
    if first == last:
        return str(first)
    return f"{first}, {last}" if first + 1 == last else f"{first}{dash}{last}"
