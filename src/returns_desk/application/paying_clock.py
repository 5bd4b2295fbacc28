"""Before money goes: is the clock one that a payout can be dated by?

Owns the stop and the one question; what counts as wrong is the clock guard's.
"""

from returns_desk.application.clock_guard import ClockStanding, refuse_behind
from returns_desk.application.desk_state import Tone
from returns_desk.application.turn import Turn


def clock_lets_pay(turn: Turn) -> bool:
    """Whether money may go by this clock; asked once where it jumped ahead.

    Raises:
        OperatorMistake: the clock is behind the journal.
    """
    refuse_behind(turn.clock)
    if turn.clock is ClockStanding.RIGHT:
        return True
    if turn.session.clock_asked:
        turn.note_accepted_clock()
        turn.set(clock_asked=False)
        return True
    turn.set(clock_asked=True)
    turn.say("clock_ahead", Tone.ATTENTION, now=turn.now.strftime("%Y-%m-%d %H:%M"))
    return False
