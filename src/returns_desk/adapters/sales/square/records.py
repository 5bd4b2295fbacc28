"""A Square record as a sale with its returns, a return, or the reason why it is neither.

Owns which orders are sales. The receipt is the number on the payment's paper, else the order's id;
the ids of order and payments are aliases, because refunds name a sale by them. An order says its
location by id only, so no jurisdiction is read.
"""

from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_doubts import (
    PAYMENTS_DIFFER,
    TOTAL_DIFFERS,
    differing,
    doubts_of_returns,
    paid_by_tenders,
    paid_for_lines,
)
from returns_desk.adapters.sales.order_reading import OrderRead, Shop, left_out
from returns_desk.adapters.sales.square.lines import is_sent, lines_of
from returns_desk.adapters.sales.square.money import amount_in, currency_of
from returns_desk.adapters.sales.square.payments_aside import PaymentsAside, is_payment, kept_of
from returns_desk.adapters.sales.square.refunds import (
    Sold,
    order_alias,
    payment_alias,
    refund_of,
    returns_in,
    time_of,
)
from returns_desk.adapters.sales.square.tenders import Paid, rounding_of, tenders_of
from returns_desk.domain.sale import Channel, Sale, SaleTender

_ENDED: Final = {"CANCELED": "order_cancelled", "DRAFT": "draft_order"}
_REFUND_KEYS: Final = frozenset({"payment_id", "refund_id", "tender_id", "destination_type"})


class RecordReader:
    """Reads the records of one file, with the payments that were laid aside from it."""

    def __init__(self, aside: PaymentsAside) -> None:
        self._aside = aside

    def read(self, record: JsonObject, shop: Shop) -> OrderRead | None:
        """Read an order, a refund or a payment.

        Raises:
            InvalidInput: a field can't be used: its pointer, a sentence and the mend.

        """
        if is_payment(record):
            kept_of(record)
            known = self._aside.has_order(record.text("order_id"))
            return None if known else left_out("payment_without_order")
        if {"line_items", "returns"} & set(record.values):
            return self._order(record, shop)
        if "amount_money" in record.values and _REFUND_KEYS & set(record.values):
            refund = refund_of(record, shop)
            return OrderRead(returns=(refund,)) if refund else left_out("refund_not_made")
        return left_out("not_a_sale")

    def _order(self, order: JsonObject, shop: Shop) -> OrderRead:
        state = order.text("state")
        if state in _ENDED:
            return left_out(_ENDED[state])
        currency = currency_of(order, "total_money", shop.settings.currency)
        if not order.objects("line_items"):
            return _return_alone(order, currency, shop)
        order_id = order.needed_text("id")
        payments = self._aside.payments_of(order_id)
        paid = tenders_of(order, payments, currency, shop.settings.tender)
        total = amount_in(order, "total_money", currency)
        taken = sum(x.tender.amount - x.tender.change for x in paid)
        if state == "OPEN" and taken < total:
            return left_out("order_not_paid")
        return _sale(order, paid, currency, shop)


def _return_alone(order: JsonObject, currency: str, shop: Shop) -> OrderRead:
    returns = returns_in(order, None, currency, shop)
    if returns:
        return OrderRead(returns=returns)
    raise order.refused("line_items", "the order sells nothing: export its lines too")


def _sale(order: JsonObject, paid: tuple[Paid, ...], currency: str, shop: Shop) -> OrderRead:
    lines = lines_of(order, currency)
    total = amount_in(order, "total_money", currency)
    order_id = order.needed_text("id")
    receipt = next((x.receipt_number for x in paid if x.receipt_number), None) or order_id
    sale = Sale(
        receipt=receipt,
        store=order.text("location_id") or shop.settings.store,
        sold_at=order.time("closed_at", shop.zone) or time_of(order, shop),
        lines=tuple(x.line for x in lines),
        tenders=tuple(x.tender for x in paid) or _assumed(total, shop),
        channel=Channel.ONLINE if is_sent(order) else Channel.IN_STORE,
        customer=order.text("customer_id"),
        currency=currency,
    )
    return _read(order, Sold(order_alias(order_id), sale, lines, paid), total, shop)


def _read(
    order: JsonObject,
    sold: Sold,
    total: int,
    shop: Shop,
) -> OrderRead:
    sale, paid = sold.sale, sold.paid
    currency = sale.currency or shop.settings.currency
    found = paid_for_lines(sale)
    rounded = found + rounding_of(order, currency)
    doubts = differing(TOTAL_DIFFERS, total, rounded, "/total_money")
    if paid:
        doubts += differing(PAYMENTS_DIFFER, paid_by_tenders(sale), found, "/tenders")
    returns = returns_in(order, sold, currency, shop)
    aliases = _aliases(sold)
    own = [x for x in returns if x.receipt in aliases]
    return OrderRead(sale, doubts + doubts_of_returns(sale, own), returns, aliases=aliases)


def _assumed(total: int, shop: Shop) -> tuple[SaleTender, ...]:
    return (SaleTender(1, shop.settings.tender, total),) if total else ()


def _aliases(sold: Sold) -> tuple[str, ...]:
    numbers = [sold.alias]
    for each in sold.paid:
        numbers += [payment_alias(id_) for id_ in (each.payment_id, each.tender_id) if id_]
        numbers += [each.receipt_number] if each.receipt_number else []
    return tuple(dict.fromkeys(numbers))
