"""How a POSLog names ways of paying, and what they are called here.

Owns the names (TenderTypeCode of POSLog 6, NCR's, common extensions). Must not read amounts.

Decided: food stamps and WIC (FoodStamps, EBTFoodstamps) are given back to the same account and
never as money, which is what a voucher is here; EBT cash is money on a card, so a debit card; a
coupon that is a tender is a voucher, never money; a cheque of any kind and a money order are
cheques; a purchase order and what goes to a house account is a store account.
"""

from typing import Final

from returns_desk.adapters.sales.poslog.elements import EXTENSION, Element, plain
from returns_desk.domain.sale import TenderType

_BY_NAME: Final = {
    **dict.fromkeys(("cash", "foreigncurrency", "currency"), TenderType.CASH),
    **dict.fromkeys(
        ("check", "cheque", "travelerscheck", "moneyorder", "internationalmoneyorder",
         "bankcheck", "sendcheck"), TenderType.CHEQUE
    ),
    **dict.fromkeys(("creditdebit", "credit", "creditcard", "fleet"), TenderType.CREDIT_CARD),
    **dict.fromkeys(("debit", "debitcard", "ebtcash"), TenderType.DEBIT_CARD),
    **dict.fromkeys(
        ("giftcard", "giftcertificate", "storedvalue", "storedvaluefund", "storedvalueinstrument"),
        TenderType.GIFT_CARD,
    ),
    **dict.fromkeys(
        ("storecredit", "creditmemo", "merchandisecredit", "issuestorecredit", "creditnote"),
        TenderType.STORE_CREDIT,
    ),
    **dict.fromkeys(
        ("voucher", "coupon", "manufacturercoupon", "storecoupon", "foodstamps", "ebtfoodstamps",
         "wic", "wiccheck", "ebtwic", "luncheonvoucher", "moneyoffvoucher"), TenderType.VOUCHER
    ),
    **dict.fromkeys(
        ("loyalty", "loyaltyredemption", "loyaltypoints", "points"), TenderType.LOYALTY_POINTS
    ),
    **dict.fromkeys(
        ("storeaccount", "accountsreceivable", "houseaccount", "purchaseorder", "onaccount",
         "customeraccount", "accountreceivable"), TenderType.STORE_ACCOUNT
    ),
    **dict.fromkeys(("mobile", "mobilepayment", "mobilewallet"), TenderType.MOBILE_WALLET),
    **dict.fromkeys(
        ("banktransfer", "wiretransfer", "directdebit", "giro"), TenderType.BANK_TRANSFER
    ),
    **dict.fromkeys(("paylater", "installment", "financing"), TenderType.PAY_LATER),
}  # fmt: skip
_CARD_TYPES: Final = {
    "debit": "debitcard",
    "ebtcash": "ebtcash",
    "ebtfoodstamps": "ebtfoodstamps",
    "loyalty": "loyalty",
}
_DETAILS: Final = (
    "CreditDebit", "Check", "GiftCard", "Voucher", "Coupon", "FoodStamps", "StoreAccount",
    "LoyaltyRedemption", "Mobile", "PurchaseOrder", "EBTCash", "EBTFoodstamps",
    "StoredValueInstrument", "AccountsReceivable", "TravelersCheck", "MoneyOrder",
)  # fmt: skip
_SCHEMES: Final = {"americanexpress": "amex", "mastercard": "mastercard", "master": "mastercard"}
_LONGEST_SCHEME: Final = 40
_FOOD_STAMPS: Final = frozenset({"foodstamps", "ebtfoodstamps"})


def tender_type(tender: Element) -> TenderType | None:
    """The way of paying, or None for one that is not known; without a word it is cash."""
    return _BY_NAME.get(_name(tender))


def scheme_of(tender: Element) -> str | None:
    """The card scheme in lower case, as in visa or amex; ebt for food stamps."""
    if _name(tender) in _FOOD_STAMPS:
        return "ebt"
    card = tender.first("CreditDebit")
    said = card.attribute("CreditDescription", "TypeCode") if card else ""
    said = "".join(plain(said).lower().split())[:_LONGEST_SCHEME]
    return _SCHEMES.get(said, said) or None


def _name(tender: Element) -> str:
    name = plain(tender.attribute("TenderType")).lower()
    detail = tender.first(*_DETAILS) or tender.first(*(EXTENSION + x for x in _DETAILS))
    if not name:
        # The schema's default, unless what stands in it says better.
        name = plain(detail.name).lower() if detail else "cash"
    return _closer(name, detail)


def _closer(name: str, detail: Element | None) -> str:
    """A card's or voucher's own kind, where the tender's name is only the family's."""
    if detail is None:
        return name
    if name == "creditdebit":
        return _CARD_TYPES.get(plain(detail.attribute("CardType")).lower(), name)
    own = plain(detail.attribute("TypeCode")).lower() if name == "voucher" else ""
    return own if own in _BY_NAME else name
