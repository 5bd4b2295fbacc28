"""Starts the desk in a process of its own, without the right to write what others own.

Run with a profile's folder; prints as JSON what the start found. Where root runs the tests, the
rights that make permissions count for nothing are given up first.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

from torture.cut_off_shop import start

_DROP_FROM_BOUNDING_SET = 24
_RIGHTS = (1, 2, 3)
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER."""


def become_anybody() -> None:
    """Permissions count from the next program on; it is this one again."""
    kernel = ctypes.CDLL(None, use_errno=True)
    for right in _RIGHTS:
        if kernel.prctl(_DROP_FROM_BOUNDING_SET, right, 0, 0, 0):
            sys.exit(f"right {right} can't be given up: {os.strerror(ctypes.get_errno())}")
    again = [sys.executable, *sys.argv, "as anybody"]
    os.execv(sys.executable, again)  # noqa: S606 -- this very program


def main() -> None:
    """Start the desk once."""
    is_root = sys.platform.startswith("linux") and os.geteuid() == 0
    if is_root and "as anybody" not in sys.argv:
        become_anybody()
    found = start(Path(sys.argv[1]))
    print(json.dumps({"refused": found.refused, "served": found.verified is not None}))  # noqa: T201 -- a program's answer


if __name__ == "__main__":
    main()
