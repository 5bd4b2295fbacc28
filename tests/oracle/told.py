"""Fields whose values are always known and never asked: read off the case as it stands.

Owns the reading of these alone; `oracle.subjects` reads the others and asks here for the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from oracle.facts import AnyItem, items_of
from oracle.money import paid_share
from oracle.years import Days
from returns_desk.domain.case import Case, ClaimedItem, EarlierReturn
from returns_desk.domain.sale import Sale, SaleLine, SaleTender

HOUR = timedelta(hours=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule looks at; None where there is no such thing.

    Earlier returns of the customer count for `history_days`, all of them where no pack says.
    """

    case: Case
    item: AnyItem
    line: SaleLine | None
    sale: Sale | None
    tender: SaleTender | None
    history_days: int | None = None

    def earlier_returns(self) -> list[EarlierReturn]:
        """Those within the packs' period, its first day counted whole."""
        today, period = self.case.now.date(), self.history_days
        return [
            each
            for each in self.case.claim.history
            if period is None or (today - each.at.date()).days <= period
        ]

    def without_receipt(self) -> list[EarlierReturn]:
        """Those of them that came without a receipt."""
        return [each for each in self.earlier_returns() if not each.with_receipt]


def _country(place: str) -> str:
    return place.split("-", maxsplit=1)[0]


def _place(sale: Sale, told: Told) -> str:
    return sale.jurisdiction or told.case.store.jurisdiction


def _days_past_use_by(line: SaleLine, told: Told) -> int | None:
    if line.use_by is None:
        return None
    return told.case.now.date().toordinal() - line.use_by.toordinal()


def _days_to_use_by(line: SaleLine, told: Told) -> int | None:
    return None if line.use_by is None else max(0, (line.use_by - told.case.now.date()).days)


def _hours_to_start(line: SaleLine, told: Told) -> int | None:
    """Whole hours that are left."""
    if line.starts_at is None:
        return None
    return max(0, int((line.starts_at - told.case.now) / HOUR))


def _days_since_fault_told(_: SaleLine, told: Told) -> int:
    fault = told.item.fault if isinstance(told.item, ClaimedItem) else None
    if fault is None or fault.first_reported_at is None:
        return 0
    return max(0, (told.case.now.date() - fault.first_reported_at.date()).days)


def _hours_since_sale(sale: Sale, told: Told) -> int:
    """Hours that have begun."""
    passed = told.case.now - sale.sold_at
    return max(0, passed // HOUR + bool(passed % HOUR))


def _days_from_sale_to_notice(sale: Sale, told: Told) -> int:
    days = [told.case.now.date()]
    if told.case.claim.withdrawal_notified_at is not None:
        days.append(told.case.claim.withdrawal_notified_at.date())
    return max(0, (min(days) - sale.sold_at.date()).days)


def _business_days_since_sale(sale: Sale, told: Told) -> int:
    """Day by day, Saturdays and Sundays left out."""
    sold, today = sale.sold_at.date(), told.case.now.date()
    days = (sold + timedelta(days=n) for n in range(1, (today - sold).days + 1))
    return sum(WEEKDAYS[day.isoweekday() - 1][0] != "s" for day in days)


def _total_kept(sale: Sale, told: Told) -> int:
    """What the lines cost less all that came back before and comes back now."""
    kept = 0
    for line in sale.lines:
        place = (sale.receipt, line.line)
        items = [item for item in told.case.claim.items if (item.receipt, item.line) == place]
        claimed = sum((item.quantity for item in items), Decimal(0))
        going = min(claimed, line.quantity - line.returned)
        back = paid_share(line, line.returned, line.returned_paid, going) if going else 0
        kept += line.paid - line.returned_paid - back
    return kept


def _is_same_account(tender: SaleTender, told: Told) -> bool:
    card = told.case.claim.facts.other_card
    return tender.account is not None and card is not None and card.account == tender.account


OF_LINE: Mapping[str, Callable[[SaleLine, Told], object]] = {
    "discounted": lambda line, _: line.discount > 0,
    "serial": lambda line, _: bool(line.serial),
    "days_past_use_by": _days_past_use_by,
    "days_to_use_by": _days_to_use_by,
    "hours_to_start": _hours_to_start,
    "days_since_fault_told": _days_since_fault_told,
    "marks": lambda line, told: frozenset(line.marks | told.item.marks),
}

WITHOUT_RECEIPT: Mapping[str, Callable[[AnyItem], object]] = {
    "discounted": lambda _: False,
    "serial": lambda _: False,
    "days_past_use_by": lambda _: None,
    "days_to_use_by": lambda _: None,
    "hours_to_start": lambda _: None,
    "days_since_fault_told": lambda _: 0,
    "marks": lambda item: frozenset(item.marks),
}

OF_SALE: Mapping[str, Callable[[Sale, Told], object]] = {
    "membership": lambda sale, _: sale.membership,
    "sale_store": lambda sale, _: sale.store,
    "same_store": lambda sale, told: sale.store == told.case.store.id,
    "same_country": lambda sale, told: (
        _country(_place(sale, told)) == _country(told.case.store.jurisdiction)
    ),
    "jurisdiction": _place,
    "sale_total": lambda sale, _: sum(line.paid for line in sale.lines),
    "cheque_bounced": lambda sale, _: any(tender.bounced for tender in sale.tenders),
    "total_kept": _total_kept,
    "sold_in_season": lambda sale, _: Days(sale.sold_at.date()),
    "return_until": lambda sale, told: Days(told.case.now.date(), sale.sold_at.date()),
    "hours_since_sale": _hours_since_sale,
    "business_days_since_sale": _business_days_since_sale,
    "days_from_sale_to_notice": _days_from_sale_to_notice,
}

OF_TENDER: Mapping[str, Callable[[SaleTender, Told], object]] = {
    "tender_amount": lambda tender, _: tender.amount - tender.change - tender.rounding,
    "tender_expired": lambda tender, told: (
        tender.expires_on is not None and tender.expires_on < told.case.now.date()
    ),
    "tender_issuer": lambda tender, _: tender.issuer,
    "card_entry": lambda tender, _: tender.entry,
    "other_card.same_account": _is_same_account,
}

OF_CASE: Mapping[str, Callable[[Told], object]] = {
    "quantity": lambda told: int(told.item.quantity),
    "offline": lambda told: told.case.claim.facts.offline,
    "goodwill_given": lambda told: told.case.claim.facts.goodwill_given,
    "identity_verified": lambda told: told.case.claim.facts.identity_verified,
    "return_check": lambda told: told.case.claim.facts.return_check,
    "customer_owes": lambda told: told.case.claim.facts.customer_owes,
    "returned_by": lambda told: told.case.claim.returned_by,
    "today_in_season": lambda told: Days(told.case.now.date()),
    "weekday": lambda told: WEEKDAYS[told.case.now.date().isoweekday() - 1],
    "items_claimed": lambda told: sum(item.quantity > 0 for item in items_of(told.case)),
    "returns_in_period": lambda told: len(told.earlier_returns()),
    "returns_without_receipt_in_period": lambda told: len(told.without_receipt()),
    "amount_without_receipt_in_period": lambda told: sum(x.amount for x in told.without_receipt()),
}

TOLD = frozenset({*OF_LINE, *OF_SALE, *OF_TENDER, *OF_CASE})


def told_value(name: str, told: Told) -> object:
    """The value of one of these fields; None where there is none."""
    if name in OF_CASE:
        return OF_CASE[name](told)
    if name in WITHOUT_RECEIPT and told.line is None:
        return WITHOUT_RECEIPT[name](told.item)
    tables: tuple[tuple[Any, Any], ...] = (
        (OF_LINE, told.line),
        (OF_SALE, told.sale),
        (OF_TENDER, told.tender),
    )
    table, seen = next(pair for pair in tables if name in pair[0])
    return None if seen is None else table[name](seen, told)
