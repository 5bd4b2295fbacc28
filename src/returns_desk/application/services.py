"""What the counter is made of: its ports, its shop, and the functions it is given.

Owns no behaviour; bootstrap fills it, tests fill it with fakes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from returns_desk.application.claim_book import ClaimBook
from returns_desk.application.claims_at_hub import ClaimsAtHub, NoHub
from returns_desk.application.connection import ONLY_TILL, Connection
from returns_desk.application.earlier_visits import (
    EarlierVisits,
    NoPurchases,
    NoVisits,
    Purchases,
)
from returns_desk.application.escalations.times import EscalationTimes
from returns_desk.application.evidence.files import EvidenceFiles, EvidenceIntake, NoEvidence
from returns_desk.application.handing_over import HandOver, NoHandOver
from returns_desk.application.hub_sending import HubSending, NoSending
from returns_desk.application.keeping import Backups, NoBackups
from returns_desk.application.known_items import ItemLookup, NoItems
from returns_desk.application.no_printer import NoPrinter
from returns_desk.application.ports import (
    Clock,
    IdSource,
    Journal,
    Json,
    Operators,
    PeopleStore,
    PolicySource,
    SaleLookup,
    SlipPrinter,
)
from returns_desk.application.promises.book import PromiseBook
from returns_desk.application.scanned_codes import CodeReader, PlainCodes
from returns_desk.application.slips import Wording
from returns_desk.application.staff import Staff
from returns_desk.application.store_credit import NoVouchers, VoucherMaker
from returns_desk.application.tickets.book import TicketBook
from returns_desk.domain.board import Board
from returns_desk.domain.card_guard import CardGuard
from returns_desk.domain.case import Case, Store
from returns_desk.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """What the use cases need to know of this shop and counter."""

    name: str
    store: Store
    terminal: str
    approval_minutes: int = 30
    training: bool = False
    opens_drawer: bool = False
    """Whether the cash drawer hangs on the slip printer."""
    escalations: EscalationTimes = field(default_factory=EscalationTimes)


def no_price(_: str) -> int | None:
    """The answer of a shop that does not know its present prices."""
    return None


def no_stopwatch() -> float | None:
    """The answer where nobody measures what time really passed."""
    return None


def nothing_to_renew() -> None:
    """The answer of a shop whose packs stay as they were when the desk opened."""


def as_typed(text: str) -> str:
    """Free text, unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class DeskServices:
    """Everything the counter needs from outside.

    `board_document` gives CONTRACT.md's JSON of a board, its `digest` included. `wording` is by
    language. `current_price` is what one unit of a SKU costs today, minor units, tax included.
    `mask` cuts whatever looks like a card number to its last four digits; `guard` does so in
    whole documents, and knows what this shop's receipt numbers look like. `elapsed` is a stopwatch
    in seconds that no change of the clock moves.
    """

    journal: Journal
    sales: SaleLookup
    operators: Operators
    policies: PolicySource
    people: PeopleStore
    clock: Clock
    ids: IdSource
    shop: ShopSettings
    propose: Callable[[Case, Policy], Board]
    board_document: Callable[[Board, Case], Mapping[str, Json]]
    wording: Callable[[str], Wording]
    current_price: Callable[[str], int | None] = no_price
    mask: Callable[[str], str] = as_typed
    elapsed: Callable[[], float | None] = no_stopwatch
    guard: CardGuard = field(default_factory=CardGuard)
    codes: CodeReader = field(default_factory=PlainCodes)
    printer: SlipPrinter = field(default_factory=NoPrinter)
    hand_over: HandOver = field(default_factory=NoHandOver)
    vouchers: VoucherMaker = field(default_factory=NoVouchers)
    visits: EarlierVisits = field(default_factory=NoVisits)
    purchases: Purchases = field(default_factory=NoPurchases)
    items: ItemLookup = field(default_factory=NoItems)
    connection: Connection = ONLY_TILL
    claims: ClaimsAtHub = field(default_factory=NoHub)
    claim_book: ClaimBook = field(default_factory=ClaimBook)
    backups: Backups = field(default_factory=NoBackups)
    sending: HubSending = field(default_factory=NoSending)
    evidence: EvidenceFiles = field(default_factory=NoEvidence)
    intake: EvidenceIntake = field(default_factory=NoEvidence)
    promises: PromiseBook = field(default_factory=PromiseBook)
    tickets: TicketBook = field(default_factory=TicketBook)
    staff: Staff | None = None
    """The people of the shop, to change; None where this counter's can't be."""
    renew_policies: Callable[[], None] = nothing_to_renew
    """Takes over, between two cases, packs that were published or whose day has come."""
