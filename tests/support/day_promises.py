"""A promise that is open, for the end of a day; owns no test."""

from counters import Counter
from returns_desk.application.ports import Json, NewEvent


def promise_something(counter: Counter) -> None:
    """Somebody promised a call for the next morning."""
    payload: dict[str, Json] = {
        "promise": "p-1",
        "case": 1,
        "kind": "call_back",
        "channel": "phone",
        "who": "us",
        "due": "2026-11-22T10:00:00-06:00",
    }
    journal = counter.written or counter.journal
    journal.append(NewEvent("promise_made", payload, case_id="c-9", operator="mara"))
