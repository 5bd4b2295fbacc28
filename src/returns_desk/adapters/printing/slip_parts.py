"""What a slip is made of from top to bottom, before anybody decides how it is drawn.

Owns where rules and codes stand between the lines and how loud each role is, so that PDF,
picture and printer's own letters agree. Knows no Qt and no printer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from returns_desk.application.slips import Slip, SlipLine, SlipRole

BOLD_ROLES: Final = frozenset(
    {
        *(SlipRole.SHOP, SlipRole.HEADING, SlipRole.TOTAL, SlipRole.LEG, SlipRole.THANKS),
        SlipRole.VOUCHER,
        SlipRole.PLACE,
    }
)
CENTRED_ROLES: Final = frozenset({SlipRole.SHOP, SlipRole.PLACE, SlipRole.VOUCHER, SlipRole.THANKS})
TALL_ROLES: Final = frozenset({SlipRole.SHOP, SlipRole.PLACE})
WIDE_ROLES: Final = frozenset({SlipRole.PLACE})
_RULED_ROLES: Final = frozenset({SlipRole.HEADING, SlipRole.TOTAL})


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from edge to edge."""


@dataclass(frozen=True, slots=True)
class Barcode:
    """Bars and, below them, the text that they hold."""

    text: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """Squares that hold the text, which nobody reads aloud."""

    text: str


SlipPart = SlipLine | Rule | Barcode | QrCode


def parts_of(slip: Slip) -> tuple[SlipPart, ...]:
    """Lines with their rules, and the barcode above the thanks, or last where nobody is thanked."""
    return tuple(_parts(slip))


def _parts(slip: Slip) -> Iterator[SlipPart]:
    is_due = bool(slip.barcode)
    for line in slip.lines:
        if line.role in _RULED_ROLES:
            yield Rule()
        if line.role is SlipRole.THANKS and is_due:
            yield _barcode(slip.barcode)
            is_due = False
        if line.role is SlipRole.VOUCHER and line.value:
            yield QrCode(line.value)
            yield SlipLine(SlipRole.VOUCHER, line.text)
        else:
            yield line
    if is_due:
        yield _barcode(slip.barcode)


def _barcode(text: str) -> SlipPart:
    """Bars, or a plain line where the text is none that Code 128 holds."""
    is_barcode = text.isascii() and text.isprintable()
    return Barcode(text) if is_barcode else SlipLine(SlipRole.NOTE, text)
