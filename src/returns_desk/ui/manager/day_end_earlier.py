"""Owns the panel of earlier ends of days: a chip a day, and the report of the one opened.

A view without decisions: it shows what it is fed and tells what was touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.chips import ChipRow
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.manager.day_end_parts import SumsTable
from returns_desk.ui.manager.operators_parts import page_button

if TYPE_CHECKING:
    from returns_desk.ui.manager.day_end_earlier_contents import EarlierEndsContent


class EarlierEndsPanel(Panel):
    """The last ends of days.

    Signals:
        day_touched(code): a day is to be opened, or closed again.
        print_touched(), keep_touched(): what is to become of the opened report.
    """

    day_touched = Signal(str)
    print_touched = Signal()
    keep_touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column.setSpacing(sizes.SPACE_8)
        self._title, self.days = Text("", "title", wraps=True), ChipRow("day_end.earlier")
        self._report, self._kept = SumsTable(), Text("", "line", wraps=True)
        self.print_button = page_button("day_end.earlier_print", "printer")
        self.keep_button = page_button("day_end.earlier_keep", "document")
        self.days.touched.connect(self.day_touched)
        self.print_button.clicked.connect(self.print_touched)
        self.keep_button.clicked.connect(self.keep_touched)
        parts = (self._title, self.days, self._report)
        for part in (*parts, self.print_button, self.keep_button, self._kept):
            self.column.addWidget(part)

    def show_content(self, content: EarlierEndsContent) -> None:
        """Show the panel; without days it takes no place."""
        self.setVisible(bool(content.days))
        self._title.show_text(content.title)
        self.days.show_chips(content.days, content.title)
        self._report.show_sums(content.report)
        for button, text in (
            (self.print_button, content.print_text),
            (self.keep_button, content.keep_text),
        ):
            button.show_label(text)
            button.setVisible(bool(text))
        self._kept.show_text(content.kept)
