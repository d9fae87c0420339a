"""What is kept between runs is trusted only if it is whole, for this very grammar, and the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grammar import cache, mistakes, tables
from grammar.language import GRAMMAR, language
from grammar.parse import parse
from grammar.span import Source

NAME = cache.key(b"grammar", b"lark")
DATA = {"rows": [{"NAME": 1, "é": ~2}], "starts": {}}

posix = pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")


def kept(folder: Path) -> Path:
    (only,) = folder.iterdir()
    return only


def test_what_is_stored_is_loaded(tmp_path: Path) -> None:
    cache.store(tmp_path / "a" / "b", NAME, DATA)
    assert cache.load(tmp_path / "a" / "b", NAME) == DATA
    cache.store(tmp_path / "a" / "b", NAME, [1])
    assert cache.load(tmp_path / "a" / "b", NAME) == [1]
    assert kept(tmp_path / "a" / "b").name == f"{NAME}.json"


def test_nothing_is_loaded_where_nothing_is(tmp_path: Path) -> None:
    assert cache.load(tmp_path, NAME) is None
    assert cache.load(tmp_path / "none", NAME) is None


def test_names_depend_on_every_part() -> None:
    parts = [(), (b"",), (b"a",), (b"b",), (b"a", b"b"), (b"ab",), (b"b", b"a"), (b"", b"ab")]
    assert len({cache.key(*part) for part in parts}) == len(parts)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\n",
        b"{}",
        b"\xff\xfe\x00",
        b"0" * 64 + b"\n{}",
        b"\x80\x04K\x01.",
    ],
)
def test_a_damaged_file_is_as_if_there_were_none(tmp_path: Path, damage: bytes) -> None:
    cache.store(tmp_path, NAME, DATA)
    kept(tmp_path).write_bytes(damage)
    assert cache.load(tmp_path, NAME) is None


def test_no_byte_can_be_changed_or_lost(tmp_path: Path) -> None:
    cache.store(tmp_path, NAME, DATA)
    path = kept(tmp_path)
    whole = path.read_bytes()
    for index in range(len(whole)):
        path.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert cache.load(tmp_path, NAME) is None
        path.write_bytes(whole[:index])
        assert cache.load(tmp_path, NAME) is None
    path.write_bytes(whole)
    assert cache.load(tmp_path, NAME) == DATA


def test_what_was_stored_for_another_grammar_is_not_taken(tmp_path: Path) -> None:
    other = cache.key(b"another")
    cache.store(tmp_path, other, DATA)
    kept(tmp_path).rename(tmp_path / f"{NAME}.json")
    assert cache.load(tmp_path, NAME) is None


def test_what_is_sealed_and_yet_no_json_is_not_taken(tmp_path: Path) -> None:
    body = b"{"
    (tmp_path / f"{NAME}.json").write_bytes(cache._seal(NAME, body).encode() + b"\n" + body)  # noqa: SLF001  a forgery
    (tmp_path / f"{NAME}.json").chmod(0o600)
    assert cache.load(tmp_path, NAME) is None


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_can_write_is_not_taken(tmp_path: Path, mode: int) -> None:
    cache.store(tmp_path, NAME, DATA)
    kept(tmp_path).chmod(mode)
    assert cache.load(tmp_path, NAME) is None


@posix
def test_what_belongs_to_another_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(tmp_path, NAME, DATA)
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert cache.load(tmp_path, NAME) is None


@posix
def test_what_is_kept_is_private(tmp_path: Path) -> None:
    cache.store(tmp_path / "a", NAME, DATA)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert kept(tmp_path / "a").stat().st_mode & 0o777 == 0o600


@posix
def test_links_folders_and_pipes_are_not_taken(tmp_path: Path) -> None:
    cache.store(tmp_path / "real", NAME, DATA)
    path = tmp_path / f"{NAME}.json"
    path.symlink_to(kept(tmp_path / "real"))
    assert cache.load(tmp_path, NAME) is None
    path.unlink()
    path.mkdir()
    assert cache.load(tmp_path, NAME) is None
    path.rmdir()
    os.mkfifo(path)
    assert cache.load(tmp_path, NAME) is None


def test_what_is_too_large_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store(tmp_path, NAME, DATA)
    monkeypatch.setattr(cache, "_LARGEST", 10)
    assert cache.load(tmp_path, NAME) is None


def test_where_nothing_can_be_stored_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    cache.store(tmp_path / "file", NAME, DATA)
    cache.store(tmp_path / "file" / "below", NAME, DATA)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.store(tmp_path / "a", NAME, DATA)
    assert list((tmp_path / "a").iterdir()) == []


# The tables of the grammar


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of this test's own, and a language that is not built yet."""
    monkeypatch.delenv(cache.OFF, raising=False)
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: tmp_path / "antinomy")
    forget()
    yield tmp_path / "antinomy"
    forget()


def forget() -> None:
    """Forget the language, and what was learned from it."""
    language.cache_clear()
    mistakes.learned.cache_clear()


def reads() -> bool:
    parsed = parse(Source("f", 'theory t\naxiom a "g": p and q\naxiom b p\n'))
    return [diagnostic.code for diagnostic in parsed.diagnostics] == ["E101"] and len(parsed.file.modules[0].items) == 1


def test_the_tables_are_worked_out_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads()
    assert kept(home).stat().st_size < 100_000
    forget()
    monkeypatch.setattr(tables, "build", None)
    assert reads()


@pytest.mark.parametrize("content", [b"", b"{}", b"0" * 100_000])
def test_damaged_tables_are_worked_out_anew(home: Path, content: bytes) -> None:
    assert reads()
    whole = kept(home).read_bytes()
    kept(home).write_bytes(content)
    forget()
    assert reads()
    assert kept(home).read_bytes() == whole


def test_nothing_is_kept_where_it_is_switched_off(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.OFF, "1")
    assert reads()
    assert not home.exists()
    assert cache.folder() is None


@pytest.mark.parametrize("fault", [OSError, None])
def test_the_language_does_without_a_cache(
    home: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception] | None
) -> None:
    def missing(*_: object) -> None:
        if fault is not None:
            raise fault

    monkeypatch.setattr("grammar.language.find_spec" if fault is None else "grammar.cache.key", missing)
    assert reads()
    assert not home.exists()


def test_a_folder_that_is_nowhere_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cache.OFF, raising=False)
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: Path("~/.cache/antinomy"))
    assert cache.folder() is None


def test_a_changed_grammar_is_another_grammar(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads()
    changed = tmp_path / "axioms.lark"
    changed.write_text(GRAMMAR.read_text(encoding="utf-8").replace(r"/axiom\b", r"/axiom\b|posit\b"), encoding="utf-8")
    monkeypatch.setattr("grammar.language.GRAMMAR", changed)
    forget()
    assert not parse(Source("f", "theory t\nposit a: p")).diagnostics
    assert len(list(home.iterdir())) == 2
