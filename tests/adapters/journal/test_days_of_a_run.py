"""The business day of an event is the one in force then, also where a run holds a later word."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from adapters.journal.journal_kit import event, open_journal
from returns_desk.adapters.journal import business_days


def test_what_was_said_later_does_not_count(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        said = [event("business_day_set", None, ends_at=each) for each in ("00:00", "04:00")]
        (first,), (between,), (later,) = (
            journal.append(each) for each in (said[0], event("noted", None), said[1])
        )
    night = between.at.replace(hour=1) + timedelta(days=1)

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(*business_days.DDL)
        business_days.keep(connection, [first, between, later])
        day_of = business_days.days(connection)

    calendar: date = night.date()
    assert day_of(replace(first, sequence=first.sequence - 1, at=night)) == calendar
    assert day_of(replace(between, at=night)) == calendar
    assert day_of(replace(later, at=night)) == calendar - timedelta(days=1)
