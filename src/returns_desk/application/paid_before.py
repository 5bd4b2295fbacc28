"""Goods of a receipt that may have been paid before, when nobody had the receipt here.

Owns when that is worth a word to a manager. It closes no option and says nothing at the counter: a
piece without a receipt may have been anybody's, and a right stands on what the claim says (R14).
The case is handed on by itself, and the goods bear a mark, so that a shop's own pack may ask for a
manager where only the shop's goodwill pays (`marks = ["paid_without_receipt"]`); no such rule ever
reaches what the law gives.

Goods that are sold every hour would make each of their returns a suspicion. So one is raised only
where few receipts since this one could be the piece's: of each piece that was paid without a
receipt, LIKELY_SALES returns are handed on at the most.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from returns_desk.application import claiming
from returns_desk.application.boards import escalate, refresh_board
from returns_desk.application.claims import Place
from returns_desk.application.earlier_visits import PaidGoods
from returns_desk.application.goods_without_receipt import same_gtin
from returns_desk.application.ports import SaleQuery
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Trigger
from returns_desk.domain.sale import Sale, SaleLine

PAID_MARK: Final = "paid_without_receipt"
"""Stands among the marks of claimed goods; a shop's pack can have a rule for it."""

LIKELY_SALES: Final = 5
"""Where more receipts could be the piece's, each of them is as good as none."""

_SALES_LOOKED_AT: Final = 4 * LIKELY_SALES
"""Lines of the sale store; a receipt may hold the same goods on several."""


def mark_paid_before(turn: Turn) -> None:
    """Mark what of the claim may have been paid before; marks that are there stay."""
    items = turn.record.claim.items
    suspects = _suspects(turn)
    marked = tuple(
        replace(item, marks=item.marks | {PAID_MARK}) if index in suspects else item
        for index, item in enumerate(items)
    )
    if marked != items:
        claiming.note_claim(turn, marked)


def set_quantity(turn: Turn, place: Place, quantity: Decimal) -> None:
    """Let so much of a line or of goods come back, and look whether that was paid before.

    Raises:
        OperatorMistake: as `claiming.set_quantity`.
    """
    claiming.set_quantity(turn, place, quantity)
    claimed = turn.record.claim.items
    mark_paid_before(turn)
    if turn.record.claim.items != claimed:
        refresh_board(turn)
        hand_on_paid_before(turn)


def hand_on_paid_before(turn: Turn) -> None:
    """Log an escalation where goods of the claim bear the mark; the board stays as it is."""
    items = turn.record.claim.items
    triggers = [
        Trigger("double_refund", item=index)
        for index, item in enumerate(items)
        if PAID_MARK in item.marks
    ]
    escalate(turn, triggers)


def _suspects(turn: Turn) -> frozenset[int]:
    """The places in the claim of goods that may have been paid before."""
    claimed = list(_claimed_lines(turn))
    skus = sorted({line.sku for _, _, line in claimed if line.sku})
    gtins = sorted({line.gtin for _, _, line in claimed if line.gtin})
    case_id = turn.record.case_id
    paid = turn.services.visits.paid_without_receipt(skus, gtins, case_id)
    return frozenset(
        index
        for index, sale, line in claimed
        if any(_is_of(each, line) and _is_likely(turn, sale, line, each) for each in paid)
    )


def _claimed_lines(turn: Turn) -> Iterator[tuple[int, Sale, SaleLine]]:
    """Each claimed item with its sale and line, as far as something of the line is left."""
    for index, item in enumerate(turn.record.claim.items):
        sale = turn.session.sale_of(item.receipt)
        line = sale.line_at(item.line) if sale else None
        if sale and line and line.available > 0:
            yield index, sale, line


def _is_of(paid: PaidGoods, line: SaleLine) -> bool:
    return bool(paid.sku and paid.sku == line.sku) or same_gtin(paid.gtin, line.gtin)


def _is_likely(turn: Turn, sale: Sale, line: SaleLine, paid: PaidGoods) -> bool:
    """Whether the piece was bought by then, and few other receipts could be its own."""
    if paid.at < sale.sold_at:
        return False
    query = SaleQuery(item=line.sku or line.gtin, sold_from=sale.sold_at, sold_before=paid.at)
    found = turn.services.sales.find(query, _SALES_LOOKED_AT)
    receipts = {each.receipt for each in found if "same_item" in each.because}
    return len(receipts) <= LIKELY_SALES
