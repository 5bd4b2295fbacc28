"""What waits for the hub is in the header, never in the way; a touch says since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from counters import Counter, signed_in
from returns_desk.application.hub_sending import HubState
from returns_desk.application.keeping import BackupState
from returns_desk.ui.clerk.presenter import ClerkPresenter
from returns_desk.ui.clerk.till_contents import TILL
from ui.clerk.fake_window import FakeSurroundings, FakeTasks, FakeView, settings
from ui.clerk.test_backup_contents import FULL, StandingBackups

SINCE = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
WAITS = HubState(is_set_up=True, waiting=12, since=SINCE, is_stopped=True)
REFUSED = HubState(is_set_up=True, waiting=12, since=SINCE, is_stopped=True, is_refused=True)


@dataclass
class StandingSending:
    """A sending that is as a test says."""

    now: HubState

    def state(self) -> HubState:
        """As the test says."""
        return self.now


def opened(
    sending: StandingSending, backups: StandingBackups | None = None
) -> tuple[ClerkPresenter, FakeView]:
    counter = Counter(sending=sending, backups=backups or StandingBackups(BackupState()))
    view, around = FakeView(), FakeSurroundings(counter.clock)
    presenter = ClerkPresenter(view, signed_in(counter), FakeTasks(), around, settings())
    presenter.start()
    return presenter, view


@pytest.mark.parametrize(
    "state",
    [
        HubState(),
        HubState(is_set_up=True),
        # On its way: nothing stands in the way of the next try.
        HubState(is_set_up=True, waiting=3, since=SINCE),
    ],
)
def test_quiet_while_nothing_stands_in_the_way(state: HubState) -> None:
    _, view = opened(StandingSending(state))

    assert view.shown["header"].status.detail == ""


def test_what_waits_is_counted_and_a_touch_says_that_everything_works() -> None:
    presenter, view = opened(StandingSending(WAITS))
    assert view.shown["header"].status.text == "12 waiting"

    presenter.acted(TILL)

    assert "12 entries wait since" in view.sentence
    assert "Everything works; they are sent later." in view.sentence


def test_one_that_waits_is_said_in_the_singular() -> None:
    one = HubState(is_set_up=True, waiting=1, since=SINCE, is_stopped=True)
    _, view = opened(StandingSending(one))

    assert "1 entry waits since" in view.shown["header"].status.detail
    assert "it is sent later" in view.shown["header"].status.detail


def test_a_hub_that_takes_nothing_names_who_can_mend_it() -> None:
    _, view = opened(StandingSending(REFUSED))

    status = view.shown["header"].status
    assert status.text == "Not sent"
    assert "tell IT" in status.detail


def test_it_comes_and_goes_by_itself() -> None:
    sending = StandingSending(WAITS)
    presenter, view = opened(sending)

    sending.now = HubState(is_set_up=True)
    presenter.tick()

    assert view.shown["header"].status.detail == ""


def test_a_backup_that_was_not_made_comes_first() -> None:
    _, view = opened(StandingSending(WAITS), StandingBackups(BackupState(problem=FULL)))

    assert view.shown["header"].status.text == "No backup"
