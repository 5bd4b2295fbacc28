"""A WooCommerce order as a sale with its refunds, or the reason why it is none.

Owns which orders are sales, and how they were paid: an order names one payment method for all of
it. The receipt is the order's number; its id is an alias, because a refund names it by that. An
order says nothing of the shop's place, so no jurisdiction is read.
"""

from datetime import datetime
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_doubts import (
    TOTAL_DIFFERS,
    differing,
    doubts_of_returns,
    paid_for_lines,
)
from returns_desk.adapters.sales.order_reading import OrderRead, Shop, left_out
from returns_desk.adapters.sales.woocommerce.lines import left_out_of, lines_of
from returns_desk.adapters.sales.woocommerce.refunds import Sold, alias_of, refund_of, refunds_in
from returns_desk.adapters.sales.woocommerce.times import time_of
from returns_desk.domain.sale import Channel, Sale, SaleTender, TenderType

_REASONS: Final = {
    "pending": "order_not_paid",
    "on-hold": "order_not_paid",
    "failed": "order_not_paid",
    "cancelled": "order_cancelled",
    "trash": "order_cancelled",
    "checkout-draft": "draft_order",
    "auto-draft": "draft_order",
}
_METHODS: Final = {
    TenderType.CASH: "cod cash pos_cash",
    TenderType.BANK_TRANSFER: "bacs",
    TenderType.CHEQUE: "cheque",
    TenderType.CREDIT_CARD: "stripe stripe_cc woocommerce_payments square_credit_card"
    " braintree_credit_card authorize_net_cim_credit_card pos_card",
    TenderType.MOBILE_WALLET: "paypal ppcp-gateway ppec_paypal stripe_applepay stripe_googlepay"
    " amazon_payments_advanced",
    TenderType.PAY_LATER: "klarna_payments kco stripe_klarna stripe_afterpay_clearpay"
    " stripe_affirm affirm afterpay",
    TenderType.STORE_CREDIT: "wallet",
}
_TYPE_BY_METHOD: Final = {
    name: type_ for type_, names in _METHODS.items() for name in names.split()
}


def read_record(record: JsonObject, shop: Shop) -> OrderRead:
    """Read an order with its refunds, or a refund alone.

    Raises:
        InvalidInput: a field can't be used: its pointer, a sentence and the mend.

    """
    if "amount" in record.values and "status" not in record.values:
        return OrderRead(returns=(refund_of(record, None, shop),))
    if not {"line_items", "status", "number"} & set(record.values):
        return left_out("not_a_sale")
    reason = _why_no_sale(record, shop)
    return left_out(reason) if reason else _order(record, shop)


def _why_no_sale(order: JsonObject, shop: Shop) -> str | None:
    status = order.text("status") or ""
    reason = _REASONS.get(status.removeprefix("wc-"))
    if reason:
        return reason
    # Cash on delivery is on its way as "processing" before it is paid.
    was_said = "date_paid" in order.values or "date_paid_gmt" in order.values
    was_paid = time_of(order, "date_paid", shop) is not None
    is_done = status.removeprefix("wc-") in {"completed", "refunded"}
    return "order_not_paid" if was_said and not was_paid and not is_done else None


def _order(order: JsonObject, shop: Shop) -> OrderRead:
    currency = order.currency("currency", shop.settings.currency)
    receipt = order.text("number") or order.needed_text("id")
    total = order.needed_money("total", currency)
    lines = lines_of(order, currency)
    if not lines:
        raise order.refused("line_items", "the order sells nothing: export its lines too")
    if total < 0:
        raise order.refused("total", "a total is not below zero: correct it")
    customer = order.text("customer_id")
    sale = Sale(
        receipt=receipt,
        store=shop.settings.store,
        sold_at=_sold_at(order, shop),
        lines=tuple(x.line for x in lines),
        tenders=(SaleTender(1, _tender_type(order, shop), total),) if total else (),
        channel=_channel(order),
        # A guest has the number 0.
        customer=customer if customer != "0" else None,
        currency=currency,
    )
    id_ = order.text("id")
    returns = refunds_in(order, Sold(id_, sale, lines), shop)
    doubts = differing(TOTAL_DIFFERS, total, paid_for_lines(sale), "/total")
    return OrderRead(
        sale=sale,
        doubts=doubts + doubts_of_returns(sale, returns),
        returns=returns,
        left_out=left_out_of(order, currency),
        aliases=(alias_of(id_),) if id_ else (),
    )


def _sold_at(order: JsonObject, shop: Shop) -> datetime:
    moment = time_of(order, "date_created", shop)
    if moment is None:
        raise order.refused("date_created", "this key is missing: export it too", "missing_key")
    return moment


def _tender_type(order: JsonObject, shop: Shop) -> TenderType:
    return _TYPE_BY_METHOD.get(order.text("payment_method") or "", shop.settings.tender)


def _channel(order: JsonObject) -> Channel:
    words = (order.text("created_via") or "").replace("_", "-").split("-")
    return Channel.IN_STORE if "pos" in words else Channel.ONLINE
