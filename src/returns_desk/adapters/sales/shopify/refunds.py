"""A Shopify refund as a return that another system booked, alone or inside its order.

Owns what came back and what was paid back. A refund whose transactions differ from its lines keeps
both and is doubted; Shopify's own note of it (`refund_discrepancy`) explains nothing away.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_doubts import (
    NO_LINE_NAMED,
    OTHER_CURRENCY,
    REFUND_DIFFERS,
    differing,
)
from returns_desk.adapters.sales.order_lines import OrderLine, line_by_id
from returns_desk.adapters.sales.order_reading import Shop
from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.shopify.lines import shop_money
from returns_desk.adapters.sales.shopify.payments import Payments, type_of
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import LineKind, Sale

_MADE: Final = "success"
_UNTOUCHED: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sold:
    """The order that a refund stands in; `included`: its prices hold the tax."""

    order_id: str | None
    sale: Sale
    lines: tuple[OrderLine, ...]
    payments: Payments
    included: bool


@dataclass(frozen=True, slots=True)
class _PaidBack:
    parts: tuple[RefundedPart, ...]
    doubts: tuple[SaleDoubt, ...]

    @property
    def amount(self) -> int:
        return sum(part.amount for part in self.parts)


def alias_of(order_id: str) -> str:
    """The number of an order by which a refund names it."""
    return f"shopify:{order_id}"


def refund_of(refund: JsonObject, sold: Sold | None, shop: Shop) -> EarlierReturn | None:
    """Read a refund; None where nothing was given back yet (a suggestion, a failed one).

    Raises:
        InvalidInput: a field can't be used.

    """
    transactions = refund.objects("transactions")
    made = [x for x in transactions if x.text("kind") == "refund" and x.text("status") == _MADE]
    if transactions and not made:
        return None
    currency = _currency(refund, made, sold, shop)
    paid_back = _paid_back(made, currency, sold, shop)
    included = sold.included if sold else _holds_tax(refund, paid_back.amount, currency)
    pieces = [
        _piece(x, currency, sold, included=included) for x in refund.objects("refund_line_items")
    ]
    others = _others(refund, currency)
    found = sum(piece.paid for piece in pieces) + sum(others)
    return EarlierReturn(
        id=f"shopify:refund:{refund.needed_text('id')}",
        receipt=_receipt_of(refund, sold),
        returned_at=_returned_at(refund, shop),
        pieces=(*(x for x in pieces if _is_named(x)), *_delivery(others[0], sold)),
        refunds=paid_back.parts,
        doubts=paid_back.doubts
        + differing(REFUND_DIFFERS, paid_back.amount, found, f"{refund.pointer}/transactions")
        + _unnamed(refund, pieces),
    )


def _currency(refund: JsonObject, made: list[JsonObject], sold: Sold | None, shop: Shop) -> str:
    if sold and sold.sale.currency:
        return sold.sale.currency
    for item in refund.objects("refund_line_items"):
        pair = item.object("subtotal_set")
        money = pair.object("shop_money") if pair else None
        if money is not None:
            return money.currency("currency_code", shop.settings.currency)
    source = made[0] if made else refund
    return source.currency("currency", shop.settings.currency)


def _paid_back(made: list[JsonObject], currency: str, sold: Sold | None, shop: Shop) -> _PaidBack:
    parts: list[RefundedPart] = []
    doubts: list[SaleDoubt] = []
    for source in made:
        if source.currency("currency", currency) != currency:
            doubts.append(SaleDoubt(OTHER_CURRENCY, place=source.pointer))
            continue
        amount = source.needed_money("amount", currency)
        if amount < 0:
            raise source.refused("amount", "a refund is not below zero: correct it")
        if amount:
            parts.append(_part(source, amount, sold, shop))
    return _PaidBack(tuple(parts), tuple(doubts))


def _part(source: JsonObject, amount: int, sold: Sold | None, shop: Shop) -> RefundedPart:
    type_ = type_of(source.text("gateway"), shop.settings.tender)
    if sold is None:
        return RefundedPart(type_, amount)
    named = sold.payments.tender_of(source.text("parent_id")) or sold.payments.only_of(type_)
    return RefundedPart(type_, amount, named.tender if named else None)


def _holds_tax(refund: JsonObject, amount: int, currency: str) -> bool:
    """Whether the lines of a refund alone, which does not say so, add up only with tax inside."""
    items = refund.objects("refund_line_items")
    beside = sum(_others(refund, currency))
    inside = sum(x.needed_money("subtotal", currency) for x in items) + beside
    tax = sum(x.money("total_tax", currency) or 0 for x in items)
    return bool(tax) and inside == amount


def _piece(item: JsonObject, currency: str, sold: Sold | None, *, included: bool) -> ReturnedPiece:
    tax = 0 if included else item.money("total_tax", currency) or 0
    paid = item.needed_money("subtotal", currency) + tax
    quantity = item.number("quantity")
    if quantity is None or quantity < 0 or quantity % 1 or paid < 0:
        message = "neither the pieces nor the money that came back are below zero: correct it"
        raise item.refused("quantity", message)
    line = line_by_id(sold.lines, item.text("line_item_id")) if sold else None
    goods = item.object("line_item") or JsonObject({})
    return ReturnedPiece(
        quantity=quantity,
        paid=paid,
        line=line.line if line else None,
        sku=line.sku if line else goods.text("sku"),
        gtin=line.gtin if line else goods.gtin("barcode"),
    )


def _others(refund: JsonObject, currency: str) -> tuple[int, int]:
    """What came back beside the goods: delivery, and duties with fees."""
    delivery = sum(
        -x.needed_money("amount", currency) - (x.money("tax_amount", currency) or 0)
        for x in refund.objects("order_adjustments")
        if x.text("kind") == "shipping_refund"
    )
    for line in refund.objects("refund_shipping_lines"):
        delivery += shop_money(line, "subtotal_amount_set", currency)
        delivery += shop_money(line, "tax_amount_set", currency)
    duties = shop_money(refund, "total_duties_set", currency)
    return delivery, duties + shop_money(refund, "total_additional_fees_set", currency)


def _delivery(amount: int, sold: Sold | None) -> tuple[ReturnedPiece, ...]:
    """The delivery that was paid back; a part of it takes no quantity with it."""
    lines = sold.sale.lines if sold else ()
    deliveries = [x for x in lines if x.kind is LineKind.DELIVERY]
    if amount <= 0 or len(deliveries) != 1:
        return ()
    is_whole = amount >= deliveries[0].paid
    quantity = deliveries[0].quantity if is_whole else _UNTOUCHED
    return (ReturnedPiece(quantity, amount, line=deliveries[0].line),)


def _is_named(piece: ReturnedPiece) -> bool:
    return piece.line is not None or bool(piece.sku or piece.gtin)


def _unnamed(refund: JsonObject, pieces: list[ReturnedPiece]) -> tuple[SaleDoubt, ...]:
    place = f"{refund.pointer}/refund_line_items"
    return tuple(
        SaleDoubt(NO_LINE_NAMED, found=x.paid, place=place) for x in pieces if not _is_named(x)
    )


def _receipt_of(refund: JsonObject, sold: Sold | None) -> str | None:
    """The order's id, so that the refund says the same alone and inside its order."""
    order_id = (sold.order_id if sold else None) or refund.text("order_id")
    if order_id:
        return alias_of(order_id)
    return sold.sale.receipt if sold else None


def _returned_at(refund: JsonObject, shop: Shop) -> datetime:
    moment = refund.time("processed_at", shop.zone) or refund.time("created_at", shop.zone)
    if moment is None:
        raise refund.refused("created_at", "this key is missing: export it too", "missing_key")
    return moment
