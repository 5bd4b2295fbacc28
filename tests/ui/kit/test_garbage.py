"""A widget in a cycle of references is destroyed in the window's thread, whoever makes garbage."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from returns_desk.ui.kit.garbage import LOOK_MS, collect_what_is_due, collected_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Kept:
    """Something in a cycle that tells in which thread it went."""

    def __init__(self, gone_in: list[threading.Thread]) -> None:
        self._gone_in, self.itself = gone_in, self

    def __del__(self) -> None:
        self._gone_in.append(threading.current_thread())


@pytest.fixture
def often() -> Iterator[None]:
    """The collector runs by itself, as in the program, and is easily tempted."""
    before, was_enabled = gc.get_threshold(), gc.isenabled()
    gc.collect()
    gc.set_threshold(20, 1, 1)
    gc.enable()
    yield
    gc.set_threshold(*before)
    if not was_enabled:
        gc.disable()


def much_garbage() -> None:
    """What a replay leaves behind."""
    for _ in range(5_000):
        Kept([])


@pytest.mark.usefixtures("often")
def test_only_the_thread_of_the_window_collects(qtbot: QtBot) -> None:
    gone_in: list[threading.Thread] = []
    with collected_here(), ThreadPoolExecutor(max_workers=1) as worker:
        Kept(gone_in)
        worker.submit(much_garbage).result()
        assert gone_in == []
        qtbot.waitUntil(lambda: bool(gone_in), timeout=20 * LOOK_MS)

    assert gone_in == [threading.main_thread()]


@pytest.mark.usefixtures("often", "qapp")
def test_the_collector_is_as_it_was_afterwards() -> None:
    assert gc.isenabled()
    with collected_here(), collected_here():
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.usefixtures("qapp")
def test_nothing_is_collected_before_enough_came_together() -> None:
    gone_in: list[threading.Thread] = []
    gc.collect()
    with collected_here():
        Kept(gone_in)
        collect_what_is_due()
        assert gone_in == []
        gc.collect()
    assert gone_in != []
