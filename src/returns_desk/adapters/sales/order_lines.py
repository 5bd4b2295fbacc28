"""Builds the lines of an order of another system, checked for what a sale line always holds.

Owns the refusal of amounts that no line can have. Must not know any system.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from returns_desk.adapters.sales.json_fields import LONGEST_TEXT, JsonObject
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.sale import LineKind, LineTax, SaleLine

_MOST_BASIS_POINTS: Final = 100_000
_LARGEST_QUANTITY: Final = 10**9


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line and the id that its own system gives it, by which refunds name it."""

    id: str
    line: SaleLine


def numbered(lines: Iterable[OrderLine]) -> tuple[OrderLine, ...]:
    """Number the lines from 1 in their order."""
    return tuple(
        replace(x, line=replace(x.line, line=number)) for number, x in enumerate(lines, start=1)
    )


def line_by_id(lines: Iterable[OrderLine], id_: str | None) -> SaleLine | None:
    """Find the line that a refund names."""
    return next((x.line for x in lines if id_ is not None and x.id == id_), None)


def description_of(source: JsonObject, *keys: str) -> str:
    """Take the first of the keys that says something, card numbers cut."""
    texts = (source.text(key, LONGEST_TEXT) for key in keys)
    return cut_card_numbers(next((text for text in texts if text), ""))


def quantity_sold(source: JsonObject, *, unit: str = "each") -> Decimal:
    """Read a quantity above zero; a piece has no fraction.

    Raises:
        InvalidInput: it is missing, not above zero, or a fraction of a piece.

    """
    quantity = source.number("quantity")
    if quantity is None or not 0 < quantity <= _LARGEST_QUANTITY:
        raise source.refused("quantity", "a quantity is above zero: correct it")
    if unit == "each" and quantity % 1:
        message = "a fraction of a piece can't be sold: export the unit too"
        raise source.refused("quantity", message, "fraction_of_each")
    # 2.000 is 2: the store keeps a quantity as it would be written.
    return quantity.quantize(Decimal(1)) if not quantity % 1 else quantity


def checked(source: JsonObject, key: str, line: SaleLine) -> SaleLine:
    """Answer the line if its amounts can be; the key names where the fault is shown.

    Raises:
        InvalidInput: an amount is below zero, or there is more tax than was paid.

    """
    if line.paid < 0:
        message = "more was taken off this line than it costs: correct its price or discount"
        raise source.refused(key, message)
    if line.discount < 0:
        raise source.refused(key, "a discount is not below zero: correct it")
    if line.tax < 0 or line.tax > line.paid:
        raise source.refused(key, "a tax is not below zero nor above what was paid: correct it")
    return line


def extra(source: JsonObject, key: str, kind: LineKind, name: str, amount: int) -> OrderLine:
    """Build a line of something beside the goods: a tip, a fee.

    Raises:
        InvalidInput: the amount is below zero.

    """
    line = SaleLine(1, name, Decimal(1), "each", amount, kind=kind)
    return OrderLine("", checked(source, key, line))


def tax_of(source: JsonObject, code: str, rate: Decimal | None, amount: int) -> LineTax:
    """Build one tax; the rate is a fraction such as 0.06.

    Raises:
        InvalidInput: a rate or an amount that no tax has.

    """
    points = ((rate or Decimal(0)) * 10_000).to_integral_value(ROUND_HALF_UP)
    if amount < 0 or not 0 <= points <= _MOST_BASIS_POINTS:
        raise source.refused("rate", "this tax can't be right: correct its rate and amount")
    return LineTax(code or "tax", int(points), amount)
