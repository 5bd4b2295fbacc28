"""A sale as the till recorded it: lines, tenders, and what each can still give back.

Owns the shapes of CONTRACT.md's `sale`, `line` and `tender`. Money is int minor units of
the sale's currency; quantities are Decimal. Nothing here is ever changed after the sale.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from returns_desk.domain.errors import ensure
from returns_desk.domain.money import allocate, cumulative_share


class Channel(StrEnum):
    """Where the customer bought."""

    IN_STORE = "in_store"
    ONLINE = "online"
    PHONE = "phone"
    DOORSTEP = "doorstep"


class Buyer(StrEnum):
    """Who bought, in the sense of consumer law."""

    CONSUMER = "consumer"
    BUSINESS = "business"


class LineKind(StrEnum):
    """What a sale line is."""

    GOODS = "goods"
    DELIVERY = "delivery"
    EXPRESS_DELIVERY = "express_delivery"
    SERVICE = "service"
    DEPOSIT = "deposit"


class TenderType(StrEnum):
    """How a sale was paid (POSLog's tenders)."""

    CASH = "cash"
    CREDIT_CARD = "credit_card"
    DEBIT_CARD = "debit_card"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    CHEQUE = "cheque"
    BANK_TRANSFER = "bank_transfer"
    MOBILE_WALLET = "mobile_wallet"
    VOUCHER = "voucher"
    LOYALTY_POINTS = "loyalty_points"
    STORE_ACCOUNT = "store_account"
    PAY_LATER = "pay_later"


class CardEntry(StrEnum):
    """How a card was read at the sale."""

    CHIP = "chip"
    CONTACTLESS = "contactless"
    SWIPED = "swiped"
    KEYED = "keyed"
    ONLINE = "online"


CARD_LIKE = frozenset({TenderType.CREDIT_CARD, TenderType.DEBIT_CARD, TenderType.MOBILE_WALLET})
"""Tenders that are read from something the customer carries."""


@dataclass(frozen=True, slots=True)
class LineTax:
    """One tax inside a line's paid amount."""

    code: str
    rate_basis_points: int
    amount: int


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line of a receipt. `paid` is for the whole line, tax in, after every discount.

    `rebate_value`, `gift_value` and `points_value` are what the customer got on top of the goods,
    for the whole line in minor units: a maker's rebate, a free gift, loyalty points earned.
    `starts_at`: when a ticket, a course or a rental begins. `marks` are the shop's own words for
    the goods ("made_to_order").
    """

    line: int
    description: str
    quantity: Decimal
    unit: str
    paid: int
    sku: str | None = None
    gtin: str | None = None
    category: str = ""
    tax: int = 0
    taxes: tuple[LineTax, ...] = ()
    discount: int = 0
    returned: Decimal = Decimal(0)
    returned_paid: int = 0
    returned_fee: int = 0
    serial: str | None = None
    final_sale: bool = False
    bundle: str | None = None
    bundle_parts: tuple[str, ...] = ()
    kind: LineKind = LineKind.GOODS
    rebate_value: int = 0
    gift_value: int = 0
    points_value: int = 0
    use_by: date | None = None
    starts_at: datetime | None = None
    marks: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Check what a line always holds."""
        ensure(self.quantity > 0, "a line has a quantity above zero")
        ensure(0 <= self.returned <= self.quantity, "no more came back than was sold")
        ensure(0 <= self.returned_paid <= max(self.paid, 0), "no more was paid back than was paid")

    @property
    def available(self) -> Decimal:
        """How much of the line can still come back."""
        return self.quantity - self.returned

    def paid_share(self, quantity: Decimal) -> int:
        """What the customer paid for `quantity` more units, exact over any sequence of returns.

        Where an earlier refund by another system differs from the exact share, the
        difference goes into the last return, never above paid - returned_paid.
        """
        if self.returned + quantity == self.quantity:
            return self.paid - self.returned_paid
        exact = cumulative_share(self.paid, self.quantity, self.returned, quantity)
        return min(exact, self.paid - self.returned_paid)

    def value_share(self, value: int, quantity: Decimal) -> int:
        """The share of a value of the whole line that `quantity` more units carry, exactly."""
        return cumulative_share(value, self.quantity, self.returned, quantity)

    def tax_share(self, quantity: Decimal) -> int:
        """The tax inside what comes back, as it was charged, exact over any sequence."""
        share = cumulative_share(self.tax, self.quantity, self.returned, quantity)
        return min(share, self.paid - self.returned_paid)

    def tax_shares(self, quantity: Decimal) -> tuple[LineTax, ...]:
        """The same tax under each of its codes; empty where the sale did not say them.

        The amounts add up to `tax_share`. With one or two taxes any sequence of returns adds up
        to what was charged under each code; with more a code may be out by one minor unit.
        """
        weights = [tax.amount for tax in self.taxes]
        if not any(weights) or min(*weights, self.tax, self.tax_share(quantity)) < 0:
            return ()
        after = allocate(self._tax_of(self.returned + quantity), weights)
        before = allocate(self._tax_of(self.returned), weights)
        parts = [max(0, new - old) for new, old in zip(after, before, strict=True)]
        shares = allocate(self.tax_share(quantity), parts if any(parts) else weights)
        return tuple(
            LineTax(tax.code, tax.rate_basis_points, share)
            for tax, share in zip(self.taxes, shares, strict=True)
            if share
        )

    def _tax_of(self, quantity: Decimal) -> int:
        return cumulative_share(self.tax, self.quantity, Decimal(0), quantity)


@dataclass(frozen=True, slots=True)
class SaleTender:
    """One payment of a sale. `rounding` is signed: what cash rounding added at the sale.

    `expires_on` is the last day of a card or a voucher, `issuer` who gave a voucher out where it
    was not the shop. `bounced`: the bank sent the cheque back, so that nothing came in.
    """

    tender: int
    type: TenderType
    amount: int
    scheme: str | None = None
    last4: str | None = None
    account: str | None = None
    change: int = 0
    refunded: int = 0
    rounding: int = 0
    cleared: bool | None = None
    refundable_without_card: bool | None = None
    expires_on: date | None = None
    issuer: str | None = None
    entry: CardEntry | None = None
    bounced: bool = False

    @property
    def refundable_amount(self) -> int:
        """What this tender can still give back: amount - change - rounding - refunded.

        Nothing of a cheque that bounced: what never came in is not paid out.
        """
        if self.bounced:
            return 0
        return max(0, self.amount - self.change - self.rounding - self.refunded)


@dataclass(frozen=True, slots=True)
class Sale:
    """One receipt, as sold. Times carry their own offset. `membership` is the buyer's tier."""

    receipt: str
    store: str
    sold_at: datetime
    lines: tuple[SaleLine, ...]
    tenders: tuple[SaleTender, ...]
    terminal: str = ""
    channel: Channel = Channel.IN_STORE
    policy_disclosed: bool | None = None
    customer: str | None = None
    jurisdiction: str | None = None
    currency: str | None = None
    delivered_at: datetime | None = None
    buyer: Buyer = Buyer.CONSUMER
    tax_free: bool = False
    cashier: str | None = None
    membership: str | None = None

    def __post_init__(self) -> None:
        """Check what a sale always holds."""
        ensure(self.sold_at.tzinfo is not None, "a sale's time has an offset")
        ensure(len({x.line for x in self.lines}) == len(self.lines), "line numbers are unique")
        ensure(len({x.tender for x in self.tenders}) == len(self.tenders), "tenders are unique")

    def line_at(self, line: int) -> SaleLine | None:
        """The line of that number, or None."""
        place = line - 1
        if 0 <= place < len(self.lines) and self.lines[place].line == line:
            return self.lines[place]  # as nearly all tills number them
        return next((x for x in self.lines if x.line == line), None)
