"""The small steps of every command: a clean notice at its begin, the slip at its end, and back.

Owns what Esc and idling do.
"""

from dataclasses import replace

from returns_desk.application import printing, signing_in, voiding
from returns_desk.application.desk_state import Stage, Tone
from returns_desk.application.goods_places import with_labels
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session, stage_of
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import EnvironmentFault


def begun(session: Session) -> Session:
    """The session at the begin of a command: what the last one told is read."""
    return replace(session, notice=None)


def with_papers(services: DeskServices, session: Session) -> Session:
    """The session with the papers of its case: the slip, and the labels of goods once placed."""
    return with_labels(services, _with_slip(services, session))


def _with_slip(services: DeskServices, session: Session) -> Session:
    """Anchor the journal's end on the slip of a case that was just completed, and print it.

    A second commit: the anchor vouches for everything before it. Should it fail, the case is
    complete all the same and stays in sight, and the next command tries again.
    """
    record = session.record
    if record is None or not record.is_completed or record.anchor:
        return session
    turn = Turn(services, session)
    turn.note(printing.ISSUED, printing.issue_document(services))
    try:
        issued = turn.commit()
    except EnvironmentFault as fault:
        failed = Turn(services, session)
        failed.say("slip_not_made", Tone.ATTENTION, fault=fault.message)
        return failed.session
    return printing.send(services, issued)


def idle(turn: Turn) -> None:
    """Lock, where someone is signed in."""
    if turn.session.operator is not None:
        signing_in.lock(turn)


def back(turn: Turn) -> None:
    """Leave the present prompt; else take the mark back; else take the request back."""
    stage = stage_of(turn.session)
    if stage is Stage.SIGNED_OUT:
        turn.set(signing_in=None)
    elif stage is Stage.KEY_IN:
        turn.set(keying_in=None)
    elif stage is Stage.PROOF:
        turn.set(proof=None)
    elif stage is Stage.VOID_APPROVAL:
        turn.set(is_voiding=False, approver=None)
    elif stage is Stage.UNDOING:
        voiding.give_up_void(turn)
    elif stage is Stage.APPROVAL:
        turn.set(is_approving=False, approver=None)
    elif turn.session.asked_price is not None or turn.session.asks_day:
        turn.set(asked_price=None, asks_day=False)
    else:
        turn.set(chosen=None, picks_goods=False)
