"""The slip on its way to the printer, and the drawer of a cash leg.

Owns when a slip is handed to the printer, that this is noted, and which slip a crash left behind.
It must not know how anything is printed, and nothing here ever stops a return.
"""

from returns_desk.application.case_fold import record_of
from returns_desk.application.desk_state import Tone
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.application.presence import there
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.slips import Slip, VoucherText, copy_of, slip_of, training_slip
from returns_desk.application.turn import Turn
from returns_desk.application.void_record import VOIDED
from returns_desk.application.void_slips import void_slip
from returns_desk.domain.errors import EnvironmentFault

SENT = "slip_sent_to_printer"
DRAWER_OPENED = "drawer_opened"
ISSUED = "slip_issued"
COMPLETED = "case_completed"
ANCHOR_CHARACTERS = 8
_ENDED = frozenset({COMPLETED, VOIDED})
"""What a slip is made of."""
LOOK_BACK_EVENTS = 500
"""How far back a start looks for a slip that a crash left behind; only the last can be one."""


def slip_in(services: DeskServices, case_id: str, language: str) -> Slip:
    """The slip of a completed case, in one language; marked where the shop is a demo."""
    events = tuple(services.journal.read(case_id=case_id))
    words = services.wording(language)
    slip = _slip_now(services, events, language)
    return training_slip(slip, words) if services.shop.training else slip


def _slip_now(services: DeskServices, events: tuple[Event, ...], language: str) -> Slip:
    """The slip of the payout, or of its taking back."""
    record, words, shop = record_of(events), services.wording(language), services.shop.name
    if record.void is not None and record.void.is_over:
        return void_slip(record, events, shop, language, words)
    return slip_of(events, shop, language, words, _voucher_text(services))


def _voucher_text(services: DeskServices) -> VoucherText:
    maker = services.vouchers
    return lambda voucher: (maker.short_number(voucher.number), maker.code(voucher))


def issue_document(services: DeskServices) -> dict[str, Json]:
    """What is noted when a slip is made: the journal's head as its anchor."""
    sequence, head = services.journal.head()
    to_print = is_to_print(services)
    return {"anchor": head[:ANCHOR_CHARACTERS], "sequence": sequence, "to_print": to_print}


def is_to_print(services: DeskServices) -> bool:
    """Tell whether slips of this counter go to a printer."""
    return services.printer.state().is_configured


def send(services: DeskServices, session: Session) -> Session:
    """Hand the slip that was just issued to the printer; the case is complete whatever comes.

    It is noted after the printer took it: a crash in between prints it once more, since nobody
    knows; noted first, the crash would lose it.
    """
    if not is_to_print(services):
        return session
    turn = Turn(services, session)
    language = session.slip_language or session.language
    try:
        services.printer.print_slip(slip_in(services, turn.record.case_id, language))
        turn.set(slip_sent=True)
        turn.note(SENT, _sent(language, is_copy=False))
        return turn.commit()
    except EnvironmentFault as fault:
        failed = Turn(services, session)
        failed.say("slip_not_kept", Tone.ATTENTION, fault=fault.message)
        return failed.session


def print_again(turn: Turn) -> None:
    """Print the slip in sight once more, marked as a copy.

    Raises:
        EnvironmentFault: it can't be kept for the printer; try again.
    """
    if not is_to_print(turn.services):
        turn.say("no_printer")
        return
    services, session = turn.services, turn.session
    language = session.slip_language or session.language
    slip = slip_in(services, turn.record.case_id, language)
    services.printer.print_slip(copy_of(slip, services.wording(language)))
    turn.set(slip_sent=True)
    turn.note(SENT, _sent(language, is_copy=True))


def send_unsent(services: DeskServices) -> None:
    """Print what a crash between completion and printing left behind.

    Unmarked, since nobody knows whether the first one came out. A slip that can't be kept now
    is left for the next start.
    """
    if not is_to_print(services):
        return
    language = services.shop.store.language
    try:
        for case_id, left_at in _unsent(services).items():
            if left_at in _ENDED:
                services.journal.append(NewEvent(ISSUED, issue_document(services), case_id))
            services.printer.print_slip(slip_in(services, case_id, language))
            services.journal.append(NewEvent(SENT, _sent(language, is_copy=False), case_id))
    except EnvironmentFault:
        return


def _unsent(services: DeskServices) -> dict[str, str]:
    """Complete cases whose slip was never handed to the printer, and the event they stopped at."""
    since = max(services.journal.head()[0] - LOOK_BACK_EVENTS, 0)
    left: dict[str, str] = {}
    for event in services.journal.read(after=since, types=(COMPLETED, VOIDED, ISSUED, SENT)):
        case_id = there(event.case_id, "a slip belongs to a case")
        if event.type in _ENDED or event.payload.get("to_print"):
            left[case_id] = event.type
        else:
            left.pop(case_id, None)
    return left


def open_drawer(turn: Turn, leg: int) -> None:
    """Open the drawer for a cash leg that begins, once its begin is in the journal."""
    if turn.services.shop.opens_drawer:
        turn.note(DRAWER_OPENED, {"leg": leg})
        turn.afterwards(turn.services.printer.open_drawer)


def _sent(language: str, *, is_copy: bool) -> dict[str, Json]:
    return {"copy": is_copy, "language": language}
