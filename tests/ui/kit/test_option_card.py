"""One option's card under touch and keys: what it tells, and what a screen reader hears."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from returns_desk.ui.kit.option_card import OptionCard
from ui.kit import samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from returns_desk.ui.kit.contents import OptionCardContent

LEFT = Qt.MouseButton.LeftButton


class Heard:
    """Keeps what a card told, in order."""

    def __init__(self, card: OptionCard) -> None:
        self.told: list[tuple[object, ...]] = []
        card.chosen.connect(self.chosen)
        card.asked.connect(self.asked)
        card.answered.connect(self.answered)

    def chosen(self, option_id: str) -> None:
        self.told.append(("chosen", option_id))

    def asked(self, option_id: str) -> None:
        self.told.append(("asked", option_id))

    def answered(self, option_id: str, yes: bool) -> None:
        self.told.append(("answered", option_id, yes))


def _shown(qtbot: QtBot, content: OptionCardContent) -> tuple[OptionCard, Heard]:
    card = OptionCard(content)
    qtbot.addWidget(card)
    card.resize(710, 74)
    card.show()
    qtbot.waitExposed(card)
    return card, Heard(card)


@pytest.mark.parametrize("place", [QPoint(20, 30), QPoint(200, 10), QPoint(560, 60)])
def test_the_whole_card_is_the_target(qtbot: QtBot, place: QPoint) -> None:
    card, heard = _shown(qtbot, samples.CREDIT)

    qtbot.mouseClick(card, LEFT, pos=place)

    assert heard.told == [("chosen", "store_credit")]


def test_its_button_does_the_same(qtbot: QtBot) -> None:
    card, heard = _shown(qtbot, samples.OTHER_CARD)

    qtbot.mouseClick(card.action.main, LEFT)

    assert heard.told == [("asked", "refund.other_card")]


def test_yes_and_no_answer_the_condition_on_the_card(qtbot: QtBot) -> None:
    card, heard = _shown(qtbot, samples.ORIGINAL)

    qtbot.mouseClick(card.action.yes, LEFT)
    qtbot.mouseClick(card.action.no, LEFT)

    assert heard.told == [
        ("answered", "refund.original_card", True),
        ("answered", "refund.original_card", False),
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_do_what_a_touch_does(qtbot: QtBot, key: Qt.Key) -> None:
    card, heard = _shown(qtbot, samples.CREDIT)
    card.setFocus()

    qtbot.keyClick(card, key)

    assert heard.told == [("chosen", "store_credit")]


def test_a_chosen_card_can_be_taken_back(qtbot: QtBot) -> None:
    content = replace(samples.CREDIT, chosen=True, action="chosen", action_text="Chosen")
    card, heard = _shown(qtbot, content)

    qtbot.mouseClick(card, LEFT, pos=QPoint(100, 20))

    assert heard.told == [("chosen", "store_credit")]
    assert card.isChecked()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(replace(samples.CREDIT, busy=True), id="busy"),
        pytest.param(replace(samples.CREDIT, action="none"), id="none"),
    ],
)
def test_a_card_without_an_action_tells_nothing(qtbot: QtBot, content: OptionCardContent) -> None:
    card, heard = _shown(qtbot, content)

    qtbot.mouseClick(card, LEFT, pos=QPoint(100, 20))

    assert heard.told == []


def test_a_touch_does_not_take_the_keyboard(qtbot: QtBot) -> None:
    card, _ = _shown(qtbot, samples.CREDIT)
    card.clearFocus()

    qtbot.mouseClick(card, LEFT, pos=QPoint(100, 20))

    assert not card.hasFocus()


def test_a_screen_reader_hears_number_texts_amount_and_action(qtbot: QtBot) -> None:
    card, _ = _shown(qtbot, replace(samples.EXCHANGE, is_right=True, right_text="A right"))

    interface = QAccessible.queryAccessibleInterface(card)
    name = interface.text(QAccessible.Text.Name)

    assert interface.role() == QAccessible.Role.Button
    assert name.startswith("2. Exchange for other goods. A right. Scan the new items")
    assert "$21.36" in name
    assert name.endswith("Choose")


def test_every_part_that_is_touched_has_a_name_for_tests_and_readers(qtbot: QtBot) -> None:
    card, _ = _shown(qtbot, samples.ORIGINAL)

    assert card.objectName() == "option.refund.original_card"
    assert card.action.yes.objectName() == "option.refund.original_card.yes"
    name = "Yes. Is the card ending 1234 here? Back to the original card"
    assert card.action.yes.accessibleName() == name
    assert card.action.no.objectName() == "option.refund.original_card.no"


def test_an_option_without_a_number_leaves_its_texts_in_line(qtbot: QtBot) -> None:
    card, _ = _shown(qtbot, replace(samples.CREDIT, number=None))

    assert card.accessibleName().startswith("Store credit")
