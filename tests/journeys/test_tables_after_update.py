"""After an update the desk's start shows how far the journal's tables are, and goes on painting."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar

from adapters.keeping.keeping_kit import add_cases, begun_profile, cases_of, verifies
from adapters.keys.keys_kit import begun_in
from returns_desk.adapters.journal import following
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_journal import will_be_remade
from returns_desk.bootstrap import tables_in_order
from returns_desk.bootstrap.desk import open_desk
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.tables_in_order import put_tables_in_order, run_watched
from returns_desk.domain.errors import Defect, EnvironmentFault
from returns_desk.ui.clerk.view import ClerkWindow
from returns_desk.ui.kit.working_window import WorkingWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from returns_desk.adapters.safe_files import Progress

PATIENCE_SECONDS = 20


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> Iterator[None]:
    application_with_look("light")
    yield
    qapp.processEvents()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return begun_profile(tmp_path / "shop", cases=1)


@pytest.fixture
def window(qtbot: QtBot) -> WorkingWindow:
    made = WorkingWindow("Returns Desk", lambda percent: f"So far: {percent} %")
    qtbot.addWidget(made)
    return made


def age(shop: Path) -> None:
    """Leave tables as an older program made them, with one row that is not right."""
    with closing(sqlite3.connect(shop / "journal.db")) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'read_models'")
        connection.execute("DELETE FROM cases")
        connection.commit()


def said(window: WorkingWindow) -> str:
    """What stands in the window that a person sees; nothing while nobody sees it."""
    label, bar = window.findChild(QLabel), window.findChild(QProgressBar)
    assert label is not None
    assert bar is not None
    is_seen = window.isVisible() and label.text() == bar.accessibleName()
    return label.text() if is_seen else ""


def test_while_the_work_waits_the_window_paints_and_says_how_far_it_is(
    window: WorkingWindow,
) -> None:
    seen, painted = threading.Event(), []
    begun_in: list[str] = []

    def look() -> None:
        if said(window) == "So far: 42 %":
            painted.append(not window.grab().toImage().isNull())
            seen.set()

    def work(on_progress: Progress) -> None:
        begun_in.append(threading.current_thread().name)
        on_progress(420, 1_000)
        assert seen.wait(PATIENCE_SECONDS)

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(5)
    run_watched(work, window, shown_after_ms=0)

    assert painted[0]
    assert begun_in != [threading.current_thread().name]
    assert not window.isVisible()


def test_it_stays_while_somebody_closes_it(window: WorkingWindow) -> None:
    window.show()
    event = QCloseEvent()

    window.closeEvent(event)
    window.close()

    assert not event.isAccepted()
    assert window.isVisible()
    window.finish()
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("done", "of", "percent"), [(0, 9, 0), (8, 9, 88), (9, 9, 100), (3, 0, 100)]
)
def test_it_says_whole_per_cent(window: WorkingWindow, done: int, of: int, percent: int) -> None:
    window.show()
    window.show_progress(done, of)

    assert said(window) == f"So far: {percent} %"


def test_what_goes_wrong_in_the_work_is_told_by_whoever_started_it(window: WorkingWindow) -> None:
    def full(_: Progress) -> None:
        raise EnvironmentFault("The disk is full.", code="disk_full")

    def broken(_: Progress) -> None:
        raise ValueError

    with pytest.raises(EnvironmentFault, match="The disk is full"):
        run_watched(full, window)
    with pytest.raises(Defect):
        run_watched(broken, window)
    assert not window.isVisible()


def test_tables_of_an_older_program_are_made_afresh_step_by_step_before_the_desk_opens(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "EVENTS_PER_RUN", 3)
    monkeypatch.setattr(tables_in_order, "SHOWN_AFTER_MS", 0)
    told: list[int] = []
    shown = WorkingWindow.show_progress

    def watched(window: WorkingWindow, done: int, total: int) -> None:
        shown(window, done, total)
        label = window.findChild(QLabel)
        assert label is not None
        assert label.text() == f"Putting the journal's tables in order: {done * 100 // total} %"
        told.append(done * 100 // total)

    monkeypatch.setattr(WorkingWindow, "show_progress", watched)
    with Profile.open(shop) as profile:
        add_cases(profile, "case-2", "case-3")
    age(shop)
    assert will_be_remade(shop / "journal.db")

    with Profile.open(shop) as profile, profile.locked():
        put_tables_in_order(profile, "en")

    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 100)
    assert len(told) > 3
    assert cases_of(shop) == ("case-1", "case-2", "case-3")
    assert verifies(shop)


def test_where_nothing_is_to_be_made_afresh_nothing_is_opened_or_shown(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(tables_in_order, "run_watched", never)
    before = (shop / "journal.db").read_bytes()

    with Profile.open(shop) as profile, profile.locked():
        put_tables_in_order(profile, "en")
        assert (shop / "journal.db").read_bytes() == before
        (shop / "journal.db").unlink()
        put_tables_in_order(profile, "en")


def test_the_desk_opens_when_that_is_done_and_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = begun_in(tmp_path / "open", "file")
    monkeypatch.setattr(tables_in_order, "SHOWN_AFTER_MS", 0)
    age(shop)
    seen: list[bool] = []
    shown: list[WorkingWindow] = []
    run = tables_in_order.run_watched

    def watched(work: Callable[[Progress], None], window: WorkingWindow) -> None:
        shown.append(window)
        run(work, window)

    monkeypatch.setattr(tables_in_order, "run_watched", watched)

    def look() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, ClerkWindow) and each.isVisible():
                seen.append(will_be_remade(shop / "journal.db"))
                if len(seen) > 3:
                    each.close()

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(20)

    assert open_desk(application_with_look("light"), shop) == 0
    assert seen[:4] == [False] * 4
    assert [each.isVisible() for each in shown] == [False]
