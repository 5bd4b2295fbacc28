"""Stand-ins for what the desk looks up by itself: earlier visits, purchases, the way to the hub.

Owns behaviour that a test can set; keeps what the ports promise and no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counters import Counter
from fakes import CLERK, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.earlier_visits import CaseSpan, EarlierVisit, PaidGoods
from returns_desk.application.ports import Operator
from returns_desk.application.services import DeskServices
from returns_desk.domain.case import EarlierReturn


@dataclass
class FakeVisits:
    """What earlier cases gave back by receipt or without one, and as goodwill by operator."""

    visits: dict[str, EarlierVisit] = field(default_factory=dict)
    goodwill: dict[tuple[str, date], int] = field(default_factory=dict)
    paid: tuple[PaidGoods, ...] = ()
    cases: dict[str, tuple[CaseSpan, ...]] = field(default_factory=dict)

    def earlier_visits(self, receipts: Sequence[str], _besides: str) -> tuple[EarlierVisit, ...]:
        return tuple(visit for receipt, visit in self.visits.items() if receipt in receipts)

    def goodwill_given(self, operator: str, since: date, _besides: str) -> int:
        return sum(
            amount
            for (who, day), amount in self.goodwill.items()
            if who == operator and day >= since
        )

    def paid_without_receipt(
        self, skus: Sequence[str], gtins: Sequence[str], _besides: str
    ) -> tuple[PaidGoods, ...]:
        return tuple(each for each in self.paid if each.sku in skus or each.gtin in gtins)

    def cases_about(self, receipts: Sequence[str], _besides: str) -> tuple[CaseSpan, ...]:
        return tuple(span for each in receipts for span in self.cases.get(each, ()))


@dataclass
class FakePurchases:
    """What customers bought, and brought back elsewhere: each return with its reference."""

    receipts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[tuple[str, EarlierReturn], ...]] = field(default_factory=dict)

    def receipts_of(self, customer: str) -> tuple[str, ...]:
        return self.receipts.get(customer, ())

    def returned_elsewhere(
        self, customer: str, booked_here: frozenset[str]
    ) -> tuple[EarlierReturn, ...]:
        found = self.elsewhere.get(customer, ())
        return tuple(each for reference, each in found if reference not in booked_here)


@dataclass
class FakeConnection:
    """A hub that a test cuts off."""

    offline: bool = False

    def is_offline(self) -> bool:
        return self.offline


@dataclass
class Background:
    """All of it, and desks that look it up."""

    visits: FakeVisits = field(default_factory=FakeVisits)
    purchases: FakePurchases = field(default_factory=FakePurchases)
    connection: FakeConnection = field(default_factory=FakeConnection)

    def services(self, counter: Counter) -> DeskServices:
        """The counter's services with this background."""
        return replace(
            counter.services(),
            visits=self.visits,
            purchases=self.purchases,
            connection=self.connection,
        )

    def desk(self, counter: Counter, person: Operator = CLERK) -> Desk:
        """A desk with a person signed in, the clerk where nobody is named."""
        made = Desk(self.services(counter))
        made.sign_in_badge(badge_of(person))
        return made
