"""Fixed clock, ids and keys, and the events of one whole return, for tests of the journal."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.hash_chain import Origin
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.schema import GUARDS, m001_events
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.adapters.profile_keys import TerminalKey
from returns_desk.application.ports import BentEvent, Json, NewEvent, Verification

CASE = "case-1"
RECEIPT = "3141-07-20261107-0042"
ORIGIN = Origin(installation="0192a000-0000-7000-8000-000000000001", terminal="07")


@dataclass
class SteppingClock:
    """A second passes with each look at it."""

    moment: datetime = field(default=datetime(2026, 11, 21, 18, 40, tzinfo=UTC))

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment.astimezone(ZoneInfo("America/Chicago"))


@dataclass
class CountingIds:
    """event-1, event-2 and so on."""

    given: int = 0

    def new_id(self) -> str:
        self.given += 1
        return f"event-{self.given}"


def fixed_key(seed: int = 7) -> TerminalKey:
    return TerminalKey(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def recorder(key: TerminalKey | None = None, origin: Origin = ORIGIN) -> Recorder:
    return Recorder(origin, key or fixed_key(), SteppingClock(), CountingIds())


def open_journal(
    folder: Path, *, events_per_checkpoint: int = 200, busy_timeout_ms: int = 10
) -> SqliteJournal:
    return SqliteJournal(
        folder / "journal.db",
        recorder(),
        AnchorFile(folder / "anchor.json"),
        busy_timeout_ms=busy_timeout_ms,
        events_per_checkpoint=events_per_checkpoint,
    )


def event(kind: str, case_id: str | None = CASE, /, **payload: Json) -> NewEvent:
    return NewEvent(kind, payload, case_id=case_id, operator="mara")


def item(quantity: str = "1", paid: int = 2136, fee: int = 0, line: int = 1) -> dict[str, Json]:
    return {
        "receipt": RECEIPT,
        "line": line,
        "quantity": quantity,
        "paid": paid,
        "tax": 0,
        "fee": fee,
    }


def leg(
    number: int = 1, amount: int = 2136, tender: str | None = f"{RECEIPT}/1"
) -> dict[str, Json]:
    return {
        "leg": number,
        "tender": tender,
        "destination": "other_card",
        "means": "card_reader",
        "amount": amount,
        "rounding": 0,
    }


def whole_return(case_id: str = CASE, number: int = 1) -> list[NewEvent]:
    key = f"{case_id}-key"

    def of_case(kind: str, /, **payload: Json) -> NewEvent:
        return event(kind, case_id, **payload)

    return [
        of_case("case_opened", number=number),
        of_case("receipt_added", receipt=RECEIPT, keyed_in=False, digest="d"),
        of_case("board_shown", digest="sha256:1", board={"options": []}, numbers=[1]),
        of_case("option_chosen", option="refund/other_card", amount=2136, board_digest="", key=key),
        of_case("plan_made", key=key, option="refund/other_card", legs=[leg()], items=[item()]),
        of_case("leg_begun", key=key, leg=1),
        of_case(
            "leg_booked",
            key=key,
            leg=1,
            tender=f"{RECEIPT}/1",
            amount=2136,
            rounding=0,
            reference="A-77",
        ),
        of_case("goods_taken", key=key, items=[item()]),
        of_case("slip_issued", anchor="0123abcd"),
        of_case("case_completed", option="refund/other_card", amount=2136),
    ]


def tamper(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change the file as someone would who took the guards away first."""
    with closing(sqlite3.connect(path)) as connection:
        for name in GUARDS:
            connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        for statement in GUARDS.values():
            connection.execute(statement)
        connection.commit()


def as_the_first_format(path: Path) -> None:
    """The same events in a file of format 1, as a program of that time left it after a crash."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT * FROM events ORDER BY sequence").fetchall()
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        steps = Migrations("journal")
        steps()(m001_events)
        steps.apply(Database(connection, execute_plugins=False))
        insert = "INSERT INTO events (sequence, previous_hash, hash, envelope) VALUES (?, ?, ?, ?)"
        connection.executemany(insert, rows)
        connection.execute("PRAGMA user_version = 1")
        connection.execute("COMMIT")


def verified(path: Path, *, deep: bool = False) -> Verification:
    with JournalReader(path, AnchorFile(path.with_name("anchor.json"))) as journal:
        return journal.verify(deep=deep)


def bent(path: Path) -> BentEvent:
    found = verified(path).bent
    assert found is not None
    return found
