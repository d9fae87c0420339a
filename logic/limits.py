"""How long and how large a question may become, and whether somebody has asked it to stop."""

from __future__ import annotations

import time


class UndecidedError(Exception):
    """Some part of a question was not decided within its limits; never leaves a question's own functions."""


class Interruption:
    """Whether somebody has asked for an answer now, whatever there is of it; once asked, always asked.

    `heard` says that the question has come so far that it looks at `requested` now and then;
    before that, only ending the program ends it.
    """

    def __init__(self) -> None:
        self.requested = False
        self.heard = False

    def request(self) -> None:
        """Ask. Safe in a signal handler."""
        self.requested = True


class Limits:
    """How long and how large a question may become: seconds from now, and megabytes for Z3.

    `interruption` may be shared by several, as by the claims of one run.
    """

    def __init__(
        self, seconds: float | None = None, megabytes: int | None = None, interruption: Interruption | None = None
    ) -> None:
        self.deadline = None if seconds is None else time.monotonic() + seconds
        self.megabytes = megabytes
        self.interruption = interruption or Interruption()

    def remaining(self) -> float | None:
        """Seconds left, not less than none; `None` where there is no limit."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to stop: the time is up, or somebody asked."""
        return self.interruption.requested or self.remaining() == 0.0

    @property
    def why(self) -> str:
        """Why to stop, in the words of an answer's `reason`."""
        return "interrupted" if self.interruption.requested else "time limit"
