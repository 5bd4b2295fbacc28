"""The slip as a PDF, 80 mm wide and as long as it needs to be.

Owns the file and its page. How the slip is drawn is slip_page's. Needs a running QGuiApplication
with the program's fonts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.printing.slip_page import DOTS_PER_INCH, MM_PER_INCH, SlipPage
from returns_desk.adapters.printing.slip_parts import parts_of
from returns_desk.application.fault_sentences import fault_at

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.slips import Slip

PAPER_MM: Final = 80.0
MARGIN_MM: Final = 4.0
_DOTS_PER_MM: Final = DOTS_PER_INCH / MM_PER_INCH


def write_slip(slip: Slip, path: Path) -> None:
    """Write the slip to a PDF file; an existing one is replaced.

    Raises:
        EnvironmentFault: the file can't be written.
    """
    with file_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    margin = MARGIN_MM * _DOTS_PER_MM
    page = SlipPage(parts_of(slip), round(PAPER_MM * _DOTS_PER_MM), margin)
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(slip.barcode)
    height_mm = page.height() / _DOTS_PER_MM + 2 * MARGIN_MM
    size = QSizeF(PAPER_MM, max(height_mm, PAPER_MM))
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise fault_at(path, "slip_not_written")
    page.draw(painter, margin)
    painter.end()
