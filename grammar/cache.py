"""Keeps the tables of the grammar between runs, in the user's cache folder.

To work the tables out takes a tenth of a second and needs lark; to read them takes two
milliseconds. They are kept as JSON, which can do nothing when it is read, behind a digest, in
a file whose name comes from everything that they depend on. Whatever is
wrong with the file, or with the folder, it is as if there were none.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from platformdirs import user_cache_path

OFF: Final = "ANTINOMY_NO_CACHE"
"""The environment variable that switches the cache off, whatever its value."""

_LARGEST: Final = 1 << 22


def folder() -> Path | None:
    """Where things are kept, if anywhere."""
    if os.environ.get(OFF):
        return None
    path = user_cache_path("antinomy", appauthor=False)
    return path if path.is_absolute() else None


def key(*parts: bytes) -> str:
    """A name for what depends on `parts` and on this Python."""
    digest = sha256(f"{sys.implementation.name} {sys.version}".encode())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def load(where: Path, name: str) -> Any:
    """What was stored under `name`; `None` where there is nothing that can be trusted."""
    try:
        content = _own_file(where / f"{name}.json")
    except OSError:
        return None
    digest, _, body = content.partition(b"\n")
    if digest.decode("ascii", "replace") != _seal(name, body):
        return None
    with suppress(ValueError):
        return json.loads(body)
    return None


def store(where: Path, name: str, data: Any) -> None:
    """Keep `data` under `name`, all of it or nothing; quietly not at all where that cannot be done."""
    body = json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    target, passing = where / f"{name}.json", where / f"{name}.{os.getpid()}.new"
    with suppress(OSError):
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(_seal(name, body).encode("ascii") + b"\n" + body)
            passing.replace(target)
        finally:
            passing.unlink(missing_ok=True)


def _seal(name: str, body: bytes) -> str:
    return sha256(name.encode("utf-8") + b"\n" + body).hexdigest()


def _own_file(path: Path) -> bytes:
    """The bytes of a plain file that belongs to the user and that nobody else can write.

    Raises:
        OSError: There is no such file, or it is something else.
    """
    # Neither to follow a link, nor to wait for somebody at the other end of a pipe.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST or not _ours(status):
            raise PermissionError(path)
        return file.read(_LARGEST)


def _ours(status: os.stat_result) -> bool:
    """Whether a file is the user's alone; where users have no numbers, the folder itself is private."""
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
