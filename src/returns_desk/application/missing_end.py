"""What is missing at the end of the journal, said at the start that found it.

Owns the event's name and how long it is said: until somebody has signed in after it. Whoever found
the loss recorded it; this must not judge it.
"""

from typing import Final

from returns_desk.application.desk_state import Tone
from returns_desk.application.turn import Turn

MISSING_END: Final = "journal_end_missing"
"""Events `first` to `last` were recorded once and are gone."""


def say_missing_end(turn: Turn) -> None:
    """Leave a notice where a loss was found and nobody has signed in since."""
    journal = turn.services.journal
    lost = list(journal.read(types=(MISSING_END,)))
    if not lost or any(journal.read(after=lost[-1].sequence, types=("operator_signed_in",))):
        return
    first, last = lost[-1].payload["first"], lost[-1].payload["last"]
    turn.say(MISSING_END, Tone.ATTENTION, first=str(first), last=str(last))
