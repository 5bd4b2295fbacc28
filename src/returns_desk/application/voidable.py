"""Whether a completed return can still be taken back, and who may decide on it.

Owns the conditions, each with its sentence. A void is of the same business day only: an earlier
day's figures and books are settled. What came later on the same goods comes back first, so that
the shares of what was paid stay exact.
"""

from collections.abc import Iterable
from typing import Final

from returns_desk.application.approvers import has_authority, is_own_purchase
from returns_desk.application.business_days import end_in_force
from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord, Plan
from returns_desk.application.ports import Event, Operator
from returns_desk.application.presence import there
from returns_desk.application.services import DeskServices
from returns_desk.application.turn import Turn
from returns_desk.application.voucher_redeeming import history_of
from returns_desk.domain.business_day import business_day_of
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale

VOID_REASONS: Final = ("wrong_goods_or_amount", "paid_wrong_way", "customer_keeps_goods", "other")
"""Why a return is taken back; the first is used where none was chosen."""
NEEDED_ROLE: Final = "manager"


def void_deciders(
    people: Iterable[Operator], record: CaseRecord, asker: str, sales: Iterable[Sale]
) -> tuple[Operator, ...]:
    """Who may take the return back: neither who paid it out, asks for it now, nor bought it."""
    own, bought = {record.clerk, asker}, tuple(sales)
    return tuple(
        each
        for each in people
        if each.id not in own
        and has_authority(each.role, NEEDED_ROLE)
        and not is_own_purchase(each, bought)
    )


def check_voidable(turn: Turn) -> Event:
    """The completion of the return in sight, if the return can be taken back now.

    Raises:
        OperatorMistake: what stands in the way, and what to do instead.
    """
    record = turn.record
    if record.void is not None:
        raise OperatorMistake("This return was taken back already.", code="void_already")
    events = turn.services.journal.read(case_id=record.case_id, types=("case_completed",))
    completed = there(next(iter(events), None), "a slip is of a completed case")
    if not is_of_today(turn, completed):
        message = (
            "This return is of an earlier business day. Sell the goods again at the till instead."
        )
        raise OperatorMistake(message, code="void_too_late")
    _refuse_before_later_ones(turn, completed)
    _refuse_used_vouchers(turn.services, there(record.plan, "a completed case has a plan"))
    return completed


def is_of_today(turn: Turn, event: Event) -> bool:
    """Whether the event belongs to the business day of this moment."""
    ends_at = end_in_force(turn.services.journal)
    return business_day_of(event.at, ends_at) == business_day_of(turn.now, ends_at)


def _refuse_before_later_ones(turn: Turn, completed: Event) -> None:
    own = _places(there(turn.record.plan, "a completed case has a plan"))
    journal = turn.services.journal
    later = journal.read(after=completed.sequence, types=("plan_made",))
    others = {each.case_id for each in later if each.case_id != completed.case_id}
    for case_id in sorted(str(each) for each in others):
        record = record_of(journal.read(case_id=case_id))
        if _stands(record) and own & _places(there(record.plan, "it stands")):
            message = "A later return has the same goods. Take that one back first: {number}."
            said = message.format(number=record.number)
            raise OperatorMistake(said, code="void_order", number=record.number, sentence=message)


def _stands(record: CaseRecord) -> bool:
    """Whether the case's plan is carried out, or still may be."""
    is_void = record.void is not None and record.void.is_over
    return record.plan is not None and not record.is_left and not is_void


def _places(plan: Plan) -> set[tuple[str, int]]:
    return {(item.receipt, item.line) for item in plan.items}


def _refuse_used_vouchers(services: DeskServices, plan: Plan) -> None:
    for leg in plan.legs:
        if leg.voucher is not None:
            refuse_used_voucher(services, leg.voucher.number)


def refuse_used_voucher(services: DeskServices, number: str) -> None:
    """Let a voucher pass that nobody has used.

    Raises:
        OperatorMistake: its value was spent; it can't come back.
    """
    if history_of(services.journal, number).redeemed_at is not None:
        message = "The voucher of this return was used already, so it can't be taken back."
        raise OperatorMistake(message, code="void_voucher_used")
