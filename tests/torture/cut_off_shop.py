"""A shop whose desk was cut off in the midst of work, and the next start of it.

Owns the files as they lie after the cut, what had been acknowledged until then, and what can be
said of any later start: a fault in one sentence, or a desk that serves. It bends nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter as Tally
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builders import line, sale, tender
from fakes import PlainWords
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.desk_state import Stage
from returns_desk.application.missing_end import MISSING_END
from returns_desk.bootstrap.counter import CounterOptions, open_counter
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from returns_desk.domain.sale import TenderType
from torture.full_disk_shop import CHEAP_PINS, PINS, pay_next, policy, steps_of
from torture.sqlite_pages import LogPlace, log_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from returns_desk.application.desk import Desk
    from returns_desk.application.ports import Event, NewEvent, Verification

RECEIPTS = tuple(f"3141-07-20261101-{number:04}" for number in range(1, 31))
ANOTHER = RECEIPTS[-1]
JOURNAL, LOG, LOG_INDEX = "journal.db", "journal.db-wal", "journal.db-shm"
PAUSED = frozenset({Stage.BOOKING, Stage.IN_DOUBT})


@dataclass
class CutOff:
    """A profile as the cut left it.

    `events` were acknowledged, with their hashes; `ends` tells where in the log each one ended;
    `folded` is the last one that the file itself had.
    """

    folder: Path
    events: dict[int, str] = field(default_factory=dict)
    ends: dict[int, LogPlace] = field(default_factory=dict)
    folded: int = 0

    def copied(self, folder: Path) -> Path:
        """The same files in a fresh folder."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return folder

    def kept_before(self, offset: int) -> int:
        """The last event that a log holds of which only the bytes before `offset` are good."""
        now = log_place(self.folder / LOG)
        in_log = [
            each for each, at in self.ends.items() if at.salts == now.salts and at.end <= offset
        ]
        older = [each for each, at in self.ends.items() if at.salts != now.salts]
        return max([self.folded, *older, *in_log])


@dataclass(frozen=True)
class Start:
    """What a start found: `refused` is its sentence; else it served, and `kept` and the rest."""

    refused: str = ""
    notices: tuple[str, ...] = ()
    kept: dict[int, str] = field(default_factory=dict)
    missing: tuple[tuple[object, object], ...] = ()
    verified: Verification | None = None


def make_shop(folder: Path) -> None:
    """A real shop's profile with its people, and sales paid by card and in cash."""
    with Profile.open(folder, create=demo_configuration(demo=False)) as profile:
        people = profile.operators(pin_cost=CHEAP_PINS)
        for each in DEMO_OPERATORS:
            people.add(each.id, each.name, each.role, each.pin)
        paid = [
            tender(amount=1_000, scheme="visa", last4="1234"),
            tender(2, type=TenderType.CASH, amount=1_136, scheme=None, last4=None),
        ]
        with SaleStore(profile.sales_path) as store:
            at = profile.clock.now()
            store.add(sale(each, [line()], paid, sold_at=at) for each in RECEIPTS)


@contextmanager
def desk_of(folder: Path) -> Iterator[Desk]:
    """The counter as the program opens it; nobody is signed in."""
    with Profile.open(folder) as profile:
        profile.lock()
        options = CounterOptions(pin_cost=CHEAP_PINS, policies=policy())
        with open_counter(profile, lambda _: PlainWords(), options) as desk:
            yield desk


def cut_off_in_work(folder: Path, *, closed: int, folded: int, after: int, steps: int) -> CutOff:
    """Cut a desk off: so many returns before a good close, then so many, the log folded, and more.

    The last customer gets as far as `steps` of the return.
    """
    live, cut = folder / "live", CutOff(folder / "cut")
    make_shop(live)
    waiting = iter(RECEIPTS)
    with _noting(cut, live / LOG) as noted:
        if closed:
            with desk_of(live) as desk:
                _serve(desk, [next(waiting) for _ in range(closed)])
        cut.folded = max(noted, default=0)
        with desk_of(live) as desk:
            _serve(desk, [next(waiting) for _ in range(folded)])
            if folded:
                _fold(live / JOURNAL)
                cut.folded = max(noted)
            _serve(desk, [next(waiting) for _ in range(after)])
            for step in steps_of(next(waiting))[:steps]:
                step(desk)
            shutil.copytree(live, cut.folder)
            cut.events = dict(noted)
    return cut


def start(folder: Path, receipt: str = ANOTHER) -> Start:
    """Start the desk there, finish what is open, and serve one more customer with it."""
    notices: list[str] = []
    try:
        with desk_of(folder) as desk:
            desk.resume()
            notices += _said(desk)
            desk.choose_operator("mara")
            desk.sign_in(PINS["mara"])
            while desk.state().stage in PAUSED:
                pay_next(desk)
            if desk.state().stage is not Stage.WAITING:
                desk.next_customer()
            _serve(desk, [receipt])
    except (EnvironmentFault, OperatorMistake) as refusal:
        return Start(str(refusal), tuple(notices))
    with Profile.open(folder) as profile, profile.read_journal() as journal:
        events = list(journal.read())
        kept = {each.sequence: each.hash for each in events}
        losses = [each.payload for each in events if each.type == MISSING_END]
        paid = Tally(_leg(each) for each in events if each.type == "leg_booked")
        assert set(paid.values()) == {1}
        missing = tuple((each["first"], each["last"]) for each in losses)
        return Start("", tuple(notices), kept, missing, journal.verify(deep=True))


def _leg(event: Event) -> tuple[object, object]:
    return event.payload["key"], event.payload["leg"]


def _said(desk: Desk) -> Iterator[str]:
    notice = desk.state().notice
    if notice is not None:
        yield notice.code


def _serve(desk: Desk, receipts: list[str]) -> None:
    for receipt in receipts:
        for step in steps_of(receipt):
            step(desk)


def _fold(path: Path) -> None:
    """As the writer does when nobody has asked for anything for a while."""
    with closing(sqlite3.connect(path)) as beside:
        busy, pages, folded = beside.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    assert (busy, pages) == (0, folded)


@contextmanager
def _noting(cut: CutOff, log: Path) -> Iterator[dict[int, str]]:
    """Note each event once its append has returned in this process, and where the log ended."""
    real, noted = SqliteJournal.append, dict[int, str]()

    def append(self: SqliteJournal, *events: NewEvent) -> tuple[Event, ...]:
        recorded = real(self, *events)
        for each in recorded:
            noted[each.sequence] = each.hash
            cut.ends[each.sequence] = log_place(log)
        return recorded

    SqliteJournal.append = append  # type: ignore[method-assign]  # this process's own journal
    try:
        yield noted
    finally:
        SqliteJournal.append = real  # type: ignore[method-assign]  # as it was
