"""A fee that a whole return bears but once is asked about only where the answer changes a sum."""

from dataclasses import replace

import pytest

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, sale_of
from domain.small_sales import sold
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import ClaimedItem, Reason
from returns_desk.domain.policy import Effect, FeePer, FieldTest
from returns_desk.domain.sale import SaleTender, TenderType

LATE = FieldTest("reason", any_of=frozenset({"late"}))
ONCE = fee(when=(LATE,), fee_fixed=300, fee_per=FeePer.RETURN)
SALE = sale_of([goods(800), sold(2, 1, 500), sold(3, 1, 500)])
FIRST, SECOND, THIRD = claim_of(SALE)
OPEN = [replace(each, reason=None) for each in (FIRST, SECOND, THIRD)]


def card() -> SaleTender:
    return SaleTender(1, TenderType.CREDIT_CARD, 100)


def late(item: ClaimedItem) -> ClaimedItem:
    return replace(item, reason=Reason.LATE)


def asked(board: Board) -> set[str]:
    return {question.fact for question in board.questions}


def of(*items: ClaimedItem) -> set[str]:
    return asked(board_of([SALE], items, (ALLOW, ONCE)))


def test_nothing_is_asked_where_an_earlier_item_bears_it_all_for_sure() -> None:
    assert of(late(FIRST), OPEN[1]) == set()
    assert of(late(FIRST), *OPEN[1:]) == set()


def test_it_is_asked_of_an_earlier_item_since_that_one_would_bear_it_then() -> None:
    assert of(OPEN[0], late(SECOND)) == {"reason:0"}


def test_it_is_asked_of_each_item_that_may_come_to_bear_it() -> None:
    assert of(*OPEN) == {"reason:0", "reason:1", "reason:2"}
    assert of(FIRST, OPEN[1]) == {"reason:1"}
    assert of(OPEN[0], late(SECOND), OPEN[2]) == {"reason:0"}


def test_it_is_asked_where_the_first_item_can_not_bear_all_of_it() -> None:
    dear = replace(ONCE, fee_fixed=900)

    board = board_of([SALE], (late(FIRST), OPEN[1], OPEN[2]), (ALLOW, dear))

    assert asked(board) == {"reason:1", "reason:2"}


@pytest.mark.parametrize("is_first_late", [True, False])
def test_of_what_all_items_share_it_is_asked_where_the_sum_hangs_on_it(
    *, is_first_late: bool
) -> None:
    seen = FieldTest("photo_id_seen", any_of=frozenset({True}))
    rules = (ALLOW, replace(ONCE, when=(), any=((LATE,), (seen,))))
    first = late(FIRST) if is_first_late else FIRST

    assert asked(board_of([SALE], (first, SECOND), rules)) == (
        set() if is_first_late else {"photo_id_seen"}
    )


def test_where_there_is_too_much_to_try_it_is_asked() -> None:
    """Thirteen receipts with a card each: more than four thousand completions."""
    there = FieldTest("original_tender_present", any_of=frozenset({True}))
    sales = [sale_of([goods(100)], card(), receipt=f"R-{n}") for n in range(13)]
    items = [item for sale in sales for item in claim_of(sale)]
    rules = (ALLOW, replace(ONCE, when=(there,), fee_fixed=1))

    assert len(asked(board_of(sales, items, rules))) == 13


def test_goods_that_an_answer_would_close_bear_nothing_then() -> None:
    used = FieldTest("condition", any_of=frozenset({"used"}))
    closed = replace(ALLOW, id="closed", code="closed", effect=Effect.FORBID, when=(used,))
    unseen = [replace(each, condition=None) for each in OPEN[:2]]

    board = board_of([SALE], unseen, (ALLOW, closed, ONCE))

    assert asked(board) == {"reason:0", "reason:1", "condition:0", "condition:1"}
    assert board.option("refund/original").standing is Standing.CONDITIONAL
