"""A receipt's head and lines: what is shown, what is told, hundreds of lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QAbstractButton

from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.guidance import GuidancePanel
from returns_desk.ui.kit.receipt_card import ReceiptCard
from returns_desk.ui.kit.receipt_line import ReceiptLine
from returns_desk.ui.kit.receipt_lines import ReceiptLines
from ui.kit import payout_samples, samples

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from returns_desk.ui.kit.contents import ReceiptLineContent

LEFT = Qt.MouseButton.LeftButton


def _show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)


def test_a_receipt_is_named_whole(qtbot: QtBot) -> None:
    card = ReceiptCard(samples.RECEIPT)
    _show(qtbot, card)

    assert card.accessibleName().startswith("Receipt 3141-07-20261107-0042")


@pytest.fixture
def plums(qtbot: QtBot) -> ReceiptLine:
    line = ReceiptLine(samples.PLUM_LINE)
    line.setFixedWidth(260)
    _show(qtbot, line)
    return line


def test_quantities_go_back_as_they_were_fed(qtbot: QtBot, plums: ReceiptLine) -> None:
    told: list[tuple[str, str]] = []
    plums.quantity_changed.connect(lambda item, quantity: told.append((item, quantity)))

    qtbot.mouseClick(plums.stepper.less, LEFT)
    qtbot.mouseClick(plums.stepper.more, LEFT)

    assert told == [("plums", "2"), ("plums", "4")]


def test_the_end_of_the_road_takes_no_touch(qtbot: QtBot, plums: ReceiptLine) -> None:
    told: list[str] = []
    plums.quantity_changed.connect(lambda _item, quantity: told.append(quantity))

    plums.show_content(replace(samples.PLUM_LINE, quantity_text="7", quantity_more=""))
    qtbot.mouseClick(plums.stepper.more, LEFT)

    assert told == []
    assert not plums.stepper.more.isEnabled()


def test_a_reason_is_chosen_in_two_touches_and_then_stands_alone(
    qtbot: QtBot, plums: ReceiptLine
) -> None:
    told: list[tuple[str, str]] = []
    plums.reason_chosen.connect(lambda item, code: told.append((item, code)))

    qtbot.mouseClick(plums.reasons.row.findChild(QAbstractButton), LEFT)
    qtbot.mouseClick(plums.reasons.row.chip("spoiled"), LEFT)
    chosen = (ChipContent("spoiled", "Spoiled", on=True), ChipContent("other", "Other"))
    plums.show_content(replace(samples.PLUM_LINE, reasons=chosen))

    assert told == [("plums", "spoiled")]
    assert not plums.reasons.is_open()
    assert plums.reasons.row.chip("spoiled").isChecked()
    with pytest.raises(KeyError):
        plums.reasons.row.chip("other")


def test_a_line_is_left_out_and_taken_in_again(qtbot: QtBot, plums: ReceiptLine) -> None:
    told: list[bool] = []
    plums.selected_changed.connect(lambda _item, on: told.append(on))

    qtbot.mouseClick(plums.select, LEFT)
    plums.show_content(replace(samples.PLUM_LINE, selected=False, select_text="Take in"))
    qtbot.mouseClick(plums.select, LEFT)

    assert told == [False, True]
    assert not plums.reasons.isVisible()


def test_all_targets_of_a_line_and_the_guidance_are_large_and_named(
    qtbot: QtBot, plums: ReceiptLine
) -> None:
    panel = GuidancePanel()
    panel.show_content(payout_samples.GUIDANCE)
    _show(qtbot, panel)

    bad = [
        part.objectName()
        for owner in (plums, panel)
        for part in owner.findChildren(QAbstractButton)
        if part.isVisible()
        and (
            min(part.height(), part.width()) < 44
            or not part.objectName()
            or not part.accessibleName()
        )
    ]

    assert bad == []


def _many(count: int) -> tuple[ReceiptLineContent, ...]:
    return tuple(
        replace(samples.SHELF_LINE, item=str(at), name=f"Shelf board number {at}")
        for at in range(count)
    )


def test_a_few_lines_are_shown_in_full(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    lines.show_lines(_many(3))
    _show(qtbot, lines)

    assert [lines.line(str(at)).isVisible() for at in range(3)] == [True] * 3


def test_of_many_lines_one_is_open_and_a_touch_opens_another(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    lines.show_lines(_many(6))
    lines.setFixedWidth(260)
    _show(qtbot, lines)

    with qtbot.waitSignal(lines.opened) as opened:
        qtbot.mouseClick(lines.row("4"), LEFT)

    assert opened.args == ["4"]
    assert lines.line("4").isVisible()
    assert lines.row("0").isVisible()
    with pytest.raises(KeyError):
        lines.line("0")


def test_lines_stand_in_the_order_of_the_receipt(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    lines.setFixedWidth(260)
    _show(qtbot, lines)

    lines.show_lines(_many(8), open_item="3")
    qtbot.wait(1)

    tops = [(lines.line if at == 3 else lines.row)(str(at)).y() for at in range(8)]
    assert tops == sorted(tops)
    assert len(set(tops)) == 8


def test_lines_keep_their_identity_and_the_open_one_stays_open(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    lines.show_lines(_many(6), open_item="2")
    _show(qtbot, lines)
    row, line = lines.row("5"), lines.line("2")

    lines.show_lines(_many(7))

    assert lines.row("5") is row
    assert lines.line("2") is line


def test_lines_tell_what_is_chosen_on_them(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    lines.show_lines((samples.PLUM_LINE,))
    _show(qtbot, lines)

    with qtbot.waitSignal(lines.quantity_changed) as changed:
        qtbot.mouseClick(lines.line("plums").stepper.more, LEFT)

    assert changed.args == ["plums", "4"]


def test_another_receipt_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    lines.show_lines(_many(6))
    _show(qtbot, lines)

    lines.show_lines((samples.PLUM_LINE,))

    assert lines.line("plums").isVisible()
    with pytest.raises(KeyError):
        lines.row("1")


def test_a_row_is_a_large_named_target(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    lines.show_lines(_many(5))
    lines.setFixedWidth(216)
    _show(qtbot, lines)
    row = lines.row("4")
    height, name = row.height(), row.accessibleName()

    with qtbot.waitSignal(lines.opened):
        qtbot.keyClick(row, Qt.Key.Key_Return)

    assert height >= 44
    assert name.startswith("Shelf board number 4")


def test_five_hundred_lines_are_there_within_a_second(qtbot: QtBot) -> None:
    lines = ReceiptLines()
    qtbot.addWidget(lines)
    clock = QElapsedTimer()
    clock.start()

    lines.show_lines(_many(500))

    assert clock.elapsed() < 1000
