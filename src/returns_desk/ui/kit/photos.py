"""Photos made anew: upright, no larger than a person needs to read them, and nothing else in them.

Owns size and quality. What the camera wrote into a photo (where it was taken, with what, when) does
not come along, since only its points do. Any thread may call this; no window is needed.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

LONGEST_SIDE: Final = 2400
"""In points: an A4 sheet is still read easily."""
_QUALITY: Final = 85


def clean_photo(content: bytes) -> bytes | None:
    """The photo anew, as JPEG; None where it can't be opened."""
    photo = read_photo(content, LONGEST_SIDE)
    return None if photo is None else _written(photo, b"JPEG", _QUALITY)


def read_photo(content: bytes, longest: int) -> QImage | None:
    """The photo upright and at most that long, points alone; None where it can't be opened."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        # Scaled while it is read, so that the photo of a large camera needs little memory.
        reader.setScaledSize(_fitting(size, longest))
    found = reader.read()
    return None if found.isNull() else _points_of(found)


def png_of(image: QImage) -> bytes:
    """What was pasted, as a file that can be taken in."""
    return _written(image, b"PNG", -1)


def _fitting(size: QSize, longest: int) -> QSize:
    fitting = size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio)
    return fitting.expandedTo(QSize(1, 1))


def _points_of(image: QImage) -> QImage:
    """A fresh picture: texts and profiles of the old one are not in it; what is clear is white."""
    fresh = QImage(image.size(), QImage.Format.Format_RGB32)
    fresh.fill(Qt.GlobalColor.white)
    painter = QPainter(fresh)
    painter.drawImage(0, 0, image)
    painter.end()
    return fresh


def _written(image: QImage, file_format: bytes, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(file_format))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())
