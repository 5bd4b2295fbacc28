"""Goods without a receipt bring the price that the pack names, the lowest where it names none."""

from decimal import Decimal

import pytest

from domain.small_sales import shop_rule
from returns_desk.domain.case import Case, Claim, ItemWithoutReceipt, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Settings
from strategies import NOW


@pytest.mark.parametrize(
    ("basis", "current", "lowest", "price"),
    [
        pytest.param(None, 500, 300, 300, id="nothing said: the lowest"),
        pytest.param("lowest", 500, 300, 300, id="the lowest"),
        pytest.param("current", 500, 300, 500, id="today's"),
        pytest.param("current", None, 300, 300, id="today's is not known"),
        pytest.param(None, 500, None, 500, id="the lowest is not known"),
        pytest.param(None, None, None, 0, id="no price is known"),
    ],
)
def test_goods_without_a_receipt_bring_the_price_that_the_pack_names(
    basis: str | None, current: int | None, lowest: int | None, price: int
) -> None:
    item = ItemWithoutReceipt(Decimal(2), current_price=current, lowest_price=lowest)
    spoken = Settings(price_without_receipt=basis)
    shop = Pack("shop", Layer.SHOP, "1", rules=(shop_rule(Effect.ALLOW),), settings=spoken)
    case = Case(NOW, Store("1", "US-MN", "USD"), (), Claim(without_receipt=(item,)))

    option = propose_board(case, Policy((shop,))).option("store_credit/store_credit")

    assert option.amount == 2 * price
    assert [(leg.tender, leg.amount) for leg in option.legs] == [(None, 2 * price)] * bool(price)
