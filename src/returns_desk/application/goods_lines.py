"""Goods without a receipt as lines of the snapshot: how many, and what one counts for.

Owns their place behind the goods on receipts; what one counts for is the pack's word.
"""

from datetime import datetime
from decimal import Decimal

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk_state import LineState
from returns_desk.application.goods_without_receipt import MOST_UNITS, NO_RECEIPT
from returns_desk.application.services import DeskServices
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.engine.worths import price_without_receipt


def goods_lines(services: DeskServices, record: CaseRecord, now: datetime) -> tuple[LineState, ...]:
    """The goods of the case that no receipt is here for; none of them was sold as far as we know.

    `paid_for_claim` is the pack's price for all of them.
    """
    goods = record.claim.without_receipt
    if not goods:
        return ()
    jurisdiction = services.shop.store.jurisdiction
    book = rulebook_for(services.policies.policy(), jurisdiction, now.date())
    first = len(record.claim.items)
    return tuple(
        LineState(
            receipt=NO_RECEIPT,
            line=index + 1,
            description=each.description,
            unit="each",
            sold=Decimal(0),
            returned=Decimal(0),
            available=MOST_UNITS,
            claimed=each.quantity,
            paid=0,
            paid_for_claim=int(price_without_receipt(each, book) * each.quantity),
            item=first + index,
            sku=each.sku,
            gtin=each.gtin,
            category=each.category,
            reason=each.reason,
            condition=each.condition,
        )
        for index, each in enumerate(goods)
    )
