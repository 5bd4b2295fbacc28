"""What every test gets: a headless Qt, seeded hypothesis, a check for what is left running.

Owns fixtures that concern all tests; those of one layer stand in its folder. Must not import the
program, so that a test of a pure layer needs no Qt.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt: tests open no window on anyone's desk.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# What this machine's own installation is set to is none of the tests' business.
os.environ["RETURNS_DESK_CONFIG_FILE"] = os.devnull + ".none"

ROOT = Path(__file__).resolve().parents[1]
pytest_plugins = [
    "support.collected_here",
    "support.left_running",
    "support.long_runs",
    "support.real_set",
]

settings.register_profile("short", derandomize=True, max_examples=60, deadline=None)
settings.register_profile(
    "long", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("long" if os.environ.get("RETURNS_DESK_LONG") else "short")


@pytest.fixture
def project_root() -> Path:
    """The checkout's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real-world data beside the checkout; tests of it skip where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of shared data is not beside this checkout")
    return folder
