"""Where the customer's window lands, in a process whose platform has the screens of the test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.source_text import ROOT

PROGRAM = Path(__file__).with_name("two_screens.py")
CLERKS = {"name": "clerk", "x": 0, "y": 0, "width": 1366, "height": 768}
CUSTOMERS = {"name": "customer", "x": 1366, "y": 0, "width": 1024, "height": 600}
THIRD = {"name": "wall", "x": 2390, "y": 0, "width": 1920, "height": 1080}
PATIENCE_SECONDS = 120


def walked(folder: Path, *screens: dict[str, object], **wishes: str) -> dict[str, dict[str, Any]]:
    """What the desk told of itself, by step, on these screens."""
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [each | dots for each in screens]}))
    ran = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder / "shop"), json.dumps(wishes)],
        env=os.environ
        | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": str(ROOT / "src"),
        },
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    return {each["step"]: each for each in told}


def test_the_display_lands_on_the_second_screen_and_is_found_again(tmp_path: Path) -> None:
    told = walked(tmp_path, CLERKS, CUSTOMERS)

    for step in ("started", "scanned", "plugged in"):
        assert told[step]["on"] == "customer"
        assert told[step]["is_full_screen"]
        assert told[step]["place"] == [1366, 0, 1024, 600]
    assert not told["unplugged"]["is_visible"]
    for step in ("started", "scanned", "unplugged", "plugged in"):
        assert told[step]["clerk_on"] == "clerk"
        assert told[step]["clerk_has_keyboard"]
    assert told["scanned"]["case"] == told["unplugged"]["case"] == told["plugged in"]["case"] == 1
    assert told["closed"]["program_ends"]


def test_with_one_screen_nothing_of_it_is_made(tmp_path: Path) -> None:
    told = walked(tmp_path, CLERKS)

    assert not told["scanned"]["is_made"]
    assert told["closed"]["program_ends"]


def test_as_a_window_it_is_there_with_one_screen_too(tmp_path: Path) -> None:
    told = walked(tmp_path, CLERKS, shown="window")

    assert told["started"]["is_visible"]
    assert not told["started"]["is_full_screen"]
    assert told["closed"]["program_ends"]


def test_switched_off_it_stays_away_from_a_second_screen(tmp_path: Path) -> None:
    told = walked(tmp_path, CLERKS, CUSTOMERS, shown="off")

    assert not told["plugged in"]["is_made"]


@pytest.mark.parametrize(("name", "lands_on"), [("wall", "wall"), ("customer", "customer")])
def test_of_three_screens_the_named_one_is_taken(tmp_path: Path, name: str, lands_on: str) -> None:
    told = walked(tmp_path, CLERKS, CUSTOMERS, THIRD, screen=name)

    assert told["scanned"]["on"] == lands_on


@pytest.mark.parametrize("name", ["clerk", "HDMI-9"])
def test_a_name_that_no_free_screen_has_covers_nothing(tmp_path: Path, name: str) -> None:
    """Least of all the clerk's own window."""
    told = walked(tmp_path, CLERKS, CUSTOMERS, screen=name)

    assert not told["scanned"]["is_made"]
