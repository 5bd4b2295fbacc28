"""The customer's display: made when a screen is there for it, and put on that screen.

Owns finding the screen, and hiding and finding it again when it is unplugged and plugged in. The
clerk's window is never covered, and never loses the keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from returns_desk.adapters.customer_display_configuration import CustomerDisplayConfiguration
    from returns_desk.adapters.profile_configuration import Configuration
    from returns_desk.application.desk import Desk
    from returns_desk.ui.clerk.presenter import ClerkPresenter
    from returns_desk.ui.clerk.view import ClerkWindow
    from returns_desk.ui.customer.presenter import CustomerPresenter, Speech
    from returns_desk.ui.customer.window import CustomerWindow
    from returns_desk.ui.kit.tasks import Tasks


class ClerkReach:
    """How far a customer's touch reaches into the clerk's window."""

    def __init__(self, window: ClerkWindow, presenter: ClerkPresenter) -> None:
        """Look at the clerk's window."""
        self._window, self._board = window, presenter.board

    def takes_wishes(self) -> bool:
        """Not while something is typed: half a PIN must not become a scan."""
        return not self._window.scan.text() and self._board.takes_wishes()

    def is_pending(self) -> bool:
        """Tell whether a command is under way."""
        return self._board.is_pending()

    def customer_asked(self, option_id: str) -> None:
        """The customer pointed at an option."""
        self._board.customer_asked(option_id)


class CustomerDisplay(QObject):
    """The customer's window on its screen; `close` ends it.

    Attributes:
        window: None until a screen was there for it.
        presenter: the same.
    """

    def __init__(
        self,
        clerk: ClerkWindow,
        configuration: CustomerDisplayConfiguration,
        made: Callable[[CustomerWindow], CustomerPresenter],
    ) -> None:
        """Watch the screens; `place` puts the window where it belongs."""
        super().__init__(clerk)
        self._clerk, self._configuration, self._made = clerk, configuration, made
        self.window: CustomerWindow | None = None
        self.presenter: CustomerPresenter | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.place)
            application.screenRemoved.connect(self._unplugged)

    def place(self) -> None:
        """Put the window on the screen that is there for it, or hide it."""
        self._place_among(QGuiApplication.screens())

    def open_window(self) -> CustomerWindow:
        """The window, made if it was not; it is not shown by this."""
        # Late: a desk with one screen starts without it.
        from returns_desk.ui.customer.window import CustomerWindow  # noqa: PLC0415 -- late, see above

        if self.window is None:
            self.window = CustomerWindow()
            self.presenter = self._made(self.window)
            self.window.follow(self.presenter)
        return self.window

    def close(self) -> None:
        """End it with the clerk's window."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.disconnect(self.place)
            application.screenRemoved.disconnect(self._unplugged)
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _unplugged(self, screen: QScreen) -> None:
        """Qt would move the window over the clerk's; so it goes before."""
        self._place_among([each for each in QGuiApplication.screens() if each is not screen])

    def _place_among(self, screens: Sequence[QScreen]) -> None:
        if self._configuration.shown == "window":
            self.open_window().show()
            return
        screen = self._screen_among(screens)
        if screen is None:
            if self.window is not None:
                self.window.hide()
            return
        has_keyboard = self.window is None or self._clerk.isActiveWindow()
        window = self.open_window()
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        if has_keyboard:
            # Not every system heeds that the customer's window wants no keyboard.
            self._clerk.activateWindow()

    def _screen_among(self, screens: Sequence[QScreen]) -> QScreen | None:
        """A screen that is not the clerk's, by its name where one is wanted."""
        if self._configuration.shown == "off":
            return None
        wanted, clerks = self._configuration.screen, self._clerk.screen()
        free = [each for each in screens if each is not clerks]
        return next((each for each in free if wanted in {"", each.name()}), None)


def customer_display(
    configuration: Configuration,
    opened: tuple[ClerkWindow, ClerkPresenter],
    desk: Desk,
    tasks: Tasks,
    speech: Speech,
) -> CustomerDisplay:
    """The display of a counter; nothing of it is made before there is a screen for it."""
    clerk, presenter = opened
    wanted = configuration.customer_display
    language = wanted.language or configuration.store.language

    def made(window: CustomerWindow) -> CustomerPresenter:
        # Late, as the window is.
        from returns_desk.ui.customer.page_contents import (  # noqa: PLC0415 -- late, see above
            DisplaySettings,
        )
        from returns_desk.ui.customer.presenter import (  # noqa: PLC0415 -- late, see above
            CustomerPresenter,
        )

        shop, is_demo = configuration.store.name, configuration.demo
        settings = DisplaySettings(shop, language, training=is_demo)
        reach = ClerkReach(clerk, presenter)
        customer = CustomerPresenter(window, reach, desk.for_customer, tasks, speech, settings)
        customer.follow(presenter.state)
        presenter.shown_to(customer.follow)
        clerk.scan.textChanged.connect(customer.pass_on)
        return customer

    return CustomerDisplay(clerk, wanted, made)
