"""How a Square order was paid: from its payments, else from the tenders inside the order.

Owns the meaning of Square's tender and payment types. Only money that was taken counts: an
authorised, voided, failed or cancelled payment does not.
"""

from dataclasses import dataclass, replace
from typing import Final

from returns_desk.adapters.sales.json_fields import JsonObject
from returns_desk.adapters.sales.square.money import amount_in
from returns_desk.domain.sale import SaleTender, TenderType

_TYPES: Final = {
    "CARD": TenderType.CREDIT_CARD,
    "THIRD_PARTY_CARD": TenderType.CREDIT_CARD,
    "CASH": TenderType.CASH,
    "SQUARE_GIFT_CARD": TenderType.GIFT_CARD,
    "OTHER_GIFT_CARD": TenderType.GIFT_CARD,
    "WALLET": TenderType.MOBILE_WALLET,
    "SQUARE_ACCOUNT": TenderType.MOBILE_WALLET,
    "SQUARE_CASH": TenderType.MOBILE_WALLET,
    "EMONEY": TenderType.MOBILE_WALLET,
    "BANK_ACCOUNT": TenderType.BANK_TRANSFER,
    "BANK_TRANSFER": TenderType.BANK_TRANSFER,
    "BUY_NOW_PAY_LATER": TenderType.PAY_LATER,
    "CHECK": TenderType.CHEQUE,
    "HOUSE_ACCOUNT": TenderType.STORE_ACCOUNT,
    "FOOD_VOUCHER": TenderType.VOUCHER,
    "STORED_BALANCE": TenderType.STORE_CREDIT,
}
_TAKEN: Final = frozenset({None, "CAPTURED", "COMPLETED"})
_LAST_FOUR: Final = 4


@dataclass(frozen=True, slots=True)
class Paid:
    """One tender, the payment's id by which refunds name it, and its number on the receipt."""

    tender: SaleTender
    payment_id: str = ""
    tender_id: str = ""
    receipt_number: str | None = None


def tenders_of(
    order: JsonObject, payments: tuple[JsonObject, ...], currency: str, otherwise: TenderType
) -> tuple[Paid, ...]:
    """Read what was paid, numbered; cash rounding stands with the only cash tender.

    Raises:
        InvalidInput: a payment can't be used.

    """
    if payments:
        paid = [_payment(x, currency, otherwise) for x in payments if _is_taken(x)]
    else:
        taken = (x for x in order.objects("tenders") if _is_taken(x))
        paid = [_tender(x, currency, otherwise) for x in taken if x.text("type") != "NO_SALE"]
    kept = [x for x in paid if x.tender.amount > 0]
    numbers = enumerate(kept, start=1)
    rounding = rounding_of(order, currency)
    cash = [x for x in kept if x.tender.type is TenderType.CASH]
    return tuple(
        replace(
            x,
            tender=replace(
                x.tender, tender=number, rounding=rounding if cash == [x] else x.tender.rounding
            ),
        )
        for number, x in numbers
    )


def rounding_of(order: JsonObject, currency: str) -> int:
    """Read what cash rounding added, signed.

    Raises:
        InvalidInput: the amount can't be used.

    """
    adjustment = order.object("rounding_adjustment")
    money = adjustment.object("amount_money") if adjustment else None
    if money is None:
        return 0
    if money.currency("currency", currency) != currency:
        message = f"this is not in {currency}, the currency of the order: export it again"
        raise money.refused("currency", message)
    return money.minor_units("amount") or 0


def type_of(code: str | None, card: JsonObject | None, otherwise: TenderType) -> TenderType:
    """Read a tender's type, with what is known of the card.

    Raises:
        InvalidInput: the card's fields can't be used.

    """
    if card is not None and code in {None, "CARD"}:
        if card.text("card_brand") == "SQUARE_GIFT_CARD":
            return TenderType.GIFT_CARD
        if card.text("card_type") == "DEBIT":
            return TenderType.DEBIT_CARD
        code = "CARD" if card.values else code
    return _TYPES.get(code or "", otherwise)


def card_of(source: JsonObject) -> JsonObject | None:
    """Find the card of a tender, a payment or a refund at the card reader.

    Raises:
        InvalidInput: the details are no object.

    """
    details = source.object("card_details")
    return details.object("card") if details else source.object("card")


def _is_taken(source: JsonObject) -> bool:
    details = source.object("card_details")
    status = details.text("status") if details else None
    return source.text("status") in _TAKEN and status in _TAKEN


def _payment(source: JsonObject, currency: str, otherwise: TenderType) -> Paid:
    whole = amount_in(source, "amount_money", currency) + amount_in(source, "tip_money", currency)
    amount = amount_in(source, "total_money", currency) or whole
    code = source.text("source_type")
    external = source.object("external_details")
    if code == "EXTERNAL" and external is not None:
        code = external.text("type")
    return Paid(
        tender=_built(source, amount, type_of(code, card_of(source), otherwise), currency),
        payment_id=source.text("id") or "",
        receipt_number=source.text("receipt_number"),
    )


def _tender(source: JsonObject, currency: str, otherwise: TenderType) -> Paid:
    amount = amount_in(source, "amount_money", currency)
    type_ = type_of(source.text("type"), card_of(source), otherwise)
    id_ = source.text("id") or ""
    return Paid(
        tender=_built(source, amount, type_, currency),
        payment_id=source.text("payment_id") or id_,
        tender_id=id_,
    )


def _built(source: JsonObject, amount: int, type_: TenderType, currency: str) -> SaleTender:
    cash = source.object("cash_details") or JsonObject({})
    change = amount_in(cash, "change_back_money", currency)
    given = amount_in(cash, "buyer_supplied_money", currency) or amount_in(
        cash, "buyer_tendered_money", currency
    )
    fits = given - change == amount
    card = card_of(source) or JsonObject({})
    last4, brand = card.text("last_4"), card.text("card_brand")
    is_last4 = last4 is not None and len(last4) == _LAST_FOUR and last4.isdecimal()
    return SaleTender(
        tender=1,
        type=type_,
        amount=given if fits else amount,
        scheme=brand.casefold() if brand else None,
        last4=last4 if is_last4 else None,
        change=change if fits else 0,
    )
