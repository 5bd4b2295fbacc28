"""Makes a reading of one transaction: a sale, the returns in it, and what does not add up.

Owns the order of the steps and the comparison of payments and goods. Nothing is ever repaired:
where the two differ, the sale is handed on as it came, with a doubt.
"""

from returns_desk.adapters.sales.poslog.book import Book, Goods
from returns_desk.adapters.sales.poslog.discounts import apply_discounts
from returns_desk.adapters.sales.poslog.header import Header
from returns_desk.adapters.sales.poslog.line_items import book_of
from returns_desk.adapters.sales.poslog.payments import Payments, payments_of
from returns_desk.adapters.sales.poslog.returned import returns_of
from returns_desk.adapters.sales.poslog.states import unknown_status, why_no_sale
from returns_desk.adapters.sales.poslog.stream import Transaction
from returns_desk.adapters.sales.poslog.taxes import apply_taxes
from returns_desk.adapters.sales.poslog.values import LONGEST_CODE
from returns_desk.adapters.sales.poslog.voids import apply_voids
from returns_desk.adapters.sales.readings import LeftOut, Reading
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.sale import Buyer, Sale, SaleLine

_VOID_LINKS = frozenset({"void", "voided", "postvoid", "postvoided", "cancel", "cancelled"})


def read_transaction(transaction: Transaction, header: Header, place: str, text: str) -> Reading:
    """Read one transaction as far as it goes; `place` and `text` are for the list of left out.

    Raises:
        InvalidInput: a value in it can't be used: place in the transaction, sentence and mend.

    """
    element, row = transaction.element, transaction.number
    why = why_no_sale(element)
    retail = element.first("RetailTransaction")
    if why or retail is None:
        reason, detail = why or ("till_event", "")
        return Reading(row, place, text, left_out=(LeftOut(reason, place, detail),))
    book = book_of(retail, header)
    payments = _settle(book)
    if not book.goods:
        left_out = (*book.left_out, LeftOut(_why_empty(book), place))
        return Reading(row, place, text, left_out=left_out)
    sale = _sale(book, payments)
    return Reading(
        row, place, text,
        sale=sale,
        doubts=tuple(book.doubts) if sale else (),
        returns=returns_of(book, payments),
        left_out=tuple(book.left_out),
        aliases=header.aliases if sale else (),
    )  # fmt: skip


def _settle(book: Book) -> Payments:
    """Apply in this order: what was voided, then discounts, then taxes on what is left."""
    apply_voids(book)
    apply_discounts(book)
    payments = payments_of(book)
    if _voids_a_sale(book):
        _turn_round(book, payments)
    apply_taxes(book, payments.taken - payments.given_back)
    status = unknown_status(book.header.element)
    if status:
        book.doubt("unknown_status", status[:LONGEST_CODE])
    _compare(book, payments)
    return payments


def _voids_a_sale(book: Book) -> bool:
    links = book.retail.each("TransactionLink")
    return any(x.attribute("ReasonCode").lower() in _VOID_LINKS for x in links)


def _turn_round(book: Book, payments: Payments) -> None:
    """A void of an earlier sale takes all of its goods and money back, whatever its signs."""
    for goods in book.goods:
        goods.comes_back = True
    payments.refunded.extend(payments.paid)
    payments.paid.clear()


def _why_empty(book: Book) -> str:
    if _voids_a_sale(book):
        return "voids_another_sale"
    is_voided = any(x.first("Sale", "Return") for x in book.retail.each("LineItem"))
    return "all_voided" if is_voided else "no_goods"


def _compare(book: Book, payments: Payments) -> None:
    sold, back = sum(x.paid for x in book.sold), sum(x.paid for x in book.back)
    fees = sum(x.paid for x in book.fees)
    said, found = payments.taken - payments.given_back, sold + fees - back + book.other_money
    if said != found:
        book.doubt("payments_differ_from_lines", "", said, found)
    elif back and payments.taken < sold:
        book.doubt("paid_with_returned_goods", "", payments.taken, sold)


def _sale(book: Book, payments: Payments) -> Sale | None:
    if not book.sold:
        return None
    header = book.header
    customer = book.retail.first("Customer")
    is_business = customer is not None and customer.flag("BusinessCustomerFlag")
    return Sale(
        receipt=header.receipt,
        store=header.store,
        terminal=header.terminal,
        sold_at=header.moment,
        lines=tuple(_line(x) for x in sorted(book.sold, key=lambda x: x.line)),
        tenders=payments.tenders(),
        currency=header.currency,
        customer=_number(customer.text_of("CustomerID") if customer else ""),
        cashier=_number(header.element.text_of("OperatorID")),
        buyer=Buyer.BUSINESS if is_business else Buyer.CONSUMER,
    )


def _number(text: str) -> str | None:
    return cut_card_numbers(text)[:LONGEST_CODE] or None


def _line(goods: Goods) -> SaleLine:
    return SaleLine(
        line=goods.line,
        description=goods.description,
        quantity=goods.quantity,
        unit=goods.unit,
        paid=goods.paid,
        sku=goods.sku,
        gtin=goods.gtin,
        category=goods.category,
        tax=goods.tax,
        taxes=tuple(goods.taxes),
        discount=goods.discount,
        serial=goods.serial,
        final_sale=goods.final_sale,
        kind=goods.kind,
    )
