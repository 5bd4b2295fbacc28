"""Archiving in a process of its own, which is killed after so many steps on the disk.

Run with the profile's folder, the year and the number of steps. Each call that makes, moves or
removes something or waits for the disk is a step, and so is each thing that SQLite is told.
"""

import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from adapters.keeping.archive_kit import archive
from adapters.keeping.killed_keeping import die_after

TOLD = ("INSERT", "DELETE", "DROP", "CREATE", "COMMIT", "BEGIN", "VACUUM", "PRAGMA wal")


def main(shop: Path, year: int, steps: int) -> None:
    left = [steps]

    class Watched(sqlite3.Connection):
        def execute(self, statement: str, *cells: Any) -> sqlite3.Cursor:
            if statement.lstrip().startswith(TOLD):
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1
            return super().execute(statement, *cells)

    real = sqlite3.connect

    def connect(*words: Any, **named: Any) -> sqlite3.Connection:
        return real(*words, factory=Watched, **named)

    setattr(sqlite3, "connect", connect)  # noqa: B010 -- what stands there has other types
    die_after(steps)
    archive(shop, year)
    sys.stdout.write(f"done {steps - left[0]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
