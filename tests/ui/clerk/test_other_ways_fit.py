"""Exchanges, typed prices and parcels in every language: nothing is cut, nothing stays English."""

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

EXCHANGE = "exchange/none"
SHELF = screenshots.SHELF


class OtherWays(Measured):
    """A walk through the other ways than money back."""

    def whole(self) -> None:
        """Every step of it, at every size; the window closes at the end."""
        presenter = self._presenter
        self._window.show()
        self._settle()
        self._do(lambda: presenter.tile_touched("person:mara"))
        self._do(lambda: presenter.scanned(PINS["mara"]))
        self._exchange()
        self._do(presenter.confirmed)
        self._parcel()
        self._window.close()
        self._window.deleteLater()

    def _exchange(self) -> None:
        presenter = self._presenter
        self._do(lambda: presenter.scanned(SHELF))
        self._do(lambda: presenter.proof.receipt_acted(SHELF, "parcel"))
        self._do(lambda: presenter.proof.receipt_acted(SHELF, "parcel"))
        self._do(lambda: presenter.board.option_chosen(EXCHANGE))
        self._picture("no new goods yet")
        self._do(lambda: presenter.scanned("Vase"))
        self._picture("a price is typed")
        self._do(lambda: presenter.scanned("1135"))
        self._do(lambda: presenter.scanned("Vase"))
        self._picture("the customer pays")
        self._do(presenter.confirmed)
        self._picture("at the till")
        self._do(lambda: presenter.scanned("3141-02-20261121-0911"))
        self._picture("the slip of an exchange")

    def _parcel(self) -> None:
        presenter = self._presenter
        self._do(lambda: presenter.scanned(screenshots.PLUMS))
        self._do(lambda: presenter.proof.receipt_acted(screenshots.PLUMS, "parcel"))
        self._do(lambda: presenter.proof.receipt_acted(screenshots.PLUMS, "posted_on"))
        self._picture("the day of posting")
        self._do(lambda: presenter.scanned("2026-11-21"))
        line = f"{screenshots.PLUMS}#1"
        self._do(lambda: presenter.board.reason_chosen(line, "price_adjustment"))
        self._picture("a parcel, and a price that fell")


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
        walk = OtherWays(opened, tmp_path)
        walk.whole()

    assert len(walk.seen) == 7
    assert len(walk.spoken) > len(walk.seen)
    assert walk.cut == set()
    assert walk.spoken & english_alone(language) == set()
