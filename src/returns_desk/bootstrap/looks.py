"""Makes the application with its fonts and theme, and shows that the program is coming.

Owns what can be on screen before anything of the desk is read. Must load nothing but Qt and the
kit's look: whoever starts the program sees this while the rest comes.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from returns_desk.adapters.resources import resources_root
from returns_desk.domain.errors import OperatorMistake
from returns_desk.ui.kit import theme
from returns_desk.ui.kit.opening_sign import OpeningSign

if TYPE_CHECKING:
    from collections.abc import Iterator

_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@contextmanager
def opening(look: str = "") -> Iterator[QApplication]:
    """The application, with a sign that goes once a window stands there, or with the block.

    Raises:
        OperatorMistake: there is no display.
    """
    check_display()
    application = application_with_look(look)
    sign = OpeningSign()
    sign.show_now()
    try:
        yield application
    finally:
        sign.close()


def application_with_look(look: str = "") -> QApplication:
    """The running application, made where there is none, with fonts and theme.

    `look` is "light", "dark" or "high_contrast"; as the platform wants where empty.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("returns-desk")
    application.setApplicationDisplayName("Returns Desk")
    theme.prepare(application, resources_root(), look or _platform_look(application))
    return application


def check_display() -> None:
    """Qt would end the process without a word that helps.

    Raises:
        OperatorMistake: there is no display, and none was chosen.
    """
    is_chosen = any(os.environ.get(name) for name in _DISPLAYS)
    if sys.platform.startswith("linux") and not is_chosen:
        message = (
            "There is no display here. Start it where there is one, or write pictures of every "
            "step with --screenshots FOLDER."
        )
        raise OperatorMistake(message, code="no_display")


def _platform_look(application: QApplication) -> str:
    """Dark where the platform is dark; high contrast where somebody asked the platform for it."""
    hints = application.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        wish = accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast:
            return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
