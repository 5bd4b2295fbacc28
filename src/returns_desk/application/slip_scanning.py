"""The barcode of one of our own slips: it brings the return of today back into sight.

Owns which slips do: those of this counter and this business day, so that a return can be looked at,
printed, gone on from or taken back; and at any time those whose customer waits for goods. Any
other slip is said to be one.
"""

from typing import Final

from returns_desk.application.case_fold import record_of
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.closing import clear_case, take_up
from returns_desk.application.presence import there
from returns_desk.application.scanned_codes import case_number_of_slip
from returns_desk.application.slips import payout_reference
from returns_desk.application.tickets.opening import record_of_receipt, record_of_ticket
from returns_desk.application.tickets.ticket import REPAIR
from returns_desk.application.turn import Turn
from returns_desk.application.voidable import is_of_today

LOOK_BACK_EVENTS: Final = 20_000
"""More than a counter writes in a day."""


def show_scanned_slip(turn: Turn, scanned: str) -> bool:
    """Bring the return of that slip back into sight; False where it is none of these."""
    record = _scanned(turn, scanned)
    if record is None:
        return False
    clear_case(turn)
    take_up(turn, record)
    turn.set(chosen=None)
    return True


def show_ticket_of(turn: Turn, receipt: str) -> bool:
    """Bring goods of that receipt that a customer waits for into sight; False where none are."""
    record = record_of_receipt(turn, receipt)
    if record is None:
        return False
    take_up(turn, record)
    turn.set(chosen=None)
    ticket = there(record.ticket, "whoever waits has a ticket")
    code = "here_for_repair" if ticket.kind == REPAIR else "waits_for_new_goods"
    turn.say(code, number=record.number)
    return True


def _scanned(turn: Turn, scanned: str) -> CaseRecord | None:
    number, journal = case_number_of_slip(scanned), turn.services.journal
    if number is None:
        return None
    since = max(journal.head()[0] - LOOK_BACK_EVENTS, 0)
    for event in journal.read(after=since, types=("case_completed",)):
        if not is_of_today(turn, event):
            continue
        record = record_of(journal.read(case_id=event.case_id))
        if record.number == number and scanned in _barcodes(record) and record.has_slip:
            return record
    return record_of_ticket(turn, number, scanned)


def _barcodes(record: CaseRecord) -> set[str]:
    """Those of its slips, as long as they were the last word."""
    keys = [record.plan.key] if record.plan else []
    keys += [record.void.key] if record.void else []
    return {payout_reference(record.number, key) for key in keys}
