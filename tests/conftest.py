"""Programs of others that tests run: skipped where they are not installed, and required where CI runs."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable

import pytest

PACKAGES = {
    "cadical": "apt-get install cadical",
    "coqc": "apt-get install coq",
    "cvc5": "apt-get install cvc5",
    "drup": "pip install drup",
    "eprover": "apt-get install eprover",
    "pdflatex": "apt-get install texlive-latex-base",
}
"""Each program that a test may run, or library that only tests import, and how to get it."""


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The name under which a program can be run; without it, the test is skipped, or fails where `CI` is set."""

    def find(name: str) -> str:
        if shutil.which(name) is None and importlib.util.find_spec(name) is None:
            why = f"{name} is not installed: {PACKAGES[name]}"
            if os.environ.get("CI") == "true":
                pytest.fail(why)
            pytest.skip(why)
        return name

    return find
