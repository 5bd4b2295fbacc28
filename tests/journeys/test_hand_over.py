"""Completed returns reach the till, and the counter speaks of it only when something is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeys.harness import PINS, PLUMS, REFERENCE, SHELF, Counter
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import (
    HandOverConfiguration,
    demo_configuration,
)
from returns_desk.application.desk_state import Stage
from support.handing_profiles import seen

if TYPE_CHECKING:
    from pathlib import Path

    from journeys.conftest import OpenCounter

WAITS = "1 return waits for the till"
REFUSED = "The till refused 1 return"
ALL_KEPT = "All kept"


@pytest.fixture
def till(tmp_path: Path) -> Path:
    made = tmp_path / "till"
    made.mkdir()
    return made


@pytest.fixture
def counter(open_counter: OpenCounter, tmp_path: Path, till: Path) -> Counter:
    """A counter whose till reads a folder, with Mara signed in."""
    handover = HandOverConfiguration(folder=str(till))
    Profile.open(
        tmp_path / "profile",
        create=demo_configuration().model_copy(update={"handover": handover}),
    )
    opened = open_counter()
    opened.sign_in()
    return opened


def give_the_shelf_back(counter: Counter) -> None:
    """To another card, as a manager allows."""
    counter.scan(SHELF)
    counter.press(str(counter.case.numbers["refund/other_card"]))
    counter.scan(PINS["lind"])
    counter.press(Qt.Key.Key_Return)
    counter.scan(REFERENCE)
    assert counter.stage() is Stage.SLIP, counter.window.scan_row.banner.sentence()
    counter.touch("slip.place_goods")


def exchange_the_plums(counter: Counter) -> None:
    counter.scan(PLUMS)
    counter.touch("option.even_exchange/none")
    counter.touch("confirm")
    assert counter.stage() is Stage.SLIP
    counter.touch("slip.place_goods")


def until_noted(counter: Counter, event_type: str, count: int = 1) -> None:
    """The errand runs beside the counter."""
    counter.qtbot.wait_until(lambda: len(counter.events(event_type)) == count, timeout=10_000)


def until_said(counter: Counter, status: str) -> None:
    """The header says it by itself, nobody touches anything."""
    counter.qtbot.wait_until(lambda: counter.window.header.status.text() == status, timeout=10_000)


def status_after_the_next_touch(counter: Counter) -> str:
    counter.press(Qt.Key.Key_F10)
    return counter.window.header.status.text()


def test_completed_return_is_in_the_folder_and_nothing_is_said(
    counter: Counter, till: Path
) -> None:
    give_the_shelf_back(counter)
    until_noted(counter, "booking_handed_over")

    (told,) = (json.loads(x.read_text()) for x in seen(till, ".json"))
    assert len(seen(till)) == 1
    assert told["training"] is True
    assert told["amount"] == 2136
    assert (told["operator"], told["approved_by"]) == ("mara", "lind")
    assert told["lines"][0]["receipt"] == SHELF
    assert told["legs"][0]["reference"] == REFERENCE
    assert status_after_the_next_touch(counter) == ALL_KEPT


def test_exchanged_plums_tell_the_books_what_no_customer_sees(counter: Counter, till: Path) -> None:
    exchange_the_plums(counter)
    until_noted(counter, "booking_handed_over")

    (told,) = (json.loads(x.read_text()) for x in seen(till, ".json"))
    assert told["goods"] == "again"
    assert told["price_difference"] > 0
    difference = f"{told['price_difference'] / 100:.2f}"
    assert difference not in counter.texts()


def test_till_that_refuses_is_said_after_the_next_start(counter: Counter, till: Path) -> None:
    give_the_shelf_back(counter)
    until_noted(counter, "booking_handed_over")
    (file,) = seen(till)
    file.with_suffix(".error").write_text("no such receipt")

    counter.crash_and_start_again()
    until_noted(counter, "booking_refused")
    counter.sign_in()

    assert counter.events("booking_refused")[0].payload["text"] == "no such receipt"
    assert status_after_the_next_touch(counter) == REFUSED


def test_till_that_takes_it_is_noted_and_nothing_is_said(counter: Counter, till: Path) -> None:
    give_the_shelf_back(counter)
    until_noted(counter, "booking_handed_over")
    for each in (*seen(till), *seen(till, ".json")):
        each.unlink()

    counter.crash_and_start_again()
    until_noted(counter, "booking_taken")
    counter.sign_in()

    assert status_after_the_next_touch(counter) == ALL_KEPT


def test_folder_that_is_gone_stops_no_return_and_is_said(counter: Counter, till: Path) -> None:
    (till / ".returns-desk").unlink(missing_ok=True)
    for each in till.iterdir():
        each.unlink()
    till.rmdir()

    give_the_shelf_back(counter)
    until_said(counter, WAITS)
    counter.press(Qt.Key.Key_F10)

    till.mkdir()
    exchange_the_plums(counter)
    until_noted(counter, "booking_handed_over", 2)
    until_said(counter, ALL_KEPT)
    assert len(seen(till)) == 2


def test_demo_shop_without_a_folder_hands_nothing_over(
    open_counter: OpenCounter, tmp_path: Path
) -> None:
    counter = open_counter()
    counter.sign_in()

    give_the_shelf_back(counter)

    assert not counter.events("booking_begun", "booking_handed_over")
    assert "hand_over" not in counter.events("case_completed")[0].payload
    assert status_after_the_next_touch(counter) == ALL_KEPT
    assert list(tmp_path.rglob("*.xml")) == []
