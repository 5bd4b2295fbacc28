"""Owns chips, pills and banners: short texts with a state, an icon and a word each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.flow import FlowLayout
from returns_desk.ui.kit.kept_drawings import draw_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from returns_desk.ui.kit.contents import ChipContent


class Chip(QPushButton):
    """A round choice of 44 px: off, or on with a tick, bold and a thick border."""

    def __init__(self, text: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the width that shows the text uncut."""
        width = theme.text_width(self._role(), self.text()) + 24
        return QSize(width + (26 if self.isChecked() else 0), sizes.TOUCH_LEAST)

    def minimumSizeHint(self) -> QSize:
        """Never cut a text."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the chip, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the chip in its state."""
        draw_kept(self, (self._shape(), self.text(), self.hasFocus()), self._draw)

    def _draw(self, painter: QPainter) -> None:
        painting.draw_shape(painter, self.rect(), self._shape())
        tone = "primary" if self.isChecked() else "ink"
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font(self._role()))
        where = self.rect()
        if self.isChecked():
            icons.draw(painter, "check", QRectF(14, 13, 18, 18), tone)
            where = where.adjusted(26, 0, 0, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_CHIP - 1)

    def _role(self) -> str:
        return "line_strong" if self.isChecked() else "line"

    def _shape(self) -> painting.Shape:
        if self.isChecked():
            return painting.Shape(
                ground="primary_tint",
                border="primary",
                border_width=2,
                radius=sizes.RADIUS_CHIP - 1,
            )
        ground = "primary_tint" if self.isDown() else "surface"
        return painting.Shape(ground=ground, border="edge", radius=sizes.RADIUS_CHIP - 1)


class ChipRow(QWidget):
    """Chips in a row that breaks where the width ends; at most what is fed is on.

    A touch only tells which chip was touched; what is on comes with the next `show_chips`.

    Signals:
        touched(code): a chip was touched or pressed.
    """

    touched = Signal(str)

    def __init__(self, name: str = "chips", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._chips: dict[str, Chip] = {}
        self._spare: dict[str, Chip] = {}
        self._shown: tuple[tuple[ChipContent, ...], str] = ((), "")
        self._is_touched = False
        self._flow = FlowLayout(self, gap=sizes.SPACE_6)

    def show_chips(self, chips: Sequence[ChipContent], about: str = "") -> None:
        """Show these chips, keeping those that were shown before.

        `about` is said to screen readers before each, where rows with like chips are in sight.
        """
        if (tuple(chips), about) == self._shown and not self._is_touched:
            return
        self._shown, self._is_touched = (tuple(chips), about), False
        wanted = {chip.code for chip in chips}
        for code in [code for code in self._chips if code not in wanted]:
            gone = self._spare[code] = self._chips.pop(code)
            self._flow.removeWidget(gone)
            gone.hide()
        for content in chips:
            chip = self._chips.get(content.code) or self._added(content)
            chip.setText(content.text)
            chip.setAccessibleName(f"{about}: {content.text}" if about else content.text)
            chip.setChecked(content.on)
            chip.updateGeometry()
        self._flow.put_in_order([self._chips[content.code] for content in chips])

    def stand_for(self, name: str) -> None:
        """Go by another name, as the row of another thing."""
        self.setObjectName(name)
        for code, chip in (self._chips | self._spare).items():
            chip.setObjectName(f"{name}.{code}")

    def chip(self, code: str) -> Chip:
        """Return the chip of a code.

        Raises:
            KeyError: no such chip is shown.
        """
        return self._chips[code]

    def _added(self, content: ChipContent) -> Chip:
        chip = self._spare.pop(content.code, None)
        if chip is None:
            chip = Chip(content.text, on=content.on, parent=self)
            chip.setObjectName(f"{self.objectName()}.{content.code}")
            chip.clicked.connect(partial(self._tell, content.code))
        self._chips[content.code] = chip
        chip.show()
        return chip

    def _tell(self, code: str) -> None:
        chip = self._chips[code]
        chip.setChecked(not chip.isChecked())
        self._is_touched = True
        self.touched.emit(code)


_PILL: dict[str, tuple[str, str]] = {
    "now": ("now_tint", "now"),
    "manager": ("manager_tint", "manager"),
    "attention": ("attention_tint", "attention"),
    "bad": ("bad_tint", "bad"),
    "primary": ("primary_tint", "primary"),
    "neutral": ("none_tint", "ink"),
}


def tone_roles(tone: str) -> tuple[str, str]:
    """Return the colour roles (ground, text) of a tone."""
    return _PILL[tone]


class StatusPill(QWidget):
    """Icon and words on a tinted ground, 32 px high; tells a state, takes no touch."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        tone: str = "neutral",
        *,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._icon, self._tone, self._strong = text, icon, tone, strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_status(self, text: str, icon: str = "", tone: str = "neutral") -> None:
        """Show another state; an empty text hides the pill."""
        if (text, icon, tone) != (self._text, self._icon, self._tone):
            self._text, self._icon, self._tone = text, icon, tone
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the words shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the width that shows icon and words."""
        width = theme.text_width(self._role(), self._text)
        return QSize(width + 24 + (26 if self._icon else 0), sizes.PILL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut a text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, icon and words."""
        ground, tone = _PILL[self._tone]
        painter = QPainter(self)
        shape = painting.Shape(ground=ground, border_width=0, radius=sizes.RADIUS_PILL)
        painting.draw_shape(painter, self.rect(), shape)
        left = 12
        if self._icon:
            top = (self.height() - 18) / 2
            icons.draw(painter, self._icon, QRectF(left, top, 18, 18), tone)
            left += 26
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font(self._role()))
        where = QRect(QPoint(left, 0), self.rect().bottomRight())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()

    def _role(self) -> str:
        return "small_strong" if self._strong else "small"
