"""The window of the first start in every language and size: nothing cut, everything reachable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from devtools import catalogues
from returns_desk.bootstrap.looks import application_with_look
from ui.clerk.test_windows_fit import cut_texts
from ui.start.starter import PIN, Starter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

SIZES = ((1280, 800), (1024, 768), (1920, 1080))
LEAST_TOUCH = 44


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The catalogues as they stand."""
    catalogues.ensure_compiled()


@pytest.mark.parametrize("language", ["en", "et", "lv", "hy"])
def test_every_page_fits_and_can_be_touched_and_read_aloud(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, language: str
) -> None:
    application_with_look("light")
    starter = Starter(qtbot, tmp_path / "shop", language)
    wrong: list[str] = []
    for page in range(3):
        if page == 1:
            starter.touch("start.more")
        for size in SIZES:
            starter.window.resize(*size)
            qapp.processEvents()
            wrong += [f"{page} {size}: {each}" for each in cut_texts(starter.window)]
            wrong += [f"{page} {size}: {each}" for each in unreachable(starter.window)]
        if page == 0:
            starter.type("name", "Corner Shop")
            starter.enter()
        elif page == 1:
            for name, text in (("name", "Anna"), ("pin", PIN), ("pin_again", PIN)):
                starter.type(f"person0.{name}", text)
            starter.enter()
    starter.close()

    assert wrong == []


def unreachable(window: QWidget) -> Iterator[str]:
    """What can be used and is too small for a finger, has no name, or shares its name."""
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    used = [each for kind in kinds for each in window.findChildren(kind) if each.isVisible()]
    names = [each.accessibleName() for each in used]
    for each in used:
        if each.height() < LEAST_TOUCH or each.width() < LEAST_TOUCH:
            yield f"{each.objectName()} is {each.width()} x {each.height()}"
        if not each.accessibleName() or names.count(each.accessibleName()) > 1:
            yield f"{each.objectName()} is called {each.accessibleName()!r}"
