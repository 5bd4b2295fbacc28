"""Retention runs by itself when a desk is opened, and once on each new day."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from fakes import FakeClock, PlainWords
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.people.daily_retention import DailyRetention
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import (
    Configuration,
    demo_configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.adapters.retention_configuration import RetentionConfiguration
from returns_desk.application.ports import NewEvent
from returns_desk.bootstrap.counter import CounterOptions, open_counter
from returns_desk.domain.errors import Defect, EnvironmentFault, OperatorMistake, ReturnsError

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.ports import Event

CHEAP = PinCost(1, 8, 1)
ERASED = "personal_data_erased"


def configured(**retention: object) -> Configuration:
    terms = RetentionConfiguration.model_validate(retention)
    return demo_configuration().model_copy(update={"retention": terms})


def profile_with_people(folder: Path, made: Configuration, clock: FakeClock) -> Profile:
    """A shop in Minnesota with a case of 40 and one of 20 days ago."""
    profile = Profile.open(folder, create=made)
    with profile.locked(), profile.open_journal() as journal, profile.open_people() as people:
        for number, days in enumerate((40, 20), start=1):
            case_id = f"case-{days}"
            journal.append(NewEvent("case_opened", {"number": number}, case_id))
            journal.append(NewEvent("case_left", {"reason": "time"}, case_id))
            people.put(case_id, {"name": "x"}, clock.now().date() - timedelta(days=days))
    return profile


def kept(profile: Profile) -> tuple[str, ...]:
    with profile.open_people() as people:
        return people.cases()


def test_opening_the_desk_forgets_whose_term_has_ended_here(tmp_path: Path) -> None:
    clock = FakeClock()
    made = configured(personal_days=365, jurisdictions={"US-MN": 30, "EE": 10})
    profile = profile_with_people(tmp_path / "p", made, clock)
    defects: list[ReturnsError] = []

    with (
        profile.locked(),
        open_counter(
            profile,
            PlainWords,
            CounterOptions(clock=clock, pin_cost=CHEAP),
            on_defect=defects.append,
        ),
    ):
        pass

    assert defects == []
    assert kept(profile) == ("case-20",)
    with profile.read_journal() as journal:
        (erased,) = journal.read(types=(ERASED,))
    assert erased.case_id == "case-40"
    assert erased.payload["why"] == "term_ended"
    assert erased.payload["days"] == 30


def test_a_desk_that_is_never_closed_forgets_on_each_new_day(tmp_path: Path) -> None:
    clock = FakeClock()
    profile = profile_with_people(tmp_path / "p", configured(personal_days=30), clock)
    with profile.locked(), profile.open_journal() as journal, profile.open_people() as people:
        retention = DailyRetention((journal, people), clock, 30, raise_again)

        retention.round()
        assert people.cases() == ("case-20",)
        clock.advance(days=10)
        retention.round()
        assert people.cases() == ("case-20",)
        clock.advance(days=1)
        retention.round()

        assert people.cases() == ()
        assert len(list(journal.read(types=(ERASED,)))) == 2


def raise_again(error: ReturnsError) -> None:
    raise error


class StubbornJournal:
    """A journal that raises what it is told to, as often as it is told, and counts."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.is_done = threading.Event()

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        raise AssertionError(events)

    def read(self, *, case_id: str | None = None, types: tuple[str, ...] = ()) -> object:
        raise AssertionError(case_id, types)

    def open_cases(self) -> tuple[str, ...]:
        if self.errors:
            raise self.errors.pop(0)
        self.is_done.set()
        return ()


class NoPeople:
    """A store that holds nobody."""

    def cases(self) -> tuple[str, ...]:
        return ()

    def kept_before(self, day: date, today: date) -> tuple[str, ...]:
        del day, today
        return ()

    def hash_of(self, case_id: str) -> None:
        del case_id

    def erase(self, *case_ids: str) -> tuple[str, ...]:
        return case_ids


def test_a_fault_is_tried_again_and_only_our_own_is_reported() -> None:
    full = EnvironmentFault("The disk is full.", code="disk_full")
    newer = OperatorMistake("A newer version wrote it.", code="newer")
    journal = StubbornJournal(full, newer, ValueError("ours"))
    told: list[ReturnsError] = []

    with DailyRetention(
        (journal, NoPeople()),  # type: ignore[arg-type]  # it is never read from
        FakeClock(),
        30,
        told.append,
        look_every_seconds=0.001,
    ):
        assert journal.is_done.wait(10)

    assert told[0] is newer
    assert isinstance(told[1], Defect)
    assert isinstance(told[1].__cause__, ValueError)
    assert len(told) == 2


def test_the_terms_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    made = configured(personal_days=200, jurisdictions={"EE": 180, "US-MN": 90})

    write_configuration(tmp_path / "config.toml", made)

    assert read_configuration(tmp_path / "config.toml") == made
    text = (tmp_path / "config.toml").read_text(encoding="utf-8")
    assert "jurisdictions = { EE = 180, US-MN = 90 }" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("personal_days = 0", "retention.personal_days"),
        ("jurisdictions = { EE = 0 }", "retention.jurisdictions.EE"),
        ('jurisdictions = { "Estonia" = 5 }', "retention.jurisdictions.Estonia"),
    ],
)
def test_a_term_that_cannot_be_is_refused_with_its_place(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "config.toml"
    write_configuration(path, demo_configuration())
    path.write_text(path.read_text(encoding="utf-8") + f"\n[retention]\n{line}\n")

    with pytest.raises(OperatorMistake, match=said):
        read_configuration(path)
