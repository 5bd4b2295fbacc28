"""Migrates a journal of the first format once for each call at which the disk fails.

Run with a folder that holds `template/journal.db`, in the surroundings of a failing disk that is
meant for its `run`, with an errno. Prints one JSON object for each call: whether the disk failed,
what was said, and the file's format afterwards. It ends after the first call that is not reached.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from returns_desk.adapters.journal.opening import open_to_write
from returns_desk.domain.errors import ReturnsError
from torture.failing_disk import FailingDisk


def go(folder: Path, disk: FailingDisk, call: int, error: int) -> dict[str, object]:
    """One migration with the disk failing once, at that call."""
    run = folder / "run"
    disk.fail_at(0, 0, 0)
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(folder / "template", run)
    said = None
    disk.fail_at(call, 1, error)
    try:
        open_to_write(run / "journal.db").close()
    except ReturnsError as refusal:
        said = refusal.message
    failed = disk["failed"]
    disk.mend()
    with closing(sqlite3.connect(run / "journal.db")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    with closing(open_to_write(run / "journal.db")) as connection:
        events = connection.execute("SELECT count(*) FROM events").fetchone()[0]
    return {"failed": failed, "said": said, "format": version, "events": events}


def main(folder: Path, error: int) -> None:
    """Each call in turn, until the migration has no more of them."""
    disk, call, is_reached = FailingDisk(), 0, True
    while is_reached:
        call += 1
        told = go(folder, disk, call, error)
        is_reached = bool(told["failed"])
        print(json.dumps(told), flush=True)  # noqa: T201 -- a program's answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
