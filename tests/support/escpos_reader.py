"""Reads ESC/POS as a printer does: bytes in, what would be on the paper out.

Owns the commands' meaning, as the makers of such printers publish it. Shares no code with the
program's writer and refuses what it does not know, so that a stray byte is never overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from support.code128 import letters_of
from support.escpos_marks import Bars, Cut, Feed, Kick, Letters, Line, Mark, Matrix, Picture
from support.escpos_values import (
    BARCODE_KINDS,
    CODE_PAGES,
    CUTS,
    CUTS_WITH_FEED,
    NotEscposError,
    code128_values,
    picture_of_columns,
    picture_of_rows,
)

LINE_DOTS: Final = 30
TAB_COLUMNS: Final = 8


@dataclass
class Paper:
    """What came out, in order, and which commands were obeyed (their first two bytes)."""

    marks: list[Mark] = field(default_factory=list)
    commands: list[bytes] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return [mark.text for mark in self.marks if isinstance(mark, Line)]

    @property
    def barcodes(self) -> list[str]:
        """What the bars hold that the printer drew itself."""
        return [mark.text for mark in self.marks if isinstance(mark, Bars)]

    @property
    def pictures(self) -> list[Picture]:
        """The pictures, each as it was sent."""
        return [mark for mark in self.marks if isinstance(mark, Picture)]

    def count(self, kind: type[Mark]) -> int:
        """How many marks of a kind there are."""
        return sum(isinstance(mark, kind) for mark in self.marks)


def read_escpos(content: bytes) -> Paper:
    """What a printer makes of the bytes.

    Raises:
        NotEscposError: they are not a whole sequence of known commands.
    """
    return _Reader(content).read()


class _Reader:
    """The printer's state while it reads."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0
        self._paper = Paper()
        self._stored: Picture | None = None
        self._matrix_text = ""
        self._runs: list[Letters] = []
        self.reset()

    def read(self) -> Paper:
        while self._at < len(self._content):
            byte = self._take(1)
            if byte in _PREFIXES:
                self._command(byte + self._take(1))
            elif byte == b"\n":
                self._end_line()
            elif byte == b"\t":
                column = sum(len(run.text) for run in self._runs) % TAB_COLUMNS
                self._letters(b" " * (TAB_COLUMNS - column))
            elif byte in b"\r\x00":
                continue
            elif byte < b" " or byte == b"\x7f":
                raise NotEscposError(f"{byte!r} at byte {self._at - 1} is no letter")
            else:
                self._letters(byte)
        self._flush()
        return self._paper

    def _command(self, name: bytes) -> None:
        known = _COMMANDS.get(name)
        if known is None:
            raise NotEscposError(f"{name!r} at byte {self._at - 2} is no command")
        self._paper.commands.append(name)
        known(self)

    def _take(self, count: int) -> bytes:
        taken = self._content[self._at : self._at + count]
        if len(taken) < count:
            raise NotEscposError(f"the bytes end inside a command at byte {self._at}")
        self._at += count
        return taken

    def _number(self, size: int = 1) -> int:
        return int.from_bytes(self._take(size), "little")

    def _letters(self, content: bytes) -> None:
        is_ascii = all(byte < 128 for byte in content)
        text = content.decode("ascii" if is_ascii else CODE_PAGES[self._page])
        if self._runs and replace(self._runs[-1], text="") == self._style:
            self._runs[-1] = replace(self._runs[-1], text=self._runs[-1].text + text)
        else:
            self._runs.append(replace(self._style, text=text))

    def _end_line(self) -> None:
        self._paper.marks.append(Line(tuple(self._runs), self._side))
        self._runs = []

    def _flush(self) -> None:
        if self._runs:
            self._end_line()

    def _mark(self, mark: Mark) -> None:
        self._flush()
        self._paper.marks.append(mark)

    def reset(self) -> None:
        self._style = Letters("")
        self._side = self._page = 0
        self._bars = Bars("", "", 162, 3)

    def set_mode(self) -> None:
        mode = self._number()
        self._style = replace(
            self._style,
            font=mode & 1,
            bold=bool(mode & 8),
            tall=2 if mode & 16 else 1,
            wide=2 if mode & 32 else 1,
            underlined=bool(mode & 128),
        )

    def set_size(self) -> None:
        size = self._number()
        self._style = replace(self._style, wide=(size >> 4) + 1, tall=(size & 7) + 1)

    def set_bold(self) -> None:
        self._style = replace(self._style, bold=bool(self._number() & 1))

    def set_underline(self) -> None:
        self._style = replace(self._style, underlined=self._number() % 48 > 0)

    def set_font(self) -> None:
        self._style = replace(self._style, font=self._number() % 48)

    def set_reverse(self) -> None:
        self._style = replace(self._style, reversed=bool(self._number() & 1))

    def set_side(self) -> None:
        if self._runs:
            raise NotEscposError("a side counts at the beginning of a line only")
        self._side = self._number() % 48

    def set_page(self) -> None:
        self._page = self._number()
        if self._page not in CODE_PAGES:
            raise NotEscposError(f"code page {self._page} is unknown")

    def set_bar_height(self) -> None:
        self._bars = replace(self._bars, height=self._number())

    def set_bar_module(self) -> None:
        self._bars = replace(self._bars, module=self._number())

    def set_bar_letters(self) -> None:
        self._bars = replace(self._bars, has_letters=self._number() % 48 > 0)

    def feed_lines(self) -> None:
        self._mark(Feed(self._number() * LINE_DOTS))

    def feed_back(self) -> None:
        self._mark(Feed(-self._number() * LINE_DOTS))

    def feed_dots(self) -> None:
        self._mark(Feed(self._number()))

    def cut(self) -> None:
        how = self._number()
        if how not in CUTS:
            raise NotEscposError(f"cut {how} at byte {self._at} is unknown")
        feed = self._number() if how in CUTS_WITH_FEED else 0
        self._mark(Cut(feed, CUTS[how]))

    def kick(self) -> None:
        pin, on, off = self._number() % 48, self._number(), self._number()
        self._paper.marks.append(Kick(pin, on * 2, off * 2))

    def raster(self) -> None:
        if self._take(1) != b"0":
            raise NotEscposError("only GS v 0 is a raster")
        mode = self._number() % 48
        row_bytes, rows = self._number(2), self._number(2)
        picture = picture_of_rows(self._take(row_bytes * rows), row_bytes)
        wide, tall = (mode & 1) + 1, (mode >> 1) + 1
        self._mark(replace(picture, side=self._side, wide=wide, tall=tall))

    def columns_of_dots(self) -> None:
        mode, width = self._number(), self._number(2)
        deep = 3 if mode in {32, 33} else 1
        self._mark(replace(picture_of_columns(self._take(width * deep), deep), side=self._side))

    def barcode(self) -> None:
        number = self._number()
        is_counted = number >= 65
        kind = BARCODE_KINDS[number - 65 if is_counted else number]
        length = self._number() if is_counted else self._content.index(b"\x00", self._at) - self._at
        content = self._take(length)
        symbols = code128_values(content) if kind == "CODE128" else ()
        text = letters_of(symbols) if symbols else content.decode("ascii")
        drawn = replace(self._bars, kind=kind, text=text, side=self._side, symbols=symbols)
        self._mark(drawn)

    def extended(self) -> None:
        which = self._take(1)
        content = self._take(self._number(2))
        if which == b"k":
            self._matrix(content)
        elif which == b"L":
            self._graphics(content)
        else:
            raise NotEscposError(f"GS ( {which!r} is unknown")

    def _matrix(self, content: bytes) -> None:
        if content[1:2] == b"P":
            self._matrix_text = content[3:].decode("utf-8")
        elif content[1:2] == b"Q":
            self._mark(Matrix("QR" if content[:1] == b"1" else "PDF417", self._matrix_text))

    def _graphics(self, content: bytes) -> None:
        if content[1:2] == b"p":
            width = int.from_bytes(content[6:8], "little")
            picture = picture_of_rows(content[10:], (width + 7) // 8)
            self._stored = replace(picture, width=width, wide=content[3], tall=content[4])
        elif self._stored is not None:
            self._mark(replace(self._stored, side=self._side))

    def skip_1(self) -> None:
        self._take(1)

    def skip_2(self) -> None:
        self._take(2)

    def skip_0(self) -> None:
        """Nothing follows, and nothing is seen of it on paper."""


_PREFIXES: Final = {b"\x1b", b"\x1d", b"\x1c", b"\x10"}
_COMMANDS: Final = {
    b"\x1b@": _Reader.reset,
    b"\x1b!": _Reader.set_mode,
    b"\x1bE": _Reader.set_bold,
    b"\x1bG": _Reader.set_bold,
    b"\x1b-": _Reader.set_underline,
    b"\x1bM": _Reader.set_font,
    b"\x1ba": _Reader.set_side,
    b"\x1bt": _Reader.set_page,
    b"\x1bR": _Reader.skip_1,
    b"\x1bd": _Reader.feed_lines,
    b"\x1be": _Reader.feed_back,
    b"\x1bJ": _Reader.feed_dots,
    b"\x1b2": _Reader.skip_0,
    b"\x1b3": _Reader.skip_1,
    b"\x1bp": _Reader.kick,
    b"\x1b*": _Reader.columns_of_dots,
    b"\x1d!": _Reader.set_size,
    b"\x1dB": _Reader.set_reverse,
    b"\x1dV": _Reader.cut,
    b"\x1dH": _Reader.set_bar_letters,
    b"\x1df": _Reader.skip_1,
    b"\x1dh": _Reader.set_bar_height,
    b"\x1dw": _Reader.set_bar_module,
    b"\x1dk": _Reader.barcode,
    b"\x1dv": _Reader.raster,
    b"\x1d(": _Reader.extended,
    b"\x1dL": _Reader.skip_2,
    b"\x1dW": _Reader.skip_2,
    b"\x1c.": _Reader.skip_0,
    b"\x1c&": _Reader.skip_0,
    b"\x10\x04": _Reader.skip_1,
}
