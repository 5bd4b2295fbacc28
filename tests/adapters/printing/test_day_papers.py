"""The report of a day's end and a badge as they come out of the printer, and the report as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counters import Counter
from fakes import MANAGER, PlainWords
from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.slip_documents import slip_document, slip_in
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.application.badge_slips import badge_slip
from returns_desk.application.day_end.ending import Count, DayEnd
from returns_desk.application.day_end.report import Around, day_report
from support.escpos_reader import read_escpos

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.slips import Slip

pytestmark = pytest.mark.usefixtures("qapp")
RASTER = b"\x1dv0"
"""What a picture begins with: the code and the bars are drawn."""
BADGE = "RDB-4DPN2BKBWSGICFHHXHXXBWDIME"


def report() -> Slip:
    """The end of a day whose drawer had three dollars less."""
    counter = Counter()
    day_end = DayEnd(counter.services())
    day_end.open_day(MANAGER, 5_000)
    day_end.count(MANAGER, Count(4_700, "not_known"))
    event = day_end.close_day(MANAGER, "")
    around = Around("Northside Home", {MANAGER.id: MANAGER.name}, "en", PlainWords())
    return day_report(counter.journal, event, around)


@pytest.mark.parametrize("width_dots", [576, 384], ids=["80 mm", "58 mm"])
def test_the_report_has_every_line_at_any_width(width_dots: int) -> None:
    printed = slip_bytes(report(), printer_model("default", width_dots))

    said = " ".join("\n".join(read_escpos(printed).lines).split())
    for part in ("End of the day", "Expected USD 50.00", "Less than expected USD 3.00"):
        assert part in said


def test_the_report_waits_for_the_printer_and_is_kept_as_pdf(tmp_path: Path) -> None:
    made = report()

    write_slip(made, tmp_path / "report.pdf")

    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert slip_in(slip_document(made)).lines == made.lines


@pytest.mark.parametrize("width_dots", [576, 384], ids=["80 mm", "58 mm"])
def test_a_badge_is_printed_to_scan(width_dots: int) -> None:
    slip = badge_slip(BADGE, "Mara K.", "Northside Home", "en", PlainWords())

    printed = slip_bytes(slip, printer_model("default", width_dots))

    assert "Mara K." in read_escpos(printed).lines
    assert RASTER in printed
