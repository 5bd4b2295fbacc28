"""Plans back from their events: legs, goods on receipts, goods without one; pure.

Owns the reading of `plan_made`; plans.py writes it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from returns_desk.application.case_record import PlannedGoods, PlannedItem, PlannedLeg
from returns_desk.application.ports import Json

Payload = Mapping[str, Json]


def planned_legs(payload: Payload) -> tuple[PlannedLeg, ...]:
    """The legs of a plan, none of them begun."""
    return tuple(_planned_leg(leg) for leg in _objects(payload["legs"]))


def planned_items(payload: Payload) -> tuple[PlannedItem, ...]:
    """The goods of a plan that are on a receipt."""
    return tuple(_planned_item(item) for item in _objects(payload["items"]))


def planned_goods(payload: Payload) -> tuple[PlannedGoods, ...]:
    """The goods of a plan without a receipt; plans of before they were told have none."""
    return tuple(
        PlannedGoods(
            line=cast("int", each["line"]),
            quantity=Decimal(str(each["quantity"])),
            paid=cast("int", each["paid"]),
            fee=cast("int", each["fee"]),
            description=str(each["description"]),
            sku=_text(each["sku"]),
            gtin=_text(each["gtin"]),
            category=str(each["category"]),
        )
        for each in _objects(payload.get("without_receipt", []))
    )


def _planned_leg(leg: Payload) -> PlannedLeg:
    days = cast("Sequence[int] | None", leg.get("business_days"))
    return PlannedLeg(
        leg=cast("int", leg["leg"]),
        tender=_text(leg["tender"]),
        destination=str(leg["destination"]),
        means=str(leg["means"]),
        amount=cast("int", leg["amount"]),
        rounding=cast("int", leg["rounding"]),
        scheme=_text(leg.get("scheme")),
        last4=_text(leg.get("last4")),
        business_days=None if days is None else (days[0], days[1]),
        proof=str(leg.get("proof", "")),
        voucher_days=cast("int | None", leg.get("voucher_days")),
        takes=cast("int", leg.get("takes", 0)),
    )


def _planned_item(item: Payload) -> PlannedItem:
    return PlannedItem(
        receipt=str(item["receipt"]),
        line=cast("int", item["line"]),
        quantity=Decimal(str(item["quantity"])),
        paid=cast("int", item["paid"]),
        tax=cast("int", item["tax"]),
        fee=cast("int", item["fee"]),
        description=str(item.get("description", "")),
        unit=str(item.get("unit", "each")),
        is_kept=item.get("kept") is True,
        worth=cast("int", item.get("worth", item["paid"])),
    )


def _objects(value: Json) -> list[Payload]:
    return [cast("Payload", each) for each in cast("Sequence[Json]", value)]


def _text(value: Json) -> str | None:
    return None if value is None else str(value)
