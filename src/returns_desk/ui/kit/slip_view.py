"""Owns showing a slip on screen as the paper will look; makes up no text of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.labels import Panel, Separator, Text, clear_layout

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.kit.contents import SlipContent, SlipLine

PAPER_WIDTH: Final = 420
_ROLES: Final = {
    "title": "heading",
    "heading": "strong",
    "text": "line",
    "strong": "line_strong",
    "small": "small",
    "row": "line",
    "row_strong": "strong",
    "centre": "line",
}


class BarcodePicture(QFrame):
    """A barcode from SVG or PNG, black on white in every theme so that a scanner reads it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._svg: QSvgRenderer | None = None
        self._image = QImage()
        self.setMinimumHeight(96)

    def show_picture(self, data: bytes, text: str) -> None:
        """Show a picture; an empty one takes no place."""
        is_svg = data.lstrip()[:1] == b"<"
        self._svg = QSvgRenderer(QByteArray(data), self) if is_svg else None
        self._image = QImage() if is_svg else QImage.fromData(data)
        self.setAccessibleName(text)
        if not data:
            self.hide()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the picture's own size, within the paper."""
        own = self._svg.defaultSize() if self._svg else self._image.size()
        return own.scaled(PAPER_WIDTH - 48, 120, Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the picture as large as fits."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        own = self._svg.defaultSize() if self._svg else self._image.size()
        fitted = own.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - fitted.width()) / 2
        where = QRectF(left, 0, fitted.width(), fitted.height())
        if self._svg:
            self._svg.render(painter, where)
        elif not self._image.isNull():
            painter.drawImage(where, self._image)
        painter.end()


class QrPicture(BarcodePicture):
    """A QR code, never drawn smaller than it is: its squares must stay whole."""

    def sizeHint(self) -> QSize:
        """Ask for the picture's own size."""
        return self._svg.defaultSize() if self._svg else self._image.size()

    def show_picture(self, data: bytes, text: str) -> None:
        """Show a picture; an empty one takes no place."""
        super().show_picture(data, text)
        self.setFixedHeight(self.sizeHint().height())


class SlipView(QScrollArea):
    """The slip's lines from top to bottom, and its barcode where the slip has it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slip")
        self.setWidgetResizable(True)
        scroll_by_finger(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QWidget()
        around.setProperty("ground", "canvas")
        around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        self._paper = Panel(padding=sizes.SPACE_24)
        self._paper.setFixedWidth(PAPER_WIDTH)
        self._paper.column.setSpacing(sizes.SPACE_4)
        row.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(around)

    def show_slip(self, content: SlipContent) -> None:
        """Show a slip whole."""
        clear_layout(self._paper.column)
        for line in content.lines:
            self._paper.column.addWidget(_line_widget(line, content))
        spoken = (f"{line.text} {line.amount}".strip() for line in content.lines)
        self.setAccessibleName("\n".join(text for text in spoken if text))

    def texts(self) -> tuple[str, ...]:
        """Return every text on the slip, from top to bottom."""
        return tuple(label.text() for label in self._paper.findChildren(Text))


def _line_widget(line: SlipLine, content: SlipContent) -> QWidget:
    if line.role == "rule":
        return Separator()
    if line.role == "barcode":
        picture = BarcodePicture()
        picture.show_picture(content.barcode, content.barcode_text)
        return picture
    if line.role == "qr_code":
        code = QrPicture()
        code.show_picture(line.picture, line.text)
        return code
    if line.role in {"row", "row_strong"}:
        return _row(line)
    label = Text(
        line.text, _ROLES[line.role], "ink2" if line.role == "small" else "ink", wraps=True
    )
    if line.role in {"title", "centre"}:
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


def _row(line: SlipLine) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Text(line.text, _ROLES[line.role], wraps=True), 1)
    row.addWidget(Text(line.amount, _ROLES[line.role]), 0, Qt.AlignmentFlag.AlignTop)
    return holder
