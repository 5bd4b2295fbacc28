"""New goods in the plan of an exchange, and the leg by which the customer pays for them; pure.

Owns these keys of `plan_made`. What they cost more within the tolerance makes no leg (R6).
"""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from returns_desk.application.case_record import Plan, PlannedItem
from returns_desk.application.new_goods_record import EXCHANGE, NewGoods, new_goods_documents
from returns_desk.application.ports import Json
from returns_desk.domain.board import Option

AT_THE_TILL: Final = "till_sale"
"""The means of a leg that takes money: the till sells the new goods, and its receipt books it."""


def with_new_goods(
    plan: Mapping[str, Json], option: Option, goods: Sequence[NewGoods]
) -> dict[str, Json]:
    """The plan of an exchange with the goods that go out; any other plan as it is.

    Where the customer pays, the last leg is at the till: it gives nothing back and `takes` the
    difference with the sale of the new goods.
    """
    if option.id != EXCHANGE or not goods:
        return dict(plan)
    told: dict[str, Json] = {**plan, "new_goods": new_goods_documents(goods)}
    if option.customer_pays:
        legs = cast("Sequence[Json]", plan["legs"])
        told["legs"] = [*legs, _leg_document(len(legs) + 1, option.customer_pays)]
    return told


def sums_of(option: Option) -> tuple[int, int | None]:
    """What the customer gets and what they pay; neither may change unseen."""
    return option.amount, option.customer_pays


def taken_for(plan: Plan, item: PlannedItem) -> int:
    """What counts as given for goods that came back: new goods took what is no money.

    Of goodwill less than all may have been chosen. Else the next return of the same line would
    give that part once more.
    """
    is_whole = plan.new_goods or plan.option.startswith("goodwill/")
    return item.worth if is_whole else item.paid


def _leg_document(number: int, takes: int) -> dict[str, Json]:
    return {
        "leg": number,
        "tender": None,
        "destination": "till",
        "means": AT_THE_TILL,
        "amount": 0,
        "rounding": 0,
        "scheme": None,
        "last4": None,
        "business_days": [0, 0],
        "takes": takes,
    }
