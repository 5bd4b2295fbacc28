"""Measures the journal: appends with chain and read models, verification, rebuilding.

Owns the comparison with plain sqlite3 in the same run, at the same durability (WAL, synchronous
FULL, one commit for each event). Peers insert the same bytes without chain, index or read models.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.journal.codec import canonical_bytes
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.application.ports import Json, NewEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.journal.sqlite_journal import SqliteJournal

APPENDS: Final = 3_000
STORED: Final = 50_000
PER_COMMIT: Final = 500
ROUNDS: Final = 3
MILLION: Final = 1_000_000


def run() -> list[dict[str, Any]]:
    """One row for each figure; `ratio` is ours by the peer's."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with Profile.open(place / "shop", create=demo_configuration()) as profile:
            profile.lock()
            with profile.open_journal() as journal:
                ours, peer = _appends(journal, place / "plain.db")
                rows = [_row("durable appends, one per commit", ours, "events/s", peer)]
                _fill(journal)
                rows.extend(_whole_walks(journal))
                size = profile.journal_path.stat().st_size / journal.head()[0]
                rows.append(_row("size with indexes and read models", size, "bytes/event"))
    return rows


def _appends(journal: SqliteJournal, plain: Path) -> tuple[float, float]:
    """Ours and the peer's, in turns, so that both meet the same disk; the best round of each."""
    with closing(sqlite3.connect(plain, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE events (sequence INTEGER PRIMARY KEY, envelope BLOB)")
        rounds = []
        for number in range(ROUNDS):
            ours = _per_second(partial(_append, journal, number), APPENDS)
            peer = _per_second(partial(_insert, connection), APPENDS)
            rounds.append((ours, peer))
    return max(ours for ours, _ in rounds), max(peer for _, peer in rounds)


def _append(journal: SqliteJournal, number: int) -> None:
    for index in range(APPENDS):
        journal.append(_event(number * APPENDS + index))


def _insert(connection: sqlite3.Connection) -> None:
    for index in range(APPENDS):
        envelope = canonical_bytes(_event(index).payload)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO events (envelope) VALUES (?)", [envelope])
        connection.execute("COMMIT")


def _fill(journal: SqliteJournal) -> None:
    for start in range(0, STORED, PER_COMMIT):
        journal.append(*(_event(start + index) for index in range(PER_COMMIT)))


def _whole_walks(journal: SqliteJournal) -> list[dict[str, Any]]:
    """Seconds for a million events, reckoned from what is stored."""
    events = journal.head()[0]
    walks: dict[str, Callable[[], object]] = {
        "verify, per million events": journal.verify,
        "verify --deep, per million events": lambda: journal.verify(deep=True),
        "rebuild, per million events": journal.rebuild,
    }
    return [_row(name, MILLION / _per_second(walk, events), "s") for name, walk in walks.items()]


def _event(number: int) -> NewEvent:
    """Some 400 bytes, as a usual event has; every tenth changes a read model's rows."""
    case_id = f"0192a000-0000-7000-8000-{number // 10:012d}"
    if number % 10 == 0:
        return NewEvent("case_opened", {"number": number // 10 + 1}, case_id, "mara")
    numbers: list[Json] = list(range(8))
    payload: dict[str, Json] = {"digest": f"sha256:{number:064d}", "numbers": numbers}
    return NewEvent("board_shown", payload, case_id, "mara")


def _per_second(work: Callable[[], object], count: int) -> float:
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


def _row(name: str, value: float, unit: str, peer_value: float | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "peer": None if peer_value is None else "plain sqlite3, no chain, no read models",
        "peer_value": None if peer_value is None else round(peer_value, 3),
        "ratio": None if peer_value is None else round(value / peer_value, 3),
    }
