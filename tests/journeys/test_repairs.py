"""Goods are brought for repair, collected days later with their slip, or decided anew."""

from __future__ import annotations

from PySide6.QtCore import Qt

from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import Stage
from returns_desk.domain.case import Fault, Reason

REPAIR = "repair/none"
ENTER, F10 = Qt.Key.Key_Return, Qt.Key.Key_F10


def left_for_repair(counter: Counter) -> str:
    """The shelf is faulty and stays for repair; the barcode of its slip."""
    counter.scan(SHELF)
    counter.press(str(counter.window.case_page.board.card(REPAIR).content().number))
    counter.press("+")
    counter.press(ENTER)
    assert counter.stage() is Stage.SLIP
    assert counter.case.slip is not None
    return counter.case.slip.barcode


def days_later(counter: Counter, barcode: str) -> None:
    """The program was closed meanwhile; a colleague scans the slip."""
    counter.press(F10)
    counter.clock.go_on(days=9)
    counter.crash_and_start_again()
    counter.sign_in("tom")
    counter.scan(barcode)


def test_a_repair_is_brought_gets_its_ticket_and_is_picked_up(counter: Counter) -> None:
    barcode = left_for_repair(counter)
    counter.touch("slip.ticket_weeks:1")
    slip = counter.case.slip
    assert slip is not None
    promised = [line.text for line in slip.lines]
    days_later(counter, barcode)
    in_sight = counter.texts()
    counter.touch("slip.ticket:repaired")

    assert "Your goods are ready to collect by 28 Nov 2026, 17:00." in promised
    assert "Here for repair" in in_sight
    (closed,) = counter.events("ticket_closed")
    assert (closed.operator, closed.payload["outcome"]) == ("tom", "repaired")
    assert "Here for repair" not in counter.texts()
    assert counter.events("leg_booked") == []
    assert counter.state.promises.open == ()


def test_r5_one_that_could_not_be_mended_is_decided_anew_and_nothing_is_asked_again(
    counter: Counter,
) -> None:
    barcode = left_for_repair(counter)
    days_later(counter, barcode)
    counter.touch("slip.ticket:not_mended")

    (line,) = counter.case.receipts[0].lines
    fault = counter.case.answers["fault:0"]
    assert isinstance(fault, Fault)
    assert counter.stage() is Stage.BOARD
    assert [each.receipt for each in counter.case.receipts] == [SHELF]
    assert (line.reason, fault.repairs) == (Reason.FAULTY, 1)
    assert "could not be mended" in counter.window.scan_row.banner.accessibleName()
