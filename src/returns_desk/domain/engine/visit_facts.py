"""What rules can see of the visit itself: one line per fact.

Owns the translation of a case into the fields of policy.FIELDS that are about the case. Decides
nothing. A fact that is None is unknown where FIELDS says that it may be, else it is absent.
"""

from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from returns_desk.domain.case import (
    Case,
    ClaimedItem,
    EarlierReturn,
    EvidenceKind,
    ItemWithoutReceipt,
    Weekday,
)
from returns_desk.domain.engine.calendar import day_of_year, days_between
from returns_desk.domain.engine.item_facts import Facts


@dataclass(frozen=True, slots=True)
class Visit:
    """A case and what its whole claim is worth before fees, in minor units.

    `period_days` is how far back the customer's earlier returns count; None: without end.
    """

    case: Case
    worth: int
    period_days: int | None = None

    @property
    def items(self) -> tuple[ClaimedItem | ItemWithoutReceipt, ...]:
        """What the customer brought back, with a receipt and without."""
        claim = self.case.claim
        brought: tuple[ClaimedItem | ItemWithoutReceipt, ...] = claim.items
        return tuple(x for x in (*brought, *claim.without_receipt) if x.quantity > 0)

    @property
    def history(self) -> tuple[EarlierReturn, ...]:
        """Earlier returns that count, each by its own local date; the first day counts whole."""
        now, days = self.case.now, self.period_days
        earlier = self.case.claim.history
        if days is None:
            return earlier
        today = now.date()
        return tuple(x for x in earlier if days_between(x.at.date(), today) <= days)

    @property
    def history_without_receipt(self) -> tuple[EarlierReturn, ...]:
        """Those of them that came without a receipt."""
        return tuple(each for each in self.history if not each.with_receipt)


def _evidence(kind: EvidenceKind, visit: Visit) -> bool | None:
    return visit.case.claim.evidence.get(kind)


def _of_other_card(name: str, visit: Visit) -> object:
    card = visit.case.claim.facts.other_card
    return getattr(card, name) if card else None


_WEEKDAYS = tuple(Weekday)

CASE_FACTS: Facts[Visit] = {
    "amount": attrgetter("worth"),
    "store": attrgetter("case.store.id"),
    "today": lambda visit: visit.case.now.date().toordinal(),
    "today_in_season": lambda visit: day_of_year(visit.case.now.date()),
    "items_claimed": lambda visit: len(visit.items),
    "returns_before": lambda visit: len(visit.case.claim.history),
    "returns_in_period": lambda visit: len(visit.history),
    "returns_without_receipt_in_period": lambda visit: len(visit.history_without_receipt),
    "amount_without_receipt_in_period": lambda visit: sum(
        each.amount for each in visit.history_without_receipt
    ),
    "weekday": lambda visit: _WEEKDAYS[visit.case.now.weekday()],
    "returned_by": attrgetter("case.claim.returned_by"),
    "identity_verified": attrgetter("case.claim.facts.identity_verified"),
    "return_check": attrgetter("case.claim.facts.return_check"),
    "customer_owes": attrgetter("case.claim.facts.customer_owes"),
    "offline": attrgetter("case.claim.facts.offline"),
    "goodwill_given": attrgetter("case.claim.facts.goodwill_given"),
    "even_exchange_in_stock": attrgetter("case.claim.facts.even_exchange_in_stock"),
    "photo_id_seen": attrgetter("case.claim.facts.photo_id_seen"),
    "is_purchaser": attrgetter("case.claim.facts.is_purchaser"),
    "gift_card_present": attrgetter("case.claim.facts.gift_card_present"),
    "other_card.same_customer": partial(_of_other_card, "same_customer"),
    "other_card.scheme": partial(_of_other_card, "scheme"),
    **{f"evidence.{kind}": partial(_evidence, kind) for kind in EvidenceKind},
}
