"""The disk is full, or fails, at any write of a whole return: a sentence, and nothing is lost.

Every call that changes a file of the profile is one place: the journal, people, sales, the waiting
slips, the folder of the till, the anchor. At each the disk fails once or until there is room again,
and the clerk then tries again, or begins the program anew; or the program is killed there.
"""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from torture.failing_disk import FOREVER, KILLED, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support.long_runs import LongReport, Scale

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("full_disk_desk.py")
COVERS = ["src/returns_desk/application", "src/returns_desk/adapters"]
FAILURES = [
    (FOREVER, errno.ENOSPC),
    (1, errno.ENOSPC),
    (1, errno.EIO),
    (FOREVER, errno.EROFS),
    (1, KILLED),
]
PROCESSES = 2
STUCK_SECONDS = 20
Place = tuple[int, int, int]


def gone_through_by_several(folder: Path, places: Sequence[Place]) -> list[dict[str, Any]]:
    """The same from several processes at once, which take turns with the places."""
    with ThreadPoolExecutor(PROCESSES) as processes:
        folders = [folder.with_name(f"{folder.name}-{each}") for each in range(PROCESSES)]
        shares = [places[each::PROCESSES] for each in range(PROCESSES)]
        return [told for share in processes.map(gone_through, folders, shares) for told in share]


def gone_through(folder: Path, places: Sequence[Place]) -> list[dict[str, Any]]:
    """What the program tells of each place."""
    folder.mkdir()
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "packaging", "tests"))
    environment = {**os.environ, "PYTHONPATH": paths, **surroundings(folder, folder / "run")}
    done = subprocess.run(
        [sys.executable, PROGRAM, folder],
        input=json.dumps(places),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=STUCK_SECONDS * len(places) + 60,
    )
    told = [json.loads(each) for each in done.stdout.splitlines()]
    assert done.returncode == 0, (places[len(told)], done.stderr)
    return told


@pytest.mark.long("failing-disk")
@pytest.mark.timeout(7200)
def test_wherever_the_disk_fails_a_sentence_says_so_and_nothing_is_lost(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    chance = random.Random(run_seed)  # noqa: S311 -- chooses places, no secrets
    (whole,) = gone_through(tmp_path / "whole", [(0, 0, 0)])
    calls = whole["calls"]
    every: list[Place] = [(call, *failure) for call in range(1, calls + 1) for failure in FAILURES]
    places = sorted(chance.sample(every, scale(short=20, full=len(every))))

    told = gone_through_by_several(tmp_path / "failing", places)

    assert whole["told"] == []
    assert calls > 100
    failed = [each for each in told if each["failed"]]
    assert len(failed) > len(places) * 0.9
    assert any("disk is full" in sentence for each in told for sentence in each["told"])
    counts = Tally(
        places=len(places),
        failed=len(failed),
        sentences=sum(len(each["told"]) for each in told),
        noticed_by_nobody=sum(not each["told"] for each in failed if each["place"][2] != KILLED),
        killed=sum(each["place"][2] == KILLED for each in failed),
    )
    long_report("failing-disk", run_seed, dict(counts), COVERS)
