"""Measures the window: how soon it stands there, how fast keys are answered, what it holds.

Owns the figures that a clerk feels. Each is measured in a process of its own with its real profile,
offscreen and, where Xvfb is installed, on a display.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.adapters.sales.sale_store import SaleStore

if TYPE_CHECKING:
    from collections.abc import Iterator

# They lie beside this file, whose folder is on the path when it is run.
BOARD: Final = import_module("board")
MANY: Final = import_module("_many_events")
ROWS: Final = import_module("_rows")
WORK: Final = Path(__file__).with_name("_window_work.py")
START: Final = Path(__file__).with_name("_window_start.py")

SEED: Final = 20261122
RECEIPTS: Final = {1: 200, 10: 100, 30: 100, 1_100: 5}
"""How many different receipts of so many lines are scanned."""
UNCOUNTED: Final = 3
EVENTS: Final = 1_000_000
STARTS: Final = 7
SCANS: Final = 4_000
IDLE_SECONDS: Final = 20
KEY_MS: Final = 16.7
LARGE_MS: Final = 150.0
STILL_MS: Final = 50.0
START_SECONDS: Final = 0.5
MEMORY_MB: Final = 120.0


def run() -> list[dict[str, Any]]:
    """One row for each figure, by platform."""
    with tempfile.TemporaryDirectory() as folder:
        profile = _shop(Path(folder))
        platforms = ["offscreen", *(["xcb under Xvfb"] if shutil.which("xvfb-run") else [])]
        rows = [row for each in platforms for row in _worked(profile, each)]
        rows += _steady(profile)
        _many_events(profile)
        return rows + [row for each in platforms for row in _started(profile, each)]


def _shop(folder: Path) -> Path:
    """A shop that works, with receipts of every length; their numbers lie beside its profile."""
    directory, chance = folder / "shop", random.Random(SEED)  # noqa: S311 -- sample sales
    with Profile.open(directory, create=demo_configuration(demo=False)) as profile:
        people = profile.operators()
        for each in DEMO_OPERATORS:
            people.add(each.id, each.name, each.role, each.pin)
        cases = {n: [BOARD.case_of(chance, n, ()) for _ in range(m)] for n, m in RECEIPTS.items()}
        with SaleStore(profile.sales_path) as store:
            store.add(sale for some in cases.values() for case in some for sale in case.sales)
    numbers = {n: [case.sales[0].receipt for case in some] for n, some in cases.items()}
    (folder / "receipts.json").write_text(json.dumps(numbers), encoding="utf-8")
    return directory


def _worked(profile: Path, platform: str) -> Iterator[dict[str, Any]]:
    """Boards by receipt, marks by key, and the longest that the window stood still."""
    with _copied(profile) as copy:
        told = _said(copy, platform, "boards")
    for lines in RECEIPTS:
        taken = [ms for n, ms in told["boards"] if n == lines][UNCOUNTED:]
        title = f"Enter of a receipt of {lines} lines to its painted board, {platform}"
        yield _row(title, taken, "ms", KEY_MS if lines <= max(30, 1) else LARGE_MS)
        still = max([ms for n, ms in told["still"] if n == lines][UNCOUNTED:])
        title = f"longest the window stood still meanwhile, {lines} lines, {platform}"
        yield _row(title, [still], "ms", STILL_MS)
        taken = [ms for n, ms in told["marks"] if n == lines][UNCOUNTED:]
        title = f"digit to the painted choice, {lines} lines, {platform}"
        yield _row(title, taken, "ms", KEY_MS if lines <= max(30, 1) else LARGE_MS)


def _steady(profile: Path) -> Iterator[dict[str, Any]]:
    """Memory with the window open, and after thousands of scans; the processor at rest."""
    with _copied(profile) as copy:
        resident = _said(copy, "offscreen", "steady", str(SCANS))["resident_mb"]
    yield _row("memory with the window open", resident[:1], "MB", MEMORY_MB)
    yield _row(f"memory after {SCANS} scans", resident[-1:], "MB", MEMORY_MB)
    with _copied(profile) as copy:
        percent = _said(copy, "offscreen", "idle", str(IDLE_SECONDS))["percent"]
    yield _row("processor while nobody does anything", [percent], "% of one", None)


def _many_events(profile: Path) -> None:
    """Make the journal a long one, with its tables brought up."""
    with Profile.open(profile) as opened:
        opened.lock()
        journal = opened.open_journal()
        origin, signer = journal._recorder.origin, journal._recorder.signer  # noqa: SLF001 -- the same hand
        journal.close()
        MANY.fill(opened.journal_path, origin, signer, EVENTS)
        with opened.open_journal() as journal:
            journal.rebuild()


def _started(profile: Path, platform: str) -> Iterator[dict[str, Any]]:
    """From the start of the process to the painted sign and window, the files in memory."""
    taken = [_worked_by(START, profile, platform, str(time.monotonic())) for _ in range(STARTS)][
        UNCOUNTED:
    ]
    for part, name in (
        ("sign", "start to the painted sign"),
        ("window", "start to painted window"),
    ):
        title = f"{name}, {EVENTS:,} events, warm, {platform}"
        yield _row(title, [each[part] for each in taken], "s", START_SECONDS)


def _said(profile: Path, platform: str, *what: str) -> dict[str, Any]:
    return _worked_by(WORK, profile, platform, *what)


def _worked_by(script: Path, profile: Path, platform: str, *what: str) -> dict[str, Any]:
    """What a process of its own tells in its last line."""
    own = [sys.executable, str(script), str(profile), *what]
    words = own
    surroundings = {**os.environ, "QT_QPA_PLATFORM": platform.split(maxsplit=1)[0]}
    if platform != "offscreen":
        words = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", *own]
    done = subprocess.run(words, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@contextmanager
def _copied(profile: Path) -> Iterator[Path]:
    """The profile as it is, for one process that changes it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / profile.name
        shutil.copytree(profile, copy)
        shutil.copy(profile.with_name("receipts.json"), folder)
        yield copy


def _row(name: str, taken: list[float], unit: str, target: float | None) -> dict[str, Any]:
    return {
        "name": name,
        **ROWS.spread(taken, 2, 10, 90, 99),
        "unit": unit,
        "rounds": len(taken),
        "target": target,
    }
