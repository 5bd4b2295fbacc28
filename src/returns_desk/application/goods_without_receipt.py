"""Goods that come back without a receipt: how they stand in an event, and in a claim.

Pure. They stand behind the goods on receipts; the place of the first is ("", 1), so that what is
done to a line of a receipt can be done to them.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import cast

from returns_desk.application.claims import Place
from returns_desk.application.ports import Json
from returns_desk.domain.case import Claim, Condition, ItemWithoutReceipt, Reason
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import SaleLine

NO_RECEIPT = ""
"""Stands where a receipt's number would."""
MOST_UNITS = Decimal(99)
"""More of the same goods without a receipt are a case for a manager, not for one scan more."""

MOST_UNIT_PRICE = 10**9
"""In minor units; no counter takes goods back at more, a slip of the finger types it."""
LONGEST_NAME = 60
"""Signs; longer texts are stories, and those belong to people.db."""

_GTIN_DIGITS = 14
_PERSONAL = re.compile(r"@|\d(?:[ -]?\d){5}")
"""Mail addresses, and so many digits in a row as telephones, accounts and customers have."""


def goods_documents(claim: Claim) -> list[Json]:
    """The goods as an event holds them."""
    return [_document(each) for each in claim.without_receipt]


def goods_from(documents: Json) -> tuple[ItemWithoutReceipt, ...]:
    """The goods back from an event."""
    return tuple(_goods(cast("Mapping[str, Json]", each)) for each in cast("list[Json]", documents))


def at_place(claim: Claim, place: Place) -> int | None:
    """The index of the goods at a place, None where the place is a receipt's line or empty."""
    receipt, number = place
    is_there = receipt == NO_RECEIPT and 1 <= number <= len(claim.without_receipt)
    return number - 1 if is_there else None


def changed_goods(
    claim: Claim, index: int, change: Callable[[ItemWithoutReceipt], ItemWithoutReceipt]
) -> tuple[ItemWithoutReceipt, ...]:
    """The goods with one of them changed; those of which nothing is left are gone."""
    goods = list(claim.without_receipt)
    goods[index] = change(goods[index])
    return tuple(each for each in goods if each.quantity > 0)


def check_units(quantity: Decimal) -> None:
    """Refuse a number of goods that nobody brings.

    Raises:
        OperatorMistake: below zero, not whole, or more than MOST_UNITS.
    """
    if not 0 <= quantity <= MOST_UNITS:
        raise OperatorMistake("Type a number from 1 to 99.", code="quantity_out_of_range")
    if quantity != quantity.to_integral_value():
        raise OperatorMistake("Type a whole number of pieces.", code="quantity_not_whole")


def names_goods(text: str) -> bool:
    """Whether a typed text can be the name of goods, and not of a person, for events keep it.

    >>> names_goods("Coat, wool, size 46"), names_goods("Coat of M. T., 555 1234")
    (True, False)
    """
    name = text.strip()
    return len(name) <= LONGEST_NAME and not _PERSONAL.search(name)


def is_of_line(goods: ItemWithoutReceipt, line: SaleLine) -> bool:
    """Whether a receipt's line is of the same goods."""
    if goods.sku and goods.sku == line.sku:
        return True
    return same_gtin(goods.gtin, line.gtin)


def same_gtin(one: str | None, other: str | None) -> bool:
    """GTINs of 8, 12, 13 and 14 digits are the same number, filled with zeros in front."""
    if not one or not other or not (one.isdecimal() and other.isdecimal()):
        return False
    return whole_gtin(one) == whole_gtin(other)


def whole_gtin(gtin: str) -> str:
    """The GTIN with all its fourteen digits."""
    return gtin.zfill(_GTIN_DIGITS)


def _document(goods: ItemWithoutReceipt) -> Json:
    return {
        "quantity": str(goods.quantity),
        "description": goods.description,
        "sku": goods.sku,
        "gtin": goods.gtin,
        "category": goods.category,
        "current_price": goods.current_price,
        "lowest_price": goods.lowest_price,
        "reason": goods.reason and str(goods.reason),
        "condition": goods.condition and str(goods.condition),
    }


def _goods(document: Mapping[str, Json]) -> ItemWithoutReceipt:
    reason, condition = document["reason"], document["condition"]
    return ItemWithoutReceipt(
        quantity=Decimal(str(document["quantity"])),
        description=str(document["description"]),
        sku=cast("str | None", document["sku"]),
        gtin=cast("str | None", document["gtin"]),
        category=str(document["category"]),
        current_price=cast("int | None", document["current_price"]),
        lowest_price=cast("int | None", document["lowest_price"]),
        reason=Reason(str(reason)) if reason else None,
        condition=Condition(str(condition)) if condition else None,
    )
