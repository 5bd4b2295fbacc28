"""What rules can see of an item's sale: one line per fact.

Owns the translation of a case into the fields of policy.FIELDS. Decides nothing. A fact that is
None is unknown where FIELDS says that it may be, else it is absent.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import TypeVar

from returns_desk.domain.case import Case
from returns_desk.domain.engine.calendar import (
    business_days_between,
    day_number,
    day_of_year,
    days_ago_of_months,
    days_between,
    hours_begun,
    months_between,
)
from returns_desk.domain.engine.rule_index import Column
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.unknowns import Unknown, unknown_fact
from returns_desk.domain.sale import Channel, Sale, SaleLine

Seen = TypeVar("Seen")
Facts = Mapping[str, Callable[[Seen], object]]
"""How to see each field of something."""


def look(
    columns: Sequence[Column], facts: Facts[Seen], seen: Seen, held: int
) -> tuple[int, list[str]]:
    """What of `held` the known facts leave standing, and the fields that are not known."""
    return left_standing(columns, values_of(columns, facts, seen), held)


def values_of(columns: Iterable[Column], facts: Facts[Seen], seen: Seen) -> tuple[object, ...]:
    """What each column has to be looked up by."""
    return tuple([facts[column.field](seen) for column in columns])


def left_standing(
    columns: Iterable[Column], values: Iterable[object], held: int
) -> tuple[int, list[str]]:
    """What of `held` stands with one value per column, and the fields that are not known."""
    unknown: list[str] = []
    for column, value in zip(columns, values, strict=True):
        if value is None and column.may_be_unknown:
            unknown.append(column.field)
        else:
            held &= column.mask_of(value)
    return held, unknown


# --- the sale -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bought:
    """A sale as one item of it is judged: until when its days count, and by which book.

    `reported_on`: when a fault was first told; the months of a liability count to that day.
    """

    case: Case
    sale: Sale
    book: Rulebook
    reported_on: date | None

    @property
    def today(self) -> date:
        """The counter's day."""
        return self.case.now.date()

    @property
    def sold_on(self) -> date:
        """The day of the sale, at its own offset."""
        return self.sale.sold_at.date()

    @property
    def days_since_delivery(self) -> int | None:
        """Days since the goods were in the customer's hands; None where that is not known."""
        at = self.sale.delivered_at
        if at is None and self.sale.channel is Channel.IN_STORE:
            at = self.sale.sold_at
        return None if at is None else days_between(at.date(), self.today)


def _is_disclosed(bought: Bought) -> bool:
    disclosed = bought.sale.policy_disclosed
    return bool(bought.book.settings.policy_disclosed) if disclosed is None else disclosed


def _is_same_country(bought: Bought) -> bool:
    """Whether the sale was made in the counter's country; it was where it names none."""
    store = bought.case.store.jurisdiction
    sale = bought.sale.jurisdiction or store
    return sale.split("-", maxsplit=1)[0] == store.split("-", maxsplit=1)[0]


def _jurisdiction(bought: Bought) -> str:
    """Where the sale was made; the counter's place where it names none."""
    return bought.sale.jurisdiction or bought.case.store.jurisdiction


def _total_kept(bought: Bought) -> int:
    """What the sale's goods cost that stay with the customer after this claim."""
    claimed: dict[int, Decimal] = {}
    for item in bought.case.claim.items:
        if item.receipt == bought.sale.receipt:
            claimed[item.line] = claimed.get(item.line, Decimal(0)) + item.quantity
    return sum(_kept_of_line(line, claimed.get(line.line)) for line in bought.sale.lines)


def _kept_of_line(line: SaleLine, claimed: Decimal | None) -> int:
    kept = line.paid - line.returned_paid
    return kept - line.paid_share(min(claimed, line.available)) if claimed else kept


def _days_from_sale_to_notice(bought: Bought) -> int:
    """Days from the sale until the withdrawal was told; until today where it was not."""
    return days_between(bought.sold_on, _told_by(bought))


def _told_by(bought: Bought) -> date:
    notified = bought.case.claim.withdrawal_notified_at
    return min(bought.today, notified.date()) if notified else bought.today


def _since_delivery(field_name: str, bought: Bought) -> object:
    days = bought.days_since_delivery
    return None if days is None else _DELIVERY[field_name](days, bought)


def _months_since_delivery(days: int, bought: Bought) -> int:
    today = bought.today
    until = min(today, bought.reported_on or today)
    return months_between(today.fromordinal(today.toordinal() - days), until)


def _days_to_notice(days: int, bought: Bought) -> int:
    """Days from delivery until the withdrawal was told."""
    delivered = bought.today.fromordinal(bought.today.toordinal() - days)
    return days_between(delivered, _told_by(bought))


_DELIVERY: Mapping[str, Callable[[int, Bought], int]] = {
    "days_since_delivery": lambda days, _: days,
    "months_since_delivery": _months_since_delivery,
    "days_from_delivery_to_notice": _days_to_notice,
}

SALE_FACTS: Facts[Bought] = {
    "channel": attrgetter("sale.channel"),
    "buyer": attrgetter("sale.buyer"),
    "tax_free": attrgetter("sale.tax_free"),
    "policy_disclosed": _is_disclosed,
    "customer_known": lambda bought: bought.sale.customer is not None,
    "membership": attrgetter("sale.membership"),
    "sale_store": attrgetter("sale.store"),
    "same_store": lambda bought: bought.sale.store == bought.case.store.id,
    "same_country": _is_same_country,
    "jurisdiction": _jurisdiction,
    "total_kept": _total_kept,
    "cheque_bounced": lambda bought: any(tender.bounced for tender in bought.sale.tenders),
    "sale_total": lambda bought: sum(line.paid for line in bought.sale.lines),
    "sold_on": lambda bought: bought.sold_on.toordinal(),
    "sold_in_season": lambda bought: day_of_year(bought.sold_on),
    "return_until": lambda bought: (day_number(bought.sold_on), day_number(bought.today)),
    "hours_since_sale": lambda bought: hours_begun(bought.sale.sold_at, bought.case.now),
    "days_from_sale_to_notice": _days_from_sale_to_notice,
    "business_days_since_sale": lambda bought: business_days_between(bought.sold_on, bought.today),
    "days_since_sale": lambda bought: days_between(bought.sold_on, bought.today),
    "months_since_sale": lambda bought: months_between(bought.sold_on, bought.today),
    **{name: partial(_since_delivery, name) for name in _DELIVERY},
}


def unknown_delivery(bought: Bought) -> Unknown:
    """The days at which some rule's answer could turn, between sale and today."""
    today = bought.today
    longest = days_between(bought.sold_on, today)
    turns = _turns_of_delivery(bought, longest)
    days = {0, longest} | {turn + step for turn in turns for step in (-1, 0, 1)}
    choices = tuple(
        (
            today.fromordinal(today.toordinal() - day).isoformat(),
            {name: of_days(day, bought) for name, of_days in _DELIVERY.items()},
        )
        for day in sorted(days)
        if 0 <= day <= longest
    )
    name = f"delivered_at:{bought.sale.receipt}"
    return unknown_fact(bought.book.index, name, choices, is_shared=True)


def _turns_of_delivery(bought: Bought, longest: int) -> set[int]:
    today, thresholds = bought.today, bought.book.thresholds
    turns = set(thresholds.get("days_since_delivery", ()))
    notice = bought.case.claim.withdrawal_notified_at
    late = days_between(notice.date(), today) if notice else 0
    turns |= {turn + late for turn in thresholds.get("days_from_delivery_to_notice", ())}
    until = min(today, bought.reported_on or today)
    back = days_between(until, today)
    for months in thresholds.get("months_since_delivery", ()):
        turns.add(back + days_ago_of_months(until, months, longest))
        turns.add(back + days_ago_of_months(until, max(0, months - 1), longest))
    return turns
