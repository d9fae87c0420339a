"""Names that a program of proofs can read: letters, digits and underscores, each once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable


class Names:
    """Gives each thing a name of its own, near to what it is called."""

    def __init__(self, reserved: Iterable[str] = (), kept: re.Pattern[str] | None = None) -> None:
        """`reserved` are names, and `kept` a pattern of names, that nothing gets."""
        self._taken = set(reserved)
        self._kept = kept
        self._given: dict[Hashable, str] = {}

    def __call__(self, thing: Hashable, wanted: str) -> str:
        """The name of a thing; the same one each time."""
        if thing not in self._given:
            plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in wanted).strip("_")
            stem = name = plain if plain[:1].isalpha() else f"x_{plain}".rstrip("_")
            count = 1
            while name in self._taken or (self._kept is not None and self._kept.fullmatch(name)):
                count += 1
                name = f"{stem}_{count}"
            self._taken.add(name)
            self._given[thing] = name
        return self._given[thing]
