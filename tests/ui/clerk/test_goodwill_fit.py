"""How much is given as goodwill, in every language and size: nothing is cut or stays English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devtools import catalogues
from journeys.harness import PINS
from returns_desk.bootstrap import screenshots
from returns_desk.bootstrap.looks import application_with_look
from ui.clerk.test_windows_fit import LANGUAGES, Measured, english_alone

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

GOODWILL = "goodwill/original"


class GoodwillAmount(Measured):
    """A manager is asked for goodwill, and for less of it."""

    def whole(self) -> None:
        """Every step of it, at every size; the window closes at the end."""
        presenter = self._presenter
        self._window.show()
        self._settle()
        self._do(lambda: presenter.tile_touched("person:mara"))
        self._do(lambda: presenter.scanned(PINS["mara"]))
        self._do(lambda: presenter.scanned(screenshots.PLUMS))
        self._do(lambda: presenter.board.option_chosen(GOODWILL))
        self._picture("all of it is asked for")
        self._do(lambda: presenter.board.chip_asked("goodwill_amount"))
        self._picture("an amount is typed")
        self._do(lambda: presenter.scanned("99"))
        self._picture("too much was typed")
        self._do(lambda: presenter.scanned("1"))
        self._picture("less is asked for")
        self._window.close()
        self._window.deleteLater()


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The catalogues as they stand."""
    catalogues.ensure_compiled()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_fits_and_speaks_the_language(
    language: str, tmp_path: Path, qapp: QApplication
) -> None:
    assert application_with_look("light") is qapp
    with screenshots.demo_at_noon(tmp_path / "profile", language) as opened:
        walk = GoodwillAmount(opened, tmp_path)
        walk.whole()

    assert len(walk.seen) == 4
    assert len(walk.spoken) > len(walk.seen)
    assert walk.cut == set()
    assert walk.spoken & english_alone(language) == set()
