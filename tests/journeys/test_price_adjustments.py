"""A price that fell: today's price is typed once, the difference goes back, the goods stay."""

from __future__ import annotations

from PySide6.QtCore import Qt

from journeys.harness import PLUMS, REFERENCE, SHELF, Counter
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.domain.board import Standing

REDUCTION = "price_reduction/original"


def prompt(counter: Counter) -> Prompt:
    return counter.state.prompt


def say_why(counter: Counter, receipt: str) -> None:
    line = f"line.{receipt}#1.reason"
    counter.touch(f"{line}._open")
    counter.touch(f"{line}.price_adjustment")


def test_exact_difference_goes_back_and_the_goods_stay(counter: Counter) -> None:
    counter.scan(SHELF)
    say_why(counter, SHELF)
    assert prompt(counter) is Prompt.PRICE
    assert "Price of one today: Shelf board, white, 36 in" in counter.texts()

    counter.scan("15.99")

    option = counter.case.board.option(REDUCTION)
    assert option.amount == 2136 - 1599
    assert "$15.99 now" in counter.texts()
    assert option.standing is not Standing.NOT_POSSIBLE


def test_known_price_is_not_asked_for(counter: Counter) -> None:
    counter.scan(PLUMS)

    say_why(counter, PLUMS)

    assert prompt(counter) is Prompt.CASE
    assert "$0.84 now" in counter.texts()


def test_another_price_is_typed_by_touch_and_esc_keeps_the_first(counter: Counter) -> None:
    counter.scan(SHELF)
    say_why(counter, SHELF)
    counter.scan("15.99")
    line = f"line.{SHELF}#1.reason"

    counter.touch(f"{line}.new_price")
    counter.touch(f"{line}.new_price")
    assert prompt(counter) is Prompt.PRICE
    counter.press(Qt.Key.Key_Escape)
    assert counter.case.board.option(REDUCTION).amount == 2136 - 1599
    counter.touch(f"{line}.new_price")
    counter.touch(f"{line}.new_price")
    counter.scan("12")

    assert counter.case.board.option(REDUCTION).amount == 2136 - 1200


def test_reduction_is_paid_and_the_receipt_still_stands_for_the_goods(counter: Counter) -> None:
    counter.scan(SHELF)
    say_why(counter, SHELF)
    counter.scan("15.99")
    counter.touch(f"option.{REDUCTION}.yes")
    counter.touch(f"option.{REDUCTION}")
    counter.press(Qt.Key.Key_Return)
    counter.scan(REFERENCE)

    assert counter.stage() is Stage.SLIP
    slip = "\n".join(counter.window.slip_page.slip.texts())
    assert "You keep" in slip
    assert "5.37" in slip
    assert not counter.events("goods_taken")


def test_of_some_pieces_the_difference_is_exact(counter: Counter) -> None:
    counter.scan(PLUMS)
    line = f"line.{PLUMS}#1"
    for _ in range(4):
        counter.touch(f"{line}.less")
    say_why(counter, PLUMS)
    counter.touch(f"{line}.reason.new_price")
    counter.touch(f"{line}.reason.new_price")

    counter.scan("0.50")

    # Seven cost 4.13: three of them 1.77, and today 1.50.
    assert counter.case.board.option(REDUCTION).amount == 27
