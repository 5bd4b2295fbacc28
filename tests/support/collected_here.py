"""Collects garbage in the thread that runs the tests, between two tests, and in no other.

A worker's thread that collected a window left in a cycle of references would destroy its widgets
in the wrong thread: Qt then crashes, often only in a later test. The program guards itself the
same way while its window is open (`ui/kit/garbage.py`); tests open windows without it. Long runs
keep Python's own collector, for one of their tests may make more than memory holds.
"""

from __future__ import annotations

import gc
import os

import pytest


def pytest_sessionstart() -> None:
    """Stop the collector from running by itself in whatever thread allocates."""
    if not os.environ.get("RETURNS_DESK_LONG"):
        gc.disable()


def pytest_collection_finish() -> None:
    """Set aside what the modules of all tests brought: nothing in it ever becomes garbage.

    Otherwise each look at what a test left behind goes through hundreds of thousands of functions
    and constants, and takes longer than the test.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Collect what is due after a test; in the thread of the tests, where windows live."""
    counts_and_limits = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [
        generation for generation, (count, limit) in enumerate(counts_and_limits) if count > limit
    ]
    if due and not gc.isenabled():
        gc.collect(due[-1])
