"""What the sale store found, as purchases that people recognise: one a receipt, best first.

Owns the three numbers (sold, returned, available), with what this journal gave back, and the
order by the day that was told.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from returns_desk.application.boards import known_sale
from returns_desk.application.ports import Candidate
from returns_desk.application.proofs import Clues, FoundPurchase
from returns_desk.application.turn import Turn
from returns_desk.domain.sale import Sale, SaleLine

FOUND_MAX = 8
"""More are no help; one clue more is."""
GATHERED_MAX = 60

_TOLD = frozenset(
    {"same_card", "same_customer", "same_serial", "same_amount", "same_item", "text_matches"}
)
"""Why one fits, as far as the customer told it."""


def purchases_of(
    turn: Turn, clues: Clues, candidates: Sequence[Candidate]
) -> tuple[FoundPurchase, ...]:
    """The receipts of the candidates, nearest to the day that was told first."""
    by_receipt: dict[str, list[Candidate]] = {}
    for each in candidates:
        by_receipt.setdefault(each.receipt, []).append(each)
    found: list[FoundPurchase] = []
    for receipt, lines in by_receipt.items():
        sale = known_sale(turn.services, receipt)
        if sale is not None:
            found.append(_purchase(turn, sale, lines, clues.day))
    # Stable, so that the store's order holds among those that are as near.
    found.sort(key=lambda each: (each.available <= 0, each.days_off or 0))
    return tuple(found[:FOUND_MAX])


def _purchase(
    turn: Turn, sale: Sale, candidates: Sequence[Candidate], day: date | None
) -> FoundPurchase:
    named = {each.line for each in candidates}
    lines = [line for line in sale.lines if line.line in named] or list(sale.lines)
    codes = dict.fromkeys(code for each in candidates for code in each.because if code in _TOLD)
    units = {line.unit for line in lines}
    return FoundPurchase(
        receipt=sale.receipt,
        sold_at=sale.sold_at,
        goods=lines[0].description,
        more_lines=len(lines) - 1,
        paid=sum(line.paid for line in lines),
        currency=sale.currency or turn.services.shop.store.currency,
        unit=lines[0].unit,
        sold=_sum(lines, "quantity"),
        returned=_sum(lines, "returned"),
        available=_sum(lines, "available"),
        lines=tuple(line.line for line in lines),
        because=tuple(codes),
        days_off=None if day is None else abs((sale.sold_at.date() - day).days),
        sums_up=len(units) == 1,
    )


def _sum(lines: Sequence[SaleLine], name: str) -> Decimal:
    return sum((getattr(line, name) for line in lines), Decimal(0))
