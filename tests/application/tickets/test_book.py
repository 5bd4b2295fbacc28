"""The counter's memory of tickets: what is open, read on from where it was read to."""

from collections.abc import Iterator, Sequence

from builders import SHELF
from fakes import FakeClock, FakeJournal
from returns_desk.application.archived_events import ARCHIVE_AWAY
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.application.tickets.book import TicketBook
from returns_desk.domain.errors import EnvironmentFault


def opened(ticket: str) -> NewEvent:
    goods: list[Json] = [{"receipt": SHELF, "line": 1, "quantity": "1", "description": "Shelf"}]
    payload: dict[str, Json] = {"ticket": ticket, "case": 1, "promise": "p", "goods": goods}
    return NewEvent("ticket_opened", payload, f"case-of-{ticket}")


def closed(ticket: str) -> NewEvent:
    payload = {"ticket": ticket, "outcome": "repaired"}
    return NewEvent("ticket_closed", payload, f"case-of-{ticket}")


class CountingJournal(FakeJournal):
    """Knows how often it was read, and which first events lie in an archive that is away."""

    gone_to = 0
    reads = 0

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        self.reads += 1
        if after < self.gone_to:
            raise EnvironmentFault("It is away.", code=ARCHIVE_AWAY, last=self.gone_to)
        return super().read(after=after, case_id=case_id, types=types)


def names(book: TicketBook, journal: FakeJournal) -> list[str]:
    return [each.id for each in book.open(journal)]


def test_what_is_open_is_read_once_and_then_event_by_event() -> None:
    journal, book = CountingJournal(FakeClock()), TicketBook()
    journal.append(opened("a"), opened("b"), closed("a"))

    assert names(book, journal) == ["b"]
    assert names(book, journal) == ["b"]
    assert journal.reads == 1

    journal.append(closed("b"), opened("c"))
    assert names(book, journal) == ["c"]


def test_what_was_opened_in_an_archive_that_is_away_is_passed_over() -> None:
    journal = CountingJournal(FakeClock())
    journal.append(opened("a"))
    journal.gone_to = journal.head()[0]
    journal.append(closed("a"), opened("b"))

    assert names(TicketBook(), journal) == ["b"]
