"""The real window in a process of its own, worked by keys, scans and touches until it is killed.

Run with a folder and a seed. Prints one JSON object a line, each at once: events, when their append
has returned; what stands in sight after the sign-in, before anybody has done anything; and the step
at which each case that was offered again goes on. The money goes through a ledger in the folder.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.application.desk_state import CaseState, LegPhase, LegState, Stage
from returns_desk.bootstrap.counter import CounterOptions
from returns_desk.bootstrap.desk import DeskOptions, desk_on
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.domain.board import Standing
from torture.returning_desk import CHEAP_PINS, RECEIPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.desk_state import DeskState
    from returns_desk.application.ports import Event, NewEvent
    from returns_desk.bootstrap.desk import OpenedDesk
    from returns_desk.domain.board import Option

PINS = {each.id: each.pin for each in DEMO_OPERATORS}
PATIENCE_SECONDS = 60
STEPS_OF_A_CASE = 20
LEDGER = "ledger"


def tell(**told: object) -> None:
    """One line, whole, whichever thread says it."""
    os.write(1, json.dumps(told).encode() + b"\n")


def tell_of_events(keys: dict[str, str]) -> None:
    """From now on each append of this process tells what it recorded, once it is on disk."""
    real = SqliteJournal.append

    def append(self: SqliteJournal, *events: NewEvent) -> tuple[Event, ...]:
        recorded = real(self, *events)
        for each in recorded:
            if each.type == "leg_begun" and each.case_id:
                keys[each.case_id] = str(each.payload["key"])
            tell(event=[each.sequence, each.hash, each.type])
        return recorded

    SqliteJournal.append = append  # type: ignore[method-assign]  # this process's own journal


class Ledger:
    """What the card reader and the drawer have paid; on disk before anybody is told."""

    def __init__(self, path: Path) -> None:
        self._book = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        content = path.read_bytes()
        os.truncate(path, content.rfind(b"\n") + 1)
        self._paid = [json.loads(each) for each in path.read_bytes().splitlines()]

    def pay(self, key: str, leg: int) -> str:
        """Pay it, however often it is asked for; the reference."""
        self._paid.append([key, leg])
        os.write(self._book, json.dumps([key, leg]).encode() + b"\n")
        os.fsync(self._book)
        return f"{len(self._paid):06}"

    def reference(self, key: str, leg: int) -> str | None:
        """The reference of what was paid, or None."""
        found = [place for place, each in enumerate(self._paid, start=1) if each == [key, leg]]
        return f"{found[0]:06}" if found else None


class Hands:
    """A clerk at the window, who does what comes to mind."""

    def __init__(self, opened: OpenedDesk, ledger: Ledger, keys: dict[str, str]) -> None:
        self._opened, self._ledger, self._keys = opened, ledger, keys
        self._chance = random.Random(int(sys.argv[2]))  # noqa: S311 -- chooses journeys, no secrets

    @property
    def state(self) -> DeskState:
        """What the window shows."""
        return self._opened.presenter.state

    @property
    def case(self) -> CaseState:
        """The case in sight."""
        assert self.state.case is not None, self.state.notice
        return self.state.case

    def begin(self) -> None:
        """Sign in, tell what is in sight, and go on with every case that is offered."""
        self._settle_down()
        self._touch("tile.person:mara")
        self._scan(PINS["mara"])
        tell(in_sight=self._sight())
        self._finish()
        while self.state.open_cases:
            case_id = self.state.open_cases[0].case_id
            self._touch(f"tile.resume:{case_id}")
            tell(resumed=[case_id, self.state.stage.value])
            self._finish()

    def serve(self) -> None:
        """One customer, up to the slip or the way out."""
        self._scan(self._chance.choice(RECEIPTS))
        self._finish()

    def _sight(self) -> dict[str, object]:
        state = self.state
        legs = state.case.legs if state.case else ()
        doubted = [each.leg for each in legs if each.phase is LegPhase.IN_DOUBT]
        shown = [self._seen(QWidget, f"leg.{leg}").accessibleName() for leg in doubted]
        return {
            "stage": state.stage.value,
            "case": state.case.case_id if state.case else None,
            "in_doubt": doubted,
            "says_so": all("In doubt" in each for each in shown),
            "offered": [each.case_id for each in state.open_cases],
        }

    def _finish(self) -> None:
        work: dict[Stage, Callable[[], None]] = {
            Stage.BOARD: self._decide,
            Stage.BOOKING: self._pay,
            Stage.IN_DOUBT: self._settle,
            Stage.APPROVAL: lambda: self._scan(PINS["lind"]),
            Stage.SLIP: lambda: self._press(Qt.Key.Key_Return),
        }
        for _ in range(STEPS_OF_A_CASE):
            if self.state.stage is Stage.WAITING:
                return
            work[self.state.stage]()
        self._leave()

    def _decide(self) -> None:
        case = self.case
        possible = [each for each in case.board.options if _is_open(each)]
        if not possible or self._chance.random() < 0.1:
            self._leave()
            return
        if case.board.questions and self._chance.random() < 0.3:
            self._press(self._chance.choice("+-"))
        option = self._chance.choice(possible)
        self._press(str(case.numbers[option.id]))
        if self.state.stage is Stage.BOARD:
            self._press(Qt.Key.Key_Return)

    def _pay(self) -> None:
        case = self.case
        leg = next((each for each in case.legs if each.phase is LegPhase.BEGUN), None)
        if leg is None:
            self._press(Qt.Key.Key_Return)
            return
        reference = self._ledger.pay(self._keys[case.case_id], leg.leg)
        if leg.means == "cash":
            self._press(Qt.Key.Key_Return)
        else:
            self._scan(reference)

    def _settle(self) -> None:
        leg = next(each for each in self.case.legs if each.phase is LegPhase.IN_DOUBT)
        reference = self._ledger.reference(self._keys[self.case.case_id], leg.leg)
        if reference is None:
            self._touch(f"leg.{leg.leg}.failed")
            return
        self._write_reference(leg, reference)
        self._touch(f"leg.{leg.leg}.confirm")

    def _write_reference(self, leg: LegState, reference: str) -> None:
        fields = self._opened.window.findChildren(QLineEdit, f"leg.{leg.leg}.reference")
        for field in fields:
            if field.isVisible():
                QTest.keyClicks(field, reference)

    def _leave(self) -> None:
        """The customer goes, or the case is set aside."""
        self._press(Qt.Key.Key_F7 if self.state.stage is Stage.BOARD else Qt.Key.Key_F10)
        for choice in self._opened.window.findChildren(QWidget):
            if choice.isVisible() and choice.objectName().startswith("choice."):
                self._touch(choice.objectName())
                return

    # what hands do
    def _scan(self, text: str) -> None:
        field = self._opened.window.scan
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self._settle_down()

    def _press(self, key: Qt.Key | str) -> None:
        target = QApplication.focusWidget() or self._opened.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
            self._until(lambda: not self._opened.window.scan.text())
        else:
            QTest.keyClick(target, key)
        self._settle_down()

    def _touch(self, name: str) -> None:
        QTest.mouseClick(self._seen(QWidget, name), Qt.MouseButton.LeftButton)
        self._settle_down()

    def _seen(self, kind: type[QWidget], name: str) -> QWidget:
        seen = [each for each in self._opened.window.findChildren(kind, name) if each.isVisible()]
        assert seen, f"nothing named {name} is in sight in {self.state.stage}"
        return seen[0]

    def _settle_down(self) -> None:
        self._until(lambda: not self._opened.tasks.is_busy())
        QApplication.processEvents()

    def _until(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < until, self.state.stage
            QTest.qWait(1)


def _is_open(option: Option) -> bool:
    return option.standing in {Standing.AVAILABLE, Standing.NEEDS_APPROVAL} and option.is_settled


def main(folder: Path) -> None:
    """Open the window there, and work until the process is killed."""
    application_with_look("light")
    keys: dict[str, str] = {}
    tell_of_events(keys)
    with Profile.open(folder / "profile") as profile:
        profile.lock()
        options = DeskOptions(counter=CounterOptions(pin_cost=CHEAP_PINS))
        with desk_on(profile, options) as opened:
            with profile.read_journal() as journal:
                begun = [each for each in journal.read(types=("leg_begun",)) if each.case_id]
            keys |= {str(each.case_id): str(each.payload["key"]) for each in begun}
            opened.window.show()
            hands = Hands(opened, Ledger(folder / LEDGER), keys)
            QTest.qWaitForWindowExposed(opened.window)
            opened.window.activateWindow()
            hands.begin()
            while True:
                hands.serve()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
