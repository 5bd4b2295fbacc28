"""A backup that could not be made is in the header, and a touch says why; the till comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counters import Counter, signed_in
from returns_desk.application.handing_over import HandOverState
from returns_desk.application.keeping import BackupState
from returns_desk.ui.clerk.presenter import ClerkPresenter
from returns_desk.ui.clerk.till_contents import TILL
from ui.clerk.fake_window import FakeSurroundings, FakeTasks, FakeView, settings
from ui.clerk.test_till_contents import GONE, WAITS, StandingHandOver

if TYPE_CHECKING:
    from returns_desk.application.handing_over import HandOver

FULL = "The disk is full. Make room, then try again."


@dataclass
class StandingBackups:
    """Backups that are as a test says."""

    now: BackupState

    def state(self) -> BackupState:
        """As the test says."""
        return self.now


def opened(backups: StandingBackups, hand_over: HandOver) -> tuple[ClerkPresenter, FakeView]:
    counter = Counter(backups=backups, hand_over=hand_over)
    view, around = FakeView(), FakeSurroundings(counter.clock)
    presenter = ClerkPresenter(view, signed_in(counter), FakeTasks(), around, settings())
    presenter.start()
    return presenter, view


def till(state: HandOverState | None = None) -> StandingHandOver:
    return StandingHandOver(state or HandOverState())


def test_quiet_while_all_is_well() -> None:
    _, view = opened(StandingBackups(BackupState(is_configured=True)), till())

    assert view.shown["header"].status.detail == ""


def test_a_failed_backup_is_said_and_a_touch_says_why() -> None:
    presenter, view = opened(StandingBackups(BackupState(problem=FULL)), till())
    assert (view.shown["header"].status.text, view.shown["header"].status.detail) == (
        "No backup",
        FULL,
    )

    presenter.acted(TILL)

    assert view.sentence == f"No backup. {FULL}"


def test_money_that_waits_comes_first() -> None:
    _, view = opened(StandingBackups(BackupState(problem=FULL)), till(WAITS))

    assert view.shown["header"].status.detail == GONE


def test_it_appears_and_goes_within_a_second() -> None:
    backups = StandingBackups(BackupState(is_configured=True))
    presenter, view = opened(backups, till())

    for problem, text in ((FULL, "No backup"), (None, "All kept")):
        backups.now = BackupState(is_configured=True, problem=problem)
        presenter.tick()
        assert view.shown["header"].status.text == text
