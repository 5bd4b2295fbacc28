"""Owns the booking: a heading, a bar for each part, and the legs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from returns_desk.ui.kit import painting, sizes
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.step_leg import StepLeg

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.clerk.contents import BarState, PayoutContent
    from returns_desk.ui.kit.contents import StepLegContent

_BAR_HEIGHT = 8
_BARS = {"done": ("now", "now"), "present": ("primary", "primary"), "ahead": ("surface", "edge")}


class PartBars(QWidget):
    """One bar for each part: done, present, ahead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[BarState, ...] = ()
        self.setFixedHeight(_BAR_HEIGHT)

    def show_bars(self, bars: tuple[BarState, ...]) -> None:
        """Show the parts; nothing for a single one."""
        self._bars = bars
        self.setVisible(bool(bars))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the bars side by side."""
        if not self._bars:
            return
        painter = QPainter(self)
        gap, count = sizes.SPACE_6, len(self._bars)
        width = (self.width() - gap * (count - 1)) // count
        for at, state in enumerate(self._bars):
            ground, border = _BARS[state]
            where = self.rect().adjusted(at * (width + gap), 0, 0, 0)
            where.setWidth(width)
            shape = painting.Shape(ground, border, sizes.BORDER, _BAR_HEIGHT // 2)
            painting.draw_shape(painter, where, shape)
        painter.end()


class PayoutPage(QScrollArea):
    """The legs from top to bottom.

    Signals:
        confirmed(leg, reference): a leg's money went.
        failed(leg): it did not.
    """

    confirmed = Signal(str, str)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("payout")
        self.setWidgetResizable(True)
        scroll_by_finger(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._legs: dict[str, StepLeg] = {}
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, sizes.SPACE_4, 0, 0)
        self._column.setSpacing(sizes.SPACE_14)
        top = QHBoxLayout()
        self._title = Text("", "heading", wraps=True)
        self._note = Text("", "small", "ink2", wraps=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._title, 3)
        top.addWidget(self._note, 2)
        self._bars = PartBars()
        self._column.addLayout(top)
        self._column.addWidget(self._bars)
        self._first = self._column.count()
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_content(self, content: PayoutContent) -> None:
        """Show the booking as it stands."""
        self.setAccessibleName(content.title)
        self._title.setText(content.title)
        self._note.show_text(content.note)
        self._bars.show_bars(content.bars)
        wanted = {leg.leg_id for leg in content.legs}
        for key in [key for key in self._legs if key not in wanted]:
            gone = self._legs.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, leg in enumerate(content.legs):
            self._show_leg(at, leg)

    def leg(self, leg_id: str) -> StepLeg:
        """Return a leg's widget.

        Raises:
            KeyError: no such leg is shown.
        """
        return self._legs[leg_id]

    def _show_leg(self, at: int, content: StepLegContent) -> None:
        leg = self._legs.get(content.leg_id)
        if leg is None:
            leg = StepLeg(content)
            leg.confirmed.connect(partial(self._confirm, content.leg_id))
            leg.failed.connect(partial(self.failed.emit, content.leg_id))
            self._legs[content.leg_id] = leg
            self._column.insertWidget(self._first + at, leg)
            leg.show()
        elif leg.content() != content:
            leg.show_content(content)

    def _confirm(self, leg_id: str, reference: str) -> None:
        self.confirmed.emit(leg_id, reference)
