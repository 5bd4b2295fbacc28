"""Ninety pictures in which every pair of screen, language, theme and size is seen at least once.

Each is measured at its widgets: nothing cut, nothing out of reach, every target large enough, every
text in a colour that is told from its ground. Six are compared with pictures that are kept.
"""

from __future__ import annotations

import os
import platform
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel

from devtools import catalogues
from returns_desk.ui.kit.tokens import THEME_NAMES, contrast
from ui import audit
from ui.looks import comparing
from ui.looks.drawing import draw
from ui.looks.pairs import LANGUAGES, Look, looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

# Twelve walks through the demo and its review; beside other work they take minutes.
pytestmark = pytest.mark.timeout(900)

ELIDED = " in its field"
"""A prompt that does not fit ends in dots; it is said whole to screen readers."""
LEAST_CONTRAST = 4.5
CI = "CI"


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The catalogues as they stand."""
    catalogues.ensure_compiled()


@pytest.mark.parametrize(("language", "colours"), [*product(LANGUAGES, THEME_NAMES)])
def test_every_look_shows_all_of_itself_and_is_as_it_was(language: str, colours: str) -> None:
    seen: list[Look] = []
    faults: set[str] = set()

    def measure(look: Look, window: QWidget, picture: QImage) -> None:
        seen.append(look)
        faults.update(f"{look}: {fault}" for fault in faults_of(look, window, picture))

    draw(language, colours, measure)

    assert set(seen) == {x for x in looks() if (x.language, x.theme) == (language, colours)}
    assert faults == set()


def faults_of(look: Look, window: QWidget, picture: QImage) -> Iterator[str]:
    """What is wrong with a picture."""
    yield from audit.small_targets(window)
    yield from audit.outside(window)
    yield from (x for x in audit.cut_texts(window) if not is_elided(look, x))
    yield from pale_texts(window, picture)
    if look in comparing.REFERENCES and comparing.is_comparable():
        share = comparing.share_off(comparing.small(picture), comparing.kept(look))
        if share > comparing.MOST_OFF:
            yield f"{share:.1%} of it is not as it was; look at it, then keep it anew"


def is_elided(look: Look, fault: str) -> bool:
    """Whether a prompt ends in dots on a window that is narrow."""
    return fault.endswith(ELIDED) and look.size.width < 1000


def pale_texts(window: QWidget, picture: QImage) -> Iterator[str]:
    """Texts that are hardly told from the ground that they are painted on."""
    scale = round(picture.devicePixelRatio())
    plain = QImage(picture)
    plain.setDevicePixelRatio(1)
    labels = [each for each in audit.shown(window, QLabel) if each.text() and is_whole(each)]
    if not labels:
        yield "no text is in sight as a whole"
    for label in labels:
        place = label.rect()
        top = label.mapTo(window, place.topLeft()) * scale
        painted = plain.copy(top.x(), top.y(), place.width() * scale, place.height() * scale)
        found = contrast_in(painted)
        if found < LEAST_CONTRAST:
            yield f"{label.text()!r} stands out by {found:.1f} only"


def is_whole(label: QLabel) -> bool:
    """Whether no part of it is scrolled away or covered."""
    return label.visibleRegion().boundingRect().size() == label.size()


def contrast_in(painted: QImage) -> float:
    """The contrast of the most frequent colour and of what differs from it most."""
    pixels = list(
        memoryview(painted.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    )
    ground = max(set(pixels), key=pixels.count)
    name = QColor.fromRgb(ground).name()
    return max(contrast(QColor.fromRgb(each).name(), name) for each in set(pixels))


def test_what_moved_or_changed_colour_is_noticed() -> None:
    look = comparing.REFERENCES[0]
    kept = comparing.kept(look)
    moved = QImage(kept.size(), kept.format())
    moved.fill(QColor("white"))
    painter = QPainter(moved)
    painter.drawImage(0, 4, kept)
    painter.end()

    assert comparing.share_off(kept, kept) == 0
    assert comparing.share_off(kept, moved) > comparing.MOST_OFF
    assert comparing.share_off(kept, kept.scaledToWidth(100)) == 1


def test_a_pale_text_is_noticed() -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.fillRect(5, 5, 10, 5, QColor("#AAAAAA"))
    painter.end()

    assert contrast_in(picture) < LEAST_CONTRAST


def test_where_pictures_are_made_by_the_same_kind_of_machine_they_are_compared(
    record_property: Callable[[str, object], None],
) -> None:
    """Elsewhere a picture is measured only; the report of the run then says so."""
    is_compared = comparing.is_comparable()
    record_property("pictures", "measured and compared" if is_compared else "measured only")

    assert len(comparing.REFERENCES) == len(set(comparing.REFERENCES)) == len(comparing.COMPARED)
    assert all(not comparing.kept(look).isNull() for look in comparing.REFERENCES)
    if CI in os.environ and platform.system() == "Linux":
        assert is_compared, "draw the kept pictures anew on this kind of machine"
