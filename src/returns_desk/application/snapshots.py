"""From the session to what the screens show; pure but for reading names and the clock.

Owns the shape of a snapshot. It decides nothing that a command does not check again.
"""

from datetime import datetime
from decimal import Decimal

from returns_desk.application.approvers import approval_reasons, eligible_approvers
from returns_desk.application.case_record import CaseRecord, PlannedLeg
from returns_desk.application.desk_state import (
    ApprovalState,
    CaseState,
    DeclineState,
    DeskState,
    LegPhase,
    LegState,
    LineState,
    PersonState,
    Prompt,
    ReceiptState,
    Stage,
    TenderState,
)
from returns_desk.application.escalations.seen import escalation_state
from returns_desk.application.facts import known_facts
from returns_desk.application.goods_lines import goods_lines
from returns_desk.application.goods_places import places_state
from returns_desk.application.guidance import guidance_step
from returns_desk.application.other_ways_seen import board_prompt, other_ways_state
from returns_desk.application.payout_proofs import Proof, proof_of
from returns_desk.application.ports import Operator
from returns_desk.application.price_waiting import price_now
from returns_desk.application.promises.looking import promises_state
from returns_desk.application.readiness import Readiness, holding_approval, readiness_of
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session, stage_of
from returns_desk.application.slips import Slip
from returns_desk.application.tickets.opening import may_order
from returns_desk.application.void_snapshot import void_prompt, void_state
from returns_desk.domain.board import Board
from returns_desk.domain.case import ClaimedItem, EvidenceKind
from returns_desk.domain.sale import Sale, SaleLine

_PROMPTS = {
    Stage.KEY_IN: Prompt.NOTHING,
    Stage.WAITING: Prompt.RECEIPT,
    Stage.SLIP: Prompt.RECEIPT,
    Stage.IN_DOUBT: Prompt.NOTHING,
    Stage.PROOF: Prompt.PROOF,
}
_PROOF_PROMPTS = {
    Proof.REFERENCE: Prompt.REFERENCE,
    Proof.COUNTED: Prompt.CASH,
    Proof.CREDIT_NUMBER: Prompt.CREDIT_NUMBER,
    Proof.FISCAL_RECEIPT: Prompt.FISCAL_RECEIPT,
    Proof.VOUCHER: Prompt.VOUCHER,
}


def desk_state(services: DeskServices, session: Session, slip: Slip | None) -> DeskState:
    """The whole snapshot; the case is left out while nobody is signed in."""
    stage = stage_of(session)
    people = services.operators.all()
    is_open = stage is not Stage.SIGNED_OUT
    return DeskState(
        stage=stage,
        prompt=_prompt(stage, session),
        people=tuple(_person(each) for each in people),
        operator=_person(session.operator) if session.operator else None,
        signing_in=_person(session.signing_in) if session.signing_in else None,
        case=case_state(services, session, slip) if is_open else None,
        notice=session.notice,
        keying_in=session.keying_in if is_open else None,
        proof=session.proof if is_open else None,
        open_cases=session.offered if is_open else (),
        hand_over=services.hand_over.state(),
        backups=services.backups.state(),
        sending=services.sending.state(),
        promises=promises_state(services, session),
    )


def _prompt(stage: Stage, session: Session) -> Prompt:
    voiding = void_prompt(session)
    if voiding is not None:
        return voiding
    if stage is Stage.SIGNED_OUT:
        return Prompt.PIN if session.signing_in else Prompt.OPERATOR
    if stage is Stage.APPROVAL:
        return Prompt.APPROVER_PIN if session.approver else Prompt.APPROVER
    if stage is Stage.BOOKING and session.record and session.record.plan:
        leg = session.record.plan.next_leg
        return _PROOF_PROMPTS[proof_of(leg)] if leg else Prompt.REFERENCE
    return board_prompt(session) if stage is Stage.BOARD else _PROMPTS[stage]


def case_state(
    services: DeskServices, session: Session, slip: Slip | None = None
) -> CaseState | None:
    """The case on screen; None where there is none."""
    record, board = session.record, session.board
    if record is None or board is None:
        return None
    now = services.clock.now()
    stage = stage_of(session)
    pinned = record.pinned
    approvers = _approvers(services, session, record, board)
    wanted = session.requested or session.chosen
    return CaseState(
        number=record.number,
        case_id=record.case_id,
        opened_at=record.opened_at,
        clerk=record.clerk,
        currency=board.currency,
        receipts=_receipts(record, session.sales, now),
        without_receipt=goods_lines(services, record, now),
        is_gift=record.claim.evidence.get(EvidenceKind.GIFT_RECEIPT) is True,
        board=board,
        digest=record.digest,
        numbers=record.numbers,
        answers=known_facts(record.claim, record.delivered),
        guidance=guidance_step(stage, record, board, session.chosen),
        asked=pinned.option if pinned else None,
        asked_at=pinned.at if pinned else None,
        asked_last=record.asks[-1].option if record.asks else None,
        requested=session.requested,
        chosen=session.chosen,
        can_confirm=_can_confirm(stage, session, record, board, now),
        escalation=escalation_state(record),
        approval=_approval(services, record, board, now),
        decline=_decline(services, record),
        approvers=tuple(_person(each) for each in approvers),
        other_ways=other_ways_state(services, session, record, board, now),
        approver=_person(session.approver) if session.approver else None,
        approval_reasons=approval_reasons(wanted) if wanted else (),
        legs=_legs(session, record),
        slip=slip,
        slip_sent=session.slip_sent,
        after=record.after,
        void=void_state(services, session),
        places=places_state(session),
        ticket=record.ticket,
        may_order=may_order(record),
    )


def _person(person: Operator) -> PersonState:
    return PersonState(person.id, person.name, person.role)


def _name_of(services: DeskServices, operator_id: str) -> str:
    people = services.operators.all()
    return next((each.name for each in people if each.id == operator_id), operator_id)


def _approvers(
    services: DeskServices, session: Session, record: CaseRecord, board: Board
) -> tuple[Operator, ...]:
    if session.requested is None:
        return ()
    option = board.option(session.requested)
    return eligible_approvers(services.operators.all(), record, option, session.sales)


def _can_confirm(
    stage: Stage, session: Session, record: CaseRecord, board: Board, now: datetime
) -> bool:
    if stage not in {Stage.BOARD, Stage.APPROVAL} or session.chosen is None:
        return False
    if session.asked_price is not None or session.asks_day:
        return False
    return readiness_of(record, board, session.chosen, now) is Readiness.READY


# --- receipts -------------------------------------------------------------------------------


def _receipts(
    record: CaseRecord, sales: tuple[Sale, ...], now: datetime
) -> tuple[ReceiptState, ...]:
    keyed_in = {each.receipt for each in record.receipts if each.keyed_in}
    doubts = {each.receipt: each.doubts for each in record.receipts}
    claimed: Claimed = {}
    for index, item in enumerate(record.claim.items):
        claimed.setdefault((item.receipt, item.line), (index, item))
    return tuple(
        ReceiptState(
            receipt=sale.receipt,
            store=sale.store,
            sold_at=sale.sold_at,
            days_since=(now.date() - sale.sold_at.date()).days,
            tenders=tuple(
                TenderState(x.tender, x.type, x.amount, x.refundable_amount, x.scheme, x.last4)
                for x in sale.tenders
            ),
            lines=tuple(_line(claimed, sale, line) for line in sale.lines),
            keyed_in=sale.receipt in keyed_in,
            doubts=doubts.get(sale.receipt, ()),
        )
        for sale in sales
    )


Claimed = dict[tuple[str, int], tuple[int, ClaimedItem]]
"""What is claimed, with its place in the claim, by receipt and line."""


def _line(claimed_items: Claimed, sale: Sale, line: SaleLine) -> LineState:
    index, item = claimed_items.get((sale.receipt, line.line), (None, None))
    claimed = item.quantity if item else Decimal(0)
    taken = min(claimed, line.available)
    return LineState(
        receipt=sale.receipt,
        line=line.line,
        description=line.description,
        unit=line.unit,
        sold=line.quantity,
        returned=line.returned,
        available=line.available,
        claimed=claimed,
        paid=line.paid,
        paid_for_claim=line.paid_share(taken) if taken else 0,
        item=index,
        sku=line.sku,
        gtin=line.gtin,
        category=line.category,
        kind=line.kind,
        reason=item.reason if item else None,
        condition=item.condition if item else None,
        missing=item.missing if item else None,
        final_sale=line.final_sale,
        new_unit_price=price_now(item),
    )


# --- authority and legs -----------------------------------------------------------------------


def _approval(
    services: DeskServices, record: CaseRecord, board: Board, now: datetime
) -> ApprovalState | None:
    given = holding_approval(record, board, now) if record.plan is None else record.approval
    if given is None:
        return None
    return ApprovalState(
        option=given.option,
        amount=given.amount,
        approver=given.approver,
        approver_name=_name_of(services, given.approver),
        reason=given.reason,
        given_at=given.at,
        expires_at=given.expires_at,
    )


def _decline(services: DeskServices, record: CaseRecord) -> DeclineState | None:
    declined = record.decline
    if declined is None:
        return None
    return DeclineState(
        option=declined.option,
        alternative=declined.alternative,
        approver=declined.approver,
        approver_name=_name_of(services, declined.approver),
        reason=declined.reason,
        at=declined.at,
    )


def _legs(session: Session, record: CaseRecord) -> tuple[LegState, ...]:
    legs = record.plan.legs if record.plan else ()
    return tuple(_leg(leg, in_doubt=leg.leg in session.doubtful) for leg in legs)


def _leg(leg: PlannedLeg, *, in_doubt: bool) -> LegState:
    least, most = leg.business_days or (None, None)
    return LegState(
        leg=leg.leg,
        tender=leg.tender,
        destination=leg.destination,
        means=leg.means,
        amount=leg.amount,
        rounding=leg.rounding,
        phase=LegPhase.IN_DOUBT if in_doubt else LegPhase(leg.progress),
        scheme=leg.scheme,
        last4=leg.last4,
        reference=leg.reference,
        at=leg.at,
        why=leg.why,
        business_days_min=least,
        business_days_max=most,
        proof=proof_of(leg),
        voucher=leg.voucher,
        takes=leg.takes,
    )
