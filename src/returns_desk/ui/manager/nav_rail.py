"""Owns the rail of the manager's window: one button a page, and the way back to the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from returns_desk.ui.kit import icons, painting, sizes, theme
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.keyed_button import KeyedButton
from returns_desk.ui.kit.narrow import ScrollingPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from returns_desk.ui.manager.contents import RailContent

_MARGIN: Final = 10
_PILL: Final = 28
NARROW_WIDTH: Final = 68


class PageButton(KeyedButton):
    """One page: icon, name, and how many wait behind it; in a narrow rail without its name."""

    def __init__(self, content: RailContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._is_narrow = False
        self.setObjectName(f"rail.{content.name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_content(content)

    def show_content(self, content: RailContent) -> None:
        """Show another name or count."""
        self._content = content
        self.setChecked(content.is_on)
        counted = f"{content.text}: {content.count}" if content.count else content.text
        self.setAccessibleName(counted)
        self.setToolTip(content.text)
        self.updateGeometry()
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Drop the name where there is little room."""
        self._is_narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, name and count."""
        if self._is_narrow:
            return QSize(sizes.TOUCH_OPTION, sizes.TOUCH_OPTION)
        words = theme.text_width("body", self._content.text)
        width = sizes.SPACE_12 * 3 + sizes.ICON + words + _PILL + sizes.SPACE_16
        return QSize(width, sizes.TOUCH_OPTION)

    def minimumSizeHint(self) -> QSize:
        """Never cut the name."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw ground, icon, name and count."""
        painter = QPainter(self)
        if self._content.is_on or self.isDown():
            shape = painting.Shape("manager_tint", "manager", 0, sizes.RADIUS_BUTTON)
            painting.draw_shape(painter, self.rect(), shape)
        tone = "manager" if self._content.is_on else "ink"
        top = (self.height() - sizes.ICON) / 2
        left = (self.width() - sizes.ICON) / 2 if self._is_narrow else sizes.SPACE_12
        icons.draw(painter, self._content.icon, QRectF(left, top, sizes.ICON, sizes.ICON), tone)
        if not self._is_narrow:
            self._draw_name(painter, tone)
        if self._content.count:
            self._draw_count(painter)
        if self.hasFocus():
            painting.draw_focus_ring(painter, self.rect(), sizes.RADIUS_BUTTON)
        painter.end()

    def _draw_name(self, painter: QPainter, tone: str) -> None:
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font("strong" if self._content.is_on else "body"))
        left = sizes.SPACE_12 * 2 + sizes.ICON
        where = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._content.text)

    def _draw_count(self, painter: QPainter) -> None:
        tone = "bad" if self._content.is_urgent else "none"
        size = sizes.ICON_SMALL if self._is_narrow else _PILL
        top = 0 if self._is_narrow else (self.height() - size) / 2
        left = self.width() - size - (0 if self._is_narrow else sizes.SPACE_12)
        where = QRectF(left, top, size, size)
        painting.draw_shape(painter, where, painting.Shape(f"{tone}_tint", tone, 0, size // 2))
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font("small_strong"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(self._content.count))


class _Pages(ScrollingPage):
    """The pages' buttons, which scroll where the window is low.

    Without a bar, which would take a fifth of a narrow rail; wheel, finger and Tab scroll it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail.pages")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(sizes.TOUCH_OPTION)
        self.inside.setProperty("ground", "surface")
        around = QVBoxLayout(self.inside)
        around.setContentsMargins(0, 0, 0, 0)
        self.column = QVBoxLayout()
        self.column.setSpacing(sizes.SPACE_4)
        around.addLayout(self.column)
        around.addStretch(1)


class NavRail(QFrame):
    """Every page that the person may open, top to bottom, and the desk at the bottom.

    Signals:
        chosen(name): a page was chosen.
        left(): back to the desk.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("ground", "surface")
        self._is_narrow = False
        self._to_desk_text = ""
        self._buttons: dict[str, PageButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, sizes.SPACE_12, _MARGIN, sizes.SPACE_12)
        self._column.setSpacing(sizes.SPACE_4)
        self._pages = _Pages()
        self._column.addWidget(self._pages, 1, Qt.AlignmentFlag.AlignHCenter)
        self.to_desk = ActionButton("", "plain", "shop")
        self.to_desk.setObjectName("rail.to_desk")
        self.to_desk.set_height(sizes.TOUCH_OPTION)
        self.to_desk.clicked.connect(self.left)
        self._column.addWidget(self.to_desk)

    def show_pages(self, name: str, pages: Sequence[RailContent], to_desk: str) -> None:
        """Show the pages; buttons of the same pages stay, with the focus."""
        self.setAccessibleName(name)
        self._to_desk_text = to_desk
        if tuple(self._buttons) != tuple(page.name for page in pages):
            self._make(pages)
        for page in pages:
            self._buttons[page.name].show_content(page)
            if page.is_on:
                self._pages.ensureWidgetVisible(self._buttons[page.name], 0, 0)
        self.set_narrow(narrow=self._is_narrow)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone where there is little room."""
        self._is_narrow = narrow
        for button in self._buttons.values():
            button.set_narrow(narrow=narrow)
        widest = max((x.sizeHint().width() for x in self._buttons.values()), default=0)
        self._pages.inside.setFixedWidth(widest)
        self._pages.setFixedWidth(widest)
        self.to_desk.show_label("" if narrow else self._to_desk_text)
        self.to_desk.setAccessibleName(self._to_desk_text)
        self.to_desk.setToolTip(self._to_desk_text)
        if narrow:
            self.setFixedWidth(NARROW_WIDTH)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)

    def _make(self, pages: Sequence[RailContent]) -> None:
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {page.name: PageButton(page) for page in pages}
        for name, button in self._buttons.items():
            button.clicked.connect(partial(self.chosen.emit, name))
            self._pages.column.addWidget(button)
