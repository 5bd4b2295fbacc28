"""A business day that ends after midnight: figures, books and exports count by it, and no other."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from builders import SHELF
from fakes import FakeClock
from returns_desk.adapters.business_day_configuration import BusinessDayConfiguration
from returns_desk.adapters.keeping.keeping_access import KeepingAccess
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import write_configuration
from returns_desk.application.business_days import BUSINESS_DAY_SET
from support.completed_returns import carry_out, counter_with
from support.handing_profiles import NINE, REFUND, configuration

ZONE = ZoneInfo("America/Chicago")
NIGHT = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
"""Half past one on a Monday, in the shop's zone."""
SUNDAY, MONDAY = "2026-11-22", "2026-11-23"
FIRST_HALF_PAST_ONE = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
SECOND_HALF_PAST_ONE = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


def shop_that_closes_at(folder: Path, ends_at: str) -> Path:
    """A profile under that setting, begun or changed."""
    end = BusinessDayConfiguration(ends_at=ends_at)
    settings = folder / "config.toml"
    if not settings.exists():
        made = configuration(folder.parent / "till").model_copy(update={"business_day": end})
        Profile.open(folder, create=made).close()
        return folder
    with Profile.open(folder) as profile:
        changed = profile.configuration.model_copy(update={"business_day": end})
    write_configuration(settings, changed)
    return folder


def complete_at(folder: Path, moment: datetime) -> None:
    with (
        Profile.open(folder) as profile,
        profile.locked(),
        profile.open_journal(clock=FakeClock(moment.astimezone(ZONE))) as journal,
    ):
        counter = counter_with([NINE], REFUND, written=journal)
        counter.clock = FakeClock(moment.astimezone(ZONE))
        for _ in range(journal.head()[0]):
            counter.ids.new_id()
        carry_out(counter, SHELF, REFUND.id)


def rows(folder: Path, statement: str) -> list[object]:
    with closing(sqlite3.connect(f"file:{folder / 'journal.db'}?mode=ro", uri=True)) as manager:
        return [row[0] for row in manager.execute(statement)]


def exported(folder: Path, name: str, first: date | None = None, before: date | None = None) -> str:
    return "".join(KeepingAccess(folder).export(name, first, before))


def days_everywhere(folder: Path) -> dict[str, list[object]]:
    """The days of all completed returns, by each way of looking at them, first to last."""
    books = csv.DictReader(io.StringIO(exported(folder, "books"), newline=""))
    totals = json.loads(exported(folder, "books-json"))["days"]
    return {
        "figures": rows(
            folder, "SELECT day FROM v_figures_daily WHERE figure = 'cases' ORDER BY day"
        ),
        "books": rows(folder, "SELECT DISTINCT day FROM v_books ORDER BY day"),
        "books as CSV": sorted({each["day"] for each in books}),
        "books as JSON": [each["day"] for each in totals],
        "POSLog": sorted(set(re.findall("<BusinessDayDate>(.{10})<", exported(folder, "poslog")))),
    }


def is_everywhere(folder: Path, *days: str) -> bool:
    return set(map(tuple, days_everywhere(folder).values())) == {days}


def said(folder: Path) -> list[object]:
    with Profile.open(folder) as profile, profile.read_journal() as journal:
        return [each.payload["ends_at"] for each in journal.read(types=(BUSINESS_DAY_SET,))]


@pytest.mark.parametrize(("ends_at", "day"), [("00:00", MONDAY), ("03:00", SUNDAY)])
def test_a_return_at_half_past_one_counts_to_the_day_that_is_not_over(
    tmp_path: Path, ends_at: str, day: str
) -> None:
    folder = shop_that_closes_at(tmp_path / "shop", ends_at)
    complete_at(folder, NIGHT)

    assert is_everywhere(folder, day)


def test_the_week_of_a_late_sunday_is_the_one_that_ends_with_it(tmp_path: Path) -> None:
    folder = shop_that_closes_at(tmp_path / "shop", "03:00")
    complete_at(folder, NIGHT)

    assert set(rows(folder, "SELECT week_from FROM v_figures_weekly")) == {"2026-11-16"}


@pytest.mark.parametrize(
    ("ends_at", "day"), [("00:00", "2026-11-01"), ("01:00", "2026-11-01"), ("03:00", "2026-10-31")]
)
def test_both_half_past_ones_of_the_longest_night_are_of_one_day(
    tmp_path: Path, ends_at: str, day: str
) -> None:
    folder = shop_that_closes_at(tmp_path / "shop", ends_at)
    complete_at(folder, FIRST_HALF_PAST_ONE)
    complete_at(folder, SECOND_HALF_PAST_ONE)

    assert is_everywhere(folder, day)
    assert rows(folder, "SELECT count FROM v_figures_daily WHERE figure = 'cases'") == [2]


def test_an_export_takes_business_days(tmp_path: Path) -> None:
    folder = shop_that_closes_at(tmp_path / "shop", "03:00")
    complete_at(folder, NIGHT)
    monday = date.fromisoformat(MONDAY)

    before = [json.loads(line) for line in exported(folder, "jsonl", None, monday).splitlines()]

    assert "case_completed" in {each["type"] for each in before}
    for name in ("csv", "books", "jsonl"):
        assert "case_completed" not in exported(folder, name, monday)
        assert SHELF not in exported(folder, name, monday)
    assert SHELF in exported(folder, "books", None, monday)
    assert "<Transaction>" in exported(folder, "poslog", None, monday)
    assert "<Transaction>" not in exported(folder, "poslog", monday)


def test_a_changed_end_says_so_and_leaves_the_days_before_it_as_they_were(tmp_path: Path) -> None:
    folder = shop_that_closes_at(tmp_path / "shop", "03:00")
    complete_at(folder, NIGHT)
    shop_that_closes_at(folder, "00:00")

    complete_at(folder, datetime(2026, 11, 25, 7, 30, tzinfo=UTC))

    assert said(folder) == ["03:00", "00:00"]
    assert is_everywhere(folder, SUNDAY, "2026-11-25")
    with Profile.open(folder) as profile, profile.locked(), profile.open_journal() as journal:
        assert journal.verify(deep=True).bent is None
        journal.rebuild()
    assert is_everywhere(folder, SUNDAY, "2026-11-25")


def test_what_was_said_is_not_said_again(tmp_path: Path) -> None:
    usual = shop_that_closes_at(tmp_path / "usual", "00:00")
    late = shop_that_closes_at(tmp_path / "late", "02:15")
    for folder in (usual, usual, late, late):
        complete_at(folder, NIGHT)

    assert said(usual) == []
    assert said(late) == ["02:15"]
