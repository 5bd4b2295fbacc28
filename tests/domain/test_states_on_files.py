"""Whatever happens at a counter that keeps files, in the end exactly what was paid came back.

The same machine as in test_engine_states, on real SQLite files. A crash is a power cut: the
program goes on with a copy of the files as they lay on the disk, log and all, and opens them anew.
"""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from adapters.journal.journal_kit import recorder
from domain.test_engine_sequences import ALL_ALLOWED
from domain.test_engine_states import IS_LONG, CounterInItsCurrency, CounterMachine, thorough
from fakes import FakeClock, FakePolicies, FakeSales
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.domain.engine import propose_board
from strategies import LONG_RUN, NOW

COUNTERS = 40 if IS_LONG else 3


@dataclass
class Files:
    """What a counter keeps on its disk, open."""

    folder: Path
    journal: SqliteJournal
    sales: SaleStore

    @classmethod
    def opened(cls, folder: Path, writer: Recorder) -> "Files":
        """The files of that folder, made where they are not there yet."""
        journal = SqliteJournal(folder / "journal.db", writer, AnchorFile(folder / "anchor.json"))
        return cls(folder, journal, SaleStore(folder / "sales.db"))

    def close(self) -> None:
        """As when the program ends in order."""
        self.journal.close()
        self.sales.close()


class MachineOnFiles(CounterMachine):
    """One counter whose journal and sales are files."""

    def counter_in(self, currency: str) -> CounterInItsCurrency:
        """The counter of that shop, its sales brought into a new store."""
        self.closing = ExitStack()
        self.disk = Path(self.closing.enter_context(TemporaryDirectory()))
        self.folders = count()
        self.writer = recorder()
        folder = self.disk / f"{next(self.folders)}"
        folder.mkdir()
        self.files = Files.opened(folder, self.writer)
        self.files.sales.add(self.sold)
        return CounterInItsCurrency(
            currency=currency,
            sales=cast("FakeSales", self.files.sales),
            policies=FakePolicies(ALL_ALLOWED),
            clock=FakeClock(NOW),
            propose=propose_board,
            written=self.files.journal,
        )

    def power_cut(self) -> None:
        """Go on with the files as they lie on the disk at this moment."""
        left = self.files
        folder = self.disk / f"{next(self.folders)}"
        shutil.copytree(left.folder, folder)
        left.close()
        self.files = Files.opened(folder, self.writer)
        self.counter.sales = cast("FakeSales", self.files.sales)
        self.counter.written = self.files.journal

    def teardown(self) -> None:
        """All came back, and the journal is whole."""
        if not hasattr(self, "files"):
            return
        try:
            super().teardown()
            assert self.files.journal.verify(deep=True).bent is None
        finally:
            self.files.close()
            self.closing.close()


@pytest.mark.long(LONG_RUN, examples=COUNTERS)
def test_whatever_happens_exactly_what_was_paid_comes_back_from_files(run_seed: int) -> None:
    run_state_machine_as_test(seed(run_seed)(MachineOnFiles), settings=thorough(COUNTERS))
