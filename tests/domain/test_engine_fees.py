"""What is kept from the money: values that leave with the goods, fees per unit and per return."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, returned, sale_of
from domain.small_sales import shop_rule, sold
from returns_desk.domain.board import CATALOGUE
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
from strategies import NOW, examples

ON_LINE = ("rebate_value", "gift_value", "points_value", "discount")
VALUES = [Deduct(name) for name in ON_LINE]
ONCE = fee(fee_fixed=500, fee_per=FeePer.RETURN)
FAULTY = FieldTest("reason", any_of=frozenset({Reason.FAULTY}))


@pytest.mark.parametrize("name", ON_LINE)
def test_a_value_that_leaves_with_the_goods_is_kept(name: str) -> None:
    option = returned(goods(1000, **{name: 300}), "1", fee(deduct=Deduct(name)))

    assert (option.amount, option.fee) == (700, 300)


def test_the_tax_may_be_kept() -> None:
    option = returned(goods(1000, tax=167), "1", fee(deduct=Deduct.TAX))

    assert (option.amount, option.fee, option.tax) == (833, 167, 167)


@pytest.mark.parametrize(
    ("price", "kept"), [(None, 0), (700, 600), (1000, 0), (1200, 0), (0, 2000)]
)
def test_a_lower_price_of_today_may_be_kept(price: int | None, kept: int) -> None:
    option = returned(goods(2000, 2), "2", fee(deduct=Deduct.PRICE_DROP), new_unit_price=price)

    assert option.fee == kept


def test_what_is_kept_is_never_more_than_the_goods_are_worth() -> None:
    option = returned(goods(200, gift_value=300), "1", fee(deduct=Deduct.GIFT_VALUE))

    assert (option.amount, option.fee, option.legs) == (0, 200, ())


def test_a_rule_may_keep_a_share_an_amount_and_a_value_together() -> None:
    rule = fee(fee_basis_points=1000, fee_fixed=50, deduct=Deduct.REBATE_VALUE)

    assert returned(goods(1000, rebate_value=30), "1", rule).fee == 100 + 50 + 30


def test_two_rules_keep_the_same_value_once() -> None:
    rules = [fee(id=name, deduct=Deduct.REBATE_VALUE) for name in ("one", "other")]

    assert returned(goods(1000, rebate_value=30), "1", *rules).fee == 30


def test_nothing_is_kept_from_what_the_law_gives() -> None:
    right = Rule("right", Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right")
    law = Pack("law", Layer.LAW, "1", jurisdiction="US", rules=(right,))
    kept = fee(fee_fixed=50, fee_per=FeePer.UNIT, deduct=Deduct.REBATE_VALUE)
    shop = Pack("shop", Layer.SHOP, "1", rules=(ALLOW, kept, replace(ONCE, id="once")))
    sale = sale_of([goods(1000, rebate_value=30)])
    visit = Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items=claim_of(sale)))

    assert propose_board(visit, Policy((law, shop))).option("refund/original").fee == 0


def test_no_value_leaves_where_the_goods_stay() -> None:
    sale = sale_of([goods(1000, rebate_value=30)])
    rules = (ALLOW, fee(deduct=Deduct.REBATE_VALUE))

    board = board_of([sale], claim_of(sale, new_unit_price=900), rules)

    assert board.option("price_reduction/original").amount == 100


@pytest.mark.parametrize("option", ["refund/gift_card", "store_credit/store_credit"])
def test_no_value_leaves_where_a_lower_price_alone_is_made_good(option: str) -> None:
    sale = sale_of([goods(1000, rebate_value=30)])
    items = claim_of(sale, reason=Reason.PRICE_ADJUSTMENT, new_unit_price=900)

    made_good = board_of([sale], items, (ALLOW, fee(deduct=Deduct.REBATE_VALUE))).option(option)

    assert (made_good.amount, made_good.fee) == (100, 0)


def test_goods_without_a_receipt_carry_no_values() -> None:
    bare = ItemWithoutReceipt(
        Decimal(1), current_price=100, reason=Reason.OTHER, condition=Condition.USED
    )
    visit = Case(NOW, Store("1", "US-MN", "USD"), (), Claim(without_receipt=(bare,)))
    rules = (ALLOW, *(fee(id=each, deduct=each) for each in Deduct))

    board = propose_board(visit, Policy((Pack("shop", Layer.SHOP, "1", rules=rules),)))

    assert board.option("refund/cash").amount == 100


parts = st.lists(st.integers(1, 4), min_size=1, max_size=5)


@examples(60, 2000)
@given(
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.sampled_from(VALUES),
    parts,
    st.booleans(),
    st.booleans(),
)
def test_any_sequence_of_returns_keeps_the_whole_value_and_no_more(
    paid: int, value: int, deduct: Deduct, units: list[int], weighed: bool, nets: bool
) -> None:
    tenths = Decimal(10) if weighed else Decimal(1)
    line = goods(paid, sum(units) / tenths, tax=paid // 6, **{str(deduct): value})
    settings = Settings(fee_reduces_tax=nets)
    got = kept = tax = 0
    is_used_up = False
    for count in units:
        quantity = count / tenths
        option = returned(line, str(quantity), fee(deduct=deduct), settings=settings)
        got, kept, tax = got + option.amount, kept + option.fee, tax + option.tax
        is_used_up = is_used_up or option.amount == 0
        back = line.returned_paid + option.amount + option.fee
        line = replace(line, returned=line.returned + quantity, returned_paid=back)

    assert got + kept == paid
    assert kept <= min(value, paid)
    assert kept == value or is_used_up
    assert tax <= paid // 6
    assert nets or tax == paid // 6


# --- how often --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("per", "kept"), [(FeePer.ITEM, 50), (FeePer.UNIT, 150), (FeePer.RETURN, 50)]
)
def test_a_fixed_fee_is_kept_per_item_per_begun_unit_or_once(per: FeePer, kept: int) -> None:
    option = returned(goods(5000, "2.4"), "2.4", fee(fee_fixed=50, fee_per=per))

    assert option.fee == kept


def test_a_return_bears_its_fee_once_from_the_first_items_until_it_is_whole() -> None:
    sale = sale_of([sold(number, 1, paid) for number, paid in enumerate((300, 150, 1000), 1)])

    option = board_of([sale], claim_of(sale), (ALLOW, ONCE)).option("refund/original")

    assert [each.fee for each in option.items] == [300, 150, 50]
    assert (option.fee, option.amount, option.amount_max) == (500, 950, 950)


def test_only_items_that_the_rule_speaks_of_bear_it() -> None:
    sale = sale_of([sold(1, 1, 800, category="food"), sold(2, 1, 800, category="toys")])
    toys = replace(ONCE, when=(FieldTest("category", patterns=("toys",)),))

    option = board_of([sale], claim_of(sale), (ALLOW, toys)).option("refund/original")

    assert [each.fee for each in option.items] == [0, 500]


def test_two_rules_are_each_kept_once() -> None:
    sale = sale_of([sold(1, 1, 800), sold(2, 1, 800)])
    rules = (ALLOW, ONCE, replace(ONCE, id="other", fee_fixed=100))

    assert board_of([sale], claim_of(sale), rules).option("refund/original").fee == 600


def test_what_two_tenders_bear_is_the_more_of_each_kind() -> None:
    tenders = (SaleTender(1, TenderType.CASH, 500), SaleTender(2, TenderType.GIFT_CARD, 500))
    sale = sale_of([goods(1000)], *tenders)
    of_cash = FieldTest("tender", any_of=frozenset({TenderType.CASH}))
    rules = (ALLOW, fee(fee_fixed=30), fee(id="cash", when=(of_cash,), fee_fixed=20))

    assert board_of([sale], claim_of(sale), rules).option("refund/original").fee == 50


@pytest.mark.parametrize("count", [2, 14])
def test_what_hangs_on_answers_is_shown_from_least_to_most(count: int) -> None:
    """Of fourteen open items two to the fourteenth answers are too many to try: bounds stand."""
    sale = sale_of([sold(number, 1, 1000) for number in range(1, count + 1)])
    rules = (ALLOW, replace(ONCE, when=(FAULTY,)), fee(id="each", when=(FAULTY,), fee_fixed=10))

    option = board_of([sale], claim_of(sale, reason=None), rules).option("refund/original")

    assert (option.amount, option.amount_max) == (count * 990 - 500, count * 1000)


def test_the_most_is_kept_where_one_item_pays_for_all_anyway() -> None:
    """The second item bears the fee for sure: the first one's answer moves the rest alone."""
    sale = sale_of([sold(1, 1, 1000), sold(2, 1, 1000)])
    faulty = replace(ONCE, when=(FAULTY,))
    wanted = shop_rule(Effect.FEE, id="wanted", unless=((FAULTY,),), fee_fixed=40)
    first, second = claim_of(sale)

    items = (replace(first, reason=None), replace(second, reason=Reason.FAULTY))
    option = board_of([sale], items, (ALLOW, faulty, wanted)).option("refund/original")

    assert (option.amount, option.amount_max) == (2000 - 500 - 40, 2000 - 500)


def test_a_fee_once_for_the_return_leaves_goods_alone() -> None:
    sale = sale_of([goods(1000)])

    assert board_of([sale], claim_of(sale), (ALLOW, ONCE)).option("repair/none").fee == 0


# --- tax --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("reduces", "tax"), [(None, 200), (False, 200), (True, 100)])
@pytest.mark.parametrize("per", list(FeePer))
def test_a_fee_may_take_its_share_of_the_tax(per: FeePer, reduces: bool | None, tax: int) -> None:
    settings = Settings(fee_reduces_tax=reduces)

    option = returned(goods(1000, tax=200), "1", fee(fee_fixed=500, fee_per=per), settings=settings)

    assert (option.amount, option.tax) == (500, tax)


@pytest.mark.parametrize("per", list(FeePer))
def test_where_nothing_is_left_no_tax_is(per: FeePer) -> None:
    settings = Settings(fee_reduces_tax=True)

    option = returned(
        goods(100, tax=20),
        "1",
        fee(fee_fixed=100),
        fee(id="x", fee_fixed=9, fee_per=per),
        settings=settings,
    )

    assert (option.amount, option.tax) == (0, 0)
