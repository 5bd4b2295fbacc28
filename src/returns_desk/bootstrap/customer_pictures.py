"""Pictures of the customer's display through one return: for the README and for looking at.

Owns the walk; the clerk's side goes through the window's own signals, the customer's through a
touch. Both windows belong to the demo shop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.bootstrap.screenshots import SHELF, Walk
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.ui.customer.window import DEFAULT_SIZE

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.bootstrap.desk import OpenedDesk

OTHER_CARD: Final = "refund/other_card"


class CustomerWalk(Walk):
    """What a customer sees from the rest to the thanks, in their own language."""

    def __init__(self, opened: OpenedDesk, folder: Path, kind: str, language: str) -> None:
        super().__init__(opened, folder, kind)
        self._customer = opened.customer.open_window()
        self._display = opened.customer.presenter
        self._language = language

    def whole(self) -> None:
        """Every step; both windows close at the end."""
        self._customer.show()
        self._speak()
        self._picture("rest")
        self._do(lambda: self._presenter.tile_touched("person:mara"))
        self._do(lambda: self._presenter.scanned(self._pins["mara"]))
        self._do(lambda: self._presenter.scanned(SHELF))
        self._speak()
        self._picture("options")
        if self._display is not None:
            self._display.option_touched(OTHER_CARD)
        self._do(self._settle)
        self._picture("asked")
        self._do(lambda: self._presenter.scanned(self._pins["lind"]))
        self._do(self._presenter.confirmed)
        self._picture("paying")
        self._do(lambda: self._presenter.scanned("004512"))
        self._picture("thanks")
        self._customer.close()
        self._window.deleteLater()

    def _speak(self) -> None:
        if self._display is not None:
            self._display.language_touched(self._language)

    def _picture(self, name: str, size: tuple[int, int] = DEFAULT_SIZE) -> None:
        self._customer.resize(*size)
        self._settle()
        path = self._folder / f"customer-{name}-{self._kind}.png"
        if not self._customer.grab().save(str(path)):
            message = f"{path}: this picture can't be written; choose another folder."
            raise EnvironmentFault(message, code="folder_unwritable")
