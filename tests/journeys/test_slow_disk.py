"""The window never waits for the disk, and nothing is shown as done before it is on disk.

The real window in a process of its own, on a disk whose flushes take 10 and 500 milliseconds. No
time is measured: once the window is open, a flush does not end before the window's event loop has
turned three times more, so a window that waited for the disk would be counted as standing still.
Each flush, write and read of the journal's files is told by its thread: none is the window's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from support.slow_disk import SlowDisk

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "support" / "slow_disk_desk.py"
STAGES = ["signed_out", "waiting", "board", "approval", "board", "booking", "slip"]


@pytest.mark.parametrize("flush_ms", [10, 500])
def test_the_window_turns_while_the_disk_takes_its_time(tmp_path: Path, flush_ms: int) -> None:
    disk = SlowDisk(tmp_path, flush_ms)
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    surroundings = {"PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen", **disk.surroundings()}

    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path)],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    counted = disk.counted()
    assert (counted["stood_still"], counted["by_the_window"]) == (0, 0)
    if "LD_PRELOAD" in surroundings:
        by_the_window = (counted["written_by_the_window"], counted["read_by_the_window"])
        assert by_the_window == (0, 0)
        assert counted["written"] > 50
        assert counted["read"] > 0
    seen = [tuple(each) for each in json.loads(done.stdout)["seen"]]
    first_of_stage = [seen[0], *(now for before, now in pairwise(seen) if now[0] != before[0])]
    assert [stage for stage, _, _ in first_of_stage] == STAGES
    for (_, _, before), (stage, _, now) in pairwise(first_of_stage):
        assert now > before, f"{stage} was in sight before anything of it was on disk"
    if flush_ms > 400:
        assert "Saving…" in {text for _, text, _ in seen}
