"""The header's pill names its cause: on pointing, to screen readers, and as the banner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counters import Counter, signed_in
from returns_desk.application.handing_over import HandOverState
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.ui.clerk.contents import HeaderContent
from returns_desk.ui.clerk.header_bar import HeaderBar
from returns_desk.ui.clerk.presenter import ClerkPresenter
from returns_desk.ui.clerk.till_contents import till_pill
from returns_desk.ui.clerk.view import ClerkWindow
from returns_desk.ui.kit.wording import Words
from ui.clerk.fake_window import English, FakeSurroundings, FakeTasks, FakeView, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

WORDS = Words("en", English())
GONE = "The folder of the till is not there. Check the network."
WAITS = HandOverState(is_configured=True, waiting=1, problem=GONE)
REFUSED = HandOverState(is_configured=True, refused=1)
SENT_BACK = "It is complete here, but not booked there. Call IT with its slip."


class StandingHandOver:
    """A hand-over that is as a test says."""

    def __init__(self, state: HandOverState) -> None:
        self.now = state

    def completed(self, case_id: str) -> None:
        """Let it go."""

    def state(self) -> HandOverState:
        """As the test says."""
        return self.now


def presenter_with(state: HandOverState) -> tuple[ClerkPresenter, FakeView]:
    """A counter in sight whose hand-over is so."""
    counter = Counter(hand_over=StandingHandOver(state))
    view, around = FakeView(), FakeSurroundings(counter.clock)
    presenter = ClerkPresenter(view, signed_in(counter), FakeTasks(), around, settings())
    presenter.start()
    return presenter, view


@pytest.mark.parametrize(
    ("state", "detail"),
    [
        (WAITS, GONE),
        (REFUSED, SENT_BACK),
        (HandOverState(is_configured=True, waiting=1, refused=1, problem=GONE),
         f"{SENT_BACK} {GONE}"),
        (HandOverState(is_configured=True, waiting=1), ""),
        (HandOverState(is_configured=True, problem=GONE), ""),
        (HandOverState(), ""),
    ],
)  # fmt: skip
def test_the_pill_has_its_cause_and_none_while_all_is_well(
    state: HandOverState, detail: str
) -> None:
    assert till_pill(WORDS, state).detail == detail


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (WAITS, f"1 return waits for the till. {GONE}"),
        (REFUSED, f"The till refused 1 return. {SENT_BACK}"),
    ],
)
def test_touching_the_pill_says_the_cause_as_the_banner(
    state: HandOverState, sentence: str
) -> None:
    presenter, view = presenter_with(state)

    presenter.acted("till")

    assert view.sentence == sentence


def test_the_pill_of_a_moment_ago_says_nothing_once_all_is_well() -> None:
    presenter, view = presenter_with(HandOverState())

    presenter.acted("till")

    assert view.sentence == ""


@pytest.fixture
def header(qtbot: QtBot, qapp: QApplication) -> HeaderBar:
    """A header whose pill has a cause."""
    assert qapp is not None
    application_with_look("light")
    made = HeaderBar()
    qtbot.addWidget(made)
    made.resize(1280, made.height())
    made.show_content(HeaderContent("Northside Home", "", status=till_pill(WORDS, WAITS)))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_cause_is_told_on_pointing_and_to_screen_readers(header: HeaderBar) -> None:
    assert header.status.toolTip() == GONE
    assert header.status.accessibleDescription() == GONE
    assert header.status.height() >= 44


def test_the_pill_takes_touches_and_keys_while_it_has_a_cause(
    qtbot: QtBot, header: HeaderBar
) -> None:
    told: list[str] = []
    header.acted.connect(told.append)

    qtbot.mouseClick(header.status, Qt.MouseButton.LeftButton)
    header.status.setFocus()
    qtbot.keyClick(header.status, Qt.Key.Key_Space)
    assert told == ["till", "till"]

    header.show_content(HeaderContent("Northside Home", "", status=till_pill(WORDS, REFUSED)))
    assert header.status.toolTip() == SENT_BACK
    calm = till_pill(WORDS, HandOverState())
    header.show_content(HeaderContent("Northside Home", "", status=calm))
    qtbot.mouseClick(header.status, Qt.MouseButton.LeftButton)
    qtbot.keyClick(header.status, Qt.Key.Key_Space)

    assert told == ["till", "till"]
    assert header.status.toolTip() == ""
    assert header.status.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_touch_on_the_pill_of_the_real_window_shows_the_banner(
    qtbot: QtBot, qapp: QApplication
) -> None:
    assert qapp is not None
    application_with_look("light")
    counter = Counter(hand_over=StandingHandOver(WAITS))
    window, around = ClerkWindow(), FakeSurroundings(counter.clock)
    qtbot.addWidget(window)
    presenter = ClerkPresenter(window, signed_in(counter), FakeTasks(), around, settings())
    window.follow(presenter)
    presenter.start()
    window.show()
    qtbot.waitExposed(window)

    qtbot.mouseClick(window.header.status, Qt.MouseButton.LeftButton)

    banner = window.scan_row.banner
    assert banner.isVisible()
    assert banner.sentence() == f"1 return waits for the till. {GONE}"
    window.close()
