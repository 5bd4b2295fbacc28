"""What rules can see of an item and its sale: one line per fact.

Owns the translation of a case into the fields of policy.FIELDS. Decides nothing. A fact that is
None is unknown where FIELDS says that it may be, else it is absent.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from operator import attrgetter
from typing import TypeVar

from returns_desk.domain.case import (
    Case,
    ClaimedItem,
    ItemWithoutReceipt,
    Severity,
)
from returns_desk.domain.engine.calendar import days_ago_of_months, days_between, months_between
from returns_desk.domain.engine.rule_index import Column
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.unknowns import Unknown, judged_reason, unknown_fact
from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import Channel, LineKind, Sale, SaleLine

Seen = TypeVar("Seen")
Facts = Mapping[str, Callable[[Seen], object]]
"""How to see each field of something."""


def look(
    columns: Iterable[Column], facts: Facts[Seen], seen: Seen, held: int
) -> tuple[int, list[str]]:
    """What of `held` the known facts leave standing, and the fields that are not known."""
    unknown: list[str] = []
    for column in columns:
        value = facts[column.field](seen)
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


def _since_delivery(field_name: str, bought: Bought) -> object:
    days = bought.days_since_delivery
    return None if days is None else _DELIVERY[field_name](days, bought)


def _months_since_delivery(days: int, bought: Bought) -> int:
    today = bought.today
    until = min(today, bought.reported_on or today)
    return months_between(today.fromordinal(today.toordinal() - days), until)


def _days_to_notice(days: int, bought: Bought) -> int:
    """Days from delivery until the withdrawal was told."""
    today = bought.today
    notified = bought.case.claim.withdrawal_notified_at
    until = min(today, notified.date()) if notified else today
    return days_between(today.fromordinal(today.toordinal() - days), until)


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
    "sale_total": lambda bought: sum(line.paid for line in bought.sale.lines),
    "sold_on": lambda bought: bought.sold_on.toordinal(),
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


# --- the item -------------------------------------------------------------------------------


def _of_fault(name: str, default: object, goods: "Goods") -> object:
    """A part of the told fault, `default` where it was not told; None without any."""
    fault = goods.claimed.fault
    return None if fault is None else getattr(fault, name) or default


def _days_past_use_by(goods: "Goods") -> int | None:
    """Negative while the goods are good; None where no day was named."""
    use_by = goods.line.use_by
    return None if use_by is None else (goods.today - use_by).days


def _unit_price(goods: "Goods") -> int:
    """In minor units, half up."""
    return round_half_up(Fraction(goods.line.paid) / Fraction(goods.line.quantity))


@dataclass(frozen=True, slots=True)
class Goods:
    """Units of a sale line, and what the customer says of them on that day."""

    line: SaleLine
    claimed: ClaimedItem
    today: date


ITEM_FACTS: Facts[Goods] = {
    "reason": lambda goods: judged_reason(goods.claimed.reason),
    "condition": attrgetter("claimed.condition"),
    "missing": attrgetter("claimed.missing"),
    "fault.severity": partial(_of_fault, "severity", Severity.ORDINARY),
    "fault.repairs": partial(_of_fault, "repairs", 0),
    "fault.refused": partial(_of_fault, "refused", False),
    "category": attrgetter("line.category"),
    "sku": attrgetter("line.sku"),
    "kind": attrgetter("line.kind"),
    "final_sale": attrgetter("line.final_sale"),
    "unit_price": _unit_price,
    "with_receipt": lambda _: True,
    "quantity": lambda goods: int(goods.claimed.quantity),
    "discounted": lambda goods: goods.line.discount > 0,
    "days_past_use_by": _days_past_use_by,
    "serial": lambda goods: goods.line.serial is not None,
}


@dataclass(frozen=True, slots=True)
class Found:
    """Goods without a sale, at what they count for per unit, in minor units."""

    claimed: ItemWithoutReceipt
    unit_price: int


FOUND_FACTS: Facts[Found] = {
    "reason": lambda found: judged_reason(found.claimed.reason),
    "condition": attrgetter("claimed.condition"),
    "missing": lambda _: frozenset(),
    "fault.severity": lambda _: Severity.ORDINARY,
    "fault.repairs": lambda _: 0,
    "fault.refused": lambda _: False,
    "category": attrgetter("claimed.category"),
    "sku": attrgetter("claimed.sku"),
    "kind": lambda _: LineKind.GOODS,
    "final_sale": lambda _: False,
    "unit_price": attrgetter("unit_price"),
    "with_receipt": lambda _: False,
    "quantity": lambda found: int(found.claimed.quantity),
    "discounted": lambda _: False,
    "days_past_use_by": lambda _: None,
    "serial": lambda _: False,
}
