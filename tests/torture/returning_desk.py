"""A whole desk without a window, in a process of its own, that serves customers until it is killed.

Owns telling of each event, once its append has returned and before the desk goes on. What goes
wrong is told in the same way.
"""

from __future__ import annotations

import random
import traceback
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from builders import line, sale, tender
from fakes import PlainWords
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.bootstrap.counter import CounterOptions, open_counter
from returns_desk.domain.sale import TenderType
from torture.full_disk_shop import policy
from torture.random_journeys import RandomClerk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from returns_desk.application.ports import Event, NewEvent
    from returns_desk.domain.sale import Sale

CHEAP_PINS = PinCost(passes=1, memory_kib=64)
RECEIPTS = tuple(f"3141-07-20261101-{number:04}" for number in range(1, 201))
FAILED = "failed"
MONEY_BEGINS = ("leg_begun", "undo_begun")


def make_profile(folder: Path) -> Profile:
    """The shop that the desk works for, with people and sales, not locked."""
    profile = Profile.demo(folder / "profile", pin_cost=CHEAP_PINS)
    with SaleStore(profile.sales_path) as store:
        store.add(_sales(profile))
    return profile


def serve_customers(folder: Path, seed: int, teller: Connection) -> None:
    """Serve one after another; tell `(sequence, hash, type)` of events, or `(FAILED, trace)`."""
    try:
        _serve(folder, seed, teller)
    except Exception:  # noqa: BLE001 -- the test shows whatever it was
        teller.send((FAILED, traceback.format_exc()))


def _serve(folder: Path, seed: int, teller: Connection) -> None:
    chance = random.Random(seed)  # noqa: S311 -- chooses journeys, no secrets
    profile = Profile.open(folder / "profile")
    profile.lock()
    keys: dict[str, str] = {}
    _tell_of_events(teller, keys)
    options = CounterOptions(pin_cost=CHEAP_PINS, policies=policy())
    with profile, open_counter(profile, lambda _: PlainWords(), options) as desk:
        with profile.read_journal() as journal:
            keys |= {
                each.case_id: str(each.payload["key"])
                for each in journal.read(types=MONEY_BEGINS)
                if each.case_id
            }
        clerk = RandomClerk(desk, chance, folder, keys)
        clerk.begin()
        while True:
            clerk.serve(RECEIPTS)


def _tell_of_events(teller: Connection, keys: dict[str, str]) -> None:
    """From now on each append of this process tells what it recorded, once it is on disk."""
    real = SqliteJournal.append

    def append(self: SqliteJournal, *events: NewEvent) -> tuple[Event, ...]:
        recorded = real(self, *events)
        for each in recorded:
            teller.send((each.sequence, each.hash, each.type))
            if each.type in MONEY_BEGINS and each.case_id:
                keys[each.case_id] = str(each.payload["key"])
        return recorded

    SqliteJournal.append = append  # type: ignore[method-assign]  # this process's own journal


def _sales(profile: Profile) -> Iterator[Sale]:
    """By card, in cash, and half by each, three days ago."""
    sold_at = profile.clock.now() - timedelta(days=3)
    cash: Any = {"type": TenderType.CASH, "scheme": None, "last4": None}
    for number, receipt in enumerate(RECEIPTS):
        goods = [
            line(quantity=Decimal(5), paid=10_680, tax=685),
            line(2, sku="LAMP", gtin=None, paid=4_999),
        ]
        tenders = [
            [tender(amount=15_679)],
            [tender(amount=15_679, **cash)],
            [tender(amount=8_000), tender(2, amount=7_679, **cash)],
        ][number % 3]
        yield sale(receipt, goods, tenders, sold_at=sold_at)
