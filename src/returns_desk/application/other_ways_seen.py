"""From the session to what screens show of other ways than money back.

Owns how that part of the snapshot comes about; it decides nothing that a command does not check.
"""

from datetime import datetime

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.desk_words import Prompt
from returns_desk.application.goodwill_budget import GOODWILL_REASONS, budget_of, is_of_clerk
from returns_desk.application.goodwill_choosing import goodwill_wanted
from returns_desk.application.other_ways_state import OtherWaysState
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.domain.board import Board


def board_prompt(session: Session) -> Prompt:
    """What the scan field waits for while the board is in sight."""
    if session.asked_price is not None:
        return Prompt.AMOUNT if session.asked_price.option else Prompt.PRICE
    if session.asks_day:
        return Prompt.POSTED_ON
    return Prompt.NEW_GOODS if session.picks_goods else Prompt.CASE


def other_ways_state(
    services: DeskServices, session: Session, record: CaseRecord, board: Board, now: datetime
) -> OtherWaysState:
    """That part of the snapshot of the open case."""
    asked, chosen = session.asked_price, session.chosen
    gives = chosen is not None and is_of_clerk(board.option(chosen))
    return OtherWaysState(
        new_goods=record.new_goods,
        picks_goods=session.picks_goods,
        asked_price=asked.name if asked else "",
        parcel=record.parcel,
        papers=record.papers,
        budget=budget_of(services, record, now),
        goodwill_reason=(session.goodwill_reason or GOODWILL_REASONS[0]) if gives else "",
        goodwill_most=asked.most if asked else 0,
        can_choose_amount=goodwill_wanted(session) is not None,
    )
