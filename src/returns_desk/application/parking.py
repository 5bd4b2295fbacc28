"""How a case is parked for a while, so that the next customer need not wait.

Owns when a case may be parked and what its event says. Taking one up again is closing.py's: for the
journal a parked case is an open one, and a restart offers it like any other.
"""

from returns_desk.application.closing import clear_case, offer_of, resume_case
from returns_desk.application.desk_state import Tone
from returns_desk.application.goods_lines import goods_lines
from returns_desk.application.ports import Json
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import OperatorMistake


def park(turn: Turn) -> None:
    """Set the case aside as it is (F4); everything of it that was noted stays.

    Raises:
        OperatorMistake: `nothing_to_park` where no case was begun yet.
    """
    if turn.session.record is None:
        message = "There is nothing to park yet. Scan a receipt or name the goods first."
        raise OperatorMistake(message, code="nothing_to_park")
    turn.note("case_parked", _parked_document(turn))
    record = turn.record
    clear_case(turn, ended=record.case_id)
    turn.set(offered=(*turn.session.offered, offer_of(record)))
    turn.say("parked", Tone.NOW, number=record.number)


def park_and_resume(turn: Turn, case_id: str) -> None:
    """Park the case at hand and take up another in the same moment; neither without the other.

    Raises:
        OperatorMistake: nothing was begun yet, or the other case is not open.
    """
    park(turn)
    parked = turn.session.offered[-1]
    resume_case(turn, case_id)
    others = (each for each in turn.session.offered if each.case_id != parked.case_id)
    turn.set(offered=(*others, parked))


def _parked_document(turn: Turn) -> dict[str, Json]:
    """By what people tell it from others, and what its goods cost; nothing of a person."""
    return {"goods": _first_goods(turn), "amount": turn.board.claim_amount}


def _first_goods(turn: Turn) -> str:
    for item in turn.record.claim.items:
        line = turn.session.line_of(item.receipt, item.line)
        if line is not None:
            return line.description
    lines = goods_lines(turn.services, turn.record, turn.now)
    return lines[0].description if lines else ""
