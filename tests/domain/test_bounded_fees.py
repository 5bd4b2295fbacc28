"""A fee with a floor and a cap: for each item, for each unit, or once for the whole return."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, returned, sale_of
from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import CATALOGUE, Option
from returns_desk.domain.case import Case, Claim, Condition, ItemWithoutReceipt, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import (
    Deduct,
    Effect,
    FeePer,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    Settings,
)
from returns_desk.domain.sale import SaleTender, TenderType
from strategies import NOW

WITHIN = fee(fee_basis_points=1500, fee_at_least=1000, fee_at_most=5000)
FAULTY = FieldTest("reason", any_of=frozenset({Reason.FAULTY}))


def together(prices: Sequence[int], *rules: Rule, settings: Settings | None = None) -> Option:
    """refund/original for one line at each of these prices."""
    sale = sale_of([sold(place, 1, paid) for place, paid in enumerate(prices, 1)])
    return board_of([sale], claim_of(sale), (ALLOW, *rules), settings).option("refund/original")


@pytest.mark.parametrize(
    ("paid", "kept"),
    [
        (900, 900),
        (1001, 1000),
        (6666, 1000),
        (6670, 1001),
        (20_000, 3000),
        (33_333, 5000),
        (90_000, 5000),
    ],
)
def test_a_share_is_kept_between_its_floor_and_its_cap(paid: int, kept: int) -> None:
    option = returned(goods(paid), "1", WITHIN)

    assert (option.amount, option.fee) == (paid - kept, kept)


def test_a_fixed_part_counts_with_the_share() -> None:
    rule = replace(WITHIN, fee_fixed=600)

    assert returned(goods(4000), "1", rule).fee == 1200
    assert returned(goods(90_000), "1", rule).fee == 5000


@pytest.mark.parametrize(("quantity", "kept"), [("1", 1000), ("2", 2000), ("2.5", 3000)])
def test_floor_and_cap_count_for_each_begun_unit(quantity: str, kept: int) -> None:
    rule = replace(WITHIN, fee_per=FeePer.UNIT)

    assert returned(goods(10_000, "5"), quantity, rule).fee == kept
    assert returned(goods(1_000_000, "5"), quantity, rule).fee == 5 * kept


def test_a_value_is_kept_beside_what_has_bounds() -> None:
    rule = replace(WITHIN, deduct=Deduct.REBATE_VALUE)

    assert returned(goods(2000, rebate_value=30), "1", rule).fee == 1030


def test_two_such_rules_are_both_kept() -> None:
    assert returned(goods(2000), "1", WITHIN, replace(WITHIN, id="other")).fee == 2000


@pytest.mark.parametrize(
    ("prices", "fees"),
    [
        ((1000, 1000), [1000, 0]),
        ((400, 2000), [400, 600]),
        ((10_000, 10_000), [1500, 1500]),
        ((2000, 10_000), [1000, 800]),
        ((30_000, 2000, 9000), [4500, 300, 200]),
        ((300, 300), [300, 300]),
    ],
)
def test_once_for_the_return_they_hold_for_all_of_it_together(
    prices: tuple[int, ...], fees: list[int]
) -> None:
    """Each item bears what it adds; the first ones bear the floor."""
    option = together(prices, replace(WITHIN, fee_per=FeePer.RETURN))

    assert [item.fee for item in option.items] == fees
    assert option.amount == sum(prices) - sum(fees)


def test_goods_that_the_fee_is_not_for_count_for_nothing() -> None:
    rule = replace(WITHIN, fee_per=FeePer.RETURN, when=(FieldTest("unit_price", at_least=3000),))

    assert [item.fee for item in together((10_000, 2000, 10_000), rule).items] == [1500, 0, 1500]


def test_the_tax_is_that_of_what_is_left() -> None:
    line = goods(12_000, tax=2000)
    sale = sale_of([line])
    rules = (ALLOW, replace(WITHIN, fee_per=FeePer.RETURN))

    board = board_of([sale], claim_of(sale), rules, Settings(fee_reduces_tax=True))

    assert (board.option("refund/original").fee, board.option("refund/original").tax) == (
        1800,
        1700,
    )


@pytest.mark.parametrize("per", list(FeePer))
def test_what_the_law_gives_bears_no_fee_of_the_shop(per: FeePer) -> None:
    option = by_right(Rule("right", Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right"), per)

    assert option.fee == 0


@pytest.mark.parametrize("per", list(FeePer))
def test_what_the_law_itself_lets_be_kept_has_its_bounds(per: FeePer) -> None:
    right = Rule("right", Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right")
    bounded = replace(right, fee_basis_points=100, fee_at_most=300, fee_per=per)

    assert by_right(bounded, per, paid=10_000).fee == 100
    assert by_right(bounded, per, paid=90_000).fee == 300


def by_right(right: Rule, per: FeePer, paid: int = 10_000) -> Option:
    """The refund of what the law lets be returned, where the shop forbids it and has a fee."""
    law = Pack("law", Layer.LAW, "1", jurisdiction="US", rules=(right,))
    forbid = shop_rule(Effect.FORBID, id="never")
    shop = Pack("shop", Layer.SHOP, "1", rules=(forbid, replace(WITHIN, fee_per=per)))
    sale = sale_of([goods(paid)])
    visit = Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items=claim_of(sale)))
    return propose_board(visit, Policy((law, shop))).option("refund/original")


def test_a_kinder_shop_lifts_what_the_law_would_keep() -> None:
    right = Rule("right", Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right")
    law = Pack(
        "law",
        Layer.LAW,
        "1",
        jurisdiction="US",
        rules=(replace(right, fee_basis_points=100, fee_at_most=300),),
    )
    shop = Pack("shop", Layer.SHOP, "1", rules=(ALLOW,))
    sale = sale_of([goods(10_000)])
    visit = Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items=claim_of(sale)))

    assert propose_board(visit, Policy((law, shop))).option("refund/original").fee == 0


def test_two_tenders_bear_the_same_rule_once() -> None:
    sale = sale_of(
        [goods(20_000)],
        SaleTender(1, TenderType.CASH, 12_000),
        SaleTender(2, TenderType.GIFT_CARD, 8000),
    )

    board = board_of([sale], claim_of(sale), (ALLOW, WITHIN))

    assert board.option("refund/original").fee == 3000


def test_goods_without_a_receipt_bear_it_too() -> None:
    bare = ItemWithoutReceipt(
        Decimal(1), current_price=4000, reason=Reason.OTHER, condition=Condition.USED
    )
    visit = Case(NOW, Store("1", "US-MN", "USD"), (), Claim(without_receipt=(bare,)))
    pack = Pack("shop", Layer.SHOP, "1", rules=(ALLOW, WITHIN))

    assert propose_board(visit, Policy((pack,))).option("refund/cash").amount == 3000


def test_an_open_reason_opens_the_amount_up_to_the_cap() -> None:
    """Where it is faulty nothing is kept; the board shows both ends and asks."""
    sale = sale_of([sold(1, 1, 30_000), sold(2, 1, 30_000)])
    rule = replace(WITHIN, fee_per=FeePer.RETURN, unless=((FAULTY,),))

    board = board_of([sale], claim_of(sale, reason=None), (ALLOW, rule))
    option = board.option("refund/original")

    assert (option.amount, option.amount_max) == (55_000, 60_000)
    assert {question.fact for question in board.questions} == {"reason:0", "reason:1"}
