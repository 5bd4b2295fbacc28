"""The reader of ESC/POS, tried on bytes that another program made, and on broken ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.code128 import NoBarcodeError, barcode_in, modules_of
from support.escpos_drawing import draw_paper
from support.escpos_marks import Cut, Kick, Line, Matrix, Picture
from support.escpos_reader import read_escpos
from support.escpos_values import NotEscposError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_foreign_receipt_says_what_its_shop_printed(shared_data: Path) -> None:
    paper = read_escpos((shared_data / "escpos" / "escpos-php_receipt-with-logo.bin").read_bytes())

    assert "Example item #1                             4.00" in paper.lines
    assert "Total            $ 14.25" in paper.lines
    assert paper.lines[-1] == "Monday 6th of April 2015 02:56:25 PM"
    assert [picture.width for picture in paper.pictures] == [300]
    assert (paper.count(Cut), paper.count(Kick)) == (1, 1)


def test_a_foreign_demonstration_of_commands_is_understood_to_the_last_byte(
    shared_data: Path,
) -> None:
    paper = read_escpos((shared_data / "escpos" / "escpos-php_demo.bin").read_bytes())

    assert paper.barcodes == ["9876"]
    assert paper.lines.count("ABCDEFGHIJabcdefghijk") == 32
    assert {picture.width for picture in paper.pictures} == {300, 304}
    styles = {run for mark in paper.marks if isinstance(mark, Line) for run in mark.runs}
    assert {(style.wide, style.tall) for style in styles} == {(1, 1), (1, 2), (2, 1), (2, 2)}


def test_foreign_two_dimensional_codes_are_named(shared_data: Path) -> None:
    paper = read_escpos((shared_data / "escpos" / "escpos-php_qr-code.bin").read_bytes())

    codes = [mark.text for mark in paper.marks if isinstance(mark, Matrix)]
    assert codes[0] == "Testing 123"
    assert len(codes) == 19


def test_the_picture_is_as_wide_as_the_paper_and_black_where_the_logo_is(
    shared_data: Path,
) -> None:
    paper = read_escpos((shared_data / "escpos" / "escpos-php_receipt-with-logo.bin").read_bytes())

    drawn = draw_paper(paper, 576)

    assert drawn.width == 576 + 2 * 24
    logo = drawn.crop((24 + 138, 24, 24 + 438, 24 + 236))
    assert 0.05 < sum(value < 128 for value in logo.tobytes()) / (300 * 236) < 0.5


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x1b", id="cut short after its first byte"),
        pytest.param(b"\x1d(L\x12#0p0", id="cut short inside a picture"),
        pytest.param(b"\x1bZ", id="a command that does not exist"),
        pytest.param(b"a\x07", id="a control character"),
        pytest.param(b"\x1dV\x63", id="a cut that does not exist"),
        pytest.param(b"\x1dkI\x02AB", id="Code 128 without a set"),
    ],
)
def test_bytes_that_no_printer_would_understand_are_refused(content: bytes) -> None:
    with pytest.raises(NotEscposError):
        read_escpos(content)


def test_bars_are_read_from_dots_only_if_their_check_symbol_is_right() -> None:
    quiet = "0" * 12
    good, bad = (
        quiet + modules_of([104, *(ord(letter) - 32 for letter in text)]) + quiet
        for text in ("RD/1/0", "RD/1/1")
    )
    symbol = slice(12 + 6 * 11, 12 + 7 * 11)
    bent = good[: symbol.start] + bad[symbol] + good[symbol.stop :]

    assert barcode_in(_picture(good)) == "RD/1/0"
    with pytest.raises(NoBarcodeError):
        barcode_in(_picture(bent))


def _picture(modules: str) -> Picture:
    padded = modules.ljust(-(-len(modules) // 8) * 8, "0")
    return Picture(len(padded), (int(padded, 2).to_bytes(len(padded) // 8),) * 3)
