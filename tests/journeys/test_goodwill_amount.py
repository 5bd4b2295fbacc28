"""How much is given as goodwill: typed or touched, paid exactly, and put before a manager anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from journeys.chain import DESK, PIN_OF, changed_mind, pay_out
from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import Prompt, Stage

GOODWILL = "goodwill/original"
CHIP = "asks.goodwill_amount"
ALL_OF_IT = 2136


@pytest.fixture
def counter(store_counter: Counter) -> Counter:
    """The chain's counter, whose clerks may give goodwill."""
    return store_counter


def amount(counter: Counter) -> int:
    return counter.case.board.option(GOODWILL).amount


def wanted(counter: Counter) -> None:
    """The shelf's goodwill is marked, and an amount of it is waited for."""
    changed_mind(counter, SHELF)
    counter.touch(f"option.{GOODWILL}")
    counter.touch(CHIP)
    assert counter.state.prompt is Prompt.AMOUNT


def test_digits_by_touch_are_paid_exactly_and_journaled(counter: Counter) -> None:
    wanted(counter)
    for key in ("1", "2", "point", "5", "0", "enter"):
        counter.touch(f"pin_pad.{key}")
    shown = counter.texts()
    pay_out(counter)

    (chosen,) = counter.events("goodwill_amount_chosen")
    (paid,) = counter.events("leg_booked")
    (done,) = counter.events("option_chosen")
    assert "$12.50" in shown
    assert chosen.payload == {"amount": 1250, "of": ALL_OF_IT}
    assert (paid.payload["amount"], done.payload["amount"]) == (1250, 1250)


def test_esc_leaves_all_of_it_marked(counter: Counter) -> None:
    wanted(counter)

    counter.press(Qt.Key.Key_Escape)

    assert counter.stage() is Stage.BOARD
    assert (counter.case.chosen, amount(counter)) == (GOODWILL, ALL_OF_IT)
    assert counter.events("goodwill_amount_chosen") == []


def test_one_touch_gives_all_of_it_again(counter: Counter) -> None:
    wanted(counter)
    counter.scan("5")
    less = amount(counter)
    counter.touch(CHIP)

    counter.touch("tile.goodwill:all")

    assert (less, amount(counter)) == (500, ALL_OF_IT)
    assert counter.case.can_confirm


def test_more_than_all_of_it_is_not_taken(counter: Counter) -> None:
    wanted(counter)

    counter.scan("99")

    assert counter.state.prompt is Prompt.AMOUNT
    assert "not above all of it" in counter.window.scan_row.banner.accessibleName()
    assert amount(counter) == ALL_OF_IT


def test_the_amount_survives_a_crash(counter: Counter) -> None:
    wanted(counter)
    counter.touch("pin_pad.7")
    counter.touch("pin_pad.enter")

    case = counter.case.case_id

    counter.crash_and_start_again()

    counter.sign_in("tom")
    counter.touch(f"tile.resume:{case}")
    assert amount(counter) == 700


def test_a_manager_is_asked_anew_for_the_amount_that_was_typed(counter: Counter) -> None:
    changed_mind(counter, DESK, "CHAIR-TASK-GR")
    counter.touch(f"option.{GOODWILL}")
    counter.touch(CHIP)
    counter.scan("40")
    is_asked = counter.stage() is Stage.APPROVAL
    counter.touch("approval.who.lind")
    counter.scan(PIN_OF["lind"])
    pay_out(counter)

    (given,) = counter.events("approval_given")
    (done,) = counter.events("option_chosen")
    assert is_asked
    assert (given.payload["amount"], done.payload["amount"]) == (4000, 4000)
