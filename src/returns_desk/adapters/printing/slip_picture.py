"""Parts of a slip as dots, for letters that the printer does not have.

Owns the step from the drawn page to black and white. Needs a running QGuiApplication; may be
called in any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QImage, QPainter

from returns_desk.adapters.printing.slip_page import FAMILIES, SlipPage
from returns_desk.adapters.resources import resource_path
from returns_desk.domain.errors import Defect, EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from returns_desk.adapters.printing.slip_parts import SlipPart

_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansArmenian-Bold.ttf",
)


@dataclass(frozen=True, slots=True)
class Dots:
    """A black and white picture: rows of `row_bytes` bytes, eight dots each, a set bit is black."""

    row_bytes: int
    rows: tuple[bytes, ...]


def picture_of(parts: Sequence[SlipPart], width_dots: int) -> Dots:
    """The parts as they are drawn on paper of that width.

    Raises:
        EnvironmentFault: no application of Qt runs.
        Defect: a font is broken.
    """
    if QGuiApplication.instance() is None:
        message = "Pictures of slips are drawn by the window; start the desk, then print."
        raise EnvironmentFault(message, code="no_window")
    prepare_fonts()
    page = SlipPage(parts, width_dots)
    image = QImage(width_dots, page.height(), QImage.Format.Format_Grayscale8)
    image.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(image)
    page.draw(painter)
    painter.end()
    return _dots(image)


def prepare_fonts() -> None:
    """Make sure that Qt has the program's fonts; the window loads them too.

    Raises:
        Defect: a font is missing or broken.
    """
    if set(FAMILIES) <= set(QFontDatabase.families()):
        return
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) < 0:
            raise Defect(f"The font {name} is broken.", code="font_broken")


def _dots(image: QImage) -> Dots:
    threshold = Qt.ImageConversionFlag.ThresholdDither
    black_and_white = image.convertToFormat(QImage.Format.Format_Mono, threshold)
    if QColor(black_and_white.color(1)) == QColor(Qt.GlobalColor.white):
        black_and_white.invertPixels()
    row_bytes = (image.width() + 7) // 8
    step, content = black_and_white.bytesPerLine(), bytes(black_and_white.constBits())
    starts = range(0, step * image.height(), step)
    unused = row_bytes * 8 - image.width()
    return Dots(row_bytes, tuple(_row(content[at : at + row_bytes], unused) for at in starts))


def _row(row: bytes, unused: int) -> bytes:
    """The row with the bits beyond its last dot cleared."""
    return row[:-1] + bytes([row[-1] >> unused << unused]) if unused else row
