"""What may not add up in an order of another system: the codes, and how each is found.

Owns the codes of `SaleDoubt` for orders. Must not repair anything: both amounts travel with the
sale, as they were said and as they were found.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from returns_desk.adapters.sales.readings import EarlierReturn
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import Sale

TOTAL_DIFFERS: Final = "total_differs_from_lines"
PAYMENTS_DIFFER: Final = "payments_differ_from_lines"
REFUND_DIFFERS: Final = "refund_differs_from_lines"
REFUNDS_EXCEED: Final = "refunds_exceed_payments"
LINE_EXCEEDED: Final = "more_refunded_than_paid"
MORE_RETURNED: Final = "more_returned_than_sold"
SPLIT_UNKNOWN: Final = "payment_split_unknown"
OTHER_CURRENCY: Final = "payment_in_other_currency"
NO_LINE_NAMED: Final = "refund_names_no_line"
DATE_UNKNOWN: Final = "refund_date_unknown"
CODES: Final = frozenset(
    {
        TOTAL_DIFFERS,
        PAYMENTS_DIFFER,
        REFUND_DIFFERS,
        REFUNDS_EXCEED,
        LINE_EXCEEDED,
        MORE_RETURNED,
        SPLIT_UNKNOWN,
        OTHER_CURRENCY,
        NO_LINE_NAMED,
        DATE_UNKNOWN,
    }
)


def differing(code: str, said: int, found: int, place: str = "") -> tuple[SaleDoubt, ...]:
    """The doubt where two amounts that should be one are not; else nothing."""
    return () if said == found else (SaleDoubt(code, said, found, place),)


def paid_for_lines(sale: Sale) -> int:
    """What the lines add up to."""
    return sum(line.paid for line in sale.lines)


def paid_by_tenders(sale: Sale) -> int:
    """What the tenders add up to, less change and less cash rounding."""
    return sum(tender.amount - tender.change - tender.rounding for tender in sale.tenders)


def doubts_of_returns(sale: Sale, returns: Iterable[EarlierReturn]) -> tuple[SaleDoubt, ...]:
    """What the returns of a sale, taken together, say that can't be."""
    returns = tuple(returns)
    doubts = []
    refunded = sum(part.amount for back in returns for part in back.refunds)
    paid = paid_by_tenders(sale)
    if refunded > paid:
        doubts.append(SaleDoubt(REFUNDS_EXCEED, refunded, paid, "/refunds"))
    for line in sale.lines:
        pieces = [x for back in returns for x in back.pieces if x.line == line.line]
        if sum((piece.quantity for piece in pieces), Decimal(0)) > line.quantity:
            doubts.append(SaleDoubt(MORE_RETURNED, place=f"line {line.line}"))
        paid_back = sum(piece.paid for piece in pieces)
        if paid_back > line.paid:
            doubts.append(SaleDoubt(LINE_EXCEEDED, paid_back, line.paid, f"line {line.line}"))
    return tuple(doubts)
