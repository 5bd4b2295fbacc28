"""Owns the head of a receipt as a panel: its number, its day, how it was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.banner import Banner
from returns_desk.ui.kit.labels import LeadText, Panel, Text

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ReceiptContent, TenderText


class ReceiptCard(Panel):
    """What is known of a receipt, at a glance; takes no touch.

    Attributes:
        doubt: what does not add up in it, hidden where all does.
    """

    def __init__(self, content: ReceiptContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", "line_strong", wraps=True)
        self._number = Text("", "small_strong", wraps=True)
        self._line = Text("", "small", "ink2", wraps=True)
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_8)
        top.addWidget(icons.IconLabel("document", "ink", sizes.ICON_SMALL + 2))
        top.addWidget(self._title, 1)
        self.column.addLayout(top)
        self.column.setSpacing(sizes.SPACE_4)
        self.column.addWidget(self._number)
        self.column.addWidget(self._line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(sizes.SPACE_4)
        self.column.addLayout(self._rows)
        self._tenders: list[_TenderRow] = []
        self._notes: list[Text] = []
        self.doubt = Banner("receipt.doubt", self, is_narrow=True)
        self.column.addWidget(self.doubt)
        self.show_content(content)

    def show_content(self, content: ReceiptContent) -> None:
        """Show a receipt's head."""
        self.setObjectName(f"receipt.{content.number}")
        number = content.number if content.is_receipt else ""
        self.setAccessibleName(f"{content.title} {number}. {content.line}".strip())
        self._title.setText(content.title)
        self._number.show_text(number)
        self._line.show_text(content.line)
        self._show_tenders(content)
        self._show_notes(content)
        if content.doubt:
            self.doubt.show_sentence("scales", content.doubt)
        else:
            self.doubt.clear()

    def _show_tenders(self, content: ReceiptContent) -> None:
        while len(self._tenders) < len(content.tenders):
            self._tenders.append(_TenderRow())
            self._rows.insertWidget(len(self._tenders) - 1, self._tenders[-1])
        for at, row in enumerate(self._tenders):
            row.setVisible(at < len(content.tenders))
            if at < len(content.tenders):
                row.show_tender(content.tenders[at])

    def _show_notes(self, content: ReceiptContent) -> None:
        while len(self._notes) < len(content.notes):
            self._notes.append(Text("", "small", "ink2", wraps=True))
            self._rows.addWidget(self._notes[-1])
        for at, label in enumerate(self._notes):
            label.show_text(content.notes[at] if at < len(content.notes) else "")


class _TenderRow(QWidget):
    """One tender: icon, amount strong, name plain."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.SPACE_4, 0, 0)
        row.setSpacing(sizes.SPACE_8)
        self._icon = icons.IconLabel("", "ink", sizes.ICON_SMALL + 2)
        self._text = LeadText("small")
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)

    def show_tender(self, tender: TenderText) -> None:
        """Show another tender."""
        self._icon.show_icon(tender.icon)
        self._text.show_parts(tender.strong, tender.text)
