"""Owns the customer's window: which page is in sight, the mark, the languages.

A view without decisions. It never takes the keyboard: what the scanner types belongs to the
clerk's window, whoever touched what last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from returns_desk.ui.customer.pages import (
    SMALL_BELOW,
    WIDEST,
    OptionsPage,
    PayingPage,
    RestPage,
    ThanksPage,
)
from returns_desk.ui.kit import icons, sizes
from returns_desk.ui.kit.customer_touch import LanguageBar
from returns_desk.ui.kit.labels import Text
from returns_desk.ui.kit.rail import TrainingBar
from returns_desk.ui.kit.two_windows import mark_for_customer

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from returns_desk.ui.customer import contents
    from returns_desk.ui.customer.presenter import CustomerPresenter

DEFAULT_SIZE: Final = (1024, 600)
LEAST_SIZE: Final = (800, 480)
THANKS_MS: Final = 30_000


class CustomerWindow(QWidget):
    """The window on the customer's side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(parent, flags)
        self.setObjectName("customer")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        mark_for_customer(self)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self.training, self.languages = TrainingBar(), LanguageBar()
        self.rest, self.options_page = RestPage(), OptionsPage()
        self.paying, self.thanks = PayingPage(), ThanksPage()
        self._tick = icons.IconLabel("check", "ink", sizes.ICON)
        self._marked = Text("", "heading")
        self._hint = Text("", "customer", "ink2")
        self._foot = QWidget()
        self._thanked_long = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._lay_out()
        # No language and no option looks marked before somebody presses Tab.
        self.setFocus()

    def follow(self, presenter: CustomerPresenter) -> None:
        """Hand everything that is touched here to a presenter; call once."""
        self.options_page.touched.connect(presenter.option_touched)
        self.languages.touched.connect(presenter.language_touched)
        self.thanks.answered.connect(presenter.face_touched)
        self.thanks.left.connect(presenter.thanks_touched)
        self._thanked_long.timeout.connect(presenter.thanks_over)

    def show_frame(self, content: contents.FrameContent) -> None:
        """Show what stands around every page."""
        self.setWindowTitle(content.window_title)
        self.training.show_text(content.training)
        self.languages.show_languages(content.languages_name, content.languages)
        self._marked.show_text(content.marked)
        self._tick.setVisible(bool(content.marked))
        self._hint.setText("")
        self._show_hint()
        self._foot.setVisible(bool(content.languages))

    def show_rest(self, content: contents.RestContent) -> None:
        """Show that nobody's case is open."""
        self.rest.show_content(content)
        self._turn_to(self.rest)

    def show_options(self, content: contents.OptionsContent) -> None:
        """Show every option."""
        self._turn_to(self.options_page)
        self._hint.setText(content.hint)
        self._show_hint()
        self.options_page.show_content(content)

    def show_paying(self, content: contents.PayingContent) -> None:
        """Show the parts of the money."""
        self._turn_to(self.paying)
        self.paying.show_content(content)

    def show_thanks(self, content: contents.ThanksContent) -> None:
        """Show the thanks."""
        self.thanks.show_content(content)
        if self._pages.currentWidget() is not self.thanks:
            self._thanked_long.start()
        self._turn_to(self.thanks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in the middle of a wide screen, and gaps small on a small one."""
        super().resizeEvent(event)
        side = max(sizes.SPACE_24, (self.width() - WIDEST) // 2)
        is_small = self.height() < SMALL_BELOW
        edge = sizes.SPACE_8 if is_small else sizes.SPACE_16
        self.options_page.set_small(small=is_small)
        self._show_hint()
        self._inside.setContentsMargins(side, edge, side, edge)
        self._inside.setSpacing(edge)

    def _turn_to(self, page: QWidget) -> None:
        """A page that goes takes the focus with it; Qt would hand it to whatever comes next."""
        if page is not self.thanks:
            self._thanked_long.stop()
        if self._pages.currentWidget() is not page:
            self.setFocus()
            self._pages.setCurrentWidget(page)

    def _show_hint(self) -> None:
        """On a small screen the hint stands where the mark will, and goes with it."""
        is_wanted = bool(self._hint.text()) and not self._marked.text()
        self._hint.setVisible(is_wanted and self.height() < SMALL_BELOW)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.rest, self.options_page, self.paying, self.thanks):
            self._pages.addWidget(page)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(sizes.SPACE_12)
        foot.addWidget(self._tick)
        foot.addWidget(self._marked)
        foot.addWidget(self._hint)
        foot.addStretch(1)
        foot.addWidget(self.languages)
        column, self._inside = QVBoxLayout(self), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.training)
        column.addLayout(self._inside, 1)
        self._inside.addWidget(self._pages, 1)
        self._inside.addWidget(self._foot)
