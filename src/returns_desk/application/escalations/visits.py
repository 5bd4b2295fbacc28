"""Whether a customer stands here for the third time with the same purchases.

Owns what one visit is, however many cases it had. It is a sign that something was not mended, and
a person with authority is told; nothing at the counter says so, and no option depends on it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from returns_desk.application.earlier_visits import CaseSpan
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Trigger

THIRD_VISIT: Final = "third_visit"
ONE_VISIT: Final = timedelta(minutes=30)
"""Cases that follow each other within this belong to one visit."""


def third_visit(turn: Turn) -> tuple[Trigger, ...]:
    """The trigger, where it is one; looked up only when a receipt came to the case."""
    record, before = turn.record, turn.before
    if (THIRD_VISIT, None) in record.raised:
        return ()
    if before is not None and before.receipts == record.receipts:
        return ()
    days = turn.services.shop.escalations.third_visit_days
    spans = turn.services.visits.cases_about(_receipts(turn), record.case_id)
    count = visits_since(spans, turn.now - timedelta(days=days), turn.now)
    return (Trigger(THIRD_VISIT),) if count > 1 else ()


def visits_since(spans: Iterable[CaseSpan], since: datetime, now: datetime) -> int:
    """How many earlier visits there were; cases of the present visit are none."""
    count, later = 0, now
    for span in sorted(spans, key=lambda each: each.opened_at, reverse=True):
        if span.opened_at < since:
            break
        end = span.closed_at or span.opened_at
        if later - end > ONE_VISIT:
            count += 1
        later = span.opened_at
    return count


def _receipts(turn: Turn) -> tuple[str, ...]:
    """The receipts of the case, by every number, and those of whoever bought."""
    services, sales = turn.services, turn.session.sales
    numbers = [number for sale in sales for number in services.sales.numbers(sale.receipt)]
    customers = sorted({sale.customer for sale in sales if sale.customer})
    bought = [number for each in customers for number in services.purchases.receipts_of(each)]
    return tuple(dict.fromkeys((*numbers, *bought)))
