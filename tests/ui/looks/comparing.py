"""Compares a picture with the one kept of it: small, with tolerance, and only where it can match.

Owns which pictures are kept, and on which kind of machine they were drawn. The letters are drawn
by the machine's own library, so that elsewhere a comparison would judge the machine.
"""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QImage

from ui.looks.pairs import Look, looks

FOLDER: Final = Path(__file__).parent / "references"
DRAWN_ON: Final = FOLDER / "drawn_on.json"
WIDTH: Final = 320
"""Of a kept picture, in pixels."""
NOTICEABLE: Final = 24
"""How far a channel of 0 to 255 may be off before anybody sees it."""
MOST_OFF: Final = 0.01
"""The share of pixels that may be off: a letter more or less, no button."""
COMPARED: Final = ("board", "manager-asked", "cash", "slip", "no-receipt", "customer")
REFERENCES: Final = tuple(
    next(look for look in looks() if look.screen == screen and look.size.scale == 1 + (at == 1))
    for at, screen in enumerate(COMPARED)
)
"""One picture of each kind of page; one of them at 200 %."""


def this_machine() -> dict[str, str]:
    """What the drawing of letters hangs on."""
    version = ".".join(qVersion().split(".")[:2])
    kind = QGuiApplication.platformName()
    return {"system": platform.system(), "machine": platform.machine(), "qt": version, "on": kind}


def is_comparable() -> bool:
    """Whether pictures of this machine can be held against those that are kept."""
    return bool(json.loads(DRAWN_ON.read_text(encoding="utf-8")) == this_machine())


def small(picture: QImage) -> QImage:
    """The picture as it is kept."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    plain.setDevicePixelRatio(1)
    return plain.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)


def share_off(one: QImage, other: QImage) -> float:
    """The share of pixels that are off by more than anybody overlooks; 1.0 for other sizes."""
    if one.size() != other.size():
        return 1.0
    pairs = list(zip(_pixels(one), _pixels(other), strict=True))
    off = sum(max(abs(a - b) for a, b in zip(*pair, strict=True)) > NOTICEABLE for pair in pairs)
    return off / len(pairs)


def kept(look: Look) -> QImage:
    """The kept picture of a look."""
    image = QImage(str(FOLDER / f"{look}.png"))
    return image.convertToFormat(QImage.Format.Format_RGB888)


def keep_reference(look: Look, picture: QImage) -> None:
    """Keep a picture, and on which kind of machine it was drawn."""
    small(picture).save(str(FOLDER / f"{look}.png"))
    DRAWN_ON.write_text(json.dumps(this_machine(), indent=1) + "\n", encoding="utf-8")


def _pixels(image: QImage) -> list[bytes]:
    packed = image.convertToFormat(QImage.Format.Format_RGBX8888)
    data = bytes(memoryview(packed.constBits()))
    return [data[at : at + 3] for at in range(0, len(data), 4)]
