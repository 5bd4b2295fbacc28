"""The stories' slips in four languages, printed and read back from the bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.slip_parts import parts_of
from returns_desk.adapters.printing.slip_picture import picture_of
from support.code128 import barcode_in
from support.escpos_marks import Picture
from support.escpos_reader import Paper, read_escpos
from support.printed_slips import SHOWN, draw_printed_slips, plums_slip, shelf_slip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from returns_desk.application.slips import Slip

pytestmark = pytest.mark.usefixtures("qapp")

STORIES = pytest.mark.parametrize("story", [shelf_slip, plums_slip])
PAPERS = pytest.mark.parametrize("width_dots", [576, 384], ids=["80 mm", "58 mm"])


def whole_picture(paper: Paper, width_dots: int) -> Picture:
    return Picture(width_dots, tuple(row for each in paper.pictures for row in each.rows))


@STORIES
@PAPERS
@pytest.mark.parametrize("language", ["en", "et", "lv"])
def test_latin_letters_are_the_printers_own_and_every_word_is_there(
    story: Callable[[str], Slip], width_dots: int, language: str
) -> None:
    slip = story(language)

    paper = read_escpos(slip_bytes(slip, printer_model("default", width_dots)))

    printed = " ".join(paper.lines).split()
    for line in slip.lines:
        for word in f"{line.text} {line.value}".replace("\u00a0", " ").split():
            assert word in printed, line
    bars = paper.barcodes or [barcode_in(whole_picture(paper, width_dots))]
    assert bars == [slip.barcode]


@STORIES
@PAPERS
def test_armenian_letters_come_as_they_are_drawn(
    story: Callable[[str], Slip], width_dots: int
) -> None:
    slip = story("hy")

    paper = read_escpos(slip_bytes(slip, printer_model("default", width_dots)))

    picture = whole_picture(paper, width_dots)
    assert picture.rows == picture_of(parts_of(slip), width_dots).rows
    assert barcode_in(picture) == slip.barcode


def test_the_pictures_of_readme_are_drawn(tmp_path: Path) -> None:
    paths = draw_printed_slips(tmp_path)

    assert [path.name for path in paths] == [f"printed-slip-{each}.png" for each in SHOWN]
    assert len({path.read_bytes() for path in paths}) == len(SHOWN)
