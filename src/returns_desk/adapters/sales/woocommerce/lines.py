"""The lines of a WooCommerce order: goods, delivery and fees, with their taxes.

Owns what a line cost: `total` is after every discount and without tax, whatever the shop's price
tags say, and `total_tax` comes on top.
"""

from decimal import Decimal

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_lines import (
    OrderLine,
    checked,
    description_of,
    numbered,
    quantity_sold,
    tax_of,
)
from returns_desk.adapters.sales.readings import LeftOut
from returns_desk.domain.sale import LineKind, LineTax, SaleLine


def lines_of(order: JsonObject, currency: str) -> tuple[OrderLine, ...]:
    """Build every line of the order, numbered; what cost nothing beside the goods is passed.

    Raises:
        InvalidInput: a line can't be used.

    """
    rates = {x.text("rate_id"): x for x in order.objects("tax_lines")}
    lines = [_item(x, currency, rates) for x in order.objects("line_items")]
    lines += [
        _beside(x, currency, LineKind.DELIVERY, rates)
        for x in order.objects("shipping_lines")
        if amount_of(x, currency)
    ]
    lines += [
        _beside(x, currency, LineKind.SERVICE, rates)
        for x in order.objects("fee_lines")
        if amount_of(x, currency) > 0
    ]
    return numbered(lines)


def left_out_of(order: JsonObject, currency: str) -> tuple[LeftOut, ...]:
    """Name the fees below zero: discounts that stand beside the lines and belong to none.

    Raises:
        InvalidInput: a fee can't be used.

    """
    return tuple(
        LeftOut("negative_price", fee.pointer)
        for fee in order.objects("fee_lines")
        if amount_of(fee, currency) < 0
    )


def amount_of(source: JsonObject, currency: str) -> int:
    """Read what a line came to, tax in.

    Raises:
        InvalidInput: an amount can't be used.

    """
    return source.needed_money("total", currency) + (source.money("total_tax", currency) or 0)


def _item(item: JsonObject, currency: str, rates: dict[str | None, JsonObject]) -> OrderLine:
    paid = amount_of(item, currency)
    before = item.money("subtotal", currency)
    full = paid if before is None else before + (item.money("subtotal_tax", currency) or 0)
    line = SaleLine(
        line=1,
        description=description_of(item, "name"),
        quantity=quantity_sold(item),
        unit="each",
        paid=paid,
        sku=item.text("sku"),
        gtin=item.gtin("global_unique_id"),
        tax=item.money("total_tax", currency) or 0,
        taxes=_taxes(item, currency, rates),
        # A price raised by hand is no discount.
        discount=max(0, full - paid),
    )
    return OrderLine(item.text("id") or "", checked(item, "total", line))


def _beside(
    source: JsonObject, currency: str, kind: LineKind, rates: dict[str | None, JsonObject]
) -> OrderLine:
    line = SaleLine(
        line=1,
        description=description_of(source, "method_title", "name") or kind.value.capitalize(),
        quantity=Decimal(1),
        unit="each",
        paid=amount_of(source, currency),
        tax=source.money("total_tax", currency) or 0,
        taxes=_taxes(source, currency, rates),
        kind=kind,
    )
    return OrderLine(source.text("id") or "", checked(source, "total", line))


def _taxes(
    source: JsonObject, currency: str, rates: dict[str | None, JsonObject]
) -> tuple[LineTax, ...]:
    found = []
    for tax in source.objects("taxes"):
        amount = tax.money("total", currency)
        if not amount:
            continue
        rate = rates.get(tax.text("id"), JsonObject({}, tax.pointer))
        percent = rate.number("rate_percent")
        name = rate.text("label") or rate.text("rate_code") or ""
        found.append(tax_of(tax, name, percent / 100 if percent is not None else None, amount))
    return tuple(found)
