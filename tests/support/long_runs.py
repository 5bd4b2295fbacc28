"""Short and full counts of the same test, and the report that full counts leave.

Owns the reading of RETURNS_DESK_LONG and the files tests/long/NAME.json. A report is written only
where every test of the run passed.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from devtools.long_registry import LONG_RUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "tests" / "long"
SHORT_SEED = 20261121
COLLECTED = pytest.StashKey[dict[str, dict[str, Any]]]()


class Scale(Protocol):
    """Chooses between two counts."""

    def __call__(self, *, short: int, full: int) -> int:
        """Answer the one that fits this run."""


class LongReport(Protocol):
    """Notes what a long run has shown."""

    def __call__(self, name: str, seed: int, counts: dict[str, int], covers: Sequence[str]) -> None:
        """Note counts reached and the paths (from the project's folder) that they speak for."""


def long_name(item: pytest.Item) -> str | None:
    """The long run that a test takes part in, if any."""
    marker = item.get_closest_marker("long")
    return None if marker is None else str(marker.args[0])


def is_wanted(name: str | None) -> bool:
    """True in the long run of that name; RETURNS_DESK_LONG=1 wants them all."""
    return name is not None and os.environ.get("RETURNS_DESK_LONG") in {name, "1"}


@pytest.fixture
def scale(request: pytest.FixtureRequest) -> Scale:
    """`scale(short=200, full=100_000)`: the full count in the test's own long run, else short."""
    is_full = is_wanted(long_name(request.node))

    def choose(*, short: int, full: int) -> int:
        return full if is_full else short

    return choose


@pytest.fixture
def run_seed() -> int:
    """The seed of this run: always the same in short form, another for each long run."""
    return int(os.environ.get("RETURNS_DESK_SEED", SHORT_SEED))


@pytest.fixture
def long_report(request: pytest.FixtureRequest) -> LongReport:
    """`long_report(name, seed, counts, covers)`, called at a test's end; nothing in short form.

    Several tests may share a name: their counts and durations add up.
    """
    began = time.monotonic()

    def note(name: str, seed: int, counts: dict[str, int], covers: Sequence[str]) -> None:
        _refuse_what_is_not_there(covers)
        if not is_wanted(name):
            return
        report = request.config.stash[COLLECTED].setdefault(
            name, {"seed": seed, "counts": {}, "duration_seconds": 0.0, "covers": []}
        )
        for key, count in counts.items():
            report["counts"][key] = report["counts"].get(key, 0) + count
        report["duration_seconds"] += time.monotonic() - began
        report["covers"] = sorted({*report["covers"], *covers})

    return note


def pytest_configure(config: pytest.Config) -> None:
    """Begin with no reports."""
    config.stash[COLLECTED] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a long run, keep only the tests that take part in it."""
    if not os.environ.get("RETURNS_DESK_LONG"):
        return
    kept = [item for item in items if is_wanted(long_name(item))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Refuse a long run that is not in the registry: `dev.py test --long` could not find it."""
    name = long_name(item)
    if name is not None and name not in LONG_RUNS:
        message = f"there is no long run {name} in packaging/devtools/long_registry.py"
        pytest.fail(message, pytrace=False)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write what was noted, where nothing failed."""
    if exitstatus != pytest.ExitCode.OK:
        return
    for name, noted in session.config.stash[COLLECTED].items():
        noted["duration_seconds"] = round(noted["duration_seconds"], 1)
        report = {"name": name, "commit": _commit(), **noted}
        REPORTS.mkdir(exist_ok=True)
        text = json.dumps(report, indent=2, sort_keys=True) + "\n"
        (REPORTS / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


def _refuse_what_is_not_there(covers: Sequence[str]) -> None:
    gone = [path for path in covers if not (ROOT / path).exists()]
    if gone or not covers:
        pytest.fail(f"a long report covers paths that exist; these do not: {gone}", pytrace=False)


def _commit() -> str:
    words = ["git", "rev-parse", "HEAD"]
    return subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
