"""What the counter's screens show: one immutable snapshot after every command.

Owns the shapes between the use cases and the screens: plain data, no sentences (screens say
them), no behaviour. Money is int minor units of the case's currency; quantities are Decimal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from returns_desk.application.desk_words import GuidanceStep, LegPhase, Prompt, Stage, Tone
from returns_desk.application.goods_places_state import GoodsPlacesState
from returns_desk.application.handing_over import HandOverState
from returns_desk.application.hub_sending import HubState
from returns_desk.application.keeping import BackupState
from returns_desk.application.notices import Notice, NoticeField
from returns_desk.application.other_ways_state import OtherWaysState
from returns_desk.application.payout_proofs import Proof
from returns_desk.application.ports import SaleDoubt
from returns_desk.application.promises.seen import PromisesState
from returns_desk.application.proofs import ProofState
from returns_desk.application.slips import Slip
from returns_desk.application.store_credit import Voucher
from returns_desk.application.tickets.ticket import Ticket
from returns_desk.application.void_state import VoidState
from returns_desk.domain.board import Board, FactValue
from returns_desk.domain.case import Condition, Missing, Reason
from returns_desk.domain.sale import LineKind, TenderType

__all__ = [
    "ApprovalState",
    "CaseState",
    "DeclineState",
    "DeskState",
    "EscalationState",
    "GuidanceStep",
    "LegPhase",
    "LegState",
    "LineState",
    "Notice",
    "NoticeField",
    "OpenCaseState",
    "PersonState",
    "Prompt",
    "ReceiptState",
    "Stage",
    "TenderState",
    "Tone",
]


@dataclass(frozen=True, slots=True)
class PersonState:
    """Someone who may sign in or decide."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class TenderState:
    """How a receipt was paid, and what this payment can still give back."""

    tender: int
    type: TenderType
    amount: int
    refundable: int
    scheme: str | None = None
    last4: str | None = None


@dataclass(frozen=True, slots=True)
class LineState:
    """One line of a receipt: sold, returned, available, and what is claimed of it.

    `item` is its index in the claim (the N of "reason:N"), None when nothing is claimed.
    `paid_for_claim` is what was paid for the claimed quantity, tax included. `new_unit_price` is
    today's, where it is why the goods are here.
    """

    receipt: str
    line: int
    description: str
    unit: str
    sold: Decimal
    returned: Decimal
    available: Decimal
    claimed: Decimal
    paid: int
    paid_for_claim: int
    item: int | None = None
    sku: str | None = None
    gtin: str | None = None
    category: str = ""
    kind: LineKind = LineKind.GOODS
    reason: Reason | None = None
    condition: Condition | None = None
    missing: frozenset[Missing] | None = None
    final_sale: bool = False
    new_unit_price: int | None = None

    @property
    def nothing_left(self) -> bool:
        """True when every unit came back before; the line stays visible."""
        return self.available == 0


@dataclass(frozen=True, slots=True)
class ReceiptState:
    """One receipt of the case. `days_since` counts local calendar days; sale day is 0."""

    receipt: str
    store: str
    sold_at: datetime
    days_since: int
    tenders: tuple[TenderState, ...]
    lines: tuple[LineState, ...]
    keyed_in: bool = False
    doubts: tuple[SaleDoubt, ...] = ()
    """What did not add up when it was scanned; for staff only."""


@dataclass(frozen=True, slots=True)
class EscalationState:
    """The latest record that was handed on by itself, with the whole board in it."""

    raised_at: datetime
    triggers: tuple[str, ...]
    option: str | None = None
    amount: int = 0
    phase: str = "waiting"
    """How far it came (escalations.life.Phase)."""
    since: datetime | None = None
    """Since when it waits."""


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """An approval that holds for exactly this option and amount, until `expires_at`."""

    option: str
    amount: int
    approver: str
    approver_name: str
    reason: str
    given_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class DeclineState:
    """What a manager declined, and what was offered instead."""

    option: str
    alternative: str
    approver: str
    approver_name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LegState:
    """One leg of the confirmed plan; the customer receives `pays` = amount + rounding.

    `destination` is the option's word for it, `means` how it is paid; scheme and last4 are
    of the original tender where the leg goes back to it. `takes` is paid by the customer.
    """

    leg: int
    tender: str | None
    destination: str
    means: str
    amount: int
    rounding: int
    phase: LegPhase
    scheme: str | None = None
    last4: str | None = None
    reference: str | None = None
    at: datetime | None = None
    why: str | None = None
    business_days_min: int | None = None
    business_days_max: int | None = None
    proof: Proof = Proof.REFERENCE
    """What books it."""
    voucher: Voucher | None = None
    takes: int = 0

    @property
    def pays(self) -> int:
        """What is handed over or credited."""
        return self.amount + self.rounding


@dataclass(frozen=True, slots=True)
class OpenCaseState:
    """A case that was begun and not finished; its receipts name it for people."""

    case_id: str
    number: int
    opened_at: datetime
    receipts: tuple[str, ...]
    has_leg_in_doubt: bool = False
    parked_at: datetime | None = None
    """When the customer was asked to wait; None for a case that stopped by itself."""
    goods: str = ""
    amount: int = 0
    """What the goods of a parked case cost, in `currency`."""
    currency: str = ""
    escalation: EscalationState | None = None
    """What of it was handed on."""


@dataclass(frozen=True, slots=True)
class CaseState:
    """The case on screen. `numbers` maps an option to the number it keeps for the whole case.

    `approvers` may decide on the option asked for (or chosen), here and now; nobody who made
    the request is among them. `can_confirm` is True when Enter would start the payout.
    """

    number: int
    case_id: str
    opened_at: datetime
    clerk: str
    currency: str
    receipts: tuple[ReceiptState, ...]
    board: Board
    digest: str
    numbers: Mapping[str, int]
    answers: Mapping[str, FactValue]
    guidance: GuidanceStep
    asked: str | None = None
    asked_at: datetime | None = None
    """When the customer asked first."""
    asked_last: str | None = None
    """What the customer asked for last, by asking or by choosing."""
    requested: str | None = None
    """The option that a manager is asked about now."""
    chosen: str | None = None
    can_confirm: bool = False
    escalation: EscalationState | None = None
    approval: ApprovalState | None = None
    decline: DeclineState | None = None
    approvers: tuple[PersonState, ...] = ()
    approver: PersonState | None = None
    """Who was picked to give a PIN, or the only one who may."""
    approval_reasons: tuple[str, ...] = ()
    """Reason codes, the one that is used without a choice first."""
    legs: tuple[LegState, ...] = ()
    slip: Slip | None = None
    slip_sent: bool = False
    """Whether the printer took the slip; it may still wait there."""
    ticket: Ticket | None = None
    """Goods that the customer waits for, or did."""
    may_order: bool = False
    """Whether new goods may be ordered in the place of those brought."""
    places: GoodsPlacesState | None = None
    """Where the goods go; None where none stay."""
    without_receipt: tuple[LineState, ...] = ()
    """Goods that no receipt is here for; behind those on receipts."""
    other_ways: OtherWaysState = field(default_factory=OtherWaysState)
    is_gift: bool = False
    """Whether the customer holds a gift receipt."""
    after: str | None = None
    """The complete case whose customer goes on with this one."""
    void: VoidState | None = None
    """The return being taken back, or taken back."""


@dataclass(frozen=True, slots=True)
class DeskState:
    """Everything the clerk's window shows.

    `case` is None while nobody is signed in, whatever is open. `keying_in` is the receipt
    number to start the key-in screen with. `proof` is the ladder of proof while it is open.
    """

    stage: Stage
    prompt: Prompt
    people: tuple[PersonState, ...]
    operator: PersonState | None = None
    signing_in: PersonState | None = None
    case: CaseState | None = None
    notice: Notice | None = None
    keying_in: str | None = None
    proof: ProofState | None = None
    open_cases: tuple[OpenCaseState, ...] = ()
    hand_over: HandOverState = field(default_factory=HandOverState)
    backups: BackupState = field(default_factory=BackupState)
    sending: HubState = field(default_factory=HubState)
    promises: PromisesState = field(default_factory=PromisesState)
