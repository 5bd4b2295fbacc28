"""The end of the business day in the journal: said once, and never in the way of opening it."""

from collections.abc import Iterator, Sequence
from datetime import time

import pytest

from fakes import FakeClock, FakeJournal
from returns_desk.application.archived_events import ARCHIVE_AWAY
from returns_desk.application.business_days import (
    BUSINESS_DAY_SET,
    BusinessDays,
    calendar_day,
    say_business_day,
)
from returns_desk.application.ports import Event, NewEvent
from returns_desk.domain.errors import EnvironmentFault


def test_midnight_is_what_holds_where_nothing_was_said() -> None:
    journal = FakeJournal(FakeClock())

    say_business_day(journal, time())

    assert journal.events == []


def test_each_change_is_said_once() -> None:
    journal = FakeJournal(FakeClock())

    for end in (time(3), time(3), time(), time(2, 15)):
        say_business_day(journal, end)

    assert [each.payload for each in journal.events] == [
        {"ends_at": "03:00"},
        {"ends_at": "00:00"},
        {"ends_at": "02:15"},
    ]
    assert {each.type for each in journal.events} == {BUSINESS_DAY_SET}


def test_a_full_disk_does_not_keep_the_journal_from_being_opened() -> None:
    journal = FakeJournal(FakeClock())
    journal.is_broken = True

    say_business_day(journal, time(3))

    assert journal.events == []


class WithoutItsBeginning(FakeJournal):
    """A journal of which the first event lies in an archive that is away."""

    code = ARCHIVE_AWAY

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        if after < 1:
            message = "an archive is not here"
            raise EnvironmentFault(message, code=self.code, last=1)
        return super().read(after=after, case_id=case_id, types=tuple(types))


def test_what_an_archive_that_is_away_may_say_is_said_once_more() -> None:
    journal = WithoutItsBeginning(FakeClock())
    journal.append(NewEvent(BUSINESS_DAY_SET, {"ends_at": "03:00"}))

    for _ in range(2):
        say_business_day(journal, time())

    assert [each.payload["ends_at"] for each in journal.events] == ["03:00", "00:00"]


def test_a_journal_that_can_not_be_read_says_so() -> None:
    journal = WithoutItsBeginning(FakeClock())
    journal.code = "damaged"

    with pytest.raises(EnvironmentFault):
        say_business_day(journal, time())


def test_days_follow_what_was_said_last() -> None:
    journal, days = FakeJournal(FakeClock()), BusinessDays()
    (before,) = journal.append(NewEvent("case_opened", {"number": 1}, "case-1"))
    say_business_day(journal, time(12))

    list(days.told(iter(journal.events)))

    assert days.ends_at == time(12)
    assert calendar_day(before) == before.at.date()
