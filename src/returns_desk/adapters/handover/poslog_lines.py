"""The line items of a return transaction: goods back, goods out again, fees kept, money back.

Owns the content of each `LineItem`; the transaction around them is poslog_return.py's.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from returns_desk.adapters.handover.poslog_elements import (
    amount_text,
    child,
    own_child,
    unit_code,
)
from returns_desk.application.handed_over_parts import Goods, OriginalSale
from returns_desk.application.handing_over_document import ReturnDocument, ReturnLeg, ReturnLine
from returns_desk.application.new_goods_record import NewGoods
from returns_desk.domain.books import TaxShare, taxes_of
from returns_desk.domain.money import round_half_up

NOT_DECIDED: Final = "Undecided"
"""POSLog's word for goods of which nobody said yet where they go."""
DISPOSALS: Final = {
    "stock": "ReturnToStock",
    "refurbish": "Transform",
    "vendor": "ReturnToSupplier",
    "donate": "WriteOff",
    "waste": "Waste",
    "repair": "Repair",
}
"""POSLog's words for the places of goods; of what is kept apart nobody said yet where it goes."""
FEE_ITEM: Final = "RETURN-FEE"
# A till's own receipt number: store, workstation, business day, sequence number.
_TILL_RECEIPT: Final = re.compile(r"(.+)-([^-]+)-(\d{4})(\d{2})(\d{2})-(\d+)")
# TenderTypeCode of the schema; what it has no value for is spelt as its extension allows.
_TENDER_TYPES: Final = {
    "cash": "Cash",
    "credit_card": "CreditDebit",
    "debit_card": "CreditDebit",
    "mobile_wallet": "CreditDebit",
    "other_card": "CreditDebit",
    "gift_card": "GiftCard",
    "cheque": "Check",
    "voucher": "Voucher",
    "loyalty_points": "Loyalty",
    "store_account": "StoreAccount",
    "store_credit": "RD:StoreCredit",
    "bank_transfer": "RD:BankTransfer",
    "pay_later": "RD:PayLater",
}


def money_back(line: ReturnLine, goods: Goods) -> int:
    """What a `Return` line is worth: what is owed for goods taken, else what was paid for them."""
    return line.paid if goods is Goods.TAKEN and line.paid else line.worth


def returned_for(document: ReturnDocument, line: ReturnLine) -> int:
    """What a `Return` line is worth in this return, whole where new goods took a part of it.

    The till's sale of the new goods settles that part, as it does all of any other exchange.
    """
    return line.worth if document.new_goods else money_back(line, document.goods_of(line))


def money_again(line: ReturnLine, goods: Goods) -> int:
    """What the same goods cost when they go out again: as before, or less a price reduction."""
    return max(line.worth - line.paid, 0) if goods is Goods.KEPT else line.worth


def add_return(parent: Element, document: ReturnDocument, line: ReturnLine) -> None:
    """Goods that came back, with the link to the sale and line that they come from.

    Goods without a receipt have no link: nothing says where they were sold.
    """
    amount = returned_for(document, line)
    tax = line.tax if amount == line.paid and line.paid else line.worth_tax
    made = child(parent, "Return", ItemType="Stock")
    _add_identity(made, line)
    _add_amount(made, "ExtendedAmount", amount, document.currency)
    _add_quantity(made, line.quantity, line.unit)
    for share in taxes_of(tax, line.taxes):
        _add_tax(made, amount, share, document.currency)
    if line.receipt is not None:
        _add_link(made, line.receipt, line.line, document.sale_of(line.receipt))
    child(made, "TaxIncludedInPriceFlag", "true")
    if line.condition:
        own_child(made, "Condition", line.condition)
    if line.place:
        said = {True: "confirmed", False: "suggested"}[bool(line.place_confirmed)]
        own_child(made, "GoodsPlace", line.place, Noted=said)
    child(made, "Disposal", Method=DISPOSALS.get(line.place or "", NOT_DECIDED))
    if line.reason:
        child(made, "Reason", line.reason)


def add_sale_again(parent: Element, document: ReturnDocument, line: ReturnLine) -> None:
    """The same goods out again; what they cost today stands beside, for the books (R6)."""
    amount = money_again(line, document.goods_of(line))
    made = child(parent, "Sale", ItemType="Stock", ItemSubType="Replace")
    _add_identity(made, line)
    price = line.new_unit_price
    if price is not None:
        _add_amount(made, "RegularSalesUnitPrice", price, document.currency)
    _add_amount(made, "ExtendedAmount", amount, document.currency)
    reduced = _worth_today(line) - amount
    if reduced > 0:
        _add_amount(made, "ExtendedDiscountAmount", reduced, document.currency)
    _add_quantity(made, line.quantity, line.unit)
    child(made, "TaxIncludedInPriceFlag", "true")


def add_fee(parent: Element, document: ReturnDocument, line: ReturnLine, returned: int) -> None:
    """What was kept of the money, as a fee sold; `returned` is the sequence number of its goods."""
    made = child(parent, "Sale", ItemType="Fee")
    child(made, "ItemID", FEE_ITEM)
    _add_amount(made, "ExtendedAmount", line.fee, document.currency)
    _add_quantity(made, Decimal(1), "each")
    child(made, "ItemLink", str(returned))
    child(made, "TaxIncludedInPriceFlag", "true")


def add_refund(parent: Element, document: ReturnDocument, leg: ReturnLeg) -> None:
    """Money that went back; `Amount` is what was paid out, rounding included."""
    made = child(parent, "Tender", TenderType=_TENDER_TYPES[leg.means], TypeCode="Refund")
    _add_amount(made, "Amount", leg.pays, document.currency)
    if leg.rounding:
        way = "Up" if leg.rounding > 0 else "Down"
        rounded = amount_text(abs(leg.rounding), document.currency)
        child(made, "Rounding", rounded, Currency=document.currency, RoundingDirection=way)
    for name, value in (
        ("Destination", leg.destination),
        ("OriginalTender", leg.tender),
        ("Reference", leg.reference),
        ("Scheme", leg.scheme),
        ("LastFour", leg.last4),
    ):
        if value:
            own_child(made, name, value)


def add_new_goods(parent: Element, document: ReturnDocument, goods: NewGoods) -> None:
    """Goods that went out in an exchange, for whoever matches the till's own sale of them."""
    named = {"ItemID": goods.sku, "GTIN": goods.gtin}
    own_child(
        parent,
        "NewGoods",
        goods.description,
        Quantity=f"{goods.quantity:f}",
        UnitPrice=amount_text(goods.unit_price, document.currency),
        Currency=document.currency,
        **{name: value for name, value in named.items() if value},
    )


def is_money(leg: ReturnLeg) -> bool:
    """Tell whether the leg is a payment; the value of an exchange is settled with the new goods."""
    return leg.means in _TENDER_TYPES


def _worth_today(line: ReturnLine) -> int:
    if line.new_unit_price is None:
        return line.worth
    return round_half_up(Fraction(line.new_unit_price) * Fraction(line.quantity))


def _add_identity(parent: Element, line: ReturnLine) -> None:
    """At least one of the names is required; goods without any stand under their category."""
    if line.sku:
        child(parent, "ItemID", line.sku)
    if line.gtin:
        child(child(parent, "POSIdentity", POSIDType="GTIN"), "POSItemID", line.gtin)
    if line.category or not (line.sku or line.gtin):
        child(parent, "MerchandiseHierarchy", line.category or "unknown")
    if line.description:
        child(parent, "Description", line.description)


def _add_amount(parent: Element, name: str, amount: int, currency: str) -> None:
    child(parent, name, amount_text(amount, currency), Currency=currency)


def _add_quantity(parent: Element, quantity: Decimal, unit: str) -> None:
    child(parent, "Quantity", f"{quantity:f}", UnitOfMeasureCode=unit_code(unit))


def _add_tax(parent: Element, amount: int, tax: TaxShare, currency: str) -> None:
    made = child(parent, "Tax")
    text = amount_text(amount, currency)
    child(made, "TaxableAmount", text, Currency=currency, TaxIncludedInTaxableAmountFlag="true")
    _add_amount(made, "Amount", tax.amount, currency)
    if tax.rate_basis_points is not None:
        child(made, "Percent", f"{Decimal(tax.rate_basis_points).scaleb(-2):f}")
    if tax.code:
        child(made, "TaxGroupID", tax.code)


def _add_link(parent: Element, receipt: str, line: int | None, sale: OriginalSale | None) -> None:
    """The whole receipt number always; its parts too where they are those of a till's number."""
    link = child(parent, "TransactionLink", ReasonCode="Return")
    child(link, "TransactionID", receipt)
    found = _TILL_RECEIPT.fullmatch(receipt)
    if found and (sale is None or (sale.store, sale.terminal) == found.group(1, 2)):
        store, terminal, year, month, day, sequence = found.groups()
        child(link, "BusinessUnit", store)
        child(link, "WorkstationID", terminal)
        child(child(link, "BusinessDayDate"), "Date", f"{year}-{month}-{day}")
        child(link, "SequenceNumber", sequence)
    child(link, "LineItemSequenceNumber", str(line))
