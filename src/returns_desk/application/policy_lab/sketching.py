"""From a sketch of a visit to a case that the engine, and `board`, accept.

Owns the invented shop, receipt and goods: one item of one sale, paid with one tender. Money is
minor units of the sketch's currency. Decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType

from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    Condition,
    EarlierReturn,
    EvidenceKind,
    Facts,
    Fault,
    ItemWithoutReceipt,
    Missing,
    OtherCard,
    Reason,
    RefundAuthorisation,
    ReturnCheck,
    ReturnedBy,
    Severity,
    Store,
)
from returns_desk.domain.sale import (
    CARD_LIKE,
    Buyer,
    CardEntry,
    Channel,
    LineKind,
    Sale,
    SaleLine,
    SaleTender,
    TenderType,
)

RECEIPT = "EXAMPLE-1"
ACCOUNT = "example-account"
NOON = time(12, tzinfo=UTC)
FIRST_FREE_LINE = 3


@dataclass(frozen=True, slots=True)
class Sketch:
    """Everything that an invented case can differ in; the defaults are the plainest return.

    Days count back from `today`. `other_goods` is what the rest of the receipt cost.
    """

    today: date
    place: str = "US"
    currency: str = "USD"
    is_found: bool = True
    sold_days_ago: int = 1
    sold_hours_ago: int = 0
    delivered_days_ago: int | None = None
    noticed_days_ago: int | None = None
    channel: Channel = Channel.IN_STORE
    tender: TenderType = TenderType.CASH
    scheme: str | None = None
    is_cleared: bool | None = None
    without_card: bool | None = None
    has_expired: bool = False
    issuer: str | None = None
    entry: CardEntry | None = None
    has_same_account: bool = False
    has_bounced: bool = False
    authorisation: RefundAuthorisation | None = None
    is_present: bool = True
    reason: Reason = Reason.CHANGED_MIND
    condition: Condition = Condition.UNOPENED
    missing: frozenset[Missing] = frozenset()
    severity: Severity = Severity.ORDINARY
    repairs: int = 0
    is_refused: bool = False
    fault_told_days_ago: int | None = None
    marks: frozenset[str] = frozenset()
    category: str = "goods"
    sku: str = "EXAMPLE"
    kind: LineKind = LineKind.GOODS
    is_final_sale: bool = False
    unit_price: int = 2000
    quantity: int = 1
    other_goods: int = 0
    items_claimed: int = 1
    discount: int = 0
    has_serial: bool = False
    days_past_use_by: int | None = None
    hours_to_start: int | None = None
    buyer: Buyer = Buyer.CONSUMER
    is_tax_free: bool = False
    is_disclosed: bool = True
    is_customer_known: bool = False
    membership: str | None = None
    store: str = "1"
    sale_store: str = "1"
    sale_place: str | None = None
    history: tuple[EarlierReturn, ...] = ()
    is_in_stock: bool = True
    photo_id_seen: bool = True
    is_purchaser: bool = True
    gift_card_present: bool = True
    other_card: OtherCard | None = field(default_factory=lambda: OtherCard(same_customer=True))
    evidence: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    offline: bool = False
    goodwill_given: int = 0
    identity_verified: bool = False
    return_check: ReturnCheck = ReturnCheck.NOT_DONE
    returned_by: ReturnedBy = ReturnedBy.COUNTER
    customer_owes: int = 0


def case_of(sketch: Sketch) -> Case:
    """The case that the sketch stands for, every fact known."""
    return Case(
        now=datetime.combine(sketch.today, NOON),
        store=Store(sketch.store, sketch.place, sketch.currency),
        sales=(_sale(sketch),) if sketch.is_found else (),
        claim=_claim(sketch),
    )


def _days_back(sketch: Sketch, days: int | None) -> datetime | None:
    return datetime.combine(sketch.today, NOON) - timedelta(days=days) if days is not None else None


def _sale(sketch: Sketch) -> Sale:
    now = datetime.combine(sketch.today, NOON)
    sold_at = now - timedelta(days=sketch.sold_days_ago, hours=sketch.sold_hours_ago)
    paid = sketch.unit_price * sketch.quantity
    rest = SaleLine(2, "Something else", Decimal(1), "each", sketch.other_goods, sku="OTHER")
    return Sale(
        receipt=RECEIPT,
        store=sketch.sale_store,
        sold_at=sold_at,
        lines=(
            _line(sketch, paid),
            *((rest,) if sketch.other_goods else ()),
            *(_free_line(number) for number in _free_lines(sketch)),
        ),
        tenders=(_tender(sketch, paid + sketch.other_goods),),
        channel=sketch.channel,
        policy_disclosed=sketch.is_disclosed,
        customer="customer-1" if sketch.is_customer_known else None,
        jurisdiction=sketch.sale_place,
        delivered_at=_days_back(sketch, sketch.delivered_days_ago),
        buyer=sketch.buyer,
        tax_free=sketch.is_tax_free,
        membership=sketch.membership,
    )


def _line(sketch: Sketch, paid: int) -> SaleLine:
    past = sketch.days_past_use_by
    return SaleLine(
        line=1,
        description="Example goods",
        quantity=Decimal(sketch.quantity),
        unit="each",
        paid=paid,
        sku=sketch.sku,
        category=sketch.category,
        discount=sketch.discount,
        serial="S-1" if sketch.has_serial else None,
        final_sale=sketch.is_final_sale,
        kind=sketch.kind,
        use_by=sketch.today - timedelta(days=past) if past is not None else None,
        starts_at=_in_hours(sketch, sketch.hours_to_start),
    )


def _in_hours(sketch: Sketch, hours: int | None) -> datetime | None:
    now = datetime.combine(sketch.today, NOON)
    return now + timedelta(hours=hours) if hours is not None else None


def _free_lines(sketch: Sketch) -> range:
    """The numbers of lines that are claimed beside the first and cost nothing."""
    return range(FIRST_FREE_LINE, FIRST_FREE_LINE + sketch.items_claimed - 1)


def _free_line(number: int) -> SaleLine:
    return SaleLine(number, "Free of charge", Decimal(1), "each", 0, sku="FREE")


def _tender(sketch: Sketch, amount: int) -> SaleTender:
    is_card = sketch.tender in CARD_LIKE
    return SaleTender(
        tender=1,
        type=sketch.tender,
        amount=amount,
        scheme=sketch.scheme,
        last4="1234" if is_card else None,
        cleared=sketch.is_cleared,
        refundable_without_card=sketch.without_card,
        account=ACCOUNT if sketch.has_same_account else None,
        expires_on=sketch.today - timedelta(days=1) if sketch.has_expired else None,
        issuer=sketch.issuer,
        entry=sketch.entry,
        bounced=sketch.has_bounced,
    )


def _claim(sketch: Sketch) -> Claim:
    return Claim(
        items=_items(sketch) if sketch.is_found else (),
        without_receipt=() if sketch.is_found else (_bare_item(sketch),),
        evidence={
            kind: sketch.evidence.get(kind, kind is EvidenceKind.RECEIPT) for kind in EvidenceKind
        },
        facts=_facts(sketch),
        withdrawal_notified_at=_days_back(sketch, sketch.noticed_days_ago),
        history=sketch.history,
        returned_by=sketch.returned_by,
    )


def _items(sketch: Sketch) -> tuple[ClaimedItem, ...]:
    first = _item(sketch)
    rest = (replace(first, line=line, quantity=Decimal(1)) for line in _free_lines(sketch))
    return first, *rest


def _item(sketch: Sketch) -> ClaimedItem:
    is_adjustment = sketch.reason is Reason.PRICE_ADJUSTMENT
    told_at = _days_back(sketch, sketch.fault_told_days_ago)
    return ClaimedItem(
        receipt=RECEIPT,
        line=1,
        quantity=Decimal(sketch.quantity),
        reason=sketch.reason,
        condition=sketch.condition,
        missing=sketch.missing,
        fault=Fault(sketch.severity, sketch.repairs, told_at, sketch.is_refused),
        marks=sketch.marks,
        new_unit_price=sketch.unit_price // 2 if is_adjustment else None,
    )


def _bare_item(sketch: Sketch) -> ItemWithoutReceipt:
    return ItemWithoutReceipt(
        quantity=Decimal(sketch.quantity),
        description="Example goods",
        sku=sketch.sku,
        category=sketch.category,
        current_price=sketch.unit_price,
        lowest_price=sketch.unit_price,
        reason=sketch.reason,
        condition=sketch.condition,
        marks=sketch.marks,
    )


def _other_card(sketch: Sketch) -> OtherCard | None:
    if sketch.has_same_account:
        return replace(sketch.other_card or OtherCard(), account=ACCOUNT)
    return sketch.other_card


def _facts(sketch: Sketch) -> Facts:
    key = f"{RECEIPT}/1"
    has_card = sketch.is_found and sketch.tender in CARD_LIKE
    return Facts(
        original_tender_present={key: sketch.is_present} if has_card else {},
        refund_authorisation={key: sketch.authorisation} if sketch.authorisation else {},
        other_card=_other_card(sketch),
        photo_id_seen=sketch.photo_id_seen,
        is_purchaser=sketch.is_purchaser,
        gift_card_present=sketch.gift_card_present,
        even_exchange_in_stock=sketch.is_in_stock,
        offline=sketch.offline,
        goodwill_given=sketch.goodwill_given,
        identity_verified=sketch.identity_verified,
        return_check=sketch.return_check,
        customer_owes=sketch.customer_owes,
    )
