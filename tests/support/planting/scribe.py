"""Writes a planted year into a journal's file: sealed and signed as the program does it.

Owns sequence, chain, checkpoints and the many events to a commit. The tables are brought up by the
journal itself.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.hash_chain import Link, Origin, seal
from returns_desk.adapters.journal.opening import in_one_commit, open_to_write
from returns_desk.adapters.journal.signing import Signer, checkpoint
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.adapters.journal.stored_links import INSERT_LINK, SELECT_LAST, stored_link
from returns_desk.adapters.profile_keys import TerminalKey
from returns_desk.application.ports import Json, NewEvent
from support.planting.arrivals import ZONE
from support.planting.year import live_through

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from support.planting.facts import Plan

EVENTS_PER_CHECKPOINT: Final = 200
PER_COMMIT: Final = 20_000
KEY: Final = bytes([11]) * 32


@dataclass
class _Ticking:
    """The clock and the ids of the journal's own few events, before the year and after it."""

    moment: datetime
    given: int = 0

    def now(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment.astimezone(ZONE)

    def new_id(self) -> str:
        self.given += 1
        return f"0192a0ff-{self.moment:%Y}-7000-8000-{self.given:012d}"


class Scribe:
    """Puts one event after another into the file; times never go back."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, origin: Origin, signer: Signer
    ) -> None:
        """Go on after the last event of a begun journal."""
        self._path, self._connection = path, connection
        self._origin, self._signer = origin, signer
        self._last: Link = stored_link(connection.execute(SELECT_LAST).fetchone())
        self._at = datetime.min.replace(tzinfo=UTC)
        self._rows: list[tuple[object, ...]] = []

    def write(
        self,
        kind: str,
        payload: dict[str, Json],
        at: datetime,
        case_id: str | None,
        operator: str,
        version: int = 1,
    ) -> int:
        """Record the event; its sequence."""
        self._at = max(self._at, at)
        if (self._last.sequence + 1) % EVENTS_PER_CHECKPOINT == 0:
            self._seal(checkpoint(self._last, self._origin, self._signer))
        self._seal(NewEvent(kind, payload, case_id, operator, version))
        if len(self._rows) >= PER_COMMIT:
            self.commit()
        return self._last.sequence

    def commit(self) -> None:
        """Everything written so far is in the file."""
        with in_one_commit(self._connection, self._path):
            self._connection.executemany(INSERT_LINK, self._rows)
        self._rows.clear()

    def _seal(self, event: NewEvent) -> None:
        last, at = self._last, self._at.astimezone(ZONE)
        event_id = f"0192a000-0000-7000-8000-{last.sequence + 1:012d}"
        link, _ = seal(event, event_id=event_id, at=at, origin=self._origin, after=last)
        self._rows.append((*link[:3], link.envelope.decode()))
        self._last = link


def write_year(path: Path, origin: Origin, signer: Signer, plan: Plan) -> int:
    """Append the plan's year to a begun journal that nobody has open; the last sequence.

    The tables follow when the journal is opened next.
    """
    with closing(open_to_write(path)) as connection:
        scribe = Scribe(path, connection, origin, signer)
        live_through(plan, scribe.write)
        scribe.commit()
        return int(connection.execute("SELECT max(sequence) FROM events").fetchone()[0])


def planted_journal(folder: Path, plan: Plan, *, with_tables: bool = True) -> Path:
    """The journal of one counter's year; the folder is there.

    Without tables it is for whoever reads the events: nobody opened it since the year was written.
    """
    path = folder / "journal.db"
    before = datetime.combine(plan.last_day - timedelta(days=plan.days), time(8), ZONE)
    after = datetime.combine(plan.last_day, time(23), ZONE)
    origin, key = _origin(plan), TerminalKey(Ed25519PrivateKey.from_private_bytes(KEY))
    _journal(path, origin, key, before).close()
    write_year(path, origin, key, plan)
    if with_tables:
        with _journal(path, origin, key, after) as journal:
            journal.catch_up()
    return path


def planted_shop(folder: Path, plans: Iterable[Plan]) -> dict[str, Path]:
    """A journal for each counter of a shop, by the names of their terminals."""
    made = {}
    for plan in plans:
        own = folder / plan.terminal
        own.mkdir()
        made[plan.terminal] = planted_journal(own, plan)
    return made


def _origin(plan: Plan) -> Origin:
    number = int.from_bytes(plan.terminal.encode(), "big") % 10**12
    return Origin(f"0192a000-0000-7000-8000-{number:012d}", plan.terminal)


def _journal(path: Path, origin: Origin, key: TerminalKey, at: datetime) -> SqliteJournal:
    ticking = _Ticking(at)
    recorder = Recorder(origin, key, ticking, ticking)
    return SqliteJournal(path, recorder, AnchorFile(path.with_name("anchor.json")))
