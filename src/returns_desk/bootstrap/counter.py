"""The counter with its real stores, and the demo shop's sales.

Owns which adapters a profile's desk is made of. Knows no window.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from returns_desk.adapters.credit.voucher_codes import SignedVouchers
from returns_desk.adapters.handover.opening import open_hand_over
from returns_desk.adapters.journal.one_writer import OneWriter
from returns_desk.adapters.people.daily_retention import DailyRetention
from returns_desk.adapters.people.every_copy import EveryCopy
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.publishing.access import PublishingAccess
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.sales.card_cuts import journal_cuts
from returns_desk.adapters.sales.demo import demo_sales, fill_demo_store
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.scanning.code_reader import ScannedCodes
from returns_desk.adapters.system import SystemIds, stopwatch_seconds
from returns_desk.application.board_document import board_document
from returns_desk.application.connection import ONLY_TILL, HubConnection
from returns_desk.application.desk import Desk, DeskServices, ShopSettings
from returns_desk.application.hub_sending import NoSending
from returns_desk.application.keeping import NoBackups
from returns_desk.application.no_printer import NoPrinter
from returns_desk.application.ports import PolicySource
from returns_desk.application.sentences import N_
from returns_desk.application.services import no_stopwatch
from returns_desk.bootstrap.evidence import open_evidence
from returns_desk.bootstrap.printing import hangs_drawer
from returns_desk.bootstrap.syncing import claiming
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.case import Store
from returns_desk.domain.engine import propose_board
from returns_desk.ui.clerk.page_contents import Sample, Welcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from returns_desk.adapters.operators.secrets import PinCost
    from returns_desk.adapters.publishing.in_force import PublishedPolicies
    from returns_desk.application.claims_at_hub import ClaimsAtHub
    from returns_desk.application.connection import Connection
    from returns_desk.application.hub_sending import HubSending
    from returns_desk.application.keeping import Backups
    from returns_desk.application.ports import Clock, IdSource, Journal, SlipPrinter
    from returns_desk.application.slips import Wording
    from returns_desk.bootstrap.printing import PrinterMaker
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.domain.policy import Policy
    from returns_desk.domain.sale import Sale

DEMO_PRICES: Mapping[str, int] = {"PLUM-RED": 84}
"""What fresh goods of the demo shop cost today, minor units; dearer than when they were sold."""

_STORIES: tuple[tuple[str, str, str, str], ...] = (
    ("SHELF-36W", N_("The shelf"), N_("Paid by card, two weeks ago"), "card"),
    ("PLUM-RED", N_("Seven plums"), N_("Paid in cash, today"), "cash"),
    ("LAMP-ARC-BK", N_("The lamp and the rug"), N_("Paid in three ways"), "store-credit"),
    ("MUG-STN-BL", N_("The mugs"), N_("Two came back before"), "receipt"),
    ("DUVET-Q-LIN", N_("The duvet"), N_("Bought online"), "transfer"),
    ("TOASTER-2S", N_("The toaster"), N_("More than a year old"), "calendar"),
)
"""Receipts of the demo shop worth a try, by an item on them."""


class RenewablePolicies(PolicySource, Protocol):
    """The packs in force, and the moment to take over others."""

    def renew(self) -> None:
        """Take over, between two cases, what is in force now."""
        ...


@dataclass(frozen=True, slots=True)
class CounterOptions:
    """What differs between the real desk, the walk for pictures, and tests."""

    clock: Clock | None = None
    ids: IdSource | None = None
    policies: RenewablePolicies | None = None
    pin_cost: PinCost | None = None
    printer: PrinterMaker | None = None
    opens_drawer: bool | None = None
    connection: Connection = ONLY_TILL
    backups: Backups = field(default_factory=NoBackups)
    sending: HubSending = field(default_factory=NoSending)


class FixedPolicy:
    """Packs that were read once, when the desk opened."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def policy(self) -> Policy:
        """All packs that decide at this shop."""
        return self._policy

    def renew(self) -> None:
        """They stay until the desk is opened again."""


@contextmanager
def open_counter(
    profile: Profile,
    wording: Callable[[str], Wording],
    options: CounterOptions | None = None,
    printer: SlipPrinter | None = None,
    on_defect: Callable[[ReturnsError], None] | None = None,
) -> Iterator[Desk]:
    """The counter of a locked profile; its stores are closed with the block.

    Raises:
        OperatorMistake: packs, sales or journal can't be used; the sentence names the place.
        EnvironmentFault: the folder can't be read or written.
    """
    options = options or CounterOptions()
    clock = options.clock or profile.clock
    ids = options.ids or SystemIds()
    store = profile.configuration.store
    with ExitStack() as open_now:
        journal = open_now.enter_context(profile.open_journal(clock=clock, ids=ids))
        writer = open_now.enter_context(OneWriter(journal))
        sales = open_now.enter_context(SaleStore(profile.sales_path, profile.card_guard))
        journal_cuts(sales, writer)
        people = open_now.enter_context(profile.open_people())
        terms = profile.configuration.retention.terms().of(store.jurisdiction)
        defects = on_defect or _raise_again
        open_now.enter_context(DailyRetention((writer, EveryCopy(people)), clock, terms, defects))
        hand_over = open_now.enter_context(
            open_hand_over(profile.configuration, profile.directory, writer, defects)
        )
        claims = open_now.enter_context(claiming(profile, sales))
        evidence, intake = open_evidence(profile, writer)
        policies = options.policies or _published(profile, writer, clock)
        staff = profile.operators(clock=clock, pin_cost=options.pin_cost)
        services = DeskServices(
            journal=writer,
            sales=sales,
            operators=staff,
            staff=staff,
            policies=policies,
            renew_policies=policies.renew,
            people=people,
            evidence=evidence,
            intake=intake,
            clock=clock,
            elapsed=no_stopwatch if options.clock else stopwatch_seconds,
            ids=ids,
            shop=_shop_of(profile, options),
            codes=ScannedCodes(profile.configuration.scanner.receipts),
            printer=printer or NoPrinter(),
            hand_over=hand_over,
            vouchers=SignedVouchers(profile.terminal_key),
            visits=journal,
            purchases=sales,
            items=sales,
            claims=claims,
            connection=_connection(profile, claims, options),
            backups=options.backups,
            sending=options.sending,
            propose=propose_board,
            board_document=board_document,
            wording=wording,
            current_price=DEMO_PRICES.get if profile.configuration.demo else _unknown_price,
            mask=cut_card_numbers,
            guard=profile.card_guard,
        )
        yield Desk(services)


def _connection(profile: Profile, claims: ClaimsAtHub, options: CounterOptions) -> Connection:
    return HubConnection(claims) if profile.configuration.sync.dsn else options.connection


def _shop_of(profile: Profile, options: CounterOptions) -> ShopSettings:
    configuration = profile.configuration
    store = configuration.store
    return ShopSettings(
        store.name,
        Store(store.id, store.jurisdiction, store.currency, store.language),
        configuration.terminal,
        training=configuration.demo,
        opens_drawer=_opens_drawer(profile, options),
        escalations=configuration.escalations.times(),
    )


def add_demo_sales(profile: Profile, now: datetime) -> tuple[Sale, ...]:
    """Bring the demo shop's sales into its store, dated from `now`.

    Raises:
        EnvironmentFault: the store can't be written, or the program's own file is damaged.
    """
    path = resource_path("demo", "sales.json")
    with SaleStore(profile.sales_path) as store:
        fill_demo_store(store, path, now)
    return tuple(demo_sales(path, now))


def demo_welcome(sales: tuple[Sale, ...]) -> Welcome:
    """PINs and receipts that the demo shop shows to newcomers."""
    receipts = {line.sku: sale.receipt for sale in sales for line in sale.lines}
    return Welcome(
        pins=tuple((each.id, each.pin) for each in DEMO_OPERATORS),
        samples=tuple(
            Sample(receipts[sku], title, line, icon)
            for sku, title, line, icon in _STORIES
            if sku in receipts
        ),
    )


def _published(profile: Profile, journal: Journal, clock: Clock) -> PublishedPolicies:
    """The packs that were published, else those that the profile names, else the demo shop's."""
    access = PublishingAccess(profile, resource_path("policies"))
    return access.policies(journal, lambda: clock.now().date())


def _opens_drawer(profile: Profile, options: CounterOptions) -> bool:
    if options.opens_drawer is not None:
        return options.opens_drawer
    return hangs_drawer(profile)


def _raise_again(error: ReturnsError) -> None:
    """Where nobody keeps reports, a fault of our own in the background still comes to light."""
    raise error


def _unknown_price(_: str) -> int | None:
    """The sale store knows what was paid, not what it costs today."""
    return None
