"""The lines of a Shopify order: goods, delivery, tips, duties and fees, with their taxes.

Owns what a line cost: price times quantity, less every discount allocated to it, and tax on top
unless the shop's prices hold it. All in the shop's currency; the customer's own currency
(`presentment_money`) is never read.
"""

from decimal import Decimal
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_lines import (
    OrderLine,
    checked,
    description_of,
    extra,
    numbered,
    quantity_sold,
    tax_of,
)
from returns_desk.domain.sale import LineKind, LineTax, SaleLine

GIFT_CARD: Final = "gift_card"


def lines_of(order: JsonObject, currency: str) -> tuple[OrderLine, ...]:
    """Build every line of the order, numbered; a line of no pieces sells nothing and is passed.

    Raises:
        InvalidInput: a line can't be used.

    """
    included = order.flag("taxes_included")
    items = [x for x in order.objects("line_items") if x.number("quantity") != 0]
    lines = [_item(x, currency, included=included) for x in items]
    tips_as_lines = sum(x.line.paid for x, i in zip(lines, items, strict=True) if _is_tip(i))
    shipping = [_delivery(x, currency, included=included) for x in order.objects("shipping_lines")]
    lines += [x for x in shipping if x.line.paid]
    return numbered([*lines, *_extras(order, currency, tips_as_lines)])


def shop_money(source: JsonObject, key: str, currency: str) -> int:
    """Read the shop's side of a pair such as `total_duties_set`; 0 where it is missing.

    Raises:
        InvalidInput: it is in another currency than the order.

    """
    pair = source.object(key)
    money = pair.object("shop_money") if pair else None
    if money is None:
        return 0
    if money.currency("currency_code", currency) != currency:
        message = f"this is not in {currency}, the currency of the order: export it again"
        raise money.refused("currency_code", message)
    return money.money("amount", currency) or 0


def _item(item: JsonObject, currency: str, *, included: bool) -> OrderLine:
    quantity = quantity_sold(item)
    discount = _discount(item, currency)
    taxes = _taxes(item, currency)
    tax = sum(x.amount for x in taxes)
    price = item.needed_money("price", currency) * int(quantity)
    line = SaleLine(
        line=1,
        description=description_of(item, "name", "title"),
        quantity=quantity,
        unit="each",
        paid=price - discount + (0 if included else tax),
        sku=item.text("sku"),
        gtin=item.gtin("barcode"),
        category=GIFT_CARD if item.flag("gift_card") else "",
        tax=tax,
        taxes=taxes,
        discount=discount,
        kind=LineKind.SERVICE if _is_tip(item) or item.flag("gift_card") else LineKind.GOODS,
    )
    return OrderLine(item.text("id") or "", checked(item, "price", line))


def _delivery(shipping: JsonObject, currency: str, *, included: bool) -> OrderLine:
    discount = _discount(shipping, currency)
    taxes = _taxes(shipping, currency)
    tax = sum(x.amount for x in taxes)
    price = shipping.needed_money("price", currency)
    line = SaleLine(
        line=1,
        description=description_of(shipping, "title", "code") or "Delivery",
        quantity=Decimal(1),
        unit="each",
        paid=price - discount + (0 if included else tax),
        tax=tax,
        taxes=taxes,
        discount=discount,
        kind=LineKind.DELIVERY,
    )
    return OrderLine(shipping.text("id") or "", checked(shipping, "price", line))


def _extras(order: JsonObject, currency: str, tips_as_lines: int) -> list[OrderLine]:
    tip = (order.money("total_tip_received", currency) or 0) - tips_as_lines
    amounts = (
        ("total_tip_received", "Tip", max(0, tip)),
        (
            "original_total_duties_set",
            "Import duties",
            shop_money(order, "original_total_duties_set", currency),
        ),
        (
            "original_total_additional_fees_set",
            "Additional fees",
            shop_money(order, "original_total_additional_fees_set", currency),
        ),
    )
    return [extra(order, key, LineKind.SERVICE, name, sum_) for key, name, sum_ in amounts if sum_]


def _is_tip(item: JsonObject) -> bool:
    return bool(item.text("tip_payment_method") or item.text("tip_payment_gateway"))


def _discount(source: JsonObject, currency: str) -> int:
    """Every discount of a line; `total_discount` counts only where nothing was allocated."""
    allocations = source.objects("discount_allocations")
    if allocations:
        return sum(x.needed_money("amount", currency) for x in allocations)
    return source.money("total_discount", currency) or 0


def _taxes(source: JsonObject, currency: str) -> tuple[LineTax, ...]:
    return tuple(
        tax_of(x, x.text("title") or "", x.number("rate"), x.needed_money("price", currency))
        for x in source.objects("tax_lines")
    )
