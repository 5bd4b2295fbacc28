"""Legs, guidance, questions and slips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from returns_desk.ui.kit.guidance import GuidancePanel, QuestionsPanel
from returns_desk.ui.kit.slip_view import BarcodePicture, SlipView
from returns_desk.ui.kit.step_leg import StepLeg
from ui.kit import payout_samples

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton


def _show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)


def test_a_leg_in_doubt_is_settled_with_its_reference(qtbot: QtBot) -> None:
    leg = StepLeg(payout_samples.LEGS[3])
    _show(qtbot, leg)
    told: list[str] = []
    leg.confirmed.connect(told.append)
    leg.failed.connect(lambda: told.append("failed"))

    qtbot.keyClicks(leg.reference, " 004512 ")
    qtbot.keyClick(leg.reference, Qt.Key.Key_Return)
    qtbot.mouseClick(leg.fail, LEFT)

    assert told == ["004512", "failed"]


def test_cash_needs_no_reference(qtbot: QtBot) -> None:
    leg = StepLeg(payout_samples.LEGS[1])
    _show(qtbot, leg)

    with qtbot.waitSignal(leg.confirmed) as confirmed:
        qtbot.mouseClick(leg.confirm, LEFT)

    assert confirmed.args == [""]
    assert not leg.reference.isVisible()
    assert leg.accessibleName().startswith("2. In cash")


def test_a_paid_leg_has_no_button(qtbot: QtBot) -> None:
    leg = StepLeg(payout_samples.LEGS[0])
    _show(qtbot, leg)

    visible = [part for part in leg.findChildren(QAbstractButton) if part.isVisible()]

    assert visible == []


def test_a_typed_reference_outlives_a_refresh(qtbot: QtBot) -> None:
    leg = StepLeg(payout_samples.LEGS[3])
    _show(qtbot, leg)
    qtbot.keyClicks(leg.reference, "0045")

    leg.show_content(replace(payout_samples.LEGS[3], detail="Ask the card reader"))

    assert leg.reference.text() == "0045"


def test_guidance_opens_one_step_and_tells_which_is_touched(qtbot: QtBot) -> None:
    panel = GuidancePanel()
    panel.show_content(payout_samples.GUIDANCE)
    _show(qtbot, panel)

    with qtbot.waitSignal(panel.step_opened) as opened:
        qtbot.mouseClick(panel.step(3), LEFT)
    with qtbot.waitSignal(panel.folded):
        qtbot.mouseClick(panel.fold, LEFT)

    assert opened.args == [3]
    assert panel.step(3).accessibleName() == "4. Fix"


def test_questions_are_said_in_one_place(qtbot: QtBot) -> None:
    panel = QuestionsPanel()
    _show(qtbot, panel)

    panel.show_texts("Questions that matter", "None. Everything needed is known.")

    assert panel.accessibleName() == "Questions that matter. None. Everything needed is known."


def test_a_slip_shows_every_line_and_its_barcode(qtbot: QtBot) -> None:
    view = SlipView()
    _show(qtbot, view)

    view.show_slip(payout_samples.SLIP)

    shown = view.texts()
    assert [line.text for line in payout_samples.SLIP.lines if line.text] == [
        text for text in shown if text != "$21.36"
    ]
    assert "Case 198" in {part.accessibleName() for part in view.findChildren(BarcodePicture)}


@pytest.mark.parametrize("index", range(4))
def test_all_targets_of_a_leg_are_large_and_named(qtbot: QtBot, index: int) -> None:
    leg = StepLeg(payout_samples.LEGS[index])
    _show(qtbot, leg)

    targets = [*leg.findChildren(QAbstractButton), *leg.findChildren(QLineEdit)]
    bad = [
        part.objectName()
        for part in targets
        if part.isVisible()
        and (part.height() < 44 or not part.objectName() or not part.accessibleName())
    ]

    assert bad == []


def test_a_step_of_the_guidance_is_opened_by_keys(qtbot: QtBot) -> None:
    panel = GuidancePanel()
    panel.show_content(payout_samples.GUIDANCE)
    _show(qtbot, panel)
    panel.step(1).setFocus()

    with qtbot.waitSignal(panel.step_opened) as opened:
        qtbot.keyClick(panel.step(1), Qt.Key.Key_Return)

    assert opened.args == [1]


def test_a_known_reference_is_filled_in(qtbot: QtBot) -> None:
    leg = StepLeg(replace(payout_samples.LEGS[3], reference="004512"))
    _show(qtbot, leg)

    assert leg.reference.text() == "004512"
