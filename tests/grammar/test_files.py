"""Reading files: what can be read is read rightly, and what cannot is said."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from grammar import files
from grammar.catalogue import instead, says
from grammar.diagnostics import Diagnostic
from grammar.files import find, read
from grammar.parse import parse
from grammar.span import Source

linked = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def refused(result: object, code: str) -> Diagnostic:
    assert isinstance(result, Diagnostic), result
    assert result.code == code
    assert "…" not in says(result)
    assert instead(result)
    assert result.place is None
    return result


def text(path: Path) -> str:
    result = read(path)
    assert isinstance(result, Source), result
    return result.text


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: str | bytes = "theory t\n") -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


# Reading


@pytest.mark.usefixtures("here")
def test_a_file_is_read_under_the_name_that_was_given() -> None:
    write("a/b.axioms", 'theory θ "π"\n')
    source = read(Path("a/../a/b.axioms"))
    assert isinstance(source, Source)
    assert source.name == "a/../a/b.axioms"
    assert source.text == 'theory θ "π"\n'


def test_an_absolute_path_keeps_its_name(here: Path) -> None:
    path = here / write("b.axioms")
    source = read(path)
    assert isinstance(source, Source)
    assert source.name == path.as_posix()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ""),
        (b"\xef\xbb\xbf", ""),
        (b"\xef\xbb\xbftheory t", "theory t"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\r\n\rb\n\r\n", "a\n\nb\n\n"),
        ("\ufeffé\u2028".encode(), "é\u2028"),
    ],
)
@pytest.mark.usefixtures("here")
def test_marks_and_line_ends_are_made_alike(content: bytes, expected: str) -> None:
    assert text(write("f", content)) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.usefixtures("here")
def test_places_are_right_whatever_the_line_ends(end: str) -> None:
    lines = ["\ufefftheory t # remark", "atom p", "axiom a: p q"]
    source = read(write("f", end.join(lines)))
    assert isinstance(source, Source)
    (diagnostic,) = parse(source).diagnostics
    assert diagnostic.place is not None
    assert source.position(diagnostic.place.span.start) == (3, 12)
    assert source.line_text(3) == "axiom a: p q"


@pytest.mark.usefixtures("here")
def test_an_empty_file_is_a_legal_file() -> None:
    source = read(write("f", ""))
    assert isinstance(source, Source)
    parsed = parse(source)
    assert not parsed.diagnostics
    assert not parsed.file.modules


@pytest.mark.usefixtures("here")
def test_what_is_not_there() -> None:
    assert refused(read(Path("nothing.axioms")), "E501").arguments["path"] == "nothing.axioms"
    refused(find(Path("nothing.axioms")), "E501")
    write("f")
    refused(read(Path("f/g.axioms")), "E501")
    refused(find(Path("f/g.axioms")), "E501")


@pytest.mark.usefixtures("here")
def test_names_that_no_file_can_have() -> None:
    refused(read(Path("a\0b")), "E501")
    refused(find(Path("a\0b")), "E501")
    refused(read(Path("a" * 5_000)), "E503")
    refused(find(Path("a" * 5_000)), "E503")


@pytest.mark.usefixtures("here")
def test_a_folder_is_no_file() -> None:
    Path("d.axioms").mkdir()
    assert "a folder" in says(refused(read(Path("d.axioms")), "E502"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes there")
@pytest.mark.usefixtures("here")
def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("p.axioms")
    refused(read(Path("p.axioms")), "E502")
    refused(find(Path("p.axioms")), "E502")
    write("f.axioms")
    assert find(Path()) == (Path("f.axioms"),)


@pytest.mark.usefixtures("here")
def test_an_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file = write("f.axioms")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    assert "permission denied" in says(refused(read(file), "E503"))
    monkeypatch.setattr(os, "scandir", closed)
    refused(find(Path()), "E503")
    monkeypatch.setattr(Path, "stat", closed)
    refused(read(file), "E503")
    refused(find(file), "E503")


@linked
@pytest.mark.usefixtures("here")
def test_links_to_nothing_and_in_circles() -> None:
    Path("dangling.axioms").symlink_to("nothing")
    assert "link to nothing" in says(refused(read(Path("dangling.axioms")), "E503"))
    refused(find(Path("dangling.axioms")), "E503")
    Path("loop.axioms").symlink_to("loop.axioms")
    refused(read(Path("loop.axioms")), "E503")
    refused(find(Path("loop.axioms")), "E503")


@pytest.mark.parametrize(
    ("content", "offset", "line"),
    [
        (b"theory t\naxiom \xff: p", "15", "2"),
        (b"\xe9", "0", "1"),
        (b"a\xc3", "1", "1"),
        (b"\xed\xa0\x80", "0", "1"),
        (b"\xef\xbb\xbfab\xff", "5", "1"),
        ("theory t".encode("utf-16"), "0", "1"),
        ("theory t".encode("utf-16-be"), None, None),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_is_not_utf_8(content: bytes, offset: str | None, line: str | None) -> None:
    file = write("f", content)
    if offset is None:
        refused(read(file), "E507")
        return
    diagnostic = refused(read(file), "E504")
    assert diagnostic.arguments["offset"] == offset
    assert diagnostic.arguments["line"] == line


@pytest.mark.parametrize("content", [b"\0", b"theory t\0", b"\x7fELF\0\xff"])
@pytest.mark.usefixtures("here")
def test_what_is_no_text(content: bytes) -> None:
    assert refused(read(write("f", content)), "E507").arguments["offset"] == str(content.index(b"\0"))


@pytest.mark.usefixtures("here")
def test_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 10)
    assert text(write("f", b"#" * 10)) == "#" * 10
    assert refused(read(write("f", b"#" * 11)), "E505").arguments["limit"] == "10"


def test_the_limit() -> None:
    assert files.LIMIT == 64 * 1024 * 1024


# Standard input


def given(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"\xef\xbb\xbftheory t\r\n")
    assert find(Path("-")) == (Path("-"),)
    source = read(Path("-"))
    assert isinstance(source, Source)
    assert source.name == "<stdin>"
    assert source.text == "theory t\n"


def test_standard_input_may_be_closed_or_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert text(Path("-")) == ""
    given(monkeypatch, b"\xff")
    assert refused(read(Path("-")), "E504").arguments["path"] == "<stdin>"


# Finding


@pytest.mark.usefixtures("here")
def test_a_file_is_found_whatever_its_name() -> None:
    assert find(write("notes.txt")) == (Path("notes.txt"),)
    assert find(write(".hidden")) == (Path(".hidden"),)


@pytest.mark.usefixtures("here")
def test_a_folder_is_searched_in_order() -> None:
    for name in ("b.axioms", "a/z.axioms", "a/a.axioms", "a-b.axioms", "c.txt", "axioms", "d.axioms.bak", "é.axioms"):
        write(f"d/{name}")
    found = find(Path("d"))
    assert isinstance(found, tuple)
    assert [path.as_posix() for path in found] == [
        "d/a/a.axioms",
        "d/a/z.axioms",
        "d/a-b.axioms",
        "d/b.axioms",
        "d/é.axioms",
    ]


@pytest.mark.usefixtures("here")
def test_what_is_hidden_is_left_out() -> None:
    write("d/.git/a.axioms")
    write("d/.a.axioms")
    write("d/x/.cache/y/a.axioms")
    refused(find(Path("d")), "E506")
    write("d/a.axioms")
    assert find(Path("d")) == (Path("d/a.axioms"),)
    assert find(Path("d/.git")) == (Path("d/.git/a.axioms"),)


@pytest.mark.usefixtures("here")
def test_a_folder_without_axioms() -> None:
    Path("d/e.axioms").mkdir(parents=True)
    assert refused(find(Path("d")), "E506").arguments["path"] == "d"


@linked
@pytest.mark.usefixtures("here")
def test_links_out_of_the_folder_are_left_out() -> None:
    write("outside/secret.axioms")
    write("d/a.axioms")
    Path("d/out.axioms").symlink_to("../outside/secret.axioms")
    Path("d/folder").symlink_to("../outside")
    Path("d/dangling.axioms").symlink_to("nothing")
    assert find(Path("d")) == (Path("d/a.axioms"),)


@linked
@pytest.mark.usefixtures("here")
def test_links_inside_the_folder_give_no_file_twice() -> None:
    write("d/real/a.axioms")
    write("d/real/b.txt")
    Path("d/again.axioms").symlink_to("real/a.axioms")
    Path("d/b.axioms").symlink_to("real/b.txt")
    Path("d/c.axioms").symlink_to("real/b.txt")
    Path("d/folder").symlink_to("real")
    assert find(Path("d")) == (Path("d/b.axioms"), Path("d/real/a.axioms"))


@linked
@pytest.mark.usefixtures("here")
def test_circles_of_links_end() -> None:
    write("d/a.axioms")
    Path("d/up").symlink_to("..")
    Path("d/self").symlink_to(".")
    Path("d/loop.axioms").symlink_to("loop.axioms")
    assert find(Path("d")) == (Path("d/a.axioms"),)


@linked
@pytest.mark.usefixtures("here")
def test_a_folder_may_itself_be_a_link() -> None:
    write("real/a.axioms")
    Path("d").symlink_to("real")
    assert find(Path("d")) == (Path("d/a.axioms"),)


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname != "Linux", reason="such names exist on Linux alone")
@pytest.mark.usefixtures("here")
def test_a_name_that_is_no_text_can_be_printed() -> None:
    path = Path(os.fsdecode(b"d/\xff.axioms"))
    path.parent.mkdir()
    path.write_text("theory t", encoding="utf-8")
    assert find(Path("d")) == (path,)
    source = read(path)
    assert isinstance(source, Source)
    assert source.name == "d/\\udcff.axioms"
    assert source.name.encode("utf-8")
