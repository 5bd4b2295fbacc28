"""A demo shop with a journal of real visits, for tests that replay it; owns no test."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from fakes import PlainWords
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.publishing.access import PublishingAccess
from returns_desk.adapters.resources import resource_path
from returns_desk.bootstrap.counter import CounterOptions, add_demo_sales, open_counter
from returns_desk.domain.case import Condition, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from returns_desk.application.desk import Desk

SHELF = "3141-07-20261107-0042"
OTHER_CARD = "refund/other_card"
START = datetime.fromisoformat("2026-11-21T10:00:00-06:00")
CHEAP_PINS = PinCost(passes=1, memory_kib=64)
PINS = {each.role: (each.id, each.pin) for each in DEMO_OPERATORS}
MINUTES_ASKED = 3
MANAGER, PIN = PINS["manager"]
PACK = "acquirer-strict"
REFERENCE = "004512"


class StepClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment

    def go_on(self, **span: int) -> None:
        self.moment += timedelta(**span)


@contextmanager
def open_shop(folder: Path, clock: StepClock) -> Iterator[Desk]:
    """The counter of the demo shop in that folder, its clerk signed in."""
    with Profile.demo(folder, pin_cost=CHEAP_PINS) as profile:
        if not profile.sales_path.exists():
            add_demo_sales(profile, START)
        profile.lock()
        options = CounterOptions(clock=clock, pin_cost=CHEAP_PINS)
        with open_counter(profile, PlainWords, options) as desk:
            operator, pin = PINS["clerk"]
            desk.choose_operator(operator)
            desk.sign_in(pin)
            yield desk


def ask_for_other_card(desk: Desk, clock: StepClock, *, is_allowed: bool = True) -> None:
    """A customer brings the shelf and asks for money on another card; a manager answers."""
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, Reason.CHANGED_MIND)
    desk.set_condition(SHELF, 1, Condition.UNOPENED)
    desk.ask_for(OTHER_CARD)
    clock.go_on(minutes=MINUTES_ASKED)
    if is_allowed:
        desk.approve(PINS["manager"][1])
    else:
        desk.decline(PINS["manager"][1], "refund/original")
    desk.leave()
    desk.next_customer()


def kinder_pack(folder: Path) -> Path:
    """The demo shop's acquirer pack with money to another card open to the clerk."""
    return changed_pack(folder, 'effect = "approve"\noptions = ["refund/other_card"]', KINDER)


def changed_pack(folder: Path, old: str, new: str) -> Path:
    """That pack with one passage changed."""
    text = resource_path("policies", "acquirer", "strict.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "changed.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


KINDER = 'effect = "allow"\noptions = ["refund/other_card"]'


def shelf_back(desk: Desk) -> None:
    """The shelf comes back, its money goes to the card of the sale; the slip is in sight."""
    desk.scan(SHELF)
    desk.set_reason(SHELF, 1, Reason.CHANGED_MIND)
    desk.set_condition(SHELF, 1, Condition.UNOPENED)
    desk.answer(f"original_tender_present:{SHELF}/1", True)
    desk.choose("refund/original")
    desk.confirm()
    desk.book_leg(1, REFERENCE)


def take_back_shelf(desk: Desk) -> None:
    """The return in sight is taken back; a manager allows it."""
    desk.begin_void()
    desk.allow_void(PINS["manager"][1])
    desk.undo_leg(1, "V-77")


def profile_of(folder: Path) -> Profile:
    """The shop's profile on the day after its first visits."""
    profile, clock = Profile.open(folder), StepClock()
    clock.go_on(days=1)
    profile.clock = clock
    return profile


def publish(folder: Path, path: Path, effective: date | None = None) -> None:
    """Publish a pack as the manager of the demo shop."""
    access = PublishingAccess(profile_of(folder), resource_path("policies"))
    with access.writing() as journal:
        access.publish(journal, access.checked(MANAGER, PIN), path, effective)
