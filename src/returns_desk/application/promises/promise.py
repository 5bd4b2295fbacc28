"""One promise as its events tell it: made, then kept, broken or withdrawn; pure.

Owns the words of a promise, its life, and what is due at a moment. What a person said in their own
words, and where they are reached, is personal and lies in the people store alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from returns_desk.application.folded_values import whole_of
from returns_desk.application.ports import Event
from returns_desk.application.presence import there

MADE: Final = "promise_made"
KEPT: Final = "promise_kept"
BROKEN: Final = "promise_broken"
WITHDRAWN: Final = "promise_withdrawn"
OVERDUE: Final = "promise_overdue"
"""It was handed on by itself, once."""
ENDS: Final = (KEPT, BROKEN, WITHDRAWN)
TYPES: Final = (MADE, *ENDS, OVERDUE)
"""Every event type that says something of promises."""

KINDS: Final = ("call_you", "answer", "goods_ready", "refund_arrives", "other")
"""What is promised; the first is used without a choice."""
CHANNELS: Final = ("phone", "email", "text_message", "here")
"""How the customer hears of it."""
WHO: Final = ("me", "colleague", "manager")
"""Who sees to it; a colleague is whoever is at the counter then."""
DUE_SOON: Final = timedelta(hours=2)


class PromiseStatus(StrEnum):
    """Where a promise is in its life."""

    MADE = "made"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Urgency(StrEnum):
    """How soon something must happen, of a promise that is still open."""

    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """What was said, and where the customer is reached; empty where nothing was given."""

    words: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised. `made_by` and `ended_by` are operators' ids; `is_raised` once handed on.

    `note` is a code of why it ended so (making.NOTES), empty where nobody said.
    """

    id: str
    case_id: str
    case_number: int
    kind: str
    channel: str
    who: str
    due: datetime
    made_at: datetime
    made_by: str
    has_words: bool = False
    status: PromiseStatus = PromiseStatus.MADE
    is_raised: bool = False
    ended_at: datetime | None = None
    ended_by: str | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """True until it was kept, broken or withdrawn."""
        return self.status is PromiseStatus.MADE

    def urgency(self, now: datetime) -> Urgency:
        """What is to be thought of it at this moment."""
        if not self.is_open:
            return Urgency.ENDED
        if now > self.due:
            return Urgency.OVERDUE
        return Urgency.DUE if now >= self.due - DUE_SOON else Urgency.LATER


def changed(promises: Mapping[str, Promise], event: Event) -> Promise:
    """The promise that the event, one of TYPES, makes or changes."""
    if event.type == MADE:
        return _made(event)
    known = there(promises.get(str(event.payload["promise"])), "a promise was made before")
    return replace(known, is_raised=True) if event.type == OVERDUE else _ended(known, event)


def _made(event: Event) -> Promise:
    payload = event.payload
    return Promise(
        id=str(payload["promise"]),
        case_id=event.case_id or "",
        case_number=whole_of(payload["case"]),
        kind=str(payload["kind"]),
        channel=str(payload["channel"]),
        who=str(payload["who"]),
        due=datetime.fromisoformat(str(payload["due"])),
        made_at=event.at,
        made_by=event.operator or "",
        has_words=payload.get("has_words") is True,
    )


def _ended(promise: Promise, event: Event) -> Promise:
    status = {
        KEPT: PromiseStatus.KEPT,
        BROKEN: PromiseStatus.BROKEN,
        WITHDRAWN: PromiseStatus.WITHDRAWN,
    }[event.type]
    return replace(
        promise,
        status=status,
        ended_at=event.at,
        ended_by=event.operator,
        note=str(event.payload.get("note", "")),
    )
