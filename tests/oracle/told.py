"""Fields whose values are always known and never asked: read off the case as it stands.

Owns the reading of these alone; `oracle.subjects` reads the others and asks here for the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oracle.facts import AnyItem, items_of
from returns_desk.domain.case import Case
from returns_desk.domain.sale import Sale, SaleLine, SaleTender


def _country(place: str) -> str:
    return place.split("-", maxsplit=1)[0]


OF_LINE: Mapping[str, Callable[[SaleLine, Case], object]] = {
    "discounted": lambda line, _: line.discount > 0,
    "serial": lambda line, _: bool(line.serial),
    "days_past_use_by": lambda line, case: (
        None if line.use_by is None else case.now.date().toordinal() - line.use_by.toordinal()
    ),
}

OF_SALE: Mapping[str, Callable[[Sale, Case], object]] = {
    "membership": lambda sale, _: sale.membership,
    "sale_store": lambda sale, _: sale.store,
    "same_store": lambda sale, case: sale.store == case.store.id,
    "same_country": lambda sale, case: (
        _country(sale.jurisdiction or case.store.jurisdiction) == _country(case.store.jurisdiction)
    ),
    "sale_total": lambda sale, _: sum(line.paid for line in sale.lines),
}

OF_TENDER: Mapping[str, Callable[[SaleTender], object]] = {
    "tender_amount": lambda tender: tender.amount - tender.change - tender.rounding,
}

OF_CASE: Mapping[str, Callable[[Case], object]] = {
    "offline": lambda case: case.claim.facts.offline,
    "goodwill_given": lambda case: case.claim.facts.goodwill_given,
    "items_claimed": lambda case: sum(item.quantity > 0 for item in items_of(case)),
}

WITHOUT_RECEIPT = {"discounted": False, "serial": False, "days_past_use_by": None}
TOLD = frozenset({"quantity", *OF_LINE, *OF_SALE, *OF_TENDER, *OF_CASE})


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule looks at; None where there is no such thing."""

    case: Case
    item: AnyItem
    line: SaleLine | None
    sale: Sale | None
    tender: SaleTender | None


def told_value(name: str, told: Told) -> object:
    """The value of one of these fields; None where there is none."""
    if name == "quantity":
        return int(told.item.quantity)
    if name in OF_CASE:
        return OF_CASE[name](told.case)
    if name in OF_LINE:
        return OF_LINE[name](told.line, told.case) if told.line else WITHOUT_RECEIPT[name]
    if name in OF_SALE:
        return OF_SALE[name](told.sale, told.case) if told.sale else None
    return OF_TENDER[name](told.tender) if told.tender else None
