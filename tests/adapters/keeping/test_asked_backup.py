"""A backup that somebody at the window asks for: told how far it is, ended, or stopped."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adapters.keeping.keeping_kit import begun_profile
from returns_desk.adapters.keeping import background
from returns_desk.adapters.keeping.background import BackgroundBackups
from returns_desk.adapters.keeping.backing_up import make_backup
from returns_desk.adapters.keeping.finding_backups import find_backup
from returns_desk.adapters.profile import Profile
from returns_desk.application.keeping import NoBackups
from returns_desk.bootstrap.asked_backup import AskedBackup
from returns_desk.domain.errors import ReturnsError


def no_defect(error: ReturnsError) -> None:
    raise AssertionError(error)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    begun_profile(tmp_path / "shop")
    with Profile.open(tmp_path / "shop") as opened:
        opened.lock()
        yield opened


def test_it_says_how_far_it_is_and_that_it_is_made(
    profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[int] = []
    ended: list[str] = []
    with BackgroundBackups(profile, no_defect) as backups:
        asked = AskedBackup(backups, "../kept")
        assert asked.is_configured()
        asked.begin(told.append, ended.append)
        qtbot.waitUntil(lambda: bool(ended), timeout=20_000)

    assert ended == ["made"]
    assert told == sorted(told)
    assert set(told) <= set(range(101))
    assert find_backup(tmp_path / "kept")[0].exists()


def test_it_is_stopped_and_the_next_one_is_made(
    profile: Profile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = make_backup

    def slow(*given: object) -> object:
        begun.set()
        assert go_on.wait(20)
        return real(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(background, "make_backup", slow)
    ended: list[str] = []
    with BackgroundBackups(profile, no_defect) as backups:
        asked = AskedBackup(backups, "../kept")
        asked.begin(lambda _: None, ended.append)
        assert begun.wait(20)
        asked.give_up()
        go_on.set()
        qtbot.waitUntil(lambda: ended == ["stopped"], timeout=20_000)

        asked.begin(lambda _: None, ended.append)
        qtbot.waitUntil(lambda: ended == ["stopped", "made"], timeout=20_000)


def test_what_stood_in_the_way_is_told_in_a_sentence(
    profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    ended: list[str] = []
    with BackgroundBackups(profile, no_defect) as backups:
        asked = AskedBackup(backups, "../kept")
        asked.begin(lambda _: None, ended.append)
        qtbot.waitUntil(lambda: bool(ended), timeout=20_000)

    assert str(tmp_path) in ended[0]


def test_without_backups_or_a_folder_nothing_is_begun(profile: Profile) -> None:
    without = AskedBackup(NoBackups(), "../kept")
    without.begin(lambda _: None, lambda _: None)
    without.give_up()

    assert not without.is_configured()
    assert not AskedBackup(BackgroundBackups(profile, no_defect), "").is_configured()
