"""Goodwill within the clerk's budget: seen by the clerk, given with a reason, unseen by others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from journeys.chain import MUGS, changed_mind, pay_out
from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import Stage

GOODWILL = "goodwill/original"
ALL_LEFT = "$20.00 left of $20.00 in 7 days"


@pytest.fixture
def counter(store_counter: Counter) -> Counter:
    """The chain's counter, whose clerks may give goodwill."""
    return store_counter


def test_reason_is_one_touch_and_is_journaled_with_what_was_given_before(
    counter: Counter,
) -> None:
    changed_mind(counter, SHELF)
    assert ALL_LEFT in counter.texts()

    counter.touch(f"option.{GOODWILL}")
    counter.touch("asks.why:waited_long")
    pay_out(counter)

    (chosen,) = counter.events("option_chosen")
    assert chosen.payload["goodwill"] == {"reason": "waited_long", "given_before": 0}


def test_by_keys_alone_the_first_reason_is_noted(counter: Counter) -> None:
    changed_mind(counter, SHELF)
    counter.window.scan.setFocus()

    counter.press(str(counter.case.numbers[GOODWILL]))
    counter.press(Qt.Key.Key_Return)

    assert counter.stage() is Stage.BOOKING
    (chosen,) = counter.events("option_chosen")
    assert chosen.payload["goodwill"] == {"reason": "fair_to_customer", "given_before": 0}


def test_what_is_left_is_said_only_while_the_clerk_may_give_it(counter: Counter) -> None:
    changed_mind(counter, SHELF)
    counter.touch(f"option.{GOODWILL}")
    pay_out(counter)

    changed_mind(counter, MUGS, "PLATE-DIN-WH")

    assert " left of " not in counter.texts()


def test_choice_taken_back_asks_again_what_the_customer_wants(counter: Counter) -> None:
    changed_mind(counter, SHELF)
    counter.touch(f"option.{GOODWILL}")
    assert "A long wait" in counter.texts()

    counter.touch(f"option.{GOODWILL}")

    assert "A long wait" not in counter.texts()
    assert "Money back" in counter.texts()
