"""Which events may move to an archive, and reading on where one is away."""

from collections.abc import Iterator, Sequence

import pytest

from adapters.journal.journal_kit import event, recorder, whole_return
from returns_desk.adapters.journal import MemoryJournal
from returns_desk.application.archived_events import ARCHIVE_AWAY, read_here
from returns_desk.application.archived_years import AtWork, Choice, Held, last_that_may_go
from returns_desk.application.handing_over_bookings import Ledger
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.application.promises.book import PromiseBook
from returns_desk.domain.errors import EnvironmentFault

ALL_OLD = 1_000
COMPLETED = event("case_completed", "case-2", option="refund/cash", amount=5, hand_over="RD/2/key")


@pytest.fixture
def journal() -> MemoryJournal:
    """One whole return, events 2 to 11 after the genesis."""
    journal = MemoryJournal(recorder())
    journal.append(*whole_return("case-1", 1))
    return journal


def choice(
    journal: MemoryJournal,
    *,
    old_to: int = ALL_OLD,
    archived_to: int = 0,
    people: Sequence[str] = (),
    newest_stay: int = 0,
) -> Choice:
    return last_that_may_go(
        journal, archived_to, lambda each: each.sequence <= old_to, people, newest_stay
    )


def test_old_events_go_and_no_others(journal: MemoryJournal) -> None:
    assert choice(journal, old_to=7) == Choice(7)
    assert choice(journal, old_to=0) == Choice(0)


def test_one_that_is_not_old_keeps_those_after_it(journal: MemoryJournal) -> None:
    found = last_that_may_go(journal, 0, lambda each: each.sequence != 5, (), 0)

    assert found == Choice(4)


def test_the_newest_stay(journal: MemoryJournal) -> None:
    last = journal.head()[0]

    assert choice(journal, newest_stay=3) == Choice(last - 3)
    assert choice(journal, newest_stay=last) == Choice(0)


def test_what_is_archived_already_does_not_go_again(journal: MemoryJournal) -> None:
    assert choice(journal, old_to=7, archived_to=7) == Choice(0)
    assert choice(journal, old_to=9, archived_to=7) == Choice(9)


def test_an_open_case_keeps_all_since_it_began(journal: MemoryJournal) -> None:
    journal.append(event("case_opened", "case-2", number=2), *whole_return("case-3", 3))
    (first,) = (each.sequence for each in journal.read(case_id="case-2"))

    assert choice(journal) == Choice(first - 1, Held("case-2", AtWork.OPEN))
    assert choice(journal, old_to=first - 1) == Choice(first - 1)


def test_an_open_case_that_began_in_an_archive_keeps_what_came_since(
    journal: MemoryJournal,
) -> None:
    journal.append(event("case_opened", "case-2", number=2))
    (began,) = (each.sequence for each in journal.read(case_id="case-2"))
    journal.append(*whole_return("case-3", 3))

    assert choice(journal, archived_to=began).held is None


@pytest.mark.parametrize(
    ("answers", "is_held"),
    [
        ((), True),
        (("booking_begun",), True),
        (("booking_begun", "booking_handed_over"), True),
        (("booking_begun", "booking_handed_over", "booking_refused"), True),
        (("booking_begun", "booking_handed_over", "booking_taken"), False),
        (("booking_begun", "booking_handed_over", "booking_confirmed"), False),
    ],
)
def test_a_return_stays_until_the_till_has_it(
    journal: MemoryJournal, answers: Sequence[str], *, is_held: bool
) -> None:
    journal.append(COMPLETED)
    for each in answers:
        journal.append(NewEvent(each, {"files": [], "folder": "f"}, "case-2"))

    held = choice(journal).held

    assert held == (Held("case-2", AtWork.NOT_WITH_THE_TILL) if is_held else None)


def test_a_case_of_which_something_personal_is_kept_stays(journal: MemoryJournal) -> None:
    assert choice(journal, people=["case-1"]) == Choice(1, Held("case-1", AtWork.PERSONAL_DATA))
    assert choice(journal, people=["unheard-of"]) == Choice(journal.head()[0])


def promised(case_id: str) -> NewEvent:
    payload: dict[str, Json] = {
        "promise": f"promise-of-{case_id}",
        "case": 1,
        "kind": "call_you",
        "channel": "phone",
        "who": "me",
        "due": "2026-07-01T17:00:00+03:00",
        "has_words": False,
    }
    return NewEvent("promise_made", payload, case_id)


def kept(case_id: str) -> NewEvent:
    return NewEvent("promise_kept", {"promise": f"promise-of-{case_id}", "note": ""}, case_id)


def test_a_promise_that_nobody_has_ended_keeps_its_case(journal: MemoryJournal) -> None:
    journal.append(promised("case-1"))
    assert choice(journal).held == Held("case-1", AtWork.PROMISED)

    journal.append(kept("case-1"))
    assert choice(journal).held is None


class WithArchiveAway:
    """A journal of which events up to one lie elsewhere."""

    def __init__(self, journal: MemoryJournal, away_to: int, code: str = ARCHIVE_AWAY) -> None:
        self._journal, self._away_to, self._code = journal, away_to, code

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        if after < self._away_to:
            raise EnvironmentFault("It is not here.", code=self._code, last=self._away_to)
        return self._journal.read(after=after, case_id=case_id, types=types)


class Headed(WithArchiveAway):
    """Such a journal that also tells where it ends."""

    def head(self) -> tuple[int, str]:
        return self._journal.head()


def test_reading_what_is_here_passes_over_what_is_away(journal: MemoryJournal) -> None:
    found = [each.sequence for each in read_here(WithArchiveAway(journal, 5))]

    assert found == list(range(6, journal.head()[0] + 1))
    assert [each.sequence for each in read_here(journal, after=5)] == found


def test_another_fault_is_not_passed_over(journal: MemoryJournal) -> None:
    with pytest.raises(EnvironmentFault):
        list(read_here(WithArchiveAway(journal, 5, "disk_error")))


def test_promises_that_were_ended_in_an_archive_that_is_away_are_not_asked_of(
    journal: MemoryJournal,
) -> None:
    journal.append(promised("case-1"))
    away_to = journal.head()[0]
    journal.append(kept("case-1"), promised("case-2"))

    book = PromiseBook().all(Headed(journal, away_to))

    assert list(book) == ["promise-of-case-2"]


def test_the_ledger_passes_over_returns_that_are_away(journal: MemoryJournal) -> None:
    journal.append(COMPLETED)
    away_to = journal.head()[0]
    journal.append(NewEvent("booking_confirmed", {}, "case-2"))
    ledger = Ledger()

    ledger.catch_up(WithArchiveAway(journal, away_to))

    assert ledger.all() == ()
