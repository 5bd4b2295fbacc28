"""Killed at any step, archiving was never begun or is done; the next run finds its way."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adapters.keeping.archive_kit import archive, begun_shop, exported, seen, verified
from support.long_runs import LongReport, Scale

ROOT = Path(__file__).resolve().parents[3]
KILLED = Path(__file__).with_name("killed_archiving.py")
COVERS = ("src/returns_desk/adapters/keeping", "src/returns_desk/adapters/journal")


def run_killed(shop: Path, steps: int) -> int:
    """Run it; how many steps it took where it came to its end before it was killed, else 0."""
    places = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, str(KILLED), str(shop), "2025", str(steps)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stderr == ""
    assert done.returncode == (0 if done.stdout else -9)
    return int(done.stdout.removeprefix("done ")) if done.stdout else 0


def first_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT min(sequence) FROM events").fetchone()[0])


@pytest.mark.long("killed-keeping")
def test_killed_archiving_loses_nothing_and_the_next_run_ends_it(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    original = begun_shop(tmp_path / "original")
    before, lines = seen(original), exported(original)
    shop = shutil.copytree(original, tmp_path / "whole")
    most = run_killed(shop, 10_000)
    chance = random.Random(run_seed)  # noqa: S311 -- chooses moments, no secrets
    # The later half is where the events move; that is looked at closely.
    late = range(most // 2, most)
    moments = chance.sample(range(most // 2), scale(short=4, full=most // 2))
    moments += chance.sample(late, scale(short=8, full=len(late)))
    moments.append(most - 1)
    outcomes = set()
    for steps in moments:
        shutil.rmtree(shop)
        shutil.copytree(original, shop)

        assert not run_killed(shop, steps)

        assert verified(shop).bent is None
        outcomes.add(first_in(shop / "journal.db") > 1)
        assert seen(shop) == before
        assert exported(shop)[: len(lines)] == lines
        archive(shop, 2025)
        assert archive(shop, 2025).file is None
        assert exported(shop)[: len(lines)] == lines
        assert verified(shop).bent is None
        assert [path.suffix for path in (shop / "archive").iterdir()] == [".db"]
    assert outcomes == {True, False}
    long_report("killed-keeping", run_seed, {"killed archivings": len(moments)}, COVERS)
