"""The lines of a payout stand at the hub before it begins, and are told later where it was away.

Owns when the hub is asked, what is noted of its answer, and that a line which two counters gave
money for is handed on by itself with both sides. No line is paid twice while the hub is there.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from returns_desk.application.case_record import Plan
from returns_desk.application.claim_book import CLAIMED, GIVEN_UP, SETTLED, claim_document
from returns_desk.application.claims_at_hub import (
    CaseClaim,
    ClaimAnswer,
    ClaimedMoney,
    ClaimedUnits,
    ClaimStatus,
    OtherClaim,
)
from returns_desk.application.desk_state import Tone
from returns_desk.application.escalations.raising import raise_for_case
from returns_desk.application.goods_taken import counted_items
from returns_desk.application.new_goods_plan import taken_for
from returns_desk.application.plans import tender_of
from returns_desk.application.presence import there
from returns_desk.application.promises.making import note_about
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.slips import payout_reference
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Trigger
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from returns_desk.application.ports import Json

DOUBLE_REFUND: Final = "double_refund"


def claim_planned(turn: Turn) -> ClaimAnswer:
    """Ask the hub for the lines of the plan; noted where they stand, or where it is away."""
    wanted = _claim_of(turn, there(turn.record.plan, "what is claimed is planned"))
    if not wanted.units:
        return ClaimAnswer(ClaimStatus.NO_HUB)
    answer = turn.services.claims.claim(wanted)
    if answer.status in {ClaimStatus.CLAIMED, ClaimStatus.UNREACHED}:
        waits = answer.status is ClaimStatus.UNREACHED
        turn.note(CLAIMED, claim_document(wanted, waits=waits))
    return answer


def give_up_claim(turn: Turn) -> None:
    """Note that what was claimed is not paid after all; the hub is told once it is recorded."""
    if turn.record.is_claimed:
        turn.note(GIVEN_UP, {})


def others_of(turn: Turn) -> tuple[OtherClaim, ...]:
    """Who has something of the receipts of the case, the latest last."""
    receipts = [sale.receipt for sale in turn.session.sales]
    return turn.services.claims.others(receipts)


def say_taken(turn: Turn, others: Sequence[OtherClaim], code: str = "taken_at_counter") -> None:
    """Say where and when it was taken back last, in words that the customer may hear."""
    last = others[-1]
    at = last.at.astimezone(turn.now.tzinfo).strftime("%Y-%m-%d %H:%M")
    turn.say(code, Tone.ATTENTION, terminal=last.terminal, at=at)


def settle_claims(services: DeskServices, session: Session) -> Session:
    """Tell the hub what waits, while it is there; the session with what was noted.

    A commit of its own, as the slip's: should it fail, the next command tells the hub the same
    again, and it answers the same.
    """
    if services.claims.is_away():
        return session
    turn = Turn(services, session)
    for wanted in services.claim_book.waiting(services.journal):
        answer = services.claims.claim(wanted, is_late=True)
        if answer.status is not ClaimStatus.UNREACHED:
            _note_settled(turn, wanted, answer)
    try:
        return turn.commit()
    except EnvironmentFault:
        return session


def _note_settled(turn: Turn, wanted: CaseClaim, answer: ClaimAnswer) -> None:
    others: list[Json] = [
        {"terminal": each.terminal, "at": each.at.isoformat()} for each in answer.others
    ]
    told: dict[str, Json] = {"answer": str(answer.status), "others": others}
    note_about(turn, wanted.case_id, SETTLED, told)
    if answer.status is ClaimStatus.DOUBLED:
        raise_for_case(turn, wanted.case_id, Trigger(DOUBLE_REFUND))


def _claim_of(turn: Turn, plan: Plan) -> CaseClaim:
    return CaseClaim(
        case_id=turn.record.case_id,
        reference=payout_reference(turn.record.number, plan.key),
        units=_units_of(turn, plan),
        money=_money_of(turn, plan),
    )


def _units_of(turn: Turn, plan: Plan) -> tuple[ClaimedUnits, ...]:
    found = []
    for item in counted_items(plan):
        sale = there(turn.session.sale_of(item.receipt), "a planned line's receipt is here")
        line = there(sale.line_at(item.line), "a planned line is on its receipt")
        paid = taken_for(plan, item)
        found.append(
            ClaimedUnits(
                sale.store, sale.receipt, line.line, item.quantity, line.quantity, paid, item.fee
            )
        )
    return tuple(found)


def _money_of(turn: Turn, plan: Plan) -> tuple[ClaimedMoney, ...]:
    """What goes back to payments of the sales; other ways change nothing for later returns."""
    found = []
    for leg in plan.legs:
        tender = tender_of(turn.session.sales, leg.tender)
        if tender is not None and leg.tender is not None and leg.amount > 0:
            receipt = leg.tender.rpartition("/")[0]
            found.append(ClaimedMoney(receipt, tender.tender, str(tender.type), leg.amount))
    return tuple(found)
