"""No receipt: the ladder of proof, rung by rung, and goods that go on without one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeys.harness import SHELF, THREE_WAYS
from returns_desk.application.desk_state import Stage
from returns_desk.domain.board import Standing
from support.published_cards import VISA

if TYPE_CHECKING:
    from journeys.harness import Counter


from journeys.ladder import (
    HEADPHONES,
    MUG_CODE,
    MUGS,
    ONE_MUG,
    SERIAL,
    WHOLE_LAMP,
    claimed,
    evidence,
    finish_payout,
    press_enter,
    type_clue,
)

# --- rung by rung -------------------------------------------------------------------------


def test_by_the_card_with_the_keyboard_alone(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    assert counter.stage() is Stage.PROOF
    QTest.keyClicks(counter.window.proof.field("card").field, "4242")
    press_enter(counter)
    (found,) = counter.state.proof.found if counter.state.proof else ()
    assert found.receipt == THREE_WAYS
    assert [found.sold, found.returned, found.available] == [4, 0, 4]
    assert "4 sold · 0 returned · 4 available" in counter.texts()

    press_enter(counter)

    assert counter.stage() is Stage.BOARD
    assert [each.receipt for each in counter.case.receipts] == [THREE_WAYS]
    assert claimed(counter) == WHOLE_LAMP
    assert evidence(counter) == {"evidence:card_lookup": True, "evidence:receipt": False}


def test_of_a_card_that_was_typed_whole_four_digits_are_kept(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    type_clue(counter, "card", VISA)

    press_enter(counter)

    assert counter.window.proof.field("card").field.text() == VISA[-4:]
    assert VISA not in counter.texts()
    files = [path for path in counter.folder.rglob("*") if path.is_file()]
    assert files
    assert all(VISA.encode() not in path.read_bytes() for path in files)


def test_by_the_customers_number_with_the_scanner_alone(counter: Counter) -> None:
    counter.scan("C-20417")
    assert counter.stage() is Stage.PROOF
    assert "customer" in counter.texts()

    counter.touch(f"candidate.{THREE_WAYS}.take")

    assert claimed(counter) == WHOLE_LAMP
    assert evidence(counter) == {"evidence:customer_record": True}


def test_by_a_serial_number_however_it_is_typed(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.touch("rung.serial")
    type_clue(counter, "serial", SERIAL.lower())
    press_enter(counter)

    press_enter(counter)

    (receipt,) = counter.case.receipts
    assert "Headphones, over ear, black" in [line.description for line in receipt.lines]
    assert claimed(counter) == HEADPHONES
    assert evidence(counter)["evidence:serial_record"] is True


def test_by_a_bank_statement_that_the_law_counts(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.touch("rung.bank_statement")
    assert counter.found("rung.bank_statement").accessibleDescription() == "Counts by law"
    type_clue(counter, "amount", "21.36")
    press_enter(counter)
    QTest.keyClicks(counter.window.proof.field("day").field, "2026-11-09")
    press_enter(counter)
    assert "2 days off" in counter.texts()

    counter.touch(f"candidate.{SHELF}.take")

    assert claimed(counter) == 2136
    assert evidence(counter)["evidence:bank_statement"] is True


def test_an_amount_that_was_never_paid_proves_nothing(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.touch("rung.bank_statement")
    type_clue(counter, "amount", "21.37")
    type_clue(counter, "day", "2026-11-07")

    press_enter(counter)

    assert counter.state.proof is not None
    assert counter.state.proof.found == ()
    assert "next step" in counter.window.scan_row.banner.sentence()


def test_by_the_item_and_a_day_with_touch_and_a_scan(counter: Counter) -> None:
    counter.touch("scan_row.no_receipt")
    counter.touch("rung.item")
    QTest.keyClicks(counter.window.proof.field("item").field, "mug blue")
    press_enter(counter)
    assert counter.state.case is None

    counter.touch(f"candidate.{MUGS}.take")

    (item,) = counter.case.board.option("even_exchange/none").items
    assert item.quantity == 4
    assert claimed(counter) == 2988


# --- goods without any receipt ------------------------------------------------------------


def test_scanned_goods_have_their_board_before_any_question(counter: Counter) -> None:
    counter.scan(MUG_CODE)

    assert counter.stage() is Stage.PROOF
    credit = counter.case.board.option("store_credit/store_credit")
    assert (credit.standing, credit.amount) == (Standing.CONDITIONAL, ONE_MUG)
    shown = counter.window.proof.board.shown_cards()
    assert "store_credit/store_credit" in [card.content().option_id for card in shown]


def test_found_receipt_takes_the_place_of_goods_without_one(counter: Counter) -> None:
    counter.scan(MUG_CODE)

    press_enter(counter)

    assert counter.stage() is Stage.BOARD
    assert counter.case.without_receipt == ()
    assert claimed(counter) == ONE_MUG
    assert counter.case.board.option("refund/original").amount == ONE_MUG


def test_receipt_that_turns_up_after_the_goods_counts(counter: Counter) -> None:
    counter.scan(MUG_CODE)

    counter.scan(MUGS)

    assert counter.case.without_receipt == ()
    assert claimed(counter) == ONE_MUG
    assert evidence(counter) == {"evidence:receipt": True}


def test_receipt_of_goods_paid_without_it_is_handed_on_and_closes_nothing(
    counter: Counter,
) -> None:
    counter.scan(MUGS)
    before = counter.case.board.options
    counter.press(Qt.Key.Key_F7)
    press_enter(counter)
    counter.press(Qt.Key.Key_F3)
    counter.touch("rung.nothing")
    type_clue(counter, "goods", MUG_CODE)
    press_enter(counter)
    counter.press(str(counter.case.numbers["store_credit/store_credit"]))
    counter.press("+")
    counter.touch("confirm")
    finish_payout(counter)
    counter.press(Qt.Key.Key_F10)

    counter.scan(MUGS)

    (raised,) = counter.events("escalation_raised")
    assert raised.payload["triggers"] == ["double_refund"]
    assert counter.case.board.options == before


def test_goods_that_nobody_knows_go_on_credit_with_slip_and_books(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.touch("rung.nothing")
    type_clue(counter, "goods", "Kettle, steel")
    type_clue(counter, "price", "39.90")
    press_enter(counter)
    assert counter.stage() is Stage.BOARD
    number = counter.case.numbers["store_credit/store_credit"]
    counter.press(str(number))
    counter.press("+")
    assert counter.case.chosen == "store_credit/store_credit"

    counter.touch("confirm")
    finish_payout(counter)

    assert counter.stage() is Stage.SLIP
    slip = "\n".join(counter.window.slip_page.slip.texts())
    assert "Kettle, steel" in slip
    assert "$39.90" in slip
    (plan,) = counter.events("plan_made")
    assert plan.payload["without_receipt"] == [
        {
            "line": 1,
            "quantity": "1",
            "paid": 3990,
            "fee": 0,
            "description": "Kettle, steel",
            "sku": None,
            "gtin": None,
            "category": "",
        }
    ]


def test_price_that_nobody_knows_is_asked_for(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.touch("rung.nothing")
    type_clue(counter, "goods", "Kettle, steel")

    press_enter(counter)

    assert counter.stage() is Stage.PROOF
    assert counter.window.proof.field("price").field.hasFocus()
    assert "costs today" in counter.window.scan_row.banner.sentence()


def test_more_of_the_same_count_up_and_one_may_be_left_out(counter: Counter) -> None:
    counter.scan(MUG_CODE)
    counter.press(Qt.Key.Key_Escape)
    counter.scan(MUG_CODE)
    counter.touch("line.#1.more")

    assert [each.claimed for each in counter.case.without_receipt] == [Decimal(3)]
    assert claimed(counter) == 3 * ONE_MUG


def test_goods_told_before_a_restart_are_offered_again_as_they_were(counter: Counter) -> None:
    counter.scan(MUG_CODE)
    counter.press(Qt.Key.Key_Escape)
    digest = counter.case.digest
    case_id = counter.case.case_id

    counter.crash_and_start_again()
    counter.sign_in()
    assert "Mug, stoneware, blue" in counter.texts()
    counter.touch(f"tile.resume:{case_id}")

    assert counter.case.digest == digest
    assert [each.description for each in counter.case.without_receipt] == ["Mug, stoneware, blue"]
    assert claimed(counter) == ONE_MUG
