"""A second start hands over to the running desk; where it can't, one sentence says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from returns_desk.adapters.profile import Profile
from returns_desk.bootstrap import handover
from returns_desk.bootstrap.desk import reporting_hook
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeys.conftest import OpenCounter


def test_running_desk_is_told_and_answers(qtbot: QtBot, tmp_path: Path) -> None:
    reception = handover.Reception(tmp_path)
    guest = QLocalSocket()

    with qtbot.waitSignal(reception.called, timeout=3000):
        guest.connectToServer(handover.socket_name(tmp_path))
        guest.waitForConnected(1000)
        guest.write(b"show\n")
        guest.flush()

    qtbot.waitUntil(lambda: guest.bytesAvailable() > 0 or guest.waitForReadyRead(10), timeout=3000)
    assert guest.readAll().data() == b"seen\n"
    guest.disconnectFromServer()
    reception.close()


def test_nobody_answers_where_no_desk_runs(tmp_path: Path) -> None:
    assert not handover.hand_over(tmp_path)


def test_profile_in_use_names_the_process_and_since_when(open_counter: OpenCounter) -> None:
    counter = open_counter()

    with pytest.raises(OperatorMistake) as caught:
        Profile.open(counter.folder).lock()

    assert "has this profile open since" in caught.value.message
    assert caught.value.code == "profile_in_use"


def test_desk_locks_itself_when_nobody_does_anything(open_counter: OpenCounter) -> None:
    counter = open_counter(idle_lock_ms=1500)
    counter.sign_in()

    counter.qtbot.waitUntil(lambda: counter.state.operator is None, timeout=6000)

    assert counter.events("desk_locked")


def test_fault_of_the_window_becomes_a_sentence_and_a_report(open_counter: OpenCounter) -> None:
    counter = open_counter()
    hook = reporting_hook(counter.opened)

    hook(ValueError, ValueError("too many values"), None)

    said = counter.window.scan_row.banner.sentence()
    assert said.startswith("Something went wrong on our side.")
    assert "too many values" not in counter.texts()
    (report,) = (counter.folder / "logs").glob("crash-*.txt")
    assert "too many values" in report.read_text("utf-8")
