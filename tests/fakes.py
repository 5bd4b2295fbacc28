"""Hand-written stand-ins for everything the use cases need from outside.

Owns behaviour that a test can set and look at; nothing of it is a mock. They keep what the ports
promise and no more.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from builders import (
    NOW,
)
from returns_desk.application.ports import (
    Candidate,
    Event,
    Json,
    NewEvent,
    Operator,
    ReturnedLine,
    ReturnedSoFar,
    SaleDoubt,
    SaleQuery,
    Verification,
)
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from returns_desk.domain.policy import Policy
from returns_desk.domain.sale import Sale

CLERK_PIN = "111111"
MANAGER_PIN = "222222"
CLERK = Operator("mara", "Mara K.", "clerk")
OTHER_CLERK = Operator("otto", "Otto L.", "clerk")
MANAGER = Operator("ines", "Ines M.", "manager")
OTHER_MANAGER = Operator("paul", "Paul R.", "manager")
TECHNICIAN = Operator("tess", "Tess V.", "it")


class FakeClock:
    """Time that a test moves by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, **step: int) -> None:
        self._now += timedelta(**step)


class FakeIds:
    """Ids that count up."""

    def __init__(self) -> None:
        self._last = 0

    def new_id(self) -> str:
        self._last += 1
        return f"00000000-0000-7000-8000-{self._last:012d}"


MONEY_MOVED = ("leg_booked", "leg_settled", "undo_booked", "undo_settled")
ENDS = ("case_completed", "case_left", "void_begun", "void_given_up", "case_voided")


class FakeJournal:
    """An append-only list of events, and what the ports say can be read from them."""

    def __init__(self, clock: FakeClock) -> None:
        self.events: list[Event] = []
        self.appends: list[tuple[str, ...]] = []
        self.elsewhere: dict[str, ReturnedSoFar] = {}
        self.is_broken = False
        self.breaks_on: set[str] = set()
        self._clock = clock

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        if self.is_broken or self.breaks_on & {event.type for event in events}:
            raise EnvironmentFault("The disk is full.", code="disk_full")
        recorded = tuple(self._recorded(index, new) for index, new in enumerate(events))
        self.events.extend(recorded)
        self.appends.append(tuple(event.type for event in recorded))
        return recorded

    def _recorded(self, index: int, new: NewEvent) -> Event:
        sequence = len(self.events) + index + 1
        canonical = json.dumps(new.payload, sort_keys=True)
        return Event(
            id=f"event-{sequence}",
            installation="test",
            terminal="07",
            sequence=sequence,
            at=self._clock.now(),
            operator=new.operator,
            case_id=new.case_id,
            type=new.type,
            version=new.version,
            payload=json.loads(canonical),
            previous_hash="",
            hash=hashlib.sha256(f"{sequence}{canonical}".encode()).hexdigest(),
        )

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        for event in tuple(self.events):
            is_case = case_id is None or event.case_id == case_id
            if event.sequence > after and is_case and (not types or event.type in types):
                yield event

    def head(self) -> tuple[int, str]:
        return (self.events[-1].sequence, self.events[-1].hash) if self.events else (0, "0" * 64)

    def returned_so_far(self, receipt: str) -> ReturnedSoFar:
        elsewhere = self.elsewhere.get(receipt, ReturnedSoFar())
        lines = [*elsewhere.lines, *self._returned_lines(receipt)]
        refunded = dict(elsewhere.refunded)
        for event in self.read(types=MONEY_MOVED):
            named, _, number = str(event.payload["tender"] or "").rpartition("/")
            if named == receipt and event.payload.get("happened", True):
                amount = event.payload["amount"]
                assert isinstance(amount, int)
                sign = -1 if event.type.startswith("undo") else 1
                refunded[int(number)] = refunded.get(int(number), 0) + sign * amount
        return ReturnedSoFar(tuple(lines), refunded, elsewhere.references)

    def _returned_lines(self, receipt: str) -> Iterator[ReturnedLine]:
        gone = {each.payload["goods_taken"] for each in self.read(types=("case_voided",))}
        for event in self.read(types=("goods_taken",)):
            if event.sequence in gone:
                continue
            for item in json.loads(json.dumps(event.payload["items"])):
                if item["receipt"] == receipt:
                    quantity = Decimal(item["quantity"])
                    yield ReturnedLine(item["line"], quantity, item["paid"], item["fee"])

    def open_cases(self) -> tuple[str, ...]:
        closed: set[str | None] = set()
        for event in self.read(types=ENDS):
            change = closed.discard if event.type == "void_begun" else closed.add
            change(event.case_id)
        opened = [e.case_id for e in self.read(types=("case_opened",))]
        return tuple(each for each in opened if each is not None and each not in closed)

    def next_case_number(self) -> int:
        return len(list(self.read(types=("case_opened",)))) + 1

    def verify(self) -> Verification:
        return Verification(len(self.events), None, len(self.events), ())

    def types(self) -> list[str]:
        """What was recorded, in order."""
        return [event.type for event in self.events]

    def last(self, event_type: str) -> Event:
        """The last event of that type."""
        return [event for event in self.events if event.type == event_type][-1]


class FakeSales:
    """A sale store of what a test puts in."""

    def __init__(self, sales: Iterable[Sale] = ()) -> None:
        self.sales = {sale.receipt: sale for sale in sales}
        self.keyed_in: set[str] = set()
        self.also_known_as: dict[str, tuple[str, ...]] = {}
        self.doubtful: dict[str, tuple[SaleDoubt, ...]] = {}
        self.without: dict[str, dict[str, Sale]] = {}
        """By receipt and by reference: the sale without the return that has it."""
        self.candidates: dict[str, tuple[Candidate, ...]] = {}

    def receipt(self, receipt: str, booked_here: frozenset[str] = frozenset()) -> Sale | None:
        left_out = self.without.get(receipt, {})
        return next((left_out[x] for x in booked_here if x in left_out), self.sales.get(receipt))

    def find(self, query: SaleQuery, limit: int = 20) -> tuple[Candidate, ...]:
        return self.candidates.get(query.item or query.customer or "", ())[:limit]

    def doubts(
        self, receipt: str, booked_here: frozenset[str] = frozenset()
    ) -> tuple[SaleDoubt, ...]:
        return () if booked_here else self.doubtful.get(receipt, ())

    def item_code(self, scanned: str) -> str | None:
        known = {
            code: line.sku
            for sale in self.sales.values()
            for line in sale.lines
            for code in (line.sku, line.gtin)
        }
        return known.get(scanned)

    def add_keyed_in(self, sale: Sale) -> None:
        self.sales[sale.receipt] = sale
        self.keyed_in.add(sale.receipt)

    def numbers(self, receipt: str) -> tuple[str, ...]:
        return (receipt, *self.also_known_as.get(receipt, ()))

    def is_keyed_in(self, receipt: str) -> bool:
        return receipt in self.keyed_in


class FakeOperators:
    """People with PINs and badges in clear; tests have no secrets."""

    def __init__(self, people: Iterable[Operator] = (CLERK, MANAGER)) -> None:
        self.people = tuple(people)

    def all(self) -> tuple[Operator, ...]:
        return self.people

    def check_pin(self, operator_id: str, pin: str) -> Operator:
        person = next(each for each in self.people if each.id == operator_id)
        right = CLERK_PIN if person.role == "clerk" else MANAGER_PIN
        if pin != right:
            raise OperatorMistake("This PIN is not right. Try again.", code="wrong_pin")
        return person

    def check_badge(self, badge: str) -> Operator | None:
        return next((each for each in self.people if badge == badge_of(each)), None)


def badge_of(person: Operator) -> str:
    """The badge of a person."""
    return f"RDB-{person.id}"


class FakePolicies:
    """The packs that a test sets."""

    def __init__(self, policy: Policy | None = None) -> None:
        self._policy = policy or Policy(())

    def policy(self) -> Policy:
        return self._policy


class FakePeople:
    """Personal data by case."""

    def __init__(self) -> None:
        self.documents: dict[str, Mapping[str, Json]] = {}

    def put(self, case_id: str, document: Mapping[str, Json], kept_on: date | None = None) -> str:
        del kept_on
        self.documents[case_id] = document
        return "hash"

    def get(self, case_id: str) -> Mapping[str, Json] | None:
        return self.documents.get(case_id)


class PlainWords:
    """English, amounts as bare numbers."""

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def text(self, english: str, /, **fields: str | int) -> str:
        return english.format(**fields)

    def money(self, amount: int, currency: str) -> str:
        return f"{currency} {amount // 100}.{amount % 100:02d}"

    def quantity(self, quantity: Decimal, unit: str) -> str:
        return f"{quantity} {unit}"

    def moment(self, at: datetime) -> str:
        return at.strftime("%Y-%m-%d %H:%M")

    def day(self, day: date) -> str:
        return day.isoformat()
