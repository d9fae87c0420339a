"""An explanation in Markdown: numbered sentences with their sources, the statements, the works cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from antinomy.formats.parts import by_name, predicate, source
from antinomy.glosses import citation
from logic.answers.explain import Argument, ExplainAnswer
from logic.theory import Statement
from proofs.narrate import Sentence
from proofs.prose.clause import capitalised

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is written."""
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """Text in a fixed-width font."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def markdown(answer: ExplainAnswer) -> str:
    """The whole explanation, ready to be quoted."""
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: ExplainAnswer) -> Iterator[str]:
    yield f"**{code(answer.composition)} {escaped(predicate(answer))}.**"
    if answer.reason is not None:
        yield f"\n{escaped(capitalised(answer.reason))}."
    statements = by_name(answer.statements)
    for argument in answer.arguments:
        if argument.shows:
            yield f"\n{escaped(argument.shows)}:"
        yield ""
        for step in argument.steps:
            yield f"{argument.first + step.number - 1}. {escaped(step.text)}{_source(argument, step, statements)}"
    if statements:
        yield "\n**Statements**\n"
        yield from (_statement(statement) for statement in statements.values())
    if answer.works:
        yield "\n**Works cited**\n"
        for work in answer.works:
            yield "- " + "".join(f"*{escaped(p.text)}*" if p.italic else escaped(p.text) for p in work.pieces)


def _source(argument: Argument, step: Sentence, statements: Mapping[str, Statement]) -> str:
    shown = source(argument, step, statements, escaped, code)
    return f" ({shown})" if shown else ""


def _statement(statement: Statement) -> str:
    cited = citation(statement)
    gloss = f": {escaped(' '.join(statement.gloss.split()))}" if statement.gloss else ""
    return f"- {code(statement.name)} ({statement.layer}){gloss}{f' ({escaped(cited)})' if cited else ''}"
