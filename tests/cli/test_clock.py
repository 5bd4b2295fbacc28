"""`clock accept`: after a clock had run ahead, IT says that it is right now."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.application.clock_guard import first_watch
from returns_desk.application.ports import NewEvent
from returns_desk.bootstrap.commands import run

MOMENT = re.compile(r"[0-9]{4}-\S+:[0-9]{2}")
NONE = timedelta(0)


class AheadClock:
    """A clock that runs a year ahead."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=365)


def test_what_a_wrong_clock_recorded_no_longer_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shop"
    with (
        Profile.open(folder, create=demo_configuration(demo=False)) as profile,
        profile.locked(),
        profile.open_journal(clock=AheadClock()) as journal,
    ):
        journal.append(NewEvent("desk_locked", {}))

    assert run(["clock", "accept", "--profile", str(folder)]) == 0

    told = capsys.readouterr().out
    assert "taken as right" in told
    with Profile.open(folder) as profile, profile.read_journal() as journal:
        latest = first_watch(journal).latest
        assert latest is not None
        assert latest < datetime.now(UTC) + timedelta(minutes=1)
        zone = profile.clock.now().tzinfo
        moments = [datetime.fromisoformat(each) for each in MOMENT.findall(told)]
        assert len(moments) == 2
        in_shop = [each.astimezone(zone).utcoffset() for each in moments]
        assert [each.utcoffset() for each in moments] == in_shop
        assert NONE not in in_shop
        assert journal.verify().bent is None


def test_it_is_refused_while_a_desk_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shop"
    with (
        Profile.open(folder, create=demo_configuration(demo=False)) as profile,
        profile.locked(),
        profile.open_journal(),
    ):
        assert run(["clock", "accept", "--profile", str(folder)]) == 2

    assert "has this profile open since" in capsys.readouterr().err
