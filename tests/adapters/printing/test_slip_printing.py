"""The slip on paper: its barcode is Code 128, its PDF says what the slip says."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.printing.barcode_bars import barcode_svg, bars_of, width_of
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.application.slips import Slip, SlipLine, SlipRole
from returns_desk.domain.errors import Defect, EnvironmentFault

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

SLIP = Slip(
    case_number=198,
    anchor="c228ba45",
    barcode="RD/198/0042",
    language="en",
    lines=(
        SlipLine(SlipRole.SHOP, "Northside Home"),
        SlipLine(SlipRole.FACT, "Return", "198"),
        SlipLine(SlipRole.HEADING, "What you receive"),
        SlipLine(SlipRole.LEG, "To your other card", "$21.36"),
        SlipLine(SlipRole.NOTE, "This slip is not a fiscal document. " * 4),
        SlipLine(SlipRole.THANKS, "Thank you"),
    ),
)


def test_bars_stand_apart_and_fill_whole_characters() -> None:
    bars = bars_of("RD/198/0042")

    ends = [start + width for start, width in bars]
    assert all(end < start for end, (start, _) in zip(ends, bars[1:], strict=False))
    assert width_of(bars) % 11 == 2  # eleven modules a character, two more in the stop


def test_text_that_code_128_lacks_is_our_own_fault() -> None:
    with pytest.raises(Defect):
        bars_of("kviitung õ")


def test_picture_has_white_on_both_sides() -> None:
    picture = barcode_svg("A1").decode()

    assert '<rect x="20"' in picture


@pytest.mark.usefixtures("qapp")
def test_pdf_says_what_the_slip_says(tmp_path: Path) -> None:
    path = tmp_path / "slips" / "198.pdf"

    write_slip(SLIP, path)

    tool = shutil.which("pdftotext")
    assert tool, "poppler-utils is missing"
    told = subprocess.run([tool, "-layout", path, "-"], capture_output=True, text=True, check=True)
    # The font joins f and i; what is copied from the page is the same text in normal form.
    text = unicodedata.normalize("NFKC", told.stdout)
    for line in SLIP.lines:
        assert line.value in text
        assert line.text.split(".")[0].strip() in text
    assert SLIP.barcode in text


def test_folder_that_is_a_file_is_one_clear_sentence(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    (tmp_path / "slips").write_text("in the way", encoding="utf-8")

    with pytest.raises(EnvironmentFault):
        write_slip(SLIP, tmp_path / "slips" / "198.pdf")
