"""Compares pictures of windows, pixel by pixel.

Owns reading them. Knows no window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pathlib import Path


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height in pixels; 0, 0 where it is no picture."""
    image = QImage(str(picture))
    return image.width(), image.height()


def colours_of(picture: Path) -> int:
    """How many different colours it has; one where nothing was painted."""
    return len(set(_pixels(picture)))


def share_of_different_pixels(one: Path, other: Path) -> float:
    """From 0.0, the same everywhere, to 1.0; pictures of two sizes differ everywhere."""
    if size_of(one) != size_of(other):
        return 1.0
    pixels = _pixels(one)
    different = sum(a != b for a, b in zip(pixels, _pixels(other), strict=True))
    return different / len(pixels)


def _pixels(picture: Path) -> list[int]:
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    return list(memoryview(image.constBits()).cast("I"))
