"""Sealed documents: JSON that can be written in one way only, with a digest of what it says.

Whoever reads one may not have written it. What is too large, says a thing twice, holds a number
that is no small integer, or is written in any other way than `seal` writes it, is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, NoReturn

LARGEST: Final = 64 * 1024 * 1024
"""How many bytes a document may have."""

_DIGITS: Final = 15


@dataclass(frozen=True, slots=True)
class Unreadable:
    """It is no document at all, and why."""

    reason: str


class WrongError(Exception):
    """What is wrong with a document that can be read."""


def digest(content: Mapping[str, Any]) -> str:
    """The digest of a document: of its compact JSON with sorted keys, the digest itself left out."""
    said = {name: value for name, value in content.items() if name != "digest"}
    compact = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return "sha256:" + sha256(compact.encode("ascii")).hexdigest()


def seal(content: Mapping[str, Any]) -> str:
    """A document as text, its fields in the order given, its digest last: one line for each item of a list."""
    fields = {**content, "digest": digest(content)}
    return "{\n" + ",\n".join(f"{_compact(name)}: {_field(value)}" for name, value in fields.items()) + "\n}\n"


def _field(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def unseal(text: str | bytes, fields: Sequence[str]) -> dict[str, Any] | Unreadable:
    """What a document with these fields, in this order, says.

    Raises `WrongError` where it is a document, and not one of these, or its seal is broken.
    """
    if len(text) > LARGEST:
        return Unreadable(f"it is larger than {LARGEST:,} bytes")
    try:
        said = text.decode("utf-8") if isinstance(text, bytes) else text
        content = json.loads(
            said, object_pairs_hook=_once, parse_int=_integer, parse_float=_number, parse_constant=_number
        )
    except (ValueError, RecursionError) as fault:
        return Unreadable(f"it is no JSON ({type(fault).__name__})")
    if not isinstance(content, dict) or list(content) != [*fields, "digest"]:
        raise WrongError("it does not have the fields of a certificate, in their order")
    if content.pop("digest") != digest(content):
        raise WrongError("the digest is not that of what it says")
    if seal(content) != said:
        raise WrongError("it is not written as certificates are")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise WrongError("a field is given twice")
    return content


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _DIGITS else _number(digits)


def _number(_: str) -> NoReturn:
    raise WrongError("a number is no small integer")
