"""A new one is to be given and is not here: it is ordered, promised, and handed over or not had."""

from __future__ import annotations

from PySide6.QtCore import Qt

from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import Stage

NEW_ONE = "replacement/none"
ENTER, F10 = Qt.Key.Key_Return, Qt.Key.Key_F10


def ordered(counter: Counter) -> str:
    """The shelf is to be replaced in a week; the barcode of the slip."""
    counter.scan(SHELF)
    counter.press(str(counter.window.case_page.board.card(NEW_ONE).content().number))
    counter.press("+")
    counter.press(ENTER)
    assert counter.stage() is Stage.SLIP
    counter.touch("slip.ticket_order:1")
    assert counter.case.slip is not None
    return counter.case.slip.barcode


def days_later(counter: Counter, scanned: str) -> None:
    """The program was closed meanwhile; a colleague scans what the customer brings."""
    counter.press(F10)
    counter.clock.go_on(days=6)
    counter.crash_and_start_again()
    counter.sign_in("tom")
    counter.scan(scanned)


def test_it_is_promised_on_the_slip_and_a_colleague_hands_it_over(counter: Counter) -> None:
    barcode = ordered(counter)
    slip = counter.case.slip
    assert slip is not None
    promised = [line.text for line in slip.lines]
    days_later(counter, barcode)
    in_sight = counter.texts()
    counter.touch("slip.ticket:replaced")

    assert "Your goods are ready to collect by 28 Nov 2026, 17:00." in promised
    assert "Waiting for a new one" in in_sight
    (closed,) = counter.events("ticket_closed")
    assert (closed.operator, closed.payload["outcome"]) == ("tom", "replaced")
    assert "Waiting for a new one" not in counter.texts()
    assert counter.state.promises.open == ()


def test_one_that_can_not_be_had_brings_the_board_and_asks_nothing_twice(counter: Counter) -> None:
    ordered(counter)
    days_later(counter, SHELF)
    counter.touch("slip.ticket:not_coming")

    (line,) = counter.case.receipts[0].lines
    assert counter.stage() is Stage.BOARD
    assert line.reason is not None
    assert "fault:0" in counter.case.answers
    assert "can't be had" in counter.window.scan_row.banner.accessibleName()
    assert counter.window.case_page.board.card(NEW_ONE).isVisible()
