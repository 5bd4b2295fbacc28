"""Owns the manager's window: header, rail, one sentence, and the page in sight.

A view without decisions: it shows what it is fed and tells what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from returns_desk.ui.kit import sizes
from returns_desk.ui.kit.banner import Banner
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.idle_watch import IdleWatch
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.rail import TrainingBar
from returns_desk.ui.manager.entry_page import EntryPage
from returns_desk.ui.manager.nav_rail import NavRail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from returns_desk.ui.manager.contents import HeaderContent, ShellContent
    from returns_desk.ui.manager.presenter import ShellPresenter

DEFAULT_SIZE: Final = (1280, 800)
LEAST_SIZE: Final = (640, 400)
TICK_MS: Final = 30_000
IDLE_MS: Final = 300_000
"""Whoever looked has gone: the window closes, and the next one says who they are."""
_ICONS: Final = {"now": "check-circle", "attention": "warning", "bad": "warning"}


class ManagerWindow(QWidget):
    """The review's window.

    Signals:
        left(): it was closed, or somebody went back to the desk.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("manager")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self._presenter: ShellPresenter | None = None
        self._pages: Mapping[str, QWidget] = {}
        self._header_content: HeaderContent | None = None
        self.training = TrainingBar()
        self._shop, self._place = Text("", "strong"), Text("", "small", "ink2")
        self._title, self._moment = Text("", "title"), Text("", "small", "ink2")
        self.language = ActionButton("", "plain", "globe", "F11")
        self.language.setObjectName("manager.language")
        self.person = ActionButton("", "plain", "person")
        self.person.setObjectName("manager.person")
        self.rail, self.banner, self.entry = NavRail(), Banner("manager.banner"), EntryPage()
        self.warning = Banner("manager.warning")
        self._stack = QStackedWidget()
        self._ticking = QTimer(self, interval=TICK_MS)
        self.idle = IdleWatch(self)
        self.idle.timeout.connect(self.close)
        self._lay_out()

    def hang_in(self, pages: Mapping[str, QWidget]) -> None:
        """Take the pages' widgets by name; call once."""
        self._pages = pages
        for page in pages.values():
            self._stack.addWidget(page)

    def follow(self, presenter: ShellPresenter) -> None:
        """Hand everything that is done here to a presenter; call once."""
        self._presenter = presenter
        self.rail.chosen.connect(presenter.go)
        self.rail.left.connect(self.close)
        self.entry.person_chosen.connect(presenter.choose_person)
        self.entry.entered.connect(presenter.enter)
        self.language.clicked.connect(presenter.next_language)
        self.person.clicked.connect(presenter.leave)
        self._ticking.timeout.connect(presenter.tick)

    def come_forward(self) -> None:
        """Stand before every other window."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._ticking.start()
        self.idle.watch(IDLE_MS)

    def show_content(self, content: ShellContent) -> None:
        """Show what stands around the page."""
        self.setWindowTitle(content.window_title)
        self.training.show_text(content.training)
        self._header_content = content.header
        self._show_header()
        self.rail.setVisible(content.entry is None)
        self.rail.show_pages(content.rail_name, content.rail, content.to_desk)
        if content.entry is not None:
            self.entry.show_content(content.entry)
            self._stack.setCurrentWidget(self.entry)

    def turn_to(self, page: str) -> None:
        """Put this page in sight."""
        self._stack.setCurrentWidget(self._pages[page])

    def page(self, name: str) -> QWidget:
        """The widget of a page.

        Raises:
            KeyError: there is none of that name.
        """
        return self._pages[name]

    def show_sentence(self, sentence: str, tone: str) -> None:
        """Say one sentence above the page."""
        if sentence:
            self.banner.show_sentence(_ICONS.get(tone, "bulb"), sentence, tone=tone)
        else:
            self.banner.clear()

    def show_warning(self, sentence: str) -> None:
        """Warn above every page, beside whatever is said there."""
        if sentence:
            self.warning.show_sentence("warning", sentence, tone="bad")
        else:
            self.warning.clear()

    def forget_secret(self) -> None:
        """Empty the field for badge and PIN."""
        self.entry.forget_secret()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean the same on every page."""
        if self._presenter is not None and event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        elif self._presenter is not None and event.key() == Qt.Key.Key_F11:
            self._presenter.next_language()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop names and places where there is little room."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < sizes.NARROW_BELOW)
        self._show_header()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Sign out: whoever opens it next says who they are."""
        self._ticking.stop()
        self.idle.end()
        if self._presenter is not None:
            self._presenter.leave()
        self.left.emit()
        super().closeEvent(event)

    def _show_header(self) -> None:
        content = self._header_content
        if content is None:
            return
        has_room = self.width() >= sizes.NARROW_BELOW
        self._shop.show_text(content.shop if has_room else "")
        self._place.show_text(content.place if has_room else "")
        self._title.setText(content.title)
        self._moment.show_text(content.moment if has_room else "")
        self.language.show_label(content.language)
        self.person.setVisible(bool(content.person))
        self.person.show_label(content.person)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header())
        whole.addWidget(self.training)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        around = QVBoxLayout()
        around.setContentsMargins(sizes.SPACE_16, sizes.SPACE_8, sizes.SPACE_16, 0)
        around.addWidget(self.warning)
        around.addWidget(self.banner)
        right.addLayout(around)
        self._stack.addWidget(self.entry)
        right.addWidget(self._stack, 1)
        middle.addLayout(right, 1)
        whole.addLayout(middle, 1)

    def _header(self) -> QFrame:
        header = QFrame()
        header.setProperty("ground", "surface")
        header.setProperty("edge", "bottom")
        header.setFixedHeight(sizes.HEADER_HEIGHT)
        row = QHBoxLayout(header)
        row.setContentsMargins(sizes.SPACE_16, 0, sizes.SPACE_16, 0)
        row.setSpacing(sizes.SPACE_12)
        for widget in (self._shop, self._place, self._title, self._moment):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.language)
        row.addWidget(self.person)
        return header
