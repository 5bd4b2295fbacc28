"""Code 128 as bars, and as a picture for the screen.

Owns the step from a text to bars; the symbol's rules are python-barcode's. Knows no Qt.
"""

from barcode.codex import Code128  # type: ignore[import-untyped]  # it ships no types
from barcode.errors import BarcodeError  # type: ignore[import-untyped]  # likewise

from returns_desk.domain.errors import Defect

QUIET_MODULES = 10
"""White on both sides, in bars' widths, without which a scanner does not read."""


def bars_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where each dark bar begins and how wide it is, in the narrowest bar's width.

    Raises:
        Defect: the text can't be written in Code 128.
    """
    try:
        modules = Code128(text).build()[0]
    except (BarcodeError, KeyError, IndexError, ValueError) as error:
        raise Defect(f"{text!r} makes no barcode.", code="no_barcode") from error
    bars: list[tuple[int, int]] = []
    for at, module in enumerate(modules):
        if module != "1":
            continue
        if bars and sum(bars[-1]) == at:
            bars[-1] = (bars[-1][0], bars[-1][1] + 1)
        else:
            bars.append((at, 1))
    return tuple(bars)


def width_of(bars: tuple[tuple[int, int], ...]) -> int:
    """The whole symbol's width in modules, without quiet zones."""
    return sum(bars[-1]) if bars else 0


def barcode_svg(text: str, *, module: int = 2) -> bytes:
    """The barcode as an SVG picture, black on white, a fifth as high as wide; lengths in pixels.

    Raises:
        Defect: the text can't be written in Code 128.
    """
    bars = bars_of(text)
    width = (width_of(bars) + 2 * QUIET_MODULES) * module
    height = width // 5
    drawn = "".join(
        f'<rect x="{(QUIET_MODULES + left) * module}" y="4" '
        f'width="{wide * module}" height="{height - 8}"/>'
        for left, wide in bars
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
    return f'{head}viewBox="0 0 {width} {height}">{drawn}</svg>'.encode()
