"""A desk in a process of its own, where the platform has the screens that a test gives it.

Run with the folder of a profile; prints one line of JSON for each thing that was looked at.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import write_configuration
from returns_desk.bootstrap.counter import CounterOptions, add_demo_sales
from returns_desk.bootstrap.desk import DeskOptions, desk_on
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.screenshots import SHELF, StandingClock

if TYPE_CHECKING:
    from returns_desk.bootstrap.desk import OpenedDesk

START = datetime.fromisoformat("2026-11-21T18:40:00-06:00")
PATIENCE_MS = 10_000
STILL_OPEN = 7
CHEAP = PinCost(passes=1, memory_kib=64)


def settle(opened: OpenedDesk) -> None:
    """Until nothing is under way."""
    while opened.tasks.is_busy():
        QApplication.processEvents()
    for _ in range(5):
        QApplication.processEvents()


def tell(opened: OpenedDesk, step: str) -> None:
    """Where both windows are now, and what they show."""
    settle(opened)
    clerk, window = opened.window, opened.customer.window
    case = opened.presenter.state.case
    told = {
        "step": step,
        "clerk_on": clerk.screen().name(),
        "clerk_has_keyboard": clerk.isActiveWindow(),
        "case": case.number if case is not None else None,
        "is_made": window is not None,
        "is_visible": window is not None and window.isVisible(),
    }
    if window is not None and window.isVisible():
        told["on"] = window.screen().name()
        told["is_full_screen"] = window.isFullScreen()
        told["place"] = window.geometry().getRect()
    sys.stdout.write(json.dumps(told) + "\n")


def walk(opened: OpenedDesk) -> None:
    """Start, scan, unplug, scan, plug in again, close the clerk's window."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    presenter = opened.presenter
    opened.window.show()
    opened.window.activateWindow()
    opened.customer.place()
    tell(opened, "started")
    presenter.tile_touched("person:mara")
    settle(opened)
    presenter.scanned("428713")
    settle(opened)
    presenter.scanned(SHELF)
    tell(opened, "scanned")
    second = application.screens()[-1]
    application.screenRemoved.emit(second)
    tell(opened, "unplugged")
    application.screenAdded.emit(second)
    tell(opened, "plugged in")
    QTimer.singleShot(0, opened.window.close)
    QTimer.singleShot(PATIENCE_MS, lambda: application.exit(STILL_OPEN))
    ends = application.exec() != STILL_OPEN
    sys.stdout.write(json.dumps({"step": "closed", "program_ends": ends}) + "\n")


def main(folder: Path, wishes: dict[str, str]) -> None:
    """Open the desk of the demo shop with these wishes for the customer's display."""
    application_with_look("light")
    with Profile.demo(folder, pin_cost=CHEAP) as made:
        wanted = made.configuration.customer_display.model_copy(update=wishes)
        changed = made.configuration.model_copy(update={"customer_display": wanted})
        write_configuration(folder / "config.toml", changed)
    with Profile.demo(folder, pin_cost=CHEAP) as profile, profile.locked():
        add_demo_sales(profile, START)
        counter = CounterOptions(clock=StandingClock(START), pin_cost=CHEAP)
        with desk_on(profile, DeskOptions(counter=counter)) as opened:
            walk(opened)


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
