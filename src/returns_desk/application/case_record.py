"""One case as its events tell it: everything that must survive a restart.

Owns the shapes of a case's memory; how events build them is case_fold.py's. Money is int
minor units of `currency`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from returns_desk.application.escalations.life import EscalationLife
from returns_desk.application.evidence.seen import SeenPaper
from returns_desk.application.new_goods_record import NewGoods
from returns_desk.application.parcel_record import Parcel
from returns_desk.application.ports import Json, SaleDoubt
from returns_desk.application.promises.promise import Promise
from returns_desk.application.store_credit import Voucher
from returns_desk.application.tickets.ticket import Ticket
from returns_desk.application.void_record import VoidRecord
from returns_desk.domain.case import Claim
from returns_desk.domain.disposal import NotedPlaces

BY_ASKING = "asking"
BY_CHOOSING = "choosing"


@dataclass(frozen=True, slots=True)
class Ask:
    """What the customer asked for, when, and who noted it; `how`: by asking or by choosing."""

    option: str
    at: datetime
    operator: str
    how: str


@dataclass(frozen=True, slots=True)
class Escalation:
    """The case was handed on by itself."""

    at: datetime
    triggers: tuple[str, ...]
    option: str | None
    amount: int


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person allowed exactly this option and amount, for exactly these goods.

    `role` is what that person was when allowing it; what later needs a higher one isn't covered.
    """

    option: str
    amount: int
    approver: str
    role: str
    reason: str
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Decline:
    """A second person did not allow the option, and offered another."""

    option: str
    alternative: str
    approver: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlannedLeg:
    """One leg as planned, and how far it came. `progress`: to_book, begun, booked, failed.

    `proof` is what books it (payout_proofs.Proof), empty for what its means asks for. `voucher`
    stays the same however often the leg is begun.
    """

    leg: int
    tender: str | None
    destination: str
    means: str
    amount: int
    rounding: int
    scheme: str | None = None
    last4: str | None = None
    business_days: tuple[int, int] | None = None
    progress: str = "to_book"
    reference: str | None = None
    at: datetime | None = None
    why: str | None = None
    proof: str = ""
    voucher_days: int | None = None
    voucher: Voucher | None = None
    takes: int = 0
    """What the customer pays at the till; such a leg gives nothing back."""

    @property
    def pays(self) -> int:
        """What is handed over or credited."""
        return self.amount + self.rounding


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """Goods of the plan; `paid` is before `fee`, `tax` is inside it."""

    receipt: str
    line: int
    quantity: Decimal
    paid: int
    tax: int
    fee: int
    description: str = ""
    unit: str = "each"
    is_kept: bool = False
    worth: int = 0
    """What was paid for them, whatever of it goes back as money."""


@dataclass(frozen=True, slots=True)
class PlannedGoods:
    """Goods of the plan without a receipt, whole pieces; `paid` is before `fee`.

    `line` is their place among the claim's goods without a receipt, from 1.
    """

    line: int
    quantity: Decimal
    paid: int
    fee: int
    description: str
    sku: str | None
    gtin: str | None
    category: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What was confirmed. `key` makes decision, plan and payout one thing, paid once."""

    key: str
    option: str
    amount: int
    legs: tuple[PlannedLeg, ...]
    items: tuple[PlannedItem, ...]
    goods: tuple[PlannedGoods, ...] = ()
    new_goods: tuple[NewGoods, ...] = ()
    """What goes out in an exchange."""

    def leg(self, number: int) -> PlannedLeg | None:
        """The leg of that number, or None."""
        return next((leg for leg in self.legs if leg.leg == number), None)

    @property
    def next_leg(self) -> PlannedLeg | None:
        """The first leg that is not booked, or None when all are."""
        return next((leg for leg in self.legs if leg.progress != "booked"), None)

    @property
    def has_booked(self) -> bool:
        """True once money moved."""
        return any(leg.progress == "booked" for leg in self.legs)


@dataclass(frozen=True, slots=True)
class RecordedReceipt:
    """A receipt of the case; `on_paper` is None while nobody knows."""

    receipt: str
    keyed_in: bool
    doubts: tuple[SaleDoubt, ...] = ()
    on_paper: bool | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """The case waits while another customer is served; `amount` is what its goods cost."""

    at: datetime
    goods: str
    amount: int


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """All that the journal knows of a case."""

    case_id: str
    number: int
    opened_at: datetime
    clerk: str
    after: str | None = None
    """The complete case whose customer goes on with this one."""
    receipts: tuple[RecordedReceipt, ...] = ()
    claim: Claim = field(default_factory=Claim)
    narrowed: frozenset[str] = frozenset()
    """Receipts of which units were picked, so that one more scan adds one more unit."""
    delivered: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    digest: str = ""
    board: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    """The board shown last, as its event holds it: whole or short, always with its currency."""
    numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    asks: tuple[Ask, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    raised: frozenset[tuple[str, str | None]] = frozenset()
    """Triggers that were logged, each with its option; none is logged twice."""
    life: EscalationLife | None = None
    """The latest escalation of the case, and how far it came."""
    approval: Approval | None = None
    decline: Decline | None = None
    new_goods: tuple[NewGoods, ...] = ()
    """What the customer takes in exchange, once it is chosen."""
    parcel: Parcel | None = None
    """How the goods came, where nobody brought them."""
    plan: Plan | None = None
    is_claimed: bool = False
    """Whether the lines of the plan stand at the hub, or are still to be told to it."""
    parked: Parked | None = None
    is_completed: bool = False
    is_left: bool = False
    anchor: str = ""
    void: VoidRecord | None = None
    """The return being taken back, or taken back."""

    @property
    def is_undoing(self) -> bool:
        """True while the return is being taken back."""
        return self.void is not None and not self.void.is_over

    @property
    def has_slip(self) -> bool:
        """True where a slip tells how the case stands now."""
        return bool(self.anchor) and not self.is_undoing

    places: NotedPlaces | None = None
    """Where the goods went, once it is noted."""
    promises: tuple[Promise, ...] = ()
    """What was promised to the customer, in the order in which it was."""
    ticket: Ticket | None = None
    """Goods that are here for repair, or were."""
    papers: tuple[SeenPaper, ...] = ()
    """What the customer showed, first to last."""

    @property
    def first_ask(self) -> Ask | None:
        """What the customer asked for first, by asking or by choosing."""
        return self.asks[0] if self.asks else None

    @property
    def pinned(self) -> Ask | None:
        """What was asked for first without choosing it; it stands on top (R4)."""
        return next((ask for ask in self.asks if ask.how == BY_ASKING), None)

    def requester_of(self, option: str) -> str:
        """Who noted the latest request for the option; the clerk where nobody did."""
        asked = [ask.operator for ask in self.asks if ask.option == option]
        return asked[-1] if asked else self.clerk
