"""A cheque counts as cleared from the day its hold is over, by local calendar dates."""

from datetime import timedelta

import pytest

from domain.small_sales import shop_rule, sold, whole
from returns_desk.domain.case import Case, Claim, Store
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Settings
from returns_desk.domain.sale import Sale, SaleTender, TenderType
from strategies import NOW


@pytest.mark.parametrize(
    ("days", "cleared", "means"),
    [
        pytest.param(9, None, "cheque", id="a day before its end"),
        pytest.param(10, None, "cash", id="on its last day"),
        pytest.param(11, None, "cash", id="a day after it"),
        pytest.param(11, False, "cheque", id="the bank says it has not cleared"),
        pytest.param(0, True, "cash", id="the bank says it has"),
    ],
)
def test_a_cheque_is_given_back_in_cash_once_it_has_cleared(
    days: int, cleared: bool | None, means: str
) -> None:
    line = sold(1, 1, 2_000)
    cheque = SaleTender(1, TenderType.CHEQUE, 2_000, cleared=cleared)
    sale = Sale("R-1", "1", NOW - timedelta(days=days), (line,), (cheque,))
    spoken = Settings(cheque_hold_days=10, cheque_cleared_as_cash=True)
    shop = Pack("shop", Layer.SHOP, "1", rules=(shop_rule(Effect.ALLOW),), settings=spoken)
    case = Case(NOW, Store("1", "US-MN", "USD"), (sale,), Claim(items=(whole(sale, line),)))

    option = propose_board(case, Policy((shop,))).option("refund/original")

    assert [leg.means for leg in option.legs] == [means]
