"""What the law itself lets be kept of a right: never more, and the best of several rights.

The vectors are by hand: 10.00 paid, the right keeps 20 %, or what the goods lost.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.small_sales import shop_rule, whole
from returns_desk.domain.board import CATALOGUE, Basis, Option, Standing
from returns_desk.domain.case import Case, Claim, Condition, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.engine.fees import Fees
from returns_desk.domain.engine.item_money import Once
from returns_desk.domain.policy import (
    Deduct,
    Effect,
    FeePer,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
)
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW

LINE = SaleLine(1, "goods", Decimal(1), "each", 1000)
CASH = SaleTender(1, TenderType.CASH, 1000)
SALE = Sale("R-1", "1", NOW - timedelta(days=3), (LINE,), (CASH,))
USED = FieldTest("condition", frozenset({"used"}))
ALLOW = shop_rule(Effect.ALLOW, id="all")
FORBID = shop_rule(Effect.FORBID, id="none")
APPROVE = shop_rule(Effect.APPROVE, id="ask")


def right(identity: str = "right", **more: object) -> Rule:
    rule = Rule(identity, Layer.LAW, Effect.RIGHT, frozenset(CATALOGUE), "right", source="law")
    return replace(rule, **more)  # type: ignore[arg-type]  # names come from Rule itself


TWENTY = right(fee_basis_points=2000)


def refund(
    *rules: Rule, condition: Condition | None = Condition.USED, diminished: int = 0
) -> Option:
    item = replace(whole(SALE, LINE), condition=condition, diminished_value=diminished)
    case = Case(NOW, Store("1", "US-MN", "USD"), (SALE,), Claim(items=(item,)))
    packs = [Pack(f"p-{rule.id}", rule.layer, "1", rules=(rule,)) for rule in rules]
    return propose_board(case, Policy(tuple(packs))).option("refund/original")


def test_the_law_may_keep_a_part_of_its_own_right() -> None:
    option = refund(TWENTY)

    assert (option.amount, option.fee, option.basis) == (800, 200, Basis.RIGHT)


@pytest.mark.parametrize("shop", [FORBID, APPROVE])
def test_the_shop_can_take_nothing_more(shop: Rule) -> None:
    restocking = shop_rule(Effect.FEE, id="restocking", fee_basis_points=5000)
    option = refund(TWENTY, shop, restocking)

    assert (option.standing, option.amount) == (Standing.AVAILABLE, 800)


@pytest.mark.parametrize("shop", [FORBID, APPROVE])
def test_what_the_shop_would_not_give_by_itself_lifts_no_fee_of_law(shop: Rule) -> None:
    assert refund(TWENTY, ALLOW, shop).amount == 800


@pytest.mark.parametrize(("shops_fee", "amount"), [(0, 1000), (1500, 850), (5000, 800)])
def test_a_kinder_shop_is_heard_and_a_harsher_is_not(shops_fee: int, amount: int) -> None:
    restocking = shop_rule(Effect.FEE, id="restocking", fee_basis_points=shops_fee)

    assert refund(TWENTY, ALLOW, restocking).amount == amount


def test_of_several_rights_the_customer_has_the_best() -> None:
    assert refund(TWENTY, right("whole")).amount == 1000
    assert refund(TWENTY, right("tenth", fee_basis_points=1000)).amount == 900


def test_a_right_that_was_only_recalled_lowers_none_and_raises_none() -> None:
    assert refund(TWENTY, right("recalled", verified=False)).amount == 800


@pytest.mark.parametrize(("diminished", "amount"), [(0, 1000), (250, 750), (5000, 0)])
def test_goods_that_were_used_lose_what_they_lost_and_no_more(diminished: int, amount: int) -> None:
    handled = right(deduct=Deduct.DIMINISHED_VALUE)

    assert refund(handled, diminished=diminished).amount == amount


def test_without_such_a_rule_of_law_no_loss_is_taken_off_a_right() -> None:
    keep = shop_rule(Effect.FEE, id="keep", deduct=Deduct.DIMINISHED_VALUE)

    assert refund(right(), keep, ALLOW, diminished=250).amount == 1000
    assert refund(keep, ALLOW, diminished=250).amount == 750


def test_an_unknown_condition_makes_the_amount_open() -> None:
    unused = right("unused", unless=((USED,),))
    used = right("used", when=(USED,), fee_basis_points=2000)

    open_ = refund(unused, used, condition=None)

    assert (open_.amount, open_.amount_max, open_.basis) == (800, 1000, Basis.RIGHT)
    assert refund(unused, used, condition=Condition.OPENED).amount == 1000


def test_what_a_fee_of_law_keeps_does_not_reach_beyond_the_right() -> None:
    used = right("used", when=(USED,), fee_basis_points=2000)

    assert refund(used, ALLOW, condition=Condition.OPENED).amount == 1000


FEES = st.builds(
    Fees,
    basis_points=st.integers(0, 10_000),
    per_item=st.integers(0, 500),
    per_unit=st.integers(0, 500),
    once=st.frozensets(st.sampled_from([Once("p", "a", 5), Once("p", "b", 7)])),
    deducts=st.frozensets(st.sampled_from(Deduct)),
    is_adjustment=st.just(value=False),
)


@given(FEES, FEES)
def test_the_lowest_of_two_is_in_no_part_above_either(one: Fees, other: Fees) -> None:
    lowest = one.lowest(other)

    for each in (one, other):
        assert lowest.basis_points <= each.basis_points
        assert lowest.per_item <= each.per_item
        assert lowest.per_unit <= each.per_unit
        assert lowest.once <= each.once
        assert lowest.deducts <= each.deducts
    assert lowest == other.lowest(one)


@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=3),
    st.sampled_from([(), (ALLOW,), (FORBID,), (ALLOW, APPROVE)]),
    st.integers(0, 10_000),
)
def test_law_never_lowers_what_the_shop_gives(
    rates: list[int], said: tuple[Rule, ...], shops_fee: int
) -> None:
    keep = shop_rule(Effect.FEE, id="keep", fee_basis_points=shops_fee)
    law = [right(f"r-{i}", fee_basis_points=rate) for i, rate in enumerate(rates)]

    alone, together = refund(*said, keep), refund(*said, keep, *law)

    assert together.standing is Standing.AVAILABLE
    assert together.amount >= (alone.amount if alone.standing is Standing.AVAILABLE else 0)
    assert together.amount >= 1000 - (min(rates) + 5) // 10


# --- the carriage back --------------------------------------------------------------------------

CARRIAGE = shop_rule(Effect.FEE, id="carriage", deduct=Deduct.RETURN_SHIPPING)


def sent_back(
    *rules: Rule, shipping: int, paid: tuple[int, ...], **item: object
) -> tuple[int, int]:
    """What comes back for lines of these prices, and the fee."""
    lines = tuple(SaleLine(i, "goods", Decimal(1), "each", p) for i, p in enumerate(paid, 1))
    cash = replace(CASH, amount=sum(paid))
    sale = replace(SALE, lines=lines, tenders=(cash,))
    items = tuple(replace(whole(sale, line), **item) for line in lines)  # type: ignore[arg-type]  # names come from ClaimedItem
    claim = Claim(items=items, return_shipping=shipping)
    pack = Pack("shop", Layer.SHOP, "1", rules=rules)
    case = Case(NOW, Store("1", "US-MN", "USD"), (sale,), claim)
    option = propose_board(case, Policy((pack,))).option("refund/original")
    return option.amount, option.fee


def test_the_carriage_back_is_kept_once_for_all_that_comes_back() -> None:
    assert sent_back(ALLOW, CARRIAGE, shipping=695, paid=(1000, 2000)) == (2305, 695)
    assert sent_back(ALLOW, CARRIAGE, shipping=695, paid=(500, 2000)) == (1805, 695)


def test_two_rules_of_the_carriage_keep_it_once() -> None:
    again = replace(CARRIAGE, id="again")

    assert sent_back(ALLOW, CARRIAGE, again, shipping=695, paid=(1000,)) == (305, 695)


def test_the_carriage_is_never_more_than_the_goods_bring() -> None:
    assert sent_back(ALLOW, CARRIAGE, shipping=6950, paid=(1000, 2000)) == (0, 3000)


def test_without_a_carriage_nothing_is_kept() -> None:
    assert sent_back(ALLOW, CARRIAGE, shipping=0, paid=(1000,)) == (1000, 0)


def test_the_carriage_stands_beside_a_fixed_fee() -> None:
    fixed = shop_rule(Effect.FEE, id="fixed", fee_fixed=100, fee_per=FeePer.RETURN)

    assert sent_back(ALLOW, CARRIAGE, fixed, shipping=50, paid=(1000, 1000)) == (1850, 150)
