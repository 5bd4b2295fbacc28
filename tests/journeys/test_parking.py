"""A second customer before the first is done: parked, and taken up again, in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from journeys.harness import PINS, PLUMS, SHELF, THREE_WAYS, Counter
from returns_desk.application.desk_state import Stage

F4, F5 = Qt.Key.Key_F4, Qt.Key.Key_F5
EXCHANGE = "even_exchange/none"


def header(counter: Counter) -> str:
    """What the header says of parked customers; empty where it says nothing."""
    button = counter.window.header.parked
    return button.accessibleName() if button.isVisible() else ""


def listed(counter: Counter) -> list[QAbstractButton]:
    """The tiles of parked customers in sight."""
    tiles = counter.window.tiles.findChildren(QAbstractButton)
    found = [x for x in tiles if x.objectName().startswith("tile.parked:") and x.isVisible()]
    return sorted(found, key=lambda tile: tile.accessibleName())


def said(counter: Counter) -> str:
    """What the banner says."""
    return counter.window.scan_row.banner.accessibleName()


def park(counter: Counter, *receipts: str) -> None:
    """Customers come one after another, and each is parked."""
    for receipt in receipts:
        counter.scan(receipt)
        counter.press(F4)


def test_by_keys_alone_the_next_customer_is_served_and_the_first_goes_on(
    counter: Counter,
) -> None:
    counter.scan(THREE_WAYS)
    counter.actions.count = 0

    counter.press(F4)
    parked = (counter.stage(), header(counter), counter.actions.count)
    counter.scan(PLUMS)
    number = str(counter.window.case_page.board.card(EXCHANGE).content().number)
    counter.press(number)
    counter.press(Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_F10)
    counter.press(F5)
    counter.press(Qt.Key.Key_Return)

    assert parked == (Stage.WAITING, "Parked: 1", 1)
    assert counter.stage() is Stage.BOARD
    assert [each.receipt for each in counter.case.receipts] == [THREE_WAYS]
    assert header(counter) == ""


def test_by_touch_alone(counter: Counter) -> None:
    counter.scan(SHELF)

    counter.touch("scan_row.park")
    counter.touch("header.parked")
    (tile,) = listed(counter)
    counter.touch(tile.objectName())

    assert counter.stage() is Stage.BOARD
    assert counter.case.number == 1


def test_the_list_names_goods_case_and_amount_and_says_so_aloud(counter: Counter) -> None:
    park(counter, SHELF, PLUMS)

    counter.press(F5)

    first, second = (tile.accessibleName() for tile in listed(counter))
    assert first.startswith("1. Shelf board, white, 36 in. Case 1 · parked at 18:40")
    assert "$21.36" in first
    assert second.startswith("2. Plums")
    assert "Parked customers" in counter.window.tiles.accessibleName()


def test_a_number_takes_up_that_customer(counter: Counter) -> None:
    park(counter, SHELF, PLUMS)
    counter.press(F5)

    counter.press("2")

    assert counter.case.number == 2
    assert header(counter) == "Parked: 1"


def test_escape_closes_the_list_and_nothing_is_taken_up(counter: Counter) -> None:
    park(counter, SHELF)
    counter.press(F5)

    counter.press(Qt.Key.Key_Escape)

    assert listed(counter) == []
    assert counter.stage() is Stage.WAITING
    assert header(counter) == "Parked: 1"


def test_one_customer_at_hand_is_parked_and_the_other_goes_on_in_one_step(
    counter: Counter,
) -> None:
    park(counter, SHELF)
    counter.scan(PLUMS)
    counter.press(F5)
    counter.press("1")
    asked = said(counter)
    still_here = counter.case.number

    counter.press(Qt.Key.Key_Return)

    assert "Case 2 is open here. Park it, and case 1 goes on." in asked
    assert still_here == 2
    assert counter.case.number == 1
    assert header(counter) == "Parked: 1"
    assert [each.number for each in counter.state.open_cases] == [2]


def test_the_question_is_answered_by_touch_too(counter: Counter) -> None:
    park(counter, SHELF)
    counter.scan(PLUMS)
    counter.touch("header.parked")
    counter.touch(listed(counter)[0].objectName())

    counter.touch("banner.act")

    assert counter.case.number == 1


def test_with_nobody_parked_the_key_says_so(counter: Counter) -> None:
    counter.press(F5)

    assert "Nobody is parked." in said(counter)


def test_money_on_its_way_is_finished_first(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")
    counter.scan(PINS["lind"])
    counter.touch("confirm")

    counter.press(F4)

    assert counter.stage() is Stage.BOOKING
    assert "The payout has begun" in said(counter)


def test_parked_customers_outlive_the_program(counter: Counter) -> None:
    park(counter, SHELF)

    counter.crash_and_start_again()
    counter.sign_in()
    shown = header(counter)
    counter.press(F5)
    counter.press("1")

    assert shown == "Parked: 1"
    assert counter.case.number == 1


def test_the_slip_and_the_sign_in_name_nobody_who_is_parked(counter: Counter) -> None:
    park(counter, SHELF)

    counter.touch("header.lock")

    assert header(counter) == ""
    assert "1" in said(counter)
    assert "Shelf" not in counter.texts()
