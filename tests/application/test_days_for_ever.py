"""What days' ends and changes of people leave in the journal stays readable as first written.

The golden file was written by the program in the first form of these events; never write it anew.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from counters import Counter
from fakes import CLERK, MANAGER, TECHNICIAN, PlainWords
from returns_desk.application.books import Books
from returns_desk.application.day_end.day_record import DAY_TYPES, day_record, handed_over
from returns_desk.application.day_end.left_for import LeftFor, left_for
from returns_desk.application.day_end.report import Around, day_report
from returns_desk.application.ports import Event, NewEvent
from returns_desk.application.staff_changes import StaffChanges
from support.fake_staff import FakeStaff

FIRST = Path(__file__).parents[1] / "golden" / "case_events" / "day_and_people_v1.jsonl"
SHARES = FIRST.with_name("day_shares_v1.jsonl")


def written(file: Path = FIRST) -> list[Event]:
    documents: list[dict[str, Any]] = [
        json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [Event(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in documents]


def test_a_day_is_read_with_its_drawer_count_and_who_took_over() -> None:
    days = [each for each in written() if each.type in DAY_TYPES]
    open_day = day_record(days[:2])
    record = day_record(days)

    assert open_day.opened is not None
    assert (open_day.opened.day, open_day.opened.noted) == (date(2026, 11, 21), 20_000)
    assert open_day.counted is not None
    counted = open_day.counted
    assert (counted.counted, counted.expected, counted.difference) == (19_700, 20_000, -300)
    assert (counted.reason, counted.note) == ("paid_beside", "Window cleaner")
    assert record.closed is not None
    assert (record.closed.by, record.closed.to) == (MANAGER.id, CLERK.id)
    assert len(handed_over(days[-1], "cases")) == 1


def test_its_books_and_its_report_are_the_same_for_ever() -> None:
    books, counter = Books(), Counter()
    books.take(written())
    closed = written()[-1]
    case_id = handed_over(closed, "cases")[0]
    counter.journal.append(NewEvent("case_opened", {"number": 1}, case_id=case_id))
    around = Around("Northside Home", {MANAGER.id: MANAGER.name}, "en", PlainWords())

    slip = day_report(counter.journal, closed, around)

    assert [(str(x.entry.account), x.entry.amount) for x in books.postings()] == [
        ("tender_cash", -300),
        ("cash_differences", 300),
    ]
    assert "Less than expected" in [each.text for each in slip.lines]


def test_whoever_takes_over_is_told_of_it() -> None:
    counter = Counter()
    counter.journal.events.extend(written())

    assert left_for(counter.journal, CLERK.id) == LeftFor(MANAGER.id, 1, 0, 0)
    assert left_for(counter.journal, MANAGER.id) is None


def test_a_share_that_was_given_singly_is_read_for_ever() -> None:
    counter = Counter()
    counter.journal.events.extend(written(SHARES))

    assert left_for(counter.journal, CLERK.id) == LeftFor(MANAGER.id, 1, 0, 0)
    assert left_for(counter.journal, MANAGER.id) == LeftFor(MANAGER.id, 0, 0, 1)


def test_people_who_were_told_once_are_known() -> None:
    counter = Counter()
    counter.journal.events.extend(written())
    staff = FakeStaff((CLERK, MANAGER))
    StaffChanges(staff, counter.journal, TECHNICIAN).set_pin(CLERK.id, "640918")

    assert counter.journal.appends == [("operator_changed",)]
