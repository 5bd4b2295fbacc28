"""A parcel without its sender: one touch, no question of presence, the display at rest."""

from __future__ import annotations

from PySide6.QtCore import Qt

from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.domain.case import ReturnedBy

CARD_HERE = "Is the card ending 1234 here?"
PARCEL = f"receipt.{SHELF}.parcel"
POSTED = f"receipt.{SHELF}.posted_on"


def prompt(counter: Counter) -> Prompt:
    return counter.state.prompt


def test_one_touch_marks_the_case_and_asks_for_no_card(counter: Counter) -> None:
    counter.scan(SHELF)
    assert CARD_HERE in counter.texts()

    counter.touch(PARCEL)

    assert CARD_HERE not in counter.texts()
    parcel = counter.case.other_ways.parcel
    assert parcel is not None
    (noted,) = counter.events("parcel_noted")
    assert noted.payload["returned_by"] == str(ReturnedBy.POST)
    counter.touch(PARCEL)
    assert CARD_HERE in counter.texts()


def test_day_of_posting_is_typed_and_a_wrong_one_is_mended(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch(PARCEL)
    counter.touch(POSTED)
    assert prompt(counter) is Prompt.POSTED_ON

    counter.scan("on Tuesday")
    assert "Type the day like this: 2026-11-07." in counter.texts()
    counter.scan("2026-11-30")
    assert "it can’t be after today" in counter.texts()
    counter.scan("2026-11-18")

    assert prompt(counter) is Prompt.CASE
    assert "Wed 18 Nov" in counter.texts()


def test_by_keyboard_alone(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.found(PARCEL).setFocus(Qt.FocusReason.TabFocusReason)

    counter.press(Qt.Key.Key_Space)

    assert counter.case.other_ways.parcel is not None


def test_what_the_letter_asks_for_is_paid_and_the_slip_is_posted(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch(PARCEL)

    counter.touch("asks.store_credit/store_credit")
    counter.press(Qt.Key.Key_Return)
    counter.scan("C-12345")

    assert counter.stage() is Stage.SLIP
    assert "Put it in an envelope, and post it to the sender." in counter.texts()
    slip = "\n".join(counter.window.slip_page.slip.texts())
    assert "Came by parcel; this slip goes by post." in slip
