"""Owns the papers of a case: one card each, with a small picture that lives in memory alone.

Shared by the clerk's and the manager's windows. It opens no file and decides nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Panel, Text, clear_layout
from returns_desk.ui.kit.narrow import turn_row
from returns_desk.ui.kit.photos import read_photo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QImage, QPaintEvent, QResizeEvent

    from returns_desk.ui.kit.evidence_shapes import EvidenceAction, EvidenceCard

PICTURE_SIDE: Final = 84
_NARROW: Final = 560


class EvidenceStrip(QWidget):
    """The papers of a case, one under the other.

    Signals:
        acted(code, evidence): a button of a paper was touched.
    """

    acted = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._shown: tuple[EvidenceCard, ...] = ()
        self._pictures: dict[str, SmallPicture] = {}
        self._notes: dict[str, Text] = {}
        self._turning: list[QBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.SPACE_8)

    def show_cards(self, cards: Sequence[EvidenceCard]) -> None:
        """Show these papers; pictures that are there already stay."""
        if tuple(cards) == self._shown:
            return
        kept = {evidence: each.image() for evidence, each in self._pictures.items()}
        written = {evidence: each.text() for evidence, each in self._notes.items()}
        self._shown, self._pictures, self._notes, self._turning = tuple(cards), {}, {}, []
        clear_layout(self._column)
        for number, card in enumerate(cards, start=1):
            self._column.addWidget(self._card(number, card, kept.get(card.evidence)))
        for evidence, note in self._notes.items():
            note.show_text(written.get(evidence, ""))
        self._turn()

    def show_file(self, evidence: str, content: bytes) -> None:
        """Show a small picture, or a note's words; nothing where it is not shown any more."""
        if evidence in self._pictures:
            self._pictures[evidence].show_image(read_photo(content, PICTURE_SIDE * 2))
        elif evidence in self._notes:
            self._notes[evidence].show_text(content.decode())

    def pictures(self) -> tuple[str, ...]:
        """The papers whose pictures are in memory now."""
        return tuple(key for key, each in self._pictures.items() if each.image() is not None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget every picture and word once the papers are out of sight."""
        super().hideEvent(event)
        if not event.spontaneous():
            for picture in self._pictures.values():
                picture.show_image(None)
            for note in self._notes.values():
                note.show_text("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons of a paper under its words where there is little room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        for row in self._turning:
            turn_row(row, narrow=self.width() < _NARROW)

    def _card(self, number: int, card: EvidenceCard, image: QImage | None) -> Panel:
        panel = Panel(padding=sizes.SPACE_12)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(sizes.SPACE_12)
        self._turning.append(row)
        if card.has_picture:
            picture = self._pictures[card.evidence] = SmallPicture(card.icon)
            picture.show_image(image)
            row.addWidget(picture)
        else:
            row.addWidget(icons.IconLabel(card.icon, "ink2", sizes.ICON + 4))
        row.addWidget(Text(card.title, "line", wraps=True), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.SPACE_8)
        for action in card.actions:
            buttons.addWidget(self._button(number, action, card))
        row.addLayout(buttons)
        panel.column.addLayout(row)
        if card.is_note:
            note = self._notes[card.evidence] = Text("", "body", wraps=True)
            note.setObjectName(f"{self.objectName()}.note.{card.evidence}")
            panel.column.addWidget(note)
        return panel

    def _button(self, number: int, action: EvidenceAction, card: EvidenceCard) -> ActionButton:
        button = ActionButton(action.text, "plain", action.icon)
        button.setObjectName(f"{self.objectName()}.{action.code}.{card.evidence}")
        # Two photos of one minute have the same words; their numbers tell them apart.
        button.setAccessibleName(f"{action.text} {number}: {card.title}")
        button.clicked.connect(partial(self.acted.emit, action.code, card.evidence))
        return button


class SmallPicture(QWidget):
    """A paper's picture in a square, its icon until the picture is there."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._image: QImage | None = None
        self.setFixedSize(PICTURE_SIDE, PICTURE_SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def image(self) -> QImage | None:
        """What is shown, None while the icon stands for it."""
        return self._image

    def show_image(self, image: QImage | None) -> None:
        """Show a picture, or the icon again."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground, and the picture within it."""
        painting.paint_shape(self, painting.Shape(ground="sunken", border="line"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(4, 4, -4, -4)
        if self._image is None:
            where = QRectF(0, 0, sizes.ICON + 8, sizes.ICON + 8)
            where.moveCenter(QRectF(room).center())
            icons.draw(painter, self._icon, where, "ink2")
        else:
            size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            where = QRectF(QPointF(), QSizeF(size))
            where.moveCenter(QRectF(room).center())
            painter.drawImage(where, self._image)
        painter.end()
