"""Killed at any step, a backup is there or not, and a restore is done or not begun."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import (
    backed_up,
    begun_profile,
    cases_of,
    goes_on,
    installation_of,
    nothing_half_made,
    verifies,
)
from returns_desk.adapters.keeping.finding_backups import find_backup
from returns_desk.adapters.keeping.restoring import restore_backup
from support.long_runs import LongReport, Scale

ROOT = Path(__file__).resolve().parents[3]
KILLED = Path(__file__).with_name("killed_keeping.py")
MOST_STEPS = 80
COVERS = ("src/returns_desk/adapters/keeping",)


def run_killed(word: str, shop: Path, kept: Path, steps: int) -> bool:
    """Run it; whether it came to its end before it was killed."""
    places = os.pathsep.join(str(ROOT / each) for each in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, str(KILLED), word, str(shop), str(kept), str(steps)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stderr == ""
    assert done.returncode == (0 if done.stdout else -9)
    return done.stdout == "done"


def moments(scale: Scale, seed: int) -> list[int]:
    """So many different steps by chance; all of them in the long form."""
    chance = random.Random(seed)  # noqa: S311 -- chooses moments, no secrets
    return sorted(chance.sample(range(MOST_STEPS), scale(short=6, full=MOST_STEPS)))


@pytest.mark.long("killed-keeping")
def test_a_killed_backup_spoils_none_and_the_next_clears_up(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    shop, kept = begun_profile(tmp_path / "shop"), tmp_path / "kept"
    good = backed_up(shop, kept)
    steps = moments(scale, run_seed)
    for each in steps:
        run_killed("backup", shop, kept, each)

        found, _ = find_backup(kept)
        assert found.name >= good.folder.name
        assert verifies(shop)

    backed_up(shop, kept)
    assert nothing_half_made(kept)
    restore_backup(tmp_path / "new", kept)
    assert cases_of(tmp_path / "new") == ("case-1", "case-2")
    long_report("killed-keeping", run_seed, {"killed backups": len(steps)}, COVERS)


@pytest.mark.long("killed-keeping")
def test_a_killed_restore_is_done_or_not_begun_and_nothing_is_lost(
    tmp_path: Path, scale: Scale, run_seed: int, long_report: LongReport
) -> None:
    original, kept = begun_profile(tmp_path / "original"), tmp_path / "kept"
    backed_up(original, kept)
    goes_on(original, "case-3")
    before = installation_of(original)
    steps, outcomes = moments(scale, run_seed + 1), set()
    for each in steps:
        shop = tmp_path / "shop"
        shutil.rmtree(shop, ignore_errors=True)
        shutil.copytree(original, shop)
        old = (shop / "journal.db").read_bytes()

        run_killed("restore", shop, kept, each)

        is_restored = installation_of(shop) != before
        outcomes.add(is_restored)
        assert verifies(shop)
        assert cases_of(shop) == ("case-1", "case-2", *([] if is_restored else ["case-3"]))
        here = [path.read_bytes() for path in (shop / "journal.db", *shop.glob("before-*/*.db"))]
        assert old in here
        goes_on(shop, "case-4")

    assert outcomes == {True, False}
    long_report("killed-keeping", run_seed, {"killed restores": len(steps)}, COVERS)
