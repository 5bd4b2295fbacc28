"""Owns pages of tiles: who is here, what is not finished, what may be meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from returns_desk.ui.kit import icons, painting, sizes
from returns_desk.ui.kit.fields import PinPad
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.kit.labels import Text, clear_layout
from returns_desk.ui.kit.narrow import is_narrow, turn_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from returns_desk.ui.clerk.contents import TileContent, TilesContent

_TILE_HEIGHT = 84
_COLUMNS = 3
_TILE_WIDTH = 320
_PAGE_WIDTH = 1000
_PAD_WIDTH = 320
_ICON = 64


class Tile(KeyedButton):
    """One thing to touch: icon, name, a line, and what a touch does."""

    def __init__(self, content: TileContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setObjectName(f"tile.{content.code}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_TILE_HEIGHT)
        spoken = (content.title, content.line, content.action)
        self.setAccessibleName(". ".join(part for part in spoken if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.SPACE_16, sizes.SPACE_8, sizes.SPACE_16, sizes.SPACE_8)
        row.setSpacing(sizes.SPACE_14)
        row.addWidget(icons.IconLabel(content.icon, "primary", sizes.ICON + 4))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        texts.addWidget(Text(content.title, "title", wraps=True))
        if content.line:
            texts.addWidget(Text(content.line, "small", "ink2", wraps=True))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        if content.action:
            row.addWidget(Text(content.action, "line_strong", "primary"))
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Ask for the height that the texts need."""
        layout = self.layout()
        hint = layout.totalSizeHint() if layout is not None else QSize()
        return QSize(hint.width(), max(hint.height(), _TILE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground, thick and tinted while chosen."""
        painter = QPainter(self)
        shape = painting.Shape("surface", "edge", sizes.BORDER, sizes.RADIUS_OPTION)
        if self._content.is_on:
            shape = painting.Shape(
                "primary_tint", "primary", sizes.BORDER_CHOSEN, sizes.RADIUS_OPTION
            )
        elif self.isDown():
            shape = painting.Shape("primary_tint", "edge", sizes.BORDER, sizes.RADIUS_OPTION)
        painting.draw_shape(painter, self.rect(), shape)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_OPTION)
        painter.end()


class _BigIcon(QWidget):
    """A large icon on a round tint."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = "barcode"
        self.setFixedSize(_ICON * 3 // 2, _ICON * 3 // 2)

    def show_icon(self, name: str) -> None:
        """Draw another icon."""
        self._icon = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the round tint and the icon in it."""
        painter = QPainter(self)
        shape = painting.Shape("primary_tint", border_width=0, radius=self.width() // 2)
        painting.draw_shape(painter, self.rect(), shape)
        inset = (self.width() - _ICON * 3 // 4) / 2
        where = QRectF(inset, inset, _ICON * 3 // 4, _ICON * 3 // 4)
        icons.draw(painter, self._icon, where, "primary")
        painter.end()


class TilesPage(QScrollArea):
    """A heading with a large icon, and tiles in up to three columns.

    Signals:
        touched(code): a tile was touched.
        digit_touched(digit), back_touched(), enter_touched(): on the pad for a PIN.
    """

    touched = Signal(str)
    digit_touched = Signal(str)
    back_touched = Signal()
    enter_touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tiles")
        self.setWidgetResizable(True)
        scroll_by_finger(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content: TilesContent | None = None
        self._pad: PinPad | None = None
        self._pad_texts: tuple[str, ...] = ()
        self._pad_row = QHBoxLayout()
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._icon = _BigIcon()
        self._title = Text("", "heading", wraps=True)
        self._line = Text("", "body", "ink2", wraps=True)
        self._note = Text("", "line_strong", "attention", wraps=True)
        self._headings = [Text("", "group"), Text("", "group")]
        self._grids = [QGridLayout(), QGridLayout()]
        self._lay_out()

    def show_content(self, content: TilesContent) -> None:
        """Show the page; unchanged tiles stay as they are."""
        if content == self._content:
            return
        self._content = content
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._icon.show_icon(content.icon)
        self._title.setText(content.title)
        self._line.show_text(content.line)
        self._note.show_text(content.note)
        self._show_pad(content.pad)
        groups = ((content.tiles_heading, content.tiles), (content.more_heading, content.more))
        for heading, grid, (title, tiles) in zip(self._headings, self._grids, groups, strict=True):
            heading.show_text(title)
            self._fill(grid, tiles)
        self._turn()

    def _turn(self) -> None:
        """Put the pad beside two lists of tiles: under them its last keys lie out of sight."""
        has_two = self._content is not None and bool(self._content.more) and self._has_pad()
        turn_row(self._body, narrow=not has_two or is_narrow(self.width()))
        for grid in self._grids:
            self._order(grid)

    def _has_pad(self) -> bool:
        return self._content is not None and self._content.pad is not None

    def _show_pad(self, texts: tuple[str, ...] | None) -> None:
        """Put the pad where the large icon was, so that everything stays in sight."""
        self._icon.setVisible(texts is None)
        if texts is not None and self._pad_texts != texts:
            clear_layout(self._pad_row)
            self._pad, self._pad_texts = PinPad(*texts), texts
            self._pad.setFixedWidth(_PAD_WIDTH)
            self._pad.digit_touched.connect(self.digit_touched)
            self._pad.back_touched.connect(self.back_touched)
            self._pad.enter_touched.connect(self.enter_touched)
            self._pad_row.addWidget(self._pad)
        if self._pad is not None:
            self._pad.setVisible(texts is not None)

    def _fill(self, grid: QGridLayout, tiles: Sequence[TileContent]) -> None:
        while grid.count():
            taken = grid.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for content in tiles:
            tile = Tile(content)
            tile.clicked.connect(partial(self.touched.emit, content.code))
            grid.addWidget(tile)
        self._order(grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles out in as many columns as the width has room for."""
        super().resizeEvent(event)
        self._turn()

    def _order(self, grid: QGridLayout) -> None:
        count = grid.count()
        is_beside = self._body.direction() is QBoxLayout.Direction.LeftToRight
        room = min(self.width(), _PAGE_WIDTH) - _PAD_WIDTH if is_beside else self.width()
        most = max(min(room // _TILE_WIDTH, _COLUMNS), 1)
        columns = min(count, most) if count != _COLUMNS + 1 else min(2, most)
        taken = [item for item in (grid.takeAt(0) for _ in range(count)) if item is not None]
        for at, item in enumerate(taken):
            grid.addItem(item, at // columns, at % columns)

    def _lay_out(self) -> None:
        around = QWidget()
        around.setProperty("ground", "canvas")
        around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outside = QHBoxLayout(around)
        outside.setContentsMargins(sizes.SPACE_24, sizes.SPACE_24, sizes.SPACE_24, sizes.SPACE_24)
        inside = QWidget()
        inside.setMaximumWidth(_PAGE_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        outside.addStretch(1)
        outside.addWidget(inside, 100)
        outside.addStretch(1)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._line, self._note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        lists = QVBoxLayout()
        lists.setSpacing(sizes.SPACE_12)
        for heading, grid in zip(self._headings, self._grids, strict=True):
            grid.setSpacing(sizes.SPACE_12)
            lists.addSpacing(sizes.SPACE_12)
            lists.addWidget(heading)
            lists.addLayout(grid)
        lists.addStretch(1)
        self._pad_row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._body.setSpacing(sizes.SPACE_12)
        self._body.addLayout(lists, 1)
        self._body.addLayout(self._pad_row)
        column.addLayout(self._body)
        column.addStretch(2)
        self.setWidget(around)
