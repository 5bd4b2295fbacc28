"""How the events of a payout build the plan and its legs in a case's record; pure.

Owns the reading of the payload keys that paying writes. It never decides: what an event says has
happened.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from returns_desk.application.case_record import CaseRecord, Plan
from returns_desk.application.claim_book import CLAIMED, GIVEN_UP
from returns_desk.application.folded_values import text_of, whole_of
from returns_desk.application.new_goods_record import new_goods_from
from returns_desk.application.planned import planned_goods, planned_items, planned_legs
from returns_desk.application.ports import Event
from returns_desk.application.presence import there
from returns_desk.application.store_credit import VOUCHER_ISSUED, issued_voucher


def _plan_made(record: CaseRecord, event: Event) -> CaseRecord:
    payload = event.payload
    legs = planned_legs(payload)
    plan = Plan(
        key=str(payload["key"]),
        option=str(payload["option"]),
        amount=sum(leg.amount for leg in legs),
        legs=legs,
        items=planned_items(payload),
        goods=planned_goods(payload),
        new_goods=new_goods_from(payload.get("new_goods", [])),
    )
    return replace(record, plan=plan)


def _leg_begun(record: CaseRecord, event: Event) -> CaseRecord:
    return _with_leg(record, event, "begun")


def _leg_booked(record: CaseRecord, event: Event) -> CaseRecord:
    return _with_leg(record, event, "booked")


def _leg_failed(record: CaseRecord, event: Event) -> CaseRecord:
    failed = _with_leg(record, event, "failed")
    if failed.plan is not None and not failed.plan.has_booked:
        return replace(failed, plan=None)
    return failed


def _leg_settled(record: CaseRecord, event: Event) -> CaseRecord:
    happened = event.payload["happened"] is True
    return _with_leg(record, event, "booked" if happened else "to_book")


def _claimed(record: CaseRecord, _: Event) -> CaseRecord:
    return replace(record, is_claimed=True)


def _claim_given_up(record: CaseRecord, _: Event) -> CaseRecord:
    return replace(record, is_claimed=False)


def _voucher_issued(record: CaseRecord, event: Event) -> CaseRecord:
    return _changed_leg(record, event, voucher=issued_voucher(event))


def _with_leg(record: CaseRecord, event: Event, progress: str) -> CaseRecord:
    reference, why = text_of(event.payload.get("reference")), text_of(event.payload.get("why"))
    return _changed_leg(record, event, progress=progress, reference=reference, at=event.at, why=why)


def _changed_leg(record: CaseRecord, event: Event, **changes: Any) -> CaseRecord:
    plan = there(record.plan, "a leg has a plan")
    number = whole_of(event.payload["leg"])
    legs = tuple(replace(leg, **changes) if leg.leg == number else leg for leg in plan.legs)
    return replace(record, plan=replace(plan, legs=legs))


LEG_FOLDS: Mapping[str, Callable[[CaseRecord, Event], CaseRecord]] = MappingProxyType(
    {
        "plan_made": _plan_made,
        "leg_begun": _leg_begun,
        "leg_booked": _leg_booked,
        "leg_failed": _leg_failed,
        "leg_settled": _leg_settled,
        VOUCHER_ISSUED: _voucher_issued,
        CLAIMED: _claimed,
        GIVEN_UP: _claim_given_up,
    }
)
"""What each event of a payout changes, by type."""
