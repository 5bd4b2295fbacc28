"""The fee of an exchange in the books: a fee kept, and no part of what the till's sale settles."""

import pytest

from domain.pack_growth import ALLOW, board_of, claim_of, fee, goods, sale_of
from returns_desk.application.book_memory import planned_goods
from returns_desk.application.plans import plan_document
from returns_desk.domain.books import Account, credit_note
from returns_desk.domain.case import Claim, Facts

FEE = 100


@pytest.mark.parametrize(
    ("total", "back"), [(400, 500), (900, 0), (1300, 0)], ids=["cheaper", "even", "dearer"]
)
def test_new_goods_settle_what_they_took_and_the_fee_is_a_fee(total: int, back: int) -> None:
    sale = sale_of([goods(1000)])
    items = claim_of(sale)
    rules = (ALLOW, fee(fee_fixed=FEE))
    option = board_of([sale], items, rules, facts=Facts(exchange_total=total)).option(
        "exchange/none"
    )

    plan = plan_document("K", option, Claim(items=items), [sale])
    entries = credit_note(option.id, planned_goods(plan), option.amount, option.absorbed or 0)

    booked = {entry.account: entry.amount for entry in entries}
    assert booked == {
        Account.SALES_RETURNS: 1000,
        Account.EXCHANGE_SETTLEMENT: -(total - (option.customer_pays or 0)),
        Account.RETURN_FEES: -FEE,
        **({Account.CUSTOMER_CLEARING: -back} if back else {}),
    }
    assert sum(booked.values()) == 0
