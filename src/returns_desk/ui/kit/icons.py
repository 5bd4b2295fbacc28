"""Owns the drawing of icons: one SVG set, coloured when drawn, kept once drawn.

Must not carry meaning: the word beside an icon says it too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel

from returns_desk.domain.errors import Defect
from returns_desk.ui.kit import sizes, theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


def icon(name: str, colour: str | QColor = "ink", size: int = sizes.ICON) -> QIcon:
    """Return an icon in a token's colour (or a given one), `size` logical pixels wide.

    Raises:
        Defect: the set has no icon of this name.
    """
    return QIcon(pixmap(name, colour, size))


def pixmap(
    name: str, colour: str | QColor = "ink", size: int = sizes.ICON, ratio: float = 1.0
) -> QPixmap:
    """Return an icon as a pixmap; `ratio` is the device pixel ratio of the screen.

    Raises:
        Defect: the set has no icon of this name.
    """
    shade = theme.colour(colour) if isinstance(colour, str) else colour
    return _drawn(theme.resources_folder(), name, shade.name(), size, ratio)


def draw(painter: QPainter, name: str, where: QRectF, colour: str | QColor) -> None:
    """Draw an icon sharply into a rectangle."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(where.topLeft(), pixmap(name, colour, round(where.width()), ratio))


@lru_cache(maxsize=512)
def _drawn(resources: Path, name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(
        QByteArray(_svg(resources, name).replace("currentColor", colour).encode())
    )
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


@lru_cache(maxsize=128)
def _svg(resources: Path, name: str) -> str:
    folder = resources / "icons"
    path = folder / f"{name}.svg"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in folder.glob("*.svg")))
        raise Defect(f"There is no icon {name!r}. Known: {known}.")
    return path.read_text(encoding="utf-8")


class IconLabel(QLabel):
    """A small picture beside a text; silent for screen readers, since the text says it."""

    def __init__(
        self,
        name: str,
        tone: str = "ink",
        size: int = sizes.ICON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: str = "ink") -> None:
        """Draw another icon or another tone."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the icon in the theme in force."""
        if not self._name:
            return
        painter = QPainter(self)
        draw(painter, self._name, QRectF(0, 0, self._size, self._size), self._tone)
        painter.end()
