"""Lists that are told as they grow, where finding them takes so long that somebody would rather see the first ones."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Final

_PATIENCE: Final = 1.0
"""Seconds to wait for a whole list before its members are shown as they are found."""


class Stream:
    """Lines that are held back for a second, and then, if the list is not whole by then, printed as they come."""

    def __init__(self, title: str) -> None:
        self.began = False
        self._title = title
        self._held: list[Iterable[str]] = []
        self._start = time.monotonic()

    def add(self, lines: Iterable[str]) -> None:
        """Further lines, which are not read before they are printed."""
        self._held.append(lines)
        if not self.began and time.monotonic() - self._start > _PATIENCE:
            self.began = True
            sys.stdout.write(f"{self._title}\n")
        if self.began:
            for each in self._held:
                sys.stdout.writelines(f"  {line}\n" for line in each)
            sys.stdout.flush()
            self._held.clear()
