"""Background work with real threads: where callbacks run, order, errors, closing."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from returns_desk.domain.errors import Defect, EnvironmentFault, ReturnsError
from returns_desk.ui.kit.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Taken:
    """Keeps results and errors, and the thread in which they came."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[ReturnsError] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, error: ReturnsError) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    assert qapp is not None
    made = Tasks()
    yield made
    made.shutdown()


@pytest.fixture
def taken() -> Taken:
    return Taken()


def _note(ran: list[int], number: int) -> int:
    ran.append(number)
    return number


def _wait(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=5000)


def test_a_job_runs_in_the_worker_and_its_result_comes_to_the_gui_thread(
    qtbot: QtBot, tasks: Tasks, taken: Taken
) -> None:
    tasks.run(threading.get_ident, taken.done, taken.failed)
    _wait(qtbot, tasks)

    assert taken.results != [threading.get_ident()]
    assert taken.threads == {threading.get_ident()}


def test_jobs_run_in_the_order_in_which_they_were_asked_for(
    qtbot: QtBot, tasks: Tasks, taken: Taken
) -> None:
    ran: list[int] = []
    for number in range(200):
        tasks.run(partial(_note, ran, number), taken.done, taken.failed)
    _wait(qtbot, tasks)

    assert ran == list(range(200))
    assert taken.results == list(range(200))


def test_our_own_error_arrives_as_it_is(qtbot: QtBot, tasks: Tasks, taken: Taken) -> None:
    fault = EnvironmentFault("The disk is full.", code="disk_full")

    def job() -> None:
        raise fault

    tasks.run(job, taken.done, taken.failed)
    _wait(qtbot, tasks)

    assert taken.errors == [fault]
    assert taken.results == []


def test_a_foreign_error_arrives_as_a_defect_with_its_cause(
    qtbot: QtBot, tasks: Tasks, taken: Taken
) -> None:
    tasks.run(lambda: 1 // 0, taken.done, taken.failed)
    _wait(qtbot, tasks)

    (error,) = taken.errors
    assert isinstance(error, Defect)
    assert isinstance(error.__cause__, ZeroDivisionError)
    assert "Traceback" not in str(error)


def test_the_worker_goes_on_after_an_error(qtbot: QtBot, tasks: Tasks, taken: Taken) -> None:
    tasks.run(lambda: 1 // 0, taken.done, taken.failed)
    tasks.run(lambda: "slip", taken.done, taken.failed)
    _wait(qtbot, tasks)

    assert taken.results == ["slip"]


def test_a_stale_result_of_a_topic_is_dropped(qtbot: QtBot, tasks: Tasks, taken: Taken) -> None:
    tasks.run(lambda: "old", taken.done, taken.failed, topic="find")
    tasks.run(lambda: "new", taken.done, taken.failed, topic="find")
    tasks.run(lambda: "written", taken.done, taken.failed)
    _wait(qtbot, tasks)

    assert taken.results == ["new", "written"]


def test_busy_is_told_once_at_each_end(qtbot: QtBot, tasks: Tasks, taken: Taken) -> None:
    told: list[bool] = []
    tasks.busy.connect(told.append)
    for _ in range(3):
        tasks.run(lambda: None, taken.done, taken.failed)
    _wait(qtbot, tasks)

    assert told == [True, False]


def test_shutdown_finishes_what_was_begun_and_calls_nobody_back(
    qtbot: QtBot, tasks: Tasks, taken: Taken
) -> None:
    written: list[str] = []
    tasks.run(lambda: written.append("event"), taken.done, taken.failed)

    tasks.shutdown()
    qtbot.wait(20)

    assert written == ["event"]
    assert taken.results == []


def test_no_job_is_taken_after_shutdown(tasks: Tasks, taken: Taken) -> None:
    tasks.shutdown()

    with pytest.raises(Defect):
        tasks.run(lambda: None, taken.done, taken.failed)
