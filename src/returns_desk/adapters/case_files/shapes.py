"""The objects of a case, as pydantic checks them and as `schema case|sale` publishes them.

Owns keys, limits and defaults of each object. Keys that are not known are left alone: more may be
added. A key whose value is null is as if it were not there. What may be imported and kept is
stricter and has sentences of its own: `adapters.sales.documents` says why that is apart.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from returns_desk.adapters.case_files.scalars import (
    Count,
    Currency,
    Day,
    Flag,
    Jurisdiction,
    LastFour,
    Money,
    MoneyAboveZero,
    MoneyFromZero,
    Name,
    Quantity,
    QuantityFromZero,
    Text,
    Time,
)
from returns_desk.adapters.case_files.words import (
    Authorisation,
    Buyer,
    CardEntry,
    Channel,
    Condition,
    LineKind,
    Missing,
    Reason,
    ReturnCheck,
    ReturnedBy,
    Severity,
    TenderType,
)
from returns_desk.domain import case as cases
from returns_desk.domain import sale as sales

MOST_SALES = 500
MOST_LINES = 5_000
MOST_ITEMS = 5_000
MOST_TENDERS = 200
MOST_HISTORY = 5_000

Marks = Annotated[list[Name], Field(max_length=50)]
"""The shop's own words for goods."""


class Lenient(BaseModel):
    """What all objects share: strict values, unknown keys left alone, null as if absent."""

    # Built at first use, and only the one that is used: halves the start of a command.
    model_config = ConfigDict(strict=True, extra="ignore", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def without_nulls(cls, value: Any) -> Any:
        """Drop keys whose value is null."""
        if isinstance(value, dict):
            return {key: each for key, each in value.items() if each is not None}
        return value


class StoreShape(Lenient):
    """`store`."""

    id: Name
    jurisdiction: Jurisdiction
    currency: Currency
    language: Name = "en"


class TaxShape(Lenient):
    """One of a line's `taxes`."""

    code: Name
    rate_basis_points: Count
    amount: Money


class LineShape(Lenient):
    """One of a sale's `lines`."""

    line: Count
    description: Text = ""
    quantity: Quantity
    unit: Name = "each"
    paid: Money
    sku: Name | None = None
    gtin: Name | None = None
    category: Text = ""
    tax: Money = 0
    taxes: Annotated[list[TaxShape], Field(max_length=100)] = Field(default_factory=list)
    discount: Money = 0
    returned: QuantityFromZero | None = None
    returned_paid: MoneyFromZero = 0
    returned_fee: MoneyFromZero = 0
    serial: Name | None = None
    final_sale: Flag = False
    bundle: Name | None = None
    bundle_parts: Annotated[list[Name], Field(max_length=1_000)] = Field(default_factory=list)
    kind: LineKind = sales.LineKind.GOODS
    rebate_value: MoneyFromZero = 0
    gift_value: MoneyFromZero = 0
    points_value: MoneyFromZero = 0
    use_by: Day | None = None
    starts_at: Time | None = None
    marks: Marks = Field(default_factory=list)


class TenderShape(Lenient):
    """One of a sale's `tenders`."""

    tender: Count
    type: TenderType
    amount: MoneyFromZero
    scheme: Name | None = None
    last4: LastFour | None = None
    account: Name | None = None
    change: MoneyFromZero = 0
    refunded: MoneyFromZero = 0
    rounding: Money = 0
    cleared: Flag | None = None
    refundable_without_card: Flag | None = None
    expires_on: Day | None = None
    issuer: Name | None = None
    entry: CardEntry | None = None
    bounced: Flag = False


class SaleShape(Lenient):
    """One of `sales`."""

    receipt: Name
    store: Name
    sold_at: Time
    lines: Annotated[list[LineShape], Field(max_length=MOST_LINES)]
    tenders: Annotated[list[TenderShape], Field(max_length=MOST_TENDERS)]
    terminal: Text = ""
    channel: Channel = sales.Channel.IN_STORE
    policy_disclosed: Flag | None = None
    customer: Name | None = None
    jurisdiction: Jurisdiction | None = None
    currency: Currency | None = None
    delivered_at: Time | None = None
    buyer: Buyer = sales.Buyer.CONSUMER
    tax_free: Flag = False
    cashier: Name | None = None
    membership: Name | None = None


class FaultShape(Lenient):
    """`fault` of an item."""

    severity: Severity | None = None
    repairs: Count | None = None
    first_reported_at: Time | None = None
    refused: Flag | None = None


class ItemShape(Lenient):
    """One of the claim's `items`."""

    receipt: Name
    line: Count
    quantity: Quantity
    reason: Reason | None = None
    condition: Condition | None = None
    missing: Annotated[list[Missing], Field(max_length=50)] | None = None
    fault: FaultShape | None = None
    new_unit_price: MoneyFromZero | None = None
    marks: Marks = Field(default_factory=list)
    diminished_value: MoneyFromZero = 0


class WithoutReceiptShape(Lenient):
    """One of the claim's `without_receipt`; prices are per unit, tax included."""

    quantity: Quantity
    description: Text = ""
    sku: Name | None = None
    gtin: Name | None = None
    category: Text = ""
    current_price: MoneyFromZero | None = None
    lowest_price: MoneyFromZero | None = None
    reason: Reason | None = None
    condition: Condition | None = None
    marks: Marks = Field(default_factory=list)


class EvidenceShape(Lenient):
    """`evidence`; what is not there is unknown."""

    receipt: Flag | None = None
    gift_receipt: Flag | None = None
    card_lookup: Flag | None = None
    customer_record: Flag | None = None
    bank_statement: Flag | None = None
    serial_record: Flag | None = None


class OtherCardShape(Lenient):
    """`other_card`: another card that the customer holds out."""

    scheme: Name | None = None
    last4: LastFour | None = None
    same_customer: Flag | None = None
    account: Name | None = None


class FactsShape(Lenient):
    """`facts`; the two tables are keyed by "receipt/tender"."""

    original_tender_present: dict[str, Flag | None] = Field(default_factory=dict)
    refund_authorisation: dict[str, Authorisation | None] = Field(default_factory=dict)
    other_card: OtherCardShape | None = None
    photo_id_seen: Flag | None = None
    is_purchaser: Flag | None = None
    gift_card_present: Flag | None = None
    drawer_cash: MoneyFromZero | None = None
    even_exchange_in_stock: Flag = True
    exchange_total: MoneyFromZero | None = None
    offline: Flag = False
    goodwill_given: MoneyFromZero = 0
    goodwill_amount: MoneyAboveZero | None = None
    identity_verified: Flag = False
    return_check: ReturnCheck = cases.ReturnCheck.NOT_DONE
    customer_owes: MoneyFromZero = 0


class AskedForShape(Lenient):
    """`asked_for`: one option of the catalogue."""

    remedy: Name
    destination: Name


class HistoryShape(Lenient):
    """One earlier return of the same customer."""

    at: Time
    amount: MoneyFromZero
    with_receipt: Flag = True


class ClaimShape(Lenient):
    """`claim`."""

    items: Annotated[list[ItemShape], Field(max_length=MOST_ITEMS)] = Field(default_factory=list)
    without_receipt: Annotated[list[WithoutReceiptShape], Field(max_length=MOST_ITEMS)] = Field(
        default_factory=list
    )
    evidence: EvidenceShape = Field(default_factory=EvidenceShape)
    facts: FactsShape = Field(default_factory=FactsShape)
    asked_for: AskedForShape | None = None
    withdrawal_notified_at: Time | None = None
    history: Annotated[list[HistoryShape], Field(max_length=MOST_HISTORY)] = Field(
        default_factory=list
    )
    returned_by: ReturnedBy = cases.ReturnedBy.COUNTER
    return_shipping: MoneyFromZero = 0


class CaseShape(Lenient):
    """One customer's visit."""

    now: Time
    store: StoreShape
    sales: Annotated[list[SaleShape], Field(max_length=MOST_SALES)] = Field(default_factory=list)
    claim: ClaimShape
