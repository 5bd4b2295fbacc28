"""Every page of the clerk's window as a screen reader, a finger and a large type need it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from devtools import catalogues
from returns_desk.bootstrap import screenshots
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.ui.kit.announcing import VOICE
from ui import audit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from returns_desk.bootstrap.desk import OpenedDesk

# Every page is laid out anew at up to six sizes; beside other work that takes minutes.
pytestmark = pytest.mark.timeout(900)

NARROW = (800, 1280)
TWICE_AS_LARGE = ((960, 540), (640, 400))
"""1920 x 1080 and 1280 x 800 at 200 %, in logical pixels."""
SIZES = (
    screenshots.SMALL,
    screenshots.NORMAL,
    NARROW,
    *TWICE_AS_LARGE,
)
LARGE_TOO = {"waiting", "without-receipt", "key-in", "three-parts", "slip", "keys"}
"""Pages beside the board that are laid out at 1920 x 1080 too; each costs a change of type."""
OTHERS = ("et", "hy", "lv")
LEAST_STEPS = 28
MUGS = "3141-07-20261112-0031"
ELIDED = re.compile(r" in its field$")
"""A prompt that does not fit ends in dots; it is said whole to screen readers."""
TOO_WIDE_YET = {"without-receipt 640x400"}
"""The ladder of proof keeps its columns side by side."""
LANGUAGE_CHIP = "slip_language."
"""Each language is named in itself."""
OWN_NAMES = re.compile(r"[A-Z][a-z]* ?[A-Z]?\.?")
"""People, languages by their code."""


class Audited(screenshots.Walk):
    """The walk that takes the pictures, with an audit in the camera's place.

    Attributes:
        seen: names of the steps.
        faults: what is wrong, by measure.
        names: what each element is called, by step and object name.
        heard: what was said to screen readers on the way.
    """

    def __init__(
        self, opened: OpenedDesk, folder: Path, sizes: tuple[tuple[int, int], ...]
    ) -> None:
        super().__init__(opened, folder, "light")
        self._sizes = sizes
        self.seen: list[str] = []
        self.faults: dict[str, set[str]] = {"names": set(), "roles": set(), "focus": set()}
        self.faults |= {"targets": set(), "outside": set(), "cut": set(), "size": set()}
        self.names: dict[tuple[str, str], str] = {}
        self.heard: list[str] = []
        VOICE.said.connect(self.heard.append)

    def _lamp(self) -> None:
        """Pay the lamp in three parts besides, the last of which does not work at first."""
        super()._lamp()
        self._do(lambda: self._presenter.board.condition_answered(yes=True))
        self._do(lambda: self._presenter.board.option_chosen("refund/original"))
        for _ in range(3):
            self._do(lambda: self._presenter.board.condition_answered(yes=True))
        self._do(self._presenter.confirmed)
        self._picture("three-parts")
        self._do(lambda: self._presenter.scanned("004512"))
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
        window = self._window
        self._note("names", name, audit.name_faults(window))
        self._note("roles", name, audit.role_faults(window))
        self._note("focus", name, audit.focus_faults(window))
        for each in audit.interactive(window):
            self.names[name, each.objectName()] = audit.spoken(each)
        large = [screenshots.LARGE] if self._sizes and name in LARGE_TOO else []
        for width, height in dict.fromkeys((size, *self._sizes, *large)):
            window.resize(width, height)
            self._settle()
            self._measure(f"{name} {width}x{height}", (width, height))
        window.resize(*screenshots.NORMAL)
        self._settle()

    def _measure(self, name: str, size: tuple[int, int]) -> None:
        if self._window.size().toTuple() != size:
            self.faults["size"].add(f"{name}: {self._window.size().toTuple()}")
        self._note("targets", name, audit.small_targets(self._window))
        self._note("outside", name, audit.outside(self._window))
        cut = audit.cut_texts(self._window)
        may_elide = size in {NARROW, *TWICE_AS_LARGE}
        if name not in TOO_WIDE_YET:
            self._note("cut", name, (x for x in cut if not (may_elide and ELIDED.search(x))))

    def _note(self, kind: str, name: str, faults: Iterable[str]) -> None:
        self.faults[kind] |= {f"{name}: {fault}" for fault in faults}


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The catalogues as they stand."""
    catalogues.ensure_compiled()


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Audited:
    """The English walk at every size."""
    return walked("en", tmp_path_factory.mktemp("en"), qapp, SIZES)


def test_every_element_has_a_name_of_its_own(english: Audited) -> None:
    assert len(english.seen) >= LEAST_STEPS
    assert len(english.names) > 10 * LEAST_STEPS
    assert english.faults["names"] == set()


def test_every_element_has_the_role_that_it_plays(english: Audited) -> None:
    assert english.faults["roles"] == set()


def test_every_element_can_be_reached_by_tab(english: Audited) -> None:
    assert english.faults["focus"] == set()


def test_every_target_is_large_enough_at_every_size(english: Audited) -> None:
    assert english.faults["targets"] == set()


def test_every_size_is_laid_out_with_nothing_cut_or_out_of_reach(english: Audited) -> None:
    assert english.faults["size"] == set()
    assert english.faults["outside"] == set()
    assert english.faults["cut"] == set()


@pytest.mark.parametrize("language", OTHERS)
def test_names_are_translated_and_texts_fit_on_narrow_and_enlarged_windows(
    language: str, english: Audited, tmp_path: Path, qapp: QApplication
) -> None:
    walk = walked(language, tmp_path, qapp, (NARROW, TWICE_AS_LARGE[1]))

    assert {kind: faults for kind, faults in walk.faults.items() if faults} == {}
    assert walk.names.keys() == english.names.keys()
    same = {name for key, name in walk.names.items() if name == english.names[key]}
    same -= {name for (_, each), name in walk.names.items() if each.startswith(LANGUAGE_CHIP)}
    assert {name for name in same if not is_nobodys_language(name)} == set()


def is_nobodys_language(name: str) -> bool:
    """Whether a name has nothing to translate: numbers, codes, people."""
    return not any(each.isalpha() for each in name) or bool(OWN_NAMES.fullmatch(name))


def test_what_happens_is_said_on_the_way(english: Audited) -> None:
    said = english.heard

    assert any(text.startswith("You can do this now") for text in said), said
    assert any("Chosen" in text for text in said), said
    assert any("9999" in text for text in said), said
    assert any(text.startswith("1. ") for text in said), said


def walked(
    language: str, folder: Path, application: QApplication, sizes: tuple[tuple[int, int], ...]
) -> Audited:
    """The walk in a language, looked over at these sizes."""
    assert application_with_look("light") is application
    with screenshots.demo_at_noon(folder / "profile", language) as opened:
        walk = Audited(opened, folder, sizes)
        walk.whole()
        VOICE.said.disconnect(walk.heard.append)
    return walk
