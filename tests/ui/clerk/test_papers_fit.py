"""The page of papers in every language: nothing is cut, and nothing stays English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton

from devtools import catalogues
from journeys.harness import PINS
from returns_desk.bootstrap import screenshots
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.ui.kit import sizes
from ui.clerk.test_windows_fit import LANGUAGES, Measured, english_alone, shown
from ui.kit.test_photos import photo, written

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

SHELF = screenshots.SHELF


class Papers(Measured):
    """A walk through papers: none yet, three of them, one opened."""

    def whole(self) -> None:
        """Every step of it, at every size; the window closes at the end."""
        presenter, papers = self._presenter, self._presenter.other_ways.papers
        self._window.show()
        self._do(lambda: presenter.tile_touched("person:mara"))
        self._do(lambda: presenter.scanned(PINS["mara"]))
        self._do(lambda: presenter.scanned(SHELF))
        self._do(lambda: presenter.proof.receipt_acted(SHELF, "papers"))
        self._picture("no papers yet")
        self._do(papers.seen)
        papers.kind_chosen("bank_statement")
        self._do(lambda: papers.given(b"%PDF-1.7"))
        papers.kind_chosen("serial_plate")
        self._do(lambda: papers.given(written(photo(80, 300), b"PNG")))
        self._do(lambda: papers.given(written(photo(1400, 900), b"PNG")))
        case = presenter.state.case
        assert case is not None
        _seen, document, tall, wide = case.other_ways.papers
        self._do(lambda: papers.acted("take_back", tall.id))
        self._picture("three papers")
        self.targets()
        self._do(papers.undone)
        self._do(lambda: papers.acted("open", document.id))
        self._picture("a document")
        self._do(lambda: presenter.acted("back"))
        self._do(lambda: papers.acted("open", wide.id))
        self._picture("a photo")
        self._do(lambda: papers.acted("close", wide.id))
        self._window.close()
        self._window.deleteLater()

    def targets(self) -> None:
        """Every button is large enough for a finger, and has a name of its own."""
        buttons = list(shown(self._window.papers, QAbstractButton))
        names = [each.accessibleName() for each in buttons]
        assert len(set(names)) == len(names) > 10
        for each in buttons:
            assert min(each.width(), each.height()) >= sizes.TOUCH_LEAST, each.accessibleName()


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
        walk = Papers(opened, tmp_path)
        walk.whole()

    assert len(walk.seen) == 4
    assert walk.cut == set()
    assert walk.spoken & english_alone(language) == set()
