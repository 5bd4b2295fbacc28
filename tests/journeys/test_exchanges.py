"""Exchanges for other goods: scanned, counted, paid at the till, and not lost in a crash."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import LegPhase, Prompt, Stage

if TYPE_CHECKING:
    from returns_desk.domain.board import Option

EXCHANGE = "exchange/none"
LAMP = "Lamp"
TILL_RECEIPT = "3141-02-20261121-0911"


def exchange(counter: Counter) -> Option:
    return counter.case.board.option(EXCHANGE)


def prompt(counter: Counter) -> Prompt:
    return counter.state.prompt


def choose_exchange(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch(f"option.{EXCHANGE}")


def take(counter: Counter, goods: str, price: str) -> None:
    counter.scan(goods)
    counter.scan(price)


def test_customer_pays_the_rest_at_the_till_by_touch_and_scanner(counter: Counter) -> None:
    choose_exchange(counter)
    assert prompt(counter) is Prompt.NEW_GOODS
    assert "Scan what the customer takes" in counter.texts()

    take(counter, LAMP, "35.00")

    assert exchange(counter).customer_pays == 3500 - 2136
    assert "Pays $13.64" in counter.texts()
    counter.touch("confirm")
    assert counter.stage() is Stage.BOOKING
    assert "Ring up the new goods at the till. The customer pays $13.64." in counter.texts()
    counter.scan(TILL_RECEIPT)
    assert counter.stage() is Stage.SLIP
    slip = "\n".join(counter.window.slip_page.slip.texts())
    assert "Ring up" not in counter.texts()
    assert "You paid at the till" in slip
    assert TILL_RECEIPT in slip
    assert LAMP in slip


def test_difference_within_the_tolerance_is_said_nowhere(counter: Counter) -> None:
    choose_exchange(counter)
    take(counter, LAMP, "21.50")

    assert exchange(counter).absorbed == 14
    assert "Nothing to pay" in counter.texts()
    counter.press(Qt.Key.Key_Return)

    assert counter.stage() is Stage.SLIP
    slip = "\n".join(counter.window.slip_page.slip.texts())
    assert not re.search(r"0\.14|21\.50", counter.texts() + slip)
    assert f"Ring up at the till, as exchanged: 1 {LAMP}" in counter.texts()
    assert "Ring up" not in slip
    (chosen,) = counter.events("option_chosen")
    assert chosen.payload["absorbed"] == 14


def test_by_keyboard_alone(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.press(str(counter.case.numbers[EXCHANGE]))
    counter.scan(LAMP)
    assert prompt(counter) is Prompt.PRICE
    # A price of one digit is a price and no option's number.
    counter.window.scan.setFocus()
    counter.scan("9")

    assert exchange(counter).amount == 2136 - 900
    assert counter.case.other_ways.new_goods[0].unit_price == 900
    counter.press(Qt.Key.Key_Escape)
    assert counter.case.chosen is None
    assert prompt(counter) is Prompt.CASE


def test_new_goods_are_counted_and_left_here_by_touch(counter: Counter) -> None:
    choose_exchange(counter)
    take(counter, LAMP, "9.00")

    counter.touch("line.+new#1.more")
    assert exchange(counter).amount == 2136 - 1800
    counter.touch("line.+new#1.less")
    counter.touch("line.+new#1.select")
    assert counter.case.other_ways.new_goods == ()
    assert exchange(counter).customer_pays is None


def test_scan_of_goods_on_the_receipt_goes_out_while_new_goods_are_chosen(
    counter: Counter,
) -> None:
    choose_exchange(counter)
    counter.scan("SHELF-36W")
    assert prompt(counter) is Prompt.PRICE
    counter.scan("21.36")
    counter.scan("SHELF-36W")

    (goods,) = counter.case.other_ways.new_goods
    assert (goods.sku, goods.quantity, goods.unit_price) == ("SHELF-36W", Decimal(2), 2136)
    assert counter.case.receipts[0].lines[0].claimed == 1
    counter.press(Qt.Key.Key_Escape)
    counter.scan("SHELF-36W")
    assert counter.case.other_ways.new_goods == (goods,)


def test_badge_and_esc_work_while_a_price_is_typed(counter: Counter) -> None:
    choose_exchange(counter)
    counter.scan(LAMP)

    counter.scan("no price")
    assert prompt(counter) is Prompt.PRICE
    counter.press(Qt.Key.Key_Escape)

    assert prompt(counter) is Prompt.NEW_GOODS
    assert counter.case.other_ways.new_goods == ()


def test_new_goods_come_back_after_a_crash(counter: Counter) -> None:
    choose_exchange(counter)
    take(counter, LAMP, "35.00")

    counter.crash_and_start_again()
    counter.sign_in()
    (waiting,) = counter.state.open_cases
    counter.touch(f"tile.resume:{waiting.case_id}")

    assert exchange(counter).customer_pays == 3500 - 2136
    assert LAMP in counter.texts()


def test_a_crash_at_the_till_leaves_the_leg_in_doubt(counter: Counter) -> None:
    choose_exchange(counter)
    take(counter, LAMP, "35.00")
    counter.touch("confirm")

    counter.crash_and_start_again()
    counter.sign_in()

    assert counter.stage() is Stage.IN_DOUBT
    assert [leg.phase for leg in counter.case.legs] == [LegPhase.IN_DOUBT]
    assert "$13.64" in counter.texts()


def test_another_way_is_open_until_the_till_took_the_money(counter: Counter) -> None:
    choose_exchange(counter)
    take(counter, LAMP, "35.00")
    counter.touch("confirm")

    counter.press(Qt.Key.Key_F6)

    assert counter.stage() is Stage.BOARD
    assert exchange(counter).customer_pays == 3500 - 2136


def test_plan_says_which_goods_went_out_and_what_the_till_took(counter: Counter) -> None:
    choose_exchange(counter)
    take(counter, LAMP, "35.00")
    counter.touch("confirm")
    counter.scan(TILL_RECEIPT)

    (plan,) = counter.events("plan_made")
    told = json.loads(json.dumps(dict(plan.payload), default=dict))
    assert [each["description"] for each in told["new_goods"]] == [LAMP]
    assert [(each["amount"], each["takes"]) for each in told["legs"]] == [(0, 1364)]
    (booked,) = counter.events("leg_booked")
    assert booked.payload["reference"] == TILL_RECEIPT
