"""Square's refunds and itemised returns as returns that another system booked.

Owns what came back and what was paid back. A refund alone says the money and never the goods; a
return inside an order says the goods, with its refunds beside it. Both take the refund's own id, so
that the two are one return.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_doubts import NO_LINE_NAMED, REFUND_DIFFERS, differing
from returns_desk.adapters.sales.order_lines import OrderLine, line_by_id
from returns_desk.adapters.sales.order_reading import Shop
from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.square.money import amount_in, currency_of
from returns_desk.adapters.sales.square.tenders import Paid, card_of, rounding_of, type_of
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import Sale

_MADE: Final = frozenset({"COMPLETED", "APPROVED"})


@dataclass(frozen=True, slots=True)
class Sold:
    """The order that a return stands in, with its lines' and payments' own ids."""

    alias: str
    sale: Sale
    lines: tuple[OrderLine, ...]
    paid: tuple[Paid, ...]


@dataclass(frozen=True, slots=True)
class _Itemised:
    """The goods of one return, and what it comes to with charges, tips and rounding."""

    back: EarlierReturn
    amount: int


def order_alias(order_id: str) -> str:
    """The number of an order by which a return names it."""
    return f"square:order:{order_id}"


def payment_alias(payment_id: str) -> str:
    """The number of a payment by which a refund names its sale."""
    return f"square:payment:{payment_id}"


def refund_of(refund: JsonObject, shop: Shop) -> EarlierReturn | None:
    """Read a refund that stands alone; None where no money was given back (yet).

    Raises:
        InvalidInput: a field can't be used.

    """
    if refund.text("status") not in _MADE:
        return None
    currency = currency_of(refund, "amount_money", shop.settings.currency)
    amount = amount_in(refund, "amount_money", currency)
    card = card_of(refund)
    type_ = type_of(refund.text("destination_type"), card, shop.settings.tender)
    payment_id, order_id = refund.text("payment_id"), refund.text("order_id")
    # A refund's order may be one made for the return; its payment is always the sale's.
    receipt = payment_alias(payment_id) if payment_id else order_id and order_alias(order_id)
    return EarlierReturn(
        id=_refund_id(refund),
        receipt=receipt or None,
        returned_at=time_of(refund, shop),
        pieces=(),
        refunds=(RefundedPart(type_, amount),) if amount else (),
        doubts=(SaleDoubt(NO_LINE_NAMED, said=amount),),
    )


def returns_in(
    order: JsonObject,
    sold: Sold | None,
    currency: str,
    shop: Shop,
) -> tuple[EarlierReturn, ...]:
    """Read the returns and refunds that stand inside an order, which may be a return itself.

    Raises:
        InvalidInput: a field can't be used.

    """
    made = [x for x in order.objects("refunds") if x.text("status") in _MADE]
    paid_back = tuple(_refund_inside(x, sold, currency, shop) for x in made)
    itemised = [_return_inside(x, order, sold, currency, shop) for x in order.objects("returns")]
    if itemised:
        return _joined(itemised, paid_back)
    own = sold.alias if sold else None
    return tuple(
        replace(
            x,
            receipt=x.receipt or own,
            doubts=(SaleDoubt(NO_LINE_NAMED, said=_money_of(x)),),
        )
        for x in paid_back
    )


def _joined(
    itemised: list[_Itemised], paid_back: tuple[EarlierReturn, ...]
) -> tuple[EarlierReturn, ...]:
    """Let the first refund carry the goods, as the others paid a part of the same."""
    first = itemised[0].back
    pieces = tuple(piece for x in itemised for piece in x.back.pieces)
    said = sum(_money_of(x) for x in paid_back)
    doubts = differing(REFUND_DIFFERS, said, sum(x.amount for x in itemised), "/refunds")
    unnamed = sum(x.paid for x in pieces if not _is_named(x))
    if unnamed:
        doubts += (SaleDoubt(NO_LINE_NAMED, found=unnamed, place="/returns"),)
    named = tuple(x for x in pieces if _is_named(x))
    head, *rest = paid_back or (first,)
    return (
        replace(head, receipt=head.receipt or first.receipt, pieces=named, doubts=doubts),
        *(replace(x, receipt=x.receipt or first.receipt) for x in rest),
    )


def time_of(source: JsonObject, shop: Shop) -> datetime:
    """Read when it was made.

    Raises:
        InvalidInput: it is not said.

    """
    moment = source.time("created_at", shop.zone)
    if moment is None:
        raise source.refused("created_at", "this key is missing: export it too", "missing_key")
    return moment


def _refund_id(refund: JsonObject) -> str:
    # A refund at the card reader has an id of its own and names the refund that it became.
    return f"square:refund:{refund.text('refund_id') or refund.needed_text('id')}"


def _refund_inside(
    refund: JsonObject,
    sold: Sold | None,
    currency: str,
    shop: Shop,
) -> EarlierReturn:
    amount = amount_in(refund, "amount_money", currency)
    tender_id = refund.text("tender_id")
    paid = sold.paid if sold else ()
    named = next((x for x in paid if tender_id and tender_id in {x.tender_id, x.payment_id}), None)
    type_ = named.tender.type if named else shop.settings.tender
    part = RefundedPart(type_, amount, named.tender.tender if named else None)
    payment_id = (named.payment_id if named else None) or tender_id
    return EarlierReturn(
        id=_refund_id(refund),
        # By its payment, as the refund says it where it stands alone.
        receipt=payment_alias(payment_id) if payment_id else None,
        returned_at=time_of(refund, shop),
        pieces=(),
        refunds=(part,) if amount else (),
    )


def _return_inside(
    back: JsonObject,
    order: JsonObject,
    sold: Sold | None,
    currency: str,
    shop: Shop,
) -> _Itemised:
    order_id, source_id = order.needed_text("id"), back.text("source_order_id")
    lines = sold.lines if sold and source_id in {None, order_id} else ()
    pieces = tuple(_piece(x, lines, currency) for x in back.objects("return_line_items"))
    found = sum(piece.paid for piece in pieces) + rounding_of(back, currency)
    found += sum(amount_in(x, "total_money", currency) for x in _charges(back))
    found += sum(amount_in(x, "applied_money", currency) for x in back.objects("return_tips"))
    receipt = sold.alias if lines and sold else source_id and order_alias(source_id)
    named = EarlierReturn(
        id=f"square:return:{order_id}:{back.text('uid') or ''}",
        receipt=receipt or None,
        returned_at=time_of(order, shop),
        pieces=pieces,
        refunds=(),
    )
    return _Itemised(named, found)


def _charges(back: JsonObject) -> tuple[JsonObject, ...]:
    return tuple(
        x
        for x in back.objects("return_service_charges")
        if x.text("treatment_type") != "APPORTIONED_TREATMENT"
    )


def _piece(item: JsonObject, lines: tuple[OrderLine, ...], currency: str) -> ReturnedPiece:
    quantity = item.number("quantity")
    if quantity is None or quantity < 0:
        raise item.refused("quantity", "a quantity is not below zero: correct it")
    line = line_by_id(lines, item.text("source_line_item_uid"))
    return ReturnedPiece(
        quantity=quantity,
        paid=amount_in(item, "total_money", currency),
        line=line.line if line else None,
        sku=line.sku if line else item.text("catalog_object_id"),
    )


def _is_named(piece: ReturnedPiece) -> bool:
    return piece.line is not None or piece.sku is not None


def _money_of(back: EarlierReturn) -> int:
    return sum(part.amount for part in back.refunds)
