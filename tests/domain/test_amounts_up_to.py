"""A permission up to an amount: "without a receipt store credit for at most 20.00"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from domain.pack_growth import board_of, claim_of, sale_of
from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import CATALOGUE, Board, Option, Standing
from returns_desk.domain.case import Case, Claim, Condition, ItemWithoutReceipt, Reason, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import (
    Effect,
    FeePer,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    Settings,
)
from strategies import NOW

CREDIT = "store_credit/store_credit"
GOODWILL = "goodwill/store_credit"
FAULTY = FieldTest("reason", any_of=frozenset({Reason.FAULTY}))
DEAR = FieldTest("unit_price", at_least=3000)


def permit(amount: int | None, effect: Effect = Effect.ALLOW, **more: Any) -> Rule:
    given = {"id": f"up-to-{amount}", "options": frozenset({CREDIT}), **more}
    return shop_rule(effect, amount_at_most=amount, **given)


UP_TO_20 = permit(2000)


def board(
    prices: Sequence[int], *rules: Rule, settings: Settings | None = None, **item: Any
) -> Board:
    sale = sale_of([sold(place, 1, paid, tax=paid // 10) for place, paid in enumerate(prices, 1)])
    return board_of([sale], claim_of(sale, **item), rules, settings)


def credit(prices: Sequence[int], *rules: Rule) -> Option:
    return board(prices, *rules).option(CREDIT)


def test_what_the_goods_are_worth_above_the_amount_is_kept() -> None:
    option = credit([3500], UP_TO_20)

    assert (option.standing, option.amount, option.fee) == (Standing.AVAILABLE, 2000, 1500)
    assert [leg.amount for leg in option.legs] == [2000]


def test_goods_within_the_amount_bring_all_that_they_are_worth() -> None:
    assert (credit([2000], UP_TO_20).amount, credit([700], UP_TO_20).fee) == (2000, 0)


def test_the_amount_is_that_of_all_goods_together_the_first_ones_first() -> None:
    option = credit([1500, 1500, 300], UP_TO_20)

    assert [(item.amount, item.fee) for item in option.items] == [(1500, 0), (500, 1000), (0, 300)]


def test_goods_without_a_receipt_are_what_it_is_for() -> None:
    bare = ItemWithoutReceipt(
        Decimal(2), current_price=3000, reason=Reason.OTHER, condition=Condition.USED
    )
    visit = Case(NOW, Store("1", "US-MN", "USD"), (), Claim(without_receipt=(bare,)))
    pack = Pack("shop", Layer.SHOP, "1", rules=(UP_TO_20,))

    assert propose_board(visit, Policy((pack,))).option(CREDIT).amount == 2000


def test_of_several_permissions_the_most_generous_counts() -> None:
    assert credit([9000], UP_TO_20, permit(5000)).amount == 5000
    assert credit([9000], UP_TO_20, permit(None)).amount == 9000
    assert credit([9000], UP_TO_20, permit(2000, id="again")).amount == 2000


def test_a_permission_that_does_not_apply_lifts_nothing() -> None:
    assert credit([2900], UP_TO_20, permit(None, when=(DEAR,))).amount == 2000
    assert credit([3500], UP_TO_20, permit(None, when=(DEAR,))).amount == 3500


def test_each_permission_counts_the_goods_that_it_is_for() -> None:
    rules = (UP_TO_20, permit(4000, when=(DEAR,)))

    assert [item.amount for item in credit([1500, 9000, 1500], *rules).items] == [1500, 4000, 500]


def test_where_a_manager_is_asked_it_is_the_managers_amount() -> None:
    manager = permit(5000, Effect.APPROVE)

    asked = credit([9000], UP_TO_20, manager)

    assert (asked.standing, asked.amount) == (Standing.NEEDS_APPROVAL, 5000)
    assert credit([9000], UP_TO_20, permit(None, Effect.APPROVE)).amount == 9000


def test_the_law_gives_all() -> None:
    right = Rule("right", Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right")

    assert lawful(right, UP_TO_20).amount == 9000
    assert lawful(replace(right, fee_basis_points=1000), UP_TO_20).amount == 9000


def test_what_was_only_recalled_of_the_law_is_not_the_shops_permission() -> None:
    """The shop refuses; a manager who follows the law gives all."""
    recalled = Rule("right", Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right", verified=False)
    forbid = shop_rule(Effect.FORBID, id="never")

    option = lawful(recalled, forbid, permit(2000, Effect.APPROVE))

    assert (option.standing, option.amount) == (Standing.NEEDS_APPROVAL, 9000)


def lawful(right: Rule, *rules: Rule) -> Option:
    """Store credit for goods at 90.00, where the law has its say."""
    law = Pack("law", Layer.LAW, "1", jurisdiction="US", rules=(right,))
    sale = sale_of([sold(1, 1, 9000)])
    visit = Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items=claim_of(sale)))
    policy = Policy((law, Pack("shop", Layer.SHOP, "1", rules=rules)))
    return propose_board(visit, policy).option(CREDIT)


def test_fees_are_taken_off_first() -> None:
    fee = shop_rule(Effect.FEE, id="zz-fee", fee_fixed=1000, fee_per=FeePer.RETURN)

    assert credit([2500], UP_TO_20, fee).amount == 1500
    assert credit([3500], UP_TO_20, fee).amount == 2000
    assert credit([1500, 2500], UP_TO_20, fee).amount == 2000


def test_the_tax_is_that_of_what_is_given_where_fees_reduce_it() -> None:
    settings = Settings(fee_reduces_tax=True)

    assert board([4000], UP_TO_20, settings=settings).option(CREDIT).tax == 200


def test_an_open_reason_opens_the_amount() -> None:
    found = board([3500], UP_TO_20, permit(None, when=(FAULTY,)), reason=None)
    option = found.option(CREDIT)

    assert (option.standing, option.amount, option.amount_max) == (Standing.AVAILABLE, 2000, 3500)
    assert [question.fact for question in found.questions] == ["reason:0"]


def test_a_way_to_more_stands_beside_it_though_a_manager_is_needed() -> None:
    """R2: what a manager may give is on the board, where it is more than the clerk may."""
    more = permit(None, Effect.APPROVE, id="more", options=frozenset({GOODWILL}))
    found = board([3500], UP_TO_20, more).option(GOODWILL)

    assert (found.standing, found.amount) == (Standing.NEEDS_APPROVAL, 3500)
    assert board([3500], permit(None), more).option(GOODWILL).same_as == CREDIT


def test_a_second_way_that_stops_as_well_is_the_same() -> None:
    less = permit(1000, id="less", options=frozenset({GOODWILL}))

    assert board([3500], UP_TO_20, less).option(GOODWILL).same_as == CREDIT
    assert board([3500], UP_TO_20).option(GOODWILL).same_as == CREDIT
