"""What was said and done in a case, moment by moment, for whoever takes it over (R10).

Owns which events are told and what of them; screens say the sentences. Pure. What a customer told
of themselves is not in events, and what nobody would say aloud is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from returns_desk.application.case_record import BY_ASKING
from returns_desk.application.evidence.seen import EVIDENCE_SEEN, EVIDENCE_WITHDRAWN
from returns_desk.application.folded_values import list_of, text_of
from returns_desk.application.ports import Event, Json

Told = Mapping[str, str]
FACT, BOARD, AUTHORITY = "fact", "board", "authority"
_SEEN: Final = "evidence:"
"""What was scanned is told by the receipt itself."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of the story: what it was, by whom, and the codes and names to say it with."""

    at: datetime
    code: str
    kind: str
    by: str
    told: Told


def story_of(events: Iterable[Event]) -> tuple[Moment, ...]:
    """The story so far, first to last; a board is told once, as the customer first saw it."""
    moments: list[Moment] = []
    for event in events:
        tell = _TOLD.get(event.type)
        if tell is None or (event.type == "board_shown" and _has_board(moments)):
            continue
        told = tell(event.payload)
        if told is not None:
            kind = _KINDS.get(event.type, FACT)
            moments.append(Moment(event.at, event.type, kind, event.operator or "", told))
    return tuple(moments)


def _has_board(moments: Iterable[Moment]) -> bool:
    return any(each.kind == BOARD for each in moments)


def _names(*keys: str) -> Callable[[Mapping[str, Json]], Told]:
    """Tell these keys as they stand, where they are texts."""

    def tell(payload: Mapping[str, Json]) -> Told:
        return {key: text_of(payload.get(key)) or "" for key in keys}

    return tell


def _board(payload: Mapping[str, Json]) -> Told:
    numbers = payload.get("numbers")
    return {"count": str(len(numbers) if isinstance(numbers, Mapping) else 0)}


def _answered(payload: Mapping[str, Json]) -> Told | None:
    """A yes or no is said; what was taken back or typed is not."""
    value, fact = payload.get("value"), str(payload.get("fact"))
    if not isinstance(value, bool) or fact.startswith(_SEEN):
        return None
    return {"fact": fact, "value": "yes" if value else "no"}


def _asked(payload: Mapping[str, Json]) -> Told:
    how = text_of(payload.get("how")) or BY_ASKING
    return {"option": text_of(payload.get("option")) or "", "how": how}


def _raised(payload: Mapping[str, Json]) -> Told:
    codes = [str(each) for each in list_of(payload.get("triggers", ()))]
    return {"triggers": " ".join(codes)}


_TOLD: Final[Mapping[str, Callable[[Mapping[str, Json]], Told | None]]] = MappingProxyType(
    {
        "case_opened": _names(),
        "receipt_added": _names("receipt"),
        "board_shown": _board,
        "fact_answered": _answered,
        "asked_for": _asked,
        EVIDENCE_SEEN: _names("kind"),
        EVIDENCE_WITHDRAWN: _names("kind"),
        "manager_called": _names(),
        "escalation_raised": _raised,
        "escalation_seen": _names(),
        "escalation_taken": _names(),
        "escalation_handed_on": _names("to", "why"),
        "escalation_closed": _names("outcome"),
        "approval_given": _names("option", "approver", "reason"),
        "approval_declined": _names("option", "alternative", "approver", "reason"),
        "option_chosen": _names("option"),
        "leg_failed": _names("why"),
        "case_parked": _names(),
        "case_resumed": _names(),
        "case_completed": _names("option"),
        "case_left": _names("reason"),
    }
)
_AUTHORITY: Final = (
    "manager_called",
    "escalation_raised",
    "escalation_seen",
    "escalation_taken",
    "escalation_handed_on",
    "escalation_closed",
    "approval_given",
    "approval_declined",
)
_KINDS: Final = {"board_shown": BOARD, **dict.fromkeys(_AUTHORITY, AUTHORITY)}
