"""A completed return as the till and the books need it: one document from the journal's events.

Owns which facts are handed over. Pure: the same events give the same document for ever. What the
shop waived stands here (`absorbed`): this is for the books, no customer text is made of it (R6).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, cast

from returns_desk.application.book_memory import planned_taxes
from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import (
    CaseRecord,
    Plan,
    PlannedGoods,
    PlannedItem,
    PlannedLeg,
)
from returns_desk.application.claims import item_at
from returns_desk.application.goods_without_receipt import NO_RECEIPT, at_place
from returns_desk.application.handed_over_parts import Goods, OriginalSale
from returns_desk.application.kept_goods import GOODS_STAY, all_kept
from returns_desk.application.new_goods_record import NewGoods
from returns_desk.application.place_folds import handed_place
from returns_desk.application.plans import SAME_GOODS_AGAIN
from returns_desk.application.ports import Event, Json
from returns_desk.application.slips import payout_reference
from returns_desk.domain.books import TaxShare
from returns_desk.domain.business_day import MIDNIGHT, business_day_of
from returns_desk.domain.errors import Defect

Payload = Mapping[str, Json]

_UNFIT: Final = re.compile(r"[^A-Za-z0-9]+")
"""What has no place in the name of a file on any system."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """Goods of the return; money in minor units.

    `worth` is what the customer had paid for these units, `worth_tax` the tax inside it. `paid`
    is what is owed for them under the remedy, before `fee`; `tax` is inside `paid`. `taxes` is
    `worth_tax` by code, empty where the sale or an older plan did not say it. Goods without a
    receipt have neither `receipt` nor `line`; they are worth what is owed, and no tax is known.
    """

    receipt: str | None
    line: int | None
    description: str
    quantity: Decimal
    unit: str
    worth: int
    worth_tax: int
    paid: int
    tax: int
    fee: int
    sku: str | None = None
    gtin: str | None = None
    category: str = ""
    reason: str | None = None
    condition: str | None = None
    new_unit_price: int | None = None
    taxes: tuple[TaxShare, ...] = ()
    is_kept: bool = False
    place: str | None = None
    """Where the goods went (domain/disposal.py); None in cases of before it was noted."""
    place_confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class ReturnLeg:
    """Money given back: `amount` counts against the tender; `takes` was paid by the customer."""

    leg: int
    tender: str | None
    destination: str
    means: str
    amount: int
    rounding: int
    reference: str | None = None
    scheme: str | None = None
    last4: str | None = None
    booked_at: datetime | None = None
    takes: int = 0

    @property
    def pays(self) -> int:
        """What was handed over or credited."""
        return self.amount + self.rounding


@dataclass(frozen=True, slots=True)
class ReturnDocument:
    """One completed return. `reference` is the barcode of its slip; `vouched_*` name the event."""

    reference: str
    key: str
    case_id: str
    case_number: int
    store: str
    terminal: str
    completed_at: datetime
    operator: str
    approver: str | None
    currency: str
    option: str
    goods: Goods
    lines: tuple[ReturnLine, ...]
    legs: tuple[ReturnLeg, ...]
    sales: tuple[OriginalSale, ...]
    absorbed: int
    vouched_sequence: int
    vouched_hash: str
    training: bool = False
    day_ends_at: time = MIDNIGHT
    new_goods: tuple[NewGoods, ...] = ()
    voids: str = ""
    """The reference of the return that this one takes back; empty for a return itself."""

    @property
    def business_day(self) -> date:
        """The day that the books count it to."""
        return business_day_of(self.completed_at, self.day_ends_at)

    @property
    def name(self) -> str:
        """The name of its files without the ending: never the same for two returns."""
        parts = ("RD", self.store, self.terminal, *self.reference.split("/")[1:])
        return "-".join(_UNFIT.sub("_", part) for part in parts)

    @property
    def remedy(self) -> str:
        """The first half of the option's id."""
        return self.option.partition("/")[0]

    def goods_of(self, line: ReturnLine) -> Goods:
        """Where the goods of one line are."""
        return Goods.KEPT if line.is_kept else self.goods

    def sale_of(self, receipt: str) -> OriginalSale | None:
        """The original sale with that receipt, or None."""
        return next((sale for sale in self.sales if sale.receipt == receipt), None)


def return_document_of(
    events: Sequence[Event], store: str, *, training: bool = False, day_ends_at: time = MIDNIGHT
) -> ReturnDocument:
    """The document of a completed case from its events; `store` is this shop's number.

    Raises:
        Defect: the case was not completed.
    """
    record = record_of(events)
    completed = next((event for event in events if event.type == "case_completed"), None)
    if record.plan is None or completed is None:
        raise Defect("a return is handed over once it is completed", code="invariant_broken")
    planned = _last(events, "plan_made", record.plan.key)
    chosen = _last(events, "option_chosen", record.plan.key)
    return ReturnDocument(
        reference=payout_reference(record.number, record.plan.key),
        key=record.plan.key,
        case_id=record.case_id,
        case_number=record.number,
        store=store,
        terminal=completed.terminal,
        completed_at=completed.at,
        operator=completed.operator or "",
        approver=record.approval.approver if record.approval else None,
        currency=str(record.board["currency"]),
        option=record.plan.option,
        goods=_goods(record.plan),
        lines=_lines(record, record.plan, planned),
        legs=tuple(_leg(leg) for leg in record.plan.legs),
        sales=_sales(planned),
        absorbed=cast("int", chosen.get("absorbed", 0)),
        vouched_sequence=completed.sequence,
        vouched_hash=completed.hash,
        training=training,
        day_ends_at=day_ends_at,
        new_goods=record.plan.new_goods,
    )


def _last(events: Sequence[Event], event_type: str, key: str) -> Payload:
    """The payload of that type with the payout's key; a case may have given up earlier plans."""
    return next(
        event.payload
        for event in reversed(events)
        if event.type == event_type and event.payload["key"] == key
    )


def _goods(plan: Plan) -> Goods:
    remedy = plan.option.partition("/")[0]
    if remedy in GOODS_STAY or all_kept(plan):
        return Goods.KEPT
    return Goods.AGAIN if remedy in SAME_GOODS_AGAIN else Goods.TAKEN


def _lines(record: CaseRecord, plan: Plan, planned: Payload) -> tuple[ReturnLine, ...]:
    told = cast("Sequence[Payload]", planned["items"])
    on_receipts = (_line(record, *pair) for pair in zip(plan.items, told, strict=True))
    return (*on_receipts, *(_line_without_receipt(record, goods) for goods in plan.goods))


def _line(record: CaseRecord, item: PlannedItem, told: Payload) -> ReturnLine:
    """One line; what plans before this version did not hold falls back on what they did."""
    claimed = item_at(record.claim.items, (item.receipt, item.line))
    return ReturnLine(
        receipt=item.receipt,
        line=item.line,
        description=item.description,
        quantity=item.quantity,
        unit=item.unit,
        worth=cast("int", told.get("worth", item.paid)),
        worth_tax=cast("int", told.get("worth_tax", item.tax)),
        paid=item.paid,
        tax=item.tax,
        fee=item.fee,
        sku=cast("str | None", told.get("sku")),
        gtin=cast("str | None", told.get("gtin")),
        category=str(told.get("category", "")),
        reason=str(claimed.reason) if claimed and claimed.reason else None,
        condition=str(claimed.condition) if claimed and claimed.condition else None,
        new_unit_price=claimed.new_unit_price if claimed else None,
        taxes=planned_taxes(told),
        is_kept=item.is_kept,
        **handed_place(record, (item.receipt, item.line)),
    )


def _line_without_receipt(record: CaseRecord, goods: PlannedGoods) -> ReturnLine:
    """No sale tells what they cost or their tax: they are worth what is owed for them."""
    index = at_place(record.claim, (NO_RECEIPT, goods.line))
    claimed = None if index is None else record.claim.without_receipt[index]
    return ReturnLine(
        receipt=None,
        line=None,
        description=goods.description,
        quantity=goods.quantity,
        unit="each",
        worth=goods.paid,
        worth_tax=0,
        paid=goods.paid,
        tax=0,
        fee=goods.fee,
        sku=goods.sku,
        gtin=goods.gtin,
        category=goods.category,
        reason=str(claimed.reason) if claimed and claimed.reason else None,
        condition=str(claimed.condition) if claimed and claimed.condition else None,
        **handed_place(record, (NO_RECEIPT, goods.line)),
    )


def _leg(leg: PlannedLeg) -> ReturnLeg:
    return ReturnLeg(
        leg=leg.leg,
        tender=leg.tender,
        destination=leg.destination,
        means=leg.means,
        amount=leg.amount,
        rounding=leg.rounding,
        reference=leg.reference,
        scheme=leg.scheme,
        last4=leg.last4,
        booked_at=leg.at,
        takes=leg.takes,
    )


def _sales(planned: Payload) -> tuple[OriginalSale, ...]:
    told = cast("Sequence[Payload]", planned.get("sales", ()))
    return tuple(
        OriginalSale(
            receipt=str(each["receipt"]),
            store=str(each["store"]),
            terminal=str(each["terminal"]),
            sold_at=datetime.fromisoformat(str(each["sold_at"])),
        )
        for each in told
    )
