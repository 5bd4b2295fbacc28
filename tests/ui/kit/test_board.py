"""The board: identity of cards, groups, equal heights, headings in sight, nothing cut."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from returns_desk.ui.kit import theme
from returns_desk.ui.kit.contents import HeadingContent
from ui.kit import samples

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from returns_desk.ui.kit.board import BoardView

LEFT = Qt.MouseButton.LeftButton


def _titles(board: BoardView) -> list[str]:
    return [card.content().title for card in board.shown_cards()]


def test_options_stand_in_the_order_in_which_they_are_fed(board: BoardView) -> None:
    tops = [card.mapToGlobal(card.rect().topLeft()).y() for card in board.shown_cards()]

    assert _titles(board) == [option.title for option in samples.shelf_board().options]
    assert tops == sorted(tops)


def test_a_card_keeps_its_identity_when_the_board_changes(board: BoardView) -> None:
    before = {card.content().option_id: card for card in board.shown_cards()}

    board.show_board(samples.asked_board())
    board.show_board(samples.shelf_board())

    assert board.card("store_credit") is before["store_credit"]
    assert board.card("refund.other_card") is before["refund.other_card"]


def test_a_card_keeps_its_identity_when_it_moves_to_another_group(board: BoardView) -> None:
    card = board.card("refund.other_card")
    moved = replace(samples.OTHER_CARD, group="now", action="choose", action_text="Choose")

    board.show_board(replace(samples.shelf_board(), options=(moved, samples.CREDIT)))

    assert board.card("refund.other_card") is card
    assert board.now_group.cards == [card, board.card("store_credit")]
    assert board.manager_group.cards == []
    assert card.isVisible()


def test_the_same_board_again_moves_nothing(board: BoardView) -> None:
    before = [card.geometry() for card in board.shown_cards()]

    board.show_board(samples.shelf_board())

    assert [card.geometry() for card in board.shown_cards()] == before


def test_what_was_asked_for_stands_once_and_on_top(qtbot: QtBot, board: BoardView) -> None:
    asked: list[str] = []
    board.asked.connect(asked.append)

    board.show_board(samples.asked_board())
    qtbot.mouseClick(board.slot.action.main, LEFT)

    assert board.slot.isVisible()
    assert not board.card("refund.other_card").isVisible()
    assert "To another card of the customer" not in _titles(board)
    assert "shown at the top" in board.manager_group.heading.note()
    assert asked == ["refund.other_card"]


def test_the_slot_takes_a_choice_and_an_answer_too(qtbot: QtBot, board: BoardView) -> None:
    told: list[tuple[object, ...]] = []
    board.chosen.connect(lambda option_id: told.append((option_id,)))
    board.answered.connect(lambda option_id, yes: told.append((option_id, yes)))
    asked = samples.asked_board().asked
    assert asked is not None
    for card in (samples.CREDIT, samples.ORIGINAL):
        pinned = replace(asked, card=card, tone="now", action_detail="")
        board.show_board(replace(samples.shelf_board(), asked=pinned))
        button = board.slot.action.no if card.action == "yes_no" else board.slot.action.main
        qtbot.mouseClick(button, LEFT)

    assert told == [("store_credit",), ("refund.original_card", False)]


def test_a_slot_that_only_tells_takes_no_touch(board: BoardView) -> None:
    asked = samples.asked_board().asked
    assert asked is not None
    card = replace(samples.CREDIT, action="none", chosen=True)

    board.show_board(replace(samples.shelf_board(), asked=replace(asked, card=card)))

    assert not board.slot.action.main.isVisible()
    assert board.slot.accessibleName().startswith("The customer asked for this first")


def test_the_slot_is_absent_when_nothing_was_asked_for(board: BoardView) -> None:
    assert not board.slot.isVisible()
    assert board.slot.content() is None


def test_cards_and_slot_tell_the_board(qtbot: QtBot, board: BoardView) -> None:
    told: list[tuple[object, ...]] = []
    board.chosen.connect(lambda option_id: told.append((option_id,)))
    board.answered.connect(lambda option_id, yes: told.append((option_id, yes)))

    qtbot.mouseClick(board.card("store_credit").action.main, LEFT)
    qtbot.mouseClick(board.card("refund.original_card").action.no, LEFT)

    assert told == [("store_credit",), ("refund.original_card", False)]


@pytest.mark.parametrize("width", [360, 470, 700, 1000])
def test_all_options_of_a_group_are_equally_high(
    qtbot: QtBot, board: BoardView, width: int
) -> None:
    board.show_board(samples.plums_board())
    board.resize(width, 600)
    qtbot.wait(1)

    heights = {card.height() for card in board.now_group.cards}
    widths = {card.width() for card in board.now_group.cards}

    assert len(heights) == len(widths) == 1
    assert min(heights) >= 74


@pytest.mark.parametrize("width", [360, 470, 700, 1000])
def test_no_text_is_cut_at_any_width(qtbot: QtBot, board: BoardView, width: int) -> None:
    longer = tuple(
        replace(option, title=f"{option.title} {option.title[: len(option.title) // 3]}")
        for option in samples.plums_board().options
    )
    board.show_board(replace(samples.plums_board(), options=longer))
    board.resize(width, 600)
    qtbot.wait(1)

    cut = [
        (label.text(), label.size(), label.sizeHint())
        for label in board.findChildren(QLabel)
        if _is_shown_cut(label)
    ]

    assert cut == []
    assert board.horizontalScrollBar().maximum() == 0


def test_a_larger_type_makes_options_higher_and_cuts_nothing(
    qtbot: QtBot, qapp: QApplication, board: BoardView
) -> None:
    board.show_board(samples.plums_board())
    before = board.card("repair").height()

    theme.apply_theme(qapp, "light", 3)
    qtbot.waitUntil(lambda: board.card("repair").height() > before, timeout=2000)

    qtbot.waitUntil(lambda: not any(map(_is_shown_cut, board.findChildren(QLabel))), timeout=2000)


def _is_shown_cut(label: QLabel) -> bool:
    return label.isVisible() and bool(label.text()) and _is_cut(label)


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


def test_the_action_stands_at_the_same_place_on_every_option(board: BoardView) -> None:
    lefts = {card.action.x() for card in board.shown_cards()}

    assert len(lefts) == 1


def test_every_target_is_at_least_44_pixels(board: BoardView) -> None:
    small = [
        (button.objectName(), button.size())
        for button in board.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < 44
    ]

    assert small == []


def test_every_target_has_an_object_name_and_an_accessible_name(board: BoardView) -> None:
    board.show_board(samples.asked_board())

    nameless = [
        button
        for button in board.findChildren(QAbstractButton)
        if button.isVisible() and not (button.objectName() and button.accessibleName())
    ]

    assert nameless == []


def test_headings_stay_in_sight_while_the_board_scrolls(qtbot: QtBot, board: BoardView) -> None:
    board.resize(710, 240)
    qtbot.wait(1)

    board.verticalScrollBar().setValue(100)
    heading = board.now_group.heading
    top = heading.mapTo(board.viewport(), heading.rect().topLeft()).y()

    assert top == 0


def test_an_empty_group_says_so_in_one_line(board: BoardView) -> None:
    empty = HeadingContent("A manager can allow this", "nothing here")

    board.show_board(replace(samples.shelf_board(), options=(samples.CREDIT,), manager=empty))

    assert board.manager_group.heading.accessibleName() == "A manager can allow this. nothing here"
    assert board.manager_group.cards == []


def test_arrows_move_within_a_group_and_stop_at_its_ends(qtbot: QtBot, board: BoardView) -> None:
    first, second, *_ = board.now_group.cards
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Down)
    at_second = second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)
    qtbot.keyClick(first, Qt.Key.Key_Up)

    assert at_second
    assert first.hasFocus()


def test_tab_goes_through_the_options_in_order(qtbot: QtBot, board: BoardView) -> None:
    board.card("refund.original_card").setFocus()
    visited = []
    for _ in range(5):
        focused = board.focusWidget()
        visited.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)

    assert visited == [
        "option.refund.original_card",
        "option.refund.original_card.yes",
        "option.refund.original_card.no",
        "option.exchange",
        "option.store_credit",
    ]


def test_answers_too_wide_for_the_place_beside_the_texts_go_under_them(
    qtbot: QtBot, board: BoardView
) -> None:
    wide = replace(samples.ORIGINAL, yes_text="The card is here, and it is the customer’s own")
    beside = board.card(wide.option_id).action.geometry().left()

    board.show_board(replace(samples.shelf_board(), options=(wide, samples.CREDIT)))
    qtbot.wait_until(lambda: board.card(wide.option_id).action.geometry().left() < beside)

    assert board.horizontalScrollBar().maximum() == 0
