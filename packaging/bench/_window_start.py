"""The program as it is started, in a process of its own; says as JSON when what was painted.

Run with a profile and the time of the process's start by the clock that only goes on. Loads
nothing before the program itself would. Owns no figure's meaning: window.py does.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from returns_desk.bootstrap.looks import opening


def start(profile: Path, since: float) -> None:
    """The sign first, then all of the desk."""
    told = {}
    with opening() as application:
        told["sign"] = time.monotonic() - since
        desk = import_module("returns_desk.bootstrap.desk")

        class Started(desk.ClerkWindow):  # type: ignore[name-defined,misc]  # only this process's
            """The window that says when it was painted first."""

            def showEvent(self, event: object) -> None:  # noqa: N802 -- Qt's name
                """Wait for the first pass of the loop after all was painted."""
                super().showEvent(event)
                QTimer.singleShot(0, self._painted)

            def _painted(self) -> None:
                QApplication.processEvents()
                told["window"] = time.monotonic() - since
                print(json.dumps(told), flush=True)
                QApplication.quit()

        vars(desk)["ClerkWindow"] = Started
        desk.open_desk(application, profile)


if __name__ == "__main__":
    start(Path(sys.argv[1]), float(sys.argv[2]))
