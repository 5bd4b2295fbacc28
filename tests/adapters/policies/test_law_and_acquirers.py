"""The acquirers' profiles that ship: what each allows, and where law stands above them."""

from datetime import timedelta

import pytest

from returns_desk.domain.board import Basis, Board, Standing
from support.law_boards import TODAY, Answers, law_board
from support.shipped_boards import codes

ACQUIRERS = ["strict", "permissive", "processor-180-days"]
CARD = {"type": "credit_card"}
HERE = {"original_tender_present": {"R/1": True}}
RECALLED = {"reason": "recall"}
"""The demo shop gives money for recalled goods at any time, so only the acquirer sets an end."""


def demo_board(days: int, acquirer: str, place: str = "US-WI", **parts: Answers) -> Board:
    bought_on = TODAY - timedelta(days=days)
    return law_board(place, bought_on, ("demo", acquirer), tender=CARD, **parts)


@pytest.mark.parametrize("acquirer", ACQUIRERS)
def test_no_cash_for_a_card_sale_until_the_bank_refuses_the_card(acquirer: str) -> None:
    open_card = demo_board(1, acquirer, facts=HERE).option("refund/cash")
    declined = demo_board(1, acquirer, facts={"refund_authorisation": {"R/1": "declined"}})

    assert "scheme_forbids_cash" in codes(open_card)
    assert open_card.standing is Standing.NOT_POSSIBLE
    assert declined.option("refund/cash").standing is Standing.AVAILABLE
    assert declined.option("refund/original").standing is Standing.NOT_POSSIBLE


@pytest.mark.parametrize("acquirer", ACQUIRERS)
def test_the_card_of_the_sale_must_be_here_unless_the_law_gives_the_money(acquirer: str) -> None:
    absent = {"original_tender_present": {"R/1": False}}
    wrong = {"reason": "faulty", "condition": "used", "fault": {"refused": True}}

    unwanted = demo_board(1, acquirer, "EE", facts=absent).option("refund/original")
    by_law = demo_board(1, acquirer, "EE", facts=absent, item=wrong).option("refund/original")

    assert unwanted.standing is Standing.NOT_POSSIBLE
    assert "original_card_not_present" in codes(unwanted)
    assert by_law.basis is Basis.RIGHT


@pytest.mark.parametrize(
    ("acquirer", "same", "expected"),
    [
        ("permissive", True, Standing.AVAILABLE),
        ("permissive", False, Standing.NOT_POSSIBLE),
        ("strict", True, Standing.NEEDS_APPROVAL),
        ("processor-180-days", True, Standing.NEEDS_APPROVAL),
    ],
)
def test_another_card_is_one_of_the_same_customer(
    acquirer: str, same: bool, expected: Standing
) -> None:
    card = {"scheme": "visa", "same_customer": same}

    board = demo_board(1, acquirer, facts={"other_card": card, **HERE})

    assert board.option("refund/other_card").standing is expected


def test_a_processor_refunds_the_card_for_180_days_and_sends_a_transfer_after_that() -> None:
    online = {"channel": "online"}
    last = demo_board(180, "processor-180-days", facts=HERE, item=RECALLED, sale=online)
    after = demo_board(181, "processor-180-days", facts=HERE, item=RECALLED, sale=online)
    strict = demo_board(181, "strict", facts=HERE, item=RECALLED, sale=online)

    assert last.option("refund/original").standing is Standing.AVAILABLE
    assert last.option("refund/bank_transfer").standing is Standing.NOT_POSSIBLE
    assert "card_refund_window_over" in codes(after.option("refund/original"))
    assert after.option("refund/original").standing is Standing.NOT_POSSIBLE
    assert after.option("refund/bank_transfer").standing is Standing.AVAILABLE
    assert strict.option("refund/original").standing is Standing.AVAILABLE


@pytest.mark.parametrize("acquirer", ACQUIRERS)
def test_what_was_paid_in_cash_never_goes_to_a_card(acquirer: str) -> None:
    card = {"scheme": "visa", "same_customer": True}

    board = law_board("US-WI", TODAY, ("demo", acquirer), facts={"other_card": card})

    assert "not_paid_by_card" in codes(board.option("refund/other_card"))
    assert board.option("refund/other_card").standing is Standing.NOT_POSSIBLE
