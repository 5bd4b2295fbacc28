"""What the use cases need from outside, as Protocols and plain records.

Owns the seams between application and adapters. No Qt, no SQL, no network here; errors of
the outside arrive as `EnvironmentFault`, never as a foreign exception.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from returns_desk.domain.policy import Policy
from returns_desk.domain.sale import Sale

if TYPE_CHECKING:
    # The slip's module needs the events of this one.
    from returns_desk.application.slips import Slip

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What an event's payload may hold; no floats, ever."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A fact to be recorded. `personal` never enters the event: it goes to the people store."""

    type: str
    payload: Mapping[str, Json]
    case_id: str | None = None
    operator: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded fact with its whole envelope; hashes are lower-case hex of SHA-256."""

    id: str
    installation: str
    terminal: str
    sequence: int
    at: datetime
    operator: str | None
    case_id: str | None
    type: str
    version: int
    payload: Mapping[str, Json]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """What of a line came back before, by this journal; money before fees, and the fees."""

    line: int
    quantity: Decimal
    paid: int
    fee: int


@dataclass(frozen=True, slots=True)
class ReturnedSoFar:
    """What of a receipt came back and was refunded before, by this journal."""

    lines: tuple[ReturnedLine, ...] = ()
    refunded: Mapping[int, int] = field(default_factory=dict)
    """Minor units by tender number."""
    references: frozenset[str] = frozenset()
    """What the slips of its returns say to the till; the till's log may bring them back here."""


@dataclass(frozen=True, slots=True)
class BentEvent:
    """The first event that does not fit the chain, and how."""

    sequence: int
    problem: str
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `journal verify` found: vouched for up to `vouched_to`, not here up to `away_to`."""

    events: int
    bent: BentEvent | None
    vouched_to: int
    anchors: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    away_to: int = 0


class Journal(Protocol):
    """The append-only, hash-chained record of one terminal; source of truth."""

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit, in order; on disk when this returns."""
        ...

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        ...

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...

    def returned_so_far(self, receipt: str) -> ReturnedSoFar:
        """What of that receipt came back before."""
        ...

    def open_cases(self) -> tuple[str, ...]:
        """Cases that were begun and neither completed nor left, oldest first."""
        ...

    def next_case_number(self) -> int:
        """The number the next case gets; counts up from 1 on this terminal."""
        ...

    def verify(self) -> Verification:
        """Walk the whole chain and compare with the anchors within reach."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sale line that may be the one the customer means; best score first."""

    receipt: str
    line: int
    score: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaleDoubt:
    """Something in a sale that does not add up; it was brought in as it came, never repaired.

    `code` names it (`payments_differ_from_lines`, `refund_differs_from_lines`, ...); `said` and
    `found` are the two amounts that should be one, minor units, None where it is no amount.
    """

    code: str
    said: int | None = None
    found: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class SaleQuery:
    """What is known about a sale without its receipt. Money in minor units."""

    text: str | None = None
    item: str | None = None
    customer: str | None = None
    card_last4: str | None = None
    amount: int | None = None
    unit_price: int | None = None
    quantity: Decimal | None = None
    sold_from: datetime | None = None
    sold_before: datetime | None = None


class SaleLookup(Protocol):
    """The local sale store, for reading and for receipts keyed in from paper."""

    def receipt(self, receipt: str, booked_here: frozenset[str] = frozenset()) -> Sale | None:
        """The sale with what came back of it elsewhere, but for references `booked_here`."""
        ...

    def find(self, query: SaleQuery, limit: int = 20) -> tuple[Candidate, ...]:
        """Candidates, best first, each with the codes of why it fits."""
        ...

    def item_code(self, scanned: str) -> str | None:
        """The SKU that a scanned GTIN or SKU stands for, or None if no sale knows it."""
        ...

    def add_keyed_in(self, sale: Sale) -> None:
        """Keep a receipt that was keyed in from paper, marked so until the sale arrives."""
        ...

    def doubts(
        self, receipt: str, booked_here: frozenset[str] = frozenset()
    ) -> tuple[SaleDoubt, ...]:
        """What does not add up in that sale or in what came back of it elsewhere."""
        ...

    def numbers(self, receipt: str) -> tuple[str, ...]:
        """Every number that sale is known by, its own first; what was typed from its paper too."""
        ...

    def is_keyed_in(self, receipt: str) -> bool:
        """True while only the paper was seen."""
        ...


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who signs in. Roles: clerk, supervisor, manager, regional, it."""

    id: str
    name: str
    role: str
    customer: str | None = None


class Operators(Protocol):
    """Who may sign in, and the check of PINs and badges."""

    def all(self) -> tuple[Operator, ...]:
        """Everyone who is not disabled, by name."""
        ...

    def check_pin(self, operator_id: str, pin: str) -> Operator:
        """The operator, if the PIN is right.

        Raises:
            OperatorMistake: `wrong_pin` or `wait_after_wrong_pins` (field `seconds`).
        """
        ...

    def check_badge(self, badge: str) -> Operator | None:
        """The operator whose badge it is, or None."""
        ...


class PolicySource(Protocol):
    """The packs in force."""

    def policy(self) -> Policy:
        """All packs that decide at this shop, law packs included."""
        ...


class PeopleStore(Protocol):
    """Personal data of cases, encrypted, apart from the journal."""

    def put(self, case_id: str, document: Mapping[str, Json], kept_on: date | None = None) -> str:
        """Replace the case's document; its term runs from the first day. The ciphertext's hash."""
        ...

    def get(self, case_id: str) -> Mapping[str, Json] | None:
        """The case's document, or None where there is none or it was erased."""
        ...


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How the slip printer is. `problem` is a code for the screens, None where all went well."""

    is_configured: bool = False
    is_printing: bool = False
    waiting: int = 0
    problem: str | None = None


class SlipPrinter(Protocol):
    """Prints slips in its own time. No call waits for the printer or fails because of it."""

    def print_slip(self, slip: "Slip") -> None:
        """Take the slip; it is printed now, or as soon as the printer is there again.

        Raises:
            EnvironmentFault: the slip can't even be kept on disk.
        """
        ...

    def open_drawer(self) -> None:
        """Kick the cash drawer now or never: a kick is not kept for later."""
        ...

    def try_again(self) -> None:
        """Try what waits at once."""
        ...

    def state(self) -> PrinterState:
        """How it is at this moment."""
        ...


class Clock(Protocol):
    """The only source of time; aware of the shop's zone."""

    def now(self) -> datetime:
        """This moment with the shop's offset."""
        ...


class IdSource(Protocol):
    """Makes ids that are never used twice."""

    def new_id(self) -> str:
        """A fresh id (UUID, time ordered)."""
        ...
