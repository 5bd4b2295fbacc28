"""The lines of a Square order: goods, service charges and tips, with their taxes.

Owns what a line cost: `total_money`, which Square says after every discount, tax in. Square names
goods by the id in its catalogue, which stands here as the SKU; it says no barcode.
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
from returns_desk.adapters.sales.square.money import amount_in
from returns_desk.domain.sale import LineKind, LineTax, SaleLine

_UNITS: Final = {
    "METRIC_KILOGRAM": "kg",
    "METRIC_GRAM": "g",
    "METRIC_MILLIGRAM": "mg",
    "IMPERIAL_POUND": "lb",
    "IMPERIAL_WEIGHT_OUNCE": "oz",
    "METRIC_METER": "m",
    "METRIC_CENTIMETER": "cm",
    "IMPERIAL_FOOT": "ft",
    "IMPERIAL_YARD": "yd",
    "METRIC_LITER": "l",
    "METRIC_MILLILITER": "ml",
    "GENERIC_HOUR": "h",
    "UNIT": "each",
}
_UNIT_KEYS: Final = (
    "generic_unit",
    "weight_unit",
    "length_unit",
    "area_unit",
    "volume_unit",
    "time_unit",
)
_SENT: Final = frozenset({"SHIPMENT", "DELIVERY"})


def lines_of(order: JsonObject, currency: str) -> tuple[OrderLine, ...]:
    """Build every line of the order, numbered.

    Raises:
        InvalidInput: a line can't be used.

    """
    taxes = {x.text("uid"): x for x in order.objects("taxes")}
    lines = [_item(x, currency, taxes) for x in order.objects("line_items")]
    lines += [
        _charge(x, currency, is_sent=is_sent(order))
        for x in order.objects("service_charges")
        # An apportioned charge stands in the lines already.
        if x.text("treatment_type") != "APPORTIONED_TREATMENT"
    ]
    tip = amount_in(order, "total_tip_money", currency)
    if tip:
        lines.append(extra(order, "total_tip_money", LineKind.SERVICE, "Tip", tip))
    return numbered(lines)


def is_sent(order: JsonObject) -> bool:
    """Whether any of the order goes to the customer's door."""
    return any(x.text("type") in _SENT for x in order.objects("fulfillments"))


def unit_of(item: JsonObject) -> str:
    """Read what the quantity counts; `each` where nothing is said.

    Raises:
        InvalidInput: the unit can't be read.

    """
    whole = item.object("quantity_unit")
    measure = whole.object("measurement_unit") if whole else None
    if measure is None:
        return "each"
    custom = measure.object("custom_unit")
    named = next((code for key in _UNIT_KEYS if (code := measure.text(key))), None)
    if named is None and custom is not None:
        named = custom.text("abbreviation") or custom.text("name")
    return _UNITS.get(named, named.casefold()) if named else "each"


def _item(item: JsonObject, currency: str, taxes: dict[str | None, JsonObject]) -> OrderLine:
    unit = unit_of(item)
    if item.object("total_money") is None:
        message = "this amount is missing: export the order after it was paid"
        raise item.refused("total_money", message, "missing_key")
    names = (item.text("name"), item.text("variation_name"))
    is_gift_card = item.text("item_type") == "GIFT_CARD"
    line = SaleLine(
        line=1,
        description=_description(item, names),
        quantity=quantity_sold(item, unit=unit),
        unit=unit,
        paid=amount_in(item, "total_money", currency),
        sku=item.text("catalog_object_id"),
        category="gift_card" if is_gift_card else "",
        tax=amount_in(item, "total_tax_money", currency),
        taxes=_taxes(item, currency, taxes),
        discount=amount_in(item, "total_discount_money", currency),
        kind=LineKind.SERVICE if is_gift_card else LineKind.GOODS,
    )
    return OrderLine(item.text("uid") or "", checked(item, "total_money", line))


def _description(item: JsonObject, names: tuple[str | None, ...]) -> str:
    said = ", ".join(name for name in names if name)
    return description_of(JsonObject({"name": said}, item.pointer), "name")


def _taxes(
    item: JsonObject, currency: str, taxes: dict[str | None, JsonObject]
) -> tuple[LineTax, ...]:
    found = []
    for applied in item.objects("applied_taxes"):
        tax = taxes.get(applied.text("tax_uid"), JsonObject({}, applied.pointer))
        percentage = tax.number("percentage")
        rate = percentage / 100 if percentage is not None else None
        amount = amount_in(applied, "applied_money", currency)
        found.append(tax_of(applied, tax.text("name") or "", rate, amount))
    return tuple(found)


def _charge(charge: JsonObject, currency: str, *, is_sent: bool) -> OrderLine:
    name = description_of(charge, "name") or "Service charge"
    is_delivery = is_sent and any(word in name.casefold() for word in ("shipping", "delivery"))
    line = SaleLine(
        line=1,
        description=name,
        quantity=Decimal(1),
        unit="each",
        paid=amount_in(charge, "total_money", currency),
        tax=amount_in(charge, "total_tax_money", currency),
        kind=LineKind.DELIVERY if is_delivery else LineKind.SERVICE,
    )
    return OrderLine(charge.text("uid") or "", checked(charge, "total_money", line))
