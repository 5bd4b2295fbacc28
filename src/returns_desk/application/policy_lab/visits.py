"""Visits as the journal tells them: the board that each customer saw last, and how it went on.

Owns that reading; pure. It keeps a visit only until its case is over, so that a journal of any
length is walked in little memory. It must not rebuild a case or judge one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, cast

from returns_desk.application.case_fold import opened, with_event
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.ports import Event, Json, ReturnedSoFar

ENDS: Final = frozenset({"case_completed", "case_left"})
DECISIONS: Final = frozenset({"approval_given", "approval_declined"})

Returned = Mapping[str, ReturnedSoFar]


class Returns(Protocol):
    """What came back before a moment of the journal."""

    def take(self, event: Event) -> None:
        """Go on by one event."""
        ...

    def before(self, receipts: Iterable[str]) -> Returned:
        """What came back of these receipts up to here."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """A board that stood on the screen, and what the case was then; `at` is None in old events."""

    record: CaseRecord
    returned: Returned
    digest: str
    fingerprint: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a second person said to an option."""

    option: str
    is_yes: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One case: the last board, who decided what, and its end; `ended_at` is None while open."""

    record: CaseRecord
    shown: Shown | None = None
    decisions: tuple[Decision, ...] = ()
    ended_at: datetime | None = None


def visits(
    events: Iterable[Event],
    returns: Returns,
    is_wanted: Callable[[str], bool] = lambda _case_id: True,
) -> Iterator[Visit]:
    """Every visit, in the order in which they end; those still open come last.

    `is_wanted` says by its id whether a case is looked at; what came back counts for all.
    """
    open_now: dict[str, _Open] = {}
    for event in events:
        case_id = event.case_id
        if case_id is not None and is_wanted(case_id):
            ended = _step(open_now, case_id, event, returns)
            if ended is not None:
                yield ended
        returns.take(event)
    for still_open in open_now.values():
        yield still_open.visit(None)


@dataclass(slots=True)
class _Open:
    """A visit that is not over: changed in place, for a year of them is walked at once."""

    record: CaseRecord
    shown: Shown | None = None
    decisions: tuple[Decision, ...] = ()

    def visit(self, ended_at: datetime | None) -> Visit:
        return Visit(self.record, self.shown, self.decisions, ended_at)


def _step(open_now: dict[str, _Open], case_id: str, event: Event, returns: Returns) -> Visit | None:
    """Take one event of a case; the visit where it is over with it."""
    if event.type == "case_opened":
        open_now[case_id] = _Open(opened(event))
        return None
    visit = open_now.get(case_id)
    if visit is None:
        return None  # what comes after the end, as a return taken back
    visit.record = with_event(visit.record, event)
    if event.type == "board_shown":
        visit.shown = _shown(visit.record, event, returns)
    elif event.type in DECISIONS:
        visit.decisions = (*visit.decisions, _decision(event))
    if event.type in ENDS:
        del open_now[case_id]
        return visit.visit(event.at)
    return None


def _shown(record: CaseRecord, event: Event, returns: Returns) -> Shown:
    board = cast("Mapping[str, Json]", event.payload["board"])
    policy = cast("Mapping[str, Json]", board.get("policy", {}))
    at = event.payload.get("at")
    return Shown(
        record=record,
        returned=returns.before(each.receipt for each in record.receipts),
        digest=str(event.payload["digest"]),
        fingerprint=str(policy.get("fingerprint", "")),
        at=None if at is None else datetime.fromisoformat(str(at)),
    )


def _decision(event: Event) -> Decision:
    option, approver = str(event.payload["option"]), str(event.payload["approver"])
    return Decision(option, event.type == "approval_given", event.at, approver)
