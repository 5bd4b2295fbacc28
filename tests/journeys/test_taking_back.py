"""A paid return is taken back at the real window: a second person, then each part the other way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from journeys.harness import PINS, SHELF, Counter
from journeys.whole_returns import exchange_plums, pay_the_shelf
from returns_desk.application.desk_state import LegPhase, Stage

ENTER, ESCAPE, F10 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F10
BUTTON = "slip.void"


def available(counter: Counter, receipt: str) -> list[int]:
    """What can come back of the receipt, once it is scanned."""
    counter.press(F10)
    counter.scan(receipt)
    return [int(line.available) for line in counter.case.receipts[0].lines]


def test_by_touch_and_pin_four_actions_and_the_goods_can_come_back_again(
    counter: Counter,
) -> None:
    pay_the_shelf(counter)

    counter.touch(BUTTON)
    asked = counter.texts()
    if counter.state.prompt.value == "approver":
        counter.touch("tile.decider:lind")
    counter.scan(PINS["lind"])
    undoing = counter.texts()
    counter.scan("V-77")

    assert "Nothing is undone before a second person decides." in asked
    assert "Void $21.36 at the card reader." in undoing
    assert counter.stage() is Stage.SLIP
    assert counter.actions.count <= 4
    slip = counter.case.slip
    assert slip is not None
    assert "This return was taken back" in [line.text for line in slip.lines]
    assert available(counter, SHELF) == [1]
    assert counter.events("undo_failed") == []


def test_by_keyboard_alone(counter: Counter) -> None:
    pay_the_shelf(counter)

    counter.press_with_control(Qt.Key.Key_Z)
    asked = counter.stage()
    counter.scan(PINS["lind"])
    counter.scan("V-77")

    assert asked is Stage.VOID_APPROVAL
    assert counter.stage() is Stage.SLIP
    assert counter.actions.count <= 4
    assert available(counter, SHELF) == [1]


def test_control_z_closes_what_lies_over_the_slip_and_then_goes_back_and_forth(
    counter: Counter,
) -> None:
    pay_the_shelf(counter)
    counter.press(Qt.Key.Key_F1)
    counter.press_with_control(Qt.Key.Key_Z)
    closed = (counter.stage(), counter.window.keys_page.isVisible())
    counter.press_with_control(Qt.Key.Key_Z)
    asked = counter.stage()
    counter.press_with_control(Qt.Key.Key_Z)

    assert (closed, asked) == ((Stage.SLIP, False), Stage.VOID_APPROVAL)
    assert counter.stage() is Stage.SLIP
    assert counter.events("void_begun") == []


def test_escape_at_the_slip_takes_nothing_back(counter: Counter) -> None:
    pay_the_shelf(counter)

    counter.press(ESCAPE)

    assert counter.stage() is Stage.SLIP


def test_the_clerks_own_pin_takes_nothing_back(counter: Counter) -> None:
    pay_the_shelf(counter)
    counter.touch(BUTTON)

    counter.scan(PINS["mara"])

    assert counter.stage() is Stage.VOID_APPROVAL
    assert counter.events("void_begun") == []


def test_escape_leaves_the_slip_as_it_was(counter: Counter) -> None:
    pay_the_shelf(counter)
    counter.touch(BUTTON)

    counter.press(ESCAPE)

    assert counter.stage() is Stage.SLIP
    assert counter.events("void_begun") == []


def test_the_reason_that_was_touched_is_kept(counter: Counter) -> None:
    pay_the_shelf(counter)
    counter.touch(BUTTON)

    counter.touch("tile.void_reason:paid_wrong_way")
    if counter.state.prompt.value == "approver":
        counter.touch("tile.decider:lind")
    counter.scan(PINS["lind"])

    (begun,) = counter.events("void_begun")
    assert begun.payload["reason"] == "paid_wrong_way"


def test_an_exchange_is_taken_back_at_once_and_offered_no_second_time(counter: Counter) -> None:
    exchange_plums(counter)
    counter.touch(BUTTON)
    if counter.state.prompt.value == "approver":
        counter.touch("tile.decider:lind")

    counter.scan(PINS["lind"])

    assert counter.stage() is Stage.SLIP
    assert [each.type for each in counter.events("case_voided")] == ["case_voided"]
    assert "Take this return back" not in counter.texts()


def begin(counter: Counter) -> None:
    """The manager allows it."""
    counter.touch(BUTTON)
    if counter.state.prompt.value == "approver":
        counter.touch("tile.decider:lind")
    counter.scan(PINS["lind"])
    assert counter.stage() is Stage.UNDOING


def test_until_something_is_back_escape_leaves_it_as_paid(counter: Counter) -> None:
    pay_the_shelf(counter)
    begin(counter)

    counter.press(ESCAPE)

    assert counter.stage() is Stage.SLIP
    assert "Return 1 stays as it was paid." in counter.texts()
    assert available(counter, SHELF) == [0]


def test_what_did_not_work_is_said_and_tried_again(counter: Counter) -> None:
    pay_the_shelf(counter)
    begin(counter)

    counter.touch("leg.1.failed")
    counter.touch("choice.unreachable")
    failed = counter.texts()
    counter.press(ENTER)
    counter.scan("V-77")

    assert "This part did not come back" in failed
    assert counter.stage() is Stage.SLIP


@pytest.mark.parametrize(("button", "stage"), [("confirm", Stage.SLIP), ("failed", Stage.UNDOING)])
def test_after_a_crash_a_person_says_whether_it_came_back(
    counter: Counter, button: str, stage: Stage
) -> None:
    pay_the_shelf(counter)
    begin(counter)

    counter.crash_and_start_again()
    counter.sign_in()
    assert counter.case.void is not None
    assert [each.phase for each in counter.case.void.legs] == [LegPhase.IN_DOUBT]
    counter.touch(f"leg.1.{button}")

    assert counter.stage() is stage


def test_the_slip_of_today_brings_the_return_back_into_sight(counter: Counter) -> None:
    pay_the_shelf(counter)
    assert counter.case.slip is not None
    barcode = counter.case.slip.barcode
    counter.press(F10)

    counter.scan(barcode)

    assert counter.stage() is Stage.SLIP
    assert counter.case.number == 1
    assert counter.found(BUTTON).isEnabled()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)], ids=["1280x800", "1024x768"])
def test_every_key_for_the_pin_is_in_sight_beside_the_reasons(
    counter: Counter, size: tuple[int, int]
) -> None:
    counter.window.resize(*size)
    exchange_plums(counter)

    counter.press_with_control(Qt.Key.Key_Z)

    for name in ("pin_pad.1", "pin_pad.0", "pin_pad.enter"):
        key = counter.found(name)
        assert key.visibleRegion().boundingRect().size() == key.size(), name
