"""Clauses of English: where the finite verb of a gloss stands, and so how the gloss is denied, demanded, permitted.

The rewriting is conservative. It knows the verbs of `proofs.prose.verbs`, the auxiliaries, and
which words a negation would not reach or would reach too far (*only*, *also*, *if*, *or*);
where it is not sure it says *it is not so that …*, which is never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from proofs.prose.verbs import (
    ADJECTIVES,
    DOUBTFUL,
    DOUBTFUL_VERBS,
    PASTS,
    PLAIN,
    PLAIN_VERBS,
    VERB_LIKE,
    infinitive,
    listed,
)

Kind: TypeAlias = Literal["be", "was", "can", "have", "present", "past"]

_AUXILIARIES: Final[dict[str, Kind]] = {
    **dict.fromkeys(("is", "are"), "be"),
    **dict.fromkeys(("was", "were"), "was"),
    "can": "can",
}
_OTHER_AUXILIARIES: Final = listed(
    "am be been being cannot could may might must shall should will would ought do did need had having"
)
_OPENERS: Final = listed("that which who whom whose what where than")
"""Words that open a clause inside a noun phrase."""

_JOINTS: Final = listed(
    "and or but nor if unless because when whenever while although though until till before after since whereas "
    "whether wherever therefore however"
)
"""Words that join clauses, or may: how far a negation reaches past them nobody can tell."""

_SCOPES: Final = listed(
    "only not no never nothing nobody none neither also too either even still yet any anything anybody anyone if "
    "almost hardly barely rarely seldom often usually sometimes just merely mostly again else perhaps each"
)
"""Words whose meaning changes under a negation."""

_DENIED_SUBJECTS: Final = {"no": "some", "every": "not every", "each": "not every", "all": "not all", "some": "no"}
_QUANTITIES: Final = listed(
    "any many most few several both neither either nobody nothing none everyone everybody everything someone "
    "somebody something one two three four five half only at more less fewer another such not enough"
)
_DETERMINERS: Final = listed(
    "the a an its his her their our some no any enough more less much many few little every all two three"
)
_PREPOSITIONS: Final = listed("to of in on at by for from with without against over under between towards")
_PLURALS: Final = {"is": "are", "was": "were", "has": "have"}
_NOUN_ENDINGS: Final = ("s", "ion", "ity", "ness", "ment")


@dataclass(frozen=True, slots=True)
class Clause:
    """An English clause: as it was written, and cut at its finite verb where that was found.

    `base` is the infinitive of the verb, and of a past tense the participle. `quantity` is the
    determiner that a negation changes, in lower case: `no`, `every`, `all`, `some`, `a`.
    """

    text: str
    subject: str = ""
    verb: str = ""
    rest: str = ""
    kind: Kind | None = None
    base: str = ""
    quantity: str = ""

    @property
    def plain(self) -> bool:
        """Whether it was cut, and its subject is one that a negation leaves alone."""
        return self.kind is not None and not self.quantity and self.subject != "there"

    @property
    def auxiliary(self) -> str:
        """The verb that stands for the whole predicate, as in *and so does Russia*."""
        if self.kind in {"be", "was", "can", "have"}:
            return self.verb
        if self.kind == "past":
            return "did"
        return "do" if self.verb == self.base else "does"

    def denied(self) -> str:
        """The negation, in words."""
        return _denied(self) or f"it is not so that {self.text}"

    def predicate(self, *, positive: bool = True) -> str | None:
        """What is said of the subject, finite: `does not serve defence`; `None` if it is not plain."""
        if not self.plain:
            return None
        if positive:
            return _words(self.verb, self.rest)
        denied = _denied(self)
        return None if denied is None else denied.removeprefix(f"{self.subject} ")

    def bare(self) -> str | None:
        """The predicate in the infinitive, as after *ought to* and *would*; `None` if there is none to be had."""
        if not self.plain or re.match(r"not\b", self.rest):
            return None
        match self.kind:
            case "be":
                return _words("be", self.rest)
            case "was":
                return _words("have been", self.rest)
            case "can":
                return _words("be able to", self.rest)
            case "past":
                return _words("have", self.base, self.rest)
            case _:
                return _words(self.base, self.rest)


@lru_cache(maxsize=4_096)
def read(text: str, subjects: tuple[str, ...] = ()) -> Clause:
    """A gloss as a clause. `subjects` are names that may stand at its head, such as `the United States`."""
    named = _named(text, subjects)
    if named is not None:
        return _after(text, named, text[len(named) :].split(), DOUBTFUL)
    words = text.split()
    if words[:1] == ["there"]:
        return _there(text, words)
    at = _finite(words)
    if at is None or not _simple_subject(words[:at]):
        return Clause(text)
    found = _after(text, " ".join(words[:at]), words[at:], DOUBTFUL)
    first = words[0].lower()
    if first in _QUANTITIES or (first in {"a", "an"} and found.kind != "can"):
        return Clause(text)
    return _quantified(found, first) if first in {*_DENIED_SUBJECTS, "a", "an"} else found


def capitalised(text: str) -> str:
    """A text with its first letter in upper case."""
    return f"{text[:1].upper()}{text[1:]}"


def possessive(name: str) -> str:
    """A name in the genitive: `Russia's`, `the United States'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def plural(name: str) -> bool:
    """Whether a name is a common noun in the plural, as in `Russia's European neighbours`; proper names are not."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return last[:1].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is", "ics", "'s"))


def agreeing(text: str, subject: str) -> str:
    """A clause whose subject has been filled in, its verb and pronouns in the plural where the subject is."""
    clause = read(text, (subject,))
    if clause.kind is None or clause.subject != subject or not plural(subject):
        return text
    verb = _PLURALS.get(clause.verb, clause.base if clause.kind == "present" else clause.verb)
    rest = re.sub(r"\bits\b", "their", re.sub(r"\bit\b", "they", clause.rest))
    return _words(subject, verb, rest)


# Finding the verb


def _named(text: str, subjects: Iterable[str]) -> str | None:
    """The longest of some names that the text begins with, whole; with what it has, if it is in the genitive."""
    fitting = [name for name in subjects if name and re.match(rf"{re.escape(name)}(?=\s)", text)]
    return max(fitting, key=len, default=None)


def _finite(words: list[str]) -> int | None:
    """Where the finite verb stands: the only word that can be one, or the first that can hardly be anything else."""
    for at, word in enumerate(words[1:], 1):
        if word in _OPENERS | _OTHER_AUXILIARIES:
            return None
        if word in _AUXILIARIES or word in {"has", "have", "does"} or word in PLAIN:
            return at
        if word in DOUBTFUL and not (words[at - 1] in _DETERMINERS or words[at - 1].endswith(("'", "'s"))):
            return at if not any(_may_be_finite(each) for each in words[at + 1 :]) else None
    return None


def _may_be_finite(word: str) -> bool:
    return word in VERB_LIKE or word in _AUXILIARIES or word in _OTHER_AUXILIARIES or word in {"has", "have", "does"}


def _simple_subject(words: list[str]) -> bool:
    """Whether the words before a verb are one noun phrase, as far as can be told."""
    for at, word in enumerate(words):
        if word in {"and", "or"}:
            before, after = words[at - 1], words[at + 1 : at + 2]
            adjectives = before.endswith(ADJECTIVES) and bool(after) and after[0].endswith(ADJECTIVES)
            if word == "or" or not (adjectives or "between" in words[:at]):
                return False
        elif word in _JOINTS or word in _OPENERS or word.endswith((",", ";", ":")):
            return False
    return True


def _after(text: str, subject: str, words: list[str], doubtful: frozenset[str]) -> Clause:
    """The clause of a subject and the words that follow it, if these begin with a finite verb that is known."""
    if not words:
        return Clause(text)
    verb, rest = words[0], " ".join(words[1:])
    if verb in _AUXILIARIES:
        return Clause(text, subject, verb, rest, _AUXILIARIES[verb], verb)
    if verb in {"has", "have"}:
        return _having(text, subject, verb, words[1:])
    if verb in PASTS:
        return Clause(text, subject, verb, rest, "past", PASTS[verb][1])
    if plural(subject) and verb in PLAIN_VERBS | DOUBTFUL_VERBS:
        return Clause(text, subject, verb, rest, "present", verb)
    sure = verb in PLAIN or verb == "does"
    if sure and not (verb == "does" and words[1:2] == ["not"]):
        return Clause(text, subject, verb, rest, "present", infinitive(verb))
    if verb in doubtful and not any(_may_be_finite(each) for each in _before_openers(words[1:])):
        return Clause(text, subject, verb, rest, "present", infinitive(verb))
    return Clause(text)


def _before_openers(words: list[str]) -> list[str]:
    """The words before the first inner clause, but for those that a word before them makes nouns or infinitives."""
    found: list[str] = []
    for before, word in zip(["", *words], words, strict=False):
        if word in _OPENERS:
            break
        if not (before in _PREPOSITIONS | _DETERMINERS or before.endswith(("'", "'s"))):
            found.append(word)
    return found


def _having(text: str, subject: str, verb: str, words: list[str]) -> Clause:
    """*Has* is a verb of its own before a determiner or a noun, an auxiliary before `been`; else nobody knows."""
    following = words[0] if words else ""
    rest = " ".join(words)
    if following == "been":
        return Clause(text, subject, verb, rest, "have", "have")
    if following in _DETERMINERS or (following.endswith(_NOUN_ENDINGS) and len(words) == 1):
        return Clause(text, subject, verb, rest, "present", "have")
    return Clause(text)


def _there(text: str, words: list[str]) -> Clause:
    """*There is*, *there are*."""
    verb = words[1] if len(words) > 1 else ""
    if verb not in _AUXILIARIES or verb == "can" or words[2:3] == ["the"]:
        return Clause(text)
    return Clause(text, "there", verb, " ".join(words[2:]), _AUXILIARIES[verb], verb)


def _quantified(clause: Clause, first: str) -> Clause:
    if clause.kind is None:
        return clause
    parts = (clause.subject, clause.verb, clause.rest, clause.kind, clause.base)
    return Clause(clause.text, *parts, quantity="a" if first == "an" else first)


# Denying


def _denied(clause: Clause) -> str | None:
    """The negation of a clause, if the rewriting is sure of it."""
    if clause.kind is None:
        return None
    if clause.subject == "there":
        return _there_denied(clause)
    if clause.kind in {"be", "was", "can"} and re.match(r"not\b", clause.rest) and not clause.quantity:
        rest = clause.rest.removeprefix("not").strip()
        return _words(clause.subject, clause.verb, rest) if _transparent(rest, clause.verb) else None
    if not _transparent(clause.rest, clause.verb):
        return None
    if clause.quantity:
        return _quantity_denied(clause)
    rest = re.sub(r"\bsome\b", "any", clause.rest)
    match clause.kind:
        case "be" | "was" | "have":
            return _words(clause.subject, clause.verb, "not", rest)
        case "can":
            return _words(clause.subject, "cannot", rest)
        case "past":
            return _words(clause.subject, "did not", PASTS[clause.verb][0], rest)
        case _:
            return _words(clause.subject, "do not" if clause.verb == clause.base else "does not", clause.base, rest)


def _there_denied(clause: Clause) -> str | None:
    first, _, rest = clause.rest.partition(" ")
    if not _transparent(rest, clause.verb) or first in _SCOPES - {"no"} or first in _QUANTITIES | {"every", "all"}:
        return None
    if first == "no":
        return _words("there", clause.verb, "some" if clause.verb in {"is", "was"} else "", rest)
    kept = rest if first in {"a", "an", "some"} else clause.rest
    return _words("there", clause.verb, "no", kept)


def _quantity_denied(clause: Clause) -> str | None:
    first, _, noun = clause.subject.partition(" ")
    if "some" in clause.rest.split() or "every" in clause.rest.split():
        return None
    if clause.quantity == "a":
        # Of what can be, something indefinite is said to be: `a posture can be read` is denied by `no posture can`.
        return _words("no", noun, clause.verb, clause.rest)
    return _words(_DENIED_SUBJECTS[first.lower()], noun, clause.verb, clause.rest)


def _transparent(rest: str, verb: str) -> bool:
    """Whether a negation before `rest` denies just what `rest` says."""
    words = rest.replace(",", " ,").replace(";", " ;").replace(":", " :").split()
    if any(word in _JOINTS or word in {";", ":"} for word in words):
        return False
    if "," in words and not (verb in {"is", "are", "was", "were"} and words[0] in {"a", "an", "the"}):
        return False
    outer = words[: next((at for at, word in enumerate(words) if word in _OPENERS), len(words))]
    return not any(word in _SCOPES for word in outer) and outer.count("some") <= 1


def _words(*parts: str) -> str:
    return " ".join(part for part in parts if part)
