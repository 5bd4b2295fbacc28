"""The small steps of every command: a clean notice at its begin, the slip at its end, and back.

Owns what Esc and idling do.
"""

from dataclasses import replace

from returns_desk.application import signing_in
from returns_desk.application.desk_state import Stage
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session, stage_of
from returns_desk.application.turn import Turn

ANCHOR_CHARACTERS = 8


def begun(session: Session) -> Session:
    """The session at the begin of a command: what the last one told is read."""
    return replace(session, notice=None, candidates=())


def with_slip(services: DeskServices, session: Session) -> Session:
    """Anchor the journal's end on the slip of a case that was just completed.

    A second commit: the anchor vouches for everything before it. Should it fail, the case is
    complete all the same, and the next command tries again.
    """
    record = session.record
    if record is None or not record.is_completed or record.anchor:
        return session
    sequence, head = services.journal.head()
    turn = Turn(services, session)
    turn.note("slip_issued", {"anchor": head[:ANCHOR_CHARACTERS], "sequence": sequence})
    return turn.commit()


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
    elif stage is Stage.APPROVAL:
        turn.set(is_approving=False, approver=None)
    else:
        turn.set(chosen=None)
