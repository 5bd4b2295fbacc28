"""A long receipt in its column: what is in sight is there; widgets go on to other lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from returns_desk.ui.clerk.contents import ReceiptBlock, ReceiptsContent
from returns_desk.ui.clerk.receipt_column import ReceiptColumn
from returns_desk.ui.kit import theme
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.receipt_line import ReceiptLine
from returns_desk.ui.kit.receipt_row import ReceiptRow
from ui.kit import samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = 1_100
LEFT = Qt.MouseButton.LeftButton


def _receipt(number: str, lines: int, name: str = "Shelf board number") -> ReceiptBlock:
    return ReceiptBlock(
        replace(samples.RECEIPT, number=number),
        tuple(
            replace(samples.SHELF_LINE, item=f"{number}#{at}", name=f"{name} {at}")
            for at in range(lines)
        ),
        (ChipContent("gift", "Gift receipt"),),
    )


@pytest.fixture
def column(qtbot: QtBot) -> ReceiptColumn:
    """The column, as high as on a usual screen."""
    made = ReceiptColumn()
    qtbot.addWidget(made)
    made.resize(260, 580)
    made.show()
    qtbot.waitExposed(made)
    return made


def _show(column: ReceiptColumn, *receipts: ReceiptBlock) -> None:
    column.show_content(ReceiptsContent(receipts))
    for _ in range(5):
        QApplication.processEvents()


def _seen(column: ReceiptColumn) -> list[str]:
    """The lines whose rows or cards lie in the viewport, from top to bottom."""
    viewport = column.viewport()
    rows, lines = column.findChildren(ReceiptRow), column.findChildren(ReceiptLine)
    parts: list[ReceiptRow | ReceiptLine] = [*rows, *lines]
    tops = {
        part.content().item: part.mapTo(viewport, part.rect().topLeft()).y()
        for part in parts
        if part.isVisible() and not part.visibleRegion().isEmpty()
    }
    return sorted(tops, key=lambda item: tops[item])


def _height(column: ReceiptColumn) -> int:
    inside = column.widget()
    assert inside is not None
    return inside.height()


def _widgets(column: ReceiptColumn) -> set[QWidget]:
    return set(column.findChildren(QWidget))


def test_a_receipt_of_a_thousand_lines_has_fewer_than_a_hundred_widgets(
    column: ReceiptColumn,
) -> None:
    _show(column, _receipt("A", LONG))

    assert len(_widgets(column)) < 100
    assert _height(column) > LONG * 52


@pytest.mark.parametrize("part", [0, 0.25, 0.5, 1])
def test_wherever_it_is_scrolled_every_line_in_sight_is_there(
    column: ReceiptColumn, part: float
) -> None:
    _show(column, _receipt("A", LONG))
    bar = column.verticalScrollBar()

    bar.setValue(int(bar.maximum() * part))

    seen = [int(item.partition("#")[2]) for item in _seen(column)]
    assert len(seen) > 3
    assert seen == list(range(seen[0], seen[0] + len(seen)))
    assert (seen[0] == 0) == (part == 0)
    assert (seen[-1] == LONG - 1) == (part == 1)
    assert len(_widgets(column)) < 150


def test_tab_goes_through_the_rows_from_top_to_bottom_and_takes_the_sight_along(
    column: ReceiptColumn,
) -> None:
    _show(column, _receipt("A", 60))
    column.activateWindow()
    first = next(row for row in column.findChildren(ReceiptRow) if row.content().item == "A#1")
    first.setFocus(Qt.FocusReason.TabFocusReason)

    gone: list[str] = []
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert isinstance(focus, ReceiptRow)
        assert not focus.visibleRegion().isEmpty()
        gone.append(focus.content().item)
        QTest.keyClick(focus, Qt.Key.Key_Tab)

    assert gone == [f"A#{at}" for at in range(1, 41)]


def test_opening_a_row_makes_no_new_widget(column: ReceiptColumn) -> None:
    _show(column, _receipt("A", 30))
    before = _widgets(column)
    row = next(row for row in column.findChildren(ReceiptRow) if row.content().item == "A#3")

    QTest.mouseClick(row, LEFT)
    for _ in range(5):
        QApplication.processEvents()

    assert column.line("A#3").isVisible()
    assert len(_widgets(column) - before) <= 1  # the row in place of the line that was open


def test_the_next_receipt_is_shown_by_the_widgets_of_the_last(column: ReceiptColumn) -> None:
    _show(column, _receipt("A", 30))
    before = _widgets(column)

    _show(column, _receipt("B", 25, "Lamp"))

    assert _widgets(column) == before
    assert _seen(column)[0] == "B#0"
    assert column.line("B#0").objectName() == "line.B#0"
    assert column.findChild(QWidget, "row.A#1") is None
    with pytest.raises(KeyError):
        column.line("A#0")


def test_a_line_that_goes_on_to_another_item_tells_that_item_and_is_folded(
    column: ReceiptColumn,
) -> None:
    told: list[tuple[str, str]] = []
    column.reason_chosen.connect(lambda item, code: told.append((item, code)))
    plums = replace(samples.PLUM_LINE, item="A#0")
    _show(column, ReceiptBlock(replace(samples.RECEIPT, number="A"), (plums,)))
    column.line("A#0").reasons.unfold()
    other = replace(samples.PLUM_LINE, item="B#0", name="Pears")
    _show(column, ReceiptBlock(replace(samples.RECEIPT, number="B"), (other,)))
    line = column.line("B#0")
    assert not line.reasons.is_open()

    line.reasons.unfold()
    spoiled = line.reasons.row.chip("spoiled")
    name = spoiled.objectName()
    QTest.mouseClick(spoiled, LEFT)

    assert told == [("B#0", "spoiled")]
    assert name == "line.B#0.reason.spoiled"


def test_a_chip_of_the_next_receipt_tells_that_receipt(column: ReceiptColumn) -> None:
    told: list[tuple[str, str]] = []
    column.acted.connect(lambda receipt, code: told.append((receipt, code)))
    _show(column, _receipt("A", 1))
    _show(column, _receipt("B", 1))

    chip = column.findChild(QWidget, "receipt.B.gift")
    assert isinstance(chip, QWidget)
    QTest.mouseClick(chip, LEFT)

    assert told == [("B", "gift")]


def test_a_line_that_went_and_comes_back_as_it_was_has_its_name_again(
    column: ReceiptColumn,
) -> None:
    _show(column, _receipt("A", 2))
    _show(column, _receipt("A", 1))
    _show(column, _receipt("A", 2))

    assert column.line("A#1").isVisible()
    assert column.line("A#1").objectName() == "line.A#1"
    assert column.line("A#1").select.objectName() == "line.A#1.select"


def test_what_was_touched_and_not_taken_stands_as_before(column: ReceiptColumn) -> None:
    content = _receipt("A", 1)
    _show(column, content)
    chip = column.findChild(QWidget, "receipt.A.gift")
    assert isinstance(chip, QWidget)
    QTest.mouseClick(chip, LEFT)

    _show(column, content)

    assert not chip.property("checked")


def test_another_receipt_of_the_case_stands_below_the_first(column: ReceiptColumn) -> None:
    _show(column, _receipt("A", 2))

    _show(column, _receipt("A", 2), _receipt("B", 40))
    column.verticalScrollBar().setValue(column.verticalScrollBar().maximum())

    assert _seen(column)[-1] == "B#39"


def test_a_long_name_is_whole_at_every_size_of_letters(column: ReceiptColumn) -> None:
    block = _receipt("A", 6, "A shelf board of oak with a name that goes on and on, number")
    _show(column, block)
    normal = _height(column)

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply_theme(application, "light", 2)
    for _ in range(5):
        QApplication.processEvents()

    rows = [each for each in column.findChildren(ReceiptRow) if each.isVisible()]
    assert _height(column) > normal
    assert all(row.height() == row.heightForWidth(row.width()) for row in rows)
