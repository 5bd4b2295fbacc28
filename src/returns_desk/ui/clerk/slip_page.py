"""Owns the page of the slip: the paper as it will look, and beside it what to do with it.

Shows what it is fed; the printer's part can change without the paper moving.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from returns_desk.ui.clerk.disposal_part import DisposalPart
from returns_desk.ui.clerk.more_part import MorePart
from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import ChipRow, StatusPill
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import ScrollingPage, turn_row
from returns_desk.ui.kit.slip_view import SlipView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.clerk.contents import ButtonContent, PrinterContent, SlipPageContent

_SIDE_WIDTH = 320
_BESIDE_FROM = 820


class SlipPage(QWidget):
    """The slip as the paper will look, and what to do with it.

    Signals:
        acted(code): a button of the printer was touched.
        language_chosen(language): the slip is wanted in another language.
    """

    acted = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slip_page")
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(
            sizes.COLUMN_MARGIN, sizes.SPACE_12, sizes.COLUMN_MARGIN, sizes.SPACE_12
        )
        row.setSpacing(sizes.SPACE_24)
        self.slip = SlipView()
        self.printer = _PrinterPart()
        self.printer.acted.connect(self.acted)
        self.more = MorePart()
        self.more.acted.connect(self.acted)
        self.places = DisposalPart()
        self.places.acted.connect(self.acted)
        self.ticket = DisposalPart()
        self.ticket.setObjectName("slip_ticket")
        self.ticket.acted.connect(self.acted)
        self.languages = ChipRow("slip_language")
        self.languages.touched.connect(self.language_chosen)
        self._lines = QVBoxLayout()
        self._heading = Text("", "line_strong", wraps=True)
        self._saved = Text("", "small", "ink2", wraps=True)
        self._languages_heading = Text("", "small", "ink2", wraps=True)
        self._aside = self._side()
        row.addWidget(self.slip, 1)
        row.addWidget(self._aside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what to do under the paper where both do not fit side by side."""
        super().resizeEvent(event)
        narrow = self.width() < _BESIDE_FROM
        turn_row(self._row, narrow=narrow)
        self._row.setStretchFactor(self._aside, 1 if narrow else 0)
        self._aside.fit()

    def show_content(self, content: SlipPageContent) -> None:
        """Show the slip."""
        self.slip.show_slip(content.slip)
        self._heading.setText(content.heading)
        clear_layout(self._lines)
        for line in content.lines:
            self._lines.addWidget(Text(line, "line", wraps=True))
        self._saved.show_text(content.saved)
        self._languages_heading.show_text(content.languages_heading if content.languages else "")
        self.languages.setVisible(bool(content.languages))
        self.languages.show_chips(content.languages)
        self.more.show_content(content.more)
        self.show_printer(content.printer)
        self.places.show_content(content.places)
        self.ticket.show_content(content.ticket)
        self._aside.fit()

    def show_printer(self, content: PrinterContent | None) -> None:
        """Show what the printer does; nothing without one."""
        self.printer.show_content(content)
        self._aside.fit()

    def _side(self) -> _Aside:
        """It scrolls by itself: what it holds must not push the window's footer out of sight."""
        around, panel = _Aside(), Panel()
        panel.setMinimumWidth(_SIDE_WIDTH)
        column = QVBoxLayout(around.inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        column.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(icons.IconLabel("printer", "ink", sizes.ICON_SMALL + 2))
        top.addWidget(self._heading, 1)
        panel.column.addLayout(top)
        panel.column.addWidget(self.printer)
        panel.column.addLayout(self._lines)
        texts = (self._saved, self._languages_heading)
        parts = (self.ticket, self.places, *texts, self.languages, self.more)
        for widget in parts:
            panel.column.addWidget(widget)
        return around


class _Aside(ScrollingPage):
    """What stands beside the slip: as wide as its parts need, and as high as there is room."""

    def changeEvent(self, event: QEvent) -> None:
        """Be wide enough for another size of type as well."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.fit()

    def fit(self) -> None:
        """Be wide enough for what it holds now; a scrolled widget tells nobody what it needs."""
        inside = self.inside.layout()
        if inside is not None:
            inside.activate()
        buttons = self.inside.findChildren(ActionButton)
        widest = max((each.sizeHint().width() for each in buttons), default=0)
        needed = max(self.inside.minimumSizeHint().width(), widest + 2 * sizes.SPACE_24)
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(_SIDE_WIDTH, needed + bar))


class _PrinterPart(QWidget):
    """A word, where need be a sentence, and the buttons.

    Signals:
        acted(code): a button was touched.
    """

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("slip_printer")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_8)
        self.pill = StatusPill("")
        self.sentence = Text("", "line", wraps=True)
        self._buttons = QVBoxLayout()
        self._shown: tuple[ButtonContent, ...] = ()
        column.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.sentence)
        column.addLayout(self._buttons)

    def show_content(self, content: PrinterContent | None) -> None:
        """Show it; the buttons stay where they are while they are the same."""
        self.setVisible(content is not None)
        if content is None:
            return
        self.pill.show_status(content.pill.text, content.pill.icon, content.pill.tone)
        self.sentence.show_text(content.sentence)
        if content.actions != self._shown:
            self._shown = content.actions
            self._show_buttons(content.actions)

    def _show_buttons(self, actions: tuple[ButtonContent, ...]) -> None:
        clear_layout(self._buttons)
        for action in actions:
            button = ActionButton(action.text, "plain", action.icon, action.key_cap)
            button.setObjectName(f"slip.{action.code}")
            button.clicked.connect(partial(self.acted.emit, action.code))
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
