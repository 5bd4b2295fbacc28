"""One customer's visit: sales, the claim, the facts, what was asked for.

Owns the shapes of CONTRACT.md's `case`. A fact that is None is unknown; only the facts
that CONTRACT.md lists may be. Valid by construction; reading JSON is the adapters' work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from returns_desk.domain.errors import Defect
from returns_desk.domain.sale import Sale, SaleLine


class Reason(StrEnum):
    """Why goods come back. `gift` is an unwanted gift and is judged as changed_mind."""

    CHANGED_MIND = "changed_mind"
    FAULTY = "faulty"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    NOT_AS_DESCRIBED = "not_as_described"
    SPOILED = "spoiled"
    GIFT = "gift"
    RECALL = "recall"
    LATE = "late"
    PRICE_ADJUSTMENT = "price_adjustment"
    OTHER = "other"


class Condition(StrEnum):
    """How the goods look."""

    UNOPENED = "unopened"
    OPENED = "opened"
    USED = "used"
    DAMAGED = "damaged"
    ALTERED = "altered"


class Missing(StrEnum):
    """What should have come with the goods and did not."""

    RECEIPT_TAG = "receipt_tag"
    PACKAGING = "packaging"
    ACCESSORIES = "accessories"
    UPC = "upc"
    FREE_GIFT = "free_gift"
    BUNDLE_PART = "bundle_part"
    REBATE_RECEIPT = "rebate_receipt"


class Severity(StrEnum):
    """How bad a fault is, in the sense of conformity law."""

    MINOR = "minor"
    ORDINARY = "ordinary"
    GRAVE = "grave"


class EvidenceKind(StrEnum):
    """What can prove the purchase."""

    RECEIPT = "receipt"
    GIFT_RECEIPT = "gift_receipt"
    CARD_LOOKUP = "card_lookup"
    CUSTOMER_RECORD = "customer_record"
    BANK_STATEMENT = "bank_statement"
    SERIAL_RECORD = "serial_record"


class RefundAuthorisation(StrEnum):
    """What the issuer said to a refund; not tried counts as approved."""

    APPROVED = "approved"
    DECLINED = "declined"


class ReturnedBy(StrEnum):
    """How the goods came back to the shop."""

    COUNTER = "counter"
    POST = "post"
    COURIER = "courier"


class ReturnCheck(StrEnum):
    """What a service that checks returns for the shop answered; nobody blames anybody for it."""

    NOT_DONE = "not_done"
    APPROVED = "approved"
    DECLINED = "declined"


class Weekday(StrEnum):
    """The days of a week, as `date.weekday` counts them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with faulty goods; a part that is None: ordinary, no repair, not refused."""

    severity: Severity | None = None
    repairs: int | None = None
    first_reported_at: datetime | None = None
    refused: bool | None = None


@dataclass(frozen=True, slots=True)
class ClaimedItem:
    """Units of one sale line that the customer brings back; `missing` None is unknown.

    `marks` are the shop's own words for what is seen at the counter ("assembled").
    `diminished_value`: what the goods lost by being handled more than was needed to try them, for
    all units that come back, minor units.
    """

    receipt: str
    line: int
    quantity: Decimal
    reason: Reason | None = None
    condition: Condition | None = None
    missing: frozenset[Missing] | None = None
    fault: Fault | None = None
    new_unit_price: int | None = None
    marks: frozenset[str] = frozenset()
    diminished_value: int = 0


@dataclass(frozen=True, slots=True)
class ItemWithoutReceipt:
    """Goods without a sale; prices are per unit, tax included."""

    quantity: Decimal
    description: str = ""
    sku: str | None = None
    gtin: str | None = None
    category: str = ""
    current_price: int | None = None
    lowest_price: int | None = None
    reason: Reason | None = None
    condition: Condition | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OtherCard:
    """Another card that the customer holds out.

    `account` is the acquirer's alias of it: a wallet or a new card has other last four of the same
    account.
    """

    scheme: str | None = None
    last4: str | None = None
    same_customer: bool | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the goods. Mappings are keyed by "receipt/tender".

    `offline`: the hub could not be asked. `goodwill_given`: what whoever serves has given as
    goodwill in the pack's period, minor units. `goodwill_amount`: what a person chose to give as
    goodwill here, above 0, minor units; None or more than all: all of it. `identity_verified`:
    checked against a register, not only seen. `customer_owes`: what the customer still has to pay
    the shop, minor units.
    """

    original_tender_present: Mapping[str, bool] = field(
        default_factory=lambda: MappingProxyType({})
    )
    refund_authorisation: Mapping[str, RefundAuthorisation] = field(
        default_factory=lambda: MappingProxyType({})
    )
    other_card: OtherCard | None = None
    photo_id_seen: bool | None = None
    is_purchaser: bool | None = None
    gift_card_present: bool | None = None
    drawer_cash: int | None = None
    even_exchange_in_stock: bool = True
    exchange_total: int | None = None
    offline: bool = False
    goodwill_given: int = 0
    goodwill_amount: int | None = None
    identity_verified: bool = False
    return_check: ReturnCheck = ReturnCheck.NOT_DONE
    customer_owes: int = 0


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What the customer asked for first: one option of the catalogue."""

    remedy: str
    destination: str

    @property
    def option_id(self) -> str:
        """The id of the option in the catalogue."""
        return f"{self.remedy}/{self.destination}"


@dataclass(frozen=True, slots=True)
class EarlierReturn:
    """A return of the same customer before this case."""

    at: datetime
    amount: int
    with_receipt: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What comes back and why. Evidence that is not in the mapping is unknown.

    `return_shipping`: what the carriage back costs, minor units.
    """

    items: tuple[ClaimedItem, ...] = ()
    without_receipt: tuple[ItemWithoutReceipt, ...] = ()
    evidence: Mapping[EvidenceKind, bool] = field(default_factory=lambda: MappingProxyType({}))
    facts: Facts = field(default_factory=Facts)
    asked_for: AskedFor | None = None
    withdrawal_notified_at: datetime | None = None
    history: tuple[EarlierReturn, ...] = ()
    returned_by: ReturnedBy = ReturnedBy.COUNTER
    return_shipping: int = 0


@dataclass(frozen=True, slots=True)
class Store:
    """The shop where the case is."""

    id: str
    jurisdiction: str
    currency: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the engine decides on; `now` is the only time it knows."""

    now: datetime
    store: Store
    sales: tuple[Sale, ...]
    claim: Claim

    def sale_of(self, receipt: str) -> Sale | None:
        """The sale with that receipt, or None."""
        return next((x for x in self.sales if x.receipt == receipt), None)

    def claimed_line(self, claimed: ClaimedItem) -> tuple[Sale, SaleLine]:
        """The sale and line that a claimed item points at; a valid case has both."""
        for sale in self.sales:
            line = sale.line_at(claimed.line) if sale.receipt == claimed.receipt else None
            if line is not None:
                return sale, line
        raise Defect("a claim points at a line that is there", code="invariant_broken")
