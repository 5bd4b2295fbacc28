"""What the demo shop decides, under both acquirers."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from returns_desk.domain.board import Basis, Board, Standing
from returns_desk.domain.policy import FIELDS
from support.shipped_boards import NOW, board_from, board_of, codes

AVAILABLE = Standing.AVAILABLE
CONDITIONAL = Standing.CONDITIONAL
NEEDS_APPROVAL = Standing.NEEDS_APPROVAL
NOT_POSSIBLE = Standing.NOT_POSSIBLE
PLUMS = {"category": "food/fruit", "quantity": "7", "paid": 427}
UNWANTED = {"reason": "changed_mind", "condition": "opened"}
UNKNOWN = {"quantity": "7", "reason": None, "condition": None, "missing": None}


def test_the_same_plums_again_need_no_question_and_no_reason() -> None:
    board = board_of(0, line=PLUMS, item=UNKNOWN)

    assert board.option("even_exchange/none").standing is AVAILABLE
    assert board.option("refund/original").standing is CONDITIONAL


def test_spoiled_plums_open_everything_but_the_repair() -> None:
    board = board_of(0, line=PLUMS, item={**UNKNOWN, "reason": "spoiled"})

    for option in ("refund/original", "even_exchange/none", "exchange/none"):
        assert board.option(option).standing is AVAILABLE
    assert board.option("store_credit/store_credit").standing is AVAILABLE
    assert board.option("repair/none").standing is NOT_POSSIBLE
    assert board.questions == ()


def test_a_dearer_plum_is_the_shops_affair_within_its_tolerance() -> None:
    dearer = board_of(0, line=PLUMS, item={**UNKNOWN, "reason": "spoiled", "new_unit_price": 75})

    assert dearer.option("even_exchange/none").standing is AVAILABLE
    assert dearer.option("even_exchange/none").absorbed == 7 * 75 - 427


def test_opened_food_comes_back_only_when_something_is_wrong() -> None:
    opened = board_of(
        3, line=PLUMS, item={**UNKNOWN, "reason": "changed_mind", "condition": "opened"}
    )
    late = board_of(15, line=PLUMS, item={**UNKNOWN, "reason": "changed_mind"})

    assert "opened_food" in codes(opened.option("refund/original"))
    assert opened.option("refund/original").standing is NOT_POSSIBLE
    assert "return_window_expired" in codes(late.option("refund/original"))
    assert late.option("goodwill/original").standing is NEEDS_APPROVAL


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (0, AVAILABLE),
        (90, AVAILABLE),
        (91, NEEDS_APPROVAL),
        (180, NEEDS_APPROVAL),
        (181, NOT_POSSIBLE),
    ],
)
def test_money_comes_back_for_ninety_days_and_by_a_manager_for_as_many_more(
    days: int, standing: Standing
) -> None:
    board = board_of(days)

    assert board.option("refund/original").standing is standing
    assert board.option("store_credit/store_credit").standing is AVAILABLE
    assert board.option("exchange/none").standing is AVAILABLE


def test_after_the_window_a_manager_still_has_goodwill() -> None:
    board = board_of(200)

    assert "return_window_expired" in codes(board.option("refund/original"))
    assert board.option("goodwill/original").standing is NEEDS_APPROVAL
    assert board.option("goodwill/original").basis is Basis.GOODWILL


def test_used_goods_go_to_a_manager_unless_something_was_wrong() -> None:
    used = board_of(item={"condition": "used"})
    faulty = board_of(item={"condition": "used", "reason": "faulty"})

    assert used.option("refund/original").standing is NEEDS_APPROVAL
    assert faulty.option("refund/original").standing is AVAILABLE
    assert faulty.option("replacement/none").standing is AVAILABLE
    assert faulty.option("repair/none").standing is AVAILABLE


def test_a_cheque_gives_credit_before_it_clears_and_cash_or_a_cheque_after() -> None:
    before, after = board_of(9, "cheque"), board_of(10, "cheque")

    assert "cheque_not_cleared" in codes(before.option("refund/original"))
    assert before.option("store_credit/store_credit").standing is AVAILABLE
    assert after.option("refund/original").legs[0].means == "cash"
    assert after.option("refund/cheque").standing is AVAILABLE


@pytest.mark.parametrize("acquirer", ["strict", "permissive"])
def test_a_declined_card_refund_opens_the_other_means(acquirer: str) -> None:
    closed = board_of(tender="credit_card", acquirer=acquirer)
    facts = {"refund_authorisation": {"R/1": "declined"}}
    opened = board_of(tender="credit_card", acquirer=acquirer, facts=facts)

    assert "scheme_forbids_cash" in codes(closed.option("refund/cash"))
    for option in ("refund/cash", "refund/cheque", "refund/bank_transfer"):
        assert closed.option(option).standing in {NOT_POSSIBLE, NEEDS_APPROVAL}
        assert opened.option(option).standing is AVAILABLE
    assert codes(opened.option("refund/original")) >= {"refund_authorisation_declined"}


def test_no_card_is_credited_for_cash() -> None:
    assert "not_paid_by_card" in codes(board_of().option("refund/other_card"))


def test_a_transfer_is_open_for_an_online_order_where_the_acquirer_lets_it() -> None:
    online = {"channel": "online", "delivered_at": (NOW - timedelta(days=20)).isoformat()}
    strict = board_of(25, "credit_card", sale=online)
    permissive = board_of(25, "credit_card", "permissive", sale=online)

    assert strict.option("refund/bank_transfer").standing is NOT_POSSIBLE
    assert permissive.option("refund/bank_transfer").standing is AVAILABLE


def test_a_gift_receipt_gives_a_gift_card_and_no_money() -> None:
    other = {"customer_record": False, "serial_record": False}
    evidence = {"receipt": False, "gift_receipt": True, **other}
    board = board_of(evidence=evidence, item={"reason": "gift"})

    assert board.option("refund/gift_card").standing is AVAILABLE
    assert board.option("store_credit/store_credit").standing is AVAILABLE
    assert "no_proof_of_purchase" in codes(board.option("refund/original"))


def test_a_customer_account_proves_the_purchase_as_well_as_the_receipt() -> None:
    board = board_of(evidence={"receipt": False, "customer_record": True})

    assert board.option("refund/original").standing is AVAILABLE


def test_without_a_receipt_there_is_credit_at_the_lowest_price_with_a_photo_id() -> None:
    def board(seen: bool | None) -> Board:
        goods = {"sku": "X", "quantity": "2", "current_price": 500, "lowest_price": 300}
        claim = {"without_receipt": [goods], "facts": {"photo_id_seen": seen}}
        store = {"id": "1", "jurisdiction": "US-MN", "currency": "USD"}
        return board_from({"now": NOW.isoformat(), "store": store, "sales": [], "claim": claim})

    unknown, seen = board(None), board(seen=True)

    assert unknown.option("store_credit/store_credit").standing is CONDITIONAL
    assert [question.fact for question in unknown.questions] == ["photo_id_seen"]
    assert seen.option("store_credit/store_credit").amount == 600
    assert "no_proof_of_purchase" in codes(seen.option("refund/cash"))


def test_final_sale_opens_when_something_is_wrong_and_by_goodwill() -> None:
    unwanted = board_of(line={"final_sale": True})
    faulty = board_of(line={"final_sale": True}, item={"reason": "faulty"})

    assert "final_sale" in codes(unwanted.option("refund/original"))
    assert unwanted.option("goodwill/original").standing is NEEDS_APPROVAL
    assert unwanted.option("goodwill/store_credit").standing is NEEDS_APPROVAL
    assert faulty.option("refund/original").standing is AVAILABLE


def without_the_card(days: int = 3, acquirer: str = "permissive", **changes: Any) -> Board:
    """A visit whose card stayed at home, and whose other card is somebody else's."""
    facts = {
        "original_tender_present": {"R/1": False},
        "other_card": {"same_customer": acquirer == "strict"},
    }
    return board_of(days, "credit_card", acquirer, facts=facts, **changes)


@pytest.mark.parametrize("acquirer", ["strict", "permissive"])
def test_who_left_the_card_at_home_has_a_way_to_the_money(acquirer: str) -> None:
    final = without_the_card(acquirer=acquirer, line={"final_sale": True})
    late = without_the_card(200, acquirer)
    opened = without_the_card(acquirer=acquirer, line=PLUMS, item=UNWANTED)

    for board in (without_the_card(acquirer=acquirer), final, late, opened):
        ways = ("refund/other_card", "refund/bank_transfer")
        assert NEEDS_APPROVAL in {board.option(way).standing for way in ways}
        assert "no_money_option" not in {each.code for each in board.triggers}


def test_food_counts_from_its_delivery_however_long_ago_it_was_ordered() -> None:
    came = {"channel": "online", "delivered_at": (NOW - timedelta(days=3)).isoformat()}
    board = board_of(200, line=PLUMS, item={**UNKNOWN, "reason": "changed_mind"}, sale=came)

    assert board.option("refund/original").standing is CONDITIONAL


def test_before_a_cheque_clears_a_manager_can_still_help() -> None:
    assert board_of(9, "cheque").option("goodwill/original").standing is NEEDS_APPROVAL


def test_a_lower_price_comes_back_for_two_weeks() -> None:
    item = {"reason": "price_adjustment", "new_unit_price": 1997}

    assert board_of(14, item=item).option("price_reduction/original").amount == 500
    assert board_of(15, item=item).option("price_reduction/original").standing is NOT_POSSIBLE


@pytest.mark.parametrize("currency", ["USD", "EUR", "AMD", "JPY", "BHD"])
def test_the_demo_shop_serves_every_currency(currency: str) -> None:
    assert board_of(store=("US", currency)).option("refund/original").amount == 2497


def test_the_pack_tells_its_reader_every_field_that_a_rule_can_test(project_root: Path) -> None:
    head = (project_root / "resources/policies/shop/demo.toml").read_text().split("[settings]")[0]

    assert set(FIELDS) <= set(re.findall(r"[a-z_]+(?:\.[a-z_]+)?", head))
