"""Reads one Sale or Return of a transaction as `Goods`.

Owns what an item is, how much of it, and what it cost. Must not look at other lines. Facts of the
schema: ExtendedAmount is what the line sold for, with every price modifier taken into account;
TaxableFlag is true and ItemType Stock where they are not said. Facts of files: a return may be a
Return, a Sale with a quantity below zero and an amount above (German till), or a Sale with an
amount below zero and a quantity above (NCR, NegativeItem); so either sign alone says it.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from returns_desk.adapters.sales.poslog.book import Goods
from returns_desk.adapters.sales.poslog.elements import EXTENSION, Element, plain
from returns_desk.adapters.sales.poslog.header import Header, link_of
from returns_desk.adapters.sales.poslog.values import (
    LARGEST_MONEY,
    LONGEST_CODE,
    checked_code,
    free_text,
    gtin_of,
    invalid,
    money_in,
    number_of,
    quantity_of,
    unit_of,
)
from returns_desk.domain.money import CURRENCY_DIGITS, round_half_up
from returns_desk.domain.sale import LineKind

SOLD: Final = ("Sale", "SaleForDelivery", "SaleForPickup", "FuelSale")
COMES_BACK: Final = ("Return", "ReturnForDelivery", "ReturnForPickup")
_BACK_BY_TYPE: Final = frozenset({"DepositRefund", "FeeRefund"})
_KINDS: Final = {
    "Service": LineKind.SERVICE,
    "Alteration": LineKind.SERVICE,
    "Warranty": LineKind.SERVICE,
    "Fee": LineKind.SERVICE,
    "FeeRefund": LineKind.SERVICE,
    "Deposit": LineKind.DEPOSIT,
    "DepositRefund": LineKind.DEPOSIT,
    "Delivery": LineKind.DELIVERY,
}
_GTIN_TYPES: Final = frozenset({"GTIN", "EAN", "EAN8", "EAN13", "UPC", "UPCA", "UPCE", "JAN"})
_LONG_GTIN: Final = 12
_VOIDS: Final = ("VoidFlag", "Void")


def goods_of(item: Element, line_item: Element, line: int, place: str, header: Header) -> Goods:
    """Read one item with its quantity, money and names; the quantity may be 0.

    Raises:
        InvalidInput: a number or code in it can't be used.

    """
    quantity = _quantity(item, place)
    amount = _amount(item, quantity, header.currency, place)
    item_type = plain(item.attribute("ItemType"))
    is_negative = quantity < 0 or amount < 0
    sku, gtin = _codes(item, place)
    return Goods(
        line=line,
        place=place,
        element=item,
        comes_back=item.name in COMES_BACK or item_type in _BACK_BY_TYPE or is_negative,
        quantity=abs(quantity),
        unit=_unit(item, line_item, quantity, header.currency),
        amount=abs(amount),
        discount=_own_discount(item, header.currency, place),
        sku=sku,
        gtin=gtin,
        description=_description(item),
        category=_category(item),
        serial=item.text_of("SerialNumber")[:LONGEST_CODE] or None,
        kind=_KINDS.get(item_type, LineKind.GOODS),
        final_sale=item.attribute("ReturnableFlag").lower() in {"false", "0"},
        link=link_of(item, header),
        is_void=line_item.flag(*_VOIDS) or item.flag(*_VOIDS),
        is_negative=is_negative,
        is_fee=item_type == "Fee",
        till_position=item.text_of(EXTENSION + "OperatorSequence"),
    )


def _quantity(item: Element, place: str) -> Decimal:
    said = item.first("Quantity")
    # The schema lets a line leave it out: one piece.
    return quantity_of(said.text, f"{place}/Quantity") if said else Decimal(1)


def _amount(item: Element, quantity: Decimal, currency: str, place: str) -> int:
    said = item.first("ExtendedAmount")
    if said is not None:
        return money_in(said, currency, place)
    price = item.either("ActualSalesUnitPrice", "RegularSalesUnitPrice")
    if not price:
        return 0
    per_unit = Fraction(number_of(price, f"{place}/ActualSalesUnitPrice"))
    amount = round_half_up(per_unit * Fraction(quantity) * 10 ** CURRENCY_DIGITS[currency])
    if abs(amount) > LARGEST_MONEY:
        raise invalid(place, "amount_too_large")
    return amount


def _own_discount(item: Element, currency: str, place: str) -> int:
    """What the line's own price was lowered by; its amount has it taken off already."""
    for name in ("ExtendedDiscountAmount", "DiscountAmount"):
        if amount := money_in(item.first(name), currency, place):
            return abs(amount)
    modifiers = (x.first("Amount") for x in item.each("RetailPriceModifier"))
    taken = (x for x in modifiers if x and x.attribute("Action") in {"", "Subtract"})
    return sum(abs(money_in(x, currency, place)) for x in taken)


def _unit(item: Element, line_item: Element, quantity: Decimal, currency: str) -> str:
    said = item.first("Quantity")
    code = said.attribute("UnitOfMeasureCode") if said else ""
    weighed = line_item.flag("weightItem") or item.flag("weightItem")
    return unit_of(code, quantity, is_weighed=weighed, currency=currency)


def _codes(item: Element, place: str) -> tuple[str | None, str | None]:
    """The shop's number and the GTIN. A short number is a GTIN only where the till says so."""
    own = checked_code(item.text_of("ItemID"), f"{place}/ItemID")
    identities = [(x.attribute("POSIDType"), x.text_of("POSItemID")) for x in item.each(_IDENTITY)]
    typed = [text for kind, text in identities if kind.upper().replace("-", "") in _GTIN_TYPES]
    others = [text for _, text in identities] + [own]
    long = [text for text in others if len(text) >= _LONG_GTIN]
    gtin = next((found for text in typed + long if (found := gtin_of(text))), None)
    sku = own or next((text for text in others if text), "")
    return checked_code(sku, f"{place}/POSItemID") or None, gtin


_IDENTITY: Final = "POSIdentity"


def _description(item: Element) -> str:
    named = item.first("ItemID")
    return free_text(item.text_of("Description") or (named.attribute("Name") if named else ""))


def _category(item: Element) -> str:
    """The levels of the merchandise hierarchy, in the file's order, with strokes between."""
    return free_text("/".join(x.text for x in item.each("MerchandiseHierarchy") if x.text))
