"""How the events of a return that is taken back change its case's record; pure.

Owns the mapping; it never decides: what an event says has happened.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.ports import Event
from returns_desk.application.presence import there
from returns_desk.application.void_record import (
    UNDO_BEGUN,
    UNDO_BOOKED,
    UNDO_FAILED,
    UNDO_SETTLED,
    VOID_BEGUN,
    VOID_GIVEN_UP,
    VOIDED,
    after_undo,
    begun_void,
)


def _begun(record: CaseRecord, event: Event) -> CaseRecord:
    return replace(record, void=begun_void(event))


def _undo(record: CaseRecord, event: Event) -> CaseRecord:
    return replace(record, void=after_undo(there(record.void, "a leg of it is undone"), event))


def _given_up(record: CaseRecord, _: Event) -> CaseRecord:
    return replace(record, void=None)


def _over(record: CaseRecord, _: Event) -> CaseRecord:
    """The slip of the payout no longer counts; one that says so takes its place."""
    void = there(record.void, "what is over was begun")
    return replace(record, void=replace(void, is_over=True), anchor="")


VOID_FOLDS: Mapping[str, Callable[[CaseRecord, Event], CaseRecord]] = MappingProxyType(
    {
        VOID_BEGUN: _begun,
        **dict.fromkeys((UNDO_BEGUN, UNDO_BOOKED, UNDO_FAILED, UNDO_SETTLED), _undo),
        VOID_GIVEN_UP: _given_up,
        VOIDED: _over,
    }
)
"""What each event of a taking back changes, by type."""
