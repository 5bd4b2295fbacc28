"""Earlier returns of the customer who stands there, from what the shop's own books already say.

Owns whom they are looked up by (the customer's number on the sales of the case) and that each
counts once. Nobody is asked for them, and no customer's number enters an event.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from returns_desk.domain.case import EarlierReturn
from returns_desk.domain.sale import Sale

MOST_VISITS = 200
"""More earlier visits of one customer tell no rule anything more."""

MOST_PAID = 200
"""More earlier payouts for the same goods tell nothing more."""


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """All goods that this journal took back in one case; `amount` after fees, minor units.

    `reference` is what its slip said to the till; the till's log may bring it back here.
    """

    returned: EarlierReturn
    reference: str
    was_taken_back: bool = False
    """Whether it counts no more; the till's log may bring it back all the same."""


@dataclass(frozen=True, slots=True)
class PaidGoods:
    """Goods that were paid without a receipt, by this journal, and when."""

    at: datetime
    sku: str | None
    gtin: str | None


@dataclass(frozen=True, slots=True)
class CaseSpan:
    """From when to when a case was open; `closed_at` is None while it is."""

    opened_at: datetime
    closed_at: datetime | None


class EarlierVisits(Protocol):
    """What the journal knows of earlier cases; `besides` names a case that does not count."""

    def earlier_visits(self, receipts: Sequence[str], besides: str) -> tuple[EarlierVisit, ...]:
        """The latest MOST_VISITS times that goods of these receipts came back, oldest first."""
        ...

    def goodwill_given(self, operator: str, since: date, besides: str) -> int:
        """What this operator gave as goodwill since that day without a second person.

        Minor units; a leg that was begun and may have been paid counts.
        """
        ...

    def paid_without_receipt(
        self, skus: Sequence[str], gtins: Sequence[str], besides: str
    ) -> tuple[PaidGoods, ...]:
        """The latest MOST_PAID payouts for goods of these codes without a receipt, newest first.

        What was begun and may have been paid counts; the same goods given again do not.
        """
        ...

    def cases_about(self, receipts: Sequence[str], besides: str) -> tuple[CaseSpan, ...]:
        """The latest MOST_VISITS cases with one of these receipts, newest first."""
        ...


class Purchases(Protocol):
    """What the sale store knows of one customer, by the customer's number on the sales."""

    def receipts_of(self, customer: str) -> tuple[str, ...]:
        """Every number that this customer's sales are known by."""
        ...

    def returned_elsewhere(
        self, customer: str, booked_here: frozenset[str]
    ) -> tuple[EarlierReturn, ...]:
        """What other systems took back of this customer, but for references `booked_here`."""
        ...


class NoVisits:
    """A journal that nobody looks back into."""

    def earlier_visits(self, _receipts: Sequence[str], _besides: str) -> tuple[EarlierVisit, ...]:
        """Nothing."""
        return ()

    def goodwill_given(self, _operator: str, _since: date, _besides: str) -> int:
        """Nothing."""
        return 0

    def paid_without_receipt(
        self, _skus: Sequence[str], _gtins: Sequence[str], _besides: str
    ) -> tuple[PaidGoods, ...]:
        """Nothing."""
        return ()

    def cases_about(self, _receipts: Sequence[str], _besides: str) -> tuple[CaseSpan, ...]:
        """Nothing."""
        return ()


class NoPurchases:
    """A sale store that knows nobody."""

    def receipts_of(self, _customer: str) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def returned_elsewhere(
        self, _customer: str, _booked_here: frozenset[str]
    ) -> tuple[EarlierReturn, ...]:
        """Nothing."""
        return ()


def history_of(
    visits: EarlierVisits, purchases: Purchases, sales: Iterable[Sale], case_id: str
) -> tuple[EarlierReturn, ...]:
    """Earlier returns of whoever bought, oldest first; empty where the sales name nobody.

    A return that was booked here and came back with the till's log counts once.
    """
    customers = sorted({sale.customer for sale in sales if sale.customer})
    earlier: list[EarlierReturn] = []
    for customer in customers:
        here = visits.earlier_visits(purchases.receipts_of(customer), case_id)
        booked_here = frozenset(visit.reference for visit in here)
        earlier += (visit.returned for visit in here if not visit.was_taken_back)
        earlier += purchases.returned_elsewhere(customer, booked_here)
    return tuple(sorted(earlier, key=lambda each: each.at))
