"""Whether an option can be confirmed now, and if not, what comes first.

Pure. The engine says where an option stands; this adds the approval that was given.
"""

from datetime import datetime
from enum import StrEnum

from returns_desk.application.approvers import has_authority, role_for
from returns_desk.application.case_record import Approval, CaseRecord
from returns_desk.domain.board import Board, Option, Standing


class Readiness(StrEnum):
    """What stands between an option and its payout."""

    READY = "ready"
    ANSWER_FIRST = "answer_first"
    ASK_FIRST = "ask_first"
    NOT_POSSIBLE = "not_possible"


def readiness_of(record: CaseRecord, board: Board, option_id: str, now: datetime) -> Readiness:
    """What stands between the option and its payout at this moment."""
    option = board.option(option_id)
    if option.standing is Standing.NOT_POSSIBLE:
        return Readiness.NOT_POSSIBLE
    if blocking_fact(board, option) is not None:
        return Readiness.ANSWER_FIRST
    if option.standing is Standing.AVAILABLE:
        return Readiness.READY
    approval = holding_approval(record, board, now)
    is_approved = approval is not None and approval.option == option_id
    return Readiness.READY if is_approved else Readiness.ASK_FIRST


def holding_approval(record: CaseRecord, board: Board, now: datetime) -> Approval | None:
    """The approval, while it has not expired and the board still offers exactly its amount.

    Where the option meanwhile needs a higher role than the approver had, it covers nothing.
    """
    approval = record.approval
    if approval is None or now >= approval.expires_at:
        return None
    option = board.option(approval.option)
    is_same = option.is_settled and option.amount == approval.amount
    return approval if is_same and _covers(approval, option) else None


def _covers(approval: Approval, option: Option) -> bool:
    if option.standing in {Standing.NOT_POSSIBLE, Standing.AVAILABLE}:
        return option.standing is Standing.AVAILABLE
    return has_authority(approval.role, role_for(option))


def blocking_fact(board: Board, option: Option) -> str | None:
    """The question to answer before the option can be chosen, or None."""
    deciding = [question.fact for question in board.questions if option.id in question.decides]
    if option.standing is Standing.CONDITIONAL or not option.is_settled:
        # What the option needs leads to it; what else decides may lead away from it.
        needed = [need.fact for need in option.needs if need.fact in deciding]
        return (needed or deciding or [need.fact for need in option.needs] or [""])[0]
    if option.standing is not Standing.NEEDS_APPROVAL:
        return None
    # Nobody may allow what an open answer could still make impossible.
    closing = {x.fact for x in option.changes_if if x.standing is Standing.NOT_POSSIBLE}
    return next((fact for fact in deciding if fact in closing), None)
