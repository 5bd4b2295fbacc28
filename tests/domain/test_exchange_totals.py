"""An exchange once the new goods are chosen, and goods that a bounced cheque never paid for."""

import pytest

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, sale_of
from returns_desk.domain.board import Standing
from returns_desk.domain.case import Facts
from returns_desk.domain.policy import Settings
from returns_desk.domain.sale import SaleTender, TenderType


@pytest.mark.parametrize(
    ("total", "amount", "pays", "absorbed"),
    [(999, 1, 0, 0), (1000, 0, 0, 0), (1300, 0, 0, 300), (1301, 0, 301, 0)],
)
def test_a_difference_within_the_tolerance_is_absorbed(
    total: int, amount: int, pays: int, absorbed: int
) -> None:
    sale = sale_of([goods(1000)])
    settings = Settings(exchange_tolerance=300)
    facts = Facts(exchange_total=total)

    board = board_of([sale], claim_of(sale), settings=settings, facts=facts)

    option = board.option("exchange/none")
    assert (option.amount, option.customer_pays, option.absorbed) == (amount, pays, absorbed)


def test_what_never_came_in_by_a_cheque_is_not_paid_out() -> None:
    sale = sale_of([goods(1000)], SaleTender(1, TenderType.CHEQUE, 1000, bounced=True))

    option = board_of([sale], claim_of(sale)).option("refund/original")

    assert option.standing is Standing.NOT_POSSIBLE


@pytest.mark.parametrize(
    ("total", "amount", "pays", "absorbed"),
    [(500, 400, 0, 0), (900, 0, 0, 0), (950, 0, 0, 50), (1300, 0, 400, 0)],
)
def test_the_fee_stays_in_view_whatever_the_new_goods_take(
    total: int, amount: int, pays: int, absorbed: int
) -> None:
    sale = sale_of([goods(1000)])
    settings = Settings(exchange_tolerance=50)
    facts = Facts(exchange_total=total)
    rules = (ALLOW, fee(fee_fixed=100))

    option = board_of([sale], claim_of(sale), rules, settings, facts).option("exchange/none")

    assert (option.amount, option.customer_pays, option.absorbed) == (amount, pays, absorbed)
    assert (option.fee, [item.fee for item in option.items]) == (100, [100])
