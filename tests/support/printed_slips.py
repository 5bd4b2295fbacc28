"""Slips of the stories in every language, printed to bytes and drawn back from them.

Owns the stories' returns, done at a counter of fakes with the real catalogues, and the pictures of
README. Run as a program with a folder, it draws them there: `printed-slip-et.png` and so on. The
folders `src` and `tests` have to be on PYTHONPATH, and QT_QPA_PLATFORM may be `offscreen`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from builders import PLUMS, option, plums
from counters import Counter, proposing, signed_in, split_desk
from fakes import FakeSales
from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import PrinterModel, printer_model
from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.translations import Translator
from returns_desk.application.slips import Slip, slip_of
from returns_desk.domain.board import Standing
from returns_desk.ui.kit.wording import Words
from support.escpos_drawing import draw_paper
from support.escpos_reader import read_escpos

LANGUAGES: Final = ("en", "et", "lv", "hy")
SHOWN: Final = ("et", "lv", "hy")
"""Those in README; the English slip stands there as the screen shows it."""
SHOP: Final = "Northside Home"


def shelf_slip(language: str) -> Slip:
    """The shelf, paid by card and in cash, goes back to both."""
    desk, counter = split_desk()
    desk.scan("004512")
    desk.book_leg(2)
    return _slip(counter, language)


def plums_slip(language: str) -> Slip:
    """Seven spoiled plums for seven good ones."""
    exchange = option("even_exchange/none", Standing.AVAILABLE, absorbed=77)
    counter = Counter(sales=FakeSales([plums()]), propose=proposing([exchange]))
    desk = signed_in(counter)
    desk.scan(PLUMS)
    desk.choose("even_exchange/none")
    desk.confirm()
    return _slip(counter, language)


def draw_slip(slip: Slip, model: PrinterModel, path: Path) -> None:
    """Print the slip to bytes, read them back, and save what would be on the paper."""
    draw_paper(read_escpos(slip_bytes(slip, model)), model.width_dots).save(path, optimize=True)


def draw_printed_slips(folder: Path) -> list[Path]:
    """The pictures of README: the shelf's slip on 80 mm paper."""
    paths = []
    for language in SHOWN:
        paths.append(folder / f"printed-slip-{language}.png")
        draw_slip(shelf_slip(language), printer_model("default"), paths[-1])
    return paths


def _slip(counter: Counter, language: str) -> Slip:
    case_id = counter.journal.last("case_completed").case_id
    events = tuple(counter.journal.read(case_id=case_id))
    words = Words(language, Translator(resources_root(), language))
    return slip_of(events, SHOP, language, words)


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    draw_printed_slips(Path(sys.argv[1]))
