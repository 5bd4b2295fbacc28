"""What a printer model can do, from the profiles that python-escpos brings.

Owns the reading of those profiles. Reads their file itself: importing the library's own reader
makes folders, sets up logging and takes a third of a second. Knows no device.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from returns_desk.domain.errors import Defect, OperatorMistake

DEFAULT_WIDTH_DOTS: Final = 576
"""80 mm paper, of which 72 mm are printed, at 203 dots to the inch."""
LETTER_DOTS: Final = 12
"""Width of the printers' font A."""
_NARROWEST_DOTS: Final = 200
_WIDEST_LETTER_DOTS: Final = 16

# Single-byte pages whose lower half is ASCII: the library's name for each and Python's. First
# those that hold most letters of this program's languages, then the other scripts of Europe.
_PAGES: Final = {
    "CP1252": "cp1252",
    "CP1257": "cp1257",
    "CP858": "cp858",
    "CP775": "cp775",
    "CP850": "cp850",
    "CP437": "cp437",
    "CP1250": "cp1250",
    "CP852": "cp852",
    "ISO_8859-15": "iso8859_15",
    "ISO_8859-2": "iso8859_2",
    "ISO_8859-4": "iso8859_4",
    "CP1254": "cp1254",
    "CP857": "cp857",
    "CP865": "cp865",
    "CP1251": "cp1251",
    "CP866": "cp866",
    "CP1253": "cp1253",
    "CP737": "cp737",
    "ISO_8859-7": "iso8859_7",
}


@dataclass(frozen=True, slots=True)
class CodePage:
    """A table of letters in the printer: its number there and the Python codec that fills it."""

    number: int
    codec: str

    def holds(self, text: str) -> bool:
        """Whether every letter stands in it."""
        try:
            text.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class PrinterModel:
    """One model on one paper. `columns` are letters of font A side by side."""

    width_dots: int
    columns: int
    code_pages: tuple[CodePage, ...]
    has_pictures: bool = True
    has_barcodes: bool = True
    has_cutter: bool = True
    cuts_partly: bool = True


def model_names() -> tuple[str, ...]:
    """The models that there are profiles of; `default` is what most printers understand."""
    return tuple(sorted(_profiles(), key=str.casefold))


def printer_model(name: str = "default", width_dots: int | None = None) -> PrinterModel:
    """The model of that name; `width_dots` of the paper where it is not the model's own.

    Raises:
        OperatorMistake: there is no such model.
    """
    profile = _profiles().get(name)
    if profile is None:
        message = f'There is no printer model {name!r}. Take "default", or one of these: '
        raise OperatorMistake(message + ", ".join(model_names()) + ".", code="no_printer_model")
    features = profile["features"]
    own_dots = _own_width_dots(profile)
    width = width_dots or own_dots or DEFAULT_WIDTH_DOTS
    return PrinterModel(
        width_dots=width,
        columns=_columns(profile, width, is_own=width == own_dots),
        code_pages=_code_pages(profile["codePages"]),
        has_pictures=bool(features.get("bitImageRaster")),
        has_barcodes=bool(features.get("barcodeB")),
        has_cutter=bool(features.get("paperPartCut") or features.get("paperFullCut")),
        cuts_partly=bool(features.get("paperPartCut")),
    )


def _own_width_dots(profile: dict[str, Any]) -> int | None:
    pixels = profile["media"]["width"].get("pixels")
    return pixels if isinstance(pixels, int) and pixels >= _NARROWEST_DOTS else None


def _columns(profile: dict[str, Any], width_dots: int, *, is_own: bool) -> int:
    """The profile's columns count for its own paper only, and some profiles are plainly wrong."""
    columns = int(profile["fonts"]["0"]["columns"])
    if is_own and width_dots // columns <= _WIDEST_LETTER_DOTS:
        return columns
    return width_dots // LETTER_DOTS


def _code_pages(numbers: dict[str, str]) -> tuple[CodePage, ...]:
    by_name = {name: int(number) for number, name in reversed(numbers.items())}
    known = (CodePage(by_name[name], codec) for name, codec in _PAGES.items() if name in by_name)
    return tuple(known) or (CodePage(0, "ascii"),)


@cache
def _profiles() -> dict[str, dict[str, Any]]:
    try:
        text = resources.files("escpos").joinpath("capabilities.json").read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError) as error:
        message = "The list of printer models is missing from the program."
        raise Defect(message, code="printer_models_missing") from error
    profiles: dict[str, dict[str, Any]] = json.loads(text)["profiles"]
    return profiles
