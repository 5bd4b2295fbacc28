"""What a receipt printer can leave on paper, as records.

Owns their fields. Sizes are in dots of 203 to the inch; `side` is 0 left, 1 middle, 2 right.
"""

from __future__ import annotations

from dataclasses import dataclass


class Mark:
    """Anything that a printer does to paper or drawer."""


@dataclass(frozen=True)
class Letters:
    """Some text of one style."""

    text: str
    font: int = 0
    bold: bool = False
    wide: int = 1
    tall: int = 1
    underlined: bool = False
    reversed: bool = False


@dataclass(frozen=True)
class Line(Mark):
    """One printed line."""

    runs: tuple[Letters, ...]
    side: int = 0

    @property
    def text(self) -> str:
        """Its letters without their style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Picture(Mark):
    """Dots: rows of bytes, the highest bit leftmost, a set bit is black."""

    width: int
    rows: tuple[bytes, ...]
    side: int = 0
    wide: int = 1
    tall: int = 1


@dataclass(frozen=True)
class Bars(Mark):
    """A barcode that the printer draws itself; `module` is the narrowest bar.

    `symbols` are those of Code 128, from the start on.
    """

    kind: str
    text: str
    height: int
    module: int
    side: int = 0
    has_letters: bool = False
    symbols: tuple[int, ...] = ()


@dataclass(frozen=True)
class Matrix(Mark):
    """A two-dimensional code that the printer draws itself."""

    kind: str
    text: str


@dataclass(frozen=True)
class Feed(Mark):
    """Paper moved on (or back) without ink."""

    dots: int


@dataclass(frozen=True)
class Cut(Mark):
    """The paper was fed on by `feed` dots and cut."""

    feed: int
    is_partial: bool


@dataclass(frozen=True)
class Kick(Mark):
    """The pulse that opens the drawer."""

    pin: int
    on_ms: int
    off_ms: int
