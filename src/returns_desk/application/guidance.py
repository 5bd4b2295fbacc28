"""Which of the seven helpful steps fits now; help, never a condition (R7). Pure."""

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk_state import GuidanceStep, Stage
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import Reason

_WENT_WRONG = frozenset(
    {
        Reason.FAULTY,
        Reason.DAMAGED,
        Reason.WRONG_ITEM,
        Reason.NOT_AS_DESCRIBED,
        Reason.SPOILED,
        Reason.RECALL,
        Reason.LATE,
    }
)


def guidance_step(
    stage: Stage, record: CaseRecord, board: Board, chosen: str | None
) -> GuidanceStep:
    """Listen, apologise, explain, fix, offer, ask what else: the one that fits now."""
    if stage is Stage.SLIP:
        return GuidanceStep.ASK_WHAT_ELSE
    if record.decline is not None and chosen is None:
        return GuidanceStep.OFFER
    if stage in {Stage.BOOKING, Stage.IN_DOUBT, Stage.APPROVAL} or chosen is not None:
        return GuidanceStep.FIX
    first = record.first_ask
    if first is not None and board.option(first.option).standing is Standing.NOT_POSSIBLE:
        return GuidanceStep.EXPLAIN
    went_wrong = any(item.reason in _WENT_WRONG for item in record.claim.items)
    return GuidanceStep.APOLOGISE if went_wrong else GuidanceStep.LISTEN
