"""Owns the clerk's window: its parts, its keys, and which page is in sight.

A view without decisions: it shows what it is fed and tells what was done. Keys become the same
signals as touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from returns_desk.ui.clerk.case_page import CasePage
from returns_desk.ui.clerk.further_pages import FurtherPages
from returns_desk.ui.clerk.header_bar import FooterBar, HeaderBar
from returns_desk.ui.clerk.key_in_form import KeyInForm
from returns_desk.ui.clerk.keys import action_of
from returns_desk.ui.clerk.proof_page import ProofPage
from returns_desk.ui.clerk.scan_row import ScanRow
from returns_desk.ui.clerk.slip_page import SlipPage
from returns_desk.ui.clerk.small_pages import ChoicePage, KeysPage
from returns_desk.ui.clerk.tab_order import order_tabs
from returns_desk.ui.clerk.tiles_page import TilesPage
from returns_desk.ui.clerk.wiring import Wiring
from returns_desk.ui.kit import theme
from returns_desk.ui.kit.flow import settle_layouts
from returns_desk.ui.kit.focus_keeper import FocusKeeper
from returns_desk.ui.kit.idle_watch import IdleWatch
from returns_desk.ui.kit.narrow import PageStack, scrolling_column
from returns_desk.ui.kit.rail import TrainingBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from returns_desk.ui.clerk import contents
    from returns_desk.ui.clerk.case_page import Room
    from returns_desk.ui.clerk.presenter import ClerkPresenter
    from returns_desk.ui.clerk.proof_shapes import ProofContent
    from returns_desk.ui.kit.contents import ApprovalContent
    from returns_desk.ui.kit.scan_field import ScanField

DEFAULT_SIZE: Final = (1280, 800)
LEAST_SIZE: Final = (640, 400)
SMALL_BELOW: Final = 1200
LARGE_FROM: Final = 1700
TICK_MS: Final = 1000
IDLE_LOCK_MS: Final = 5 * 60 * 1000


class ClerkWindow(FurtherPages, QWidget):
    """The one window of the counter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clerk")
        self.setWindowTitle("Returns Desk")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self._presenter: ClerkPresenter | None = None
        self._room: Room = "normal"
        self.scan_row = ScanRow()
        self.tiles, self.case_page, self.proof = TilesPage(), CasePage(), ProofPage()
        self.slip_page, self.key_in = SlipPage(), KeyInForm()
        self.keys_page, self.choice_page = KeysPage(), ChoicePage()
        self._further = self.make_further_pages()
        self.footer, self.header = FooterBar(), HeaderBar()
        self.training = TrainingBar()
        self._lay_out()
        self._keeper = FocusKeeper(self, self.scan)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._idle = IdleWatch(self)

    @property
    def scan(self) -> ScanField:
        """The scan field."""
        return self.scan_row.scan

    def follow(
        self,
        presenter: ClerkPresenter,
        *,
        idle_lock_ms: int = IDLE_LOCK_MS,
    ) -> None:
        """Hand everything that is done here to a presenter; call once, then show the window."""
        self._presenter = presenter
        wiring = Wiring(self, presenter)
        self._clock.timeout.connect(wiring.tick)
        self._clock.start()
        self._idle.timeout.connect(wiring.lock)
        self._idle.watch(idle_lock_ms)

    def come_forward(self) -> None:
        """Show the window above the others, as whoever started the program again wants it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # what is shown
    def show_header(self, content: contents.HeaderContent) -> None:
        """Show the header but for the clock."""
        self.header.show_content(content)
        self.training.show_text(content.training)

    def show_clock(self, content: contents.PillContent) -> None:
        """Show the clock."""
        self.header.show_clock(content)

    def show_scan(self, content: contents.ScanContent) -> None:
        """Show what the scan field waits for."""
        self.scan_row.show_content(content)

    def show_banner(self, content: contents.BannerContent | None) -> None:
        """Show one sentence, or none."""
        self.scan_row.show_banner(content)

    def show_footer(self, content: contents.FooterContent) -> None:
        """Show the footer."""
        self.footer.show_content(content)

    def show_tiles(self, content: contents.TilesContent) -> None:
        """Show a page of tiles."""
        self.tiles.show_content(content)
        self._turn_to(self.tiles)

    def show_board(
        self,
        receipts: contents.ReceiptsContent,
        page: contents.BoardPageContent,
        side: contents.HelpContent,
        approval: ApprovalContent | None,
    ) -> None:
        """Show the board of a case."""
        self._idle.rest()
        self.case_page.show_board(receipts, page, side, approval)
        self._turn_to(self.case_page)

    def show_payout(
        self,
        receipts: contents.ReceiptsContent,
        payout: contents.PayoutContent,
        side: contents.HelpContent,
    ) -> None:
        """Show the booking of a case."""
        self.case_page.show_payout(receipts, payout, side)
        self._turn_to(self.case_page)

    def show_slip(self, content: contents.SlipPageContent) -> None:
        """Show the slip."""
        self.slip_page.show_content(content)
        self._turn_to(self.slip_page)

    def show_printer(self, content: contents.PrinterContent | None) -> None:
        """Show what the printer does beside the slip."""
        self.slip_page.show_printer(content)

    def show_key_in(self, content: contents.KeyInLabels) -> None:
        """Show the form for a receipt from paper."""
        is_new = self._pages.currentWidget() is not self.key_in
        self._turn_to(self.key_in)
        if is_new:
            self.key_in.forget()
        self.key_in.show_labels(content)

    def show_proof(self, content: ProofContent) -> None:
        """Show the ladder of proof."""
        if self._pages.currentWidget() is not self.proof:
            self.proof.forget()
            self._turn_to(self.proof)
        self.proof.show_content(content)

    def show_keys(self, content: contents.KeysContent) -> None:
        """Show all keys."""
        self.keys_page.show_content(content)
        self._turn_to(self.keys_page)

    def show_choice(self, content: contents.ChoiceContent) -> None:
        """Show one question."""
        self.choice_page.show_content(content)
        self._turn_to(self.choice_page)

    def point_at(self, field_name: str) -> None:
        """Put the keyboard where something is to be typed."""
        page = self._pages.currentWidget()
        if page is self.key_in:
            self.key_in.point_at(field_name)
        elif page in {self.proof, self.promise}:
            page.point_at(field_name)
        else:
            self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfold(self, line: str, part: str) -> None:
        """Show all choices of a line's reason or condition."""
        self.case_page.receipts.unfold(line, part)

    # what is done
    def confirm(self) -> None:
        """Do the next step: forms know theirs, elsewhere the presenter knows it."""
        page = self._pages.currentWidget()
        if page is self.key_in:
            self.key_in.submit()
        elif page in {self.proof, self.promise}:
            page.confirm()
        elif self._presenter is not None:
            self._presenter.confirmed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean the same on every page."""
        key = Qt.Key(event.key())
        if self._presenter is None:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.confirm()
        elif key == Qt.Key.Key_F2:
            self.scan.type_plainly()
        elif action_of(event):
            self._presenter.acted(action_of(event))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything to the window's size."""
        super().resizeEvent(event)
        width = self.width()
        room: Room = "normal"
        if width < SMALL_BELOW:
            room = "small"
        elif width >= LARGE_FROM:
            room = "large"
        self._fit(room)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End with the window."""
        self._clock.stop()
        self._idle.end()
        super().closeEvent(event)

    def _fit(self, room: Room) -> None:
        self.header.set_small(small=room == "small")
        self.case_page.set_room(room)
        self.proof.set_room(room)
        if (room == "large") != (self._room == "large"):
            application = QApplication.instance()
            if isinstance(application, QApplication):
                theme.apply_theme(application, theme.theme_name(), 1 if room == "large" else 0)
        self._room = room

    def _turn_to(self, page: QWidget) -> None:
        is_new = self._pages.currentWidget() is not page
        self._pages.setCurrentWidget(page)
        focus = cast("QWidget | None", self.focusWidget())
        is_form = page in {self.key_in, self.proof}
        if not is_form and (is_new or focus is None or not focus.isVisible()):
            self.scan.setFocus(Qt.FocusReason.OtherFocusReason)
        settle_layouts()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 -- Qt's signature
        """Lead Tab as things stand: scan, chips, asked-for slot, options, lines, guidance, rest."""
        page = self._pages.currentWidget()
        parts = self.case_page.tab_parts() if page is self.case_page else (page,)
        order_tabs(self, self.scan, (*parts, self.footer, self.scan_row, self.header))
        return super().focusNextPrevChild(next)

    def _lay_out(self) -> None:
        self._pages = PageStack()
        for page in (
            self.tiles,
            self.case_page,
            self.proof,
            self.slip_page,
            self.key_in,
            self.keys_page,
            self.choice_page,
            *self._further,
        ):
            self._pages.addWidget(page)
        column = scrolling_column(self)
        for part in (self.header, self.training, self.scan_row):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.footer)
