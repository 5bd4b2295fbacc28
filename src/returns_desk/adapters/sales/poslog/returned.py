"""Makes earlier returns of the goods that came back in a transaction.

Owns the return's id and how its money is told apart. Must not look at the sale it belongs to; the
link may name a receipt that is not in this file.
"""

from typing import Final, TypeAlias

from returns_desk.adapters.sales.poslog.book import Book, Goods
from returns_desk.adapters.sales.poslog.header import Link, link_of
from returns_desk.adapters.sales.poslog.payments import Payments
from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.money import allocate
from returns_desk.domain.sale import TenderType

_OF_SALES: Final = frozenset({"payments_differ_from_lines", "paid_with_returned_goods"})
_Refunds: TypeAlias = list[tuple[TenderType, int]]


def returns_of(book: Book, payments: Payments) -> tuple[EarlierReturn, ...]:
    """One return for each receipt that the goods came from, in the file's order.

    Goods that name no receipt belong to the one that the transaction names.

    Raises:
        InvalidInput: the transaction has no number or no time.

    """
    groups = _by_receipt(book)
    shares = _shares(list(groups.values()), payments)
    made = []
    fees = _fees(book)
    for number, (receipt, goods) in enumerate(groups.items(), start=1):
        suffix = f"/{number}" if number > 1 else ""
        refunds = tuple(RefundedPart(kind, part) for kind, part in shares[number - 1] if part > 0)
        made.append(
            EarlierReturn(
                id=book.header.number + suffix,
                receipt=receipt,
                returned_at=book.header.moment,
                pieces=tuple(_piece(x, book, fees.get(x.line, 0)) for x in goods),
                refunds=refunds,
                reference=book.header.reference,
                doubts=_doubts(book, goods, sum(x.amount for x in refunds), len(groups), payments),
            )
        )
    return tuple(made)


def _by_receipt(book: Book) -> dict[str | None, list[Goods]]:
    groups: dict[str | None, list[Goods]] = {}
    for goods in book.back:
        link = _link(goods, book)
        groups.setdefault(link.receipt if link else None, []).append(goods)
    return groups


def _link(goods: Goods, book: Book) -> Link | None:
    return goods.link or link_of(book.retail, book.header)


def _fees(book: Book) -> dict[int, int]:
    """What was kept, shared over what came back; by line, to the last cent."""
    paid = [x.paid for x in book.back]
    kept = min(sum(x.paid for x in book.fees), sum(paid))
    return dict(zip([x.line for x in book.back], allocate(kept, paid), strict=True))


def _piece(goods: Goods, book: Book, fee: int) -> ReturnedPiece:
    link = _link(goods, book)
    return ReturnedPiece(
        quantity=goods.quantity,
        paid=goods.paid,
        fee=fee,
        line=link.line if link else None,
        sku=goods.sku,
        gtin=goods.gtin,
    )


def _shares(groups: list[list[Goods]], payments: Payments) -> list[_Refunds]:
    """Fill each receipt's goods with the refunds in their order; what is left goes to the last."""
    shares: list[_Refunds] = [[] for _ in groups]
    open_amounts = [sum(x.paid for x in goods) for goods in groups]
    for payment in payments.refunded:
        rest = payment.left
        for number, share in enumerate(shares):
            is_last = number == len(shares) - 1
            part = rest if is_last else min(rest, open_amounts[number])
            open_amounts[number] -= part
            rest -= part
            share.append((payment.type, part))
    return shares


def _doubts(
    book: Book, goods: list[Goods], refunded: int, returns: int, payments: Payments
) -> tuple[SaleDoubt, ...]:
    is_exchange = bool(book.sold)
    place, found = goods[0].place, sum(x.paid for x in goods)
    doubts = [] if is_exchange else [x for x in book.doubts if x.code not in _OF_SALES]
    link = _link(goods[0], book)
    if link and link.receipt is None:
        doubts.append(SaleDoubt("link_not_complete", place=place))
    if returns > 1 and payments.refunded:
        doubts.append(SaleDoubt("refund_shared_over_receipts", refunded, found, place))
    kept = sum(x.paid for x in book.fees) + book.other_money
    whole = sum(x.paid for x in book.back) - kept
    if not is_exchange and payments.given_back - payments.taken != whole:
        doubts.append(SaleDoubt("refund_differs_from_lines", refunded, found, place))
    return tuple(doubts)
