"""What journeys get: the look, counters that are closed when a test ends, a whole profile."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from fake_printer import FakeSlipPrinter
from journeys.bad_profiles import make_whole_profile, put_good_files
from journeys.chain import make_store, open_store
from journeys.harness import Counter
from journeys.real_program import Program
from returns_desk.bootstrap.looks import application_with_look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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


@pytest.fixture
def printer() -> FakeSlipPrinter:
    """The slip printer of `printing_counter`."""
    return FakeSlipPrinter(is_configured=True)


@pytest.fixture
def printing_counter(qtbot: QtBot, tmp_path: Path, printer: FakeSlipPrinter) -> Iterator[Counter]:
    """A counter with a slip printer on which the drawer hangs, Mara signed in."""
    application_with_look("light")

    def wired(listener: Callable[[], None]) -> FakeSlipPrinter:
        printer.listener = listener
        return printer

    opened = Counter(qtbot, tmp_path / "profile", printer=wired)
    opened.sign_in()
    yield opened
    opened.close()


@pytest.fixture
def store_counter(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """The counter of a chain's store with the chain's pack, Mara signed in."""
    make_store(tmp_path / "store", "shop.toml")
    opened = open_store(qtbot, tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that tests take copies of."""
    return make_whole_profile(tmp_path_factory.mktemp("whole") / "shop")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The real program in a folder with good files."""
    put_good_files(tmp_path)
    return Program(tmp_path)


@pytest.fixture
def shop(program: Program, whole: Path) -> Path:
    """A copy of the whole profile in the program's folder."""
    return Path(shutil.copytree(whole, program.folder / "shop"))
