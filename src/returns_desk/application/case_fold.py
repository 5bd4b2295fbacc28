"""How events build a case's record, one after another; pure.

Owns the reading of the payload keys that the use cases write. It never decides: what an event
says has happened.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from returns_desk.application.background import LOOKED_UP, background_from, with_background
from returns_desk.application.case_record import (
    BY_ASKING,
    Approval,
    Ask,
    CaseRecord,
    Decline,
    Escalation,
    Parked,
    RecordedReceipt,
)
from returns_desk.application.claims import Place, claimed_items
from returns_desk.application.escalations.life import after
from returns_desk.application.evidence.kept import FILE_FOLDS
from returns_desk.application.evidence.seen import EVIDENCE_FOLDS
from returns_desk.application.facts import DELIVERED_AT, value_from, with_fact
from returns_desk.application.folded_values import flag_of, list_of, text_of, whole_of
from returns_desk.application.goods_without_receipt import NO_RECEIPT, goods_from
from returns_desk.application.goodwill_record import GOODWILL_FOLDS
from returns_desk.application.leg_folds import LEG_FOLDS
from returns_desk.application.new_goods_record import NEW_GOODS_FOLDS
from returns_desk.application.papers import PAPER, with_paper
from returns_desk.application.parcel_record import PARCEL_FOLDS
from returns_desk.application.place_folds import PLACE_FOLDS
from returns_desk.application.ports import Event, Json, SaleDoubt
from returns_desk.application.presence import there
from returns_desk.application.promises.folds import PROMISE_FOLDS
from returns_desk.application.tickets.folds import TICKET_FOLDS
from returns_desk.application.void_folds import VOID_FOLDS
from returns_desk.domain.case import AskedFor, Claim
from returns_desk.domain.errors import ensure

Payload = Mapping[str, Json]

TAKEN_BACK = "taken_back"
"""Why a leg that was begun was not booked: the confirmation was taken back."""


def record_of(events: Iterable[Event]) -> CaseRecord:
    """The case that these events of one case tell, first to last."""
    record: CaseRecord | None = None
    for event in events:
        record = opened(event) if record is None else with_event(record, event)
    return there(record, "a case has at least the event that opened it")


def opened(event: Event) -> CaseRecord:
    """The record that a case begins with."""
    ensure(event.type == "case_opened", "a case begins with its opening")
    return CaseRecord(
        case_id=event.case_id or "",
        number=whole_of(event.payload["number"]),
        opened_at=event.at,
        clerk=event.operator or "",
        # Only the case of a customer who goes on names an earlier one.
        after=text_of(event.payload.get("after")),
    )


def with_event(record: CaseRecord, event: Event) -> CaseRecord:
    """The record after one more event; types that tell nothing about the case pass."""
    apply = _FOLDS.get(event.type)
    changed = record if apply is None else apply(record, event)
    life = after(record.life, event)
    return changed if life is record.life else replace(changed, life=life)


def _receipt_added(record: CaseRecord, event: Event) -> CaseRecord:
    payload = event.payload
    # Events of before there were doubts have none; older ones do not tell of the paper.
    doubts = tuple(_doubt(cast("Payload", each)) for each in list_of(payload.get("doubts", ())))
    keyed_in, on_paper = payload["keyed_in"] is True, payload.get("on_paper")
    receipt = RecordedReceipt(str(payload["receipt"]), keyed_in, doubts, flag_of(on_paper))
    return replace(record, receipts=(*record.receipts, receipt))


def _doubt(doubt: Payload) -> SaleDoubt:
    said, found = (cast("int | None", doubt[name]) for name in ("said", "found"))
    return SaleDoubt(str(doubt["code"]), said, found, str(doubt["place"]))


def _claim_changed(record: CaseRecord, event: Event) -> CaseRecord:
    items = claimed_items(event.payload["items"])
    # Events with goods on receipts alone have none.
    goods = goods_from(event.payload.get("without_receipt", []))
    narrowed = {str(x) for x in list_of(event.payload.get("narrowed", ()))}
    changed = replace(
        record,
        claim=replace(record.claim, items=items, without_receipt=goods),
        narrowed=record.narrowed | narrowed,
    )
    same_goods = _goods(changed.claim) == _goods(record.claim)
    return changed if same_goods else replace(changed, approval=None)


def _goods(claim: Claim) -> set[tuple[Place, Decimal]]:
    bare = {
        ((NO_RECEIPT, number), each.quantity) for number, each in enumerate(claim.without_receipt)
    }
    return bare | {((item.receipt, item.line), item.quantity) for item in claim.items}


def _receipt_taken_out(record: CaseRecord, event: Event) -> CaseRecord:
    """Nothing of the receipt stays but its events; the claim's own event says what comes back."""
    gone = str(event.payload["receipt"])
    kept = tuple(each for each in record.receipts if each.receipt != gone)
    items = tuple(item for item in record.claim.items if item.receipt != gone)
    claim = replace(record.claim, items=items)
    return replace(
        record, receipts=kept, claim=claim, narrowed=record.narrowed - {gone}, approval=None
    )


def _fact_answered(record: CaseRecord, event: Event) -> CaseRecord:
    fact = str(event.payload["fact"])
    value = value_from(event.payload["value"])
    name, _, receipt = fact.partition(":")
    if name == PAPER:
        return with_paper(record, receipt, value)
    if name == DELIVERED_AT:
        rest = {x: day for x, day in record.delivered.items() if x != receipt}
        days = rest if value is None else {**rest, receipt: str(value)}
        return replace(record, delivered=MappingProxyType(days))
    return replace(record, claim=with_fact(record.claim, fact, value))


def _background_looked_up(record: CaseRecord, event: Event) -> CaseRecord:
    return replace(record, claim=with_background(record.claim, background_from(event.payload)))


def _board_shown(record: CaseRecord, event: Event) -> CaseRecord:
    numbers = cast("Mapping[str, int]", event.payload["numbers"])
    return replace(
        record,
        digest=str(event.payload["digest"]),
        board=cast("Payload", event.payload["board"]),
        numbers=MappingProxyType(dict(numbers)),
    )


def _asked_for(record: CaseRecord, event: Event) -> CaseRecord:
    how = str(event.payload.get("how", BY_ASKING))
    ask = Ask(str(event.payload["option"]), event.at, event.operator or "", how)
    asked = replace(record, asks=(*record.asks, ask))
    if how != BY_ASKING or record.claim.asked_for is not None:
        return asked
    remedy, _, destination = ask.option.partition("/")
    return replace(asked, claim=replace(record.claim, asked_for=AskedFor(remedy, destination)))


def _escalation_raised(record: CaseRecord, event: Event) -> CaseRecord:
    payload = event.payload
    triggers = tuple(str(code) for code in list_of(payload["triggers"]))
    option = text_of(payload["option"])
    about = [cast("Payload", each) for each in list_of(payload["about"])]
    raised = {(str(each["code"]), text_of(each["option"])) for each in about}
    escalation = Escalation(event.at, triggers, option, whole_of(payload["amount"]))
    return replace(
        record,
        escalations=(*record.escalations, escalation),
        raised=record.raised | raised,
    )


def _approval_given(record: CaseRecord, event: Event) -> CaseRecord:
    payload = event.payload
    approval = Approval(
        option=str(payload["option"]),
        amount=whole_of(payload["amount"]),
        approver=str(payload["approver"]),
        # Events of before roles were noted come from shops whose approvers were managers.
        role=str(payload.get("role", "manager")),
        reason=str(payload["reason"]),
        at=event.at,
        expires_at=datetime.fromisoformat(str(payload["expires_at"])),
    )
    return replace(record, approval=approval, decline=None)


def _approval_declined(record: CaseRecord, event: Event) -> CaseRecord:
    option, alternative, approver, reason = (
        str(event.payload[key]) for key in ("option", "alternative", "approver", "reason")
    )
    decline = Decline(option, alternative, approver, reason, event.at)
    return replace(record, approval=None, decline=decline)


def _case_completed(record: CaseRecord, _: Event) -> CaseRecord:
    return replace(record, is_completed=True)


def _slip_issued(record: CaseRecord, event: Event) -> CaseRecord:
    return replace(record, anchor=str(event.payload["anchor"]))


def _case_parked(record: CaseRecord, event: Event) -> CaseRecord:
    goods, amount = str(event.payload["goods"]), whole_of(event.payload["amount"])
    return replace(record, parked=Parked(event.at, goods, amount))


def _case_resumed(record: CaseRecord, _: Event) -> CaseRecord:
    return replace(record, parked=None)


def _case_left(record: CaseRecord, _: Event) -> CaseRecord:
    return replace(record, is_left=True)


_FOLDS: Mapping[str, Callable[[CaseRecord, Event], CaseRecord]] = MappingProxyType(
    {
        "receipt_added": _receipt_added,
        "receipt_taken_out": _receipt_taken_out,
        "claim_changed": _claim_changed,
        "fact_answered": _fact_answered,
        LOOKED_UP: _background_looked_up,
        "board_shown": _board_shown,
        "asked_for": _asked_for,
        "escalation_raised": _escalation_raised,
        "approval_given": _approval_given,
        "approval_declined": _approval_declined,
        **LEG_FOLDS,
        **NEW_GOODS_FOLDS,
        **GOODWILL_FOLDS,
        **PARCEL_FOLDS,
        **VOID_FOLDS,
        **PLACE_FOLDS,
        **PROMISE_FOLDS,
        **TICKET_FOLDS,
        **EVIDENCE_FOLDS,
        **FILE_FOLDS,
        "case_completed": _case_completed,
        "slip_issued": _slip_issued,
        "case_parked": _case_parked,
        "case_resumed": _case_resumed,
        "case_left": _case_left,
    }
)
