"""What rules can see of the goods themselves: one line per fact.

Owns the translation of a line and of what is said of it into the fields of policy.FIELDS. Decides
nothing. A fact that is None is unknown where FIELDS says that it may be, else it is absent.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial
from operator import attrgetter

from returns_desk.domain.case import ClaimedItem, ItemWithoutReceipt, Severity
from returns_desk.domain.engine.calendar import days_between, hours_left
from returns_desk.domain.engine.item_facts import Facts
from returns_desk.domain.engine.unknowns import judged_reason
from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import LineKind, SaleLine


@dataclass(frozen=True, slots=True)
class Goods:
    """Units of a sale line, and what the customer says of them at that moment."""

    line: SaleLine
    claimed: ClaimedItem
    now: datetime


def _of_fault(name: str, default: object, goods: Goods) -> object:
    """A part of the told fault, `default` where it was not told; None without any."""
    fault = goods.claimed.fault
    return None if fault is None else getattr(fault, name) or default


def _days_past_use_by(goods: Goods) -> int | None:
    """Negative while the goods are good; None where no day was named."""
    use_by = goods.line.use_by
    return None if use_by is None else (goods.now.date() - use_by).days


def _days_to_use_by(goods: Goods) -> int | None:
    """0 once it has passed; None where no day was named."""
    past = _days_past_use_by(goods)
    return None if past is None else max(0, -past)


def _hours_to_start(goods: Goods) -> int | None:
    """0 once it has begun; None where nothing begins."""
    starts_at = goods.line.starts_at
    return None if starts_at is None else hours_left(goods.now, starts_at)


def _days_since_fault_told(goods: Goods) -> int:
    """0 where the fault is told today, or none is."""
    told_at = goods.claimed.fault.first_reported_at if goods.claimed.fault else None
    return days_between(told_at.date(), goods.now.date()) if told_at else 0


def _unit_price(goods: Goods) -> int:
    """In minor units, half up."""
    return round_half_up(Fraction(goods.line.paid) / Fraction(goods.line.quantity))


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
    "marks": lambda goods: goods.line.marks | goods.claimed.marks,
    "days_to_use_by": _days_to_use_by,
    "hours_to_start": _hours_to_start,
    "days_since_fault_told": _days_since_fault_told,
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
    "marks": attrgetter("claimed.marks"),
    "days_to_use_by": lambda _: None,
    "hours_to_start": lambda _: None,
    "days_since_fault_told": lambda _: 0,
}
