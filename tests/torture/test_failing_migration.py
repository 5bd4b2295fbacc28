"""The disk fails at any call while a journal of format 1 becomes one of format 2.

What is refused has changed nothing; what is done is done, though the log could not be folded.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.journal.journal_kit import as_the_first_format, open_journal, whole_return
from torture.failing_disk import surroundings

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("failing_migration.py")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_migration_that_is_refused_changed_nothing_and_one_that_is_done_starts(
    tmp_path: Path, error: int
) -> None:
    template = tmp_path / "template"
    template.mkdir()
    with open_journal(template, events_per_checkpoint=7) as journal:
        for number in range(1, 4):
            journal.append(*whole_return(f"case-{number}", number))
        events = journal.head()[0]
    as_the_first_format(template / "journal.db")
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, PROGRAM, tmp_path, str(error)],
        env={**os.environ, "PYTHONPATH": paths, **surroundings(tmp_path, tmp_path / "run")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    told = [json.loads(each) for each in done.stdout.splitlines()]

    assert done.returncode == 0, done.stderr
    assert len(told) > 10
    for each in told:
        assert each["events"] == events
        assert (each["said"] is None) == (each["format"] == 2), told
    assert any(each["failed"] and each["said"] is None for each in told)
    assert any(each["said"] for each in told)
