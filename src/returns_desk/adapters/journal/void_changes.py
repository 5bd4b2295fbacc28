"""What a return that is taken back changes in the counter's tables, beside what other events do.

Owns the meaning of these events for the read models: a leg that came back counts against no tender,
and once all did, the goods are the customer's again. Until then what was returned stays returned,
so that nothing is paid twice meanwhile. It must not touch a database.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final, cast

from returns_desk.adapters.journal.codec import time_text
from returns_desk.adapters.journal.projections import Cell, Change, changes
from returns_desk.adapters.journal.table_changes import Removal
from returns_desk.application.ports import Event
from returns_desk.application.void_record import (
    UNDO_BEGUN,
    UNDO_BOOKED,
    UNDO_FAILED,
    UNDO_SETTLED,
    VOID_BEGUN,
    VOID_GIVEN_UP,
    VOIDED,
)
from returns_desk.domain.errors import Defect

VOIDED_OUTCOME: Final = "voided"

Made = Iterator[Change | Removal]


def every_change(event: Event) -> Made:
    """Every change that the event makes in the counter's tables, in order.

    Raises:
        Defect: The payload lacks what its type promises; such an event is never recorded.

    """
    yield from changes(event)
    make = _BY_TYPE.get(event.type)
    if make is None:
        return
    try:
        yield from make(event)
    except (KeyError, TypeError, ValueError) as error:
        message = f"Event {event.sequence} ({event.type}) does not hold what its type promises."
        raise Defect(message, code="event_malformed") from error


def _begun(event: Event) -> Made:
    _check_names(event)
    yield _case(event, {"stage": "voiding", "closed_at": None})


def _on_its_way(event: Event) -> Made:
    _check_names(event)
    yield _case(event, {"stage": "undoing"})


def _undone(event: Event) -> Made:
    yield from _on_its_way(event)
    if event.type == UNDO_SETTLED and event.payload["happened"] is not True:
        return
    key: dict[str, Cell] = {
        "key": str(event.payload["payout"]),
        "leg": cast("int", event.payload["leg"]),
    }
    yield Change("legs", key, {"state": "undone"})


def _given_up(event: Event) -> Made:
    _check_names(event)
    completed_at = datetime.fromisoformat(str(event.payload["completed_at"]))
    yield _case(event, {"stage": "slip", "closed_at": time_text(completed_at)})


def _over(event: Event) -> Made:
    _check_names(event)
    ended: dict[str, Cell] = {"closed_at": time_text(event.at), "outcome": VOIDED_OUTCOME}
    yield _case(event, {"stage": "voided", **ended})
    taken = event.payload["goods_taken"]
    if taken is not None:
        for table in ("returned_lines", "returns"):
            yield Removal(table, {"event": cast("int", taken)})
    yield Removal("bare_goods", {"key": str(event.payload["payout"])})
    yield Removal("goodwill", {"case_id": event.case_id})


def _case(event: Event, values: Mapping[str, Cell]) -> Change:
    return Change("cases", {"case_id": event.case_id}, values)


def _check_names(event: Event) -> None:
    """Every event of it names its own key and that of the payout."""
    for name in ("key", "payout"):
        if not isinstance(event.payload[name], str):
            raise TypeError(name)


_BY_TYPE: Final[Mapping[str, Callable[[Event], Made]]] = MappingProxyType(
    {
        VOID_BEGUN: _begun,
        UNDO_BEGUN: _on_its_way,
        UNDO_BOOKED: _undone,
        UNDO_FAILED: _on_its_way,
        UNDO_SETTLED: _undone,
        VOID_GIVEN_UP: _given_up,
        VOIDED: _over,
    }
)
