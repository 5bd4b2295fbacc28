"""A WooCommerce refund as a return that another system booked, alone or inside its order.

Owns what came back and what was paid back. Inside an order a refund is a summary: its amount and
reason, neither its day nor its goods; the refund alone says both.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_doubts import (
    DATE_UNKNOWN,
    NO_LINE_NAMED,
    REFUND_DIFFERS,
    differing,
)
from returns_desk.adapters.sales.order_lines import OrderLine, line_by_id
from returns_desk.adapters.sales.order_reading import Shop
from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.woocommerce.lines import amount_of
from returns_desk.adapters.sales.woocommerce.times import time_of
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import LineKind, Sale

_ORDER_OF_LINK: Final = re.compile(r"/orders/(\d{1,20})$", re.ASCII)
_ORIGINAL_LINE: Final = "_refunded_item_id"
_KINDS: Final = ("line_items", "shipping_lines", "fee_lines")


@dataclass(frozen=True, slots=True)
class Sold:
    """The order that a refund stands in."""

    order_id: str | None
    sale: Sale
    lines: tuple[OrderLine, ...]

    @property
    def receipt(self) -> str:
        """The order's id, so that a refund says the same alone and inside its order."""
        return alias_of(self.order_id) if self.order_id else self.sale.receipt


def alias_of(order_id: str) -> str:
    """The number of an order by which a refund names it."""
    return f"woocommerce:{order_id}"


def refunds_in(order: JsonObject, sold: Sold, shop: Shop) -> tuple[EarlierReturn, ...]:
    """Read the refunds that stand inside an order.

    Raises:
        InvalidInput: a field can't be used.

    """
    return tuple(
        refund_of(x, sold, shop) if "date_created" in x.values else _summary(x, order, sold, shop)
        for x in order.objects("refunds")
    )


def refund_of(refund: JsonObject, sold: Sold | None, shop: Shop) -> EarlierReturn:
    """Read a refund with its day and its goods.

    Raises:
        InvalidInput: a field can't be used.

    """
    currency = refund.currency("currency", _currency(sold, shop))
    moment = time_of(refund, "date_created", shop)
    if moment is None:
        raise refund.refused("date_created", "this key is missing: export it too", "missing_key")
    amount = _amount(refund, currency)
    goods = [x for key in _KINDS for x in refund.objects(key)]
    pieces = [_piece(x, currency, sold) for x in goods]
    named = tuple(x for x in pieces if x.line is not None or x.sku)
    return EarlierReturn(
        id=_id_of(refund),
        receipt=sold.receipt if sold else _order_named(refund),
        returned_at=moment,
        pieces=named,
        refunds=_parts(amount, shop),
        doubts=_doubts(refund, amount, pieces, len(pieces) - len(named)),
    )


def _doubts(
    refund: JsonObject, amount: int, pieces: list[ReturnedPiece], unnamed: int
) -> tuple[SaleDoubt, ...]:
    found = sum(piece.paid for piece in pieces)
    no_line = (SaleDoubt(NO_LINE_NAMED, said=amount, place=refund.pointer),)
    if not pieces:
        return no_line
    differs = differing(REFUND_DIFFERS, amount, found, f"{refund.pointer}/amount")
    return differs + (no_line if unnamed else ())


def _summary(refund: JsonObject, order: JsonObject, sold: Sold, shop: Shop) -> EarlierReturn:
    amount = _amount(refund, _currency(sold, shop))
    return EarlierReturn(
        id=_id_of(refund),
        receipt=sold.receipt,
        returned_at=_last_changed(order, sold, shop),
        pieces=(),
        refunds=_parts(amount, shop),
        doubts=(
            SaleDoubt(NO_LINE_NAMED, said=amount, place=refund.pointer),
            SaleDoubt(DATE_UNKNOWN, place=refund.pointer),
        ),
    )


def _last_changed(order: JsonObject, sold: Sold, shop: Shop) -> datetime:
    """The latest day on which the refund can have been made; the doubt says that it is so."""
    return time_of(order, "date_modified", shop) or sold.sale.sold_at


def _id_of(refund: JsonObject) -> str:
    return f"woocommerce:refund:{refund.needed_text('id')}"


def _currency(sold: Sold | None, shop: Shop) -> str:
    return (sold.sale.currency if sold else None) or shop.settings.currency


def _amount(refund: JsonObject, currency: str) -> int:
    """Read the money; inside an order it is said below zero, and as `total`."""
    amount = refund.money("amount", currency)
    if amount is None:
        amount = -refund.needed_money("total", currency)
    if amount < 0:
        raise refund.refused("amount", "a refund gives money back: correct its sign")
    return amount


def _parts(amount: int, shop: Shop) -> tuple[RefundedPart, ...]:
    """The money; by which means is said nowhere, and an order has one tender only."""
    return (RefundedPart(shop.settings.tender, amount),) if amount else ()


def _piece(item: JsonObject, currency: str, sold: Sold | None) -> ReturnedPiece:
    """Read goods that came back; WooCommerce writes them below zero."""
    quantity = item.number("quantity") or Decimal(0)
    paid = -amount_of(item, currency)
    if quantity > 0 or paid < 0:
        raise item.refused("quantity", "what comes back is written below zero: correct its sign")
    line = line_by_id(sold.lines, _original_line(item)) if sold else None
    if line and line.kind is not LineKind.GOODS and paid >= line.paid:
        # Delivery and fees come back without a quantity: whole, or a part of their money.
        quantity = line.quantity
    return ReturnedPiece(
        quantity=abs(quantity),
        paid=paid,
        line=line.line if line else None,
        sku=line.sku if line else item.text("sku"),
    )


def _original_line(item: JsonObject) -> str | None:
    said = (x for x in item.objects("meta_data") if x.text("key") == _ORIGINAL_LINE)
    found = next(said, None)
    return found.text("value") if found else None


def _order_named(refund: JsonObject) -> str | None:
    order_id = refund.text("parent_id")
    links = refund.object("_links")
    for link in links.objects("up") if links and not order_id else ():
        found = _ORDER_OF_LINK.search(link.text("href", 2_000) or "")
        order_id = found.group(1) if found else None
    return alias_of(order_id) if order_id and order_id != "0" else None
