"""The walk through the demo in every language: nothing is cut, and nothing stays English."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea

from devtools import catalogues
from devtools.sentences import sentences
from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.translations import Translator, fields_of, languages
from returns_desk.bootstrap import screenshots, surroundings
from returns_desk.bootstrap.looks import application_with_look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication, QWidget

    from returns_desk.bootstrap.desk import OpenedDesk

LANGUAGES = ("et", "hy", "lv")
STEPS = 33
MUGS = "3141-07-20261112-0031"
MUG = "2000310041357"
T = TypeVar("T", bound="QWidget")
PLACEHOLDER_MARGIN = 8
"""Pixels that a line edit keeps free around its text."""


class ListeningTranslator(Translator):
    """Translates, and remembers what it was asked for."""

    asked: set[str] = set()  # noqa: RUF012 -- one ear for every translator of a walk

    def text(self, msgid: str, **fields: object) -> str:
        """Translate a sentence and remember it."""
        self.asked.add(msgid)
        return super().text(msgid, **fields)


class Measured(screenshots.Walk):
    """The walk that takes the pictures, with a payout more and a measure in the camera's place.

    Attributes:
        seen: names of the steps.
        cut: step with width, and text of what does not fit into its place.
        spoken: every text that was on screen.
    """

    def __init__(self, opened: OpenedDesk, folder: Path) -> None:
        super().__init__(opened, folder, "light")
        self.seen: list[str] = []
        self.cut: set[tuple[str, str]] = set()
        self.spoken: set[str] = set()

    def _lamp(self) -> None:
        """Pay the lamp in three parts besides, the last of which does not work at first."""
        self._do(lambda: self._presenter.scanned(MUG))
        self._picture("goods-looked-for")
        self._do(lambda: self._presenter.acted("back"))
        self._picture("goods-without-receipt")
        self._presenter.acted("leave")
        self._do(lambda: self._presenter.choice_made("nothing_suited"))
        super()._lamp()
        self._do(lambda: self._presenter.board.condition_answered(yes=True))
        self._do(lambda: self._presenter.board.option_chosen("refund/original"))
        self._picture("question-first")
        for _ in range(3):
            self._do(lambda: self._presenter.board.condition_answered(yes=True))
        self._do(self._presenter.confirmed)
        self._picture("three-parts")
        self._do(lambda: self._presenter.scanned("004512"))
        self._picture("cash")
        self._do(self._presenter.confirmed)
        self._presenter.leg_failed("3")
        self._picture("why-not")
        self._do(lambda: self._presenter.choice_made("drawer_short"))
        self._picture("failed")
        self._do(lambda: self._presenter.scanned("123456"))
        self._picture("long-slip")
        self._do(self._presenter.confirmed)
        self._do(lambda: self._presenter.scanned(MUGS))

    def _picture(self, name: str, size: tuple[int, int] = screenshots.NORMAL) -> None:
        self.seen.append(name)
        for each in dict.fromkeys((size, screenshots.SMALL, screenshots.NORMAL)):
            self._window.resize(*each)
            self._settle()
            self.cut |= {(f"{name} {each[0]}", text) for text in cut_texts(self._window)}
            if self._window.size().toTuple() != each:
                self.cut.add((name, f"the window is {self._window.size().toTuple()}"))
        self.spoken |= {label.text() for label in shown(self._window, QLabel)}
        self.spoken |= {button.text() for button in shown(self._window, QAbstractButton)}


def cut_texts(window: QWidget) -> Iterator[str]:
    """What is shown and does not fit: texts, buttons, prompts, columns."""
    for label in shown(window, QLabel):
        if label.text() and is_cut(label):
            yield label.text()
    for button in shown(window, QAbstractButton):
        if button.text() and button.width() < button.sizeHint().width():
            yield button.text()
    for field in shown(window, QLineEdit):
        margins = field.textMargins()
        room = field.width() - margins.left() - margins.right() - PLACEHOLDER_MARGIN
        if field.fontMetrics().horizontalAdvance(field.placeholderText()) > room:
            yield field.placeholderText()
    for column in shown(window, QScrollArea):
        if column.horizontalScrollBar().maximum() > 0:
            yield f"{column.objectName()} scrolls sideways"


def shown(window: QWidget, kind: type[T]) -> list[T]:
    """The visible widgets of a kind."""
    found: list[QObject] = window.findChildren(kind)
    return [each for each in found if isinstance(each, kind) and each.isVisible()]


def is_cut(label: QLabel) -> bool:
    """Whether a text is taller or wider than its place."""
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The catalogues as they stand."""
    catalogues.ensure_compiled()


def test_the_windows_speak_four_languages() -> None:
    assert languages(resources_root()) == ("en", *LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_fits_and_speaks_the_language(
    language: str, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert application_with_look("light") is qapp
    monkeypatch.setattr(ListeningTranslator, "asked", set())
    monkeypatch.setattr(surroundings, "Translator", ListeningTranslator)

    walk = walked(language, tmp_path)

    assert len(walk.seen) == STEPS
    assert walk.cut == set()
    assert walk.spoken & english_alone(language) == set()
    known = {each.english for each in sentences()} | {""}
    assert ListeningTranslator.asked
    assert ListeningTranslator.asked - known == set()


def english_alone(language: str) -> set[str]:
    """The English sentences that sound otherwise in a language; texts of packs are theirs."""
    words = Translator(resources_root(), language)
    whole = {each.english for each in sentences() if not fields_of(each.english)}
    packs = (resources_root() / "policies").rglob("*.toml")
    told = "".join(each.read_text(encoding="utf-8") for each in packs)
    return {each for each in whole if words.text(each) != each and f'"{each}"' not in told}


def walked(language: str, folder: Path) -> Measured:
    """The walk in a language, measured at its end."""
    with screenshots.demo_at_noon(folder / "profile", language) as opened:
        assert opened.presenter is not None
        walk = Measured(opened, folder)
        walk.whole()
    return walk
