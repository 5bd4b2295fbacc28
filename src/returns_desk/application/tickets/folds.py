"""How the events of a ticket change a case's record; pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.ports import Event
from returns_desk.application.tickets.ticket import TYPES, changed


def _ticket(record: CaseRecord, event: Event) -> CaseRecord:
    known = {} if record.ticket is None else {record.ticket.id: record.ticket}
    return replace(record, ticket=changed(known, event))


TICKET_FOLDS: Mapping[str, Callable[[CaseRecord, Event], CaseRecord]] = MappingProxyType(
    dict.fromkeys(TYPES, _ticket)
)
"""What each event of a ticket changes, by type."""
