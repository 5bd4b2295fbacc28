"""A Shopify order as a sale with its refunds, or the reason why it is none.

Owns which orders are sales. The receipt is the order's name (#1001), as on the customer's papers;
the order's id is an alias, because a refund names it by that. The place of the sale is said by the
location only, so no jurisdiction is read: an address is where the customer lives.
"""

from datetime import datetime
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
from returns_desk.adapters.sales.shopify.lines import lines_of
from returns_desk.adapters.sales.shopify.payments import Payments, payments_of
from returns_desk.adapters.sales.shopify.refunds import Sold, alias_of, refund_of
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import Channel, Sale

_NOT_PAID: Final = frozenset({"pending", "authorized", "unpaid"})
_NEVER_PAID: Final = frozenset({"voided", "expired"})
_IN_STORE: Final = "pos"


def read_record(record: JsonObject, shop: Shop) -> OrderRead:
    """Read an order with its refunds, or a refund alone.

    Raises:
        InvalidInput: a field can't be used: its pointer, a sentence and the mend.

    """
    if "refund_line_items" in record.values:
        refund = refund_of(record, None, shop)
        return left_out("refund_not_made") if refund is None else OrderRead(returns=(refund,))
    reason = _why_no_sale(record)
    return left_out(reason) if reason else _order(record, shop)


def _why_no_sale(order: JsonObject) -> str | None:
    status = order.text("financial_status")
    is_count = set(order.values) <= {"count"}
    for holds, reason in (
        (is_count, "not_a_sale"),
        ("invoice_url" in order.values, "draft_order"),
        (order.text("cancelled_at") is not None, "order_cancelled"),
        (order.flag("test"), "test_order"),
        (status in _NEVER_PAID, "order_cancelled"),
        (status in _NOT_PAID, "order_not_paid"),
    ):
        if holds:
            return reason
    return None


def _order(order: JsonObject, shop: Shop) -> OrderRead:
    currency = order.currency("currency", shop.settings.currency)
    receipt = order.needed_text("name")
    total = order.needed_money("total_price", currency)
    lines = lines_of(order, currency)
    if not lines:
        raise order.refused("line_items", "the order sells nothing: export its lines too")
    payments = payments_of(order, currency, total, shop)
    customer = order.object("customer")
    sale = Sale(
        receipt=receipt,
        store=order.text("location_id") or shop.settings.store,
        sold_at=_sold_at(order, shop),
        lines=tuple(x.line for x in lines),
        tenders=payments.tenders,
        channel=_channel(order),
        customer=customer.text("id") if customer else None,
        currency=currency,
    )
    id_ = order.text("id")
    sold = Sold(id_, sale, lines, payments, included=order.flag("taxes_included"))
    refunds = [refund_of(x, sold, shop) for x in order.objects("refunds")]
    returns = tuple(x for x in refunds if x is not None)
    doubts = _doubts(sale, total, payments) + doubts_of_returns(sale, returns)
    return OrderRead(sale, doubts, returns, aliases=(alias_of(id_),) if id_ else ())


def _doubts(sale: Sale, total: int, payments: Payments) -> tuple[SaleDoubt, ...]:
    found = paid_for_lines(sale)
    doubts = payments.doubts + differing(TOTAL_DIFFERS, total, found, "/total_price")
    if payments.are_said:
        doubts += differing(PAYMENTS_DIFFER, paid_by_tenders(sale), found)
    return doubts


def _sold_at(order: JsonObject, shop: Shop) -> datetime:
    moment = order.time("processed_at", shop.zone) or order.time("created_at", shop.zone)
    if moment is None:
        raise order.refused("created_at", "this key is missing: export it too", "missing_key")
    return moment


def _channel(order: JsonObject) -> Channel:
    source = order.text("source_name")
    if source is None:
        return Channel.IN_STORE if order.text("location_id") else Channel.ONLINE
    return Channel.IN_STORE if source == _IN_STORE else Channel.ONLINE
