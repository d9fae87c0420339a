"""Input that is wrong, odd or hostile: told what is wrong, with status 2, and never with a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grammar import files

Command = Callable[..., Any]

MEGABYTE = 1 << 20
RIGHT = "theory t\natom p\naxiom a: p\n"


def sort(size: int, statement: str) -> str:
    return f"theory t\nsort S = {{{', '.join(f'e{i}' for i in range(size))}}}\natom r(x, y, z: S)\n{statement}\n"


REFUSED = {
    "binary": (b"\x7fELF\x00\x01\x02\x03" * 100, "E507"),
    "UTF-16": (RIGHT.encode("utf-16"), "E504"),
    "invalid UTF-8": (b'theory t\natom p "\xff"\n', "E504"),
    "cut in a character": (RIGHT.encode() + "# é".encode()[:-1], "E504"),
    "a NUL character": (b"theory t\natom p\0\n", "E507"),
    "no module": (b"axiom a: p\n", "E1"),
    "many brackets": (b"theory t\natom p\naxiom a: " + b"(" * (10 * MEGABYTE), "E1"),
    "brackets without anything else": (b"(" * (10 * MEGABYTE), "E1"),
    "deep brackets": (b"theory t\natom p\naxiom a: " + b"(" * 100_000 + b"p" + b")" * 100_000 + b"\n", "E1"),
    "deep negations": (b"theory t\natom p\naxiom a: " + b"not " * 100_000 + b"p\n", "E1"),
    "deep implications": (b"theory t\natom p\naxiom a: " + b"p implies " * 100_000 + b"p\n", "E1"),
    "deep definitions": (
        (
            "theory t\natom p\ndefine d0: p\n" + "".join(f"define d{i}: not not d{i - 1}\n" for i in range(1, 5000))
        ).encode()
        + b"axiom a: d4999\n",
        "E602",
    ),
    "three quantifiers over 10,000 elements": (
        sort(10_000, "axiom a: for every x, y, z in S: r(x, y, z)").encode(),
        "E601",
    ),
    "three quantifiers, one in the other": (
        sort(10_000, "axiom a: for every x in S: for some y in S: for no z in S: r(x, y, z)").encode(),
        "E601",
    ),
    "definitions that double": (
        (
            "theory t\natom p\ndefine d0: p\n"
            + "".join(f"define d{i}: d{i - 1} and not d{i - 1}\n" for i in range(1, 60))
            + "axiom a: d59\n"
        ).encode(),
        "E60",
    ),
    "a circle of extensions": (b"theory t extends u\ntheory u extends v\ntheory v extends t\n", "E4"),
    "an extension of itself": (b"theory t extends t\n", "E4"),
    "a circle of definitions": (b"theory t\ndefine d: e\ndefine e: d\naxiom a: d\n", "E"),
    "a path for a module": (b"theory t extends ../secret\natom p\n", "E1"),
    "dots for a module": (b"theory t extends ..\natom p\n", "E1"),
    "a module that is not there": (b"theory t extends nothing_such\natom p\naxiom a: p\n", "E401"),
    "a module twice": ((RIGHT + RIGHT).encode(), "E407"),
    "control characters": (b"theory t\natom p\naxiom a: p \x1b[31m \x07\n", "E1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused(case: str, tmp_path: Path, antinomy: Command) -> None:
    data, code = REFUSED[case]
    path = tmp_path / "t.axioms"
    path.write_bytes(data)
    ran = antinomy("check", "t", "-f", path)
    assert ran.status == 2
    assert f"error {code}" in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert len(ran.err) < 20_000


ACCEPTED = {
    "a byte order mark and CRLF": b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode(),
    "old line ends": RIGHT.replace("\n", "\r").encode(),
    "no line end": RIGHT.rstrip().encode(),
    "brackets as deep as they may be": b"theory t\natom p\naxiom a: " + b"(" * 190 + b"p" + b")" * 190 + b"\n",
    "names in another script": "theory t\natom сдержанность\natom 抑制\naxiom a: сдержанность and 抑制\n".encode(),
    "a name composed and decomposed": "theory t\natom caf\u00e9\naxiom a: cafe\u0301\n".encode(),
    "a long chain": b"theory t\natom p\naxiom a: " + b" and ".join([b"p"] * 50_000) + b"\n",
    "a long gloss": b'theory t\natom p "' + b"word " * 10_000 + b'"\naxiom a: p\n',
    "a million comments": b"# nothing\n" * 1_000_000 + RIGHT.encode(),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_file_is_accepted(case: str, tmp_path: Path, antinomy: Command) -> None:
    path = tmp_path / "t.axioms"
    path.write_bytes(ACCEPTED[case])
    ran = antinomy("check", "t", "-f", path)
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# nothing\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_nothing_and_is_no_fault(data: bytes, tmp_path: Path, antinomy: Command) -> None:
    path = tmp_path / "t.axioms"
    path.write_bytes(data)
    assert antinomy("prove", path).status == 0
    assert antinomy("check", "realism", "-f", path).status == 0
    ran = antinomy("check", "t", "-f", path)
    assert ran.status == 2
    assert "E401" in ran.err


def test_paths_that_lead_nowhere(tmp_path: Path, antinomy: Command) -> None:
    dangling = tmp_path / "link.axioms"
    dangling.symlink_to(tmp_path / "gone.axioms")
    circle = tmp_path / "circle.axioms"
    circle.symlink_to(circle)
    empty = tmp_path / "empty"
    empty.mkdir()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    places = {
        tmp_path / "gone": "E501",
        tmp_path / "a" / "b": "E501",
        Path("/dev/null"): "E502",
        pipe: "E502",
        dangling: "E503",
        circle: "E503",
        empty: "E506",
    }
    for path, code in places.items():
        for command in (["check", "realism", "-f", path], ["prove", path], ["lint", path], ["fmt", path]):
            ran = antinomy(*command)
            assert ran.status == 2, path
            assert f"error {code}" in ran.err, path


def test_a_file_that_may_not_be_read(tmp_path: Path, antinomy: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.axioms"
    path.write_text(RIGHT, encoding="utf-8")

    def refuse(_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "_head", refuse)
    ran = antinomy("check", "t", "-f", path)
    assert ran.status == 2
    assert "error E503" in ran.err
    assert "permission denied" in ran.err


def test_a_file_that_may_not_be_written(tmp_path: Path, antinomy: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.axioms"
    path.write_text("theory   t\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    ran = antinomy("fmt", path)
    assert ran.status == 2
    assert "error E508" in ran.err
    assert path.read_text(encoding="utf-8") == "theory   t\n"


def test_nothing_outside_the_places_is_read(tmp_path: Path, antinomy: Command) -> None:
    """A module in the folder above is not found, nor one behind a link that leads out of the folder."""
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "above.axioms").write_text("theory above\n", encoding="utf-8")
    (tmp_path / "other.axioms").write_text("theory other\n", encoding="utf-8")
    (inner / "other.axioms").symlink_to(tmp_path / "other.axioms")
    for name in ("above", "other"):
        path = inner / "t.axioms"
        path.write_text(f"theory t extends {name}\natom p\n", encoding="utf-8")
        ran = antinomy("check", "t", "-f", path)
        assert ran.status == 2
        assert "error E401" in ran.err


COMPOSITIONS = ["", " ", "+", "realism +", "realism - ", "../realism", "realism.nothing", "realism.a.b", "(" * 10_000]
COMPOSITIONS += [
    "realism" + " + realism" * 1_000 + " +",
    "effects",
    "essay",
    "réalisme",
    "\x1b[31m",
    "realism\nrealism",
]


@pytest.mark.parametrize("composition", COMPOSITIONS, ids=lambda text: repr(text[:20]))
def test_a_composition_is_refused(composition: str, antinomy: Command) -> None:
    for command in (["check", composition], ["entails", composition, "anarchy"], ["verdict", composition, "restraint"]):
        ran = antinomy(*command)
        assert ran.status == 2
        assert "error E" in ran.err
        assert "\x1b" not in ran.err


FORMULAS = [
    "",
    "anarchy and",
    "(" * 100_000,
    "not " * 10_000 + "anarchy",
    "may not anarchy",
    "ought anarchy",
    "anarchy(US)",
]
FORMULAS += ["nothing_such", "for every s in Nowhere: anarchy", "ought ought anarchy", "if anarchy", "“anarchy”", "\0"]


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda text: repr(text[:20]))
def test_a_formula_is_refused(formula: str, antinomy: Command) -> None:
    ran = antinomy("entails", "realism", formula)
    assert ran.status == 2
    assert "error E" in ran.err


def test_many_faults_are_all_told(antinomy: Command) -> None:
    ran = antinomy("check", "t", "-f", "-", stdin="theory t\natom p\n" + "axiom a p\n" * 100)
    assert ran.status == 2
    assert ran.err.count("error E101") == 100


def test_whole_processes(tmp_path: Path, process: Command) -> None:
    deep = tmp_path / "deep.axioms"
    deep.write_text("theory t\natom p\naxiom a: " + "(" * 100_000 + "p" + ")" * 100_000, encoding="utf-8")
    wide = tmp_path / "wide.axioms"
    wide.write_text(sort(10_000, "axiom a: for every x, y, z in S: r(x, y, z)"), encoding="utf-8")
    for path, code in ((deep, "E1"), (wide, "E601"), (tmp_path / "gone", "E501")):
        ran = process("check", "t", "-f", path)
        assert ran.status == 2
        assert f"error {code}" in ran.err
        assert "Traceback" not in ran.err
        assert ran.out == ""
