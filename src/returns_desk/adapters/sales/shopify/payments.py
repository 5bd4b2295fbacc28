"""How a Shopify order was paid: from its transactions, else from the names of its gateways.

Owns the meaning of a gateway's name and of a transaction's kind and status. Must not guess: a name
that says nothing of the tender gives the shop's own default.
"""

import re
from dataclasses import dataclass
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.order_doubts import OTHER_CURRENCY, SPLIT_UNKNOWN
from returns_desk.adapters.sales.order_reading import Shop
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import SaleTender, TenderType

_GATEWAYS: Final = {
    TenderType.CREDIT_CARD: "shopify_payments stripe authorize_net braintree adyen worldpay square"
    " cybersource credit_card",
    TenderType.GIFT_CARD: "gift_card",
    TenderType.STORE_CREDIT: "shopify_store_credit store_credit",
    TenderType.CASH: "cash cash_on_delivery_cod cash_on_delivery",
    TenderType.BANK_TRANSFER: "bank_deposit bank_transfer",
    TenderType.CHEQUE: "cheque check money_order",
    TenderType.MOBILE_WALLET: "paypal paypal_express apple_pay google_pay amazon_payments",
    TenderType.PAY_LATER: "klarna klarna_pay_later afterpay afterpay_north_america affirm"
    " shop_pay_installments",
}
_TYPE_BY_GATEWAY: Final = {
    name: type_ for type_, names in _GATEWAYS.items() for name in names.split()
}
_TAKEN: Final = frozenset({"sale", "capture"})


@dataclass(frozen=True, slots=True)
class Payments:
    """The tenders, the transaction of each (for refunds that name it), and what is doubtful.

    `are_said` is false where only the gateway is known, so that the amount is the order's total.
    """

    tenders: tuple[SaleTender, ...]
    transaction_ids: tuple[str, ...] = ()
    are_said: bool = False
    doubts: tuple[SaleDoubt, ...] = ()

    def tender_of(self, transaction_id: str | None) -> SaleTender | None:
        """Find the tender that a refund's `parent_id` names."""
        if transaction_id in self.transaction_ids:
            return self.tenders[self.transaction_ids.index(transaction_id)]
        return None

    def only_of(self, type_: TenderType) -> SaleTender | None:
        """Find the tender of a type where there is only one."""
        found = [tender for tender in self.tenders if tender.type is type_]
        return found[0] if len(found) == 1 else None


def type_of(gateway: str | None, otherwise: TenderType) -> TenderType:
    """Read the tender from a gateway's name, else the shop's default."""
    words = re.sub(r"[^a-z]+", "_", (gateway or "").casefold()).strip("_")
    return _TYPE_BY_GATEWAY.get(words, otherwise)


def payments_of(order: JsonObject, currency: str, total: int, shop: Shop) -> Payments:
    """Read what was paid; `total` is what the order says that it cost.

    Raises:
        InvalidInput: a transaction can't be used.

    """
    if order.objects("transactions"):
        return _from_transactions(order, currency, shop)
    outstanding = order.money("total_outstanding", currency) or 0
    is_part = order.text("financial_status") == "partially_paid"
    paid = total - outstanding if is_part and outstanding > 0 else total
    if paid <= 0:
        return Payments((), are_said=is_part)
    return _from_gateways(order, paid, shop, is_part=is_part)


def _from_gateways(order: JsonObject, paid: int, shop: Shop, *, is_part: bool) -> Payments:
    names = order.texts("payment_gateway_names")
    otherwise = shop.settings.tender
    types = {type_of(name, otherwise) for name in names}
    only = next(iter(types)) if len(types) == 1 else otherwise
    doubts: tuple[SaleDoubt, ...] = ()
    if len(types) > 1:
        # Who paid how much is nowhere said, so no split is made up.
        doubts = (SaleDoubt(SPLIT_UNKNOWN, place="/payment_gateway_names"),)
    return Payments((SaleTender(1, only, paid),), are_said=is_part, doubts=doubts)


def _from_transactions(order: JsonObject, currency: str, shop: Shop) -> Payments:
    tenders: list[SaleTender] = []
    ids: list[str] = []
    doubts: list[SaleDoubt] = []
    for source in order.objects("transactions"):
        if source.text("kind") not in _TAKEN or source.text("status") != "success":
            continue
        if source.currency("currency", currency) != currency:
            doubts.append(SaleDoubt(OTHER_CURRENCY, place=source.pointer))
            continue
        amount = source.needed_money("amount", currency)
        if amount < 0:
            raise source.refused("amount", "a payment is not below zero: correct it")
        tenders.append(_tender(source, len(tenders) + 1, amount, shop))
        ids.append(source.text("id") or "")
    return Payments(tuple(tenders), tuple(ids), are_said=True, doubts=tuple(doubts))


def _tender(source: JsonObject, number: int, amount: int, shop: Shop) -> SaleTender:
    card = source.object("payment_details") or JsonObject({})
    digits = re.sub(r"\D", "", card.text("credit_card_number") or "")
    scheme = card.text("credit_card_company")
    return SaleTender(
        tender=number,
        type=type_of(source.text("gateway"), shop.settings.tender),
        amount=amount,
        scheme=scheme.casefold() if scheme else None,
        last4=digits[-4:] if len(digits) >= 4 else None,  # noqa: PLR2004 -- the last four
    )
