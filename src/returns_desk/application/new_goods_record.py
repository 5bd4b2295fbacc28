"""New goods that a customer takes in exchange: their shape, and how they stand in events; pure.

Owns the event's keys. Prices are of one unit today, tax included, in minor units.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from returns_desk.application.ports import Event, Json

if TYPE_CHECKING:
    from returns_desk.application.case_record import CaseRecord

EXCHANGE = "exchange/none"
NEW_GOODS_CHOSEN = "new_goods_chosen"
NEW_GOODS = "+new"
"""Stands where a receipt's number would, for the lines of new goods."""


@dataclass(frozen=True, slots=True)
class NewGoods:
    """Goods that go out; a price of one unit, whole pieces."""

    description: str
    quantity: Decimal
    unit_price: int
    sku: str | None = None
    gtin: str | None = None
    category: str = ""

    @property
    def price(self) -> int:
        """What all of them cost today."""
        return int(self.unit_price * self.quantity)


def total_of(goods: Sequence[NewGoods]) -> int | None:
    """What the new goods cost together; None while none are chosen."""
    return sum(each.price for each in goods) if goods else None


def new_goods_documents(goods: Sequence[NewGoods]) -> list[Json]:
    """The goods as an event holds them."""
    return [
        {
            "description": each.description,
            "quantity": str(each.quantity),
            "unit_price": each.unit_price,
            "sku": each.sku,
            "gtin": each.gtin,
            "category": each.category,
        }
        for each in goods
    ]


def new_goods_from(documents: Json) -> tuple[NewGoods, ...]:
    """The goods back from an event."""
    told = cast("Sequence[Mapping[str, Json]]", documents)
    return tuple(
        NewGoods(
            description=str(each["description"]),
            quantity=Decimal(str(each["quantity"])),
            unit_price=cast("int", each["unit_price"]),
            sku=cast("str | None", each["sku"]),
            gtin=cast("str | None", each["gtin"]),
            category=str(each["category"]),
        )
        for each in told
    )


def _new_goods_chosen(record: "CaseRecord", event: Event) -> "CaseRecord":
    """The record with these goods and no others; a yes to other goods is no yes to these."""
    goods = new_goods_from(event.payload["goods"])
    facts = replace(record.claim.facts, exchange_total=total_of(goods))
    given = record.approval
    approval = None if given is not None and given.option == EXCHANGE else given
    claim = replace(record.claim, facts=facts)
    return replace(record, claim=claim, new_goods=goods, approval=approval)


NEW_GOODS_FOLDS: Mapping[str, Callable[["CaseRecord", Event], "CaseRecord"]] = MappingProxyType(
    {NEW_GOODS_CHOSEN: _new_goods_chosen}
)
"""What the choice of new goods changes in a case's record."""
