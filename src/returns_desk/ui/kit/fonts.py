"""Owns loading the bundled fonts; must not rely on any font of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFontDatabase

from returns_desk.domain.errors import Defect

if TYPE_CHECKING:
    from pathlib import Path

FAMILIES: Final = ("Noto Sans", "Noto Sans Armenian")
_FILES: Final = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansArmenian-Bold.ttf",
)


def load_fonts(resources: Path) -> tuple[str, ...]:
    """Register the bundled fonts with Qt and return the family list for fonts and QSS.

    Raises:
        Defect: a font file is missing or broken.
    """
    for name in _FILES:
        path = resources / "fonts" / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise Defect(f"The font {name} is missing or broken in the program's resources.")
    return FAMILIES
