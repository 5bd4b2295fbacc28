"""Owns one paper, large: the picture as wide as there is room, from memory alone.

Shared by the clerk's and the manager's windows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.photos import LONGEST_SIDE, read_photo

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QImage, QPaintEvent

    from returns_desk.ui.kit.evidence_shapes import EvidenceAction, PaperInSight


class PaperViewer(QWidget):
    """One paper with its words.

    Signals:
        acted(code, evidence): a button was touched.
    """

    acted = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._evidence = ""
        self._title = Text("", "heading", wraps=True)
        self._line = Text("", "body", "ink2", wraps=True)
        self.sheet = Sheet()
        self._buttons = {code: ActionButton("", "plain") for code in ("save", "close")}
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE_8)
        top.addWidget(self._title, 1)
        for code, button in self._buttons.items():
            button.setObjectName(f"{name}.{code}")
            button.clicked.connect(partial(self._tell, code))
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_12)
        column.addLayout(top)
        column.addWidget(self._line)
        column.addWidget(self.sheet)
        self._codes: dict[str, str] = {}

    def show_paper(self, content: PaperInSight) -> None:
        """Show the words; the picture comes with `show_picture`."""
        if content.evidence != self._evidence:
            self.sheet.show_image(None)
        self._evidence = content.evidence
        self.setAccessibleName(f"{content.title}. {content.line}")
        self._title.setText(content.title)
        self._line.show_text(content.line)
        self._show_button("close", content.close)
        self._show_button("save", content.save)

    def show_picture(self, evidence: str, content: bytes) -> None:
        """Show the picture of the paper in sight; another one's is not shown."""
        if evidence == self._evidence and self.isVisible():
            self.sheet.show_image(read_photo(content, LONGEST_SIDE))

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the picture once it is out of sight."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._evidence = ""
            self.sheet.show_image(None)

    def _show_button(self, place: str, action: EvidenceAction | None) -> None:
        button = self._buttons[place]
        button.setVisible(action is not None)
        if action is not None:
            self._codes[place] = action.code
            button.show_label(action.text)
            button.set_icon_name(action.icon)

    def _tell(self, place: str) -> None:
        self.acted.emit(self._codes[place], self._evidence)


class Sheet(QWidget):
    """A picture that is never made larger than it is, and as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def image(self) -> QImage | None:
        """What is shown, None where nothing is."""
        return self._image

    def show_image(self, image: QImage | None) -> None:
        """Show a picture, or nothing."""
        self._image = image
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for no width of its own."""
        return QSize(1, self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        """As high as the picture is at that width."""
        if self._image is None:
            return 0
        return round(self._image.height() * min(1.0, width / self._image.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the picture in the middle."""
        if self._image is None:
            return
        width = min(self.width(), self._image.width())
        left = (self.width() - width) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        height = self.heightForWidth(self.width())
        painter.drawImage(QRectF(left, 0, width, height), self._image)
        painter.end()
