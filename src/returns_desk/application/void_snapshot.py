"""From the session to what the screens show of a return that is being taken back.

Owns the snapshot's part of it, and what the scan field then waits for.
"""

from returns_desk.application.case_record import CaseRecord, PlannedLeg
from returns_desk.application.desk_words import LegPhase, Prompt, Stage
from returns_desk.application.payout_proofs import Proof, proof_of
from returns_desk.application.presence import there
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session, stage_of
from returns_desk.application.void_record import VoidRecord
from returns_desk.application.void_state import UndoState, VoidState
from returns_desk.application.voidable import VOID_REASONS, void_deciders

_PHASES = {
    "to_undo": LegPhase.TO_BOOK,
    "begun": LegPhase.BEGUN,
    "undone": LegPhase.BOOKED,
    "failed": LegPhase.FAILED,
}
_PROMPTS = {
    Proof.REFERENCE: Prompt.REFERENCE,
    Proof.COUNTED: Prompt.CASH_BACK,
    Proof.CREDIT_NUMBER: Prompt.CREDIT_NUMBER,
    Proof.FISCAL_RECEIPT: Prompt.FISCAL_RECEIPT,
    Proof.VOUCHER: Prompt.VOUCHER_BACK,
}


def void_state(services: DeskServices, session: Session) -> VoidState | None:
    """What is shown of a taking back; None where nothing of it is asked or begun."""
    record = there(session.record, "a case in sight has a record")
    person = there(session.operator, "a case is in sight of whoever serves")
    if record.void is not None:
        return VoidState(
            legs=_legs(record, record.void, session.doubtful), is_over=record.void.is_over
        )
    if not session.is_voiding:
        return None
    deciders = void_deciders(services.operators.all(), record, person.id, session.sales)
    return VoidState(deciders, session.approver, VOID_REASONS)


def void_prompt(session: Session) -> Prompt | None:
    """What the scan field waits for while a return is taken back; None where none is."""
    stage = stage_of(session)
    if stage is Stage.VOID_APPROVAL:
        return Prompt.APPROVER_PIN if session.approver else Prompt.APPROVER
    record = session.record
    if stage is not Stage.UNDOING or record is None or record.void is None:
        return None
    present = VoidState(legs=_legs(record, record.void, session.doubtful)).present
    if present is None or present.phase is LegPhase.IN_DOUBT:
        return Prompt.NOTHING
    return _PROMPTS[present.proof]


def _legs(record: CaseRecord, void: VoidRecord, doubtful: frozenset[int]) -> tuple[UndoState, ...]:
    legs = record.plan.legs if record.plan else ()
    return tuple(_leg(leg, void, in_doubt=leg.leg in doubtful) for leg in reversed(legs))


def _leg(leg: PlannedLeg, void: VoidRecord, *, in_doubt: bool) -> UndoState:
    undo = void.undone.get(leg.leg)
    phase = LegPhase.IN_DOUBT if in_doubt else _PHASES[void.progress_of(leg.leg)]
    reference, why = (undo.reference, undo.why) if undo else (None, None)
    return UndoState(leg, phase, proof_of(leg), reference, why)
