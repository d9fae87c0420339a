"""What all forms of an explanation share: its headline, and what a step rests on, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from antinomy.glosses import citation, ranges
from logic.answers.explain import Argument, ExplainAnswer
from logic.theory import Statement
from proofs.narrate import Sentence

_SAYS: Mapping[str, str] = {
    "consistent": "consistent, so that there is no contradiction to explain",
    "entailed": "entailed: {formula}",
    "not_entailed": "not entailed, so that there is nothing to explain: {formula}",
    "vacuous": "contradictory, so that everything follows from it: explain the contradiction first",
    "requires": "requires {policy}",
    "forbids": "forbids {policy}: both cannot be accepted",
    "leaves_open": "leaves {policy} open, so that there is nothing to explain",
    "theory_inconsistent": "contradictory by itself, so that it says nothing of any policy",
    "policy_inconsistent": "not the question: {policy} is contradictory by itself",
}


def says(answer: ExplainAnswer) -> str:
    """What was found, as a predicate of the composition."""
    if answer.verdict == "contradictory" and answer.arguments and answer.composed is not None:
        size, of = len(answer.arguments[0].contradiction.statements), len(answer.composed.statements)
        return f"contradictory: {size} of its {of} statements cannot {'all be' if size > 1 else 'be'} true"
    told = _SAYS.get(answer.verdict, answer.verdict.replace("_", " "))
    return told.format(formula=answer.formula, policy=answer.policy)


_PREDICATES: Mapping[str, str] = {
    "entailed": "entails {formula}",
    "not_entailed": "does not entail {formula}, so that there is nothing to explain",
    "undecided": "was not decided",
}


def predicate(answer: ExplainAnswer) -> str:
    """What was found, with its verb, to be said after the composition."""
    told = _PREDICATES.get(answer.verdict)
    if told is not None:
        return told.format(formula=answer.formula)
    verb = "" if answer.verdict in {"requires", "forbids", "leaves_open"} else "is "
    return f"{verb}{says(answer)}"


_FEW = 2


def quoted(step: Sentence, statements: Mapping[str, Statement]) -> list[tuple[str, str]]:
    """The statements of a step that rests on no other: full name, and whom it cites where there are few."""
    few = len(step.statements) <= _FEW
    return [(name, citation(statements[name]) if few else "") for name in step.statements]


def follows(argument: Argument, step: Sentence) -> str:
    """The steps that a step follows from, by number, and the supposition under which it stands."""
    return ranges(argument.numbers(step.follows))


def by_name(statements: Iterable[Statement]) -> dict[str, Statement]:
    """Statements by full name."""
    return {statement.name: statement for statement in statements}


def source(
    argument: Argument,
    step: Sentence,
    statements: Mapping[str, Statement],
    escaped: Callable[[str], str],
    code: Callable[[str], str],
) -> str:
    """What a step rests on, in a form that escapes text and marks names in ways of its own."""
    under = f"under {escaped(ranges(argument.numbers(step.under)))}" if step.under else ""
    if step.follows:
        names = ", ".join(code(name) for name in step.statements)
        parts = [under, f"from {escaped(follows(argument, step))}{f' by {names}' if names else ''}"]
    else:
        told = (code(name) + (f", {escaped(cited)}" if cited else "") for name, cited in quoted(step, statements))
        parts = [under, *told]
    return "; ".join(filter(None, parts))
