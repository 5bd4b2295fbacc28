"""Anything else? One action at the slip goes on with the same customer, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journeys.harness import PLUMS, SHELF, Counter
from journeys.whole_returns import exchange_plums, pay_the_shelf
from returns_desk.application.desk_state import Stage

BUTTON = "slip.anything_else"
ENTER, TAB, F10 = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_F10


def link(counter: Counter) -> tuple[object, object]:
    """The number of the case that was opened last, and the number of the one that it goes on from.

    The journal's own words, as it names cases by their ids.
    """
    opened = counter.events("case_opened")
    earlier = {each.case_id: each.payload["number"] for each in opened}
    last = opened[-1].payload
    return last["number"], earlier.get(str(last.get("after")))


def test_r10_by_touch_one_action_opens_the_next_case_of_the_customer(counter: Counter) -> None:
    exchange_plums(counter)

    counter.touch(BUTTON)

    assert counter.actions.count == 1
    assert (counter.stage(), link(counter)) == (Stage.BOARD, (2, 1))
    assert [each.receipt for each in counter.case.receipts] == [PLUMS]
    assert "The customer of return 1 goes on" in counter.texts()


def test_by_one_key(counter: Counter) -> None:
    exchange_plums(counter)

    counter.press("+")

    assert counter.actions.count == 1
    assert (counter.stage(), link(counter)) == (Stage.BOARD, (2, 1))


def test_by_tab_and_enter(counter: Counter) -> None:
    exchange_plums(counter)
    button = counter.found(BUTTON)
    for _ in range(40):
        if QApplication.focusWidget() is button:
            break
        counter.press(TAB)

    counter.press(Qt.Key.Key_Space)

    assert (counter.stage(), link(counter)) == (Stage.BOARD, (2, 1))


def test_by_scanner_the_receipt_once_more(counter: Counter) -> None:
    exchange_plums(counter)

    counter.scan(PLUMS)

    assert counter.actions.count == 1
    assert (counter.stage(), link(counter)) == (Stage.BOARD, (2, 1))


@pytest.mark.parametrize("key", [ENTER, F10])
def test_a_no_is_the_next_customer_as_ever(counter: Counter, key: Qt.Key) -> None:
    exchange_plums(counter)

    counter.press(key)
    counter.scan(SHELF)

    assert link(counter) == (2, None)


def test_minus_on_the_slip_does_nothing(counter: Counter) -> None:
    exchange_plums(counter)

    counter.press("-")

    assert counter.stage() is Stage.SLIP


def test_where_nothing_is_left_the_desk_waits_for_what_else_there_is(counter: Counter) -> None:
    pay_the_shelf(counter)

    counter.press("+")
    waiting = (counter.stage(), counter.texts())
    counter.scan(PLUMS)

    assert waiting[0] is Stage.WAITING
    assert "Nothing of return 1 is left to bring back. Scan what else there is." in waiting[1]
    assert (counter.stage(), link(counter)) == (Stage.BOARD, (2, 1))


def test_the_link_outlives_the_program(counter: Counter) -> None:
    exchange_plums(counter)
    counter.touch(BUTTON)

    counter.crash_and_start_again()
    counter.sign_in()
    counter.touch(f"tile.resume:{counter.state.open_cases[0].case_id}")

    first = counter.events("case_opened")[0]
    assert counter.case.after == first.case_id
