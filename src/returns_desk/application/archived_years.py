"""Which old events may move to an archive.

Owns the choice of the last one. Pure; files are the adapters'.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from returns_desk.application.handing_over_bookings import BookingState, Ledger
from returns_desk.application.ports import Event
from returns_desk.application.promises.book import PromiseBook

NEWEST_STAY: Final = 500
"""So many events stay in the journal: a start looks back at them (clock, slips not printed)."""
_NOT_WITH_THE_TILL: Final = (
    BookingState.WAITING,
    BookingState.HANDED_OVER,
    BookingState.REFUSED,
)


class ArchivableJournal(Protocol):
    """What the choice looks at."""

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        ...

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...

    def open_cases(self) -> Sequence[str]:
        """Cases that were begun and neither completed nor left."""
        ...


class AtWork(StrEnum):
    """Why a case stays in the journal, with all that was recorded after its beginning."""

    OPEN = "open"
    NOT_WITH_THE_TILL = "not_with_the_till"
    PROMISED = "promised"
    PERSONAL_DATA = "personal_data"


@dataclass(frozen=True, slots=True)
class Held:
    """The case that keeps events from going."""

    case_id: str
    why: AtWork


@dataclass(frozen=True, slots=True)
class Choice:
    """The last event that may go, 0 for none; `held` is the case that keeps later ones, if any."""

    last: int
    held: Held | None = None


def last_that_may_go(
    journal: ArchivableJournal,
    archived_to: int,
    is_old: Callable[[Event], bool],
    with_personal_data: Iterable[str],
    newest_stay: int = NEWEST_STAY,
) -> Choice:
    """Up to where events may leave the journal: old ones, up to the first that is still at work.

    Events up to `archived_to` are in archives already. At work is a case that is open, whose return
    is not with the till yet, that has a promise nobody has ended, or of whose customer something is
    kept: a term still runs.
    """
    last, held = archived_to, None
    most = journal.head()[0] - newest_stay
    for event in journal.read(after=archived_to):
        if event.sequence > most or not is_old(event):
            break
        last = event.sequence
    for each in _at_work(journal, with_personal_data):
        begins = next(journal.read(after=archived_to, case_id=each.case_id), None)
        if begins is not None and begins.sequence <= last:
            last, held = begins.sequence - 1, each
    return Choice(last if last > archived_to else 0, held)


def _at_work(journal: ArchivableJournal, with_personal_data: Iterable[str]) -> Iterator[Held]:
    yield from (Held(each, AtWork.OPEN) for each in journal.open_cases())
    ledger = Ledger()
    ledger.catch_up(journal)
    for booking in ledger.in_state(*_NOT_WITH_THE_TILL):
        yield Held(booking.case_id, AtWork.NOT_WITH_THE_TILL)
    yield from (Held(each.case_id, AtWork.PROMISED) for each in PromiseBook().open(journal))
    yield from (Held(each, AtWork.PERSONAL_DATA) for each in with_personal_data)
