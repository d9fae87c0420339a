"""The rooms: who may import whom, and whether what their READMEs name is there."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARROWS = {
    "grammar": frozenset[str](),
    "proofs": frozenset[str](),
    "logic": frozenset({"grammar", "proofs"}),
    "antinomy": frozenset({"grammar", "proofs", "logic"}),
}
ROOMS = frozenset(ARROWS)
READMES = ("grammar", "proofs", "logic", "antinomy", "theories")
MODULES = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))

DOORS = {
    "lark": frozenset({"grammar/tables.py"}),
    "z3": frozenset({"logic/solver.py"}),
    "pysat": frozenset({"logic/scout.py"}),
    "dd": frozenset({"logic/diagrams.py"}),
    "hypothesis": frozenset(
        {"grammar/strategies.py", "proofs/strategies.py", "logic/strategies.py", "antinomy/strategies.py"}
    ),
}
"""Which modules may import a library that the rest must not know."""

FINDERS = frozenset({"grammar/catalogue.py", "antinomy/cli.py"})
"""The modules that find others, their chapters and their commands, all in their own rooms, by name."""

_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.-]+(/[\w.*-]+)*/?")


def imported(path: Path) -> Iterator[str]:
    """The full names that a module imports, in functions too."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            yield node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"import_module", "importlib.import_module"}:
            assert path.as_posix() in {"grammar/catalogue.py", "antinomy/cli.py"}, (
                f"nobody can tell what {path} imports"
            )


def tops(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_arrows_run_one_way(path: Path) -> None:
    room = path.parts[0]
    assert tops(path) & ROOMS <= ARROWS[room] | {room}
    assert not tops(path) & {"theories", "tests", "benchmarks"}


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] == "proofs"], ids=str)
def test_the_judge_knows_the_standard_library_alone(path: Path) -> None:
    tests_alone = {"hypothesis"} if path.name == "strategies.py" else set()
    assert tops(path) <= sys.stdlib_module_names | {"proofs"} | tests_alone


@pytest.mark.parametrize("library", DOORS)
def test_a_library_is_imported_at_its_door_alone(library: str) -> None:
    assert {path.as_posix() for path in MODULES if library in tops(path)} <= DOORS[library]


def test_every_room_has_its_modules() -> None:
    assert {path.parts[0] for path in MODULES} == ROOMS


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))]
    assert silent == []


@pytest.mark.parametrize("room", READMES)
def test_a_room_has_one_page(room: str) -> None:
    page = ROOT / room / "README.md"
    assert page.is_file()
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 50


def missing(room: str) -> list[str]:
    """The paths that the page of a room names and that are not there."""
    text = (ROOT / room / "README.md").read_text(encoding="utf-8")
    named = [quoted for quoted in _QUOTED.findall(text) if _PATH.fullmatch(quoted) and _looks_like_a_path(quoted)]
    return [name for name in named if not any(any(base.glob(name)) for base in (ROOT, ROOT / room))]


def _looks_like_a_path(text: str) -> bool:
    suffix = text.rpartition(".")[2]
    return "/" in text or (suffix in {"py", "lark", "md", "bib", "toml"} or text.endswith("x.axioms"))


@pytest.mark.parametrize("room", [room for room in READMES if (ROOT / room / "README.md").is_file()])
def test_what_a_page_names_is_there(room: str) -> None:
    assert missing(room) == []
