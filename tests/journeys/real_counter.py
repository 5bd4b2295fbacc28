"""A British shop's counter on the sales of the real set, and the returns of the set.

Owns the wiring of real parts (sale store, journal, operators, packs that ship) for the journey over
the set; nothing is faked but the clock and the words of a slip.
"""

from __future__ import annotations

import csv
import gzip
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.policies.policy_files import load_policy
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import Configuration, StoreConfiguration
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.system import SystemIds
from returns_desk.application.board_document import board_document
from returns_desk.application.desk import Desk, DeskServices, ShopSettings
from returns_desk.bootstrap.counter import FixedPolicy
from returns_desk.domain.case import Store
from returns_desk.domain.engine import propose_board

if TYPE_CHECKING:
    from collections.abc import Iterator

    from returns_desk.application.ports import Journal

CLERK_PIN = "428713"
MANAGER_PIN = "904162"
SHOP = StoreConfiguration(
    id="1", name="Gift House", jurisdiction="GB", currency="GBP", language="en", zone="UTC"
)


@dataclass(frozen=True)
class ReturnRow:
    """One return of the set, as its customer brings it."""

    number: str
    customer: str
    item: str
    description: str
    quantity: Decimal
    unit_price: int
    at: datetime


class SetClock:
    """The moment of the return that is at the counter."""

    def __init__(self) -> None:
        self.at = datetime(2010, 12, 1, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


class PlainWording:
    """English sentences, numbers as they are; how a slip reads is shown elsewhere."""

    def text(self, english: str, /, **fields: str | int) -> str:
        return english.format(**fields)

    def money(self, amount: int, currency: str) -> str:
        return f"{amount} {currency}"

    def quantity(self, quantity: Decimal, unit: str) -> str:
        return f"{quantity} {unit}"

    def moment(self, at: datetime) -> str:
        return at.isoformat()

    def day(self, day: date) -> str:
        return day.isoformat()


@dataclass
class Counter:
    """A counter with a real sale store, a real journal and the packs that ship."""

    desk: Desk
    store: SaleStore
    clock: SetClock
    journal: Journal


@contextmanager
def counter_on(folder: Path, sales: Path) -> Iterator[Counter]:
    """The counter with a copy of the set's sale store; nobody is signed in."""
    clock = SetClock()
    made = Profile.open(folder / "profile", create=Configuration(terminal="01", store=SHOP))
    operators = made.operators(clock=clock, pin_cost=PinCost(passes=1, memory_kib=8, lanes=1))
    operators.add("mara", "Mara K.", "clerk", CLERK_PIN)
    operators.add("lind", "J. Lind", "manager", MANAGER_PIN)
    made.lock()
    with ExitStack() as opened:
        profile = opened.enter_context(made)
        store = opened.enter_context(SaleStore(Path(shutil.copy(sales, folder / "sales.db"))))
        journal = opened.enter_context(profile.open_journal(clock=clock))
        people = opened.enter_context(profile.open_people())
        services = DeskServices(
            journal=journal,
            sales=store,
            operators=operators,
            policies=FixedPolicy(load_policy(resource_path("policies")).policy_for("GBP")),
            people=people,
            clock=clock,
            ids=SystemIds(),
            shop=ShopSettings("Gift House", Store("1", "GB", "GBP"), "01"),
            propose=propose_board,
            board_document=board_document,
            wording=lambda _language: PlainWording(),
        )
        yield Counter(Desk(services), store, clock, journal)


def returns_of(sales: Path) -> tuple[ReturnRow, ...]:
    """Every row of the set that gives goods back for money, in the order of the set."""
    rows = []
    with gzip.open(sales, "rt", newline="") as file:
        for row in csv.DictReader(file):
            price = Decimal(row["UnitPrice"])
            if row["InvoiceNo"].startswith("C") and price >= Decimal("0.01"):
                rows.append(_return_row(row, price))
    return tuple(rows)


def _return_row(row: dict[str, str], price: Decimal) -> ReturnRow:
    return ReturnRow(
        number=row["InvoiceNo"],
        customer=row["CustomerID"].removesuffix(".0"),
        item=row["StockCode"],
        description=row["Description"].strip() or row["StockCode"],
        quantity=-Decimal(row["Quantity"]),
        unit_price=int((price * 100).to_integral_value()),
        at=datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=UTC),
    )
