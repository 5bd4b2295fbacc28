"""The errand in its own thread: nothing it meets ever holds the counter up."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders import CARD_LEG, SHELF, paying_option, sale
from counters import Counter
from returns_desk.adapters.handover.background import (
    NOT_ANSWERING,
    PATIENCE_SECONDS,
    BackgroundHandOver,
)
from returns_desk.adapters.handover.drop_folder import DropFolder
from returns_desk.adapters.handover.poslog_return import poslog_bytes
from returns_desk.application.handing_over_bookings import Ledger
from returns_desk.application.handing_over_rounds import Errand
from returns_desk.domain.errors import Defect, ReturnsError
from support.completed_returns import carry_out, counter_with
from support.fake_till import FakeFolder

REFUND = paying_option("refund/original", [CARD_LEG])
PATIENCE_OF_TESTS = 10.0


def errand_with(counter: Counter, folder: FakeFolder | DropFolder) -> Errand:
    return Errand(counter.journal, folder, Ledger(), "3141", str)


def until(condition: Callable[[], bool]) -> None:
    """Wait for another thread, without a fixed time."""
    ended = time.monotonic() + PATIENCE_OF_TESTS
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < ended, "it did not come about"
        pause.wait(0.005)


@pytest.fixture
def counter() -> Counter:
    return counter_with([sale()], REFUND)


@pytest.fixture
def defects() -> list[ReturnsError]:
    return []


def test_return_is_in_the_folder_soon_after_it_is_complete(
    counter: Counter, defects: list[ReturnsError]
) -> None:
    folder = FakeFolder()
    with BackgroundHandOver(errand_with(counter, folder), defects.append) as running:
        counter.hand_over = running
        carry_out(counter, SHELF, REFUND.id)
        until(lambda: bool(folder.shown))
        until(lambda: running.state().waiting == 0)

    assert running.state().problem is None
    assert defects == []


def test_what_was_left_waiting_goes_at_the_start(
    counter: Counter, defects: list[ReturnsError]
) -> None:
    carry_out(counter, SHELF, REFUND.id)
    folder = FakeFolder()

    with BackgroundHandOver(errand_with(counter, folder), defects.append):
        until(lambda: bool(folder.shown))

    assert counter.journal.types()[-1] == "booking_handed_over"


def test_folder_that_is_not_there_is_told_and_tried_again(
    counter: Counter, defects: list[ReturnsError]
) -> None:
    carry_out(counter, SHELF, REFUND.id)
    folder = FakeFolder()
    folder.fails_at = {"open"}
    running = BackgroundHandOver(
        errand_with(counter, folder), defects.append, look_every_seconds=0.01
    )
    with running:
        until(lambda: running.state().problem is not None)
        assert running.state().waiting == 1
        folder.fails_at = set()
        until(lambda: running.state().problem is None)
        until(lambda: running.state().waiting == 0)

    assert defects == []


def test_refusal_is_counted(counter: Counter, defects: list[ReturnsError], tmp_path: Path) -> None:
    carry_out(counter, SHELF, REFUND.id)
    folder = DropFolder(tmp_path, {".xml": poslog_bytes})
    running = BackgroundHandOver(
        errand_with(counter, folder), defects.append, look_every_seconds=0.01
    )
    with running:
        until(lambda: list(tmp_path.glob("*.xml")) != [])
        (file,) = tmp_path.glob("*.xml")
        file.with_suffix(".error").write_text("no such receipt")
        until(lambda: running.state().refused == 1)


@pytest.fixture
def dead_share(tmp_path: Path) -> Iterator[Path]:
    """A file of the folder that answers nobody: a pipe that no one reads."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    yield pipe
    # Let whoever hangs on it go.
    handle = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.close(handle)


def test_dead_share_never_slows_a_return_down_and_is_said(
    counter: Counter, defects: list[ReturnsError], tmp_path: Path, dead_share: Path
) -> None:
    hangs = threading.Event()

    class DeadShare(FakeFolder):
        """Hangs in the operating system, as a share whose server is gone."""

        def open(self, *, is_known: bool) -> None:
            hangs.set()
            with dead_share.open("wb"):
                super().open(is_known=is_known)

    moment = [0.0]
    running = BackgroundHandOver(
        errand_with(counter, DeadShare()), defects.append, clock=lambda: moment[0]
    )
    with running:
        assert hangs.wait(PATIENCE_OF_TESTS)
        counter.hand_over = running
        began = time.monotonic()
        carry_out(counter, SHELF, REFUND.id)
        took = time.monotonic() - began
        moment[0] = PATIENCE_SECONDS + 1
        said = running.state()
        began = time.monotonic()
    left = time.monotonic() - began

    assert took < 1.0
    assert (said.waiting, said.problem) == (1, NOT_ANSWERING)
    assert left < 5.0
    assert tmp_path.exists()


def test_fault_of_our_own_is_reported_and_the_next_round_tries_again(
    counter: Counter, defects: list[ReturnsError]
) -> None:
    carry_out(counter, SHELF, REFUND.id)
    whole = errand_with(counter, FakeFolder())
    broken = replace(whole, journal=None)  # type: ignore[arg-type]  # the fault that is shown
    running = BackgroundHandOver(broken, defects.append)

    with running:
        until(lambda: bool(defects))

    assert isinstance(defects[0], Defect)
    assert running.state().problem == defects[0].message


def test_our_own_error_is_reported_as_it_is(counter: Counter, defects: list[ReturnsError]) -> None:
    class Wrong(FakeFolder):
        def open(self, *, is_known: bool) -> None:
            raise Defect(f"wrong {is_known}")

    with BackgroundHandOver(errand_with(counter, Wrong()), defects.append):
        until(lambda: bool(defects))

    assert defects[0].message == "wrong False"
