"""The counter's memory of tickets: read from the journal once, then event by event.

Owns nothing but that memory; every scanned receipt asks whether its goods are here for repair.
"""

from returns_desk.application.archived_events import read_here
from returns_desk.application.promises.book import ReadableJournal
from returns_desk.application.tickets.ticket import OPENED, TYPES, Ticket, changed


class TicketBook:
    """Tickets by id. Not thread-safe: the counter's worker alone asks."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self._at = 0
        self._all: dict[str, Ticket] = {}

    def open(self, journal: ReadableJournal) -> tuple[Ticket, ...]:
        """Those whose goods are here, the first opened first."""
        head = journal.head()[0]
        if head > self._at:
            for event in read_here(journal, after=self._at, types=TYPES):
                # One that was opened in an archive that is away was closed there, or holds no case.
                if event.type == OPENED or str(event.payload["ticket"]) in self._all:
                    ticket = changed(self._all, event)
                    self._all[ticket.id] = ticket
            self._at = head
        return tuple(each for each in self._all.values() if each.is_open)
