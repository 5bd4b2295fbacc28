"""Draws the looks: a walk through the demo in each language and theme, a picture where one is due.

Owns the walk and the camera. What a picture must be is the tests'.
Run as `python -m ui.looks.drawing FOLDER` it writes every picture there, to be looked at; with
`--references` it writes those that later ones are compared with.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from returns_desk.bootstrap import screenshots
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.manager_pictures import ManagerWalk
from returns_desk.domain.errors import Defect
from returns_desk.ui.kit import theme
from returns_desk.ui.kit.tokens import THEME_NAMES
from ui.looks.comparing import REFERENCES, keep_reference
from ui.looks.pairs import LANGUAGES, SCREENS, Look, looks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from returns_desk.bootstrap.desk import OpenedDesk
    from returns_desk.ui.manager.window import ManagerWindow

    Camera = Callable[[Look, QWidget, QImage], None]

EXCHANGE: Final = "even_exchange/none"
ORIGINAL: Final = "refund/original"


class LookWalk(screenshots.Walk):
    """A walk through the desk's screens in one language, drawn in the looks that are due."""

    def __init__(self, opened: OpenedDesk, due: Sequence[Look], camera: Camera) -> None:
        super().__init__(opened, Path(), "")
        self._due, self._camera = due, camera
        self._customer = opened.customer.open_window()
        self._display = opened.customer.presenter

    def whole(self) -> None:
        """Every screen; both windows close at the end."""
        self._window.show()
        self._customer.show()
        self._settle()
        self._draw("sign-in")
        self._do(lambda: self._presenter.tile_touched("person:mara"))
        self._do(lambda: self._presenter.scanned(self._pins["mara"]))
        self._draw("waiting")
        self._money_back()
        self._goods_for_goods()
        self._no_receipt()
        self._customer.close()
        self._window.close()
        self._window.deleteLater()

    def _money_back(self) -> None:
        presenter = self._presenter
        self._do(lambda: presenter.scanned(screenshots.SHELF))
        if self._display is not None:
            self._display.language_touched(self._due[0].language)
        self._settle()
        self._draw("board")
        self._draw("customer", self._customer)
        self._do(lambda: presenter.board.chip_asked("refund/other_card"))
        self._draw("manager-asked")
        self._do(lambda: presenter.acted("park"))
        self._do(lambda: presenter.scanned(screenshots.LAMP))
        self._do(lambda: presenter.board.option_chosen(ORIGINAL))
        for _ in range(4):
            self._do(lambda: presenter.board.condition_answered(yes=True))
        self._do(presenter.confirmed)
        self._do(lambda: presenter.scanned("004512"))
        self._draw("cash")
        self._do(presenter.confirmed)
        self._do(lambda: presenter.scanned("123456"))
        self._draw("slip")
        self._do(lambda: presenter.acted("undo"))
        self._draw("taking-back")
        self._do(lambda: presenter.acted("back"))
        self._do(presenter.confirmed)

    def _goods_for_goods(self) -> None:
        presenter = self._presenter
        self._do(lambda: presenter.scanned(screenshots.PLUMS))
        self._do(lambda: presenter.board.option_chosen(EXCHANGE))
        self._draw("exchange-chosen")
        self._do(lambda: presenter.acted("park"))
        presenter.acted("parked")
        self._settle()
        self._draw("parked")
        presenter.acted("parked")

    def _no_receipt(self) -> None:
        self._do(lambda: self._presenter.acted("no_receipt"))
        self._draw("no-receipt")
        self._presenter.acted("keys")
        self._settle()
        self._draw("keys")

    def _draw(self, screen: str, window: QWidget | None = None) -> None:
        shown = window or self._window
        for look in self._due:
            if look.screen == screen:
                shown.resize(look.size.width, look.size.height)
                self._settle()
                self._camera(look, shown, picture_of(shown, look.size.scale))
                shown.resize(*screenshots.NORMAL)


class ReviewLookWalk(ManagerWalk):
    """A walk through every page of the manager's window, drawn in the looks that are due."""

    def __init__(self, opened: OpenedDesk, due: Sequence[Look], camera: Camera) -> None:
        super().__init__(opened, Path(), "", due[0].language)
        self._due, self._camera = due, camera

    def _save(self, review: ManagerWindow, name: str) -> None:
        screen = f"review-{name}"
        if screen not in SCREENS:
            raise Defect(f"The page {name} is in no look.")
        for look in self._due:
            if look.screen == screen:
                review.resize(look.size.width, look.size.height)
                self._settle()
                self._camera(look, review, picture_of(review, look.size.scale))


def picture_of(window: QWidget, scale: int) -> QImage:
    """What the window looks like on a screen with so many pixels for each logical one."""
    image = QImage(window.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    window.render(image)
    return image


def draw(language: str, colours: str, camera: Camera) -> None:
    """Draw every look of a language in a theme.

    A theme for each walk: to change it under a whole window takes longer than to open another.
    """
    application = application_with_look("light")
    theme.apply_theme(application, colours, 0)
    due = [look for look in looks() if (look.language, look.theme) == (language, colours)]
    for walk in (LookWalk, ReviewLookWalk):
        with (
            tempfile.TemporaryDirectory(prefix="returns-desk-") as place,
            screenshots.demo_at_noon(Path(place) / "profile", language) as opened,
        ):
            walk(opened, due, camera).whole()
    # Windows that are not gone yet would be painted anew with every theme that follows.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply_theme(application, "light", 0)


def main(folder: Path, *, references: bool) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)

    def keep(look: Look, _: QWidget, picture: QImage) -> None:
        picture.save(str(folder / f"{look}.png"))
        if references and look in REFERENCES:
            keep_reference(look, picture)

    for language, colours in product(LANGUAGES, THEME_NAMES):
        draw(language, colours, keep)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), references="--references" in sys.argv[2:])
