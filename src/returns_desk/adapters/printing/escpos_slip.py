"""A slip as the bytes of ESC/POS, the language of receipt printers.

Owns which command is sent when; the values of the commands are python-escpos's. Letters that no
code page of the model holds are sent as a picture. Knows no device.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from escpos import constants as command

from returns_desk.adapters.printing.printer_text import (
    clean,
    nearest,
    page_for,
    rows_of,
    two_columns,
)
from returns_desk.adapters.printing.slip_page import MODULE_DOTS
from returns_desk.adapters.printing.slip_parts import (
    BOLD_ROLES,
    CENTRED_ROLES,
    TALL_ROLES,
    WIDE_ROLES,
    Barcode,
    QrCode,
    Rule,
    parts_of,
)
from returns_desk.adapters.printing.slip_picture import picture_of
from returns_desk.application.slips import SlipLine, SlipRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from returns_desk.adapters.printing.printer_model import CodePage, PrinterModel
    from returns_desk.adapters.printing.slip_parts import SlipPart
    from returns_desk.application.slips import Slip

DRAWER_KICK: Final[bytes] = command.CD_KICK_2
BAND_ROWS: Final = 128
"""Rows of a picture in one command, so that printers with a small memory take it."""
BARCODE_HEIGHT_DOTS: Final = 96

_NO_KANJI: Final[bytes] = command.FS + b"."
"""Printers for China read bytes above 127 in pairs until they are told not to."""
_INTERNATIONAL: Final[bytes] = command.ESC + b"R\x00"
"""ASCII is ASCII: no national letters in place of brackets and the number sign."""
_STYLE: Final[bytes] = command.ESC + b"!"
_BOLD: Final = 0x08
_TALL: Final = 0x10
_WIDE: Final = 0x20
_ALIGN: Final[bytes] = command.ESC + b"a"
_CUT: Final[bytes] = command.GS + b"V"
_FEED: Final[bytes] = command.ESC + b"d"
_GAP: Final[bytes] = command.ESC + b"J\x0c"
"""A millimetre and a half of white."""
_RASTER: Final[bytes] = command.GS + b"v0\x00"
_BARCODE_HEAD: Final[bytes] = (
    command.BARCODE_TXT_OFF
    + command.BARCODE_HEIGHT
    + bytes([BARCODE_HEIGHT_DOTS])
    + command.BARCODE_WIDTH
    + bytes([MODULE_DOTS])
    + command.BARCODE_TYPES["B"]["CODE128"]
)
_LONGEST_BARCODE: Final = 255
_SYMBOL_MODULES: Final = 11
_STOP_MODULES: Final = 13
_CHECK_SYMBOLS: Final = 1


def slip_bytes(slip: Slip, model: PrinterModel, *, as_picture: bool = False) -> bytes:
    """Everything that prints the slip and cuts the paper.

    Where half of the lines or more need a picture, or `as_picture` asks for it, the whole slip is
    one, so that it is of one look.

    Raises:
        EnvironmentFault: a picture is needed and no application of Qt runs.
    """
    parts = _cleaned(parts_of(slip))
    lines = [part for part in parts if isinstance(part, SlipLine)]
    foreign = [line for line in lines if page_for(_rows(line, model), model, None) is None]
    is_picture = model.has_pictures and (as_picture or 2 * len(foreign) >= max(len(lines), 1))
    writer = _Writer(model)
    if is_picture:
        writer.picture(parts)
    else:
        for foreign_to, group in groupby(parts, writer.needs_picture):
            if foreign_to:
                writer.picture(tuple(group))
            else:
                writer.own_letters(group)
    return writer.finished()


class _Writer:
    """Collects the commands and remembers what the printer is set to."""

    def __init__(self, model: PrinterModel) -> None:
        self._model = model
        self._out = bytearray(command.HW_INIT + _NO_KANJI + _INTERNATIONAL)
        self._page: CodePage | None = None
        self._style = self._side = 0

    def needs_picture(self, part: SlipPart) -> bool:
        """Whether the printer lacks letters or bars for it, and can print a picture instead."""
        if not self._model.has_pictures or isinstance(part, Rule):
            return False
        if isinstance(part, Barcode):
            return not _has_room(part.text, self._model)
        if isinstance(part, QrCode):
            return True
        return page_for(_rows(part, self._model), self._model, None) is None

    def own_letters(self, parts: Iterable[SlipPart]) -> None:
        """Print the parts in the printer's own letters and bars."""
        for part in parts:
            if isinstance(part, Rule):
                self._set(style=0, side=0)
                self._rows(["-" * self._model.columns])
            elif isinstance(part, Barcode):
                self._barcode(part.text)
            elif isinstance(part, QrCode):
                # No picture, no squares: the letters of the code can still be typed.
                self._rows(rows_of(part.text, self._model.columns))
            else:
                self._line(part)

    def picture(self, parts: tuple[SlipPart, ...]) -> None:
        """Print the parts as dots."""
        self._set(style=0, side=0)
        dots = picture_of(parts, self._model.width_dots)
        for at in range(0, len(dots.rows), BAND_ROWS):
            band = dots.rows[at : at + BAND_ROWS]
            size = dots.row_bytes.to_bytes(2, "little") + len(band).to_bytes(2, "little")
            self._out += _RASTER + size + b"".join(band)

    def finished(self) -> bytes:
        """Feed the paper to the cutter, cut, and answer everything collected."""
        self._set(style=0, side=0)
        if self._model.has_cutter:
            how = b"B" if self._model.cuts_partly else b"A"
            self._out += _FEED + b"\x01" + _CUT + how + b"\x00"
        else:
            self._out += _FEED + b"\x05"
        return bytes(self._out)

    def _line(self, line: SlipLine) -> None:
        bold = _BOLD if line.role in BOLD_ROLES else 0
        tall = _TALL if line.role in TALL_ROLES else 0
        wide = _WIDE if line.role in WIDE_ROLES else 0
        self._set(style=bold | tall | wide, side=1 if line.role in CENTRED_ROLES else 0)
        self._rows(_rows(line, self._model))

    def _barcode(self, text: str) -> None:
        self._set(style=0, side=1)
        if _has_room(text, self._model):
            content = code_sets(text)
            bars = _BARCODE_HEAD + bytes([len(content)]) + content
            self._out += _GAP + bars + _GAP
        self._rows(rows_of(text, self._model.columns))
        self._out += _GAP

    def _rows(self, rows: list[str]) -> None:
        page = page_for(rows, self._model, self._page) or self._model.code_pages[0]
        if page != self._page:
            self._out += command.CODEPAGE_CHANGE + bytes([page.number])
            self._page = page
        for row in rows:
            self._out += nearest(row, page).encode(page.codec) + b"\n"

    def _set(self, *, style: int, side: int) -> None:
        if style != self._style:
            self._out += _STYLE + bytes([style])
            self._style = style
        if side != self._side:
            self._out += _ALIGN + bytes([side])
            self._side = side


def code_sets(text: str) -> bytes:
    """The text as Code 128's data for the printer: pairs of digits in set C, all else in set B."""
    out, at, current = bytearray(), 0, b""
    while at < len(text):
        run = _digits_at(text, at)
        is_long = run >= (2 if current == b"{C" else 4)
        wanted = b"{C" if is_long and run % 2 == 0 else b"{B"
        if wanted != current:
            out += wanted
            current = wanted
        if wanted == b"{C":
            out.append(int(text[at : at + 2]))
            at += 2
        else:
            out += b"{{" if text[at] == "{" else text[at].encode("ascii")
            at += 1
    return bytes(out)


def _digits_at(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end].isdigit():
        end += 1
    return end - at


def _has_room(text: str, model: PrinterModel) -> bool:
    """Whether the printer itself draws these bars on this paper; its edges are quiet zone."""
    content = code_sets(text)
    # A change of set and a brace take two bytes and one symbol; the first set is the start.
    symbols = len(content) - content.count(b"{") + content.count(b"{{")
    modules = (symbols + _CHECK_SYMBOLS) * _SYMBOL_MODULES + _STOP_MODULES
    fits = modules * MODULE_DOTS <= model.width_dots
    return model.has_barcodes and fits and len(content) <= _LONGEST_BARCODE


def _rows(line: SlipLine, model: PrinterModel) -> list[str]:
    if line.role in CENTRED_ROLES:
        columns = model.columns // (2 if line.role in WIDE_ROLES else 1)
        return rows_of(f"{line.text} {line.value}".strip(), columns)
    return two_columns(line.text, line.value, model.columns)


def _cleaned(parts: Iterable[SlipPart]) -> tuple[SlipPart, ...]:
    return tuple(
        SlipLine(SlipRole(part.role), clean(part.text), clean(part.value))
        if isinstance(part, SlipLine)
        else part
        for part in parts
    )
