"""Which kind each page of an SQLite file is, what its tables hold, and how far its log reaches.

Owns the file format as far as a test needs it (https://www.sqlite.org/fileformat2.html): the kinds
of b-tree pages by their first byte, the list of free pages, the pages of long rows, and the frames
of the write-ahead log. Must not use anything of the program, so that it can contradict it.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "header"
OVERFLOW = "overflow"
FREE = "free"
_B_TREES = {2: "index_inner", 5: "table_inner", 10: "index_leaf", 13: "table_leaf"}
_HEADER_BYTES = 100
_LOG_HEADER = struct.Struct(">IIII8s8s")
_FRAME_HEADER = struct.Struct(">II8s8s")


class LogPlace(NamedTuple):
    """How far the frames of a log reach that belong together, and the salts that they share."""

    salts: bytes
    end: int
    pages: frozenset[int]


def page_bytes(content: bytes) -> int:
    """How long a page of this file is."""
    (size,) = struct.unpack_from(">H", content, 16)
    return 65_536 if size == 1 else int(size)


def pages_by_kind(content: bytes) -> dict[str, list[range]]:
    """The places of each page, by kind; the file's own header is a kind of its own."""
    size = page_bytes(content)
    free = _free_pages(content, size)
    kinds: dict[str, list[range]] = {HEADER: [range(_HEADER_BYTES)]}
    for number in range(1, len(content) // size + 1):
        start = (number - 1) * size
        begin = start + _HEADER_BYTES if number == 1 else start
        kind = FREE if number in free else _B_TREES.get(content[begin], OVERFLOW)
        kinds.setdefault(kind, []).append(range(begin, start + size))
    return kinds


def log_place(log: Path) -> LogPlace:
    """What of a write-ahead log is in force; frames of an earlier round have other salts."""
    content = log.read_bytes()
    *_, size, _, salts, _ = _LOG_HEADER.unpack_from(content)
    end, pages = _LOG_HEADER.size, set()
    while end + _FRAME_HEADER.size + size <= len(content):
        page, _, frame_salts, _ = _FRAME_HEADER.unpack_from(content, end)
        if frame_salts != salts:
            break
        pages.add(page)
        end += _FRAME_HEADER.size + size
    return LogPlace(salts, end, frozenset(pages))


def all_rows(path: Path) -> dict[str, object]:
    """The file's whole logical content: every description, and every row of every table."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        file.text_factory = bytes
        described = file.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        rows: dict[str, object] = {"": sorted(described, key=repr)}
        for kind, name, _, _ in described:
            if kind == b"table":
                found = file.execute(f'SELECT * FROM "{name.decode()}"').fetchall()  # noqa: S608 -- a name of the file itself
                rows[name.decode()] = sorted(found, key=repr)
        for pragma in ("application_id", "user_version", "encoding"):
            rows[f"pragma {pragma}"] = file.execute(f"PRAGMA {pragma}").fetchone()
    return rows


def _free_pages(content: bytes, size: int) -> set[int]:
    (trunk,) = struct.unpack_from(">I", content, 32)
    free: set[int] = set()
    while trunk and trunk not in free:
        start = (trunk - 1) * size
        following, count = struct.unpack_from(">II", content, start)
        free |= {trunk, *struct.unpack_from(f">{count}I", content, start + 8)}
        trunk = following
    return free
