"""A whole desk for journeys: the real window, journal, packs, sales and people of the demo shop.

Owns driving it as people do, by keys, touches and scans, and counting what they do.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.policies import load_policy
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.resources import resource_path
from returns_desk.application.connection import ONLY_TILL
from returns_desk.bootstrap.counter import (
    CounterOptions,
    FixedPolicy,
    add_demo_sales,
)
from returns_desk.bootstrap.desk import DeskOptions, desk_on
from returns_desk.ui.kit.chips import StatusPill
from returns_desk.ui.kit.group_heading import GroupHeading
from returns_desk.ui.kit.scan_field import ScanField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from returns_desk.application.connection import Connection
    from returns_desk.application.desk_state import CaseState, DeskState, Stage
    from returns_desk.application.ports import Event
    from returns_desk.bootstrap.desk import OpenedDesk
    from returns_desk.bootstrap.printing import PrinterMaker
    from returns_desk.ui.clerk.view import ClerkWindow

SHELF = "3141-07-20261107-0042"
PLUMS = "3141-03-20261121-0017"
THREE_WAYS = "3141-04-20261115-0088"
PINS = {each.id: each.pin for each in DEMO_OPERATORS}
CHEAP_PINS = PinCost(passes=1, memory_kib=64)
START = datetime.fromisoformat("2026-11-21T18:40:00-06:00")
REFERENCE = "004512"


class HandClock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        """The moment shown."""
        return self.moment

    def go_on(self, **span: int) -> None:
        """Let time pass."""
        self.moment += timedelta(**span)


class Actions(QObject):
    """Counts what a person does: a key outside typing, a touch, a scan or a PIN, one each."""

    def __init__(self, window: ClerkWindow) -> None:
        super().__init__(window)
        self.count = 0
        window.scan.digit_chosen.connect(self._add)
        window.scan.condition_answered.connect(self._add)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See every event of the program once."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self.count += 1
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is QApplication.focusWidget()
        ):
            is_typing = bool(event.text()) and event.text().isprintable()
            self.count += 0 if is_typing and isinstance(watched, ScanField) else 1
        return False

    def _add(self) -> None:
        self.count += 1


class Counter:
    """One counter of the demo shop with its window in sight."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        packs: Sequence[Path] = (),
        *,
        idle_lock_ms: int = 0,
        printer: PrinterMaker | None = None,
        connection: Connection = ONLY_TILL,
    ) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.clock = HandClock()
        self._packs = packs
        self._printer = printer
        self._connection = connection
        self._idle_lock_ms = idle_lock_ms or 10 * 60 * 1000
        self._open_now = ExitStack()
        self.opened = self._start()
        self.actions = Actions(self.window)

    @property
    def window(self) -> ClerkWindow:
        """The window."""
        return self.opened.window

    @property
    def state(self) -> DeskState:
        """What the window shows."""
        return self.opened.presenter.state

    def stage(self) -> Stage:
        """Where the counter is now."""
        return self.state.stage

    @property
    def case(self) -> CaseState:
        """The case in sight."""
        assert self.state.case is not None
        return self.state.case

    def close(self) -> None:
        """End the program as its window does."""
        self.actions.deleteLater()
        self.window.close()
        self.window.deleteLater()
        self._open_now.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def crash_and_start_again(self) -> None:
        """Begin anew on the same folder. Closing records nothing: it is as after a power cut."""
        self.close()
        self._open_now = ExitStack()
        self.opened = self._start()
        self.actions = Actions(self.window)

    # what people do
    def taken_over_by(self, person: str) -> None:
        """Esc to the board, parked, a crash, and somebody else takes the case up."""
        self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_F4)
        self.crash_and_start_again()
        self.sign_in(person)
        self.press(Qt.Key.Key_F5)
        self.press(Qt.Key.Key_Return)

    def sign_in(self, person: str = "mara") -> None:
        """Touch a name and type the PIN."""
        self.touch(f"tile.person:{person}")
        self.scan(PINS[person])

    def scan(self, text: str) -> None:
        """Scan, or type and press Enter."""
        QTest.keyClicks(self.window.scan, text)
        QTest.keyClick(self.window.scan, Qt.Key.Key_Return)
        self.settle()

    def press(self, key: Qt.Key | str) -> None:
        """Press one key, wherever the keyboard is."""
        target = QApplication.focusWidget() or self.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
            self.qtbot.wait_until(lambda: not self.window.scan.text(), timeout=2000)
        else:
            QTest.keyClick(target, key)
        self.settle()

    def press_with_control(self, key: Qt.Key) -> None:
        """Press a key with Control held."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def touch(self, name: str) -> None:
        """Touch what has that name."""
        widget = self.found(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        self.qtbot.wait_until(lambda: not self.opened.tasks.is_busy(), timeout=10_000)
        QApplication.processEvents()

    # what people see
    def found(self, name: str) -> QWidget:
        """The widget of that name, in sight."""
        seen = [each for each in self.window.findChildren(QWidget, name) if each.isVisible()]
        assert seen, f"nothing named {name} is in sight"
        return seen[0]

    def texts(self) -> str:
        """Every text and accessible name in sight, one a line."""
        said: list[str] = []
        for widget in [self.window, *self.window.findChildren(QWidget)]:
            if not widget.isVisibleTo(self.window):
                continue
            said += [widget.accessibleName(), widget.toolTip(), widget.accessibleDescription()]
            if isinstance(widget, QLabel | QAbstractButton | QLineEdit | StatusPill):
                said.append(widget.text())
            if isinstance(widget, QLineEdit):
                said.append(widget.placeholderText())
            if isinstance(widget, GroupHeading):
                said += [widget.text(), widget.note()]
        return "\n".join(text for text in said if text)

    def events(self, *types: str) -> list[Event]:
        """The journal's events of those types."""
        with self.profile.read_journal() as journal:
            return list(journal.read(types=types))

    def _start(self) -> OpenedDesk:
        self.profile = Profile.demo(self.folder, pin_cost=CHEAP_PINS)
        self._open_now.enter_context(self.profile.locked())
        if not self.profile.sales_path.exists():
            add_demo_sales(self.profile, START)
        policies = None
        if self._packs:
            loaded = load_policy(resource_path("policies"), files=self._packs)
            policies = FixedPolicy(loaded.policy_for("USD"))
        counter = CounterOptions(
            clock=self.clock,
            policies=policies,
            pin_cost=CHEAP_PINS,
            printer=self._printer,
            opens_drawer=None if self._printer is None else True,
            connection=self._connection,
        )
        options = DeskOptions(counter=counter, idle_lock_ms=self._idle_lock_ms)
        opened = self._open_now.enter_context(desk_on(self.profile, options))
        opened.window.show()
        self.qtbot.waitExposed(opened.window)
        opened.window.activateWindow()
        self.qtbot.wait_until(lambda: not opened.tasks.is_busy(), timeout=10_000)
        opened.window.scan.setFocus()
        return opened
