"""Draws what a receipt printer would leave on paper, so that a person can look at it.

Owns the picture: black on white, one dot of the printer per pixel, a torn strip per cut. Letters
are drawn into the cells of the printer's fonts; which face they have differs by printer anyway.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from support.code128 import modules_of
from support.escpos_marks import Bars, Cut, Feed, Line, Matrix, Picture
from support.source_text import ROOT

if TYPE_CHECKING:
    from support.escpos_marks import Letters, Mark
    from support.escpos_reader import Paper

MARGIN: Final = 24
LINE_DOTS: Final = 30
CELLS: Final = {0: (12, 24), 1: (9, 17)}
WHITE, BLACK = 255, 0
DESK: Final = 200
"""The shade that shows where the paper ends."""


def draw_paper(paper: Paper, width: int) -> Image.Image:
    """The whole strip, `width` dots of print with a margin on both sides."""
    strip = _Strip(width)
    for mark in paper.marks:
        strip.add(mark)
    return strip.finished()


class _Strip:
    def __init__(self, width: int) -> None:
        self._width = width
        self._pieces: list[Image.Image] = []
        self._tops: list[int] = []
        self._top = MARGIN

    def add(self, mark: Mark) -> None:
        if isinstance(mark, Line):
            self._line(mark)
        elif isinstance(mark, Picture):
            self._place(_dots(mark), mark.side, 0)
        elif isinstance(mark, Bars):
            self._place(_bars(mark), mark.side, 0)
        elif isinstance(mark, Matrix):
            self._place(_label(f"{mark.kind}: {mark.text}"), 0, 6)
        elif isinstance(mark, Feed):
            self._top += mark.dots
        elif isinstance(mark, Cut):
            self._top += mark.feed + 2 * LINE_DOTS
            edge = Image.new("L", (self._width + 2 * MARGIN, 6), DESK)
            self._place(edge, -1, LINE_DOTS)

    def finished(self) -> Image.Image:
        bottom = max(
            (t + p.height for t, p in zip(self._tops, self._pieces, strict=True)), default=0
        )
        sheet = Image.new("L", (self._width + 2 * MARGIN, max(bottom, self._top)), WHITE)
        for top, piece in zip(self._tops, self._pieces, strict=True):
            self._onto(sheet, piece, top)
        return sheet

    def _onto(self, sheet: Image.Image, piece: Image.Image, top: int) -> None:
        left = piece.info["left"]
        under = sheet.crop((left, top, left + piece.width, top + piece.height))
        sheet.paste(ImageChops.darker(under, piece), (left, top))

    def _place(self, piece: Image.Image, side: int, gap: int) -> None:
        spare = self._width - piece.width
        piece.info["left"] = 0 if side < 0 else MARGIN + (0, spare // 2, spare)[side]
        self._pieces.append(piece)
        self._tops.append(self._top)
        self._top += piece.height + gap

    def _line(self, line: Line) -> None:
        glyphs = [_glyph(letter, run) for run in line.runs for letter in run.text]
        tall = max((glyph.height for glyph in glyphs), default=24)
        row = Image.new("L", (max(sum(glyph.width for glyph in glyphs), 1), tall), WHITE)
        left = 0
        for glyph in glyphs:
            row.paste(glyph, (left, tall - glyph.height))
            left += glyph.width
        self._place(row, line.side, max(LINE_DOTS - tall, 6))


@cache
def _font(size: int, *, bold: bool, armenian: bool) -> ImageFont.FreeTypeFont:
    name = f"NotoSans{'Armenian' if armenian else ''}-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(ROOT / "resources" / "fonts" / name, size)


@cache
def _glyph(letter: str, style: Letters) -> Image.Image:
    """One letter in its cell, squeezed where its face is wider than the cell."""
    wide, tall = CELLS[style.font % 2]
    font = _font(round(tall * 0.83), bold=style.bold, armenian=False)
    left, _, right, _ = font.getbbox(letter)
    drawn = Image.new("L", (max(int(right - min(left, 0)) + 1, wide), tall), WHITE)
    start = (drawn.width - (right - left)) / 2 - left
    ImageDraw.Draw(drawn).text((start, tall * 0.79), letter, BLACK, font, anchor="ls")
    cell = drawn.resize((wide * style.wide, tall * style.tall))
    if style.underlined:
        ImageDraw.Draw(cell).line((0, cell.height - 1, cell.width, cell.height - 1), BLACK)
    return ImageChops.invert(cell) if style.reversed else cell


def _dots(picture: Picture) -> Image.Image:
    size = (len(picture.rows[0]) * 8, len(picture.rows))
    drawn = Image.frombytes("1", size, b"".join(picture.rows), "raw", "1;I").convert("L")
    drawn = drawn.crop((0, 0, picture.width, drawn.height))
    return drawn.resize((drawn.width * picture.wide, drawn.height * picture.tall))


def _bars(bars: Bars) -> Image.Image:
    modules = modules_of(bars.symbols) if bars.symbols else "10" * 40
    row = Image.new("L", (len(modules), 1), WHITE)
    row.putdata([BLACK if module == "1" else WHITE for module in modules])
    return row.resize((len(modules) * bars.module, bars.height), Image.Resampling.NEAREST)


def _label(text: str) -> Image.Image:
    font = _font(18, bold=False, armenian=False)
    box = Image.new("L", (int(font.getlength(text)) + 20, 32), WHITE)
    pen = ImageDraw.Draw(box)
    pen.rectangle((0, 0, box.width - 1, box.height - 1), outline=BLACK)
    pen.text((10, 2), text, BLACK, font)
    return box
