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
from returns_desk.application.escalations.story_more import MORE, Told, names
from returns_desk.application.evidence.kept import EVIDENCE_KEPT
from returns_desk.application.evidence.seen import EVIDENCE_SEEN, EVIDENCE_WITHDRAWN
from returns_desk.application.folded_values import list_of, text_of
from returns_desk.application.ports import Event, Json

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
        "case_opened": names(),
        "receipt_added": names("receipt"),
        "board_shown": _board,
        "fact_answered": _answered,
        "asked_for": _asked,
        EVIDENCE_SEEN: names("kind"),
        EVIDENCE_KEPT: names("kind"),
        EVIDENCE_WITHDRAWN: names("kind"),
        "manager_called": names(),
        "escalation_raised": _raised,
        "escalation_seen": names(),
        "escalation_taken": names(),
        "escalation_handed_on": names("to", "why"),
        "escalation_closed": names("outcome"),
        "approval_given": names("option", "approver", "reason"),
        "approval_declined": names("option", "alternative", "approver", "reason"),
        "option_chosen": names("option"),
        "leg_failed": names("why"),
        "case_parked": names(),
        "case_resumed": names(),
        "case_completed": names("option"),
        "case_left": names("reason"),
        **MORE,
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
    "promise_overdue",
    "void_begun",
)
_KINDS: Final = {"board_shown": BOARD, **dict.fromkeys(_AUTHORITY, AUTHORITY)}
