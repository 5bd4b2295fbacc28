"""A scan is told from typing by the time between its keys."""

from __future__ import annotations

from returns_desk.ui.kit.scan_burst import ScanBurst


def test_a_burst_without_its_end_may_still_be_a_scan() -> None:
    burst = ScanBurst()
    for at, sign in enumerate("abcd"):
        burst.add(sign, at)

    assert burst.is_under_way()
    assert burst.text() == "abcd"
    burst.spoil()
    assert burst.text() is None
