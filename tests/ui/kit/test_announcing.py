"""What changes on screen is said to screen readers: board, choice, banner, payout step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from returns_desk.ui.kit.announcing import VOICE
from returns_desk.ui.kit.banner import Banner
from returns_desk.ui.kit.board import BoardView
from returns_desk.ui.kit.step_leg import StepLeg
from ui.kit import payout_samples, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def said() -> Iterator[list[str]]:
    heard: list[str] = []
    connection = VOICE.said.connect(heard.append)
    yield heard
    VOICE.said.disconnect(connection)


def test_a_board_that_comes_in_sight_says_how_many_options_there_are(
    qtbot: QtBot, said: list[str]
) -> None:
    content = samples.shelf_board()
    board = BoardView()
    qtbot.addWidget(board)
    board.show_board(content)
    before = list(said)

    board.show()

    assert before == []
    assert len(said) == 1
    assert content.now.title in said[0]
    assert content.manager.title in said[0]


def test_only_what_is_another_is_said_of_a_board(board: BoardView, said: list[str]) -> None:
    content = samples.shelf_board()
    first = content.options[0]
    chosen = replace(first, chosen=True, action_text="Chosen")

    board.show_board(content)
    unchanged = list(said)
    board.show_board(replace(content, options=(chosen, *content.options[1:])))

    assert unchanged == []
    assert said == [f"{first.title}. Chosen"]


def test_a_banner_is_said_once(qtbot: QtBot, said: list[str]) -> None:
    banner = Banner()
    qtbot.addWidget(banner)

    banner.show_sentence("info", "No receipt with this number.")
    banner.show_sentence("info", "No receipt with this number.")

    assert said == ["No receipt with this number."]


def test_a_leg_says_its_turn_and_what_became_of_it(qtbot: QtBot, said: list[str]) -> None:
    being_paid = next(each for each in payout_samples.LEGS if each.state == "being_paid")
    leg = StepLeg(being_paid)
    qtbot.addWidget(leg)
    leg.show()

    leg.show_content(replace(being_paid, state="failed", pill_text="Failed"))

    assert len(said) == 2
    assert being_paid.name in said[0]
    assert "Failed" in said[1]


def test_nothing_is_said_of_what_is_out_of_sight(qtbot: QtBot, said: list[str]) -> None:
    banner = Banner()
    qtbot.addWidget(banner)

    VOICE.say(banner, "Hidden")

    assert said == []
