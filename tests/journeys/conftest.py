"""What journeys get: the look, and counters that are closed when a test ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from journeys.harness import Counter
from returns_desk.bootstrap.desk import application_with_look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class OpenCounter(Protocol):
    """Opens a counter of the demo shop."""

    def __call__(self, packs: Sequence[Path] = (), *, idle_lock_ms: int = 0) -> Counter:
        """Open one; with `packs` under other rules than the demo shop's."""
        ...


@pytest.fixture
def open_counter(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenCounter]:
    """A function that opens a counter with its window."""
    application_with_look("light")
    opened: list[Counter] = []

    def open_one(packs: Sequence[Path] = (), *, idle_lock_ms: int = 0) -> Counter:
        counter = Counter(qtbot, tmp_path / "profile", packs, idle_lock_ms=idle_lock_ms)
        opened.append(counter)
        return counter

    yield open_one
    for counter in opened:
        counter.close()
    qapp.processEvents()


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """A counter under the demo shop's rules, with Mara signed in."""
    opened = open_counter()
    opened.sign_in()
    opened.actions.count = 0
    return opened
