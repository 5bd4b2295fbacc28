"""Nights on which the clocks change, from the counter to the journal, the till's file and the day.

A real profile with its own zone, a real journal, the file for the till; the night's own hours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from builders import CARD_LEG, SHELF, paying_option, sale
from counters import Counter, proposing, signed_in
from fakes import FakeClock, FakeSales
from returns_desk.adapters.handover.opening import errand_of
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import Configuration, demo_configuration
from returns_desk.application.desk_state import Stage
from returns_desk.application.handing_over_document import return_document_of

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.ports import Event

TALLINN = ZoneInfo("Europe/Tallinn")
MINUTE = timedelta(minutes=1)


@dataclass
class NightClock(FakeClock):
    """The shop's clock; time goes on as it really does, whatever the wall says."""

    moment: datetime

    def now(self) -> datetime:
        self.moment += MINUTE
        return self.moment.astimezone(TALLINN)


def shop(ends_at: str) -> Configuration:
    made = demo_configuration(demo=False).model_dump()
    made["store"]["zone"] = "Europe/Tallinn"
    made["business_day"] = {"ends_at": ends_at}
    made["handover"] = {"folder": "till", "formats": ["poslog"]}
    return Configuration.model_validate(made)


def events_of_a_night(folder: Path, begins: str, visits: int = 3) -> list[Event]:
    """Customers who leave, one after another, from that UTC moment on, and one who is paid."""
    clock = NightClock(datetime.fromisoformat(begins))
    with (
        Profile.open(folder, create=shop("03:30")) as profile,
        profile.locked(),
        profile.open_journal(clock=clock) as journal,
    ):
        option = paying_option("refund/original", [CARD_LEG])
        counter = Counter(
            sales=FakeSales([sale()]), clock=clock, propose=proposing([option]), written=journal
        )
        desk = signed_in(counter)
        for _ in range(visits):
            desk.scan(SHELF)
            desk.leave()
        desk.scan(SHELF)
        desk.choose("refund/original")
        assert desk.confirm().stage is Stage.BOOKING
        assert desk.book_leg(1, "004512").stage is Stage.SLIP
        assert journal.verify().bent is None
        return list(journal.read())


@pytest.mark.parametrize(
    ("begins", "hours"),
    [
        pytest.param("2026-10-25T00:35:00+00:00", {3}, id="an hour comes twice"),
        pytest.param("2027-03-28T00:40:00+00:00", {2, 4}, id="an hour never comes"),
    ],
)
def test_the_journal_keeps_the_order_and_nobody_is_stopped(
    tmp_path: Path, begins: str, hours: set[int]
) -> None:
    events = events_of_a_night(tmp_path / "shop", begins)

    moments = [each.at for each in events]
    assert {each.hour for each in moments} == hours
    assert len({each.utcoffset() for each in moments}) == 2
    assert moments == sorted(moments)
    assert not [each for each in events if each.type.startswith("clock_")]


def test_the_wall_goes_back_in_the_doubled_hour_and_the_journal_does_not(tmp_path: Path) -> None:
    events = events_of_a_night(tmp_path / "shop", "2026-10-25T00:35:00+00:00")

    on_the_wall = [each.at.replace(tzinfo=None) for each in events]

    assert on_the_wall != sorted(on_the_wall)


def test_the_till_is_told_the_business_day(tmp_path: Path) -> None:
    events = events_of_a_night(tmp_path / "shop", "2026-10-24T23:45:00+00:00", visits=0)
    errand = errand_of(shop("03:30"), tmp_path, None)  # type: ignore[arg-type]  # not read here
    assert errand is not None
    (case_id,) = {each.case_id for each in events if each.case_id}
    of_case = [each for each in events if each.case_id == case_id]

    document = return_document_of(of_case, "1", day_ends_at=errand.day_ends_at)

    assert document.completed_at.astimezone(UTC).date().isoformat() == "2026-10-25"
    assert b"<BusinessDayDate>2026-10-24<" in poslog_bytes(document)
    on_calendar_days = replace(document, day_ends_at=shop("00:00").business_day.end())
    assert b"<BusinessDayDate>2026-10-25<" in poslog_bytes(on_calendar_days)
