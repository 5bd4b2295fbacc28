"""A trainee at the training shop: the real window with the coach over it, worked as people do."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeys.harness import CHEAP_PINS, PINS, REFERENCE, START, Actions, Counter
from returns_desk.adapters.profile import Profile
from returns_desk.application.desk_state import LegPhase, Stage
from returns_desk.application.keeping import NoBackups
from returns_desk.application.payout_proofs import Proof
from returns_desk.bootstrap.counter import add_demo_sales, demo_welcome
from returns_desk.bootstrap.desk import DeskOptions, desk_on
from returns_desk.bootstrap.training import Training, kept_apart, training_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.bootstrap.desk import OpenedDesk

MOST_STEPS = 12


class Trainee(Counter):
    """A counter of the training shop with its coach."""

    training: Training

    def begin(self, case: str) -> None:
        """Turn to a case, and touch what scans its receipt."""
        while self.training.coach.case.code != case:
            self.touch("coach.second")
        self.touch("coach.first")

    def start_again_with(self, change: Callable[[], object]) -> None:
        """Close the training, change something in its folder, and sign in anew."""
        self.close()
        change()
        self._open_now = ExitStack()
        self.opened = self._start()
        self.actions = Actions(self.window)
        self.sign_in()

    def carry_out(self, option: str) -> None:
        """Choose an option, answer and ask what it needs, and pay it out."""
        self.touch(f"option.{option}")
        for _ in range(MOST_STEPS):
            if self.stage() is Stage.APPROVAL:
                self.scan(PINS["lind"])
            elif self.case.can_confirm:
                break
            else:
                self.press("+")
        self.press(Qt.Key.Key_Return)
        while self.stage() is Stage.BOOKING:
            leg = next(each for each in self.case.legs if each.phase is LegPhase.BEGUN)
            if leg.proof is Proof.REFERENCE:
                self.scan(REFERENCE)
            else:
                self.press(Qt.Key.Key_Return)

    def said(self) -> str:
        """What the coach says."""
        return self.training.strip.accessibleName()

    def _start(self) -> OpenedDesk:
        self.profile = kept_apart(Profile.demo(self.folder, pin_cost=CHEAP_PINS))
        self.profile.clock = self.clock
        self._open_now.enter_context(self.profile.locked())
        welcome = demo_welcome(add_demo_sales(self.profile, START))
        counter = training_options(self.profile, NoBackups())
        options = DeskOptions(counter=counter, idle_lock_ms=self._idle_lock_ms, welcome=welcome)
        opened = self._open_now.enter_context(desk_on(self.profile, options))
        self.training = Training(opened, self.profile)
        opened.window.show()
        self.qtbot.waitExposed(opened.window)
        opened.window.activateWindow()
        self.qtbot.wait_until(lambda: not opened.tasks.is_busy(), timeout=10_000)
        opened.window.scan.setFocus()
        return opened
