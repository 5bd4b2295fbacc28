"""Sorts the line items of a transaction: goods, payments, taxes, discounts, voids, other money.

Owns what kind each line is. Must not calculate with them. A line that takes money for what is no
goods (a gift card sold, a payment on account) is named as left out, and its money is remembered,
so that payments and goods can still be compared.
"""

from collections.abc import Callable
from typing import Final

from returns_desk.adapters.sales.poslog.book import Book, PlacedElement
from returns_desk.adapters.sales.poslog.elements import Element
from returns_desk.adapters.sales.poslog.goods import COMES_BACK, SOLD, goods_of
from returns_desk.adapters.sales.poslog.header import Header
from returns_desk.adapters.sales.poslog.values import invalid, line_number, money_in
from returns_desk.adapters.sales.readings import LeftOut

MOST_LINES: Final = 20_000
MOST_CHANGES: Final = 500
"""Payments, taxes, discounts, voids of each kind: each is compared with every line."""
_NOT_GOODS: Final = frozenset(
    {
        "SaleOfGiftCard", "GiftCertificate", "OnlineService", "StoredValueFundSale",
        "PaymentOnAccount", "Deposit", "Donation", "Layaway", "PreviousLayaway",
        "CustomerOrderForDelivery", "CustomerOrderForPickup", "PreviousCustomerOrder",
    }
)  # fmt: skip
_MONEY_OF_OTHERS: Final = ("ExtendedAmount", "Amount", "InitialBalance")


def book_of(retail: Element, header: Header) -> Book:
    """Sort every line of a transaction that was not taken back before it was paid.

    Raises:
        InvalidInput: a line can't be read, or two have the same number.

    """
    book = Book(header, retail)
    seen: set[int] = set()
    for position, line_item in enumerate(retail.each("LineItem"), start=1):
        if position > MOST_LINES:
            raise invalid("LineItem", "too_many_lines")
        text = line_item.text_of("SequenceNumber")
        place = f"line item {text[:20] or position}"
        line = line_number(text, place) if text else position
        if line in seen:
            raise invalid(place, "line_repeated")
        seen.add(line)
        # Cancelled before payment: it is on the log, but no part of the sale.
        if not line_item.flag("CancelFlag", "DeleteFlag"):
            _sort(line_item, line, place, book)
    _refuse_endless(book)
    return book


def _refuse_endless(book: Book) -> None:
    voided = [x for x in book.goods if x.is_void]
    kinds = (book.tenders, book.taxes, book.discounts, book.voids, voided)
    if any(len(kind) > MOST_CHANGES for kind in kinds):
        raise invalid("LineItem", "too_many_changes")


def _sort(line_item: Element, line: int, place: str, book: Book) -> None:
    for child in line_item.children:
        if child.name in SOLD or child.name in COMES_BACK:
            _add_goods(child, line_item, line, place, book)
            return
        if child.name in _LISTS:
            _LISTS[child.name](book).append(PlacedElement(place, child, line_item, line))
            return
        if child.name in _NOT_GOODS:
            _add_other_money(child, place, book)
            return


_LISTS: Final[dict[str, Callable[[Book], list[PlacedElement]]]] = {
    "Tender": lambda book: book.tenders,
    "TenderChange": lambda book: book.tenders,
    "Rounding": lambda book: book.tenders,
    "Tax": lambda book: book.taxes,
    "Discount": lambda book: book.discounts,
    "StoreCoupon": lambda book: book.discounts,
    "LoyaltyReward": lambda book: book.rewards,
    "Voids": lambda book: book.voids,
}


def _add_goods(item: Element, line_item: Element, line: int, place: str, book: Book) -> None:
    goods = goods_of(item, line_item, line, place, book.header)
    if goods.quantity == 0:
        book.left_out.append(LeftOut("no_quantity", place, goods.description))
        book.other_money += goods.signed_amount
    elif not (goods.sku or goods.gtin or goods.description or goods.category):
        book.left_out.append(LeftOut("no_item", place))
        book.other_money += goods.signed_amount
    else:
        book.goods.append(goods)


def _add_other_money(element: Element, place: str, book: Book) -> None:
    amount = money_in(element.first(*_MONEY_OF_OTHERS), book.header.currency, place)
    book.left_out.append(LeftOut("not_goods", place, element.name))
    book.other_money += amount
