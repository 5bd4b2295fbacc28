"""Opens a journal of the first format and kills itself once that many events have moved.

Started by test_migration.py as a process of its own: `migrating_writer.py FOLDER EVENTS`. With 0 it
goes through, and ends without closing.
"""

import os
import signal
import sys
from pathlib import Path

import pytest

from adapters.journal.journal_kit import recorder
from returns_desk.adapters.journal import schema
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal


def main() -> None:
    folder, last = Path(sys.argv[1]), int(sys.argv[2])

    def look(done: int, _total: int) -> None:
        if last and done >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    pytest.MonkeyPatch().setattr(schema, "ROWS_PER_STEP", 3)
    anchors = AnchorFile(folder / "anchor.json")
    SqliteJournal(folder / "journal.db", recorder(), anchors, on_progress=look)


main()
