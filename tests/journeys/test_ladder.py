"""The way through the ladder of proof, several receipts in one case, and gift receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeys.harness import PINS, SHELF
from returns_desk.application.desk_state import Stage
from returns_desk.domain.board import Standing

if TYPE_CHECKING:
    from journeys.harness import Counter


from journeys.ladder import MUG_CODE, MUGS, ONE_MUG, claimed, evidence, press_enter

# --- the way through the ladder -----------------------------------------------------------


def test_arrows_step_from_rung_to_rung_and_escape_one_step_back(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)

    counter.press(Qt.Key.Key_Down)
    assert counter.window.proof.field("customer").field.hasFocus()
    counter.press(Qt.Key.Key_Up)
    assert counter.window.proof.field("card").field.hasFocus()
    counter.press(Qt.Key.Key_Escape)

    assert counter.stage() is Stage.WAITING


def test_paper_receipt_is_keyed_in_from_the_ladder_and_escape_leads_back(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.press(Qt.Key.Key_F3)
    assert counter.stage() is Stage.KEY_IN

    counter.press(Qt.Key.Key_Escape)

    assert counter.stage() is Stage.PROOF


def test_goods_scanned_into_the_cards_field_are_goods(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    QTest.keyClicks(counter.window.proof.field("card").field, MUG_CODE)

    press_enter(counter)

    assert counter.state.proof is not None
    assert counter.state.proof.clues.item == MUG_CODE
    assert counter.state.proof.clues.card == ""


def test_receipts_number_in_a_field_opens_it_and_is_not_its_paper(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    QTest.keyClicks(counter.window.proof.field("card").field, SHELF)

    press_enter(counter)

    assert [each.receipt for each in counter.case.receipts] == [SHELF]
    assert evidence(counter) == {}


def test_option_of_the_board_below_is_chosen_there(counter: Counter) -> None:
    counter.scan(MUG_CODE)

    counter.touch("option.goodwill/store_credit")

    assert counter.stage() is Stage.APPROVAL
    counter.scan(PINS["lind"])
    assert counter.case.approval is not None
    assert counter.case.approval.amount == ONE_MUG


# --- several receipts, and gifts ----------------------------------------------------------


def test_two_receipts_are_one_case_and_one_is_taken_out_again(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.scan(MUGS)
    assert claimed(counter) == 2136 + 6404

    counter.touch(f"receipt.{SHELF}.take_out")

    assert [each.receipt for each in counter.case.receipts] == [MUGS]
    assert claimed(counter) == 6404
    counter.crash_and_start_again()
    counter.sign_in()
    counter.touch(f"tile.resume:{counter.state.open_cases[0].case_id}")
    assert [each.receipt for each in counter.case.receipts] == [MUGS]
    assert claimed(counter) == 6404


def test_gift_receipt_opens_a_gift_card_and_not_the_givers_card(counter: Counter) -> None:
    counter.scan(SHELF)
    before = counter.case.board.option("refund/original").standing
    assert before is Standing.CONDITIONAL

    counter.touch(f"receipt.{SHELF}.gift")

    board = counter.case.board
    # Back to the giver's card only where a manager allows it.
    assert board.option("refund/original").standing is Standing.NEEDS_APPROVAL
    gift_card = board.option("refund/gift_card")
    assert (gift_card.standing, gift_card.amount) == (Standing.AVAILABLE, 2136)
    counter.touch(f"receipt.{SHELF}.gift")
    assert counter.case.board.option("refund/original").standing is before
    assert evidence(counter) == {"evidence:gift_receipt": None, "evidence:receipt": None}
