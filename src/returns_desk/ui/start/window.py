"""Owns the window of the first start: header, three steps, fields, the demo shop, footer.

A view without decisions: it shows what it is fed and tells what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.banner import Banner
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.finger_scroll import scroll_by_finger
from returns_desk.ui.kit.labels import Panel, Text
from returns_desk.ui.start.pages import PeoplePage, SalesPage, ShopPage
from returns_desk.ui.start.pieces import DemoPanel, StartFooter, StepTab

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from returns_desk.ui.start.contents import StartContent
    from returns_desk.ui.start.fields import StartField
    from returns_desk.ui.start.pages import FieldsPage
    from returns_desk.ui.start.presenter import StartPresenter

DEFAULT_SIZE: Final = (1280, 800)
LEAST_SIZE: Final = (1024, 700)
SMALL_BELOW: Final = 1200
_SIDE, _SIDE_SMALL = 340, 280


class StartWindow(QWidget):
    """Three steps to a working desk.

    Signals:
        left(): the window was closed.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWindowTitle("Returns Desk")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self._presenter: StartPresenter | None = None
        self.language = ActionButton("", "plain", "globe", "F11")
        self.language.setObjectName("start.language")
        self._title = Text("", "leg_amount", wraps=True)
        self._line = Text("", "body", "ink2", wraps=True)
        self.tabs = tuple(StepTab(number) for number in (1, 2, 3))
        self.banner = Banner("start.banner")
        self.shop, self.people, self.sales = ShopPage(), PeoplePage(), SalesPage()
        self.side, self.footer = DemoPanel(), StartFooter()
        self._lay_out()

    def follow(self, presenter: StartPresenter) -> None:
        """Hand everything that is done here to a presenter; call once."""
        self._presenter = presenter
        for page in self._pages():
            page.changed.connect(presenter.changed)
        self.people.more_touched.connect(presenter.one_more)
        self.sales.choose_touched.connect(self.choose_file)
        self.language.clicked.connect(presenter.next_language)
        self.footer.back_touched.connect(presenter.back)
        self.footer.demo_touched.connect(presenter.demo)
        self.footer.onward_touched.connect(presenter.onward)

    # what is shown
    def show_content(self, content: StartContent) -> None:
        """Show the window as it is now."""
        self.setAccessibleName(content.title)
        self._title.setText(content.title)
        self._line.setText(content.line)
        self.language.show_label(content.language)
        for tab, shown in zip(self.tabs, content.tabs, strict=True):
            tab.show_content(shown)
        for at, page in enumerate(self._pages()):
            page.show_content(content)
            page.setVisible(at == content.step)
        self.side.show_content(content.side)
        self.side.setVisible(bool(content.footer.demo))
        self.footer.show_content(content.footer)
        if content.banner is None:
            self.banner.clear()
        else:
            shown_banner = content.banner
            self.banner.show_sentence(
                shown_banner.icon, shown_banner.sentence, tone=shown_banner.tone
            )

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.field(name).value()

    def set_value(self, name: str, value: str) -> None:
        """Fill a field in."""
        self.field(name).set_value(value)

    def point_at(self, name: str) -> None:
        """Put the keyboard on a field, and bring it in sight."""
        field = self.field(name)
        field.input.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field.input, QLineEdit):
            field.input.selectAll()
        self._scroll.ensureWidgetVisible(field)

    def field(self, name: str) -> StartField:
        """The field of that name.

        Raises:
            KeyError: there is none.
        """
        return {**self.shop.fields, **self.people.fields, **self.sales.fields}[name]

    def finish(self) -> None:
        """It is done: go away."""
        self.close()

    # what is done
    def choose_file(self) -> None:
        """Let a person choose a file with the system's own window."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.sales.choose.text())
        if chosen and self._presenter is not None:
            self.set_value("file", chosen)
            self._presenter.changed("file", chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean the same on every page."""
        key = Qt.Key(event.key())
        if self._presenter is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._presenter.back()
        elif key == Qt.Key.Key_F11:
            self._presenter.next_language()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._presenter.onward()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the fields more room where there is little."""
        super().resizeEvent(event)
        is_small = self.width() < SMALL_BELOW
        self.side.setFixedWidth(_SIDE_SMALL if is_small else _SIDE)
        for tab in self.tabs:
            tab.set_small(small=is_small)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody looks any more."""
        if self._presenter is not None:
            self._presenter.window_closed()
        self.left.emit()
        super().closeEvent(event)

    def _pages(self) -> tuple[FieldsPage, ...]:
        return (self.shop, self.people, self.sales)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header())
        middle = QHBoxLayout()
        middle.setContentsMargins(sizes.SPACE_24, sizes.SPACE_16, sizes.SPACE_24, sizes.SPACE_16)
        middle.setSpacing(sizes.SPACE_24)
        middle.addLayout(self._steps(), 1)
        middle.addWidget(self.side)
        whole.addLayout(middle, 1)
        whole.addWidget(self.footer)

    def _header(self) -> QFrame:
        header = QFrame()
        header.setProperty("ground", "surface")
        header.setProperty("edge", "bottom")
        header.setFixedHeight(sizes.HEADER_HEIGHT)
        row = QHBoxLayout(header)
        row.setContentsMargins(sizes.SPACE_16, 0, sizes.SPACE_16, 0)
        row.addWidget(Text("Returns Desk", "strong"))
        row.addStretch(1)
        row.addWidget(self.language)
        return header

    def _steps(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_8)
        column.addWidget(self._title)
        column.addWidget(self._line)
        tabs = QHBoxLayout()
        tabs.setSpacing(sizes.SPACE_12)
        for tab in self.tabs:
            tabs.addWidget(tab, 1)
        column.addLayout(tabs)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("start.scroll")
        self._scroll.setWidgetResizable(True)
        scroll_by_finger(self._scroll)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("ground", "none")
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, sizes.SPACE_4, 0)
        for widget in (self.banner, *self._pages()):
            fields.addWidget(widget)
        self._scroll.setWidget(inside)
        panel = Panel(padding=sizes.SPACE_24)
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        panel.column.addWidget(self._scroll)
        column.addWidget(panel, 1)
        return column
