"""Backups by themselves: made when due, tried again, said while they fail, never in the way."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adapters.journal.journal_kit import SteppingClock
from adapters.keeping.keeping_kit import begun_profile
from returns_desk.adapters.keeping import background
from returns_desk.adapters.keeping.background import BackgroundBackups
from returns_desk.adapters.keeping.backing_up import make_backup
from returns_desk.adapters.keeping.finding_backups import find_backup
from returns_desk.adapters.keeping.keeping_access import backup_from
from returns_desk.adapters.profile import Profile
from returns_desk.domain.errors import EnvironmentFault, ReturnsError


def no_defect(error: ReturnsError) -> None:
    raise AssertionError(error)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """A shop that backs up at half past nine, and whose evening has just come."""
    begun_profile(tmp_path / "shop")
    settings = tmp_path / "shop" / "config.toml"
    table = '\n[backup]\nfolder = "../kept"\nat = "12:00"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + table, encoding="utf-8")
    with Profile.open(tmp_path / "shop") as opened:
        opened.lock()
        opened.clock = SteppingClock()
        yield opened


def test_the_evening_s_backup_is_made_once(profile: Profile, tmp_path: Path, qtbot: QtBot) -> None:
    with BackgroundBackups(profile, no_defect, look_every_seconds=0.01) as backups:
        qtbot.waitUntil(lambda: backups.state().last_at is not None, timeout=20_000)
        first, _ = find_backup(tmp_path / "kept")
        qtbot.wait(100)

        assert find_backup(tmp_path / "kept")[0] == first
        assert backups.state().problem is None
        profile.clock.moment += timedelta(days=1)  # type: ignore[attr-defined]  # the stepping clock
        qtbot.waitUntil(lambda: find_backup(tmp_path / "kept")[0] != first, timeout=20_000)


def test_what_fails_is_said_and_made_up_once_it_can_be(
    profile: Profile, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "RETRY_AFTER_LOOKS", 1)
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")

    with BackgroundBackups(profile, no_defect, look_every_seconds=0.01) as backups:
        qtbot.waitUntil(lambda: backups.state().problem is not None, timeout=20_000)
        assert str(tmp_path) in (backups.state().problem or "")
        (tmp_path / "kept").unlink()

        qtbot.waitUntil(lambda: backups.state().problem is None, timeout=20_000)
        assert backups.state().last_at is not None


def test_who_asks_is_told_where_the_backup_is(
    profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    answers: list[str] = []
    with BackgroundBackups(profile, no_defect) as backups:
        backups.ask(str(tmp_path / "asked"), answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=20_000)

    made = backup_from(answers[0])
    assert find_backup(tmp_path / "asked")[0] == made.folder


def test_who_asks_is_told_what_stood_in_the_way(
    profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "asked").write_text("in the way", encoding="utf-8")
    answers: list[str] = []
    with BackgroundBackups(profile, no_defect) as backups:
        backups.ask(str(tmp_path / "asked"), answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=20_000)

    with pytest.raises(EnvironmentFault, match="Check that this folder is there"):
        backup_from(answers[0])


def test_our_own_fault_is_reported_and_the_next_backup_is_tried(
    profile: Profile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[ReturnsError] = []
    monkeypatch.setattr(background, "make_backup", lambda *_: 1 // 0)

    with BackgroundBackups(profile, told.append, look_every_seconds=0.01) as backups:
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        qtbot.waitUntil(lambda: backups.state().problem is not None, timeout=20_000)

    assert isinstance(told[0].__cause__, ZeroDivisionError)
    assert backups.state().problem == "The backup went wrong."


def test_a_desk_that_closes_waits_for_no_backup(
    profile: Profile, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, leave = threading.Event(), threading.Event()
    real = make_backup

    def slow(
        own: Profile, folder: Path, rotation: object, go_on: Callable[[int, int], None]
    ) -> object:
        begun.set()
        leave.wait(20)
        return real(own, folder, rotation, go_on)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(background, "make_backup", slow)
    answers: list[str] = []
    backups = BackgroundBackups(profile, no_defect)
    monkeypatch.setattr(background, "LAST_WAIT_SECONDS", 0.01)
    with backups:
        backups.ask(str(tmp_path / "asked"), answers.append)
        assert begun.wait(20)
        assert not answers
    leave.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)

    assert "The desk is closing" in json.loads(answers[0])["problem"]
    assert [each for each in (tmp_path / "asked").rglob("*") if each.is_file()] == []


def test_personal_data_that_no_backup_holds_are_said_until_one_does(
    profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    whole = profile.people_path.read_bytes()
    profile.people_path.write_bytes(b"junk")

    with BackgroundBackups(profile, no_defect, look_every_seconds=0.01) as backups:
        qtbot.waitUntil(lambda: backups.state().problem is not None, timeout=20_000)
        assert find_backup(tmp_path / "kept")
        told = backups.state().problem or ""
        assert f"{profile.people_path}: this file is damaged" in told
        profile.people_path.write_bytes(whole)
        answers: list[str] = []
        backups.ask(str(tmp_path / "kept"), answers.append)
        qtbot.waitUntil(lambda: answers != [], timeout=20_000)
        assert backup_from(answers[0]).people_problem is None
