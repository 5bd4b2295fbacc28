"""Photos are made anew: upright, readable, and without what the camera wrote into them."""

from __future__ import annotations

import struct

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter

from returns_desk.application.evidence.files import JPEG, media_of
from returns_desk.ui.kit.photos import LONGEST_SIDE, clean_photo, png_of, read_photo


def photo(width: int, height: int, colour: str = "#c02020") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def written(image: QImage, file_format: bytes) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(file_format)).write(image)
    return bytes(buffer.data().data())


def with_camera(jpeg: bytes, orientation: int) -> bytes:
    """The photo as a camera writes it: how it was held, and its maker's name."""
    maker = b"Camera of Nobody\0"
    entries = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack(">HHII", 0x010F, 2, len(maker), 38)
    tiff = b"MM\0*\0\0\0\x08\0\x02" + entries + b"\0\0\0\0" + maker
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def size_of(content: bytes | None) -> QSize:
    assert content is not None
    return QImage.fromData(content).size()


def test_what_the_camera_wrote_is_gone_and_the_photo_is_upright() -> None:
    taken = with_camera(written(photo(60, 40), b"JPEG"), 6)
    assert b"Camera of Nobody" in taken

    clean = clean_photo(taken)

    assert clean is not None
    assert media_of(clean) == JPEG
    assert b"Camera of Nobody" not in clean
    assert b"Exif" not in clean
    assert size_of(clean) == QSize(40, 60)


def test_texts_in_a_picture_do_not_come_along() -> None:
    image = photo(20, 20)
    image.setText("Description", "where I live")
    clean = clean_photo(written(image, b"PNG"))
    assert clean is not None
    assert b"where I live" not in clean


def test_a_large_photo_is_scaled_down_and_a_small_one_stays() -> None:
    assert size_of(clean_photo(png_of(photo(4800, 3000)))) == QSize(LONGEST_SIDE, 1500)
    assert size_of(clean_photo(png_of(photo(9000, 2)))) == QSize(LONGEST_SIDE, 1)
    assert size_of(clean_photo(png_of(photo(300, 200)))) == QSize(300, 200)


def test_what_is_clear_becomes_white() -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    found = read_photo(png_of(image), 10)
    assert found is not None
    assert found.pixelColor(1, 1) == QColor("white")


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize("keep", [0, 10, 200])
def test_what_is_damaged_is_no_photo(keep: int) -> None:
    assert clean_photo(b"\x89PNG\r\n\x1a\n" + bytes(keep)) is None
    assert clean_photo(b"\xff\xd8\xff" + bytes(keep)) is None
