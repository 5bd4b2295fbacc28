"""Making a promise to a customer, and saying what became of it.

Owns what may be promised and by whom it may be ended. What is personal goes to the people store
before the event: cut off in between it lies there unnamed until its term ends.
"""

from datetime import datetime
from typing import Final

from returns_desk.application.desk_state import Tone
from returns_desk.application.ports import Json
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.application.promises.promise import (
    BROKEN,
    CHANNELS,
    KEPT,
    KINDS,
    MADE,
    WHO,
    WITHDRAWN,
    Promise,
)
from returns_desk.application.promises.words import keep_words
from returns_desk.application.sentences import N_
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import InvalidInput, OperatorMistake

ENDINGS: Final = {"kept": KEPT, "broken": BROKEN, "withdrawn": WITHDRAWN}
"""What may become of a promise, with the event that says so."""
NOTES: Final = {
    "kept": ("reached", "answered", "collected", "paid", "other"),
    "broken": ("not_reached", "not_ready", "forgotten", "other"),
    "withdrawn": ("customer_wishes", "settled_otherwise", "made_by_mistake", "other"),
}
"""Why it ended so, by its ending; nobody has to say."""

IN_THE_PAST: Final = N_("That moment is over. Choose a later one.")


def make_promise(turn: Turn, entry: PromiseEntry) -> None:
    """Note what is promised to the customer of the case at hand.

    Raises:
        OperatorMistake: the end is over already, or no case is at hand.
        InvalidInput: a text is too long; names the field.
    """
    if turn.session.record is None:
        message = "A promise belongs to a case. Scan a receipt, or take up a case first."
        raise OperatorMistake(message, code="no_case_for_promise")
    _check(entry, turn.now)
    note_promise(turn, entry)
    turn.say("promise_made", Tone.NOW)


def note_promise(turn: Turn, entry: PromiseEntry) -> str:
    """Note a promise to the customer of the case at hand; its id."""
    promise = turn.services.ids.new_id()
    has_words = keep_words(turn, promise, entry.words, entry.contact)
    payload: dict[str, Json] = {
        "promise": promise,
        "case": turn.record.number,
        "kind": entry.kind,
        "channel": entry.channel,
        "who": entry.who,
        "due": entry.due.isoformat(timespec="seconds"),
        "has_words": has_words,
    }
    turn.note(MADE, payload)
    return promise


def end_promise(turn: Turn, promise_id: str, ending: str, note: str = "") -> None:
    """Say that it was kept, broken or withdrawn, whatever case is at hand.

    Raises:
        OperatorMistake: it has ended already, or the note is none of NOTES.
    """
    promise = open_promise(turn, promise_id)
    if ending not in ENDINGS or note not in ("", *NOTES[ending]):
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    payload: dict[str, Json] = {"promise": promise.id, **({"note": note} if note else {})}
    note_about(turn, promise.case_id, ENDINGS[ending], payload)
    turn.say(ENDINGS[ending], Tone.NOW)


def open_promise(turn: Turn, promise_id: str) -> Promise:
    """The promise of that id, while it is open.

    Raises:
        OperatorMistake: `promise_ended`.
    """
    known = turn.services.promises.all(turn.services.journal).get(promise_id)
    if known is None or not known.is_open:
        raise OperatorMistake("This promise was settled meanwhile.", code="promise_ended")
    return known


def note_about(turn: Turn, case_id: str, event_type: str, payload: dict[str, Json]) -> None:
    """Note a fact about a case, at the counter or not."""
    record = turn.session.record
    if record is not None and record.case_id == case_id:
        turn.note(event_type, payload)
    else:
        turn.note_for(case_id, event_type, payload)


def _check(entry: PromiseEntry, now: datetime) -> None:
    known = ((entry.kind, KINDS), (entry.channel, CHANNELS), (entry.who, WHO))
    if any(code not in codes for code, codes in known):
        raise OperatorMistake("Choose one of the reasons.", code="unknown_reason")
    if entry.due <= now:
        raise InvalidInput("due", IN_THE_PAST, sentence=IN_THE_PAST)
