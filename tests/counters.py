"""A whole counter of fakes, and desks at the steps where tests begin.

Owns the wiring of fakes into the services of the use cases; a fake's behaviour is in fakes.py.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from builders import CASH_LEG, HALF_CARD_LEG, SHELF, board, paying_option, split_sale, store
from fake_evidence import FakeEvidence
from fake_printer import FakeSlipPrinter
from fakes import (
    CLERK,
    FakeClock,
    FakeIds,
    FakeJournal,
    FakeOperators,
    FakePeople,
    FakePolicies,
    FakeSales,
    PlainWords,
    badge_of,
)
from returns_desk.application.claims_at_hub import ClaimsAtHub, NoHub
from returns_desk.application.connection import ONLY_TILL, Connection
from returns_desk.application.desk import Desk
from returns_desk.application.handing_over import HandOver, NoHandOver
from returns_desk.application.hub_sending import HubSending, NoSending
from returns_desk.application.keeping import Backups, NoBackups
from returns_desk.application.known_items import ItemLookup, NoItems
from returns_desk.application.ports import Journal, Json, Operator
from returns_desk.application.scanned_codes import CodeReader, PlainCodes
from returns_desk.application.services import DeskServices, ShopSettings
from returns_desk.application.store_credit import NoVouchers, VoucherMaker
from returns_desk.domain.board import Board, Option, Question
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy


def no_board(case: Case, policy: Policy) -> Board:
    """An engine that was not set."""
    raise AssertionError(case, policy)


def plain_document(board: Board, case: Case) -> dict[str, Json]:
    """A board as far as the use cases look into it."""
    told = repr((board, case.claim.asked_for))
    return {
        "digest": "sha256:" + hashlib.sha256(told.encode()).hexdigest(),
        "currency": board.currency,
        "options": [{"id": each.id, "amount": each.amount} for each in board.options],
    }


@dataclass
class Counter:
    """All fakes of one counter, and the services made of them."""

    sales: FakeSales = field(default_factory=FakeSales)
    operators: FakeOperators = field(default_factory=FakeOperators)
    policies: FakePolicies = field(default_factory=FakePolicies)
    clock: FakeClock = field(default_factory=FakeClock)
    propose: Callable[[Case, Policy], Board] = no_board
    prices: Mapping[str, int] = field(default_factory=dict)
    people: FakePeople = field(default_factory=FakePeople)
    ids: FakeIds = field(default_factory=FakeIds)
    document: Callable[[Board, Case], Mapping[str, Json]] = plain_document
    printer: FakeSlipPrinter = field(default_factory=FakeSlipPrinter)
    codes: CodeReader = field(default_factory=PlainCodes)
    opens_drawer: bool = False
    is_training: bool = False
    language: str = "en"
    hand_over: HandOver = field(default_factory=NoHandOver)
    vouchers: VoucherMaker = field(default_factory=NoVouchers)
    backups: Backups = field(default_factory=NoBackups)
    sending: HubSending = field(default_factory=NoSending)
    items: ItemLookup = field(default_factory=NoItems)
    evidence: FakeEvidence = field(default_factory=FakeEvidence)
    hub: ClaimsAtHub = field(default_factory=NoHub)
    connection: Connection = ONLY_TILL
    written: Journal | None = None
    """A real journal to use in the place of the fake one."""

    def __post_init__(self) -> None:
        self.journal = FakeJournal(self.clock)
        self.proposed: list[Case] = []

    def services(self) -> DeskServices:
        """The services of a counter at this shop."""
        return DeskServices(
            journal=self.written or self.journal,
            sales=self.sales,
            operators=self.operators,
            policies=self.policies,
            people=self.people,
            clock=self.clock,
            ids=self.ids,
            shop=self._shop(),
            propose=self._propose,
            board_document=self.document,
            wording=PlainWords,
            current_price=self.prices.get,
            codes=self.codes,
            printer=self.printer,
            hand_over=self.hand_over,
            vouchers=self.vouchers,
            backups=self.backups,
            sending=self.sending,
            items=self.items,
            evidence=self.evidence,
            intake=self.evidence,
            claims=self.hub,
            connection=self.connection,
            mask=lambda text: text.replace("4111111111111111", "****1111"),
        )

    def _shop(self) -> ShopSettings:
        return ShopSettings(
            "Northside Home",
            store(language=self.language),
            "07",
            training=self.is_training,
            opens_drawer=self.opens_drawer,
        )

    def _propose(self, case: Case, policy: Policy) -> Board:
        self.proposed.append(case)
        return self.propose(case, policy)


def proposing(
    options: Iterable[Option], questions: Iterable[Question] = ()
) -> Callable[[Case, Policy], Board]:
    """An engine that always gives this board."""
    made = board(options, questions)
    return lambda _case, _policy: made


def signed_in(counter: Counter, person: Operator = CLERK) -> Desk:
    """A desk with a person signed in, the clerk where nobody is named."""
    made = Desk(counter.services())
    made.sign_in_badge(badge_of(person))
    return made


def split_desk() -> tuple[Desk, Counter]:
    """The shelf paid by card and in cash, confirmed: the card leg has begun."""
    two_legs = paying_option("refund/original", [HALF_CARD_LEG, CASH_LEG])
    counter = Counter(sales=FakeSales([split_sale()]), propose=proposing([two_legs]))
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("refund/original")
    desk.confirm()
    return desk, counter
