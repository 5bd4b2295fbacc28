"""A voucher's QR code: whole squares on every paper, with white around them, or letters to type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import printer_model
from returns_desk.adapters.printing.qr_squares import QUIET_SQUARES, qr_svg, runs_of, squares_of
from returns_desk.adapters.printing.slip_documents import slip_document, slip_in
from returns_desk.adapters.printing.slip_parts import QrCode, parts_of
from returns_desk.application.slips import SlipLine, SlipRole
from support.escpos_marks import Picture
from support.escpos_reader import read_escpos
from support.sample_slips import ENGLISH, slip_with

if TYPE_CHECKING:
    from collections.abc import Sequence

CODE = "RDV1" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 7
NUMBER = "7HS3-S5PH-G8RT-1YY4-DG7P-BR0C-J07N"
SLIP = replace(
    ENGLISH,
    lines=(*ENGLISH.lines[:-1], SlipLine(SlipRole.VOUCHER, NUMBER, CODE), ENGLISH.lines[-1]),
)

pytestmark = pytest.mark.usefixtures("qapp")


def squares_in(rows: Sequence[str]) -> tuple[tuple[bool, ...], ...]:
    """The squares of the one code in dots ("1" is black), measured by its own corner.

    White of four squares' width is around it, or this fails.
    """
    dark = [at for at, row in enumerate(rows) if "1" in row]
    top, left = dark[0], rows[dark[0]].index("1")
    corner = rows[top][left:].index("0")
    side = corner // 7
    count = len(squares_of(CODE))
    assert corner == 7 * side
    assert top >= QUIET_SQUARES * side
    quiet = "0" * QUIET_SQUARES * side
    found = []
    for at in range(count):
        row = rows[top + at * side + side // 2]
        assert row[:left].endswith(quiet)
        assert row[left + count * side :].startswith(quiet)
        found.append(tuple(row[left + x * side + side // 2] == "1" for x in range(count)))
    return tuple(found)


def rows_of(picture: Picture) -> list[str]:
    return ["".join(f"{byte:08b}" for byte in row) for row in picture.rows]


@pytest.mark.parametrize("width_dots", [576, 512, 384])
def test_the_printed_squares_are_those_of_the_code(width_dots: int) -> None:
    paper = read_escpos(slip_bytes(SLIP, printer_model("default", width_dots)))

    bands = [mark for mark in paper.marks if isinstance(mark, Picture)]
    rows = [row for band in bands for row in rows_of(band)]
    assert squares_in(rows) == squares_of(CODE)
    assert NUMBER in "".join(line.strip() for line in paper.lines)


def test_a_printer_without_pictures_prints_letters_that_can_be_typed() -> None:
    plain = replace(printer_model("default"), has_pictures=False)

    paper = read_escpos(slip_bytes(SLIP, plain))

    assert CODE in "".join(line.strip() for line in paper.lines)
    assert not [mark for mark in paper.marks if isinstance(mark, Picture)]


def test_the_screen_shows_the_same_squares() -> None:
    renderer = QSvgRenderer(QByteArray(qr_svg(CODE)))
    image = QImage(renderer.defaultSize(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()

    sides = range(image.height()), range(image.width())
    rows = ["".join("01"[image.pixelColor(x, y).value() < 128] for x in sides[1]) for y in sides[0]]
    assert squares_in(rows) == squares_of(CODE)


def test_the_number_stands_under_the_code() -> None:
    parts = parts_of(SLIP)

    at = parts.index(QrCode(CODE))
    assert parts[at + 1] == SlipLine(SlipRole.VOUCHER, NUMBER)


def test_a_voucher_without_a_code_is_its_number_alone() -> None:
    parts = parts_of(slip_with(("voucher", NUMBER, ""), barcode=""))

    assert parts == (SlipLine(SlipRole.VOUCHER, NUMBER),)


def test_a_slip_that_waits_keeps_its_voucher() -> None:
    assert slip_in(slip_document(SLIP)) == SLIP


def test_runs_are_the_dark_stretches_of_a_row() -> None:
    assert runs_of((True, True, False, True, False)) == ((0, 2), (3, 1))
    assert runs_of((False,)) == ()
